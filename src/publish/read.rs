//! Files of records, read with a codebook.
//!
//! Every row is counted, corrected by named rules, or set aside with its reason, and the three numbers add up to the
//! rows read. If any field cannot be understood, nothing is: [`read`] returns every problem in every file. What
//! stands in a field is personal data; it is in no error and no `Debug` unless [`Values::Shown`] asks for it.

mod lines;
mod problem;
mod row;
mod sheet;
mod tally;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::Path,
};

use crate::codebook::{Answer, Codebook, Repeated};
use lines::Row;
use row::{Fault, Outcome};
use sheet::Sheet;

pub use problem::{Cause, Problem, Problems, Values};
pub(crate) use row::DECIDED_AFTER;
pub use tally::{Reason, Rule, SetAside, Tally};

/// What was read: the records to count, and what became of every row.
#[derive(Debug)]
pub struct Intake {
    /// The rows that count, in the order of the files.
    pub records: Vec<Record>,
    /// How many rows were read and what became of them.
    pub tally: Tally,
    /// The rows that do not count, in the order of the files.
    pub set_aside: Vec<SetAside>,
}

/// One row as categories. Nothing of what stood in its fields is kept, and its `Debug` says nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// The year in which each measure counts it, in the codebook's order.
    pub(crate) years: Vec<Option<u16>>,
    /// What it answers in each dimension, in the codebook's order.
    pub(crate) answers: Vec<Answer>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Record(confidential)")
    }
}

/// Reads files of records.
pub fn read(codebook: &Codebook, files: &[impl AsRef<Path>], values: Values) -> Result<Intake, Problems> {
    let mut reader = Reader {
        codebook,
        values,
        seen: BTreeMap::new(),
        problems: Vec::new(),
        intake: Intake { records: Vec::new(), tally: Tally::default(), set_aside: Vec::new() },
    };
    let mut opened = BTreeSet::new();
    for path in files.iter().map(AsRef::as_ref) {
        let is_new = path.canonicalize().map_or(true, |file| opened.insert(file));
        match Sheet::open(path, codebook) {
            Ok(_) if !is_new => reader.problems.push(Problem::of_file(path, Cause::Again)),
            Ok(sheet) => reader.read(&sheet),
            Err(problems) => reader.problems.extend(problems),
        }
    }
    if reader.problems.is_empty() { Ok(reader.intake) } else { Err(Problems(reader.problems)) }
}

struct Reader<'a> {
    codebook: &'a Codebook,
    values: Values,
    /// The rows so far by the columns of their file, to recognize those that are repeated.
    seen: BTreeMap<Vec<String>, BTreeSet<String>>,
    problems: Vec<Problem>,
    intake: Intake,
}

impl Reader<'_> {
    fn read(&mut self, sheet: &Sheet) {
        let columns = sheet.sorted_header();
        let mut seen = self.seen.remove(&columns).unwrap_or_default();
        for row in sheet.rows() {
            self.intake.tally.rows += 1;
            match row {
                Ok(row) => {
                    let is_repeated = !seen.insert(sheet.content(&row));
                    self.row(sheet, &row, is_repeated);
                }
                Err(problem) => self.problems.push(*problem),
            }
        }
        self.seen.insert(columns, seen);
    }

    fn row(&mut self, sheet: &Sheet, row: &Row, is_repeated: bool) {
        self.intake.tally.repeated += u64::from(is_repeated);
        if is_repeated && self.codebook.records.repeated == Repeated::SetAside {
            return self.set_aside(sheet, row, Reason::Repeated);
        }
        match row::understand(self.codebook, |column| sheet.field(row, column)) {
            Ok(Outcome::Counted(record, rules)) => {
                self.intake.tally.count(rules);
                self.intake.records.push(record);
            }
            Ok(Outcome::SetAside(reason)) => self.set_aside(sheet, row, reason),
            Err(faults) => {
                let problem = |fault: &Fault<'_>| fault.problem(&sheet.name, row.line, self.values);
                self.problems.extend(faults.iter().map(problem));
            }
        }
    }

    fn set_aside(&mut self, sheet: &Sheet, row: &Row, reason: Reason) {
        *self.intake.tally.set_aside.entry(reason.clone()).or_default() += 1;
        self.intake.set_aside.push(SetAside { file: sheet.name.clone(), line: row.line, reason });
    }
}
