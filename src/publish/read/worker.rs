//! One of several threads that understand, settle and count rows. What each has done adds up, in whatever order.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    Cause, Place, Problem, Reason, Tally, Values,
    feed::{Batch, Feed},
    row::{Broken, Row},
    seen::{Repeats, Seen},
    settle::{Fault, Settled, is_outside, settle},
    sheet::Sheet,
};
use crate::{
    clean::{Cleaner, Took, Understood, age::OLDEST, day::EARLIEST, suggestion::Collected},
    codebook::{Codebook, Strange},
    tabulate::Counter,
};

/// How many problems are kept; all of them are counted.
const KEPT: usize = 1000;

/// What is known before rows are read.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub codebook: &'a Codebook,
    pub values: Values,
    /// The rows that are to be held because others equal them, if they are not to be counted again.
    pub repeats: Option<&'a Repeats>,
}

/// A row that may not count, because another one equals it.
pub(super) struct Held<'a> {
    pub hash: u128,
    pub place: Place,
    sheet: Arc<Sheet>,
    understood: Understood<'a>,
    /// What stands in its fields, if problems tell it.
    shown: Vec<Option<String>>,
}

/// What one thread has done.
pub(super) struct Worker<'a> {
    task: Task<'a>,
    /// For each source.
    cleaners: Vec<Cleaner<'a>>,
    buffer: Vec<u8>,
    pub counter: Counter<'a>,
    pub done: Done<'a>,
    pub seen: Seen,
    pub held: Vec<Held<'a>>,
}

/// What became of rows, by source where it matters.
#[derive(Default)]
pub(super) struct Done<'a> {
    pub tallies: Vec<Tally>,
    pub rules: Vec<BTreeMap<Took<'a>, u64>>,
    pub set_aside: BTreeMap<Reason, Vec<Place>>,
    pub near: Collected,
    pub problems: Vec<(Place, Problem)>,
    /// How many problems there were that are no longer kept.
    pub more: u64,
}

impl<'a> Worker<'a> {
    pub(super) fn new(task: Task<'a>) -> Self {
        let sources = task.codebook.sources.len();
        Worker {
            task,
            cleaners: (0..sources).map(|source| Cleaner::new(task.codebook, source)).collect(),
            buffer: Vec::new(),
            counter: Counter::new(task.codebook),
            done: Done {
                tallies: vec![Tally::default(); sources],
                rules: vec![BTreeMap::new(); sources],
                ..Done::default()
            },
            seen: Seen::default(),
            held: Vec::new(),
        }
    }

    /// Reads until there are no more rows.
    pub(super) fn read(mut self, feed: &Mutex<Feed<'_>>) -> Self {
        let mut batch = Batch::default();
        loop {
            let next = feed.lock().unwrap_or_else(PoisonError::into_inner).next(&mut batch);
            let Some((sheet, file)) = next else { return self };
            for row in batch.rows() {
                self.row(&sheet, row, Place { file, line: row.line });
            }
            for Broken { line, field, cause } in batch.broken.drain(..) {
                self.done.tallies[sheet.source].rows += 1;
                self.done.problem(Place { file, line }, sheet.problem(line, field, cause));
            }
        }
    }

    /// Only notes which rows there are.
    pub(super) fn scan(mut self, feed: &Mutex<Feed<'_>>) -> Self {
        let mut batch = Batch::default();
        loop {
            let next = feed.lock().unwrap_or_else(PoisonError::into_inner).next(&mut batch);
            let Some((sheet, _)) = next else { return self };
            for row in batch.rows() {
                self.seen.note(sheet.hash(row, &mut self.buffer), sheet.source);
            }
        }
    }

    fn row(&mut self, sheet: &Arc<Sheet>, row: &Row, place: Place) {
        self.done.tallies[sheet.source].rows += 1;
        if let Some(problem) = sheet.misfit(row) {
            return self.done.problem(place, problem);
        }
        let hash = sheet.hash(row, &mut self.buffer);
        let joined = sheet.joined(row);
        let fields = sheet.fields(row, &joined);
        let cleaner = &mut self.cleaners[sheet.source];
        let understood = cleaner.understand(&fields);
        if !is_outside(self.task.codebook, &understood) {
            cleaner.near().for_each(|(dimension, near)| self.done.near.note(dimension, near));
        }
        match self.task.repeats {
            Some(repeats) if repeats.holds(hash) => {
                let shown = match self.task.values {
                    Values::Shown => fields.iter().map(|field| field.map(Into::into)).collect(),
                    Values::Concealed => vec![None; fields.len()],
                };
                self.held.push(Held { hash, place, sheet: Arc::clone(sheet), understood, shown });
            }
            Some(_) => self.settle(sheet, place, understood, |column| fields[column]),
            None => {
                self.seen.note(hash, sheet.source);
                self.settle(sheet, place, understood, |column| fields[column]);
            }
        }
    }

