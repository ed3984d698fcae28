//! A small codebook and records for it, for the tests of this crate.

use std::path::PathBuf;

use crate::{
    codebook::Codebook,
    link::Links,
    read::{Input, Intake, Problems, Values, read},
};

/// The codebook as it is written.
pub(crate) const CODEBOOK: &str = include_str!("sample.toml");

/// The names of the columns, in the order of [`row`].
pub(crate) const HEADER: &str =
    "solicitud;resolucion;tipo;resultado;sexo;edad;nacionalidad;condicion;medios";

/// A row in which nothing is to be corrected.
pub(crate) const ROW: &str = "2024-03-01;2024-09-01;DIR;ACC;F;14;CRI;NAC;FUE";

/// The codebook with parts of its text replaced; fields are separated by semicolons.
pub(crate) fn codebook(changes: &[(&str, &str)]) -> Codebook {
    Codebook::parse(&text(changes)).unwrap()
}

/// The text of [`codebook`].
pub(crate) fn text(changes: &[(&str, &str)]) -> String {
    let text = CODEBOOK.replace("[records]", "[records]\ndelimiter = \";\"");
    changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "the sample does not hold {from}");
        text.replacen(from, to, 1)
    })
}

/// [`ROW`] with one column changed.
pub(crate) fn row(column: &str, value: &str) -> String {
    let at = HEADER.split(';').position(|name| name == column).unwrap();
    let mut fields: Vec<&str> = ROW.split(';').collect();
    fields[at] = value;
    fields.join(";")
}

/// Keys of their own for each test.
pub(crate) fn links() -> Links {
    Links::of_this_run().unwrap()
}

/// Files in a directory of their own, named `0.csv`, `1.csv` and so on.
pub(crate) struct Files {
    directory: tempfile::TempDir,
    pub(crate) paths: Vec<PathBuf>,
}

impl Files {
    pub(crate) fn new(contents: &[impl AsRef<[u8]>]) -> Self {
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

    pub(crate) fn inputs(&self) -> Vec<Input> {
        self.paths.iter().cloned().map(Input::File).collect()
    }

    /// Reads the files. Problems are told without the directory.
    pub(crate) fn read(&self, codebook: &Codebook, values: Values) -> Result<Intake, String> {
        let directory = format!("{}/", self.directory.path().display());
        read(codebook, &self.inputs(), values, &links())
            .map_err(|problems: Problems| problems.to_string().replace(&directory, ""))
    }
}

/// A file of [`HEADER`] and these rows.
pub(crate) fn file(rows: &[impl AsRef<str>]) -> String {
    let rows = rows.iter().map(|row| format!("{}\n", row.as_ref()));
    std::iter::once(format!("{HEADER}\n")).chain(rows).collect()
}

/// Reads rows below [`HEADER`] with the codebook of the sample.
pub(crate) fn intake(rows: &[impl AsRef<str>]) -> Intake {
    Files::new(&[file(rows)])
        .read(&codebook(&[]), Values::Concealed)
        .unwrap()
}

/// So many cases of a property, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases(few: u32) -> proptest::test_runner::Config {
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    proptest::test_runner::Config::with_cases(asked.unwrap_or(few))
}
