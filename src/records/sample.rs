//! Writes and reads files of invented rows for tests.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::PathBuf;

use codebook::{
    Codebook,
    sample::{codebook, file},
};

use crate::{
    link::Links,
    read::{Input, Intake, Problems, Values, read},
};

/// Creates a new secret key without decisions.
pub fn links() -> Links {
    Links::for_one_run().unwrap()
}

/// Files in a temporary directory, named `0.csv`, `1.csv` and so on.
pub struct Files {
    directory: tempfile::TempDir,
    /// The paths of the files.
    pub paths: Vec<PathBuf>,
}

impl Files {
    /// Writes files with these contents.
    pub fn new(contents: &[impl AsRef<[u8]>]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let paths = (0..contents.len())
            .map(|number| directory.path().join(format!("{number}.csv")))
            .collect::<Vec<_>>();
        for (path, content) in paths.iter().zip(contents) {
            std::fs::write(path, content).unwrap();
        }
        Files { directory, paths }
    }

    /// Returns the files as inputs.
    pub fn inputs(&self) -> Vec<Input> {
        self.paths.iter().cloned().map(Input::File).collect()
    }

    /// Reads the files. The problems name the files without the directory.
    pub fn read(&self, codebook: &Codebook, values: Values) -> Result<Intake, String> {
        let directory = format!("{}/", self.directory.path().display());
        read(codebook, &self.inputs(), values, &links())
            .map_err(|problems: Problems| problems.to_string().replace(&directory, ""))
    }
}

/// Reads rows below [`HEADER`] with the codebook of the sample.
pub fn intake(rows: &[impl AsRef<str>]) -> Intake {
    Files::new(&[file(rows)])
        .read(&codebook(&[]), Values::Concealed)
        .unwrap()
}
