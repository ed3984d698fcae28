//! Cleans and counts rows in one of several threads; the results of the threads add up in any order.

use std::collections::{BTreeMap, BTreeSet};

use codebook::{
    Codebook, Unresolved,
    notation::{age::OLDEST, day::EARLIEST},
};

use crate::{
    clean::{CleanRow, Cleaner},
    link::{self, Events, KeyBuilder, Pseudonym},
    read::{
        disposition::{Disposition, decide_disposition, is_outside},
        pending_rows::PendingRows,
        problem::{Cause, Problem, Values},
        repeated_rows::RowHashes,
        row_account::RowAccount,
        sheet::Sheet,
        tally::Tally,
        task::Task,
        unresolved_field::UnresolvedField,
    },
    row_location::RowLocation,
    tabulate::Counter,
};

/// One thread's tools and results.
pub(super) struct Worker<'a> {
    pub(super) task: Task<'a>,
    /// For each source.
    pub(super) cleaners: Vec<Cleaner<'a>>,
    pub(super) buffer: Vec<u8>,
    pub counter: Counter<'a>,
    pub account: RowAccount<'a>,
    pub(super) key_builder: Option<KeyBuilder<'a>>,
    pub hashes: RowHashes,
    pub keys: link::PseudonymLog,
    pub forms: link::KeyForms,
    pub events: Events<'a>,
    pub pending: PendingRows<'a>,
}

impl<'a> Worker<'a> {
    pub(super) fn new(task: Task<'a>) -> Self {
        let sources = task.codebook.sources.len();
        Worker {
            task,
            cleaners: (0..sources)
                .map(|source| Cleaner::new(task.codebook, source))
                .collect(),
            buffer: Vec::new(),
            counter: Counter::new(task.codebook, task.keep),
            account: RowAccount {
                tallies: vec![Tally::default(); sources],
                rules: vec![BTreeMap::new(); sources],
                ..RowAccount::default()
            },
            key_builder: task
                .linkage
                .map(|linkage| KeyBuilder::new(task.codebook, linkage.secret)),
            hashes: RowHashes::default(),
            keys: link::PseudonymLog::new(),
            forms: link::KeyForms::default(),
            events: Events::default(),
            pending: PendingRows::default(),
        }
    }

    pub(super) fn codebook(&self) -> &'a Codebook {
        self.task.codebook
    }

    /// Cleans a row, and counts its near misses unless the row is outside the codebook's conditions.
    pub(super) fn clean(&mut self, sheet: &Sheet, fields: &[Option<&str>]) -> CleanRow<'a> {
        let cleaner = &mut self.cleaners[sheet.source];
        let row = cleaner.clean(fields);
        if !is_outside(self.task.codebook, &row) {
            for (dimension, near_miss) in cleaner.near_misses() {
                self.account.near_misses.count(dimension, near_miss);
            }
        }
        row
    }

    /// Adds to a person the answers of their events.
    pub(super) fn add_event_answers(
        &mut self,
        source: usize,
        keys: &BTreeSet<Pseudonym>,
        row: &mut CleanRow<'a>,
    ) {
        if let Some(events) = self.task.linkage.and_then(|linkage| linkage.events) {
            let has_event = events.add_answers(keys, row);
            self.account.tallies[source].without_event += u64::from(!has_event);
        }
    }

    /// Adds the results of another thread.
    pub(super) fn absorb(&mut self, other: Worker<'a>) {
        self.counter.absorb(other.counter);
        self.hashes.absorb(other.hashes);
        self.keys.absorb(other.keys);
        self.forms.absorb(other.forms);
        self.events.absorb(other.events);
        self.account.absorb(other.account);
    }

    /// Counts a row, sets it aside or reports its problems. `field` returns the field in one of the codebook's columns.
    pub(super) fn dispose<'f>(
        &mut self,
        sheet: &Sheet,
        location: RowLocation,
        row: CleanRow<'a>,
        field: impl Fn(usize) -> Option<&'f str>,
    ) {
        match decide_disposition(self.task.codebook, row) {
            Disposition::Counted(record, rules) => {
                self.counter.add(record);
                self.account.count_person(sheet.source, &rules);
            }
            Disposition::SetAside(reason) => self.account.set_aside(sheet.source, reason, location),
            Disposition::Unresolved(fields) => {
                self.report_unresolved(&fields, sheet, location, field);
            }
        }
    }

    /// Reports the unresolved fields of a row as problems.
    pub(super) fn report_unresolved<'f>(
        &mut self,
        unresolved: &[UnresolvedField],
        sheet: &Sheet,
        location: RowLocation,
        field: impl Fn(usize) -> Option<&'f str>,
    ) {
        for unresolved_field in unresolved {
            let column = self.column_of(*unresolved_field, sheet.source);
            let cause = self.expectation(*unresolved_field, sheet.source);
            let value = match self.task.values {
                Values::Shown => field(column).map(Into::into),
                Values::Concealed => None,
            };
            let problem = Problem {
                column: Some(sheet.column_name(column)),
                value,
                ..sheet.problem(location.line, None, cause)
            };
            self.account.add_problem(location, problem);
        }
    }

    /// Returns which of the codebook's columns an unresolved field is in.
    fn column_of(&self, field: UnresolvedField, source: usize) -> usize {
        let cleaner = &self.cleaners[source];
        match field {
            UnresolvedField::Date(measure, _) => cleaner.date_column(measure),
            UnresolvedField::Answer(dimension, Unresolved::BirthDate) => cleaner
                .birth_column(dimension)
                .unwrap_or(cleaner.answer_column(dimension)),
            UnresolvedField::Answer(dimension, _) => cleaner.answer_column(dimension),
        }
    }

    /// Returns what was expected in an unresolved field.
    fn expectation(&self, field: UnresolvedField, source: usize) -> Cause {
        let codebook = self.task.codebook;
        match field {
            UnresolvedField::Date(_, Unresolved::Impossible) => Cause::Day {
                earliest: EARLIEST,
                until: codebook.records.until,
            },
            UnresolvedField::Date(_, Unresolved::GapYear) => Cause::GapYear {
                years: list_years(&codebook.without),
            },
            UnresolvedField::Date(..) => Cause::Date {
                notation: codebook.sources[source].dates.join(" or "),
            },
            UnresolvedField::Answer(position, cause) => {
                let dimension = &codebook.dimensions[position];
                match cause {
                    Unresolved::Missing => Cause::NoValue {
                        dimension: dimension.id.clone(),
                    },
                    Unresolved::BirthDate | Unresolved::AgeConflict => {
                        Cause::Birth { oldest: OLDEST }
                    }
                    Unresolved::Impossible => Cause::Age { oldest: OLDEST },
                    Unresolved::NoAnswer => Cause::NoAnswer {
                        dimension: dimension.id.clone(),
                    },
                    Unresolved::Garbled(garbling) => Cause::Garbled {
                        dimension: dimension.id.clone(),
                        garbling,
                    },
                    Unresolved::Unlisted | Unresolved::GapYear => Cause::Category {
                        dimension: dimension.id.clone(),
                        expected: dimension.expected.clone(),
                    },
                }
            }
        }
    }
}

/// Lists years: “2016, 2019”.
fn list_years(years: &BTreeSet<u16>) -> String {
    let years: Vec<String> = years.iter().map(u16::to_string).collect();
    years.join(", ")
}
