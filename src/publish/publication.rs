//! Makes a release from records: reads, counts, protects, attacks, certifies.

use std::{panic::resume_unwind, thread};

use cube::{Catalog, Release, certificate::Certificate};
use protect::{Note, ProtectedRelease};
use thiserror::Error;

use crate::{
    certificate::{InsiderCheck, Order, certify},
    insider::{SAMPLE, try_records},
    ledger::{Advanced, Ledger, LedgerError, advance, waiting::Waiting},
    whole_registers,
};
use codebook::Codebook;
use records::{
    link::Links,
    read::{Input, Intake, Problems, Values, read},
    tabulate::{Counts, count_tables},
};

/// A release that may be published, with the account of how it was made.
#[derive(Debug)]
pub struct Publication {
    /// What may be published.
    pub release: Release,
    /// The checks that it passed.
    pub certificate: Certificate,
    /// What became of the rows. Confidential.
    pub intake: Intake,
    /// The report of the attack by an outsider, which found nothing hidden.
    pub report: attack::Report,
    /// Tables and groups that a statistician should make coarser. Confidential.
    pub notes: Vec<Note>,
    /// The ledger once this release is public, if closed years are kept in one. Confidential.
    pub ledger: Option<Ledger>,
    /// What the records say otherwise than the ledger. Confidential.
    pub waiting: Option<Waiting>,
}

/// Where the counts of closed years come from.
#[derive(Clone, Copy, Debug)]
pub enum ClosedYears<'a> {
    /// From the records.
    Records,
    /// From a ledger; `None` begins one.
    Ledger(Option<&'a Ledger>),
}

