//! Provides files of invented rows and what is read from them, for tests.
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

/// Keys of their own for each test.
pub fn links() -> Links {
    Links::for_one_run().unwrap()
}

/// Files in a directory of their own, named `0.csv`, `1.csv` and so on.
pub struct Files {
    directory: tempfile::TempDir,
    /// Where they stand.
    pub paths: Vec<PathBuf>,
}

impl Files {
    /// Writes files with these contents.
    pub fn new(contents: &[impl AsRef<[u8]>]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let paths = (0..contents.len())
            .map(|at| directory.path().join(format!("{at}.csv")))
            .collect();
        let files = Files { directory, paths };
        files
            .paths
            .iter()
            .zip(contents)
            .for_each(|(path, content)| std::fs::write(path, content).unwrap());
        files
    }

    /// The files as inputs.
    pub fn inputs(&self) -> Vec<Input> {
        self.paths.iter().cloned().map(Input::File).collect()
    }

    /// Reads the files. Problems are told without the directory.
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
