//! Goes through all rows with one of several threads: once to note which there are, once to count them.

use std::sync::{Mutex, PoisonError};

use codebook::{Repeated, RowKind, notation::day::parse_day};

use crate::{
    place::Place,
    read::{
        feed::{Batch, Feed},
        row::{Broken, Row},
        sheet::Sheet,
        worker::Worker,
    },
};

impl Worker<'_> {
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
}
