//! Writes the register of applications as CONATT's secretariat exports it.
//!
//! Comma-separated, in UTF-8, by the codebook's own names, with ages instead of dates of birth. Some rows are repeated.

use std::io;

use crate::demo::{
    case::Case,
    dice::{Dice, Weighted},
    habits,
    rows::to_csv,
};

/// The percentage of rows that are repeated.
const TWICE: u32 = 1;

/// The percentage of ages that are written with their unit.
const WITH_UNIT: u32 = 2;

/// How an unknown age is written; 999 comes from an older system.
const AGE_NOT_KNOWN: &Weighted<&str> = &[(60, ""), (40, "999")];

/// The name of a column, and its value for a case.
type Column = (&'static str, fn(&Case) -> String);

const COLUMNS: [Column; 18] = [
    ("expediente", |case| case.number.clone()),
    ("fecha_solicitud", |case| {
        case.application.received.to_string()
    }),
    ("fecha_resolucion", |case| {
        case.application
            .decided
            .map(|day| day.to_string())
            .unwrap_or_default()
    }),
    ("resultado", |case| case.application.outcome.label().into()),
    ("sexo", |case| case.person.sex.into()),
    ("identidad_genero", |case| case.person.gender.into()),
    ("edad", |case| case.person.age.clone()),
    ("nacionalidad", |case| case.person.nationality.into()),
    ("condicion_migratoria", |case| case.person.status.into()),
    ("nivel_educativo", |case| case.person.education.into()),
    ("ocupacion", |case| case.person.occupation.into()),
    ("provincia", |case| case.person.province.into()),
    ("lengua_materna", |case| case.person.tongue.into()),
    ("finalidad", |case| case.person.events.purposes.clone()),
    ("forma_captacion", |case| case.person.events.form.into()),
    ("lugar_captacion", |case| case.person.events.place.into()),
    ("pais_explotacion", |case| case.person.events.country.into()),
    ("medios_legales", |case| case.method.legal_means.clone()),
];

/// Writes the file.
pub fn write(dice: &mut Dice, cases: &[Case]) -> io::Result<Vec<u8>> {
    let mut rows = vec![COLUMNS.map(|(column, _)| column.to_owned()).to_vec()];
    for case in cases.iter().filter(|case| !case.only_pani) {
        let row = COLUMNS
            .map(|(column, value)| write_value(dice, column, value(case)))
            .to_vec();
        if dice.chance(TWICE) {
            rows.push(row.clone());
        }
        rows.push(row);
    }
    to_csv(b',', rows)
}

/// Writes a value as somebody at CONATT would type it.
fn write_value(dice: &mut Dice, column: &str, value: String) -> String {
    match (column, value.as_str()) {
        ("medios_legales", _) => value,
        ("edad", "") => dice.pick(AGE_NOT_KNOWN).to_owned(),
        ("edad", _) if dice.chance(WITH_UNIT) => format!("{value} años"),
        _ => habits::write_value(dice, column, &value),
    }
}
