//! Provides a small codebook and rows for it, for the tests of every crate that reads codebooks.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crate::model::Codebook;

/// The text of the codebook.
pub const CODEBOOK: &str = include_str!("sample.toml");

/// The names of the columns, in the order of [`ROW`].
pub const HEADER: &str =
    "solicitud;resolucion;tipo;resultado;sexo;edad;nacionalidad;condicion;medios";

/// A row without corrections.
pub const ROW: &str = "2024-03-01;2024-09-01;DIR;ACC;F;14;CRI;NAC;FUE";

/// The codebook with parts of its text replaced and fields separated by semicolons.
pub fn codebook(changes: &[(&str, &str)]) -> Codebook {
    Codebook::parse(&text(changes)).unwrap()
}

/// The text of [`codebook`].
pub fn text(changes: &[(&str, &str)]) -> String {
    let text = CODEBOOK.replace("[records]", "[records]\ndelimiter = \";\"");
    changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "the sample does not contain {from}");
        text.replacen(from, to, 1)
    })
}

/// [`ROW`] with one column changed.
pub fn row(column: &str, value: &str) -> String {
    let at = HEADER.split(';').position(|name| name == column).unwrap();
    let mut fields: Vec<&str> = ROW.split(';').collect();
    fields[at] = value;
    fields.join(";")
}

/// A file of [`HEADER`] and these rows.
pub fn file(rows: &[impl AsRef<str>]) -> String {
    let rows = rows.iter().map(|row| format!("{}\n", row.as_ref()));
    std::iter::once(format!("{HEADER}\n")).chain(rows).collect()
}

/// Tests a property with a few cases, or with the number in the variable `PROPTEST_CASES`.
pub fn cases(few: u32) -> proptest::test_runner::Config {
    let number = std::env::var("PROPTEST_CASES").ok();
    let number = number.and_then(|cases| cases.parse().ok());
    proptest::test_runner::Config::with_cases(number.unwrap_or(few))
}