/// Why nothing may be published.
#[derive(Debug, Error)]
pub enum Refused {
    /// The records have fields or rows that the codebook does not allow.
    #[error(transparent)]
    Records(#[from] Problems),
    /// The ledger of closed years cannot be used.
    #[error("{}\n{why}", .intake.tally)]
    Ledger {
        /// What became of the rows. Confidential.
        intake: Box<Intake>,
        /// Why.
        why: Box<LedgerError>,
    },
    /// The counts cannot be protected under this codebook.
    #[error("{}\n{refusal}", .intake.tally)]
    Protection {
        /// What became of the rows. Confidential.
        intake: Box<Intake>,
        /// Why.
        refusal: protect::Refusal,
    },
    /// Somebody who knows their own record could prove something about other people.
    #[error("{}\nsomebody who knows their own record could derive something about other people, so nothing was published; in the \
         codebook, put categories or years together\n{found}", .intake.tally)]
    Insider {
        /// What became of the rows. Confidential.
        intake: Box<Intake>,
        /// The report of the attack, as numbers of records.
        found: Box<attack::InsiderReport>,
        /// Tables and groups that a statistician should make coarser. Confidential.
        notes: Vec<Note>,
    },
    /// An outsider could derive hidden numbers.
    #[error("{}\nhidden numbers could be derived from the release, so nothing was published\n{}", .intake.tally, list_findings(report))]
    Derivable {
        /// What became of the rows. Confidential.
        intake: Box<Intake>,
        /// The report of the attack.
        report: Box<attack::Report>,
        /// Tables and groups that a statistician should make coarser. Confidential.
        notes: Vec<Note>,
    },
}

/// How many findings an error message lists.
const FINDINGS_LISTED: usize = 10;

/// Lists the first findings, a line each, and how many more there are.
fn list_findings(report: &attack::Report) -> String {
    let findings = &report.findings;
    let mut lines: Vec<String> = findings
        .iter()
        .take(FINDINGS_LISTED)
        .map(ToString::to_string)
        .collect();
    if findings.len() > FINDINGS_LISTED {
        lines.push(format!("and {} more", findings.len() - FINDINGS_LISTED));
    }
    lines.join("\n")
}

/// Reads records, counts them, protects the counts, and attacks the result as an outsider and as an insider. `earlier` are
/// the releases that are public already; `closed` says where the counts of closed years come from.
pub fn prepare(
    codebook: &Codebook,
    inputs: &[Input],
    values: Values,
    links: &Links,
    earlier: &[Release],
    closed: ClosedYears<'_>,
) -> Result<Publication, Refused> {
    let intake = read(codebook, inputs, values, links)?;
    let advanced = match closed {
        ClosedYears::Records => None,
        ClosedYears::Ledger(ledger) => match advance(codebook, &intake.records, ledger, earlier) {
            Ok(advanced) => Some(advanced),
            Err(why) => {
                return Err(Refused::Ledger {
                    intake: Box::new(intake),
                    why: Box::new(why),
                });
            }
        },
    };
    let counts = advanced
        .as_ref()
        .map_or(&intake.counts, |advanced| &advanced.counts);
    let joint = protect::joint_tables(codebook.catalog());
    let joint = count_tables(codebook, &joint, intake.records.iter());
    let with_joint = counts.with(joint);
    let order = links.secret.order();
    // The outsider's attack takes longest, so the other checks are made at the same time.
    let check = |releases: &[&Release], release: &Release| {
        let records = (counts, &intake.records);
        let look = || show_by_whole_registers(codebook, &intake, release, &order);
        join(look, || {
            try_records(codebook, releases, records, Some(SAMPLE))
        })
    };
    match protect_and_attack(&with_joint, codebook.catalog(), earlier, &order, check) {
        Err(refusal) => Err(Refused::Protection {
            intake: Box::new(intake),
            refusal,
        }),
        Ok((
            ProtectedRelease {
                mut release, notes, ..
            },
            report,
            (whole_registers, found),
        )) if report.is_safe() => {
            if !found.is_safe() {
                return Err(Refused::Insider {
                    intake: Box::new(intake),
                    found: Box::new(found),
                    notes,
                });
            }
            release::name_edition(&mut release);
            let mut certificate = certify(
                &release,
                earlier,
                &report,
                InsiderCheck::from_report(&found),
                Order::of_secret(&links.secret),
            );
            certificate.whole_registers = whole_registers;
            let (ledger, waiting) = match advanced {
                None => (None, None),
                Some(Advanced {
                    mut next, waiting, ..
                }) => {
                    next.made_with = release::fingerprint(&release);
                    (Some(next), Some(waiting))
                }
            };
            Ok(Publication {
                release,
                certificate,
                intake,
                report,
                notes,
                ledger,
                waiting,
            })
        }
        Ok((ProtectedRelease { notes, .. }, report, _)) => Err(Refused::Derivable {
            intake: Box::new(intake),
            report: Box::new(report),
            notes,
        }),
    }
}

/// The largest register, in records, for which whole registers are looked for. This bounds the time that it takes.
const LARGEST: usize = 20_000;
/// How many exchanges of answers are tried for each value that a hidden count may have.
const EFFORT: u64 = 100;

/// The share of values of hidden counts that whole registers show, in percent; `None` for a large register, if nothing is
/// hidden, or if the release keeps counts that the records no longer have.
fn show_by_whole_registers(
    codebook: &Codebook,
    intake: &Intake,
    release: &Release,
    order: &protect::Key,
) -> Option<u8> {
    if intake.records.len() > LARGEST {
        return None;
    }
    let seed = order
        .iter()
        .take(8)
        .fold(0, |seed, byte| seed << 8 | u64::from(*byte));
    whole_registers::show_values(codebook, &intake.records, release, seed, EFFORT)?.percent()
}

/// Protects counts and attacks the result as an outsider. The caller must check the report: a protected release is not
/// trusted until the attack finds nothing. `order` draws which cells are hidden for the sake of others. `check` is called with
/// all releases and the new one while that is attacked.
fn protect_and_attack<T>(
    counts: &Counts,
    catalog: &Catalog,
    earlier: &[Release],
    order: &protect::Key,
    check: impl FnOnce(&[&Release], &Release) -> T,
) -> Result<(ProtectedRelease, attack::Report, T), protect::Refusal> {
    let outcome = protect::protect(&|address| counts.get(address), catalog, earlier, order)?;
    let published: Vec<&Release> = earlier.iter().chain([&outcome.release]).collect();
    let (report, checked) = join(
        || attack::attack(&published),
        || check(&published, &outcome.release),
    );
    Ok((outcome, report, checked))
}

/// Does two things at the same time.
fn join<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        let one = one.join();
        (one.unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}
