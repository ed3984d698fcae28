//! Checks that an application in the files of several institutions counts once.

mod any_order;
mod identities;
mod invented_registers;
mod unlisted_values;

use crate::link::{
    clerical_review::{Decision, Decisions},
    links::Links,
    sample::{codebook, codebook_with, secret},
};
use crate::{
    read::{Input, Intake, Notice, Problems, Tally, Values, find_candidate_pairs, read},
    sample::Files,
};
use codebook::{Codebook, sample};

/// The id of a source, and its rows as [`row`] makes them.
type Rows<'a> = (&'a str, Vec<String>);

/// Returns the sample's row with some columns changed, and with keys as
/// `expediente;nombre;nacimiento`.
fn row(keys: &str, changes: &[(&str, &str)]) -> String {
    let columns: Vec<&str> = sample::HEADER.split(';').collect();
    let mut fields: Vec<&str> = sample::ROW.split(';').collect();
    for (column, value) in changes {
        fields[columns.iter().position(|name| name == column).unwrap()] = value;
    }
    format!("{};{keys}", fields.join(";"))
}

/// The files of some sources, kept until they are read.
struct Sources {
    _files: Files,
    inputs: Vec<Input>,
}

impl Sources {
    fn new(rows: &[Rows<'_>]) -> Self {
        let header = format!("{};expediente;nombre;nacimiento\n", sample::HEADER);
        let text = |(_, rows): &Rows<'_>| {
            header.clone()
                + &rows
                    .iter()
                    .map(|row| format!("{row}\n"))
                    .collect::<String>()
        };
        let files = Files::new(&rows.iter().map(text).collect::<Vec<_>>());
        let named = rows
            .iter()
            .zip(&files.paths)
            .map(|((id, _), path)| Input::OfSource((*id).into(), path.clone()));
        Sources {
            inputs: named.collect(),
            _files: files,
        }
    }

    fn read(&self, codebook: &Codebook, decisions: Decisions) -> Result<Intake, Problems> {
        read(
            codebook,
            &self.inputs,
            Values::Concealed,
            &Links {
                secret: secret(),
                decisions,
            },
        )
    }

    fn propose(&self, codebook: &Codebook, known: Decisions) -> Decisions {
        let links = Links {
            secret: secret(),
            decisions: known,
        };
        let proposals =
            find_candidate_pairs(codebook, &self.inputs, Values::Concealed, &links).unwrap();
        let mut decisions = links.decisions;
        decisions.replace_open(proposals.pairs);
        decisions
    }
}

