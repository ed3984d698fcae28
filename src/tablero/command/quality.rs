//! `tablero quality`: how good the published numbers are, told from what is published.

use quality::{
    method,
    report::{Extent, Quality, write, write_to_site},
    site::Site,
};

use crate::cli;
use crate::command::{done::Done, failure::Failure};

pub(super) fn run(options: &cli::Quality) -> Result<Done, Failure> {
    let release = release::read(&options.release)?;
    let previous = options.previous.as_deref().map(release::read).transpose()?;
    let quality = Quality::of(&release, previous.as_ref());
    if let Some(file) = &options.out {
        write(&quality, options.language.into(), file)?;
    }
    if let Some(site) = &options.site {
        let site = Site::at(site)?;
        write_to_site(&quality, &site)?;
        if let Some(certificate) = release::read_certificate(&options.release)? {
            method::write_to_site(&release.catalog, &certificate, &site)?;
        }
    }
    let Extent { published, hidden } = quality.extent();
    Ok(Done::well(format!(
        "{published} cells published, {hidden} hidden to protect people"
    )))
}
