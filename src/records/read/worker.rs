//! One of several threads that understand, settle and count rows. What each has done adds up, in whatever order.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    Cause, Place, Problem, Reason, Tally, Values,
    feed::{Batch, Feed},
    held::{Held, Recognized, shown},
    row::{Broken, Row},
    seen::{Repeats, Seen},
    settle::{Fault, Settled, is_outside, open, settle},
    sheet::Sheet,
    waiting::Waiting,
};
use crate::{
    clean::{Cleaner, Said, Took, Understood, suggestion::Collected},
    link::{self, Events, Pseudonym, Recognizer, RowKeys, Secret, Wanted},
    tabulate::{Counter, Keep},
};
use codebook::{
    Codebook, Repeated, RowKind, Unresolved, UnresolvedPolicy,
    notation::{
        age::OLDEST,
        day::{EARLIEST, parse_day},
    },
    rules::UNSETTLED,
};

/// How many problems are kept; all of them are counted.
const KEPT: usize = 1000;

/// What is known before rows are read.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub codebook: &'a Codebook,
    pub values: Values,
    pub keep: Keep,
    /// The rows that are to be held because others equal them, if they are not to be counted again.
    pub repeats: Option<&'a Repeats>,
    /// What rows are linked with, if the codebook links any.
    pub links: Option<Links<'a>>,
}

/// What rows are linked with.
#[derive(Clone, Copy)]
pub(super) struct Links<'a> {
    pub secret: &'a Secret,
    /// The rows that are to be held because others may be of the same application; all of them where there is none.
    pub wanted: Option<&'a Wanted>,
    /// What is known of events once they are read.
    pub events: Option<&'a Events<'a>>,
}

impl<'a> Links<'a> {
    /// While nothing is known of the rows.
    pub(super) fn new(secret: &'a Secret) -> Self {
        Links {
            secret,
            wanted: None,
            events: None,
        }
    }
}

