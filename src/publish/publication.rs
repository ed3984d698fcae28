//! From records to a release that an outsider has tried: the one place where the steps meet.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use cube::{Catalog, Release};
use thiserror::Error;

use crate::{
    codebook::Codebook,
    protect::{self, Care, protect},
    read::{Intake, Problems, Tally, Values, read},
    tabulate::{Counts, tabulate},
};

/// A release that may be published, and how it came about.
#[derive(Debug)]
pub struct Publication {
    /// What may be published.
    pub release: Release,
    /// What became of the rows. Confidential.
    pub intake: Intake,
    /// What an outsider finds: nothing that is hidden.
    pub report: attack::Report,
}

/// Why there is nothing to publish.
#[derive(Debug, Error)]
pub enum Refused {
    /// The records cannot be understood.
    #[error(transparent)]
    Records(#[from] Problems),
    /// They cannot be protected under this codebook.
    #[error("{tally}\n{refusal}")]
    Protection {
        /// What became of the rows.
        tally: Box<Tally>,
        /// Why.
        refusal: protect::Refusal,
    },
    /// What was hidden can be derived.
    #[error("{tally}\nsomething hidden could be derived, so nothing was published\n{}", first(report))]
    Derivable {
        /// What became of the rows.
        tally: Box<Tally>,
        /// What an outsider would find.
        report: Box<attack::Report>,
    },
}

/// How many findings are told.
const TOLD: usize = 10;

fn first(report: &attack::Report) -> String {
    let told = report.findings.iter().take(TOLD).map(ToString::to_string);
    let more = report.findings.len().checked_sub(TOLD).filter(|more| *more > 0).map(|more| format!("and {more} more"));
    told.chain(more).collect::<Vec<_>>().join("\n")
}

/// Reads, counts, protects and attacks. `earlier` are the releases that are public already.
pub fn prepare(
    codebook: &Codebook,
    files: &[impl AsRef<Path>],
    values: Values,
    earlier: &[Release],
) -> Result<Publication, Refused> {
    let intake = read(codebook, files, values)?;
    let counts = tabulate(&intake.records, codebook);
    match protect_and_attack(&counts, codebook.catalog(), earlier) {
        Err(refusal) => Err(Refused::Protection { tally: Box::new(intake.tally), refusal }),
        Ok((release, report)) if report.is_safe() => Ok(Publication { release, intake, report }),
        Ok((_, report)) => Err(Refused::Derivable { tally: Box::new(intake.tally), report: Box::new(report) }),
    }
}

/// A protected release and what an outsider finds in it. Protection looks at one table at a time, an outsider at all of
/// them together with all earlier releases: as long as something is found, the tables it was found in are treated with
/// more care. What is found in the end, if anything, withholding those tables did not mend.
pub fn protect_and_attack(
    counts: &Counts,
    catalog: &Catalog,
    earlier: &[Release],
) -> Result<(Release, attack::Report), protect::Refusal> {
    let mut care = BTreeMap::new();
    loop {
        let release = protect(counts, catalog, earlier, &care)?;
        let report = attack::attack(&earlier.iter().chain([&release]).collect::<Vec<_>>());
        if !raise(&mut care, &report) {
            return Ok((release, report));
        }
    }
}

/// Raises the care for every table that a finding stands in; whether there was anything to raise.
fn raise(care: &mut BTreeMap<String, Care>, report: &attack::Report) -> bool {
    let found: BTreeSet<&String> = report.findings.iter().flat_map(|finding| &finding.tables).collect();
    let before = care.clone();
    for table in found {
        let next = if care.contains_key(table) { Care::Withhold } else { Care::Strict };
        care.insert(table.clone(), next);
    }
    *care != before
}
