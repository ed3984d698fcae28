//! `tablero site`: writes the finished site of a release.

use std::{fs, path::PathBuf};

use clap::Args;
use site::BuiltPage;

use crate::command::{failure::Failure, options::Language, outcome::Outcome, quality};

/// The options of `tablero site`.
#[derive(Args)]
pub struct Options {
    /// The folder of the release.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// The folder of the release before it, to report what changed.
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
    /// A built page (its program, styles and letters), instead of the one that this program carries.
    #[arg(long, value_name = "DIR")]
    pub page: Option<PathBuf>,
    /// Write the site into this folder, which is new or empty.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let is_taken = fs::read_dir(&options.out).is_ok_and(|mut files| files.next().is_some());
    if is_taken {
        return Err(Failure::NotEmpty(options.out.clone()));
    }
    let page = BuiltPage::open(options.page.as_deref())?;
    site::assemble(&page, &options.data, &options.out)?;
    quality::run(&quality::Options {
        release: options.data.clone(),
        previous: options.previous.clone(),
        out: None,
        language: Language::Es,
        site: Some(options.out.clone()),
    })
}
