//! Publishes different records with one codebook: the files are the same byte for byte, but for numbers and marks.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde_json::Value;
use tests::invented::Register;
use tests::workdir::{Workdir, stderr};

const YEARS: RangeInclusive<u16> = 2020..=2025;

/// A codebook with everything that shapes tables: periods, pairs, coarser grains, roll-ups, several answers, relations.
fn codebook() -> String {
    let mut codebook = Register::codebook(YEARS);
    codebook.periods = vec![2020..=2022, 2023..=2025];
    codebook.by_period = vec!["sexo"];
    codebook.shown = 5;
    let text = codebook
        .text()
        .replace("\"educacion\"]", "\"educacion\", \"medios\"]");
    let coarser = "[tables]\ngrain = { condicion = \"period\", medios = \"all\" }\nroll_up = [\"nacionalidad\"]\n";
    text.replace("[tables]\n", coarser)
}

/// A table's text with a dot for each number, and without the marks that follow them.
fn without_numbers(text: &str) -> String {
    let (before, rest) = text.split_once("\"value\":[").unwrap();
    let (values, rest) = rest.split_once(']').unwrap();
    let marks = rest
        .strip_prefix(",\"status\":{")
        .map(|marks| marks.split_once('}').unwrap());
    let dots = ".".repeat(values.split(',').count());
    format!(
        "{before}\"value\":[{dots}]{}",
        marks.map_or(rest, |(_, after)| after)
    )
}

/// A CSV file's lines up to the number.
fn csv_without_numbers(text: &str) -> String {
    let heads: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let value = heads.iter().position(|head| *head == "OBS_VALUE").unwrap();
    let bare = |line: &str| line.split(',').take(value).collect::<Vec<_>>().join(",") + "\n";
    text.lines().map(bare).collect()
}

/// Removes the edition, which is a hash of all that is published and so differs with the numbers.
fn without_edition(text: &str) -> String {
    let (before, rest) = text.split_once("\"edition\":\"").unwrap();
    let (edition, after) = rest.split_once('"').unwrap();
    let is_hash = edition.len() == 16 && edition.chars().all(|digit| digit.is_ascii_hexdigit());
    assert!(is_hash, "{edition}");
    [before, after].concat()
}

/// Removes from a certificate what depends on numbers: keeps the names of files, the count of cells, and the checks.
fn certificate_without_numbers(text: &str) -> String {
    let mut json: Value = serde_json::from_str(text).unwrap();
    let names: Vec<String> = json["files"].as_object().unwrap().keys().cloned().collect();
    let count = |key: &str| json["family"][key].as_u64().unwrap();
    let cells = count("published") + count("hidden");
    json["family"] = serde_json::json!([count("tables"), cells]);
    json["files"] = names.into();
    let names: Vec<String> = json["formats"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    json["formats"] = names.into();
    // The share of values that whole registers show; absent where nothing is hidden.
    json.as_object_mut().unwrap().remove("whole_registers");
    json.to_string()
}

/// Publishes records; the files by name, without their numbers.
fn structure(dir: &Workdir, name: &str, records: &str, earlier: &str) -> BTreeMap<String, String> {
    dir.write(&format!("{name}.csv"), records);
    let done = dir.run(&format!(
        "publish --codebook codebook.toml --out {name} {earlier} {name}.csv"
    ));
    assert!(done.status.success(), "{name}: {}", stderr(&done));
    let bare = |(file, text): (String, String)| {
        let bare = match file.as_str() {
            "index.json" => without_edition(&text),
            "structure.json" | "dcat.jsonld" | "schema.jsonld" => text,
            // They hold hashes of numbers.
            "datapackage.json" | "SHA256SUMS" => String::new(),
            name if name.ends_with(".xlsx") || name.ends_with(".parquet") => String::new(),
            name if name.ends_with(".csv") => csv_without_numbers(&text),
            "certificate.json" => certificate_without_numbers(&text),
            _ => without_edition(&without_numbers(&text)),
        };
        (file, bare)
    };
    dir.published(name).into_iter().map(bare).collect()
}

#[test]
fn two_sets_of_records_give_the_same_files_but_for_numbers() {
    let dir = Workdir::new();
    dir.write("codebook.toml", codebook());
    let some = Register::new(3, 240, &YEARS);
    // Everybody is like the first of them: most categories are empty.
    let mut alike = some.clone();
    let answers = alike.people[0].answers.clone();
    alike
        .people
        .iter_mut()
        .for_each(|person| person.answers.clone_from(&answers));
    let expected = structure(&dir, "some", &some.until(2025), "");
    assert!(
        expected.len() > 90 && expected["acreditadas.medios.json"].contains("..."),
        "{:?}",
        expected.keys()
    );
    for (name, register) in [("alike", alike), ("others", Register::new(4, 700, &YEARS))] {
        let found = structure(&dir, name, &register.until(2025), "");
        assert_eq!(found, expected, "{name}");
        assert_ne!(dir.published(name), dir.published("some"), "{name}");
    }
}

#[test]
fn an_earlier_release_changes_numbers_alone() {
    let dir = Workdir::new();
    dir.write("codebook.toml", codebook());
    let register = Register::new(5, 240, &YEARS);
    let alone = structure(&dir, "first", &register.until(2025), "");
    dir.write(
        "codebook.toml",
        codebook().replace("release = \"2025\"", "release = \"2026\""),
    );
    let mut after = structure(&dir, "second", &register.until(2025), "--earlier first");
    let mut before = alone;
    // The certificate names it.
    [&mut before, &mut after]
        .into_iter()
        .for_each(|files| _ = files.remove("certificate.json"));
    let named_alike = |text: String| {
        text.replace("\"release\":\"2026\"", "\"release\":\"2025\"")
            .replace("version\": \"2026\"", "version\": \"2025\"")
    };
    let after: BTreeMap<String, String> = after
        .into_iter()
        .map(|(file, text)| (file, named_alike(text)))
        .collect();
    assert_eq!(after, before);
}
