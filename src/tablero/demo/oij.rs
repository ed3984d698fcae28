//! What the judicial police (OIJ) know of the events: a row for each way in which somebody was recruited, linked by the
//! number of the application. A person may have several rows, and some rows are of applications that nobody has.

use std::io;

use crate::demo::{case::Case, dice::Dice, habits, rows::csv};

const COLUMNS: [&str; 4] = [
    "expediente",
    "medios_captacion",
    "relacion_captacion",
    "medios_control",
];

/// Applications that no register has: a slip of the pen.
const NOBODYS: [&str; 2] = ["2021-9301", "2024-9417"];

/// The file.
pub fn write(dice: &mut Dice, cases: &[Case]) -> io::Result<Vec<u8>> {
    let mut rows = vec![COLUMNS.map(Into::into).to_vec()];
    cases
        .iter()
        .for_each(|case| rows.extend(events(dice, case)));
    let slip = |number: &str| {
        [number, "Familia", "Familia", "Amenazas"]
            .map(Into::into)
            .to_vec()
    };
    rows.extend(NOBODYS.map(slip));
    csv(b',', rows)
}

/// The rows of one person; none of whom nothing is known.
fn events(dice: &mut Dice, case: &Case) -> Vec<Vec<String>> {
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
                habits::written(dice, COLUMNS[1], means)
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
