//! Publishes the real records of Argentina's Línea 145 and compares every number with an independent count.
//!
//! The count uses plain CSV, other columns where there are any, and none of the publisher's code. The records are public
//! but not part of this repository, so `cargo test` leaves these tests out and `cargo verify` runs them where
//! `../shared` is.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use cube::{Address, json_stat};
use serde_json::Value;
use tests::{read, shared, tablero};

/// Which codes of each dimension hold for a person, those of parents included.
type Person = BTreeMap<&'static str, BTreeSet<String>>;

type Row = BTreeMap<String, String>;

fn records() -> PathBuf {
    shared("argentina-linea-145/oficina-rescate-denuncias-referidos-202001-202112_data_cruda.csv")
}

/// Publishes the records below a directory; the dataset's place and what was printed.
fn publish(records: &Path, below: &Path) -> (PathBuf, String) {
    let out = below.join("data");
    let mut command = tablero();
    command
        .args(["publish", "--codebook", "tests/linea-145.toml", "--out"])
        .arg(&out)
        .arg(records);
    let run = command.output().unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    (out, String::from_utf8(run.stdout).unwrap())
}

#[test]
#[ignore = "needs ../shared/data/argentina-linea-145: run by cargo verify"]
fn every_row_is_counted_corrected_or_set_aside() {
    let records = records();
    let directory = tempfile::tempdir().unwrap();
    let (_, printed) = publish(&records, directory.path());
    let expected = "\
2616 rows read = 1090 counted + 116 corrected + 1410 set aside
  corrected by spelling in discapacidad: 9
  corrected by age-zero-is-unknown in edad: 49
  corrected by spelling in embarazada: 4
  corrected by otherwise in nacionalidad: 1
  corrected by spelling in nacionalidad: 1
  corrected by province-abroad in provincia: 5
  corrected by otherwise in subtema: 23
  corrected by spelling in subtema: 25
  corrected by synonym in subtema: 5
  set aside, not tipo=DIR: 1410
  counted or not, equal to an earlier row in every column: 121
";
    assert!(printed.starts_with(expected), "{printed}");

    let rows = rows(&records);
    let victims: Vec<&Row> = rows.iter().filter(|row| is_direct_victim(row)).collect();
    assert_eq!((rows.len(), victims.len()), (1090 + 116 + 1410, 1090 + 116));
    let having = |is: fn(&Row) -> bool| victims.iter().filter(|row| is(row)).count();
    assert_eq!(having(|row| row["edad_aparente"] == "0"), 49);
    assert_eq!(having(|row| row["embarazada"].to_lowercase() == "si"), 4);
    assert_eq!(having(|row| row["discapacidad"].to_lowercase() == "si"), 9);
    // Provinces abroad have a name and no number; the others have one of two digits, be the first a zero.
    assert_eq!(
        having(|row| !row["provincia"].is_empty() && row["provincia_indec_id"].is_empty()),
        5
    );
    assert!(having(|row| row["provincia_indec_id"].starts_with('0')) > 0);
    assert!(
        std::fs::read(&records)
            .unwrap()
            .starts_with("\u{feff}".as_bytes())
    );
    assert_eq!(rows.len() - rows.iter().collect::<BTreeSet<_>>().len(), 121);
}

#[test]
#[ignore = "needs ../shared/data/argentina-linea-145: run by cargo verify"]
fn every_published_number_is_what_an_independent_count_gives() {
    let records = records();
    let directory = tempfile::tempdir().unwrap();
    let (out, _) = publish(&records, directory.path());
    let people: Vec<Person> = rows(&records)
        .iter()
        .filter(|row| is_direct_victim(row))
        .map(person)
        .collect();
    let compared = compare(&people, &out);
    assert!(
        compared.len() > 150,
        "only {} cells are published",
        compared.len()
    );
    let everybody = Address::new("personas", []);
    assert!(compared.contains(&everybody) && counted(&people, &everybody) == 1206);
}

