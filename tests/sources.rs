//! Publishes the same people from every kind of source: text, workbooks, a database, one file or several, in any order.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tests::codebook::{Codebook, Dimension, Measure};
use tests::workdir::{Workdir, stderr};
use tests::{postgres::Server, tablero};

/// What each source calls its files and columns.
const SOURCES: &str = r#"
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
"#;

/// Two columns of answers, a date that every source writes in its own way, an age that is a number.
fn codebook() -> Codebook {
    let sex = Dimension::new("sexo")
        .labelled("F", "Señora")
        .labelled("M", "Señor");
    let age = Dimension::new("edad")
        .kind("age")
        .detailed("MIN", "Menor", "from = 0, to = 17")
        .detailed("ADU", "Adulta", "from = 18");
    let means = Dimension::new("medios")
        .kind("multi")
        .with("separator = \",\"\n")
        .labelled("FUE", "Fuerza")
        .labelled("ENG", "Engaño, fraude")
        .detailed("U", "Sin información", "unknown = true");
    Codebook {
        threshold: 3,
        records: "dates = \"%Y-%m-%d\"\nmissing = [\"\"]\n",
        sources: SOURCES,
        pairs: vec!["sexo", "medios"],
        filters: vec!["sexo"],
        ..Codebook::new(2021..=2022)
            .measure(Measure::by_date("personas", "fecha"))
            .dimension(sex)
            .dimension(age)
            .dimension(means)
    }
}

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

/// A folder with the codebook, in which people are written as each source has them.
struct Sources {
    dir: Workdir,
}

impl Sources {
    fn new() -> Sources {
        let dir = Workdir::new();
        dir.write("codebook.toml", codebook().text());
        Sources { dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path(name)
    }

    /// Publishes files, or with `--database SOURCE` the database at this connection.
    fn run(&self, arguments: &[&str], connection: &str) -> Output {
        let mut command = tablero();
        command
            .current_dir(self.path("."))
            .env("REGISTRO", connection);
        command
            .args(["publish", "--codebook", "codebook.toml", "--out", "data"])
            .args(arguments)
            .output()
            .unwrap()
    }

    /// The published files by name, byte for byte.
    fn publish(&self, arguments: &[&str], connection: &str) -> BTreeMap<String, String> {
        let done = self.run(arguments, connection);
        assert!(done.status.success(), "{arguments:?}: {}", stderr(&done));
        self.dir.published("data")
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
    let (dir, people) = (Sources::new(), people());
    dir.write_csv("personas.csv", &people);
    let expected = dir.publish(&["personas.csv"], "");
    assert!(expected.len() > 5);
    dir.write_latin("latin.csv", &people);
    assert!(dir.publish(&["latin.csv"], "") == expected);
    dir.write_xlsx("libro.xlsx", &people);
    assert!(dir.publish(&["libro.xlsx"], "") == expected);
    dir.write_ods("libro.ods", &people);
    assert!(dir.publish(&["libro.ods"], "") == expected);
}

#[test]
#[ignore = "needs PostgreSQL: run by cargo verify"]
fn the_same_people_give_the_same_bytes_from_a_database() {
    let (dir, people) = (Sources::new(), people());
    dir.write_csv("personas.csv", &people);
    let expected = dir.publish(&["personas.csv"], "");
    let server = Server::start();
    server.run(&table(&people));
    assert!(dir.publish(&["--database", "registro"], &server.connection()) == expected);
}

#[test]
fn people_in_several_files_and_any_order_give_the_same_bytes() {
    let (dir, mut people) = (Sources::new(), people());
    dir.write_csv("personas.csv", &people);
    let expected = dir.publish(&["personas.csv"], "");
    people.reverse();
    people.swap(3, 77);
    dir.write_csv("personas-2.csv", &people[..50]);
    dir.write_latin("otro.csv", &people[50..]);
    assert!(dir.publish(&["latin=otro.csv", "personas-2.csv"], "") == expected);
    assert!(dir.publish(&["personas-2.csv", "latin=otro.csv"], "") == expected);
}

#[test]
fn a_file_is_of_one_source() {
    let dir = Sources::new();
    fs::write(dir.path("otro.csv"), "fecha\n").unwrap();
    fs::write(dir.path("nada.xlsx"), "PK\x03\x04").unwrap();
    let message = |arguments: &[&str]| String::from_utf8(dir.run(arguments, "").stderr).unwrap();
    let expected = "otro.csv: no source of the codebook has files of this name; say which source it is of: ID=FILE\n";
    assert_eq!(message(&["otro.csv"]), expected);
    let expected =
        "nada.xlsx: a workbook was expected; this one is damaged, or locked with a password\n";
    assert_eq!(message(&["nada.xlsx"]), expected);
    let expected = "the database of “nadie”: the codebook has no source “nadie”\n";
    assert_eq!(message(&["--database", "nadie"]), expected);
    let expected = "the database of “utf8”: the codebook names no database for this source\n";
    assert_eq!(message(&["--database", "utf8"]), expected);
}

#[test]
fn what_is_wrong_with_a_database_tells_neither_password_nor_record() {
    let dir = Sources::new();
    let message = |connection: &str| {
        let done = dir.run(&["--database", "registro"], connection);
        assert_eq!(done.status.code(), Some(1));
        String::from_utf8(done.stderr).unwrap()
    };
    let no_connection = "the database of “registro”: the environment variable REGISTRO was expected to tell the \
                         connection: postgresql://user@localhost/name\n";
    assert_eq!(message("CANARIO=CANARIO"), no_connection);
    assert!(message("host=db.example password=CANARIO").contains("open a tunnel"));
    let refused = message("host=localhost port=1 user=a password=CANARIO");
    assert!(
        refused.contains("cannot be read") && !refused.contains("CANARIO"),
        "{refused}"
    );
}

#[test]
#[ignore = "needs PostgreSQL: run by cargo verify"]
fn what_a_database_refuses_tells_no_record() {
    let dir = Sources::new();
    let message = |connection: &str| {
        let done = dir.run(&["--database", "registro"], connection);
        assert_eq!(done.status.code(), Some(1));
        String::from_utf8(done.stderr).unwrap()
    };
    let server = Server::start();
    assert!(message(&server.connection()).contains("relation \"personas\" does not exist"));
    // What cannot be computed is found in the middle of the answer.
    let age = "case g when 9000 then 'CANARIO' else '20' end::int edad";
    let rows = format!(
        "select '2021-01-01' fecha, 'F' sexo, {age}, '' medios from generate_series(1, 20000) g"
    );
    server.run(&format!("create view personas as {rows}"));
    let broken = message(&server.connection());
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
        let dir = Sources::new();
        let query = format!("query = \"{query}\"");
        let text = codebook().text();
        let at = text.find("query = ").unwrap();
        let end = at + text[at..].find(" }").unwrap();
        let changed = [&text[..at], &query, &text[end..]].concat();
        fs::write(dir.path("codebook.toml"), changed).unwrap();
        let done = dir.run(&["--database", "registro"], &server.connection());
        assert_eq!(done.status.code(), Some(1), "{query}");
    }
    server.run("select 1 / count(*) from personas");
}
