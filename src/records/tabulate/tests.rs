//! Checks the counts of the sample's records, address by address.

use std::collections::BTreeMap;

use cube::Address;

use super::*;
use crate::{
    read::Values,
    sample::{Files, intake},
};
use codebook::sample::{ROW, codebook, file, row};

/// Counts `rows` by the sample's codebook.
fn counts(rows: &[impl AsRef<str>]) -> Counts {
    intake(rows).counts
}

/// Lists the counts of a measure, one line for each address.
fn list(counts: &Counts, measure: &str) -> Vec<String> {
    let of_measure = counts
        .0
        .iter()
        .filter(|(address, _)| address.measure == measure);
    of_measure
        .map(|(address, count)| {
            format!("{address}: {count}")
                .split_off(measure.len())
                .trim()
                .to_owned()
        })
        .collect()
}

#[test]
fn one_person_is_counted_in_every_table_and_total() {
    let person = row("medios", "FUE,TEJ");
    assert_eq!(
        list(&counts(&[person]), "acreditadas"),
        [
            ": 1",
            "anio=2024: 1",
            "anio=2024 condicion=NAC: 1",
            "anio=2024 edad=12_17: 1",
            "anio=2024 edad=MIN: 1",
            "anio=2024 medios=FUE: 1",
            "anio=2024 medios=TEJ: 1",
            "anio=2024 nacionalidad=CRI: 1",
            "anio=2024 sexo=F: 1",
            "condicion=NAC: 1",
            "condicion=NAC edad=MIN: 1",
            "condicion=NAC sexo=F: 1",
            "edad=12_17: 1",
            "edad=MIN: 1",
            "edad=MIN medios=FUE: 1",
            "edad=MIN medios=TEJ: 1",
            "edad=MIN nacionalidad=CRI: 1",
            "edad=MIN sexo=F: 1",
            "medios=FUE: 1",
            "medios=TEJ: 1",
            "nacionalidad=CRI: 1",
            "nacionalidad=CRI sexo=F: 1",
            "sexo=F: 1",
        ]
    );
}

#[test]
fn each_measure_counts_by_its_own_date() {
    let rows = [
        ROW.into(),
        row("resolucion", "2025-01-01"),
        row("resolucion", "2026-01-01"),
        row("resultado", "DEN"),
    ];
    let counts = counts(&rows);
    let year = |measure, year| counts.get(&Address::new(measure, [("anio", year)]));
    assert_eq!(
        [year("solicitudes", "2024"), year("solicitudes", "2025")],
        [4, 0]
    );
    assert_eq!(
        [year("acreditadas", "2024"), year("acreditadas", "2025")],
        [1, 1]
    );
    assert_eq!(counts.get(&Address::new("acreditadas", [])), 2);
    assert_eq!(
        counts.get(&Address::new("solicitudes", [("edad", "MIN")])),
        0
    );
}

#[test]
fn periods_count_the_persons_of_their_years() {
    let codebook = codebook(&[
        (
            "last = 2025",
            "last = 2027\nperiods = [\"2024-2025\", \"2026-2027\"]",
        ),
        ("[tables]", "[tables]\nby_period = [\"sexo\"]"),
    ]);
    let rows = [
        ROW.into(),
        ROW.replace("2024", "2025"),
        ROW.replace("2024", "2026"),
        row("sexo", "Hombre"),
    ];
    let counts = Files::new(&[file(&rows)])
        .read(&codebook, Values::Concealed)
        .unwrap()
        .counts;
    let at = |pins: &[(&str, &str)]| counts.get(&Address::new("solicitudes", pins.iter().copied()));
    assert_eq!(
        [
            at(&[("anio", "2024-2025")]),
            at(&[("anio", "2026-2027")]),
            at(&[])
        ],
        [3, 1, 4]
    );
    let women = |time| at(&[("anio", time), ("sexo", "F"), ("nacionalidad", "CRI")]);
    assert_eq!(
        [women("2024-2025"), women("2026-2027"), women("2024")],
        [2, 1, 0],
        "by period, not by year"
    );
    assert_eq!(at(&[("anio", "2024-2025"), ("sexo", "M")]), 1);
}

