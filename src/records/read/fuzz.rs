//! No file stops a reader and none loses a row, whatever it holds: every row that is there is read, and then counted, set
//! aside, or told as a problem.

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
    link::Decided,
    read::{
        feed::Feed,
        input::Input,
        intake::Intake,
        problem::{Cause, Values},
        run::finish,
        task::Task,
        worker::Worker,
    },
    tabulate::Keep,
};

/// One input in so many goes all the way to the counts, as records do; the others only through their reader.
const ONE_IN: usize = 13;

/// A file that is written anew for every input.
struct Path {
    directory: tempfile::TempDir,
    input: [Input; 1],
}

impl Path {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let input = [Input::File(directory.path().join("file"))];
        Path { directory, input }
    }

    /// Reads a file that holds this, as [`read`](crate::read::read) does, in this thread. There are so many rows below the
    /// names of the columns as far as that is known.
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
                    repeats: None,
                    links: None,
                },
            );
            let feed = Mutex::new(Feed::new(&CODEBOOK, &self.input, &none));
            let worker = Worker::new(task).read(&feed);
            let read = worker.done.tallies[0].rows;
            (read, finish(task, vec![worker], feed, Decided::default()))
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
            // A file whose columns are not found has no rows yet.
            (read, Err(problems)) => {
                proptest::prop_assert!(!problems.all.is_empty());
                proptest::prop_assert!(read == 0 || rows.is_none_or(|rows| rows == read));
            }
        }
        Ok(())
    }
}
