//! Reads rows that are events, and gives their answers to the persons that they belong to.

use codebook::{
    Codebook, Unresolved, UnresolvedPolicy, notation::day::parse_day, rules::UNSETTLED,
};

use crate::{
    clean::{Said, Took, Understood},
    link::{self, Events},
    place::Place,
    read::{
        fault::Fault,
        row::Row,
        settle::{Settled, open},
        sheet::Sheet,
        tally::Reason,
        worker::Worker,
    },
};

impl<'a> Worker<'a> {
    /// Keeps what a row that is an event says, until the persons come.
    pub(super) fn event(&mut self, sheet: &Sheet, row: &Row, place: Place) {
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