/// Both files: 3,352 complaints, of which 1,556 name persons.
#[test]
#[ignore = "needs ../shared/data/argentina-linea-145: run by cargo verify"]
fn persons_are_linked_with_the_complaints_that_name_them() {
    let records = records();
    let complaints = records.with_file_name("rescate-denuncias-202001-202112_data_cruda.csv");
    let directory = tempfile::tempdir().unwrap();
    let codebook = directory.path().join("codebook.toml");
    let parts = ["tests/linea-145.toml", "tests/linea-145-complaints.toml"].map(read);
    std::fs::write(&codebook, parts.join("\n")).unwrap();
    let out = directory.path().join("data");
    let mut command = tablero();
    command
        .args(["publish", "--codebook"])
        .arg(&codebook)
        .arg("--out")
        .arg(&out)
        .args([&records, &complaints]);
    let run = command.output().unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );

    let by_number: BTreeMap<String, Row> = rows(&complaints)
        .into_iter()
        .map(|row| (row["nro_registro_interno"].clone(), row))
        .collect();
    let mut people = Vec::new();
    for row in rows(&records).iter().filter(|row| is_direct_victim(row)) {
        let complaint = &by_number[&row["nro_registro_interno"]];
        let mut person = person(row);
        person.insert("via", way_in(&complaint["via_ingreso"]));
        person.insert(
            "origen",
            codes(&[if complaint["origen"] == "Ciudadano" {
                "CIU"
            } else {
                "INS"
            }]),
        );
        let court = match complaint["derivacion_judicializa"].to_lowercase().as_str() {
            "si" => "S",
            "no" => "N",
            _ => "U",
        };
        person.insert("judicial", codes(&[court]));
        people.push(person);
    }
    let compared = compare(&people, &out);
    assert!(
        compared
            .iter()
            .filter(|address| address.pins.contains_key("judicial"))
            .count()
            > 10
    );
}

