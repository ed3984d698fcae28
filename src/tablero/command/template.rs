//! `tablero template`: writes the workbook in which institutions collect records.

use std::path::PathBuf;

use clap::Args;
use codebook::Codebook;
use cube::Lang;

use crate::command::{
    failure::Failure,
    options::{choose_language, parse_language},
    outcome::Outcome,
    places::check_in_no_release,
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
    /// The language of its labels and instructions; by default, the first of the codebook.
    #[arg(long, value_name = "LANGUAGE", value_parser = parse_language())]
    pub language: Option<Lang>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    check_in_no_release(&options.out)?;
    let codebook = Codebook::open(&options.codebook)?;
    let lang = choose_language(options.language, &codebook.catalog().languages)?;
    template::write(&codebook, lang, &options.out)?;
    Ok(Outcome::success(format!(
        "Wrote the workbook for collecting records to {}",
        options.out.display()
    )))
}
