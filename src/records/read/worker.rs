//! One of several threads that understand, settle and count rows. What each has done adds up, in whatever order.

use std::collections::{BTreeMap, BTreeSet};

use codebook::{
    Codebook, Unresolved,
    notation::{age::OLDEST, day::EARLIEST},
};

use crate::{
    clean::{Cleaner, Understood},
    link::{self, Events, Pseudonym, Recognizer},
    place::Place,
    read::{
        done::Done,
        fault::Fault,
        problem::{Cause, Problem, Values},
        seen::Seen,
        settle::{Settled, is_outside, settle},
        sheet::Sheet,
        tally::Tally,
        task::Task,
        waiting::Waiting,
    },
    tabulate::Counter,
};

/// What one thread has done.
pub(super) struct Worker<'a> {
    pub(super) task: Task<'a>,
    /// For each source.
    pub(super) cleaners: Vec<Cleaner<'a>>,
    pub(super) buffer: Vec<u8>,
    pub counter: Counter<'a>,
    pub done: Done<'a>,
    pub(super) recognizer: Option<Recognizer<'a>>,
    pub seen: Seen,
    pub keys: link::Seen,
    pub events: Events<'a>,
    pub waiting: Waiting<'a>,
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
            done: Done {
                tallies: vec![Tally::default(); sources],
                rules: vec![BTreeMap::new(); sources],
                ..Done::default()
            },
            recognizer: task
                .links
                .map(|links| Recognizer::new(task.codebook, links.secret)),
            seen: Seen::default(),
            keys: link::Seen::new(),
            events: Events::default(),
            waiting: Waiting::default(),
        }
    }

    pub(super) fn codebook(&self) -> &'a Codebook {
        self.task.codebook
    }

    /// Understands a row, and notes what it is near to unless nobody counts it.
    pub(super) fn understand(&mut self, sheet: &Sheet, fields: &[Option<&str>]) -> Understood<'a> {
        let cleaner = &mut self.cleaners[sheet.source];
        let understood = cleaner.understand(fields);
        if !is_outside(self.task.codebook, &understood) {
            cleaner
                .near()
                .for_each(|(dimension, near)| self.done.near.note(dimension, near));
        }
        understood
    }

    /// Gives a person the answers of their events.
    pub(super) fn tell_events(
        &mut self,
        source: usize,
        keys: &BTreeSet<Pseudonym>,
        understood: &mut Understood<'a>,
    ) {
        if let Some(events) = self.task.links.and_then(|links| links.events) {
            self.done.tallies[source].without_event += u64::from(!events.tell(keys, understood));
        }
    }

    /// Takes over what another one has done.
    pub(super) fn absorb(&mut self, other: Worker<'a>) {
        self.counter.absorb(other.counter);
        self.seen.absorb(other.seen);
        self.keys.absorb(other.keys);
        self.events.absorb(other.events);
        self.done.absorb(other.done);
    }

    /// Which of the codebook's columns a fault is in, and what was expected there.
    fn cause(&self, fault: Fault, source: usize) -> (usize, Cause) {
        let cleaner = &self.cleaners[source];
        match fault {
            Fault::Date(measure, Unresolved::Impossible) => {
                let until = self.task.codebook.records.until;
                (
                    cleaner.date_column(measure),
                    Cause::Day {
                        earliest: EARLIEST,
                        until,
                    },
                )
            }
            Fault::Date(measure, _) => {
                let notation = self.task.codebook.sources[source].dates.join(" or ");
                (cleaner.date_column(measure), Cause::Date { notation })
            }
            Fault::Answer(at, strange) => {
                let dimension = &self.task.codebook.dimensions[at];
                let (id, expected) = (dimension.id.clone(), dimension.expected.clone());
                let cause = match strange {
                    Unresolved::Missing => Cause::NoValue { dimension: id },
                    Unresolved::BirthDate | Unresolved::AgeConflict => {
                        Cause::Birth { oldest: OLDEST }
                    }
                    Unresolved::Impossible => Cause::Age { oldest: OLDEST },
                    Unresolved::Unlisted => Cause::Category {
                        dimension: id,
                        expected,
                    },
                };
                let birth = cleaner
                    .birth_column(at)
                    .filter(|_| strange == Unresolved::BirthDate);
                (birth.unwrap_or(cleaner.answer_column(at)), cause)
            }
        }
    }

    pub(super) fn settle<'f>(
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
            Settled::Open(faults) => self.problems(&faults, sheet, place, field),
        }
    }

    /// Tells what no rule settles in a row.
    pub(super) fn problems<'f>(
        &mut self,
        faults: &[Fault],
        sheet: &Sheet,
        place: Place,
        field: impl Fn(usize) -> Option<&'f str>,
    ) {
        for fault in faults {
            let (column, cause) = self.cause(*fault, sheet.source);
            let column_name = Some(sheet.called(column));
            let value = field(column)
                .filter(|_| self.task.values == Values::Shown)
                .map(Into::into);
            let problem = Problem {
                column: column_name,
                value,
                ..sheet.problem(place.line, None, cause)
            };
            self.done.problem(place, problem);
        }
    }
}
