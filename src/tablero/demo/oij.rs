//! Writes the events that the judicial police (OIJ) know: a row for each way in which somebody was recruited.
//!
//! Rows are linked by the number of the application. A person may have several rows, and two rows have a number that no
//! other institution has.

use std::io;

use crate::demo::{case::Case, dice::Dice, habits, rows::to_csv};

const COLUMNS: [&str; 4] = [
    "expediente",
    "medios_captacion",
    "relacion_captacion",
    "medios_control",
];

/// Mistyped numbers of applications, which no register has.
const MISTYPED: [&str; 2] = ["2021-9301", "2024-9417"];

/// Writes the file.
pub fn write(dice: &mut Dice, cases: &[Case]) -> io::Result<Vec<u8>> {
    let mut rows = vec![COLUMNS.map(Into::into).to_vec()];
    cases
        .iter()
        .for_each(|case| rows.extend(list_events(dice, case)));
    let mistyped = |number: &str| {
        [number, "Familia", "Familia", "Amenazas"]
            .map(Into::into)
            .to_vec()
    };
    rows.extend(MISTYPED.map(mistyped));
    to_csv(b',', rows)
}

/// Lists the rows of one person; none if nothing is known about the events.
fn list_events(dice: &mut Dice, case: &Case) -> Vec<Vec<String>> {
    let (means, recruiters) = (&case.person.events.means, &case.method.recruiter);
    let control = case.method.control.join(";");
    let count = means
        .len()
        .max(recruiters.len())
        .max(usize::from(!control.is_empty()));
    let nth = |answers: &[&'static str], at: usize| answers.get(at).copied().unwrap_or_default();
    (0..count)
        .map(|at| {
            let means = nth(means, at);
            let means = if means.is_empty() {
                String::new()
            } else {
                habits::write_value(dice, COLUMNS[1], means)
            };
            let control = if at == 0 {
                control.clone()
            } else {
                String::new()
            };
            vec![
                case.number.clone(),
                means,
                nth(recruiters, at).into(),
                control,
            ]
        })
        .collect()
}
