//! Reads rows that are persons: each is counted at once, or waits for others that may be of the same application.

use std::sync::Arc;

use codebook::{Condition, Unresolved, notation::day::parse_day};

use crate::{
    link::{self, RowKeys},
    place::Place,
    read::{
        fault::Fault,
        held::{Held, Recognized, shown},
        row::Row,
        settle::{Settled, settle},
        sheet::Sheet,
        tally::Reason,
        worker::Worker,
    },
};

impl<'a> Worker<'a> {
    pub(super) fn row(&mut self, sheet: &Arc<Sheet>, row: &Row, place: Place) {
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
}

/// Whether something stands there that no rule settles, and not just nothing.
fn is_strange(fault: &Fault) -> bool {
    let (Fault::Date(_, strange) | Fault::Answer(_, strange)) = fault;
    *strange != Unresolved::Missing
}
