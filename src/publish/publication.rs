//! From records to a release that an outsider has tried: the one place where the steps meet.

use cube::{Catalog, Release, certificate::Certificate};
use protect::{Note, ProtectedRelease};
use thiserror::Error;

use crate::{
    certificate::{Others, certify},
    insider::{TRIED, try_records},
};
use codebook::Codebook;
use records::{
    link::Links,
    read::{Input, Intake, Problems, Values, read},
    tabulate::Counts,
};

/// A release that may be published, and how it came about.
#[derive(Debug)]
pub struct Publication {
    /// What may be published.
    pub release: Release,
    /// What was tried against it.
    pub certificate: Certificate,
    /// What became of the rows. Confidential.
    pub intake: Intake,
    /// What an outsider finds: nothing that is hidden.
    pub report: attack::Report,
    /// What a statistician should make coarser. Confidential.
    pub notes: Vec<Note>,
}

/// Why there is nothing to publish.
#[derive(Debug, Error)]
pub enum Refused {
    /// The records cannot be understood.
    #[error(transparent)]
    Records(#[from] Problems),
    /// They cannot be protected under this codebook.
    #[error("{}\n{refusal}", .intake.tally)]
    Protection {
        /// What became of the rows. Confidential.
        intake: Box<Intake>,
        /// Why.
        refusal: protect::Refusal,
    },
    /// Somebody who knows their own record could derive something of others.
    #[error("{}\nsomebody who knows their own record could derive something of others, so nothing was published\n{found}", .intake.tally)]
    OfOthers {
        /// What became of the rows. Confidential.
        intake: Box<Intake>,
        /// In numbers of records.
        found: Box<attack::InsiderReport>,
        /// What a statistician should make coarser. Confidential.
        notes: Vec<Note>,
    },
    /// What was hidden can be derived.
    #[error("{}\nsomething hidden could be derived, so nothing was published\n{}", .intake.tally, first(report))]
    Derivable {
        /// What became of the rows. Confidential.
        intake: Box<Intake>,
        /// What an outsider would find.
        report: Box<attack::Report>,
        /// What a statistician should make coarser. Confidential.
        notes: Vec<Note>,
    },
}

/// How many findings are told.
const TOLD: usize = 10;

fn first(report: &attack::Report) -> String {
    let told = report.findings.iter().take(TOLD).map(ToString::to_string);
    let more = report
        .findings
        .len()
        .checked_sub(TOLD)
        .filter(|more| *more > 0)
        .map(|more| format!("and {more} more"));
    told.chain(more).collect::<Vec<_>>().join("\n")
}

/// Reads, counts, protects and attacks. `earlier` are the releases that are public already.
pub fn prepare(
    codebook: &Codebook,
    inputs: &[Input],
    values: Values,
    links: &Links,
    earlier: &[Release],
) -> Result<Publication, Refused> {
    let intake = read(codebook, inputs, values, links)?;
    match protect_and_attack(
        &intake.counts,
        codebook.catalog(),
        earlier,
        &links.secret.order(),
    ) {
        Err(refusal) => Err(Refused::Protection {
            intake: Box::new(intake),
            refusal,
        }),
        Ok((ProtectedRelease { release, notes, .. }, report)) if report.is_safe() => {
            let releases: Vec<&Release> = earlier.iter().chain([&release]).collect();
            let found = try_records(
                codebook,
                &releases,
                (&intake.counts, &intake.records),
                Some(TRIED),
            );
            if !found.is_safe() {
                return Err(Refused::OfOthers {
                    intake: Box::new(intake),
                    found: Box::new(found),
                    notes,
                });
            }
            let certificate = certify(&release, earlier, &report, Others::of(&found));
            Ok(Publication {
                release,
                certificate,
                intake,
                report,
                notes,
            })
        }
        Ok((ProtectedRelease { notes, .. }, report)) => Err(Refused::Derivable {
            intake: Box::new(intake),
            report: Box::new(report),
            notes,
        }),
    }
}

/// A protected release and what an outsider finds in it. Protection is not believed: whoever publishes looks at what the
/// attack says. `order` decides between cells that could be hidden as well.
pub fn protect_and_attack(
    counts: &Counts,
    catalog: &Catalog,
    earlier: &[Release],
    order: &protect::Key,
) -> Result<(protect::ProtectedRelease, attack::Report), protect::Refusal> {
    let outcome = protect::protect(&|address| counts.get(address), catalog, earlier, order)?;
    let published: Vec<&Release> = earlier.iter().chain([&outcome.release]).collect();
    let report = attack::attack(&published);
    Ok((outcome, report))
}
