//! Files of records, read with a codebook.
//!
//! Every row is counted, corrected by named rules, or set aside with its reason, and the three numbers add up to the
//! rows read. If any field cannot be understood, nothing is: [`read`] returns every problem in every file. What
//! stands in a field is personal data; it is in no error and no `Debug` unless [`Values::Shown`] asks for it.
//!
//! Rows stream: each is understood ([`crate::clean`]), settled ([`settle`]) and counted ([`Counter`]) before the next,
//! and none is kept.

mod aside;
mod identities;
mod lines;
mod problem;
pub(crate) mod settle;
mod sheet;
mod tally;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use crate::{
    clean::{Cleaner, age::OLDEST},
    codebook::{Codebook, Repeated, Strange},
    tabulate::{Counter, Counts, Knowledge},
};
use lines::Row;
use settle::{Fault, Settled, settle};
use sheet::Sheet;

pub use aside::{Place, SetAside};
pub use identities::{Identity, Sign};
pub use problem::{Cause, Problem, Problems, Values};
pub(crate) use settle::DECIDED_AFTER;
pub use tally::{Reason, Rule, Tally};

/// What was read: exact counts, and what became of every row. Confidential; it holds no record.
#[derive(Debug)]
pub struct Intake {
    /// How many persons there are at every address.
    pub counts: Counts,
    /// Of how many persons each dimension is known.
    pub known: Knowledge,
    /// How many rows were read and what became of them.
    pub tally: Tally,
    /// The rows that do not count.
    pub set_aside: SetAside,
}

/// Reads files of records.
pub fn read(codebook: &Codebook, files: &[impl AsRef<Path>], values: Values) -> Result<Intake, Problems> {
    let mut reader = Reader::new(codebook, values);
    let mut opened = BTreeSet::new();
    for path in files.iter().map(AsRef::as_ref) {
        let is_new = path.canonicalize().map_or(true, |file| opened.insert(file));
        match Sheet::open(path, codebook) {
            Ok(_) if !is_new => reader.problems.push(Problem::of_file(path, Cause::Again)),
            Ok(sheet) => reader.read(&sheet),
            Err(problems) => reader.problems.extend(problems),
        }
    }
    reader.finish()
}

struct Reader<'a> {
    codebook: &'a Codebook,
    values: Values,
    cleaner: Cleaner<'a>,
    /// The rows so far by the columns of their file, to recognize those that are repeated.
    seen: BTreeMap<Vec<String>, BTreeSet<String>>,
    problems: Vec<Problem>,
    counter: Counter<'a>,
    tally: Tally,
    set_aside: SetAside,
}

impl<'a> Reader<'a> {
    fn new(codebook: &'a Codebook, values: Values) -> Self {
        Reader {
            codebook,
            values,
            cleaner: Cleaner::new(codebook),
            seen: BTreeMap::new(),
            problems: Vec::new(),
            counter: Counter::new(codebook),
            tally: Tally::default(),
            set_aside: SetAside::default(),
        }
    }

    fn read(&mut self, sheet: &Sheet) {
        let columns = sheet.sorted_header();
        let mut seen = self.seen.remove(&columns).unwrap_or_default();
        let file = self.set_aside.file(&sheet.name);
        for row in sheet.rows() {
            self.tally.rows += 1;
            match row {
                Ok(row) => {
                    let is_repeated = !seen.insert(sheet.content(&row));
                    self.row(sheet, &row, Place { file, line: row.line }, is_repeated);
                }
                Err(problem) => self.problems.push(*problem),
            }
        }
        self.seen.insert(columns, seen);
    }

    fn row(&mut self, sheet: &Sheet, row: &Row, place: Place, is_repeated: bool) {
        self.tally.repeated += u64::from(is_repeated);
        if is_repeated && self.codebook.records.repeated == Repeated::SetAside {
            return self.set_aside(Reason::Repeated, place);
        }
        let fields = sheet.fields(row);
        match settle(self.codebook, self.cleaner.understand(&fields)) {
            Settled::Counted(record, rules) => {
                self.counter.add(&record);
                self.tally.count(&rules);
            }
            Settled::SetAside(reason) => self.set_aside(reason, place),
            Settled::Open(faults) => {
                for fault in faults {
                    self.problems.push(self.problem(fault, sheet, &fields, place.line));
                }
            }
        }
    }

    fn set_aside(&mut self, reason: Reason, place: Place) {
        *self.tally.set_aside.entry(reason.clone()).or_default() += 1;
        self.set_aside.add(reason, place);
    }

    fn problem(&self, fault: Fault, sheet: &Sheet, fields: &[Option<&str>], line: u64) -> Problem {
        let (column, cause) = match fault {
            Fault::Date(measure) => {
                let notation = self.codebook.records.dates.join(" or ");
                (self.cleaner.date_column(measure), Cause::Date { notation })
            }
            Fault::Answer(at, strange) => {
                let dimension = &self.codebook.dimensions[at];
                let (id, expected) = (dimension.id.clone(), dimension.expected.clone());
                let cause = match strange {
                    Strange::Missing => Cause::NoValue { dimension: id },
                    Strange::Impossible => Cause::Age { oldest: OLDEST },
                    Strange::Unlisted => Cause::Category { dimension: id, expected },
                };
                (self.cleaner.answer_column(at), cause)
            }
        };
        Problem {
            file: sheet.name.clone(),
            line: Some(line),
            column: self.codebook.columns.get(column).cloned(),
            cause,
            value: fields[column].filter(|_| self.values == Values::Shown).map(Into::into),
        }
    }

    fn finish(self) -> Result<Intake, Problems> {
        let Reader { counter, tally, set_aside, problems, .. } = self;
        if problems.is_empty() {
            Ok(Intake { counts: counter.finish(), known: counter.known().clone(), tally, set_aside })
        } else {
            Err(Problems(problems))
        }
    }
}
