//! Builds the joint problem of a new release and all earlier ones.

use cube::{Address, Catalog, Release};

use crate::earlier::compare::tie_to_earlier;
use crate::earlier::corrections::Corrections;
use crate::earlier::published::PublishedCounts;
use crate::problem::builder::ProblemBuilder;
use crate::problem::implications::Implications;
use crate::problem::system::Problem;
use crate::problem::tables::ReleaseTables;
use crate::refusal::Refusal;

/// All tables of all releases as one problem, with everything that ties them together.
pub(crate) fn build(
    counts: &dyn Fn(&Address) -> u64,
    catalog: &Catalog,
    earlier: &[Release],
) -> Result<Problem, Refusal> {
    let mut catalogs = vec![catalog];
    catalogs.extend(earlier.iter().map(|release| &release.catalog));
    let thresholds = catalogs.iter().map(|catalog| catalog.threshold);
    let threshold = thresholds.max().unwrap_or_default();
    let implications = Implications::from_catalogs(&catalogs);
    let mut builder = ProblemBuilder::new(implications, counts, threshold);

    let mut releases: Vec<ReleaseTables> = Vec::new();
    for (at, release) in earlier.iter().enumerate() {
        releases.push(ReleaseTables::from_release(at, release));
    }
    releases.push(ReleaseTables::from_catalog(earlier.len(), catalog));
    let corrections = find_corrections(&builder, &releases);
    refuse_small_correction(&corrections, threshold)?;

    // The new release comes first: its tables are the first of the problem.
    if let Some(new) = releases.last() {
        builder.add_tables(new);
    }
    for release in &mut releases[..earlier.len()] {
        release.outdated = corrections.outdated_years(release.release);
        builder.add_tables(release);
    }
    for release in &releases {
        builder.add_relations(release);
        builder.add_parts(release);
    }
    for (at, release) in releases.iter().enumerate() {
        tie_to_earlier(&mut builder, &releases[..at], release, &corrections);
    }
    if let Some(new) = releases.last() {
        builder.add_triples(new);
    }
    builder.keep_cells(earlier.len());
    builder.finish()
}

fn find_corrections(builder: &ProblemBuilder, releases: &[ReleaseTables]) -> Corrections {
    let published = releases
        .iter()
        .map(|tables| PublishedCounts::from_tables(tables, &builder.implications, builder.counts));
    Corrections::from_releases(published)
}

/// A year's total that changes by fewer persons than the threshold would give them away.
fn refuse_small_correction(corrections: &Corrections, threshold: u64) -> Result<(), Refusal> {
    let limit = i64::try_from(threshold).unwrap_or(i64::MAX);
    match corrections.small_correction(limit) {
        None => Ok(()),
        Some(((measure, year), by)) => Err(Refusal::SmallCorrection {
            measure: measure.clone(),
            year: year.clone(),
            by,
            threshold,
        }),
    }
}
