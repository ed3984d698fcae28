//! `tablero withdraw`: takes a release out of the public folder, and keeps its files where only the institution has them.

use std::path::PathBuf;

use clap::Args;
use release::Withdrawn;

use crate::command::{failure::Failure, outcome::Outcome, places::Places, release::write_log};

/// The options of `tablero withdraw`.
#[derive(Args)]
pub struct Options {
    /// The name of the release.
    #[arg(value_name = "RELEASE")]
    pub release: String,
    /// The public folder.
    #[arg(value_name = "PUBLIC")]
    pub public: PathBuf,
    /// Why it is withdrawn, as readers of its notice will see it.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Keep its files in a folder of their own in this one, for the attacks on later releases. Confidential: it must be
    /// apart from everything public.
    #[arg(long, value_name = "DIR")]
    pub keep: PathBuf,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let Options {
        release,
        public,
        reason,
        keep,
    } = options;
    Places::default()
        .releases([&**public])
        .read_confidential([&**keep])
        .check()?;
    let Withdrawn { folder, reason, .. } = ::release::withdraw(public, release, reason, keep)?;
    write_log(public)?;
    let name = folder.trim_end_matches('/').rsplit('/').next();
    let kept = keep.join(name.unwrap_or_default());
    Ok(Outcome::success(format!(
        "{release} was withdrawn from {}: {reason}\nIts files are in {kept}. Somebody may have kept them, so name that folder \
         from now on before the public one: --earlier {kept}\nCopy the public folder to the host, and delete the old files \
         there.",
        public.display(),
        kept = kept.display()
    )))
}
