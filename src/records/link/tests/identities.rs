//! Checks that nobody vanishes or counts twice because of what stands in the place of a number.

use super::*;

/// The codebook with other lines for its first key.
fn codebook_with_key(lines: &str) -> Codebook {
    let key = "columns = [\"expediente\"]\n";
    codebook_with(&[(key, &format!("{key}{lines}\n"))])
}

/// Rows of twelve women and men of several ages, all with the same keys.
fn twelve(keys: &str) -> Vec<String> {
    let rows = 0..12;
    rows.map(|number| {
        let sex = if number % 3 == 0 { "M" } else { "F" };
        row(keys, &[("sexo", sex), ("edad", &(12 + number).to_string())])
    })
    .collect()
}

/// The number of persons: the rows that count.
fn persons_of(intake: &Intake) -> u64 {
    intake.tally.counted + intake.tally.corrected
}

#[test]
fn a_placeholder_for_a_number_joins_nobody_and_is_told() {
    let placeholders = [
        "S/N",
        "0",
        "999999999",
        "No tiene",
        "-",
        "#N/A",
        "#N/D",
        "sin expediente",
        "?",
        "0-0000-0000",
    ];
    for placeholder in placeholders {
        let mut rows = twelve(&format!("{placeholder};;"));
        rows.extend((1..=20).map(|number| row(&format!("2024-{number};;"), &[])));
        let intake = linked(&[("conatt", rows)]);
        assert_eq!(persons_of(&intake), 32, "{placeholder}");
        let notice = Notice::NoNumber {
            source: "conatt".into(),
            column: "expediente".into(),
        };
        assert_eq!(intake.tally.notices, [(notice, 12)].into(), "{placeholder}");
    }
}

#[test]
fn a_value_that_many_rows_of_one_source_share_joins_nobody_and_is_told() {
    for shared in ["EN ESTUDIO", "77777", "Ver carpeta 3"] {
        let rows = twelve(&format!("{shared};;"));
        let others = vec![row(&format!("{shared};;"), &[]), row("2024-1;;", &[])];
        let intake = linked(&[("conatt", rows), ("pani", others)]);
        assert_eq!(persons_of(&intake), 14, "{shared}");
        let notice = Notice::SharedKey {
            source: "conatt".into(),
            key: "expediente".into(),
            values: 1,
        };
        assert_eq!(intake.tally.notices, [(notice, 12)].into(), "{shared}");
        assert!(!intake.tally.to_string().contains(shared), "{shared}");
    }
    // As many rows as a person may have are one person.
    let intake = linked(&[("conatt", vec![row("2024-1;;", &[]); 3])]);
    assert_eq!((persons_of(&intake), intake.tally.merged), (1, 2));
    assert_eq!(intake.tally.notices, [].into());
}

#[test]
fn the_codebook_says_how_many_rows_a_person_may_have_and_when_to_stop() {
    let sources = || Sources::new(&[("conatt", vec![row("2024-1;;", &[]); 12])]);
    let read = |lines| sources().read(&codebook_with_key(lines), Decisions::default());
    assert_eq!(persons_of(&read("most_rows = 12").unwrap()), 1);
    assert_eq!(persons_of(&read("most_rows = 11").unwrap()), 12);
    assert_eq!(
        read("shared = \"stop\"").unwrap_err().to_string(),
        "the source “conatt”: 12 rows share 1 of the values of “expediente”, in more rows than a person has; correct them, \
         or declare in the codebook that they are apart, or how many rows a person may have (`most_rows`)"
    );
}

#[test]
fn a_number_that_a_spreadsheet_shortened_is_refused() {
    for shortened in ["1,55812E+11", "1.55812E+11", "1E+12", "1.6e11"] {
        let rows = vec![row(&format!("{shortened};;"), &[]); 2];
        let problems = Sources::new(&[("conatt", rows)])
            .read(&codebook(), Decisions::default())
            .unwrap_err();
        assert_eq!(problems.all.len(), 2, "{shortened}");
        let first = problems.all[0].to_string();
        assert!(
            first.ends_with(
                "0.csv, line 2, column “expediente”: the spreadsheet has shortened this number (as 1,5E+11) and its last \
                 digits are lost, so that it identifies nobody; export the column again as text"
            ),
            "{first}"
        );
    }
}

