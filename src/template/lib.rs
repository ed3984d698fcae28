//! The workbook with which institutions collect records that fit a codebook, so that nothing has to be mapped.
//!
//! A [`form::Form`] says what is asked, as values; [`workbook`] draws it. A sheet of records has one row a person,
//! drop-down lists and checks; others tell how to fill it in and what each answer means; hidden ones hold the lists and
//! the [`manifest`] by which the reader knows the workbook again and needs no mapping. It is the same bytes for the same codebook:
//! no clock is asked. Nothing in it comes from records, so nothing in it is confidential until somebody fills it in.

mod ask;
mod codes;
mod columns;
mod field;
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

pub use manifest::{Collected, Manifest, Misfit, SHEET};

/// Why there is no workbook.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// Something has this name; it may be a workbook that somebody has filled in.
    #[error("{}: this is there already, and may hold records; choose another name", .0.display())]
    Exists(PathBuf),
    /// The place cannot be written to.
    #[error("{}: this cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file as it was named.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The codebook asks for more than a workbook can hold.
    #[error("no workbook can be made from this codebook: {0}")]
    Workbook(#[from] XlsxError),
}

/// Writes the workbook to a file that must not be there yet.
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
