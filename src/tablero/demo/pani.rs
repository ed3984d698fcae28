//! What the child welfare institution (PANI) keeps of children and adolescents: a spreadsheet saved as text, in
//! Windows-1252 and with semicolons, by names of its own, with dates of birth instead of ages. Most of it is in the
//! register too; some of it is older there, some newer here.

use std::io;

use encoding_rs::WINDOWS_1252;
use jiff::{ToSpan, civil::Date};

use crate::demo::{
    application::{Outcome, before},
    case::Case,
    dice::Dice,
    rows::csv,
};

/// Of a hundred children and adolescents in the register, how many PANI has too.
const SHARE: u32 = 45;

/// What stands where nothing is known.
const NOT_KNOWN: &str = "S/D";

/// The name of a column, and what stands in it.
type Column = (&'static str, fn(&mut Dice, &Case) -> String);

const COLUMNS: [Column; 10] = [
    ("Expediente ERI", |_, case| case.number.clone()),
    ("Recepción", |dice, case| written(received(dice, case))),
    // Whoever exported it left the names out and the column in.
    ("Nombre", |_, _| "(reservado)".into()),
    ("Sexo", |_, case| sex(case.person.sex).into()),
    ("Fecha nac.", born),
    ("Nacionalidad", |_, case| known(case.person.nationality)),
    ("Situación migratoria", |_, case| known(case.person.status)),
    ("Escolaridad", |_, case| known(case.person.education)),
    ("Provincia", |dice, case| {
        province(dice, case.person.province)
    }),
    ("Estado", |dice, case| {
        state(dice, case.application.outcome).into()
    }),
];

/// The file.
pub fn write(dice: &mut Dice, cases: &[Case]) -> io::Result<Vec<u8>> {
    let mut rows = vec![COLUMNS.map(|(column, _)| column.to_owned()).to_vec()];
    for case in cases.iter().filter(|case| case.person.is_minor()) {
        if dice.chance(SHARE) || case.only_pani {
            rows.push(COLUMNS.map(|(_, value)| value(dice, case)).to_vec());
        }
    }
    let text = String::from_utf8(csv(b';', rows)?).map_err(io::Error::other)?;
    Ok(WINDOWS_1252.encode(&text).0.into_owned())
}

fn written(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

fn known(value: &str) -> String {
    if value.is_empty() {
        NOT_KNOWN.into()
    } else {
        value.into()
    }
}

fn sex(sex: &str) -> &'static str {
    match sex {
        "Mujer" => "F",
        "Hombre" => "M",
        _ => NOT_KNOWN,
    }
}

/// Some applications passed through PANI, which wrote down the day on which it had them.
fn received(dice: &mut Dice, case: &Case) -> Date {
    let days = if dice.chance(6) && !case.only_pani {
        1 + dice.below(4)
    } else {
        0
    };
    before(case.application.received, days)
}

/// A date of birth that gives the age; sometimes one that does not exist.
fn born(dice: &mut Dice, case: &Case) -> String {
    let since_birthday = dice.below(360);
    let birthday = before(case.application.received, since_birthday);
    let day = birthday.saturating_sub(i64::from(case.person.years).years());
    match dice.below(100) {
        0..2 => format!("31/09/{}", day.year()),
        2..5 => NOT_KNOWN.into(),
        _ => written(day),
    }
}

/// Where they live now, which may be a shelter in the capital.
fn province(dice: &mut Dice, province: &str) -> String {
    if dice.chance(8) {
        "San José".into()
    } else {
        known(province)
    }
}

/// What PANI has heard of the decision.
fn state(dice: &mut Dice, outcome: Outcome) -> &'static str {
    if dice.chance(12) {
        Outcome::Pending.label()
    } else {
        outcome.label()
    }
}
