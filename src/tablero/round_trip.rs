//! Checks that people filled into a workbook give the same counts as the same people in CSV.

use std::{collections::BTreeMap, path::Path, process::Command};

use cube::Lang;

use crate::demo;
use codebook::{Codebook, sample};
use publish::publication;
use records::read::{Input, Intake, Notice, Values, read};
use records::sample::links;
use template::filled::{fill_workbook, fill_workbook_and_add};

fn intake(codebook: &Codebook, file: &Path) -> Result<Intake, String> {
    let directory = format!("{}/", file.parent().unwrap().display());
    let read = read(
        codebook,
        &[Input::File(file.into())],
        Values::Concealed,
        &links(),
    );
    read.map_err(|problems| problems.to_string().replace(&directory, ""))
}

/// Writes a file into a new directory.
fn write(name: &str, bytes: impl AsRef<[u8]>) -> (tempfile::TempDir, std::path::PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    (directory, file)
}

/// The people of the demonstration's register and their events, as CSV, and the codebook.
fn people() -> ([String; 2], Codebook) {
    let files = demo::export_files().unwrap();
    let text = |name| {
        files
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, bytes)| bytes.clone())
            .unwrap()
    };
    let csvs = ["conatt.csv", "oij.csv"].map(|name| String::from_utf8(text(name)).unwrap());
    (csvs, Codebook::parse(demo::CODEBOOK).unwrap())
}

const HEADER: &str =
    "expediente,solicitud,tipo,resultado,sexo,edad,nacionalidad,condicion,medios,resolucion";

/// People of the sample, with labels that hold commas.
const PEOPLE: [&str; 4] = [
    "2024-03-01,DIR,ACC,F,14,CRI,NAC,\"FUE,ORG,TEJ\",2024-09-01",
    "2024-03-02,DIR,DEN,M,,OTR,EXT,,",
    "2025-12-31,DIR,ACC,,119,OTR,EXT,\"Órganos, tejidos o fluidos\",2025-12-31",
    "2025-01-01,ACU,DEN,M,30,OTR,EXT,FUE,",
];

/// 48 of these people, each with an application of their own.
fn sample_of_people() -> String {
    let rows = (0..)
        .zip(PEOPLE.iter().cycle())
        .take(48)
        .map(|(number, row)| format!("A-{number},{row}\n"));
    std::iter::once(format!("{HEADER}\n")).chain(rows).collect()
}

#[test]
fn a_filled_in_workbook_is_the_same_dataset_as_the_same_people_in_csv() {
    let codebook = sample::codebook(&[(
        "[records]\ndelimiter = \";\"",
        "[records]\ndelimiter = \",\"",
    )]);
    let people = sample_of_people();
    let publish = |name: &str, bytes: Vec<u8>| {
        let (directory, file) = write(name, bytes);
        let publication = publication::prepare(
            &codebook,
            &[Input::File(file)],
            Values::Concealed,
            &links(),
            &[],
            publication::ClosedYears::Records,
        )
        .unwrap();
        let out = directory.path().join("data");
        release::write(&publication.release, &publication.certificate, &out).unwrap();
        let files = std::fs::read_dir(out).unwrap().map(|file| file.unwrap());
        let files: BTreeMap<_, _> = files
            .map(|file| (file.file_name(), std::fs::read(file.path()).unwrap()))
            .collect();
        (
            publication.intake.counts,
            publication.intake.tally.to_string(),
            files,
        )
    };
    let (counts, tally, files) = publish("people.csv", people.clone().into());
    assert!(files.len() > 5);
    for lang in Lang::ALL {
        let found = publish("people.xlsx", fill_workbook(&codebook, lang, &[&people]));
        assert!(found.0 == counts && found.2 == files);
        assert_eq!(found.1, tally);
    }
}

#[test]
fn a_sheet_that_was_added_to_the_template_is_told() {
    let ([persons, events], codebook) = people();
    let notices = |added: &[(&str, &[&str])]| {
        let csvs = [persons.as_str(), &events];
        let workbook = fill_workbook_and_add(&codebook, Lang::Es, &csvs, added);
        let (_kept, file) = write("registros.xlsx", workbook);
        let tally = intake(&codebook, &file).unwrap().tally;
        tally.notices.into_iter().collect::<Vec<_>>()
    };
    let before = notices(&[]);
    let is_added = |(notice, _): &(Notice, u64)| matches!(notice, Notice::AddedSheet { .. });
    assert!(!before.iter().any(is_added), "{before:?}");
    let mut added = notices(&[
        ("Más personas", &["Sexo", "Mujer", "Hombre"]),
        ("Vacía", &[]),
    ]);
    let (told, others): (Vec<_>, Vec<_>) = added.drain(..).partition(is_added);
    let [(Notice::AddedSheet { sheet }, 2)] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert!(
        sheet.ends_with("registros.xlsx, sheet “Más personas”"),
        "{sheet}"
    );
    assert_eq!(others.len(), before.len());
}

#[test]
fn the_people_of_the_demonstration_are_counted_the_same() {
    let ([persons, events], codebook) = people();
    let (_kept, records) = write("conatt.csv", &persons);
    let (_also, happened) = write("oij.csv", &events);
    let (_too, workbook) = write(
        "registros.xlsx",
        fill_workbook(&codebook, Lang::Es, &[&persons, &events]),
    );
    let inputs = [Input::File(records), Input::File(happened)];
    let expected = read(&codebook, &inputs, Values::Concealed, &links()).unwrap();
    let found = intake(&codebook, &workbook).unwrap();
    assert!(found.counts == expected.counts);
    assert_eq!(found.tally.rows, expected.tally.rows);
}