#[test]
fn persons_of_one_source_with_files_of_their_own_are_not_joined_by_another_key() {
    // Ten girls are under the name and date of birth of their mothers.
    let mut rows = Vec::new();
    for family in 0..10 {
        for (file, age) in [(2 * family, "38"), (2 * family + 1, "12")] {
            rows.push(row(
                &format!("F-{file};Madre {family};1986-01-31"),
                &[("edad", age)],
            ));
        }
    }
    let intake = linked(&[("conatt", rows.clone())]);
    assert_eq!((persons_of(&intake), intake.tally.corrected), (20, 0));
    let ambiguous = Notice::AmbiguousKey {
        source: "conatt".into(),
        key: "nombre + nacimiento".into(),
        values: 10,
    };
    assert_eq!(intake.tally.notices, [(ambiguous.clone(), 20)].into());
    // What another source says of one of them belongs to neither without the number of a file.
    let other = vec![row(";Madre 0;1986-01-31", &[]), row("F-2;;", &[])];
    let intake = linked(&[("conatt", rows), ("pani", other)]);
    assert_eq!((persons_of(&intake), intake.tally.merged), (21, 1));
    assert_eq!(intake.tally.notices, [(ambiguous, 20)].into());
}

#[test]
fn numbers_that_differ_in_their_form_alone_are_told_or_joined_as_declared() {
    let forms: [fn(u32) -> String; 4] = [
        |number| format!("1-0{number}-0{number}"),
        |number| format!("01 0{number} 0{number}"),
        |number| format!("0010{number}0{number}"),
        |number| format!("10{number}0{number}.0"),
    ];
    for form in forms {
        let rows = |write: &dyn Fn(u32) -> String| -> Vec<String> {
            let numbers = 100..120;
            numbers
                .map(|number| row(&format!("{};;", write(number)), &[]))
                .collect()
        };
        let plain = |number: u32| format!("10{number}0{number}");
        let sources = [("conatt", rows(&plain)), ("pani", rows(&form))];
        let intake = linked(&sources);
        assert_eq!(persons_of(&intake), 40);
        let key = || "expediente".to_owned();
        assert_eq!(
            intake.tally.notices,
            [(Notice::Forms { key: key() }, 20)].into()
        );
        let joined = Sources::new(&sources)
            .read(
                &codebook_with_key("form = \"number\""),
                Decisions::default(),
            )
            .unwrap();
        assert_eq!(persons_of(&joined), 20);
        assert_eq!(
            joined.tally.notices,
            [(Notice::FormsJoined { key: key() }, 20)].into()
        );
    }
    // Numbers that are all written in one way are different numbers, and white space around them is none.
    let rows = vec![row("1-23;;", &[]), row("12-3;;", &[]), row(" 1-23 ;;", &[])];
    let intake = linked(&[("conatt", rows)]);
    assert_eq!((persons_of(&intake), intake.tally.notices.len()), (2, 0));
}

#[test]
fn a_placeholder_for_the_number_of_events_gives_nobody_the_events_of_all() {
    let sources = "\n[[source]]\nid = \"personas\"\n\n[[source]]\nid = \"casos\"\nholds = \"events\"\n\n\
                   [events]\nkey = \"caso\"\n\n[[measure]]";
    let codebook = sample::codebook(&[
        ("\n[[measure]]", sources),
        (
            "column = \"medios\"",
            "column = \"medios\"\nof = \"events\"",
        ),
    ]);
    let header = sample::HEADER.replace(";medios", ";caso");
    let person = sample::ROW.replace(";FUE", ";S/N");
    let persons = format!("{header}\n{}\n", vec![person; 12].join("\n"));
    let files = Files::new(&[persons, "caso;medios\nS/N;FUE\nS/N;TEJ\n".to_owned()]);
    let named = ["personas", "casos"].into_iter().zip(&files.paths);
    let inputs: Vec<Input> = named
        .map(|(id, path)| Input::OfSource(id.into(), path.clone()))
        .collect();
    let links = Links {
        secret: secret(),
        decisions: Decisions::default(),
    };
    let intake = read(&codebook, &inputs, Values::Concealed, &links).unwrap();
    assert_eq!((persons_of(&intake), intake.tally.linked), (12, 0));
    assert_eq!(intake.tally.without_event, 12);
    let told: Vec<u64> = intake.tally.notices.into_values().collect();
    assert_eq!(told, [2, 12]);
}