/// What one thread has done.
pub(super) struct Worker<'a> {
    task: Task<'a>,
    /// For each source.
    cleaners: Vec<Cleaner<'a>>,
    buffer: Vec<u8>,
    pub counter: Counter<'a>,
    pub done: Done<'a>,
    recognizer: Option<Recognizer<'a>>,
    pub seen: Seen,
    pub keys: link::Seen,
    pub events: Events<'a>,
    pub waiting: Waiting<'a>,
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
    /// In how many applications two sources, the more trusted first, know different answers in a dimension or measure.
    pub conflicts: BTreeMap<(&'a str, usize, usize), u64>,
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

    /// Reads until there are no more rows.
    pub(super) fn read(mut self, feed: &Mutex<Feed<'_>>) -> Self {
        let mut batch = Batch::default();
        loop {
            let next = feed
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next(&mut batch);
            let Some((sheet, file)) = next else {
                return self;
            };
            if sheet.holds == RowKind::Events {
                continue;
            }
            for row in batch.rows() {
                self.row(
                    &sheet,
                    row,
                    Place {
                        file,
                        line: row.line,
                    },
                );
            }
            self.broken(&sheet, file, &mut batch);
        }
    }

    /// Only notes which rows and keys there are, and reads events.
    pub(super) fn scan(mut self, feed: &Mutex<Feed<'_>>) -> Self {
        let mut batch = Batch::default();
        loop {
            let next = feed
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next(&mut batch);
            let Some((sheet, file)) = next else {
                return self;
            };
            if sheet.holds == RowKind::Events {
                for row in batch.rows() {
                    self.event(
                        &sheet,
                        row,
                        Place {
                            file,
                            line: row.line,
                        },
                    );
                }
                self.broken(&sheet, file, &mut batch);
                continue;
            }
            for row in batch.rows() {
                if self.task.codebook.records.repeated == Repeated::SetAside {
                    self.seen
                        .note(sheet.hash(row, &mut self.buffer), sheet.source);
                }
                if sheet.misfit(row).is_none() {
                    self.note_keys(&sheet, row);
                }
            }
        }
    }

    pub(super) fn codebook(&self) -> &'a Codebook {
        self.task.codebook
    }

    fn broken(&mut self, sheet: &Sheet, file: u32, batch: &mut Batch) {
        for Broken { line, field, cause } in batch.broken.drain(..) {
            self.done.tallies[sheet.source].rows += 1;
            self.done
                .problem(Place { file, line }, sheet.problem(line, field, cause));
        }
    }

    fn note_keys(&mut self, sheet: &Sheet, row: &Row) {
        let Some(recognizer) = &mut self.recognizer else {
            return;
        };
        let dates = &self.task.codebook.sources[sheet.source].dates;
        let joined = sheet.joined(row);
        let fields = sheet.fields(row, &joined);
        let keys = recognizer.exact(&fields, |field| parse_day(field, dates, None).ok());
        keys.into_iter().for_each(|key| self.keys.note(key));
    }

    /// Keeps what a row that is an event says, until the persons come.
    fn event(&mut self, sheet: &Sheet, row: &Row, place: Place) {
        self.done.tallies[sheet.source].rows += 1;
        if let Some(problem) = sheet.misfit(row) {
            return self.done.problem(place, problem);
        }
        let joined = sheet.joined(row);
        let fields = sheet.fields(row, &joined);
        let mut understood = self.understand(sheet, &fields);
        let faults = strange(self.task.codebook, &mut understood);
        match open(self.task.codebook, faults) {
            Some(Settled::SetAside(reason)) => {
                return self.done.set_aside(sheet.source, reason, place);
            }
            Some(Settled::Open(faults)) => {
                return self.problems(&faults, sheet, place, |column| fields[column]);
            }
            Some(Settled::Counted(..)) | None => {}
        }
        let codebook = self.task.codebook;
        let dates = &codebook.sources[sheet.source].dates;
        let key = self
            .recognizer
            .as_mut()
            .and_then(|one| one.event(&fields, |field| parse_day(field, dates, None).ok()));
        match key {
            Some(key) => self.events.add(
                key,
                link::Row {
                    source: sheet.source,
                    place,
                    by_keys: 0,
                    understood,
                },
                codebook,
            ),
            None => self.done.set_aside(sheet.source, Reason::NoPerson, place),
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
        let mut understood = self.understand(sheet, &fields);
        let recognized = self.recognize(sheet.source, &fields);
        let is_repeated = self.task.repeats.is_some_and(|repeats| repeats.holds(hash));
        if self.task.repeats.is_none() {
            self.seen.note(hash, sheet.source);
        }
        if is_repeated || recognized.keys.is_some() {
            let repeats = is_repeated.then_some(hash);
            let row = link::Row {
                source: sheet.source,
                place,
                by_keys: 0,
                understood,
            };
            let shown = shown(&fields, self.task.values);
            let held = Held {
                repeats,
                recognized,
                row,
                sheet: Arc::clone(sheet),
                shown,
            };
            // What becomes of a row that others equal is known when all are there.
            let held = if is_repeated {
                Some(held)
            } else {
                self.alone(held)
            };
            held.iter().for_each(|held| self.waiting.push(held));
        } else {
            self.tell_events(
                sheet.source,
                &recognized.event.into_iter().collect(),
                &mut understood,
            );
            self.settle(sheet, place, understood, |column| fields[column]);
        }
    }

    /// Understands a row, and notes what it is near to unless nobody counts it.
    fn understand(&mut self, sheet: &Sheet, fields: &[Option<&str>]) -> Understood<'a> {
        let cleaner = &mut self.cleaners[sheet.source];
        let understood = cleaner.understand(fields);
        if !is_outside(self.task.codebook, &understood) {
            cleaner
                .near()
                .for_each(|(dimension, near)| self.done.near.note(dimension, near));
        }
        understood
    }

    fn recognize(&mut self, source: usize, fields: &[Option<&str>]) -> Recognized {
        let (Some(links), Some(recognizer)) = (self.task.links, &mut self.recognizer) else {
            return Recognized::default();
        };
        let dates = &self.task.codebook.sources[source].dates;
        let date = |field: &str| parse_day(field, dates, None).ok();
        let event = recognizer.event(fields, date);
        if self.task.codebook.identity.is_none() {
            return Recognized {
                event,
                ..Recognized::default()
            };
        }
        let near = if links.wanted.is_none() {
            recognizer.near(fields, date).into()
        } else {
            Box::default()
        };
        let keys = Some(recognizer.row(source, fields, date));
        let is_wanted = |keys: &RowKeys| links.wanted.is_none_or(|wanted| wanted.holds(keys));
        Recognized {
            keys: keys.filter(is_wanted),
            near,
            event,
        }
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

    /// Counts a row that was held after all.
    pub(super) fn count(&mut self, held: Held<'a>) {
        let mut understood = held.row.understood.clone();
        self.tell_events(
            held.row.source,
            &held.recognized.event.into_iter().collect(),
            &mut understood,
        );
        self.settle(&held.sheet, held.row.place, understood, |column| {
            held.shown(column)
        });
    }

    /// Sets a row aside that was held, because an earlier one equals it.
    pub(super) fn repeated(&mut self, held: &Held<'_>) {
        self.done.tallies[held.sheet.source].repeated += 1;
        self.done
            .set_aside(held.row.source, Reason::Repeated, held.row.place);
    }

    /// Settles the rows that are events, once all persons came.
    pub(super) fn settle_events(&mut self, events: &Events<'a>) {
        for (row, has_person) in events.rows() {
            if has_person {
                self.done.linked(row.source, &row.rules);
            } else {
                self.done.set_aside(row.source, Reason::NoPerson, row.place);
            }
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

/// What stands in an event that no rule settles. What is missing, or not known because the codebook says so, adds nothing
/// to what is known of a person.
fn strange<'a>(codebook: &'a Codebook, understood: &mut Understood<'a>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for ((at, dimension), said) in codebook
        .dimensions
        .iter()
        .enumerate()
        .zip(&understood.answers)
    {
        match said {
            Said::NotUnderstood(Unresolved::Missing) | Said::This(_) | Said::NotAsked => {}
            Said::NotUnderstood(_) if dimension.unresolved == UnresolvedPolicy::Unknown => {
                understood.rules.push(Took {
                    place: &dimension.id,
                    name: UNSETTLED,
                });
            }
            Said::NotUnderstood(strange) => faults.push(Fault::Answer(at, *strange)),
        }
    }
    faults
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
    pub(super) fn absorb(&mut self, other: Done<'a>) {
        self.tallies
            .iter_mut()
            .zip(&other.tallies)
            .for_each(|(tally, other)| tally.add(other));
        for (rules, other) in self.rules.iter_mut().zip(other.rules) {
            other
                .into_iter()
                .for_each(|(rule, rows)| *rules.entry(rule).or_default() += rows);
        }
        other
            .set_aside
            .into_iter()
            .for_each(|(reason, rows)| self.set_aside.entry(reason).or_default().extend(rows));
        self.near.absorb(other.near);
        self.problems.extend(other.problems);
        self.more += other.more;
        other
            .conflicts
            .into_iter()
            .for_each(|(fields, times)| *self.conflicts.entry(fields).or_default() += times);
    }

    pub(super) fn count(&mut self, source: usize, rules: &[Took<'a>]) {
        let tally = &mut self.tallies[source];
        *if rules.is_empty() {
            &mut tally.counted
        } else {
            &mut tally.corrected
        } += 1;
        self.took(source, rules);
    }

    fn linked(&mut self, source: usize, rules: &[Took<'a>]) {
        self.tallies[source].linked += 1;
        self.took(source, rules);
    }

    fn took(&mut self, source: usize, rules: &[Took<'a>]) {
        for rule in rules {
            *self.rules[source].entry(*rule).or_default() += 1;
        }
    }

    pub(super) fn set_aside(&mut self, source: usize, reason: Reason, place: Place) {
        *self.tallies[source]
            .set_aside
            .entry(reason.clone())
            .or_default() += 1;
        self.set_aside.entry(reason).or_default().push(place);
    }
}
