//! Tests that every format has the numbers of the cells, and says where they are invented.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use cube::{Cell, Lang, Text};
use serde_json::Value;

use crate::{DCAT, Files, PACKAGE, SCHEMA_ORG, STRUCTURE, render, sample::release};

const TABLE: &str = "acreditadas.anio.provincia";

fn notice() -> Option<Text> {
    Some(Text::new(
        "Datos inventados: nadie existe.",
        "Invented data: nobody exists.",
    ))
}

fn text(files: &Files, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

fn json(files: &Files, name: &str) -> Value {
    serde_json::from_str(&text(files, name)).unwrap()
}

/// The cells of a sheet as texts.
fn sheet(files: &Files, name: &str, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(files[name].clone())).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let rows = range.rows();
    rows.map(|row| row.iter().map(Data::to_string).collect())
        .collect()
}

#[test]
fn a_csv_file_is_data_from_its_first_line() {
    let files = render(&release(None)).unwrap();
    let expected = "\
MEASURE,TIME_PERIOD,provincia,provincia_label_es,provincia_label_en,OBS_VALUE,OBS_STATUS,CONF_STATUS,UNIT_MEASURE
acreditadas,_T,_T,Total,Total,12,A,F,PERSONS
acreditadas,_T,1,\"San José, centro\",\"San José, \"\"centre\"\"\",0,A,F,PERSONS
acreditadas,_T,11,Norte,North,,Q,C,PERSONS
acreditadas,2023,_T,Total,Total,12,A,F,PERSONS
acreditadas,2023,1,\"San José, centro\",\"San José, \"\"centre\"\"\",0,A,F,PERSONS
acreditadas,2023,11,Norte,North,,Q,C,PERSONS
acreditadas,2024,_T,Total,Total,12,B,F,PERSONS
acreditadas,2024,1,\"San José, centro\",\"San José, \"\"centre\"\"\",0,B,F,PERSONS
acreditadas,2024,11,Norte,North,,Q,C,PERSONS
acreditadas,2025,_T,Total,Total,12,P,F,PERSONS
acreditadas,2025,1,\"San José, centro\",\"San José, \"\"centre\"\"\",0,P,F,PERSONS
acreditadas,2025,11,Norte,North,,Q,C,PERSONS
";
    assert_eq!(text(&files, &format!("{TABLE}.csv")), expected);
}

#[test]
fn a_workbook_has_the_rows_of_the_csv_file_as_numbers_and_texts() {
    for notice in [None, notice()] {
        let files = render(&release(notice)).unwrap();
        let mut lines = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(Cursor::new(files[&format!("{TABLE}.csv")].clone()))
            .into_records()
            .map(|record| {
                record
                    .unwrap()
                    .iter()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>();
        let name = format!("{TABLE}.xlsx");
        assert_eq!(sheet(&files, &name, "Datos"), lines);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(files[&name].clone())).unwrap();
        let range = book.worksheet_range("Datos").unwrap();
        let at = lines[0]
            .iter()
            .position(|head| head == "OBS_VALUE")
            .unwrap();
        lines.remove(0);
        for (row, line) in range.rows().skip(1).zip(&lines) {
            let expected = line[at].parse::<f64>().map_or(Data::Empty, Data::Float);
            assert_eq!(row[at], expected);
        }
        let codes = sheet(&files, &name, "Códigos");
        let within = ["provincia", "11", "1", "Norte", "North"];
        assert!(codes.iter().any(|row| *row == within), "{codes:?}");
        let status = codes.iter().filter(|row| row[0] == "OBS_STATUS");
        assert_eq!(status.count(), 4);
    }
}

#[test]
fn every_file_says_that_its_data_are_invented() {
    let files = render(&release(notice())).unwrap();
    assert_eq!(files.len(), 9);
    for name in files.keys() {
        let says = match name.ends_with(".xlsx") {
            true => {
                sheet(&files, name, "Notas").concat().join(" ")
                    + &sheet(&files, name, "Datos")[1].join(" ")
            }
            false => String::from_utf8_lossy(&files[name]).into_owned(),
        };
        assert!(says.contains("Datos inventados"), "{name}: {says}");
    }
    // In every row, so that it is not lost with the first one.
    let csv = text(&files, &format!("{TABLE}.csv"));
    assert_eq!(csv.matches(",Datos inventados\n").count(), 12);
    let real = render(&release(None)).unwrap();
    for (name, content) in &real {
        let text = String::from_utf8_lossy(content);
        assert!(!text.contains("inventados"), "{name}");
    }
}

#[test]
fn the_same_release_gives_the_same_bytes() {
    assert_eq!(
        render(&release(notice())).unwrap(),
        render(&release(notice())).unwrap()
    );
}

#[test]
fn descriptions_name_files_that_are_there_with_their_columns_and_hashes() {
    let release = release(None);
    let files = render(&release).unwrap();
    let package = json(&files, PACKAGE);
    assert_eq!(package["name"], "prueba-2026-10");
    assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
    let structure = json(&files, STRUCTURE);
    for (at, table) in release.tables.values().enumerate() {
        let resource = &package["resources"][at];
        let content = &files[resource["path"].as_str().unwrap()];
        assert_eq!(resource["bytes"], content.len());
        let first = String::from_utf8_lossy(content);
        let heads: Vec<&str> = first.lines().next().unwrap().split(',').collect();
        let names: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, heads);
        let described = &structure["dataStructures"][at];
        assert_eq!(described["id"], table.id);
        assert_eq!(described["observations"], first.lines().count() - 1);
        for dimension in described["dimensions"].as_array().unwrap() {
            assert!(heads.contains(&dimension["id"].as_str().unwrap()));
            let list = dimension["codelist"].as_str().unwrap();
            assert!(structure["codelists"][list]["codes"].is_array(), "{list}");
        }
    }
    for name in [DCAT, SCHEMA_ORG] {
        let described = text(&files, name);
        for table in release.tables.keys() {
            assert!(described.contains(&format!("\"{table}.csv\"")), "{name}");
        }
    }
    let dcat = json(&files, DCAT);
    assert_eq!(dcat["dct:modified"]["@value"], "2026-10-01");
    assert_eq!(
        dcat["dcat:dataset"][0]["dcat:distribution"][2]["dct:title"],
        "acreditadas.anio.xlsx"
    );
}

#[test]
fn a_hidden_cell_never_says_whether_it_is_small() {
    let mut release = release(None);
    let files = render(&release).unwrap();
    let hidden = release.tables[TABLE]
        .cells()
        .iter()
        .filter(|cell| **cell == Cell::Hidden);
    let count = hidden.count();
    let csv = text(&files, &format!("{TABLE}.csv"));
    assert_eq!((count, csv.matches(",,Q,C,").count()), (4, 4));
    // A release without a dictionary of its own for a language has no other columns.
    assert!(
        Lang::ALL
            .iter()
            .all(|lang| csv.contains(&format!("provincia_label_{}", lang.tag())))
    );
    release.catalog.site.licence = Some("https://example.org/licence".into());
    let licence = &json(&render(&release).unwrap(), PACKAGE)["licenses"][0];
    assert_eq!(
        *licence,
        serde_json::json!({"path": "https://example.org/licence"})
    );
}
