//! `tablero site`: writes the finished site of a release.

use std::{fs, path::PathBuf};

use ::site::SiteUrl;
use clap::Args;

use crate::command::{failure::Failure, options::Language, outcome::Outcome, quality};

/// What is said without an address.
const WITHOUT_URL: &str = "without --url the site has no canonical addresses, no pictures for previews of links, and no \
    sitemap.xml: name its public address, such as --url https://cifras.example/";
/// What is said where the site is not alone on its host.
const BELOW_HOST: &str = "search engines read robots.txt only at the root of a host: add the lines of this site's robots.txt \
    to the one there";

/// The options of `tablero site`.
#[derive(Args)]
pub struct Options {
    /// The folder of the release.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// The folder of the release before it, to report what changed.
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
    /// The page's program, styles and letters, as `cargo site` builds them.
    #[arg(long, value_name = "DIR")]
    pub page: PathBuf,
    /// Write the site into this folder, which is new or empty.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The public address of the site: https://cifras.example/ or https://example.org/cifras/. Search engines and
    /// previews of links need it: without it the site has no canonical addresses, no pictures for previews, and neither
    /// sitemap.xml nor an open robots.txt.
    #[arg(long, value_name = "URL")]
    pub url: Option<SiteUrl>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let is_taken = fs::read_dir(&options.out).is_ok_and(|mut files| files.next().is_some());
    if is_taken {
        return Err(Failure::NotEmpty(options.out.clone()));
    }
    site::assemble(
        &options.page,
        &options.data,
        &options.out,
        &site::Options {
            url: options.url.clone(),
        },
    )?;
    let mut outcome = quality::run(&quality::Options {
        release: options.data.clone(),
        previous: options.previous.clone(),
        out: None,
        language: Language::Es,
        site: Some(options.out.clone()),
    })?;
    if let Some(note) = note(options.url.as_ref()) {
        outcome.text = format!("{}\n{note}", outcome.text);
    }
    Ok(outcome)
}

/// Says what a site lacks without its address, or at this one.
fn note(url: Option<&SiteUrl>) -> Option<&'static str> {
    match url {
        None => Some(WITHOUT_URL),
        Some(url) if !url.is_whole_host() => Some(BELOW_HOST),
        Some(_) => None,
    }
}
