//! Writes the workbook in which institutions collect records that fit a codebook, so that no columns must be mapped.
//!
//! A [`form::Form`] describes the workbook as values; [`workbook`] draws it. The sheet of records has one row for each
//! person, drop-down lists and checks. Other sheets explain how to fill it in and what each answer means. Hidden sheets
//! have the drop-down lists and the [`manifest`], by which the reader recognizes the workbook and its columns.
//!
//! The same codebook gives the same bytes: no clock is read. Nothing in the workbook comes from records, so it is not
//! confidential until somebody fills it in.

mod codes;
mod columns;
mod field;
mod fields;
#[cfg(any(test, feature = "sample"))]
pub mod filled;
mod form;
mod instructions;
mod layout;
mod lists;
mod manifest;
mod records;
mod style;
#[cfg(test)]
mod tests;
mod words;
mod workbook;

use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

use cube::Lang;
use rust_xlsxwriter::XlsxError;
use thiserror::Error;

use codebook::Codebook;

pub use manifest::{CollectedSheet, MANIFEST_SHEET, Manifest, ManifestError};

/// Why the workbook cannot be written.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// A file has this name already. It may be a workbook that somebody has filled in.
    #[error("{}: this file exists and may hold records; choose another name", .0.display())]
    Exists(PathBuf),
    /// The file cannot be written.
    #[error("{}: this file cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file as it was named.
        file: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The codebook has more than fits into a workbook.
    #[error("no workbook can be made from this codebook: {0}")]
    Workbook(#[from] XlsxError),
}

/// Writes the workbook to a new file. A file that exists is never replaced.
pub fn write(codebook: &Codebook, lang: Lang, out: &Path) -> Result<(), TemplateError> {
    let bytes = workbook::draw(&form::Form::new(codebook, lang))?.save_to_buffer()?;
    let unwritable = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => TemplateError::Exists(out.into()),
        _ => TemplateError::Unwritable {
            file: out.into(),
            source,
        },
    };
    File::create_new(out)
        .and_then(|mut file| file.write_all(&bytes))
        .map_err(unwritable)
}
