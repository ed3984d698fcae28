//! Reads rows that describe persons: each is counted at once, or stored until rows of the same application are known.

use std::sync::Arc;

use codebook::{Unresolved, notation::day::parse_day};

use crate::{
    link::{self, IdentityKeys, Pseudonym},
    read::{
        disposition::{Disposition, decide_disposition, is_outside},
        pending_row::{LinkageKeys, PendingRow, copy_quotable},
        row::Row,
        sheet::Sheet,
        tally::Reason,
        unresolved_field::UnresolvedField,
        worker::Worker,
    },
    row_location::RowLocation,
};

impl<'a> Worker<'a> {
    /// Reads one row.
    pub(super) fn read_person(&mut self, sheet: &Arc<Sheet>, row: &Row, location: RowLocation) {
        self.account.tallies[sheet.source].rows += 1;
        if let Some(problem) = sheet.check_row(row) {
            return self.account.add_problem(location, problem);
        }
        for position in sheet.find_unnamed(row) {
            self.account.count_unnamed(position, location, |cause| {
                sheet.unnamed_problem(location.line, position, cause)
            });
        }
        let hash = sheet.hash(row, &mut self.buffer);
        let joined = sheet.join_columns(row);
        let fields = sheet.fields(row, &joined);
        let mut clean_row = self.clean(sheet, &fields);
        let is_read = !is_outside(self.task.codebook, &clean_row);
        if is_read && !self.check_keys(sheet, location, &fields) {
            return;
        }
        let keys = self.linkage_keys(sheet.source, &sheet.key_fields(row, &fields));
        let is_repeated = match self.task.repeated {
            Some(repeated) => repeated.contains(hash),
            None => {
                self.hashes.add(hash, sheet.source);
                false
            }
        };
        if !is_repeated && keys.identity.is_none() {
            let events = keys.event.into_iter().collect();
            self.add_event_answers(sheet.source, &events, &mut clean_row);
            return self.dispose(sheet, location, clean_row, |column| fields[column]);
        }
        let pending = PendingRow {
            repeated_hash: is_repeated.then_some(hash),
            keys,
            row: link::Row {
                source: sheet.source,
                place: location,
                by_keys: 0,
                understood: clean_row,
            },
            sheet: Arc::clone(sheet),
            quotable: copy_quotable(&fields, self.task.values),
        };
        // A repeated row is decided when all rows equal to it are read.
        if is_repeated {
            self.pending.push(&pending);
        } else if let Some(pending) = self.dispose_alone(pending) {
            self.pending.push(&pending);
        }
    }

    /// Computes the keys by which a row is linked.
    fn linkage_keys(&mut self, source: usize, fields: &[Option<&str>]) -> LinkageKeys {
        let (Some(linkage), Some(key_builder)) = (self.task.linkage, &mut self.key_builder) else {
            return LinkageKeys::default();
        };
        let notations = &self.task.codebook.sources[source].dates;
        let parse_date = |field: &str| parse_day(field, notations, None).ok();
        let mut keys = LinkageKeys {
            event: key_builder.event_key(fields, parse_date),
            ..LinkageKeys::default()
        };
        if self.task.codebook.identity.is_some() {
            if linkage.wanted.is_none() {
                keys.near = key_builder.block_keys(fields, parse_date).into();
            }
            let ranked = key_builder.ranked_keys(fields, parse_date);
            let has_key = ranked.iter().any(Option::is_some);
            let is_wanted = |keys: &mut dyn Iterator<Item = Pseudonym>| {
                linkage.wanted.is_none_or(|wanted| wanted.accepts(keys))
            };
            // Most rows share no key with others, and need no hash of all their fields.
            if !has_key || is_wanted(&mut ranked.iter().copied().flatten()) {
                let whole = key_builder.whole_row(source, fields);
                if has_key || is_wanted(&mut std::iter::once(whole)) {
                    keys.identity = Some(IdentityKeys {
                        ranked: ranked.into(),
                        words: key_builder.keys_of_words(fields) & linkage.numbered,
                        lasting: key_builder.lasting_fields(fields, parse_date),
                        whole,
                    });
                }
            }
        }
        keys
    }

    /// Counts a pending row that turned out to be alone in its application.
    pub(super) fn count_alone(&mut self, pending: PendingRow<'a>) {
        let PendingRow {
            keys, row, sheet, ..
        } = &pending;
        let mut clean_row = row.understood.clone();
        let events = keys.event.into_iter().collect();
        self.add_event_answers(row.source, &events, &mut clean_row);
        self.dispose(sheet, row.place, clean_row, |column| {
            pending.quotable_field(column)
        });
    }

    /// Sets a pending row aside because an earlier row equals it.
    pub(super) fn set_repeated_aside(&mut self, pending: &PendingRow<'_>) {
        let row = &pending.row;
        self.account.tallies[row.source].repeated += 1;
        self.account
            .set_aside(row.source, Reason::Repeated, row.place);
    }

    /// Sets a row aside if it is of a kind that the codebook does not read, or reports its unresolved fields. Returns
    /// the row if neither applies.
    pub(super) fn dispose_alone(&mut self, pending: PendingRow<'a>) -> Option<PendingRow<'a>> {
        let codebook = self.codebook();
        let row = &pending.row;
        if let Some(only) = &codebook.records.only {
            let answer = row.understood.answers[only.dimension].valid();
            if answer.is_some_and(|answer| !only.holds(answer)) {
                let reason = Reason::Outside(only.words.clone());
                self.account.set_aside(row.source, reason, row.place);
                return None;
            }
        }
        if !row.understood.has_unresolved() {
            return Some(pending);
        }
        let Disposition::Unresolved(mut fields) =
            decide_disposition(codebook, row.understood.clone())
        else {
            return Some(pending);
        };
        fields.retain(is_present);
        self.report_unresolved(&fields, &pending.sheet, row.place, |column| {
            pending.quotable_field(column)
        });
        fields.is_empty().then_some(pending)
    }
}

/// Whether an unresolved field holds something; another row of the application may have the value of a missing one.
fn is_present(field: &UnresolvedField) -> bool {
    let (UnresolvedField::Date(_, cause) | UnresolvedField::Answer(_, cause)) = field;
    *cause != Unresolved::Missing
}
