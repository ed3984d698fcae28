//! Passes over all rows with one thread: a first time to note rows, keys and events, a second time to count.

use std::sync::{Mutex, PoisonError};

use codebook::{Repeated, RowKind, notation::day::parse_day};

use crate::{
    read::{
        feed::{Batch, Feed},
        row::{Broken, Row},
        sheet::Sheet,
        worker::Worker,
    },
    row_location::RowLocation,
};

impl Worker<'_> {
    /// Reads all rows of persons: counts them, sets them aside, or stores them until others are read.
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
                let line = row.line;
                self.read_person(&sheet, row, RowLocation { file, line });
            }
            self.report_broken(&sheet, file, &mut batch);
        }
    }

    /// Notes the hashes and identity keys of persons, and reads events.
    pub(super) fn scan(mut self, feed: &Mutex<Feed<'_>>) -> Self {
        let sets_repeated_aside = self.task.codebook.records.repeated == Repeated::SetAside;
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
                    let line = row.line;
                    self.read_event(&sheet, row, RowLocation { file, line });
                }
                self.report_broken(&sheet, file, &mut batch);
                continue;
            }
            for row in batch.rows() {
                if sets_repeated_aside {
                    let hash = sheet.hash(row, &mut self.buffer);
                    self.hashes.add(hash, sheet.source);
                }
                if sheet.check_row(row).is_none() {
                    self.note_keys(&sheet, row);
                }
            }
        }
    }

    /// Reports the rows that cannot be read.
    fn report_broken(&mut self, sheet: &Sheet, file: u32, batch: &mut Batch) {
        for Broken { line, field, cause } in batch.broken.drain(..) {
            self.account.tallies[sheet.source].rows += 1;
            let problem = sheet.problem(line, field, cause);
            self.account
                .add_problem(RowLocation { file, line }, problem);
        }
    }

    fn note_keys(&mut self, sheet: &Sheet, row: &Row) {
        let Some(key_builder) = &mut self.key_builder else {
            return;
        };
        let notations = &self.task.codebook.sources[sheet.source].dates;
        let joined = sheet.join_columns(row);
        let fields = sheet.key_fields(row, &sheet.fields(row, &joined));
        let parse_date = |field: &str| parse_day(field, notations, None).ok();
        for key in key_builder
            .ranked_keys(&fields, parse_date)
            .into_iter()
            .flatten()
        {
            self.keys.push(key);
        }
        for (rank, form) in key_builder
            .key_forms(&fields, parse_date)
            .iter()
            .enumerate()
        {
            if let Some((reduced, form)) = form {
                self.forms.push(rank, *reduced, form);
            }
        }
    }
}
