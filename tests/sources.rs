//! The same people from whatever source: text, workbooks, a database, in one file or several, in whatever order.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::TempDir;
use tests::{postgres::Server, tablero};

/// Two columns of answers, a date that every source writes in its own way, an age that is a number.
const CODEBOOK: &str = r#"
format = 1
id = "small"
release = "2022"
title = { es = "Pequeño", en = "Small" }
heading = { es = "Pequeño", en = "Small" }
lede = { es = "Para probar.", en = "To try." }
publisher = { es = "Nadie", en = "Nobody" }
caveat = { es = "Nada.", en = "Nothing." }
threshold = 3

[time]
id = "anio"
label = { es = "Año", en = "Year" }
first = 2021
last = 2022

[records]
dates = "%Y-%m-%d"
missing = [""]

[[source]]
id = "utf8"
files = ["personas*.csv"]

[[source]]
id = "latin"
files = ["latin.csv"]
dates = ["%d/%m/%Y"]
columns = { sexo = "Género", medios = ["Medio 1", "Medio 2"] }

[[source]]
id = "hoja"
files = ["*.xlsx", "*.ods"]
sheets = ["Uno", "Dos"]
header = 3
columns = { medios = "Medios" }

[[source]]
id = "registro"
database = { connection = "REGISTRO", query = "select fecha, sexo, edad, medios from personas -- todas" }

[[measure]]
id = "personas"
label = { es = "Personas", en = "Persons" }
definition = { es = "Personas por fecha.", en = "Persons by date." }
unit = { es = "personas", en = "persons" }
date = "fecha"

[[dimension]]
id = "sexo"
label = { es = "Sexo", en = "Sex" }
column = "sexo"
categories = [{ code = "F", es = "Señora", en = "Female" }, { code = "M", es = "Señor", en = "Male" }]

[[dimension]]
id = "edad"
label = { es = "Edad", en = "Age" }
column = "edad"
kind = "age"
categories = [{ code = "MIN", es = "Menor", en = "Minor", from = 0, to = 17 }, { code = "ADU", es = "Adulta", en = "Adult", from = 18 }]

[[dimension]]
id = "medios"
label = { es = "Medios", en = "Means" }
column = "medios"
kind = "multi"
separator = ","
categories = [{ code = "FUE", es = "Fuerza", en = "Force" }, { code = "ENG", es = "Engaño, fraude", en = "Fraud" }, { code = "U", es = "Sin información", en = "Unknown", unknown = true }]

[tables]
pairs = ["sexo", "medios"]

[[section]]
id = "todo"
slug = { es = "todo", en = "all" }
title = { es = "Todo", en = "All" }
lede = { es = "Todas.", en = "All." }
layout = "profile"
measures = ["personas"]
dimensions = ["sexo", "edad", "medios"]
filters = ["sexo"]
"#;

/// A person as every source tells it: year, month and day, sex, age, means.
type Person = ([u16; 3], &'static str, u8, [&'static str; 2]);

fn people() -> Vec<Person> {
    let means = [
        ["Fuerza", ""],
        ["Engaño, fraude", ""],
        ["Fuerza", "Engaño, fraude"],
        ["", ""],
        ["Fuerza", ""],
    ];
    let person = |at: u8| {
        let day = [
            2021 + u16::from(at % 2),
            u16::from(at % 12) + 1,
            u16::from(at % 27) + 1,
        ];
        let sex = if at.is_multiple_of(3) {
            "Señor"
        } else {
            "Señora"
        };
        (day, sex, 10 + at % 20, means[usize::from(at) % means.len()])
    };
    (0..90).map(person).collect()
}

fn iso([year, month, day]: [u16; 3]) -> String {
    format!("{year}-{month:02}-{day:02}")
}

