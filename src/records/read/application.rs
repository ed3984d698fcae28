//! Links the rows that wait, and counts the rows of each application as one.

use std::sync::{Mutex, PoisonError};

use codebook::Codebook;

use crate::{
    link::{Decisions, Linked, LinkedRow, Linker, Merged, Row, RowKeys, Trust, merge},
    read::{
        fault::Fault,
        held::Held,
        settle::{Settled, settle},
        tally::Reason,
        waiting::{All, Head, Ticket},
        worker::Worker,
    },
};

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

/// The id of the measure or dimension.
fn place_of(fault: Fault, codebook: &Codebook) -> &str {
    match fault {
        Fault::Date(measure, _) => &codebook.measures[measure].id,
        Fault::Answer(dimension, _) => &codebook.dimensions[dimension].id,
    }
}
