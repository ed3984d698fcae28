//! From records to a release that an outsider has tried: the one place where the steps meet.

use attack::Finding;
use cube::{Address, Catalog, Release, TableEntry, certificate::Certificate};
use thiserror::Error;

use crate::{
    certificate::certify,
    codebook::Codebook,
    link::Links,
    protect::{self, Care, protect},
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
    /// What was hidden can be derived.
    #[error("{}\nsomething hidden could be derived, so nothing was published\n{}", .intake.tally, first(report))]
    Derivable {
        /// What became of the rows. Confidential.
        intake: Box<Intake>,
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
    inputs: &[Input],
    values: Values,
    links: &Links,
    earlier: &[Release],
) -> Result<Publication, Refused> {
    let intake = read(codebook, inputs, values, links)?;
    match protect_and_attack(&intake.counts, codebook.catalog(), earlier) {
        Err(refusal) => Err(Refused::Protection { intake: Box::new(intake), refusal }),
        Ok((release, report)) if report.is_safe() => {
            let certificate = certify(&release, earlier, &report);
            Ok(Publication { release, certificate, intake, report })
        }
        Ok((_, report)) => Err(Refused::Derivable { intake: Box::new(intake), report: Box::new(report) }),
    }
}

/// A protected release and what an outsider finds in it. Protection looks at one table at a time, an outsider at all of
/// them together with all earlier releases: as long as something is found, more is hidden where it was found. What is
/// found in the end, if anything, could not be mended by withholding whole tables.
pub fn protect_and_attack(
    counts: &Counts,
    catalog: &Catalog,
    earlier: &[Release],
) -> Result<(Release, attack::Report), protect::Refusal> {
    let mut care = Care::default();
    loop {
        let release = protect(counts, catalog, earlier, &care)?;
        let published: Vec<&Release> = earlier.iter().chain([&release]).collect();
        // What little effort finds need not be looked for with more.
        let report = match attack::attack_with(&published, attack::Effort::Bounds) {
            report if report.is_safe() => attack::attack(&published),
            report => report,
        };
        let before = care.clone();
        for finding in &report.findings {
            take_care(&mut care, counts, catalog, finding);
        }
        if care == before {
            return Ok((release, report));
        }
    }
}

/// How many neighbours of a cell are hidden before its tables are withheld.
const NEIGHBOURS: usize = 4;

/// Hides more where something was found, for the measure and for those that it is part of or that are part of it. First
/// the cell itself, which may be published and imply a group that no table shows; then its neighbours, one by one; then
/// its tables, the smaller of the totals between which it stands, all of them, and in the end every table that shares a
/// dimension with it.
fn take_care(care: &mut Care, counts: &Counts, catalog: &Catalog, finding: &Finding) {
    let address = &finding.group.address;
    let related = catalog.relations.part_of.iter().filter_map(|(part, whole)| match &address.measure {
        measure if measure == part => Some(whole),
        measure if measure == whole => Some(part),
        _ => None,
    });
    for measure in related.chain([&address.measure]) {
        let cell = Address { measure: measure.clone(), ..address.clone() };
        if care.cells.insert(cell.clone()) {
            continue;
        }
        let tried = care.neighbours.entry(cell.clone()).or_default();
        *tried = (*tried + 1).min(NEIGHBOURS + 4);
        let ids = || cell.pins.keys().filter(|id| **id != catalog.time);
        let of_measure = catalog.tables.iter().filter(|table| table.measure == cell.measure);
        let holds = |table: &&TableEntry, id: &String| table.dimensions.contains(id);
        match tried.saturating_sub(NEIGHBOURS) {
            0 => {}
            1 => care.withheld.extend(ids_of(of_measure.filter(|table| cell.pins.keys().all(|id| holds(table, id))))),
            2 => care.cells.extend(totals(&cell).min_by_key(|total| counts.get(total))),
            3 => care.cells.extend(totals(&cell)),
            _ => care.withheld.extend(ids_of(of_measure.filter(|table| ids().any(|id| holds(table, id))))),
        }
    }
}

fn ids_of<'a>(tables: impl Iterator<Item = &'a TableEntry>) -> impl Iterator<Item = String> {
    tables.map(|table| table.id.clone())
}

/// The totals between which a cell stands: the same address with one dimension less.
fn totals(cell: &Address) -> impl Iterator<Item = Address> {
    cell.pins.keys().map(|id| {
        let mut total = cell.clone();
        total.pins.remove(id);
        total
    })
}
