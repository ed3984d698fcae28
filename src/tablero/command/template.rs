//! `tablero template`: the workbook in which institutions collect.

use codebook::Codebook;

use crate::cli::Template;
use crate::command::{done::Done, failure::Failure};

pub(super) fn run(options: &Template) -> Result<Done, Failure> {
    template::write(
        &Codebook::open(&options.codebook)?,
        options.language.into(),
        &options.out,
    )?;
    Ok(Done::well(format!(
        "the workbook for collecting records is {}",
        options.out.display()
    )))
}