fn joined([first, second]: [&str; 2]) -> String {
    if second.is_empty() {
        first.into()
    } else {
        format!("{first},{second}")
    }
}

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::write(place.path("codebook.toml"), CODEBOOK).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str], connection: &str) -> Output {
        let mut command = tablero();
        command
            .current_dir(self.folder.path())
            .env("REGISTRO", connection);
        command
            .args(["publish", "--codebook", "codebook.toml", "--out", "data"])
            .args(arguments)
            .output()
            .unwrap()
    }

    /// The published files by name, byte for byte.
    fn publish(&self, arguments: &[&str], connection: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let done = self.run(arguments, connection);
        assert!(
            done.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        let files = fs::read_dir(self.path("data"))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        files
            .map(|file| (file.file_name().unwrap().into(), fs::read(&file).unwrap()))
            .collect()
    }

    fn write_csv(&self, name: &str, people: &[Person]) {
        let mut csv = csv::Writer::from_path(self.path(name)).unwrap();
        csv.write_record(["fecha", "sexo", "edad", "medios"])
            .unwrap();
        for (day, sex, age, means) in people {
            csv.write_record([&iso(*day), *sex, &age.to_string(), &joined(*means)])
                .unwrap();
        }
        csv.flush().unwrap();
    }

    /// As an old Excel in Spanish saves it, with other columns in between.
    fn write_latin(&self, name: &str, people: &[Person]) {
        let mut text = String::from("Nota;Medio 2;fecha;Género;edad;Medio 1\r\n");
        for ([year, month, day], sex, age, [first, second]) in people {
            text += &format!(
                "\"nada; \"\"nada\"\"\";{second};{day:02}/{month:02}/{year};{sex};{age};{first}\r\n"
            );
        }
        fs::write(
            self.path(name),
            text.chars()
                .map(|letter| u8::try_from(letter).unwrap())
                .collect::<Vec<_>>(),
        )
        .unwrap();
    }

    /// Two sheets with a title above the names of the columns, and an empty row among the others.
    fn write_xlsx(&self, name: &str, people: &[Person]) {
        let (mut workbook, date) = (Workbook::new(), Format::new().set_num_format("dd/mm/yyyy"));
        for (sheet, people) in [("Uno", &people[..40]), ("Dos", &people[40..])] {
            let sheet = workbook.add_worksheet().set_name(sheet).unwrap();
            sheet
                .merge_range(0, 1, 0, 4, "Personas", &Format::new())
                .unwrap();
            // The name of the first column reaches down over two rows.
            sheet
                .merge_range(1, 1, 2, 1, "fecha", &Format::new())
                .unwrap();
            for (column, name) in [(2, "sexo"), (3, "edad"), (4, "Medios")] {
                sheet.write(2, column, name).unwrap();
            }
            for (row, ([year, month, day], sex, age, means)) in (3..).zip(people) {
                let row = if row > 5 { row + 1 } else { row };
                let day = ExcelDateTime::from_ymd(
                    *year,
                    u8::try_from(*month).unwrap(),
                    u8::try_from(*day).unwrap(),
                );
                sheet
                    .write_datetime_with_format(row, 1, day.unwrap(), &date)
                    .unwrap();
                sheet.write(row, 2, *sex).unwrap();
                sheet.write(row, 3, *age).unwrap();
                sheet.write(row, 4, joined(*means)).unwrap();
            }
        }
        workbook.save(self.path(name)).unwrap();
    }

    /// As LibreOffice writes it, without anything that is not needed.
    fn write_ods(&self, name: &str, people: &[Person]) {
        let text = |text: &str| {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            )
        };
        let row = |(day, sex, age, means): &Person| {
            let (day, sex, means) = (iso(*day), text(sex), text(&joined(*means)));
            format!(
                "<table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"><text:p>x</text:p>\
                 </table:table-cell>{sex}<table:table-cell office:value-type=\"float\" office:value=\"{age}\"><text:p>{age}\
                 </text:p></table:table-cell>{means}</table:table-row>"
            )
        };
        let table = |(name, people): (&str, &[Person])| {
            let names: String = ["fecha", "sexo", "edad", "Medios"].map(text).concat();
            let rows: String = people.iter().map(row).collect();
            format!(
                "<table:table table:name=\"{name}\"><table:table-row>{}</table:table-row>\
                 <table:table-row><table:table-cell/></table:table-row><table:table-row>{names}</table:table-row>{rows}\
                 </table:table>",
                text("Personas")
            )
        };
        let tables: String = [("Uno", &people[..40]), ("Dos", &people[40..])]
            .map(table)
            .concat();
        let content = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
             xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
             xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
             xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\"><office:body>\
             <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
        );
        let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
        let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
        let parts = [
            ("mimetype", mimetype),
            ("META-INF/manifest.xml", manifest),
            ("content.xml", &content),
        ];
        write_zip(&self.path(name), &parts);
    }
}