    /// Counts a row that was held after all.
    pub(super) fn count(&mut self, held: Held<'a>) {
        let Held { place, sheet, understood, shown, .. } = held;
        self.settle(&sheet, place, understood, |column| shown[column].as_deref());
    }

    /// Sets a row aside that was held, because an earlier one equals it.
    pub(super) fn repeated(&mut self, held: &Held<'_>) {
        self.done.tallies[held.sheet.source].repeated += 1;
        self.done.set_aside(held.sheet.source, Reason::Repeated, held.place);
    }

    /// Takes over what another one has done.
    pub(super) fn absorb(&mut self, other: Worker<'a>) {
        self.counter.absorb(other.counter);
        self.seen.absorb(other.seen);
        self.done.absorb(other.done);
    }

    /// Which of the codebook's columns a fault is in, and what was expected there.
    fn cause(&self, fault: Fault, source: usize) -> (usize, Cause) {
        let cleaner = &self.cleaners[source];
        match fault {
            Fault::Date(measure, Strange::Impossible) => {
                let until = self.task.codebook.records.until;
                (cleaner.date_column(measure), Cause::Day { earliest: EARLIEST, until })
            }
            Fault::Date(measure, _) => {
                let notation = self.task.codebook.sources[source].dates.join(" or ");
                (cleaner.date_column(measure), Cause::Date { notation })
            }
            Fault::Answer(at, strange) => {
                let dimension = &self.task.codebook.dimensions[at];
                let (id, expected) = (dimension.id.clone(), dimension.expected.clone());
                let cause = match strange {
                    Strange::Missing => Cause::NoValue { dimension: id },
                    Strange::Birth | Strange::Disagree => Cause::Birth { oldest: OLDEST },
                    Strange::Impossible => Cause::Age { oldest: OLDEST },
                    Strange::Unlisted => Cause::Category { dimension: id, expected },
                };
                let birth = cleaner.birth_column(at).filter(|_| strange == Strange::Birth);
                (birth.unwrap_or(cleaner.answer_column(at)), cause)
            }
        }
    }

    fn settle<'f>(
        &mut self,
        sheet: &Sheet,
        place: Place,
        understood: Understood<'a>,
        field: impl Fn(usize) -> Option<&'f str>,
    ) {
        match settle(self.task.codebook, understood) {
            Settled::Counted(record, rules) => {
                self.counter.add(record);
                self.done.count(sheet.source, &rules);
            }
            Settled::SetAside(reason) => self.done.set_aside(sheet.source, reason, place),
            Settled::Open(faults) => {
                for fault in faults {
                    let (column, cause) = self.cause(fault, sheet.source);
                    let column_name = Some(sheet.called(column));
                    let value = field(column).filter(|_| self.task.values == Values::Shown).map(Into::into);
                    let problem = Problem { column: column_name, value, ..sheet.problem(place.line, None, cause) };
                    self.done.problem(place, problem);
                }
            }
        }
    }
}

impl Done<'_> {
    fn problem(&mut self, place: Place, problem: Problem) {
        self.problems.push((place, problem));
        if self.problems.len() >= 2 * KEPT {
            self.keep_first();
        }
    }

    /// Sorts the problems and keeps the first ones.
    pub(super) fn keep_first(&mut self) {
        self.problems.sort_by_key(|(place, _)| *place);
        let kept = self.problems.len().min(KEPT);
        self.more += self.problems.drain(kept..).map(|_| 1).sum::<u64>();
    }
}

impl<'a> Done<'a> {
    fn absorb(&mut self, other: Done<'a>) {
        self.tallies.iter_mut().zip(&other.tallies).for_each(|(tally, other)| tally.add(other));
        for (rules, other) in self.rules.iter_mut().zip(other.rules) {
            other.into_iter().for_each(|(rule, rows)| *rules.entry(rule).or_default() += rows);
        }
        other.set_aside.into_iter().for_each(|(reason, rows)| self.set_aside.entry(reason).or_default().extend(rows));
        self.near.absorb(other.near);
        self.problems.extend(other.problems);
        self.more += other.more;
    }

    fn count(&mut self, source: usize, rules: &[Took<'a>]) {
        let tally = &mut self.tallies[source];
        *if rules.is_empty() { &mut tally.counted } else { &mut tally.corrected } += 1;
        for rule in rules {
            *self.rules[source].entry(*rule).or_default() += 1;
        }
    }

    fn set_aside(&mut self, source: usize, reason: Reason, place: Place) {
        *self.tallies[source].set_aside.entry(reason.clone()).or_default() += 1;
        self.set_aside.entry(reason).or_default().push(place);
    }
}
