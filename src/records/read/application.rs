//! Links the pending rows, and counts the rows of each application once.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use codebook::Codebook;

use crate::{
    link::{
        Decisions, KeyReview, LinkedRow, LinkedRows, Linker, Row, RowKeys, SurvivingRecord,
        TrustRanking, choose_fields,
    },
    read::{
        disposition::{Disposition, decide_disposition},
        notice::Notice,
        pending_row::PendingRow,
        pending_rows::{AllPendingRows, PendingRowId},
        tally::Reason,
        unresolved_field::UnresolvedField,
        worker::Worker,
    },
};

/// The number of applications that a thread takes at a time.
const BATCH: usize = 256;

/// Links the pending rows into applications. Of equal rows, only the first is linked.
pub(super) fn link_rows<'a>(
    worker: &mut Worker<'a>,
    pending: &AllPendingRows<'a>,
    decisions: &Decisions,
) -> LinkedRows<PendingRowId> {
    let mut linker = Linker::new(decisions.clone());
    for (keys, id) in review_keys(worker, pending) {
        linker.add(&keys, id);
    }
    linker.finish()
}

/// Returns the pending rows that may have to be linked, with the keys that may join them, and notes what was found about
/// keys. Sets aside the rows that equal an earlier one, and counts those without identity keys.
pub(super) fn review_keys<'a>(
    worker: &mut Worker<'a>,
    pending: &AllPendingRows<'a>,
) -> Vec<(RowKeys, PendingRowId)> {
    let mut review = KeyReview::new(worker.codebook());
    let mut linkable = Vec::new();
    for_each_linkable(worker, pending, |id| {
        if let Some((source, keys)) = pending.keys(id) {
            review.add(source, &keys);
            linkable.push(id);
        }
    });
    let reviewed = review.finish();
    worker.note_findings(&reviewed.findings);
    let mut rows = Vec::with_capacity(linkable.len());
    for (position, id) in linkable.into_iter().enumerate() {
        if let Some((_, keys)) = pending.keys(id) {
            rows.push((reviewed.row_keys(position, &keys), id));
        }
    }
    rows
}

/// Counts applications, each once, until none are left.
pub(super) fn count_applications<'t, 'a>(
    mut worker: Worker<'a>,
    pending: &AllPendingRows<'a>,
    trust: &TrustRanking,
    applications: &Mutex<impl Iterator<Item = &'t [LinkedRow<PendingRowId>]>>,
) -> Worker<'a> {
    loop {
        let mut next = applications.lock().unwrap_or_else(PoisonError::into_inner);
        let batch: Vec<_> = next.by_ref().take(BATCH).collect();
        drop(next);
        if batch.is_empty() {
            return worker;
        }
        for application in batch {
            let rows = application
                .iter()
                .filter_map(|linked| get_linked(pending, linked))
                .collect();
            worker.count_application(rows, trust);
        }
    }
}

fn get_linked<'a>(
    pending: &AllPendingRows<'a>,
    linked: &LinkedRow<PendingRowId>,
) -> Option<PendingRow<'a>> {
    let mut row = pending.get(linked.row)?;
    row.row.by_keys = linked.by_keys;
    Some(row)
}

/// Calls `link` for each row with identity keys. Sets aside the rows that equal an earlier one, and counts those
/// without identity keys.
fn for_each_linkable<'a>(
    worker: &mut Worker<'a>,
    pending: &AllPendingRows<'a>,
    mut link: impl FnMut(PendingRowId),
) {
    let mut repeated = Vec::new();
    for (id, header) in pending.headers() {
        if let Some(hash) = header.repeated_hash {
            repeated.push((hash, header.location, id));
        } else if header.keys.is_some() {
            link(id);
        }
    }
    repeated.sort_unstable_by_key(|(hash, location, _)| (*hash, *location));
    let mut last_hash = None;
    for (hash, _, id) in repeated {
        let Some(row) = pending.get(id) else {
            continue;
        };
        if last_hash.replace(hash) == Some(hash) {
            worker.set_repeated_aside(&row);
        } else if row.keys.identity.is_none() {
            worker.count_alone(row);
        } else if worker.dispose_alone(row).is_some() {
            link(id);
        }
    }
}

impl<'a> Worker<'a> {
    /// Counts the rows of one application as one person.
    fn count_application(&mut self, mut rows: Vec<PendingRow<'a>>, trust: &TrustRanking) {
        let codebook = self.codebook();
        rows.sort_by_key(|pending| {
            let row = &pending.row;
            (trust.general_rank(row.source), row.source, row.place)
        });
        let link_rows: Vec<&Row<'a>> = rows.iter().map(|pending| &pending.row).collect();
        let SurvivingRecord {
            mut understood,
            unresolved,
            conflicts,
        } = choose_fields(&link_rows, codebook, trust);
        let of_one_source = conflicts
            .values()
            .flatten()
            .filter(|(one, other)| one == other);
        let contradictory: BTreeSet<usize> = of_one_source
            .map(|(source, _)| *source)
            .filter(|source| is_joined_by_key(&link_rows, *source))
            .collect();
        for (variable, pairs) in conflicts {
            for (one, other) in pairs {
                *self
                    .account
                    .conflicts
                    .entry((variable, one, other))
                    .or_default() += 1;
            }
        }
        let events = rows
            .iter()
            .filter_map(|pending| pending.keys.event)
            .collect();
        let Some((first, others)) = rows.split_first() else {
            return;
        };
        self.add_event_answers(first.row.source, &events, &mut understood);
        match decide_disposition(codebook, understood) {
            Disposition::Counted(record, rules) => {
                self.counter.add(record);
                self.account.count_person(first.row.source, &rules);
                for source in contradictory {
                    let source = codebook.sources[source].id.clone();
                    self.account.notice(Notice::Contradiction { source }, 1);
                }
                for pending in others {
                    self.account.tallies[pending.row.source].merged += 1;
                }
            }
            Disposition::SetAside(reason) => self.set_all_aside(&rows, &reason),
            Disposition::Unresolved(fields) => {
                let contradicted = fields
                    .iter()
                    .map(|field| variable_id(*field, codebook))
                    .find(|variable| unresolved.contains(variable));
                if let Some(variable) = contradicted {
                    self.set_all_aside(&rows, &Reason::AgeConflictPolicy(variable.into()));
                } else {
                    self.report_unresolved(&fields, &first.sheet, first.row.place, |column| {
                        first.quotable_field(column)
                    });
                }
            }
        }
    }

    fn set_all_aside(&mut self, rows: &[PendingRow<'a>], reason: &Reason) {
        for pending in rows {
            let row = &pending.row;
            self.account
                .set_aside(row.source, reason.clone(), row.place);
        }
    }
}

/// Whether keys alone join several rows of a source.
fn is_joined_by_key(rows: &[&Row<'_>], source: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut of_source = rows.iter().filter(|row| row.source == source);
    !of_source.all(|row| seen.insert(row.by_keys))
}

/// Returns the id of the measure or dimension of an unresolved field.
fn variable_id(field: UnresolvedField, codebook: &Codebook) -> &str {
    match field {
        UnresolvedField::Date(measure, _) => &codebook.measures[measure].id,
        UnresolvedField::Answer(dimension, _) => &codebook.dimensions[dimension].id,
    }
}
