//! `tablero quality`: reports on the quality of a release.

use std::path::PathBuf;

use ::site::SiteUrl;
use clap::Args;
use quality::{
    data::{self, Published},
    method,
    report::{CellCounts, Quality, check_site, is_own_file, write, write_to_site},
    site::Site,
};

use crate::command::{failure::Failure, options::Language, outcome::Outcome, places::Places};

/// The options of `tablero quality`.
#[derive(Args)]
pub struct Options {
    /// The folder of the release.
    #[arg(value_name = "DIR")]
    pub release: PathBuf,
    /// The folder of the release before it, to report what changed.
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
    /// Write the report to this file: one HTML page that needs no other file.
    #[arg(long, value_name = "FILE", required_unless_present = "site")]
    pub out: Option<PathBuf>,
    /// The language of that page.
    #[arg(long, value_name = "LANGUAGE", default_value = "es")]
    pub language: Language,
    /// Add the report and the pages on the method and on the data to the finished site in this folder, in every language.
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// The public address of that site, with which other programs find the files.
    #[arg(long, value_name = "URL", requires = "site")]
    pub url: Option<SiteUrl>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    if let Some(file) = &options.out {
        Places::default().write(file, is_own_file).check()?;
    }
    let release = release::read(&options.release)?;
    let previous = options.previous.as_deref().map(release::read).transpose()?;
    let quality = Quality::from_release(&release, previous.as_ref());
    let site = options.site.as_deref().map(Site::open).transpose()?;
    let certificate = release::read_certificate(&options.release)?;
    if let Some(site) = &site {
        // All of them, before the first one is written.
        check_site(site)?;
        data::check_site(site)?;
        if certificate.is_some() {
            method::check_site(site)?;
        }
    }
    if let Some(file) = &options.out {
        write(&quality, options.language.into(), file)?;
    }
    if let Some(site) = &site {
        write_to_site(&quality, site)?;
        let url = options.url.as_ref().map(|url| url.join(""));
        let published = Published {
            release: &release,
            listed: &release::list_files(&options.release)?,
            url: url.as_deref(),
        };
        data::write_to_site(&published, site)?;
        if let Some(certificate) = certificate {
            method::write_to_site(&release.catalog, &certificate, site)?;
        }
    }
    let CellCounts { published, hidden } = quality.count_cells();
    Ok(Outcome::success(format!(
        "{published} cells published, {hidden} hidden to protect people"
    )))
}