#[test]
fn persons_of_one_source_under_one_value_that_nobody_listed_stay_apart() {
    let notices = |intake: &Intake| intake.tally.notices.keys().cloned().collect::<Vec<_>>();
    for (value, others) in [("4711", 2), ("EN CUSTODIA", 3), ("F-1", 2)] {
        let mut rows = vec![row("F-2;Luz;1992-01-31", &[])];
        for (name, birth) in [
            ("Ana", "1990-01-31"),
            ("Eva", "1991-01-31"),
            ("Sol", "2001-05-09"),
        ] {
            rows.push(row(&format!("{value};{name};{birth}"), &[]));
        }
        rows.truncate(1 + others);
        // Another source knows Ana by her name, and has the value as well.
        let elsewhere = vec![row(&format!("{value};Ana;1990-01-31"), &[])];
        let intake = linked(&[("conatt", rows), ("pani", elsewhere)]);
        let different = Notice::DifferentPersons {
            source: "conatt".into(),
            key: "expediente".into(),
            values: 1,
        };
        assert_eq!(persons_of(&intake), 1 + others as u64, "{value}");
        assert_eq!(intake.tally.notices[&different], others as u64, "{value}");
        assert_eq!(notices(&intake), [different], "{value}");
    }
    // One person twice, with another spelling of her name or a mistake in her birth, is one person.
    for other in [
        "F-1;Anna;1990-01-31",
        "F-1;Ana;1990-01-13",
        "F-1;;1990-01-31",
        "F-1;Anna;",
    ] {
        let rows = vec![row("F-1;Ana;1990-01-31", &[]), row(other, &[])];
        assert_eq!(persons_of(&linked(&[("conatt", rows)])), 1, "{other}");
    }
}

#[test]
fn persons_of_one_file_with_documents_of_their_own_are_told() {
    let rows = vec![
        row("F-1;Ana;1990-01-31", &[]),
        row("F-1;Eva;1990-01-31", &[]),
        row("F-2;Luz;1992-01-31", &[]),
    ];
    let intake = linked(&[("conatt", rows)]);
    let notices: Vec<&Notice> = intake.tally.notices.keys().collect();
    let despite = Notice::JoinedDespite {
        source: "conatt".into(),
        key: "nombre + nacimiento".into(),
    };
    assert_eq!(
        (persons_of(&intake), notices.contains(&&despite)),
        (2, true),
        "{notices:?}"
    );
}

#[test]
fn rows_of_one_source_that_a_key_joins_and_that_contradict_each_other_are_told() {
    // A mother and her daughter under one number, without another key that tells them apart.
    let rows = vec![
        row("2024-1;;", &[("edad", "38")]),
        row("2024-1;;", &[("edad", "12")]),
        row("2024-2;;", &[]),
    ];
    let intake = linked(&[("conatt", rows)]);
    let notice = Notice::Contradiction {
        source: "conatt".into(),
        key: "expediente".into(),
    };
    assert_eq!(
        (persons_of(&intake), intake.tally.notices),
        (2, [(notice, 1)].into())
    );
    let agreeing = vec![row("2024-1;;", &[]), row("2024-1;;", &[])];
    assert_eq!(linked(&[("conatt", agreeing)]).tally.notices, [].into());
}