fn linked(rows: &[Rows<'_>]) -> Intake {
    Sources::new(rows)
        .read(&codebook(), Decisions::default())
        .unwrap()
}

#[test]
fn an_application_of_several_institutions_counts_once() {
    let intake = linked(&[
        (
            "pani",
            vec![
                row("17;Ana;1990-01-31", &[("sexo", ""), ("edad", "30")]),
                row("18;;", &[]),
            ],
        ),
        (
            "dgme",
            vec![row(";ANA;1990-01-31", &[("sexo", "F"), ("edad", "14")])],
        ),
        (
            "conatt",
            vec![
                row("17;N/D;", &[("edad", "N/D")]),
                row(";;", &[]),
                row(";;", &[]),
            ],
        ),
    ]);
    let expected = "6 rows read = 3 counted + 1 corrected + 2 merged + 0 set aside\n  \
                    corrected by most-trusted-source in edad: 1\n  \
                    counted or not, equal to an earlier row in every column: 1\n  \
                    note, persons whose rows are joined through one another, without a key that all of them have in \
                    common: 1";
    assert_eq!(intake.tally.to_string(), expected);
    assert_eq!(intake.sources["conatt"].merged, 0);
    assert_eq!(
        (intake.sources["dgme"].merged, intake.sources["pani"].merged),
        (1, 1)
    );
    let conflicts: Vec<_> = intake
        .conflicts
        .iter()
        .map(|one| (&*one.variable, &one.sources[..], one.applications))
        .collect();
    assert_eq!(
        conflicts,
        [("edad", &["dgme".to_owned(), "pani".to_owned()][..], 1)]
    );
    let count = |pins: &[(&str, &str)]| {
        intake
            .counts
            .get(&cube::Address::new("acreditadas", pins.iter().copied()))
    };
    assert_eq!(
        (
            count(&[]),
            count(&[("edad", "ADU")]),
            count(&[("sexo", "U")])
        ),
        (4, 0, 0)
    );
}

#[test]
fn rows_that_contradict_each_other_are_all_set_aside() {
    let torn = [("condicion", "EXT"), ("nacionalidad", "OTR")];
    let intake = linked(&[
        ("pani", vec![row("17;;", &[]), row("17;;", &torn)]),
        ("dgme", vec![row("17;;", &[("condicion", "N/D")])]),
    ]);
    // The sample's nationality has nothing for "not known" either, and comes after.
    let expected = "3 rows read = 0 counted + 0 corrected + 3 set aside\n  \
                    set aside, rows of the same application disagree on “condicion”: 3";
    let shown = intake.tally.to_string();
    assert!(
        shown == expected || shown == expected.replace("condicion", "nacionalidad"),
        "{shown}"
    );
}

#[test]
fn rows_excluded_by_a_condition_are_no_rows_of_the_application() {
    let intake = linked(&[(
        "pani",
        vec![
            row("17;;", &[]),
            row("17;;", &[("tipo", "ACU"), ("sexo", "x")]),
        ],
    )]);
    let expected =
        "2 rows read = 1 counted + 0 corrected + 1 set aside\n  set aside, not tipo=DIR: 1";
    assert_eq!(intake.tally.to_string(), expected);
}

#[test]
fn invalid_fields_are_reported_by_row_and_missing_ones_by_application() {
    let read = |rows: &[Rows<'_>]| Sources::new(rows).read(&codebook(), Decisions::default());
    let strange = [
        ("dgme", vec![row("17;;", &[("condicion", "Luna")])]),
        ("pani", vec![row("17;;", &[])]),
    ];
    let shown = read(&strange).unwrap_err().to_string();
    assert!(
        shown.ends_with(
            "0.csv, line 2, column “condicion”: a category of “condicion” was expected: NAC, EXT"
        ),
        "{shown}"
    );
    let missing = [
        ("dgme", vec![row("17;;", &[("condicion", "")])]),
        ("pani", vec![row("17;;", &[])]),
    ];
    assert_eq!(read(&missing).unwrap().tally.merged, 1);
    let nowhere = [
        ("dgme", vec![row("17;;", &[("condicion", "")])]),
        ("pani", vec![row("17;;", &[("condicion", "")])]),
    ];
    let shown = read(&nowhere).unwrap_err().to_string();
    let expected = "0.csv, line 2, column “condicion”: a value was expected: “condicion” has no category for “not known”";
    assert!(
        shown.ends_with(expected) && shown.lines().count() == 1,
        "{shown}"
    );
}

#[test]
fn a_decision_makes_one_application_of_two_and_outlives_the_order_of_rows() {
    let near = |day: &str| row(";;", &[("solicitud", day), ("resolucion", "2024-12-01")]);
    let sources = [
        (
            "pani",
            vec![row("17;Ana;1990-01-31", &[]), near("2024-08-01")],
        ),
        ("dgme", vec![near("2024-03-20")]),
    ];
    let codebook = codebook();
    let mut decisions = Sources::new(&sources).propose(&codebook, Decisions::default());
    let proposed: Vec<String> = decisions
        .pairs()
        .map(|pair| format!("{:?} {:?}", pair.agree, pair.differ))
        .collect();
    let agree = "[\"tipo\", \"resultado\", \"sexo\", \"edad\", \"nacionalidad\", \"condicion\", \"medios\"]";
    assert_eq!(
        proposed,
        [format!("{agree} [\"solicitudes\", \"acreditadas\"]")]
    );
    let open = Sources::new(&sources)
        .read(&codebook, decisions.clone())
        .unwrap();
    assert_eq!(open.tally.merged, 0);
    assert_eq!(
        open.decided.to_string(),
        "decisions: 0 same, 0 different, 1 open"
    );

    decisions = decisions
        .pairs()
        .cloned()
        .map(|pair| super::Pair {
            decision: Decision::Same,
            ..pair
        })
        .collect();
    let turned = [
        ("dgme", sources[1].1.clone()),
        ("pani", sources[0].1.iter().rev().cloned().collect()),
    ];
    for sources in [&sources, &turned] {
        let sources = Sources::new(sources);
        let intake = sources.read(&codebook, decisions.clone()).unwrap();
        assert_eq!(intake.tally.merged, 1);
        assert_eq!(
            intake.decided.to_string(),
            "decisions: 1 same, 0 different, 0 open"
        );
        assert_eq!(
            sources
                .propose(&codebook, decisions.clone())
                .count(Decision::Same),
            1
        );
    }
    let gone = Sources::new(&sources[1..])
        .read(&codebook, decisions.clone())
        .unwrap();
    assert!(
        gone.decided
            .to_string()
            .starts_with("decisions: 0 same, 0 different, 0 open\n  1 fit no rows any more; ")
    );
}

#[test]
fn the_earliest_dates_of_rows_that_a_decision_joined_count() {
    let near =
        |keys: &str, day: &str| row(keys, &[("solicitud", day), ("resolucion", "2024-12-01")]);
    let sources = Sources::new(&[(
        "pani",
        vec![near("17;;", "2024-03-20"), near("18;;", "2024-03-04")],
    )]);
    let codebook = codebook();
    let open = sources.propose(&codebook, Decisions::default());
    let same: Decisions = open
        .pairs()
        .cloned()
        .map(|pair| super::Pair {
            decision: Decision::Same,
            ..pair
        })
        .collect();
    let intake = sources.read(&codebook, same).unwrap();
    let expected = "2 rows read = 0 counted + 1 corrected + 1 merged + 0 set aside\n  \
                    corrected by earliest-date in solicitudes: 1";
    assert_eq!(intake.tally.to_string(), expected);
    // Rows that a key connects have one date.
    let by_key = linked(&[(
        "pani",
        vec![near("17;;", "2024-03-20"), near("17;;", "2024-03-04")],
    )]);
    let expected = "2 rows read = 0 counted + 0 corrected + 2 set aside\n  \
                    set aside, rows of the same application disagree on “solicitudes”: 2";
    assert_eq!(by_key.tally.to_string(), expected);
}

#[test]
fn persons_get_the_answers_of_their_events() {
    let events = "\n[[source]]\nid = \"casos\"\nholds = \"events\"\n\n[events]\nkey = \"caso\"\n\n[[measure]]";
    let codebook = sample::codebook(&[
        (
            "\n[[measure]]",
            &format!("\n[[source]]\nid = \"personas\"\n{events}"),
        ),
        (
            "column = \"medios\"",
            "column = \"medios\"\nof = \"events\"",
        ),
    ]);
    let header = sample::HEADER.replace(";medios", ";caso");
    let person = |case: &str| sample::ROW.replace(";FUE", &format!(";{case}"));
    let persons = format!(
        "{header}\n{}\n{}\n{}\n{}\n",
        person("A"),
        person("a"),
        person("B"),
        person("Z")
    );
    let cases = "caso;medios\nA;FUE\nA;FUE\nA;tejidos\nB;\nC;ORG\n;ORG\n";
    let files = Files::new(&[cases.to_owned(), persons]);
    let named = ["casos", "personas"].into_iter().zip(&files.paths);
    let inputs: Vec<Input> = named
        .map(|(id, path)| Input::OfSource(id.into(), path.clone()))
        .collect();
    let links = Links {
        secret: secret(),
        decisions: Decisions::default(),
    };
    let intake = read(&codebook, &inputs, Values::Concealed, &links).unwrap();
    let expected = "10 rows read = 4 counted + 0 corrected + 4 linked + 2 set aside\n  \
                    corrected by spelling in medios: 1\n  set aside, no person has this event: 2\n  \
                    counted or not, equal to an earlier row in every column: 0\n  persons without an event: 1";
    assert_eq!(
        intake.tally.to_string(),
        expected.replace(
            "\n  counted or not, equal to an earlier row in every column: 0",
            ""
        )
    );
    let count = |code: &str| {
        intake
            .counts
            .get(&cube::Address::new("acreditadas", [("medios", code)]))
    };
    assert_eq!(["FUE", "TEJ", "ORG", "U"].map(count), [2, 2, 0, 2]);
}

#[test]
fn invalid_answers_of_events_are_treated_as_the_codebook_declares() {
    let events = "\n[[source]]\nid = \"casos\"\nholds = \"events\"\n\n[events]\nkey = \"caso\"\n\n[[measure]]";
    let persons = format!(
        "{}\n{}\n",
        sample::HEADER.replace(";medios", ";caso"),
        sample::ROW.replace(";FUE", ";A")
    );
    let files = Files::new(&["caso;medios\nA;FUE\nA;Tejidoz\n".to_owned(), persons]);
    let read = |unsettled: &str| {
        let codebook = sample::codebook(&[
            (
                "\n[[measure]]",
                &format!("\n[[source]]\nid = \"personas\"\n{events}"),
            ),
            (
                "column = \"medios\"",
                &format!("column = \"medios\"\nof = \"events\"\nunsettled = \"{unsettled}\""),
            ),
        ]);
        let named = ["casos", "personas"].into_iter().zip(&files.paths);
        let inputs: Vec<Input> = named
            .map(|(id, path)| Input::OfSource(id.into(), path.clone()))
            .collect();
        let links = Links {
            secret: secret(),
            decisions: Decisions::default(),
        };
        crate::read::read(&codebook, &inputs, Values::Concealed, &links)
    };
    let shown = |unsettled| read(unsettled).unwrap().tally.to_string();
    let expected = "3 rows read = 1 counted + 0 corrected + 2 linked + 0 set aside\n  \
                    corrected by unsettled-is-unknown in medios: 1";
    assert_eq!(shown("unknown"), expected);
    let expected = "3 rows read = 1 counted + 0 corrected + 1 linked + 1 set aside\n  \
                    set aside, not understood: column “medios”: 1";
    assert_eq!(shown("set-aside"), expected);
    let problems = read("stop").unwrap_err();
    assert!(problems.to_string().ends_with(
        ", line 3, column “medios”: a category of “medios” was expected: FUE, ORG, TEJ, U"
    ));
    assert_eq!(problems.suggestions.all.len(), 1);
}

const CANARY: &str = "CANARIO";

#[test]
fn no_identifying_field_is_shown_or_kept() {
    let keys = format!("{CANARY}-1;{CANARY} Ana;1990-01-31");
    let rows = vec![
        row(&keys, &[]),
        row(&keys, &[("sexo", "M")]),
        row(&format!("{CANARY}-2;{CANARY};"), &[]),
    ];
    let sources = Sources::new(&[("pani", rows.clone()), ("dgme", rows)]);
    let codebook = codebook();
    let intake = sources.read(&codebook, Decisions::default()).unwrap();
    let decisions = sources.propose(&codebook, Decisions::default());
    let written = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(written.path(), decisions.to_text(&secret()).unwrap()).unwrap();
    let written = std::fs::read_to_string(written.path()).unwrap();
    assert!(decisions.count(Decision::Open) > 0);
    let bad = [(
        "pani",
        vec![
            row(&keys, &[("condicion", CANARY)]),
            row(&keys, &[("solicitud", CANARY)]),
        ],
    )];
    let problems = Sources::new(&bad)
        .read(&codebook, Decisions::default())
        .unwrap_err();
    let shown = format!(
        "{intake:?} {} {decisions:?} {written} {problems} {problems:?}",
        intake.tally
    )
    .to_lowercase();
    assert!(!shown.contains(&CANARY.to_lowercase()), "{shown}");
}