#[test]
#[ignore = "needs ../shared/data/argentina-linea-145: run by cargo verify"]
fn the_internal_report_tells_what_is_missing_and_what_every_rule_did() {
    let records = records();
    let directory = tempfile::tempdir().unwrap();
    let report = directory.path().join("report");
    let mut command = tablero();
    command
        .args(["publish", "--codebook", "tests/linea-145.toml", "--out"])
        .arg(directory.path().join("data"));
    let run = command
        .arg("--report")
        .arg(&report)
        .arg(&records)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let report = std::fs::read_to_string(report.join("report.json")).unwrap();
    let account = &serde_json::from_str::<Value>(&report).unwrap()["account"];

    let printed = String::from_utf8(run.stdout).unwrap();
    for applied in account["rules"].as_array().unwrap() {
        let [rule, place] = ["rule", "place"].map(|key| applied[key].as_str().unwrap());
        let line = format!("\n  corrected by {rule} in {place}: {}\n", applied["rows"]);
        assert!(printed.contains(&line), "{line} is not in {printed}");
    }
    assert_eq!(account["repeated"], 121);

    let people: Vec<Person> = rows(&records)
        .iter()
        .filter(|row| is_direct_victim(row))
        .map(person)
        .collect();
    let of = |year, pin: (&str, &str)| {
        counted(&people, &Address::new("personas", [("anio", year), pin]))
    };
    let mut compared = 0;
    for dimension in account["dimensions"].as_array().unwrap() {
        let id = dimension["id"].as_str().unwrap();
        for category in dimension["categories"].as_array().unwrap() {
            let code = category["code"].as_str().unwrap();
            let expected = ["2020", "2021"].map(|year| of(year, (id, code)));
            assert_eq!(
                category["persons"],
                serde_json::json!(expected),
                "{id}={code}"
            );
            compared += 1;
        }
    }
    assert!(
        compared > 60,
        "only {compared} categories are in the report"
    );
    let unknown = |id: &str| {
        let dimension = account["dimensions"]
            .as_array()
            .unwrap()
            .iter()
            .find(|dimension| dimension["id"] == id);
        dimension.unwrap()["known"]
            .as_array()
            .unwrap()
            .iter()
            .map(|known| known["unknown"].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!(
        ["nacionalidad", "provincia", "edad", "discapacidad"].map(unknown),
        [824, 751, 348, 1179]
    );
}

/// Compares every published cell of a dataset with a count of people; the addresses of these cells.
fn compare(people: &[Person], dataset: &Path) -> BTreeSet<Address> {
    let catalog =
        json_stat::read_catalog(&std::fs::read_to_string(dataset.join("index.json")).unwrap())
            .unwrap();
    let mut compared = BTreeSet::new();
    for entry in &catalog.tables {
        let table = std::fs::read_to_string(dataset.join(format!("{}.json", entry.id))).unwrap();
        for (address, cell) in json_stat::read_table(&table).unwrap().addressed() {
            if let Some(published) = cell.published() {
                assert_eq!(published, counted(people, &address), "{address}");
                compared.insert(address);
            }
        }
    }
    compared
}

fn counted(people: &[Person], address: &Address) -> u64 {
    let is_in = |person: &&Person| {
        address
            .pins
            .iter()
            .all(|(dimension, code)| person[dimension.as_str()].contains(code))
    };
    people.iter().filter(is_in).count() as u64
}

fn rows(records: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(records).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn is_direct_victim(row: &Row) -> bool {
    row["referido_tipo"] == "Victima directa"
}

fn person(row: &Row) -> Person {
    [
        ("anio", codes(&[&row["fecha_ingreso_denuncia"][..4]])),
        ("genero", gender(&row["genero"])),
        ("edad", age(&row["edad_aparente"])),
        ("nacionalidad", nationality(&row["nacionalidad"])),
        (
            "provincia",
            province(&row["provincia_indec_id"], &row["provincia"]),
        ),
        ("subtema", subjects(&row["subtema"])),
    ]
    .into()
}

fn codes(codes: &[&str]) -> BTreeSet<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn gender(text: &str) -> BTreeSet<String> {
    match text {
        "Mujer" => codes(&["F"]),
        "Hombre" => codes(&["M"]),
        "" => codes(&["T_U", "U"]),
        _ => codes(&["T_U", "TTI"]),
    }
}

fn age(text: &str) -> BTreeSet<String> {
    match text.parse::<u8>().unwrap_or(0) {
        0 => codes(&["MIN_U", "U"]),
        1..12 => codes(&["MIN_U", "MIN", "1_11"]),
        12..18 => codes(&["MIN_U", "MIN", "12_17"]),
        18..25 => codes(&["ADU", "18_24"]),
        25..35 => codes(&["ADU", "25_34"]),
        35..50 => codes(&["ADU", "35_49"]),
        50..65 => codes(&["ADU", "50_64"]),
        _ => codes(&["ADU", "65P"]),
    }
}

fn nationality(text: &str) -> BTreeSet<String> {
    match text {
        "" | "Sin descripcion" => codes(&["U"]),
        "Argentina" => codes(&["ARG"]),
        "Paraguay" => codes(&["EXT", "PRY"]),
        "Bolivia" => codes(&["EXT", "BOL"]),
        "Peru" => codes(&["EXT", "PER"]),
        "Venezuela" => codes(&["EXT", "VEN"]),
        "Brasil" | "Chile" | "Ecuador" | "Estados unidos de america" | "Uruguay" => {
            codes(&["EXT", "OAM"])
        }
        "Hungria" => codes(&["EXT", "OTR"]),
        other => panic!("a direct victim of an unexpected nationality: {other}"),
    }
}

/// By the file's own numbers; places abroad have a name but no number.
fn province(number: &str, name: &str) -> BTreeSet<String> {
    match (number, name) {
        ("", "") => codes(&["U"]),
        ("", _) => codes(&["EXT"]),
        (number, _) => codes(&[number]),
    }
}

/// Takes the longest label that the text still holds out of it, until none is left; what remains is something else.
fn subjects(text: &str) -> BTreeSet<String> {
    let mut rest = without_accents(&text.to_lowercase());
    let mut found = BTreeSet::new();
    let mut labels = SUBJECTS.map(|(label, code)| (without_accents(label), code));
    labels.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
    for (label, code) in labels {
        if rest.contains(&label) {
            rest = rest.replace(&label, "");
            found.insert(code.to_owned());
        }
    }
    if rest.chars().any(char::is_alphanumeric) {
        found.insert("OTR".to_owned());
    }
    found
}

fn way_in(text: &str) -> BTreeSet<String> {
    let text = without_accents(&text.to_lowercase().replace('è', "e"));
    let code = match text.as_str() {
        "" => "U",
        "linea 145" => "145",
        "correo institucional" => "COR",
        "telefono institucional" | "celular institucional" | "telefono de la coordinacion" => "TEL",
        _ => "OTR",
    };
    codes(&[code])
}

fn without_accents(text: &str) -> String {
    let plain = |letter| {
        "áéíóúñ"
            .chars()
            .zip("aeioun".chars())
            .find_map(|(from, to)| (from == letter).then_some(to))
    };
    text.chars()
        .map(|letter| plain(letter).unwrap_or(letter))
        .collect()
}

const SUBJECTS: [(&str, &str); 27] = [
    ("explotación sexual", "SEX"),
    ("explotación sexual niñas, niños y adolescentes", "SEN"),
    ("explotación laboral", "LAB"),
    ("explotación laboral niñas, niños y adolescentes", "LAN"),
    ("persona desaparecida", "DES"),
    ("desaparición", "DES"),
    ("posible captación", "CAP"),
    ("oferta laboral engañosa", "OFE"),
    ("reducción a la servidumbre o situaciones análogas", "SER"),
    ("servidumbre doméstica", "DOM"),
    ("traslado de personas", "TRA"),
    ("venta de niños y otros delitos", "VEN"),
    ("abuso sexual infantil", "ABU"),
    ("abuso sexual de menores", "ABU"),
    ("posible abuso sexual infantil", "ABU"),
    ("grooming", "GRO"),
    ("pornografía infantil", "POR"),
    ("matrimonio forzado", "MAT"),
    ("publicidad de oferta sexual", "PUB"),
    ("ofrecimiento", "OFR"),
    ("privación ilegítima de la libertad", "PRI"),
    ("privación de la libertad", "PRI"),
    ("privación de libertad", "PRI"),
    ("violencia familiar", "VIO"),
    ("violencia intrafamiliar", "VIO"),
    ("extracción forzosa de órganos, tejidos o fluidos", "ORG"),
    ("sin especificar", "U"),
];
