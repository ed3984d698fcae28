//! Tallies the rows: counted, corrected, merged, linked or set aside.

use std::{collections::BTreeMap, fmt};

use cube::{Lang, Text};
use thiserror::Error;

use crate::{clean::AppliedRule, read::notice::Notice};

/// A rule that was applied to a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// The id of the dimension or measure.
    pub variable: String,
    /// The name of the rule, built in or declared in the codebook.
    pub name: String,
}

/// Why a row does not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum Reason {
    /// An earlier row is equal.
    #[error("equal to an earlier row in every column")]
    Repeated,
    /// It fails this condition of the codebook.
    #[error("not {0}")]
    Outside(String),
    /// Its date is in a year that is not published.
    #[error("outside the published years")]
    OutsideYears,
    /// A date of it is in a year of which the codebook declares that nothing was collected.
    #[error("dated in a year of which nothing was collected, according to the codebook")]
    GapYear,
    /// A step is dated before the one that it follows.
    #[error("dated before: “{part}” precedes “{whole}”")]
    DatedBefore {
        /// The id of the measure that counts the later step.
        part: String,
        /// The id of the measure that counts the earlier one.
        whole: String,
    },
    /// Equally trusted rows of one application contradict each other in this dimension or measure, which is required.
    #[error("rows of the same application disagree on “{0}”")]
    AgeConflictPolicy(String),
    /// It is an event of no known person.
    #[error("no person has this event")]
    NoPerson,
    /// It contradicts a relation that the codebook declares.
    #[error("contradictory: {en}")]
    Contradiction {
        /// The relation in Spanish.
        es: String,
        /// The relation in English.
        en: String,
    },
    /// No rule resolves the field in this column, and the codebook sets such rows aside.
    #[error("not understood: column “{0}”")]
    NotUnderstood(String),
    /// The age in this dimension and the date of birth contradict each other.
    #[error("“{0}” and the date of birth are more than a year apart")]
    AgeAgainstBirth(String),
}

impl Reason {
    /// Returns the reason in Spanish and English, for the institutions.
    pub fn text(&self) -> Text {
        let es = match self {
            Reason::AgeConflictPolicy(variable) => {
                format!("los registros de la misma solicitud no coinciden en «{variable}»")
            }
            Reason::NoPerson => "ninguna persona tiene este evento".into(),
            Reason::Repeated => "igual a una fila anterior en todas las columnas".into(),
            Reason::Outside(words) => format!("no es {words}"),
            Reason::OutsideYears => "fuera de los años publicados".into(),
            Reason::GapYear => {
                "con fecha de un año del que no se recolectó nada, según el libro de códigos".into()
            }
            Reason::DatedBefore { part, whole } => {
                format!("fecha imposible: «{part}» es anterior a «{whole}»")
            }
            Reason::Contradiction { es, .. } => format!("se contradice: {es}"),
            Reason::NotUnderstood(column) => format!("no se entiende: columna «{column}»"),
            Reason::AgeAgainstBirth(id) => {
                format!("«{id}» y la fecha de nacimiento difieren en más de un año")
            }
        };
        Text::new(es, self.to_string())
    }
}

/// The number of rows by disposition. `rows` is the sum of `counted`, `corrected`, `merged`, `linked` and all of
/// `set_aside`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows read, without column names and blank lines.
    pub rows: u64,
    /// Rows that were counted as they are.
    pub counted: u64,
    /// Rows that were counted after at least one rule was applied.
    pub corrected: u64,
    /// Rows that were merged into another row of the same application.
    pub merged: u64,
    /// Rows of events that belong to a person.
    pub linked: u64,
    /// Persons without an event, if events are read.
    pub without_event: u64,
    /// Rows that equal an earlier row in every column, whatever their disposition.
    pub repeated: u64,
    /// The number of rows for each applied rule; a row may have several.
    pub rules: BTreeMap<Rule, u64>,
    /// The number of rows set aside for each reason; each row has one.
    pub set_aside: BTreeMap<Reason, u64>,
    /// What those who keep the records should look at, each with its count; for all sources together alone.
    pub notices: BTreeMap<Notice, u64>,
}

impl Tally {
    /// Adds the number of rows for each applied rule.
    pub(super) fn add_rules(&mut self, rules: &BTreeMap<AppliedRule<'_>, u64>) {
        for (applied, rows) in rules {
            let rule = Rule {
                variable: applied.variable.into(),
                name: applied.name.into(),
            };
            *self.rules.entry(rule).or_default() += rows;
        }
    }

    /// Adds the tally of other rows.
    pub(super) fn add(&mut self, other: &Tally) {
        self.rows += other.rows;
        self.counted += other.counted;
        self.corrected += other.corrected;
        self.merged += other.merged;
        self.linked += other.linked;
        self.without_event += other.without_event;
        self.repeated += other.repeated;
        for (rule, rows) in &other.rules {
            *self.rules.entry(rule.clone()).or_default() += rows;
        }
        for (reason, rows) in &other.set_aside {
            *self.set_aside.entry(reason.clone()).or_default() += rows;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            rows,
            counted,
            corrected,
            ..
        } = self;
        let set_aside: u64 = self.set_aside.values().sum();
        write!(
            f,
            "{rows} rows read = {counted} counted + {corrected} corrected"
        )?;
        for (number, disposition) in [(self.merged, "merged"), (self.linked, "linked")] {
            if number > 0 {
                write!(f, " + {number} {disposition}")?;
            }
        }
        write!(f, " + {set_aside} set aside")?;
        for (Rule { variable, name }, rows) in &self.rules {
            write!(f, "\n  corrected by {name} in {variable}: {rows}")?;
        }
        for (reason, rows) in &self.set_aside {
            write!(f, "\n  set aside, {reason}: {rows}")?;
        }
        if self.repeated > 0 && !self.set_aside.contains_key(&Reason::Repeated) {
            write!(
                f,
                "\n  counted or not, equal to an earlier row in every column: {}",
                self.repeated
            )?;
        }
        if self.without_event > 0 {
            write!(f, "\n  persons without an event: {}", self.without_event)?;
        }
        for (notice, count) in &self.notices {
            write!(f, "\n  note, {}: {count}", notice.text().get(Lang::En))?;
        }
        Ok(())
    }
}
