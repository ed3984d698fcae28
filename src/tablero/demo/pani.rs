//! Writes the spreadsheet on children and adolescents of the child welfare institution (PANI), saved as text.
//!
//! Semicolon-separated, in Windows-1252, by PANI's own names, with dates of birth instead of ages. Most applications are in
//! the register too; sometimes one of the two is more up to date.

use std::io;

use encoding_rs::WINDOWS_1252;
use jiff::{ToSpan, civil::Date};

use crate::demo::{
    application::{Outcome, before},
    case::Case,
    dice::Dice,
    rows::to_csv,
};

/// The percentage of children and adolescents in the register whom PANI has too.
const SHARE: u32 = 45;

/// How an unknown value is written.
const NOT_KNOWN: &str = "S/D";

/// The name of a column, and its value for a case.
type Column = (&'static str, fn(&mut Dice, &Case) -> String);

const COLUMNS: [Column; 10] = [
    ("Expediente ERI", |_, case| case.number.clone()),
    ("Recepción", |dice, case| {
        write_day(draw_receipt(dice, case))
    }),
    // The export keeps the column of names without the names.
    ("Nombre", |_, _| "(reservado)".into()),
    ("Sexo", |_, case| write_sex(case.person.sex).into()),
    ("Fecha nac.", draw_birth),
    ("Nacionalidad", |_, case| {
        write_known(case.person.nationality)
    }),
    ("Situación migratoria", |_, case| {
        write_known(case.person.status)
    }),
    ("Escolaridad", |_, case| write_known(case.person.education)),
    ("Provincia", |dice, case| {
        draw_province(dice, case.person.province)
    }),
    ("Estado", |dice, case| {
        draw_state(dice, case.application.outcome).into()
    }),
];

/// Writes the file.
pub fn write(dice: &mut Dice, cases: &[Case]) -> io::Result<Vec<u8>> {
    let mut rows = vec![COLUMNS.map(|(column, _)| column.to_owned()).to_vec()];
    for case in cases.iter().filter(|case| case.person.is_minor()) {
        if dice.chance(SHARE) || case.only_pani {
            rows.push(COLUMNS.map(|(_, value)| value(dice, case)).to_vec());
        }
    }
    let text = String::from_utf8(to_csv(b';', rows)?).map_err(io::Error::other)?;
    Ok(WINDOWS_1252.encode(&text).0.into_owned())
}

fn write_day(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// Writes a value, or the mark for an unknown one.
fn write_known(value: &str) -> String {
    if value.is_empty() {
        NOT_KNOWN.into()
    } else {
        value.into()
    }
}

/// Writes the sex as PANI does.
fn write_sex(sex: &str) -> &'static str {
    match sex {
        "Mujer" => "F",
        "Hombre" => "M",
        _ => NOT_KNOWN,
    }
}

/// Draws the day of receipt: earlier than in the register if the application passed through PANI first.
fn draw_receipt(dice: &mut Dice, case: &Case) -> Date {
    let days = if dice.chance(6) && !case.only_pani {
        1 + dice.below(4)
    } else {
        0
    };
    before(case.application.received, days)
}

/// Draws a date of birth that gives the age; sometimes one that does not exist.
fn draw_birth(dice: &mut Dice, case: &Case) -> String {
    let since_birthday = dice.below(360);
    let birthday = before(case.application.received, since_birthday);
    let day = birthday.saturating_sub(i64::from(case.person.years).years());
    match dice.below(100) {
        0..2 => format!("31/09/{}", day.year()),
        2..5 => NOT_KNOWN.into(),
        _ => write_day(day),
    }
}

/// Draws the province: sometimes that of a shelter in the capital.
fn draw_province(dice: &mut Dice, province: &str) -> String {
    if dice.chance(8) {
        "San José".into()
    } else {
        write_known(province)
    }
}

/// Draws the outcome as PANI has it: sometimes still pending.
fn draw_state(dice: &mut Dice, outcome: Outcome) -> &'static str {
    if dice.chance(12) {
        Outcome::Pending.label()
    } else {
        outcome.label()
    }
}
