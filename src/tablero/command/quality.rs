//! `tablero quality`: reports on the quality of a release.

use std::path::PathBuf;

use ::site::{SiteUrl, is_written};
use clap::Args;
use cube::Lang;
use quality::{
    data::{self, Published},
    help, method,
    report::{CellCounts, Quality, check_site, is_own_file, write, write_to_site},
    site::Site,
};

use crate::command::{
    failure::Failure,
    options::{choose_language, parse_language},
    outcome::Outcome,
    places::Places,
};

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
    /// The language of that page; by default, the first of the codebook.
    #[arg(long, value_name = "LANGUAGE", value_parser = parse_language())]
    pub language: Option<Lang>,
    /// Add the report and the pages on the method, the data and the use of the site to the site in this folder, in each of its
    /// languages. A site of `tablero site` has them already.
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// The public address of that site, for the canonical addresses of these pages, and with which other programs find the
    /// files.
    #[arg(long, value_name = "URL", requires = "site")]
    pub url: Option<SiteUrl>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    if let Some(file) = &options.out {
        Places::default().write(file, is_own_file).check()?;
    }
    if let Some(site) = options.site.as_deref().filter(|site| is_written(site)) {
        return Err(Failure::WrittenSite(site.into()));
    }
    let release = release::read(&options.release)?;
    let languages = &release.catalog.languages;
    let lang = choose_language(options.language, languages)?;
    let previous = options.previous.as_deref().map(release::read).transpose()?;
    let quality = Quality::from_release(&release, previous.as_ref());
    let address = options.url.as_ref().map(|url| url.join(""));
    let open = |folder| Site::open(folder, address.as_deref());
    let site = options.site.as_deref().map(open).transpose()?;
    let certificate = release::read_certificate(&options.release)?;
    if let Some(site) = &site {
        // All of them, before the first one is written.
        check_site(languages, site)?;
        help::check_site(languages, site)?;
        data::check_site(languages, site)?;
        if certificate.is_some() {
            method::check_site(languages, site)?;
        }
    }
    if let Some(file) = &options.out {
        write(&quality, lang, file)?;
    }
    if let Some(site) = &site {
        write_to_site(&quality, site)?;
        help::write_to_site(&release.catalog, site)?;
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
