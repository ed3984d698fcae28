//! Links the pending rows, and counts the rows of each application once.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use codebook::Codebook;

use crate::{
    link::{
        Decisions, IdentityKeys, KeyReview, LinkedRow, LinkedRows, Linker, Row, RowKeys,
        SurvivingRecord, TrustRanking, choose_fields,
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

/// A row that is linked.
#[derive(Clone, Copy)]
pub(super) struct LinkableRow {
    id: PendingRowId,
    /// The keys that may join it: a bit for each, the strongest the lowest.
    joining: u32,
}

/// Links the pending rows into applications. Of equal rows, only the first is linked.
pub(super) fn link_rows<'a>(
    worker: &mut Worker<'a>,
    pending: &AllPendingRows<'a>,
    decisions: &Decisions,
) -> LinkedRows<LinkableRow> {
    let mut linker = Linker::new(decisions.clone());
    for (keys, id) in review_keys(worker, pending) {
        let joining = pending.keys(id).map_or(0, |(_, all)| all.mark(&keys));
        linker.add(&keys, LinkableRow { id, joining });
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
    applications: &Mutex<impl Iterator<Item = &'t [LinkedRow<LinkableRow>]>>,
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
    linked: &LinkedRow<LinkableRow>,
) -> Option<PendingRow<'a>> {
    let LinkableRow { id, joining } = linked.row;
    let mut row = pending.get(id)?;
    row.row.by_keys = linked.by_keys;
    if let Some(keys) = &mut row.keys.identity {
        keys.keep(joining);
    }
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
        let contradictory: BTreeSet<usize> = of_one_source.map(|(source, _)| *source).collect();
        let several = self.describe_several(&rows, &contradictory);
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
                for notice in several {
                    self.account.notice(notice, 1);
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

    /// Describes the sources that have several rows of one application which keys alone join: those that contradict each
    /// other, and those that may be of several persons because they differ somewhere and nobody declared how many rows a
    /// person may have.
    fn describe_several(
        &self,
        rows: &[PendingRow<'a>],
        contradictory: &BTreeSet<usize>,
    ) -> Vec<Notice> {
        let codebook = self.codebook();
        let mut notices = Vec::new();
        let sources: BTreeSet<usize> = rows.iter().map(|pending| pending.row.source).collect();
        for source in sources {
            let of_source = || rows.iter().filter(|pending| pending.row.source == source);
            let mut seen = BTreeSet::new();
            if of_source().all(|pending| seen.insert(pending.row.by_keys)) {
                continue;
            }
            let keys: Vec<&IdentityKeys> = of_source()
                .filter_map(|pending| pending.keys.identity.as_ref())
                .collect();
            let rank = IdentityKeys::find_shared(&keys);
            let source_id = codebook.sources[source].id.clone();
            let key = self.key_name(rank.unwrap_or_default());
            if contradictory.contains(&source) {
                notices.push(Notice::Contradiction {
                    source: source_id,
                    key,
                });
                continue;
            }
            let declared = codebook.identity.iter().flat_map(|identity| &identity.keys);
            let is_expected = |rank: usize| {
                let key = declared.clone().nth(rank);
                key.is_none_or(|key| key.expects_rows)
            };
            let differ = keys.windows(2).any(|pair| pair[0].whole != pair[1].whole);
            if differ && rank.is_some_and(|rank| !is_expected(rank)) {
                notices.push(Notice::SeveralRows {
                    source: source_id,
                    key,
                });
            }
        }
        notices
    }

    fn set_all_aside(&mut self, rows: &[PendingRow<'a>], reason: &Reason) {
        for pending in rows {
            let row = &pending.row;
            self.account
                .set_aside(row.source, reason.clone(), row.place);
        }
    }
}

/// Returns the id of the measure or dimension of an unresolved field.
fn variable_id(field: UnresolvedField, codebook: &Codebook) -> &str {
    match field {
        UnresolvedField::Date(measure, _) => &codebook.measures[measure].id,
        UnresolvedField::Answer(dimension, _) => &codebook.dimensions[dimension].id,
    }
}
