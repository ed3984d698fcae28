//! Rows that cannot be settled one by one: those that equal others, and those of applications that have several.

use std::sync::{Arc, Mutex, PoisonError};

use super::{
    Reason, Values,
    settle::{Fault, Settled, settle},
    sheet::Sheet,
    waiting::{All, Head, Ticket},
    worker::Worker,
};
use crate::link::{
    Decisions, Linked, LinkedRow, Linker, Merged, Pseudonym, Row, RowKeys, Sighting, Trust, merge,
};
use codebook::{Codebook, Condition, Unresolved};

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
    /// Its hash, if it waits because another one equals it.
    pub repeats: Option<u128>,
    pub recognized: Recognized,
    pub row: Row<'a>,
    pub sheet: Arc<Sheet>,
    /// What stands in its fields, if problems tell it; else nothing.
    pub shown: Box<[Option<String>]>,
}

impl<'a> Held<'a> {
    /// Its field in one of the codebook's columns, if it may be shown.
    pub(super) fn shown(&self, column: usize) -> Option<&str> {
        self.shown.get(column)?.as_deref()
    }

    pub(super) fn sighting(self) -> Option<Sighting<'a>> {
        let Recognized { keys, near, .. } = self.recognized;
        Some(Sighting {
            row: self.row,
            keys: keys?,
            near: near.into(),
        })
    }
}

/// What stands in the fields of a row, if it may be shown.
pub(super) fn shown(fields: &[Option<&str>], values: Values) -> Box<[Option<String>]> {
    match values {
        Values::Shown => fields.iter().map(|field| field.map(Into::into)).collect(),
        Values::Concealed => Box::default(),
    }
}

/// How many applications are handed out at a time.
const BATCH: usize = 256;

/// Links the rows that wait: of equal ones the first counts, and applications are told apart.
pub(super) fn link<'a>(
    worker: &mut Worker<'a>,
    all: &All<'a>,
    decisions: &Decisions,
) -> Linked<Ticket> {
    let mut linker = Linker::new(decisions.clone());
    once(worker, all, |keys, ticket| linker.add(keys, ticket));
    linker.finish()
}

/// Counts applications until there are no more, each once.
pub(super) fn count<'t, 'a>(
    mut worker: Worker<'a>,
    all: &All<'a>,
    trust: &Trust,
    applications: &Mutex<impl Iterator<Item = &'t [LinkedRow<Ticket>]>>,
) -> Worker<'a> {
    loop {
        let mut next = applications.lock().unwrap_or_else(PoisonError::into_inner);
        let batch: Vec<_> = next.by_ref().take(BATCH).collect();
        drop(next);
        if batch.is_empty() {
            return worker;
        }
        for tickets in batch {
            let held = |linked: &LinkedRow<Ticket>| {
                let held = all.held(linked.row)?;
                Some(Held {
                    row: Row {
                        by_keys: linked.by_keys,
                        ..held.row
                    },
                    ..held
                })
            };
            let rows = tickets.iter().filter_map(held).collect();
            worker.application(rows, trust);
        }
    }
}

/// Hands on the rows that are linked. Those that equal an earlier one are set aside, and those that have nothing to be
/// linked by are counted.
pub(super) fn once<'a>(
    worker: &mut Worker<'a>,
    all: &All<'a>,
    mut linked: impl FnMut(&RowKeys, Ticket),
) {
    let mut equal = Vec::new();
    for (
        ticket,
        Head {
            repeats,
            place,
            keys,
        },
    ) in all.rows()
    {
        match (repeats, keys) {
            (Some(hash), _) => equal.push((hash, place, ticket)),
            (None, keys) => keys.iter().for_each(|keys| linked(keys, ticket)),
        }
    }
    equal.sort_unstable_by_key(|(hash, place, _)| (*hash, *place));
    let mut last = None;
    for (hash, _, ticket) in equal {
        let Some(held) = all.held(ticket) else {
            continue;
        };
        if last.replace(hash) == Some(hash) {
            worker.repeated(&held);
        } else if held.recognized.keys.is_none() {
            worker.count(held);
        } else if let Some(held) = worker.alone(held) {
            held.recognized
                .keys
                .iter()
                .for_each(|keys| linked(keys, ticket));
        }
    }
}

