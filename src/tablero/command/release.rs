//! `tablero release`: makes a candidate public after one more attack.

use std::path::PathBuf;

use clap::Args;
use cube::Release;
use publish::{
    candidate,
    certificate::{InsiderCheck, certify},
};

use crate::command::{
    failure::Failure,
    input::read_releases,
    outcome::{Exit, Outcome},
};

/// The options of `tablero release`.
#[derive(Args)]
pub struct Options {
    /// The folder of the candidate's data, which holds the files that will be public.
    #[arg(value_name = "CANDIDATE")]
    pub candidate: PathBuf,
    /// The public folder. A release that is already there is replaced.
    #[arg(value_name = "PUBLIC")]
    pub public: PathBuf,
    /// The folder of another release that was public before.
    #[arg(long, value_name = "DIR")]
    pub earlier: Vec<PathBuf>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let Options {
        candidate,
        public,
        earlier,
    } = options;
    let new = release::read(candidate)?;
    let mut known = read_releases(earlier)?;
    if release::is_release(public) {
        known.push(release::read(public)?);
    }
    candidate::check_name(&new, &known)?;
    let report = attack::attack(&known.iter().chain([&new]).collect::<Vec<&Release>>());
    if !report.is_safe() {
        return Ok(Outcome {
            text: format!("hidden numbers could be derived, so nothing was released\n{report}"),
            exit: Exit::Derivable,
        });
    }
    let certificate = release::read_certificate(candidate)?;
    let insider = InsiderCheck::from_certificate(certificate.as_ref(), &known);
    let mut certified = certify(&new, &known, &report, insider);
    certified.whole_registers = certificate.and_then(|certificate| certificate.whole_registers);
    release::write(&new, &certified, public)?;
    let withstood = match known.len() {
        0 => "it withstood the attack".into(),
        1 => "it withstood the attack together with the release before it".into(),
        earlier => format!("it withstood the attack together with {earlier} earlier releases"),
    };
    Ok(Outcome::success(format!(
        "{} is public in {}; {withstood}",
        new.catalog.release,
        public.display()
    )))
}
