//! Builds the joint problem of a new release and all earlier ones.

use std::collections::BTreeSet;

use cube::{Address, Catalog, Release};

use crate::earlier::changes::add_changes;
use crate::earlier::compare::tie_to_earlier;
use crate::earlier::published::list_published;
use crate::lattice::corrections::Corrections;
use crate::lattice::years::name_years;
use crate::problem::builder::ProblemBuilder;
use crate::problem::implications::Implications;
use crate::problem::system::Problem;
use crate::problem::tables::ReleaseTables;
use crate::refusal::Refusal;

/// All tables of all releases as one problem, with everything that ties them together. Totals of years and periods are
/// known to everybody, except those of `hideable` measures, unless an earlier release published them.
pub(crate) fn build(
    counts: &dyn Fn(&Address) -> u64,
    catalog: &Catalog,
    earlier: &[Release],
    hideable: &BTreeSet<String>,
) -> Result<Problem, Refusal> {
    let mut catalogs: Vec<&Catalog> = earlier.iter().map(|release| &release.catalog).collect();
    catalogs.push(catalog);
    let thresholds = catalogs.iter().map(|catalog| catalog.threshold);
    let threshold = thresholds.max().unwrap_or_default();
    let implications = Implications::from_catalogs(&catalogs)?;
    let mut builder = ProblemBuilder::new(implications, counts, threshold, hideable);

    let mut releases: Vec<ReleaseTables> = Vec::new();
    for (at, release) in earlier.iter().enumerate() {
        releases.push(ReleaseTables::from_release(at, release));
    }
    releases.push(ReleaseTables::from_catalog(earlier.len(), catalog));
    builder.corrections = find_corrections(&builder, &releases);
    refuse_undeclared_correction(&builder)?;
    refuse_small_correction(&builder, threshold)?;

    // The new release comes first: its tables are the first of the problem.
    if let Some(new) = releases.last() {
        builder.add_tables(new);
    }
    for release in &releases[..earlier.len()] {
        builder.add_tables(release);
    }
    builder.tie_releases(&releases);
    for release in &releases {
        builder.add_relations(release);
        builder.add_parts(release);
    }
    for (at, release) in releases.iter().enumerate() {
        tie_to_earlier(&mut builder, &releases[..at], release);
    }
    add_changes(&mut builder, &releases);
    for release in releases.iter().rev() {
        builder.add_triples(release);
    }
    builder.keep_cells(earlier.len());
    builder.finish(catalog)
}

fn find_corrections(builder: &ProblemBuilder, releases: &[ReleaseTables]) -> Corrections {
    let published = releases
        .iter()
        .map(|tables| list_published(tables, &builder.implications, builder.counts));
    Corrections::from_releases(published)
}

/// Counts of closed years stay as they were published.
fn refuse_undeclared_correction(builder: &ProblemBuilder) -> Result<(), Refusal> {
    match builder.corrections.undeclared() {
        None => Ok(()),
        Some((measure, years)) => Err(Refusal::Undeclared {
            measure: measure.clone(),
            years: name_years(years),
        }),
    }
}

/// A total that changes by fewer persons than the threshold would give them away.
fn refuse_small_correction(builder: &ProblemBuilder, threshold: u64) -> Result<(), Refusal> {
    let limit = i64::try_from(threshold).unwrap_or(i64::MAX);
    match builder.corrections.small_correction(limit) {
        None => Ok(()),
        Some(((measure, years), by)) => Err(Refusal::SmallCorrection {
            measure: measure.clone(),
            year: name_years(years),
            by,
            threshold,
        }),
    }
}
