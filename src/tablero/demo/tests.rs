//! Checks the invented records: their number, their shares, and that every rule of the codebook has work.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use cube::{Address, Lang};
use encoding_rs::WINDOWS_1252;

use crate::demo::{export_files, write};
use codebook::Codebook;
use records::{
    read::{Input, Intake, Values, read},
    sample::links,
};

type Row = BTreeMap<String, String>;

fn file(name: &str) -> Vec<u8> {
    export_files()
        .unwrap()
        .into_iter()
        .find(|(other, _)| *other == name)
        .unwrap()
        .1
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// Every row of the register by column, without those that were exported twice.
fn rows() -> BTreeSet<Row> {
    csv::Reader::from_reader(&*file("conatt.csv"))
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

/// Every row of PANI's by column.
fn pani() -> Vec<Row> {
    let text = WINDOWS_1252.decode(&file("pani.csv")).0.into_owned();
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes());
    csv.deserialize().map(Result::unwrap).collect()
}

fn accredited(row: &Row) -> bool {
    row["resultado"].to_lowercase().starts_with("acreditad")
}

fn by_year(dates: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut years = BTreeMap::new();
    dates.for_each(|date| *years.entry(date[..4].to_owned()).or_default() += 1);
    years
}

#[test]
fn the_same_records_every_time() {
    assert_eq!(export_files().unwrap(), export_files().unwrap());
    let last = export_files().unwrap().map(|(name, bytes)| {
        let text = if name == "pani.csv" {
            WINDOWS_1252.decode(&bytes).0.into_owned()
        } else {
            utf8(bytes)
        };
        format!("{name}: {}", text.lines().last().unwrap())
    });
    let expected = [
        "conatt.csv: 2025-0700,2025-12-29,N/D,En trámite,Mujer,Mujer cisgénero,19,Nicaragüense,Categoría especial,N/D,\
         Labores del hogar,Guanacaste,Castellano,Actividades delictivas forzadas,Engañosa,No indica,Costa Rica,Abuso \
         de poder",
        "oij.csv: 2024-9417,Familia,Familia,Amenazas",
        "pani.csv: 2025-0696;16/12/2025;(reservado);M;10/03/2011;Nicaragua;Irregular;Primaria completa;San José;En \
         trámite",
    ];
    assert_eq!(last, expected);
}

#[test]
fn people_are_as_many_as_in_the_published_totals() {
    let accredited = by_year(
        rows()
            .iter()
            .filter(|row| accredited(row))
            .map(|row| row["fecha_resolucion"].clone()),
    );
    assert_eq!(
        accredited.into_values().collect::<Vec<_>>(),
        [60, 30, 62, 51, 21, 38, 44, 58, 63]
    );
    let registered: BTreeSet<String> = rows().iter().map(|row| row["expediente"].clone()).collect();
    let of_pani = pani().into_iter().map(|row| row["Expediente ERI"].clone());
    let all: BTreeSet<String> = registered.into_iter().chain(of_pani).collect();
    let applications = by_year(all.into_iter());
    assert_eq!(
        applications.into_values().collect::<Vec<_>>(),
        [94, 65, 90, 63, 47, 63, 69, 100, 109]
    );
}

#[test]
fn institutions_share_some_of_their_applications() {
    let registered: BTreeSet<String> = rows().iter().map(|row| row["expediente"].clone()).collect();
    let (known, new): (Vec<Row>, Vec<Row>) = pani()
        .into_iter()
        .partition(|row| registered.contains(&row["Expediente ERI"]));
    assert!(
        known.len() > 80 && (2..20).contains(&new.len()),
        "{} known, {} new",
        known.len(),
        new.len()
    );
    assert!(new.iter().all(|row| row["Estado"] == "En trámite"));
}

#[test]
fn no_application_is_decided_before_it_was_received() {
    for row in rows() {
        let (received, decided) = (&row["fecha_solicitud"], &row["fecha_resolucion"]);
        assert!(received.as_str() >= "2017-01-01", "{received}");
        assert!(
            !decided.starts_with("20") || decided > received,
            "{received} {decided}"
        );
    }
}

#[test]
fn most_are_women_and_four_in_ten_are_minors() {
    let rows: Vec<_> = rows().into_iter().filter(accredited).collect();
    let share = |wanted: &dyn Fn(&Row) -> bool| {
        100 * rows.iter().filter(|row| wanted(row)).count() / rows.len()
    };
    let women =
        share(&|row| ["Mujer", "mujer", "Femenino", "Fem."].contains(&row["sexo"].as_str()));
    let minors = share(&|row| row["edad"].parse::<u8>().is_ok_and(|age| age < 18));
    assert!((70..85).contains(&women), "{women} %");
    assert!((36..45).contains(&minors), "{minors} %");
}

/// Writes the demonstration to a new folder and reads its files together.
fn intake() -> (Codebook, Intake) {
    let directory = tempfile::tempdir().unwrap();
    let directory = directory.path().join("new");
    write(&directory).unwrap();
    let codebook = Codebook::open(&directory.join("codebook.toml")).unwrap();
    let mut records: Vec<PathBuf> = directory
        .join("records")
        .read_dir()
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    records.sort();
    let inputs: Vec<Input> = records.into_iter().map(Input::File).collect();
    let intake = read(&codebook, &inputs, Values::Concealed, &links()).unwrap();
    (codebook, intake)
}

#[test]
fn every_row_is_understood_and_rules_have_work_to_do() {
    let (_, intake) = intake();
    let tally = intake.tally;
    let set_aside: u64 = tally.set_aside.values().sum();
    assert_eq!(tally.counted + tally.corrected, 700);
    assert_eq!(tally.rows, 700 + tally.merged + tally.linked + set_aside);
    assert!(
        tally.merged > 80 && tally.linked > 700 && set_aside < 15 && tally.corrected < 350,
        "{tally}"
    );
    let named = |name: &str| {
        tally
            .rules
            .iter()
            .filter(|(rule, _)| rule.name == name)
            .map(|(_, rows)| rows)
            .sum::<u64>()
    };
    let rules = [
        "synonym",
        "spelling",
        "age-notation",
        "edad-999",
        "age-from-birth-date",
        "most-trusted-source",
    ];
    let idle: Vec<&str> = rules.into_iter().filter(|name| named(name) == 0).collect();
    assert!(idle.is_empty(), "{idle:?} have nothing to do: {tally}");
    let reasons: Vec<String> = tally.set_aside.keys().map(ToString::to_string).collect();
    assert_eq!(
        reasons,
        [
            "equal to an earlier row in every column",
            "no person has this event"
        ]
    );
}

#[test]
fn every_section_has_something_to_show() {
    let (codebook, intake) = intake();
    let (catalog, counts) = (codebook.catalog(), intake.counts);
    let slugs: Vec<_> = catalog
        .sections
        .iter()
        .map(|section| section.slug.get(Lang::En))
        .collect();
    assert_eq!(
        slugs,
        [
            "by-year",
            "applications",
            "accredited",
            "events",
            "response"
        ]
    );
    for dimension in catalog
        .dimensions
        .iter()
        .filter(|dimension| dimension.id != catalog.time)
    {
        let measure = if dimension.settled.is_some() {
            "solicitudes"
        } else {
            "acreditadas"
        };
        let people = |code| counts.get(&Address::new(measure, [(dimension.id.as_str(), code)]));
        let shown = dimension
            .categories
            .iter()
            .filter(|category| people(&category.code) >= catalog.threshold)
            .count();
        assert!(
            shown >= 2,
            "{}: {shown} categories reach the threshold",
            dimension.id
        );
    }
    for section in &catalog.sections {
        assert!(
            section.measures.is_empty() != section.indicators.is_empty(),
            "{} shows nothing, or both",
            section.id
        );
    }
}