impl<'a> Worker<'a> {
    /// The row, unless it is settled without the others of its application: because it is of a kind that the codebook
    /// does not read, or because something stands in it that no rule settles.
    pub(super) fn alone(&mut self, held: Held<'a>) -> Option<Held<'a>> {
        let codebook = self.codebook();
        let answer = |only: &&Condition| held.row.understood.answers[only.dimension].this();
        let fails = |only: &&Condition| answer(only).is_some_and(|answer| !only.holds(answer));
        if let Some(only) = codebook.records.only.as_ref().filter(fails) {
            self.done.set_aside(
                held.row.source,
                Reason::Outside(only.words.clone()),
                held.row.place,
            );
            return None;
        }
        if !held.row.understood.is_strange() {
            return Some(held);
        }
        match settle(codebook, held.row.understood.clone()) {
            Settled::Open(mut faults) => {
                faults.retain(is_strange);
                self.problems(&faults, &held.sheet, held.row.place, |column| {
                    held.shown(column)
                });
                faults.is_empty().then_some(held)
            }
            Settled::Counted(..) | Settled::SetAside(_) => Some(held),
        }
    }

    /// Counts the rows of one application as one.
    fn application(&mut self, mut rows: Vec<Held<'a>>, trust: &Trust) {
        let codebook = self.codebook();
        rows.sort_by_key(|held| {
            (
                trust.place(held.row.source),
                held.row.source,
                held.row.place,
            )
        });
        let said: Vec<&Row<'a>> = rows.iter().map(|held| &held.row).collect();
        let Merged {
            mut understood,
            torn,
            conflicts,
        } = merge(&said, codebook, trust);
        for (place, pairs) in conflicts {
            for (one, other) in pairs {
                *self.done.conflicts.entry((place, one, other)).or_default() += 1;
            }
        }
        let events = rows
            .iter()
            .filter_map(|held| held.recognized.event)
            .collect();
        let Some((first, others)) = rows.split_first() else {
            return;
        };
        self.tell_events(first.row.source, &events, &mut understood);
        match settle(codebook, understood) {
            Settled::Counted(record, rules) => {
                self.counter.add(record);
                self.done.count(first.row.source, &rules);
                others
                    .iter()
                    .for_each(|held| self.done.tallies[held.row.source].merged += 1);
            }
            Settled::SetAside(reason) => self.all_aside(&rows, &reason),
            Settled::Open(faults) => {
                match faults
                    .iter()
                    .map(|fault| place_of(*fault, codebook))
                    .find(|place| torn.contains(place))
                {
                    Some(place) => self.all_aside(&rows, &Reason::Disagree(place.into())),
                    None => self.problems(&faults, &first.sheet, first.row.place, |column| {
                        first.shown(column)
                    }),
                }
            }
        }
    }

    fn all_aside(&mut self, rows: &[Held<'a>], reason: &Reason) {
        for held in rows {
            self.done
                .set_aside(held.row.source, reason.clone(), held.row.place);
        }
    }
}

/// Whether something stands there that no rule settles, and not just nothing.
fn is_strange(fault: &Fault) -> bool {
    let (Fault::Date(_, strange) | Fault::Answer(_, strange)) = fault;
    *strange != Unresolved::Missing
}

/// The id of the measure or dimension.
fn place_of(fault: Fault, codebook: &Codebook) -> &str {
    match fault {
        Fault::Date(measure, _) => &codebook.measures[measure].id,
        Fault::Answer(dimension, _) => &codebook.dimensions[dimension].id,
    }
}
