//! `tablero glotip`: fills the tables of UNODC's questionnaire on trafficking in persons from a release.

use std::path::PathBuf;

use clap::Args;
use cube::Lang;
use formats::glotip::{Asked, Count, fill, write_csv, write_workbook};
use release::file::write_public;

use crate::command::{
    failure::Failure,
    options::{choose_language, parse_language},
    outcome::Outcome,
    places::check_in_no_release,
};

/// The file of the numbers.
const CSV: &str = "glotip.csv";
/// The workbook of numbers, rates, what is not filled, and notes.
const WORKBOOK: &str = "glotip.xlsx";

/// The options of `tablero glotip`.
#[derive(Args)]
pub struct Options {
    /// The folder of the release.
    #[arg(value_name = "DIR")]
    pub release: PathBuf,
    /// Write glotip.csv and glotip.xlsx into this folder; files of these names are replaced.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The measure that counts detected victims.
    #[arg(long, value_name = "ID", default_value = "acreditadas")]
    pub measure: String,
    /// The dimension of citizenship.
    #[arg(long, value_name = "ID")]
    pub citizenship: Option<String>,
    /// The country's code, as ISO 3166-1 alpha-3 has it.
    #[arg(long, value_name = "CODE", default_value = "CRI")]
    pub iso3: String,
    /// The country's name.
    #[arg(long, value_name = "NAME", default_value = "Costa Rica")]
    pub country: String,
    /// The language of notes; by default, the first of the codebook.
    #[arg(long, value_name = "LANGUAGE", value_parser = parse_language())]
    pub language: Option<Lang>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let release = release::read(&options.release)?;
    let catalog = &release.catalog;
    if catalog.measure(&options.measure).is_none() {
        let known = catalog.measures.iter().map(|one| one.id.clone());
        return Err(Failure::NoMeasure {
            name: options.measure.clone(),
            known: known.collect(),
        });
    }
    if let Some(id) = &options.citizenship
        && catalog.dimension(id).is_none()
    {
        let known = catalog.dimensions.iter().map(|one| one.id.clone());
        return Err(Failure::NoDimension {
            name: id.clone(),
            known: known.collect(),
        });
    }
    let asked = Asked {
        measure: &options.measure,
        citizenship: options.citizenship.as_deref(),
        iso3: &options.iso3,
        country: &options.country,
        lang: choose_language(options.language, &catalog.languages)?,
    };
    let filled = fill(&release, &asked);
    let unwritten = |file: &str, why: &dyn std::fmt::Display| {
        Failure::unwritable(
            &options.out.join(file),
            std::io::Error::other(why.to_string()),
        )
    };
    let csv = write_csv(&filled, &asked).map_err(|error| unwritten(CSV, &error))?;
    let book = write_workbook(&filled, &asked).map_err(|error| unwritten(WORKBOOK, &error))?;
    for (name, content) in [(CSV, csv), (WORKBOOK, book)] {
        let file = options.out.join(name);
        check_in_no_release(&file)?;
        write_public(&file, content).map_err(|source| Failure::unwritable(&file, source))?;
    }
    let hidden = filled.rows.iter().filter(|row| row.count == Count::Hidden);
    let mut text = format!(
        "{} numbers in {}, {} of them hidden; {} rates for SDG 16.2.2",
        filled.rows.len(),
        options.out.display(),
        hidden.count(),
        filled.rates.len()
    );
    for gap in &filled.gaps {
        text += &format!("\n{gap}");
    }
    Ok(Outcome::success(text))
}
