//! What the demonstration promises.

use std::collections::{BTreeMap, BTreeSet};

use cube::Address;

use super::{write, write_records};
use crate::{
    codebook::Codebook,
    read::{Input, Intake, Values, read},
    sample::links,
};

fn records() -> Vec<u8> {
    let mut bytes = Vec::new();
    write_records(&mut bytes).unwrap();
    bytes
}

/// Every row by column, without the rows that were exported twice.
fn rows() -> BTreeSet<BTreeMap<String, String>> {
    csv::Reader::from_reader(&*records()).deserialize().map(Result::unwrap).collect()
}

fn accredited(row: &BTreeMap<String, String>) -> bool {
    row["resultado"].to_lowercase().starts_with("acreditad")
}

fn by_year<'a>(dates: impl Iterator<Item = &'a String>) -> BTreeMap<&'a str, usize> {
    let mut years = BTreeMap::new();
    dates.for_each(|date| *years.entry(&date[..4]).or_default() += 1);
    years
}

#[test]
fn the_same_records_every_time() {
    assert_eq!(records(), records());
    let text = String::from_utf8(records()).unwrap();
    let (first, last) = (text.lines().nth(1).unwrap(), text.lines().last().unwrap());
    assert_eq!(
        first,
        "2017-0001,2017-01-02,2017-03-13,Acreditada,Mujer,Mujer cisgénero,13,Nicaragua,,Secundaria incompleta,Agropecuaria,Alajuela,Español,Servidumbre,Engañosa,,Entorno digital,Más de un país,No requerido,Empleador,\"Retención de documentos;Amenazas;Negación de necesidades, dinero o movimiento\""
    );
    assert_eq!(
        last,
        "2025-0700,2025-12-09,N/D,En trámite,Mujer,Mujer cisgénero,17,Costa Rica,Nacional,No indica,N/D,Limón,,Servidumbre,Forzosa,Contacto directo en persona;Pareja,No indica,Costa Rica,,Pareja,Falsas promesas"
    );
}

#[test]
fn as_many_people_as_the_published_totals_say() {
    let rows = rows();
    let accredited = by_year(rows.iter().filter(|row| accredited(row)).map(|row| &row["fecha_resolucion"]));
    let expected = [60, 30, 62, 51, 21, 38, 44, 58, 63];
    assert_eq!(accredited.into_values().collect::<Vec<_>>(), expected);
    let applications = by_year(rows.iter().map(|row| &row["fecha_solicitud"]));
    assert_eq!(applications.into_values().collect::<Vec<_>>(), [90, 62, 89, 66, 53, 61, 76, 93, 110]);
}

#[test]
fn some_rows_were_exported_twice() {
    let read = csv::Reader::from_reader(&*records()).records().count();
    assert_eq!((read, rows().len()), (706, 700));
}

#[test]
fn nothing_is_decided_before_it_was_asked() {
    for row in rows() {
        let (received, decided) = (&row["fecha_solicitud"], &row["fecha_resolucion"]);
        assert!(received.as_str() >= "2017-01-01", "{received}");
        assert!(!decided.starts_with("20") || decided > received, "{received} {decided}");
    }
}

#[test]
fn most_are_women_and_four_in_ten_are_minors() {
    let rows: Vec<_> = rows().into_iter().filter(accredited).collect();
    let share = |wanted: &dyn Fn(&BTreeMap<String, String>) -> bool| {
        100 * rows.iter().filter(|row| wanted(row)).count() / rows.len()
    };
    let women = share(&|row| ["Mujer", "mujer", "Femenino", "Fem."].contains(&row["sexo"].as_str()));
    let minors = share(&|row| row["edad"].parse::<u8>().is_ok_and(|age| age < 18));
    assert!((70..85).contains(&women), "{women} %");
    assert!((36..45).contains(&minors), "{minors} %");
}

/// The demonstration as a newcomer has it: two files in a new directory, read with each other.
fn intake() -> (Codebook, Intake) {
    let directory = tempfile::tempdir().unwrap();
    let directory = directory.path().join("new");
    write(&directory).unwrap();
    let codebook = Codebook::open(&directory.join("codebook.toml")).unwrap();
    let intake = read(&codebook, &[Input::File(directory.join("records.csv"))], Values::Concealed, &links()).unwrap();
    (codebook, intake)
}

#[test]
fn every_row_is_understood_and_rules_have_work_to_do() {
    let (_, intake) = intake();
    let tally = intake.tally;
    assert_eq!((tally.rows, tally.counted + tally.corrected, tally.repeated), (706, 700, 6));
    let named = |name| tally.rules.iter().filter(|(rule, _)| rule.name == name).map(|(_, rows)| rows).sum::<u64>();
    assert!(named("synonym") > 100 && named("spelling") > 50 && tally.corrected < tally.counted, "{tally}");
}

#[test]
fn every_section_has_something_to_show() {
    let (codebook, intake) = intake();
    let (catalog, counts) = (codebook.catalog(), intake.counts);
    let slugs: Vec<_> = catalog.sections.iter().map(|section| section.slug.en.as_str()).collect();
    assert_eq!(slugs, ["by-year", "applications", "accredited", "events"]);
    for dimension in catalog.dimensions.iter().filter(|dimension| dimension.id != catalog.time) {
        let people = |code| counts.get(&Address::new("acreditadas", [(dimension.id.as_str(), code)]));
        let shown = dimension.categories.iter().filter(|category| people(&category.code) >= catalog.threshold).count();
        assert!(shown >= 2, "{}: {shown} categories reach the threshold", dimension.id);
    }
}