fn write_zip(path: &Path, files: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

fn table(people: &[Person]) -> String {
    let rows = people.iter().map(|(day, sex, age, means)| {
        format!("('{}','{sex}',{age},'{}')", iso(*day), joined(*means))
    });
    let rows = rows.collect::<Vec<_>>().join(",");
    format!(
        "create table personas (fecha date, sexo text, edad int, medios text); insert into personas values {rows}"
    )
}

#[test]
fn the_same_people_give_the_same_bytes_from_whatever_file() {
    let (place, people) = (Place::new(), people());
    place.write_csv("personas.csv", &people);
    let expected = place.publish(&["personas.csv"], "");
    assert!(expected.len() > 5);
    place.write_latin("latin.csv", &people);
    assert!(place.publish(&["latin.csv"], "") == expected);
    place.write_xlsx("libro.xlsx", &people);
    assert!(place.publish(&["libro.xlsx"], "") == expected);
    place.write_ods("libro.ods", &people);
    assert!(place.publish(&["libro.ods"], "") == expected);
}

#[test]
#[ignore = "needs PostgreSQL: run by cargo verify"]
fn the_same_people_give_the_same_bytes_from_a_database() {
    let (place, people) = (Place::new(), people());
    place.write_csv("personas.csv", &people);
    let expected = place.publish(&["personas.csv"], "");
    let server = Server::start();
    server.run(&table(&people));
    assert!(place.publish(&["--database", "registro"], &server.connection()) == expected);
}

#[test]
fn people_in_several_files_and_any_order_give_the_same_bytes() {
    let (place, mut people) = (Place::new(), people());
    place.write_csv("personas.csv", &people);
    let expected = place.publish(&["personas.csv"], "");
    people.reverse();
    people.swap(3, 77);
    place.write_csv("personas-2.csv", &people[..50]);
    place.write_latin("otro.csv", &people[50..]);
    assert!(place.publish(&["latin=otro.csv", "personas-2.csv"], "") == expected);
    assert!(place.publish(&["personas-2.csv", "latin=otro.csv"], "") == expected);
}

#[test]
fn a_file_is_of_one_source() {
    let place = Place::new();
    fs::write(place.path("otro.csv"), "fecha\n").unwrap();
    fs::write(place.path("nada.xlsx"), "PK\x03\x04").unwrap();
    let told = |arguments: &[&str]| String::from_utf8(place.run(arguments, "").stderr).unwrap();
    let expected = "otro.csv: no source in the codebook has files with this name; name the source of the file: ID=FILE\n";
    assert_eq!(told(&["otro.csv"]), expected);
    let expected = "nada.xlsx: this workbook is damaged or locked with a password; open it and save it again without a password\n";
    assert_eq!(told(&["nada.xlsx"]), expected);
    let expected = "the database of “nadie”: the codebook has no source “nadie”; correct the id, or declare the source\n";
    assert_eq!(told(&["--database", "nadie"]), expected);
    let expected = "the database of “utf8”: the codebook declares no database for this source; declare one, or give a file\n";
    assert_eq!(told(&["--database", "utf8"]), expected);
}

#[test]
fn what_is_wrong_with_a_database_tells_neither_password_nor_record() {
    let place = Place::new();
    let told = |connection: &str| {
        let done = place.run(&["--database", "registro"], connection);
        assert_eq!(done.status.code(), Some(1));
        String::from_utf8(done.stderr).unwrap()
    };
    let no_connection = "the database of “registro”: the environment variable REGISTRO must hold a connection, \
                         such as postgresql://user@localhost/name\n";
    assert_eq!(told("CANARIO=CANARIO"), no_connection);
    assert!(told("host=db.example password=CANARIO").contains("open a tunnel"));
    let refused = told("host=localhost port=1 user=a password=CANARIO");
    assert!(
        refused.contains("cannot be read") && !refused.contains("CANARIO"),
        "{refused}"
    );
}

#[test]
#[ignore = "needs PostgreSQL: run by cargo verify"]
fn what_a_database_refuses_tells_no_record() {
    let place = Place::new();
    let told = |connection: &str| {
        let done = place.run(&["--database", "registro"], connection);
        assert_eq!(done.status.code(), Some(1));
        String::from_utf8(done.stderr).unwrap()
    };
    let server = Server::start();
    assert!(told(&server.connection()).contains("relation \"personas\" does not exist"));
    // What cannot be computed is found in the middle of the answer.
    let age = "case g when 9000 then 'CANARIO' else '20' end::int edad";
    let rows = format!(
        "select '2021-01-01' fecha, 'F' sexo, {age}, '' medios from generate_series(1, 20000) g"
    );
    server.run(&format!("create view personas as {rows}"));
    let broken = told(&server.connection());
    assert!(
        broken.ends_with("the database cannot be read: error 22P02\n"),
        "{broken}"
    );
    assert!(!broken.contains("CANARIO"));
}

#[test]
#[ignore = "needs PostgreSQL: run by cargo verify"]
fn nothing_can_be_changed_through_a_query() {
    let server = Server::start();
    server.run("create table personas (a int); insert into personas values (1)");
    let queries = [
        "delete from personas returning *",
        "select 1; delete from personas",
        "select 1) to program 'true' --",
        "select 1) to stdout; delete from personas; copy (select 1",
    ];
    for query in queries {
        let place = Place::new();
        let query = format!("query = \"{query}\"");
        let at = CODEBOOK.find("query = ").unwrap();
        let end = at + CODEBOOK[at..].find(" }").unwrap();
        fs::write(
            place.path("codebook.toml"),
            [&CODEBOOK[..at], &query, &CODEBOOK[end..]].concat(),
        )
        .unwrap();
        let done = place.run(&["--database", "registro"], &server.connection());
        assert_eq!(done.status.code(), Some(1), "{query}");
    }
    server.run("select 1 / count(*) from personas");
}