#[test]
#[ignore = "needs LibreOffice: run by cargo verify"]
fn libreoffice_keeps_what_was_filled_in() {
    let ([persons, events], codebook) = people();
    let (directory, workbook) = write(
        "registros.xlsx",
        fill_workbook(&codebook, Lang::Es, &[&persons, &events]),
    );
    let expected = intake(&codebook, &workbook).unwrap();
    for format in ["ods", "xls"] {
        let mut convert = Command::new("soffice");
        convert.arg(format!(
            "-env:UserInstallation=file://{}/profile",
            directory.path().display()
        ));
        convert
            .args(["--headless", "--convert-to", format, "--outdir"])
            .arg(directory.path())
            .arg(&workbook);
        let converted = convert
            .output()
            .expect("soffice, the program of LibreOffice, is not on the PATH");
        assert!(converted.status.success(), "{format}: {converted:?}");
        let found = intake(
            &codebook,
            &directory.path().join(format!("registros.{format}")),
        )
        .unwrap();
        assert!(found.counts == expected.counts, "{format}");
        assert_eq!(
            found.tally.to_string(),
            expected.tally.to_string(),
            "{format}"
        );
    }
}

#[test]
fn a_workbook_that_does_not_fit_is_refused() {
    let codebook = sample::codebook(&[]);
    let refusal = |codebook: &Codebook, bytes: Vec<u8>| {
        let (_kept, file) = write("people.xlsx", bytes);
        intake(codebook, &file).unwrap_err()
    };
    let workbook = fill_workbook(&codebook, Lang::Es, &[&sample_of_people()]);
    assert_eq!(
        refusal(
            &sample::codebook(&[("id = \"muestra\"", "id = \"costa-rica\"")]),
            workbook.clone()
        ),
        "people.xlsx: this workbook was made from the codebook “muestra”, not from “costa-rica”; read it with “muestra”"
    );
    let newer = sample::codebook(&[(
        "column = \"condicion\"",
        "column = \"condicion_migratoria\"",
    )]);
    assert_eq!(
        refusal(&newer, workbook),
        "people.xlsx: this workbook was made from another version of the codebook (it lacks the columns \
         condicion_migratoria; it has columns that are not read: condicion); copy its rows into a new workbook \
         (tablero template)"
    );
    assert_eq!(
        refusal(
            &codebook,
            fill_workbook(&codebook, Lang::Es, &["expediente\n"])
        ),
        "people.xlsx, sheet “Registros”: there are no rows below the column names; fill them in, or leave this file out"
    );
}

#[test]
fn a_missing_answer_is_reported_by_the_name_on_the_sheet() {
    let codebook = sample::codebook(&[]);
    let (_kept, file) = write(
        "people.xlsx",
        fill_workbook(
            &codebook,
            Lang::Es,
            &["expediente,solicitud\nA-1,2024-03-01\n"],
        ),
    );
    let message = intake(&codebook, &file).unwrap_err();
    let expected = "people.xlsx, sheet “Registros”, line 4, column “Resultado *”: a value was expected: “resultado” \
                    has no category for “not known”";
    assert!(message.lines().any(|line| line == expected), "{message}");
}

#[test]
fn events_are_collected_on_a_sheet_of_their_own() {
    let codebook = sample::codebook(&[
        (
            "[records]\ndelimiter = \";\"",
            "[records]\ndelimiter = \",\"",
        ),
        (
            "\n[[measure]]",
            "\n[[source]]\nid = \"p\"\n\n[[source]]\nid = \"e\"\nholds = \"events\"\n\n[[measure]]",
        ),
        ("\n[[measure]]", "\n[events]\nkey = \"caso\"\n\n[[measure]]"),
        (
            "column = \"medios\"",
            "column = \"medios\"\nof = \"events\"",
        ),
    ]);
    let persons = "caso,solicitud,tipo,resultado,sexo,edad,nacionalidad,condicion,resolucion\n\
                   A-1,2024-03-01,DIR,ACC,F,14,CRI,NAC,2024-09-01\n\
                   A-2,2024-03-02,DIR,DEN,M,,OTR,EXT,\n";
    let events = "caso,medios\nA-1,FUE\nA-1,\"TEJ,ORG\"\nA-2,\nA-3,FUE\n";
    let intake = |inputs: &[Input]| read(&codebook, inputs, Values::Concealed, &links()).unwrap();
    let of = |source: &str, file: &Path| Input::OfSource(source.into(), file.into());
    let (_people, people) = write("people.csv", persons);
    let (_events, happened) = write("events.csv", events);
    let (_workbook, workbook) = write(
        "people.xlsx",
        fill_workbook(&codebook, Lang::Es, &[persons, events]),
    );
    let expected = intake(&[of("p", &people), of("e", &happened)]);
    let found = intake(&[of("p", &workbook)]);
    assert!(found.counts == expected.counts);
    assert_eq!(found.tally.to_string(), expected.tally.to_string());
    // A workbook without any event.
    let (_without, workbook) = write(
        "people.xlsx",
        fill_workbook(&codebook, Lang::Es, &[persons]),
    );
    assert_eq!(intake(&[of("p", &workbook)]).tally.rows, 2);
}
