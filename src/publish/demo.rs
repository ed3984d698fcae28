//! The demonstration: an invented register of Costa Rica, and the codebook it is published with.
//!
//! Every record is invented. No person in it exists, and no attribute of anybody was copied. What is imitated are
//! published totals, so that the demonstration has the size and the difficulties of the real thing:
//!
//! - persons accredited by year of decision: 2017–2021 are the victims detected in Costa Rica as reported by UNODC
//!   (`data_glotip`, file of 2023-05-30), 2022 those identified according to the Trafficking in Persons Report of the
//!   US Department of State (2023), 2023–2025 are our own;
//! - applications: no series was ever published; there are about 1.65 for each accreditation, which is our own guess,
//!   with two weeks to about six months between application and decision;
//! - women and girls as a majority, about four minors in ten, nationals and Nicaraguans before all others: after the
//!   same two sources. All other weights are plausible at best, and say nothing about Costa Rica.
//!
//! The register is as it would have been exported at the end of 2025, written as institutions write, and some rows
//! were exported twice. It is the same on every machine: one seed, integer arithmetic, no clock.

mod dice;
mod events;
mod habits;
mod method;
mod person;
#[cfg(test)]
mod tests;
mod traits;

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use jiff::{
    ToSpan,
    civil::{Date, date},
};

use crate::codebook::schema;
use dice::Dice;
use method::Method;
use person::Person;

/// The codebook that the invented records are published with.
pub const CODEBOOK: &str = include_str!("demo/costa-rica.toml");

const SEED: u64 = 172;

/// How many in a hundred rows were exported twice.
const TWICE: u32 = 1;

/// Where the codebook finds its schema: in the repository, and beside what is written.
const SCHEMA: [&str; 2] = ["../codebook/schema.json", "codebook.schema.json"];

/// Writes `records.csv`, `codebook.toml` and the schema by which editors know it into a directory, which is made if it
/// is not there.
pub fn write(directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let codebook = CODEBOOK.replacen(SCHEMA[0], SCHEMA[1], 1);
    replace(&directory.join("records.csv"), |file| write_records(file))?;
    replace(&directory.join("codebook.toml"), |file| file.write_all(codebook.as_bytes()))?;
    replace(&directory.join(SCHEMA[1]), |file| file.write_all(schema().as_bytes()))
}

/// Writes a file beside its place, then moves it there.
fn replace(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let beside = path.with_extension("part");
    write(&mut File::create(&beside)?)?;
    fs::rename(beside, path)
}

/// Writes the invented records as CSV.
pub fn write_records(out: impl Write) -> io::Result<()> {
    let (mut dice, mut of_method) = (Dice::new(SEED), Dice::new(SEED + 1));
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS.iter().chain(&METHOD_COLUMNS).map(|(column, _)| column))?;
    for (number, application) in (1..).zip(applications(&mut dice)) {
        let person = Person::draw(&mut dice, application.outcome.gaps());
        let method = method::draw(&mut of_method, &person, application.outcome.gaps());
        let record = Record { number, application, person, method };
        let row = COLUMNS.map(|(column, value)| habits::written(&mut dice, column, &value(&record)));
        let row: Vec<String> = row.into_iter().chain(METHOD_COLUMNS.map(|(_, value)| value(&record))).collect();
        csv.write_record(&row)?;
        if dice.chance(TWICE) {
            csv.write_record(&row)?;
        }
    }
    csv.flush()
}

/// One row of the register.
struct Record {
    number: u32,
    application: Application,
    person: Person,
    method: Method,
}

