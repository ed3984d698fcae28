//! Reads rows that describe events, and stores their answers for the persons that they belong to.

use codebook::{
    Codebook, Unresolved, UnresolvedPolicy, notation::day::parse_day, rules::UNSETTLED,
};

use crate::{
    clean::{AppliedRule, CleanRow, CleanValue},
    link::{self, Events},
    read::{
        disposition::{Disposition, dispose_of_unresolved},
        row::Row,
        sheet::Sheet,
        tally::Reason,
        unresolved_field::UnresolvedField,
        worker::Worker,
    },
    row_location::RowLocation,
};

impl<'a> Worker<'a> {
    /// Reads one row, and stores its answers until the persons are read.
    pub(super) fn read_event(&mut self, sheet: &Sheet, row: &Row, location: RowLocation) {
        self.account.tallies[sheet.source].rows += 1;
        if let Some(problem) = sheet.check_row(row) {
            return self.account.add_problem(location, problem);
        }
        for position in sheet.find_unnamed(row) {
            self.account.count_unnamed(position, location, |cause| {
                sheet.unnamed_problem(location.line, position, cause)
            });
        }
        let joined = sheet.join_columns(row);
        let fields = sheet.fields(row, &joined);
        let mut clean_row = self.clean(sheet, &fields);
        if !self.check_keys(sheet, location, &fields) {
            return;
        }
        let codebook = self.codebook();
        let unresolved = take_unresolved(codebook, &mut clean_row);
        match dispose_of_unresolved(codebook, unresolved) {
            Some(Disposition::SetAside(reason)) => {
                return self.account.set_aside(sheet.source, reason, location);
            }
            Some(Disposition::Unresolved(unresolved)) => {
                return self
                    .report_unresolved(&unresolved, sheet, location, |column| fields[column]);
            }
            Some(Disposition::Counted(..)) | None => {}
        }
        let notations = &codebook.sources[sheet.source].dates;
        let key = self.key_builder.as_mut().and_then(|key_builder| {
            key_builder.event_key(&fields, |field| parse_day(field, notations, None).ok())
        });
        let Some(key) = key else {
            return self
                .account
                .set_aside(sheet.source, Reason::NoPerson, location);
        };
        let event = link::Row {
            source: sheet.source,
            place: location,
            by_keys: 0,
            understood: clean_row,
        };
        self.events.add(key, event, codebook);
    }

    /// Counts the events that belong to a person, and sets the others aside, once all persons are read.
    pub(super) fn count_events(&mut self, events: &Events<'a>) {
        for (row, has_person) in events.rows() {
            if has_person {
                self.account.count_event(row.source, &row.rules);
            } else {
                self.account
                    .set_aside(row.source, Reason::NoPerson, row.place);
            }
        }
    }
}

/// Returns the unresolved fields of an event. A missing answer, or one that becomes "not known" by the codebook, adds
/// nothing to the person and is not among them.
fn take_unresolved<'a>(codebook: &'a Codebook, row: &mut CleanRow<'a>) -> Vec<UnresolvedField> {
    let mut unresolved = Vec::new();
    for (position, dimension) in codebook.dimensions.iter().enumerate() {
        let CleanValue::Unresolved(cause) = row.answers[position] else {
            continue;
        };
        if cause == Unresolved::Missing {
            continue;
        }
        if dimension.unresolved == UnresolvedPolicy::Unknown {
            row.rules.push(AppliedRule {
                variable: &dimension.id,
                name: UNSETTLED,
            });
        } else {
            unresolved.push(UnresolvedField::Answer(position, cause));
        }
    }
    unresolved
}
