//! `tablero quality`: how good the published numbers are, told from what is published.

use publish::{
    release,
    report::quality::{self, Extent, Quality},
};

use super::{Done, Failure};
use crate::cli;

pub(super) fn run(options: &cli::Quality) -> Result<Done, Failure> {
    let release = release::read(&options.release)?;
    let previous = options.previous.as_deref().map(release::read).transpose()?;
    let quality = Quality::of(&release, previous.as_ref());
    if let Some(file) = &options.out {
        quality::write(&quality, options.language.into(), file)?;
    }
    if let Some(site) = &options.site {
        quality::write_to_site(&quality, site)?;
    }
    let Extent { published, hidden } = quality.extent();
    Ok(Done::well(format!("{published} cells published, {hidden} hidden to protect people")))
}