/// The name of a column, and what stands in it.
type Column = (&'static str, fn(&Record) -> String);

const COLUMNS: [Column; 18] = [
    ("expediente", |record| format!("{}-{:04}", record.application.received.year(), record.number)),
    ("fecha_solicitud", |record| record.application.received.to_string()),
    ("fecha_resolucion", |record| record.application.decided.map(|day| day.to_string()).unwrap_or_default()),
    ("resultado", |record| record.application.outcome.label().into()),
    ("sexo", |record| record.person.sex.into()),
    ("identidad_genero", |record| record.person.gender.into()),
    ("edad", |record| record.person.age.clone()),
    ("nacionalidad", |record| record.person.nationality.into()),
    ("condicion_migratoria", |record| record.person.status.into()),
    ("nivel_educativo", |record| record.person.education.into()),
    ("ocupacion", |record| record.person.occupation.into()),
    ("provincia", |record| record.person.province.into()),
    ("lengua_materna", |record| record.person.tongue.into()),
    ("finalidad", |record| record.person.events.purposes.clone()),
    ("forma_captacion", |record| record.person.events.form.into()),
    ("medios_captacion", |record| record.person.events.means.clone()),
    ("lugar_captacion", |record| record.person.events.place.into()),
    ("pais_explotacion", |record| record.person.events.country.into()),
];

/// What is drawn from a stream of chance of its own.
const METHOD_COLUMNS: [Column; 3] = [
    ("medios_legales", |record| record.method.legal_means.clone()),
    ("relacion_captacion", |record| record.method.recruiter.clone()),
    ("medios_control", |record| record.method.control.clone()),
];

/// What became of an application.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Accredited,
    Denied,
    Withdrawn,
    Pending,
}

impl Outcome {
    fn label(self) -> &'static str {
        match self {
            Outcome::Accredited => "Acreditada",
            Outcome::Denied => "Denegada",
            Outcome::Withdrawn => "Desistida",
            Outcome::Pending => "En trámite",
        }
    }

    /// How many in a hundred of the later questions were never answered.
    fn gaps(self) -> u32 {
        if self == Outcome::Accredited { 9 } else { 34 }
    }
}

/// An application and its decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Application {
    received: Date,
    decided: Option<Date>,
    outcome: Outcome,
}

/// By year of decision: accredited, denied and withdrawn; by year of application: still pending at the end of 2025.
const YEARS: [(i16, [(Outcome, u32); 4]); 9] = {
    use Outcome::{Accredited, Denied, Pending, Withdrawn};
    [
        (2017, [(Accredited, 60), (Denied, 12), (Withdrawn, 5), (Pending, 0)]),
        (2018, [(Accredited, 30), (Denied, 16), (Withdrawn, 5), (Pending, 0)]),
        (2019, [(Accredited, 62), (Denied, 21), (Withdrawn, 8), (Pending, 0)]),
        (2020, [(Accredited, 51), (Denied, 22), (Withdrawn, 9), (Pending, 0)]),
        (2021, [(Accredited, 21), (Denied, 15), (Withdrawn, 6), (Pending, 0)]),
        (2022, [(Accredited, 38), (Denied, 17), (Withdrawn, 6), (Pending, 0)]),
        (2023, [(Accredited, 44), (Denied, 18), (Withdrawn, 7), (Pending, 0)]),
        (2024, [(Accredited, 58), (Denied, 22), (Withdrawn, 7), (Pending, 6)]),
        (2025, [(Accredited, 63), (Denied, 21), (Withdrawn, 8), (Pending, 42)]),
    ]
};

/// The register's first day.
const START: Date = date(2017, 1, 1);

/// Every application, in the order in which they were received.
fn applications(dice: &mut Dice) -> Vec<Application> {
    let mut applications = Vec::new();
    for (year, outcomes) in YEARS {
        for (outcome, count) in outcomes {
            applications.extend((0..count).map(|_| application(dice, year, outcome)));
        }
    }
    applications.sort();
    applications
}

fn application(dice: &mut Dice, year: i16, outcome: Outcome) -> Application {
    let last_day = date(year, 12, 31);
    if outcome == Outcome::Pending {
        return Application { received: before(last_day, dice.below(200)), decided: None, outcome };
    }
    let (shortest, longest) = (14, 200);
    // The first decisions of all leave room for an application before them.
    let days = if year == START.year() { 365 - shortest } else { 365 };
    let decided = before(last_day, dice.below(days));
    let since_start = u32::try_from(decided.duration_since(START).as_hours() / 24).unwrap_or(shortest);
    let lag = shortest + dice.below(longest.min(since_start) - shortest + 1);
    Application { received: before(decided, lag), decided: Some(decided), outcome }
}

fn before(day: Date, days: u32) -> Date {
    day.saturating_sub(i64::from(days).days())
}