#[test]
fn where_periods_are_the_finest_nobody_is_counted_in_a_year() {
    let time = "last = 2030\npooled = 2027\nwithout = [2028]\nfinest = \"period\"\n\
                periods = [\"2024-2025\", \"2026-2027\", \"2029-2030\"]";
    let codebook = codebook(&[("last = 2025", time)]);
    let rows = [
        ROW.into(),
        ROW.replace("2024", "2025"),
        ROW.replace("2024", "2026"),
        ROW.replace("2024", "2030"),
        row("sexo", "Hombre"),
    ];
    let counts = Files::new(&[file(&rows)])
        .read(&codebook, Values::Concealed)
        .unwrap()
        .counts;
    let at = |pins: &[(&str, &str)]| counts.get(&Address::new("solicitudes", pins.iter().copied()));
    let codes = ["2024-2025", "2026-2027", "2029-2030", "2024", "2026"];
    assert_eq!(codes.map(|code| at(&[("anio", code)])), [3, 1, 1, 0, 0]);
    let women = |time| at(&[("anio", time), ("sexo", "F")]);
    assert_eq!(
        [
            women("2024-2025"),
            women("2026-2027"),
            at(&[("sexo", "F"), ("nacionalidad", "CRI")])
        ],
        [2, 1, 3]
    );
    assert_eq!(at(&[]), 4, "the last period is not in sums");
}

#[test]
fn over_all_years_everybody_is_counted_in_one_span() {
    let codebook = codebook(&[("last = 2025", "last = 2027\nfinest = \"all\"")]);
    let rows = [ROW.into(), ROW.replace("2024", "2027")];
    let counts = Files::new(&[file(&rows)])
        .read(&codebook, Values::Concealed)
        .unwrap()
        .counts;
    let at = |pins: &[(&str, &str)]| counts.get(&Address::new("solicitudes", pins.iter().copied()));
    assert_eq!(
        [at(&[("anio", "2024-2027")]), at(&[]), at(&[("sexo", "F")])],
        [2, 2, 2]
    );
}

#[test]
fn years_after_the_pooled_ones_count_in_no_total() {
    let codebook = codebook(&[
        (
            "last = 2025",
            "last = 2027\npooled = 2025\nperiods = [\"2024-2025\"]",
        ),
        ("[tables]", "[tables]\nby_period = [\"sexo\"]"),
    ]);
    let rows = [
        ROW.into(),
        ROW.replace("2024", "2025"),
        ROW.replace("2024", "2026"),
        row("sexo", "Hombre"),
    ];
    let counts = Files::new(&[file(&rows)])
        .read(&codebook, Values::Concealed)
        .unwrap()
        .counts;
    let at = |pins: &[(&str, &str)]| counts.get(&Address::new("solicitudes", pins.iter().copied()));
    assert_eq!(
        [
            at(&[("anio", "2024-2025")]),
            at(&[("anio", "2026")]),
            at(&[])
        ],
        [3, 1, 3]
    );
    assert_eq!(
        [at(&[("anio", "2026"), ("sexo", "F")]), at(&[("sexo", "F")])],
        [1, 2]
    );
    let women = |time| at(&[("anio", time), ("sexo", "F"), ("nacionalidad", "CRI")]);
    assert_eq!([women("2024-2025"), women("2026"), women("_T")], [2, 0, 2]);
}

#[test]
fn the_addresses_of_all_persons_add_up_to_the_counts() {
    let rows = [
        ROW.into(),
        row("medios", "FUE,TEJ"),
        row("resultado", "DEN"),
        row("edad", "40"),
        ROW.into(),
    ];
    let (codebook, intake) = (codebook(&[]), intake(&rows));
    let mut lookup = AddressLookup::new(&codebook);
    let (mut sum, mut persons) = (BTreeMap::new(), 0);
    for record in intake.records.iter() {
        persons += 1;
        let positions = lookup.find_positions(&record);
        positions.iter().for_each(|position| {
            *sum.entry(lookup.addresses()[*position].clone())
                .or_default() += 1
        });
    }
    assert_eq!(
        (persons, list(&Counts(sum.clone()), "solicitudes")),
        (5, list(&counts(&rows), "solicitudes"))
    );
    assert_eq!(Counts(sum), counts(&rows));
    // Addresses that are not relevant are dropped.
    let is_relevant: Vec<bool> = lookup
        .addresses()
        .iter()
        .map(|address| address.pins.contains_key("medios"))
        .collect();
    lookup.retain(&is_relevant);
    let first = intake.records.iter().next().unwrap();
    let positions = lookup.find_positions(&first);
    assert!(!positions.is_empty() && positions.iter().all(|position| is_relevant[*position]));
}

#[test]
fn debug_shows_no_count() {
    let rows = vec![ROW; 7919];
    assert_eq!(format!("{:?}", counts(&rows)), "Counts(30 addresses)");
}
