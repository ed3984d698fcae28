//! Rows that cannot be settled one by one: those that equal others, and those of applications that have several.

use std::sync::Arc;

use super::{
    Place, Reason, Values,
    settle::{Fault, Settled, settle},
    sheet::Sheet,
    worker::Worker,
};
use crate::{
    codebook::{Codebook, Condition, Strange},
    link::{Decided, Decisions, Linked, Linker, Merged, Packed, Pseudonym, Row, RowKeys, Sighting, Trust, merge},
};

/// By what a row is recognized, as far as anything is linked.
#[derive(Default)]
pub(super) struct Recognized {
    /// Only if other rows may be of the same application.
    pub keys: Option<RowKeys>,
    /// For each rule of what is near.
    pub near: Box<[Option<(Pseudonym, i32)>]>,
    /// The key of the events of the row's person.
    pub event: Option<Pseudonym>,
}

/// A row that waits for others.
pub(super) struct Held<'a> {
    pub hash: u128,
    /// Whether it waits because another one equals it.
    pub is_repeated: bool,
    pub recognized: Recognized,
    pub source: usize,
    pub place: Place,
    pub said: Packed<'a>,
    pub sheet: Arc<Sheet>,
    /// What stands in its fields, if problems tell it; else nothing.
    pub shown: Box<[Option<String>]>,
}

impl<'a> Held<'a> {
    pub(super) fn row(&self) -> Row<'a> {
        Row { source: self.source, place: self.place, understood: self.said.unpack() }
    }

    /// Its field in one of the codebook's columns, if it may be shown.
    pub(super) fn shown(&self, column: usize) -> Option<&str> {
        self.shown.get(column)?.as_deref()
    }

    pub(super) fn sighting(self) -> Option<Sighting<'a>> {
        let row = self.row();
        let Recognized { keys, near, .. } = self.recognized;
        Some(Sighting { row, keys: keys?, near: near.into() })
    }
}

/// What stands in the fields of a row, if it may be shown.
pub(super) fn shown(fields: &[Option<&str>], values: Values) -> Box<[Option<String>]> {
    match values {
        Values::Shown => fields.iter().map(|field| field.map(Into::into)).collect(),
        Values::Concealed => Box::default(),
    }
}

/// Settles the rows that were held: of equal ones the first counts, and applications count once.
pub(super) fn settle_held<'a>(
    worker: &mut Worker<'a>,
    held: Vec<Held<'a>>,
    decisions: &Decisions,
    trust: &Trust,
) -> Decided {
    let mut linker = Linker::new(decisions.clone());
    for held in once(worker, held) {
        match held.recognized.keys.clone() {
            None => worker.count(held),
            Some(keys) => {
                if let Some(held) = worker.alone(held) {
                    linker.add(&keys, held);
                }
            }
        }
    }
    let Linked { applications, decided } = linker.finish();
    applications.into_iter().for_each(|rows| worker.application(rows, trust));
    decided
}

/// The rows without those that equal an earlier one, which are set aside.
pub(super) fn once<'a>(worker: &mut Worker<'a>, mut held: Vec<Held<'a>>) -> Vec<Held<'a>> {
    held.sort_by_key(|held| (held.is_repeated, held.hash, held.place));
    let mut last = None;
    let is_first = |held: &Held<'a>| !held.is_repeated || last.replace(held.hash) != Some(held.hash);
    let (first, again): (Vec<_>, Vec<_>) = held.into_iter().partition(is_first);
    again.iter().for_each(|held| worker.repeated(held));
    first
}

impl<'a> Worker<'a> {
    /// The row, unless it is settled without the others of its application: because it is of a kind that the codebook
    /// does not read, or because something stands in it that no rule settles.
    pub(super) fn alone(&mut self, held: Held<'a>) -> Option<Held<'a>> {
        let codebook = self.codebook();
        let understood = held.said.unpack();
        let answer = |only: &&Condition| understood.answers[only.dimension].this();
        let fails = |only: &&Condition| answer(only).is_some_and(|answer| !only.holds(answer));
        if let Some(only) = codebook.records.only.as_ref().filter(fails) {
            self.done.set_aside(held.source, Reason::Outside(only.words.clone()), held.place);
            return None;
        }
        match settle(codebook, understood) {
            Settled::Open(mut faults) => {
                faults.retain(is_strange);
                self.problems(&faults, &held.sheet, held.place, |column| held.shown(column));
                faults.is_empty().then_some(held)
            }
            Settled::Counted(..) | Settled::SetAside(_) => Some(held),
        }
    }

    /// Counts the rows of one application as one.
    fn application(&mut self, mut rows: Vec<Held<'a>>, trust: &Trust) {
        let codebook = self.codebook();
        rows.sort_by_key(|held| (trust.place(held.source), held.source, held.place));
        let said: Vec<Row<'a>> = rows.iter().map(Held::row).collect();
        let Merged { mut understood, torn, conflicts } = merge(&said.iter().collect::<Vec<_>>(), codebook, trust);
        for (place, pairs) in conflicts {
            for (one, other) in pairs {
                *self.done.conflicts.entry((place, one, other)).or_default() += 1;
            }
        }
        let events = rows.iter().filter_map(|held| held.recognized.event).collect();
        let Some((first, others)) = rows.split_first() else { return };
        self.tell_events(first.source, &events, &mut understood);
        match settle(codebook, understood) {
            Settled::Counted(record, rules) => {
                self.counter.add(record);
                self.done.count(first.source, &rules);
                others.iter().for_each(|held| self.done.tallies[held.source].merged += 1);
            }
            Settled::SetAside(reason) => self.all_aside(&rows, &reason),
            Settled::Open(faults) => {
                match faults.iter().map(|fault| place_of(*fault, codebook)).find(|place| torn.contains(place)) {
                    Some(place) => self.all_aside(&rows, &Reason::Disagree(place.into())),
                    None => self.problems(&faults, &first.sheet, first.place, |column| first.shown(column)),
                }
            }
        }
    }

    fn all_aside(&mut self, rows: &[Held<'a>], reason: &Reason) {
        for held in rows {
            self.done.set_aside(held.source, reason.clone(), held.place);
        }
    }
}

/// Whether something stands there that no rule settles, and not just nothing.
fn is_strange(fault: &Fault) -> bool {
    let (Fault::Date(_, strange) | Fault::Answer(_, strange)) = fault;
    *strange != Strange::Missing
}

/// The id of the measure or dimension.
fn place_of(fault: Fault, codebook: &Codebook) -> &str {
    match fault {
        Fault::Date(measure, _) => &codebook.measures[measure].id,
        Fault::Answer(dimension, _) => &codebook.dimensions[dimension].id,
    }
}
