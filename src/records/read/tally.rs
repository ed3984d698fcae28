//! What became of the rows: counted, corrected or set aside.

use std::{collections::BTreeMap, fmt};

use cube::Text;
use thiserror::Error;

use crate::clean::Took;

/// A rule that was needed to count a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// The dimension or measure that it concerns.
    pub place: String,
    /// Its name: the reader's own, or one that the codebook gives.
    pub name: String,
}

/// Why a row does not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum Reason {
    /// The same row came before.
    #[error("equal to an earlier row in every column")]
    Repeated,
    /// The codebook reads other rows only.
    #[error("not {0}")]
    Outside(String),
    /// Its date is in a year that is not published.
    #[error("outside the published years")]
    OutsideYears,
    /// A step is dated before the one that it follows.
    #[error("dated before: “{part}” precedes “{whole}”")]
    DatedBefore {
        /// The id of the measure that counts the later step.
        part: String,
        /// The id of the measure that counts the earlier one.
        whole: String,
    },
    /// Rows of one application that are equally trusted say different things of what has to be known.
    #[error("rows of the same application disagree on “{0}”")]
    Disagree(String),
    /// It is an event that nobody has.
    #[error("no person has this event")]
    NoPerson,
    /// It contradicts what everybody knows.
    #[error("contradictory: {en}")]
    Contradiction {
        /// What everybody knows, in Spanish.
        es: String,
        /// The same in English.
        en: String,
    },
    /// What stands in a column is settled by no rule, and the codebook sets such rows aside.
    #[error("not understood: column “{0}”")]
    NotUnderstood(String),
    /// The age in this dimension and the date of birth cannot both be.
    #[error("“{0}” and the date of birth are more than a year apart")]
    AgeAgainstBirth(String),
}

impl Reason {
    /// The reason as institutions read it.
    pub fn text(&self) -> Text {
        let es = match self {
            Reason::Disagree(place) => {
                format!("los registros de la misma solicitud no coinciden en «{place}»")
            }
            Reason::NoPerson => "ninguna persona tiene este evento".into(),
            Reason::Repeated => "igual a una fila anterior en todas las columnas".into(),
            Reason::Outside(words) => format!("no es {words}"),
            Reason::OutsideYears => "fuera de los años publicados".into(),
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

/// What became of the rows. `rows` is the sum of `counted`, `corrected`, `merged`, `linked` and
/// all of `set_aside`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows read, without the names of the columns and blank lines.
    pub rows: u64,
    /// Rows that counted as they stood.
    pub counted: u64,
    /// Rows that counted thanks to at least one rule.
    pub corrected: u64,
    /// Rows that are merged with the one that counts for their application.
    pub merged: u64,
    /// Rows that are events of persons.
    pub linked: u64,
    /// Persons of whom no event is known, where events are read.
    pub without_event: u64,
    /// Rows that equal an earlier one in every column, whatever became of them.
    pub repeated: u64,
    /// How many rows took each rule; a row may take several.
    pub rules: BTreeMap<Rule, u64>,
    /// How many rows were set aside for each reason; each row has one.
    pub set_aside: BTreeMap<Reason, u64>,
}

impl Tally {
    /// Takes over how many rows took each rule.
    pub(super) fn take(&mut self, rules: &BTreeMap<Took<'_>, u64>) {
        for (Took { place, name }, rows) in rules {
            *self
                .rules
                .entry(Rule {
                    place: (*place).into(),
                    name: (*name).into(),
                })
                .or_default() += rows;
        }
    }

    /// Adds what became of other rows.
    pub(super) fn add(&mut self, other: &Tally) {
        self.rows += other.rows;
        self.counted += other.counted;
        self.corrected += other.corrected;
        self.merged += other.merged;
        self.linked += other.linked;
        self.without_event += other.without_event;
        self.repeated += other.repeated;
        other
            .rules
            .iter()
            .for_each(|(rule, rows)| *self.rules.entry(rule.clone()).or_default() += rows);
        other
            .set_aside
            .iter()
            .for_each(|(reason, rows)| *self.set_aside.entry(reason.clone()).or_default() += rows);
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
        for (linked, what) in [(self.merged, "merged"), (self.linked, "linked")] {
            if linked > 0 {
                write!(f, " + {linked} {what}")?;
            }
        }
        write!(f, " + {set_aside} set aside")?;
        for (Rule { place, name }, rows) in &self.rules {
            write!(f, "\n  corrected by {name} in {place}: {rows}")?;
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
        Ok(())
    }
}
