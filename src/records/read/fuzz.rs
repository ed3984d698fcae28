//! Reads damaged and unusual files: no file stops a reader, and every row is counted, set aside or reported.

mod text;
mod workbook;
mod written;

use std::{
    collections::BTreeMap,
    sync::{LazyLock, Mutex},
};

use proptest::test_runner::TestCaseError;

use codebook::{Codebook, sample::codebook};

use crate::{
    link::DecisionSummary,
    read::{
        collect::collect_intake,
        feed::Feed,
        input::Input,
        intake::Intake,
        problem::{Cause, Values},
        task::Task,
        worker::Worker,
    },
    tabulate::Keep,
};

/// One of this many inputs is counted like records; the others only pass through their reader.
const ONE_IN: usize = 13;

/// A file that is overwritten for every input.
struct TestFile {
    directory: tempfile::TempDir,
    input: [Input; 1],
}

impl TestFile {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let input = [Input::File(directory.path().join("file"))];
        TestFile { directory, input }
    }

    /// Reads a file with this content as [`read`](crate::read::read) does, but in this thread. `rows` is the expected number
    /// of rows, if it is known.
    fn read(&self, bytes: &[u8], rows: Option<u64>) -> Result<(), TestCaseError> {
        static CODEBOOK: LazyLock<Codebook> = LazyLock::new(|| codebook(&[]));
        std::fs::write(self.directory.path().join("file"), bytes).unwrap();
        let intake = {
            let (none, task) = (
                BTreeMap::new(),
                Task {
                    codebook: &CODEBOOK,
                    values: Values::Shown,
                    keep: Keep::Counts,
                    repeated: None,
                    linkage: None,
                },
            );
            let feed = Mutex::new(Feed::new(&CODEBOOK, &self.input, &none));
            let worker = Worker::new(task).read(&feed);
            let read = worker.account.tallies[0].rows;
            (
                read,
                collect_intake(task, vec![worker], feed, DecisionSummary::default()),
            )
        };
        match intake {
            (
                read,
                Ok(Intake {
                    tally,
                    set_aside,
                    counts,
                    ..
                }),
            ) => {
                let counted = counts.get(&cube::Address::new("solicitudes", []));
                let aside = u64::try_from(set_aside.rows().len()).unwrap();
                proptest::prop_assert_eq!(tally.counted + tally.corrected, counted);
                proptest::prop_assert_eq!((counted + aside, tally.rows), (tally.rows, read));
                proptest::prop_assert_eq!(rows.unwrap_or(read), read);
            }
            // If the columns of a file are not found, its rows are not counted.
            (read, Err(problems)) => {
                proptest::prop_assert!(!problems.all.is_empty());
                proptest::prop_assert!(read == 0 || rows.is_none_or(|rows| rows == read));
            }
        }
        Ok(())
    }
}
