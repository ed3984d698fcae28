//! `tablero release`: makes a candidate public after one more attack.

use std::path::{Path, PathBuf};

use clap::Args;
use cube::{Lang, Release, certificate::Certificate};
use publish::{
    candidate,
    certificate::{InsiderCheck, Order, certify},
    ledger::model::{adopt, check_adoptable},
};
use quality::log::{Log, compare, summarize};
use release::{Certified, file::overlap};

use crate::command::{
    failure::Failure,
    input::read_earlier,
    outcome::{Exit, Outcome},
    places::Places,
};

/// The options of `tablero release`.
#[derive(Args)]
pub struct Options {
    /// The folder of the candidate's data, which holds the files that will be public.
    #[arg(value_name = "CANDIDATE")]
    pub candidate: PathBuf,
    /// The public folder. It keeps every release that was made public there, and each new one is attacked with all of them.
    #[arg(value_name = "PUBLIC")]
    pub public: PathBuf,
    /// The folder of a release that was public elsewhere before.
    #[arg(long, value_name = "DIR")]
    pub earlier: Vec<PathBuf>,
    /// The ledger of closed years with which the candidate was made: the one that waits beside it takes its place.
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// Check everything, say what would change, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let Options {
        candidate,
        public,
        earlier,
        ledger,
        dry_run,
    } = options;
    let mut folders: Vec<&Path> = vec![candidate, public];
    folders.extend(earlier.iter().map(PathBuf::as_path));
    Places::default()
        .releases(folders)
        .read_confidential(ledger.as_deref())
        .check()?;
    if overlap(candidate, public) {
        return Err(Failure::OwnEarlier(public.clone()));
    }
    // Both at once: another run may be making the next candidate.
    let Some(Certified {
        release: new,
        certificate,
    }) = release::read_all(candidate)?.pop()
    else {
        return Err(Failure::NoTables(candidate.clone()));
    };
    let fingerprint = release::fingerprint(&new);
    if let Some(file) = ledger {
        check_adoptable(file, &fingerprint)?;
    }
    let is_there = release::is_release(public);
    let mut known = read_earlier(earlier.iter().chain(is_there.then_some(public)))?;
    candidate::check_name(&new, &known)?;
    // It has the same numbers: nothing follows from both.
    known.retain(|known| known.catalog.release != new.catalog.release);
    check_names_known(&new, certificate.as_ref(), &known)?;
    let order = Order::from_certificate(certificate.as_ref());
    if order == Order::Public {
        return Err(Failure::NoSecretOrder(candidate.clone()));
    }
    let report = attack::attack(&known.iter().chain([&new]).collect::<Vec<&Release>>());
    if !report.is_safe() {
        return Ok(Outcome {
            text: format!("hidden numbers could be derived, so nothing was released\n{report}"),
            exit: Exit::Derivable,
        });
    }
    let insider = InsiderCheck::from_certificate(certificate.as_ref(), &known);
    let mut certified = certify(&new, &known, &report, insider, order);
    certified.whole_registers = certificate.and_then(|certificate| certificate.whole_registers);
    if *dry_run {
        release::check_add(&new, &certified, public)?;
        return Ok(Outcome::success(format!(
            "nothing was written; {} would be public in {}; {}{}",
            new.catalog.release,
            public.display(),
            describe_attack(known.len()),
            describe_changes(&new, &known)
        )));
    }
    let warning = match release::add(&new, &certified, public)? {
        Some(error) => format!("\nIt is public, but the folder could not be tidied up: {error}"),
        None => String::new(),
    };
    // If this fails, the same command can be run again: the release is the same, and its ledger still waits.
    let kept = match ledger {
        Some(file) => {
            adopt(file, &fingerprint)?;
            format!("; its closed years are kept in {}", file.display())
        }
        None => String::new(),
    };
    write_log(public)?;
    Ok(Outcome::success(format!(
        "{} is public in {}; {}{kept}{warning}{}",
        new.catalog.release,
        public.display(),
        describe_attack(known.len()),
        warn_of_other_files(public)
    )))
}

/// Writes what changed from release to release into the public folder. If this fails, the same command can be run again.
pub(super) fn write_log(public: &Path) -> Result<(), Failure> {
    let mut releases = Vec::new();
    for certified in release::read_all(public)? {
        releases.push(certified.release);
    }
    let withdrawn = release::read_withdrawn(public)?;
    let log = Log::from_releases(&releases, &withdrawn);
    Ok(quality::log::write(&log, public)?)
}

/// Says which attack the release withstood.
fn describe_attack(earlier: usize) -> String {
    match earlier {
        0 => "it withstood the attack".into(),
        1 => "it withstood the attack together with the release before it".into(),
        _ => format!("it withstood the attack together with {earlier} earlier releases"),
    }
}

/// Says what would change since the last release: in a sentence, and the corrected numbers one by one.
fn describe_changes(new: &Release, known: &[Release]) -> String {
    /// The most corrected numbers that are listed.
    const MOST: usize = 20;
    let Some(before) = known.last() else {
        return String::new();
    };
    let both = [before.clone(), new.clone()];
    let log = Log::from_releases(&both, &[]);
    let mut text = format!(
        "\nsince {}: {}",
        before.catalog.release,
        log.entries
            .last()
            .map(|last| summarize(last, Lang::En))
            .unwrap_or_default()
    );
    let revised = compare(before, new).revised;
    for one in revised.iter().take(MOST) {
        text += &format!("\n  {}: {} → {}", one.address, one.before, one.after);
    }
    if revised.len() > MOST {
        text += &format!("\n  and {} more", revised.len() - MOST);
    }
    text
}

/// Says that there are files in the public folder that are part of no release.
fn warn_of_other_files(public: &Path) -> String {
    let others = match release::list_other_files(public) {
        Ok(others) => others,
        Err(error) => return format!("\nWhat else is in this folder cannot be listed: {error}"),
    };
    let Some(first) = others.first() else {
        return String::new();
    };
    format!(
        "\nThis folder has files that are part of no release, and were not attacked: {}, the first of them {}",
        others.len(),
        first.display()
    )
}

/// Refuses a candidate that was attacked together with a release that is not known here: `public` may be mistyped.
fn check_names_known(
    new: &Release,
    certificate: Option<&Certificate>,
    known: &[Release],
) -> Result<(), Failure> {
    let names: Vec<&String> = known.iter().map(|known| &known.catalog.release).collect();
    let tried = certificate
        .into_iter()
        .flat_map(|certificate| &certificate.earlier);
    let missing: Vec<String> = tried
        .filter(|name| **name != new.catalog.release && !names.contains(name))
        .cloned()
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::EarlierMissing {
        release: new.catalog.release.clone(),
        missing,
    })
}
