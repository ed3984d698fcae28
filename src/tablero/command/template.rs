//! `tablero template`: writes the workbook in which institutions collect records.

use std::path::PathBuf;

use clap::Args;
use codebook::Codebook;

use crate::command::{
    failure::Failure, options::Language, outcome::Outcome, places::check_in_no_release,
};

/// The options of `tablero template`.
#[derive(Args)]
pub struct Options {
    /// The codebook that the records should fit (TOML).
    #[arg(long, value_name = "FILE")]
    pub codebook: PathBuf,
    /// Write the workbook to this new file, such as registros.xlsx.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The language of its labels and instructions.
    #[arg(long, value_name = "LANGUAGE", default_value = "es")]
    pub language: Language,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    check_in_no_release(&options.out)?;
    template::write(
        &Codebook::open(&options.codebook)?,
        options.language.into(),
        &options.out,
    )?;
    Ok(Outcome::success(format!(
        "Wrote the workbook for collecting records to {}",
        options.out.display()
    )))
}
