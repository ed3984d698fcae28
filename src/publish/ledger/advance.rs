//! Decides which years come from the ledger and which from the records, counts, and makes the next ledger.

use std::collections::BTreeSet;

use codebook::Codebook;
use cube::{Address, Catalog, Release};
use records::tabulate::{Counts, PackedRecords, YearlyCounts};

use crate::ledger::{
    check::{check_begun, compare_with_release},
    counting::Counting,
    decisions::{self, HeldDecision},
    error::LedgerError,
    index::Index,
    model::Ledger,
    next::next_ledger,
    outcomes,
    waiting::{self, Waiting},
};

/// The counts of a release, with the ledger that will keep them.
#[derive(Debug)]
pub struct Advanced {
    /// The counts: of closed years those of the ledger, of others those of the records. Confidential.
    pub counts: Counts,
    /// The ledger once the release is public; it does not know the release yet.
    pub next: Ledger,
    /// What the records say otherwise. Confidential.
    pub waiting: Waiting,
}

/// Counts records by a codebook, except for the years that the ledger has, and makes the next ledger. Without a ledger,
/// begins one. `earlier` are the releases that are public already.
pub fn advance(
    codebook: &Codebook,
    records: &PackedRecords,
    ledger: Option<&Ledger>,
    earlier: &[Release],
) -> Result<Advanced, LedgerError> {
    let catalog = codebook.catalog();
    let begun = Ledger::new(&catalog.codebook);
    let before = ledger.unwrap_or(&begun);
    if before.codebook != catalog.codebook {
        return Err(LedgerError::OtherCodebook {
            found: before.codebook.clone(),
            expected: catalog.codebook.clone(),
        });
    }
    before.check_additive()?;
    if let (Some(ledger), Some(last)) = (ledger, earlier.last()) {
        compare_with_release(ledger, last)?;
    }
    let yearly = YearlyCounts::new(codebook, records);
    let frozen = find_frozen_years(before, catalog, &yearly)?;
    let mut counting = Counting {
        catalog,
        years: codebook.years.clone().collect(),
        index: Index::new(before, catalog, &frozen)?,
        frozen,
        yearly: yearly.clone(),
    };
    outcomes::adjust(&mut counting);
    let held = decisions::hold_back(codebook, records, &mut counting);
    if let (None, Some(last)) = (ledger, earlier.last()) {
        check_begun(&counting, last)?;
    }
    check_new_tables(&counting, &yearly)?;
    let next = next_ledger(&counting, before, ledger.map(Ledger::fingerprint));
    let waiting = find_waiting(&counting, before, &next, &yearly, held);
    Ok(Advanced {
        counts: counting.published_counts(),
        next,
        waiting,
    })
}

/// The years whose counts the ledger gives: closed ones, and those whose published total would change by few persons.
fn find_frozen_years(
    ledger: &Ledger,
    catalog: &Catalog,
    yearly: &YearlyCounts,
) -> Result<BTreeSet<u16>, LedgerError> {
    let is_kept = |year: &&u16| !catalog.revised.contains(&year.to_string());
    let kept: BTreeSet<u16> = ledger.years.keys().filter(is_kept).copied().collect();
    let index = Index::new(ledger, catalog, &kept)?;
    let is_small_change = |year: u16| {
        catalog.measures.iter().any(|measure| {
            let total = Address::new(&measure.id, []);
            let published = index.count(&total, year, year);
            published.is_some_and(|published| {
                let change = published.abs_diff(yearly.get(&total, year));
                change > 0 && change < catalog.threshold
            })
        })
    };
    let is_frozen = |year: &u16| ledger.years[year].closed || is_small_change(*year);
    Ok(kept.into_iter().filter(is_frozen).collect())
}

/// Refuses tables over frozen years that the ledger does not have, unless the records add up to what it has.
fn check_new_tables(counting: &Counting<'_>, yearly: &YearlyCounts) -> Result<(), LedgerError> {
    let mut tables = Vec::new();
    for entry in &counting.catalog.tables {
        let times = counting.times_that_do_not_add_up(entry);
        if !times.is_empty() {
            let times: Vec<&str> = times.iter().map(String::as_str).collect();
            tables.push(format!("{} ({})", entry.id, times.join(", ")));
        }
    }
    if tables.is_empty() {
        return Ok(());
    }
    let years = counting.frozen.iter().copied();
    Err(LedgerError::NewTables {
        tables,
        years: years
            .filter(|year| waiting::differs(counting, yearly, *year))
            .collect(),
    })
}

fn find_waiting(
    counting: &Counting<'_>,
    before: &Ledger,
    next: &Ledger,
    yearly: &YearlyCounts,
    decisions: Vec<HeldDecision>,
) -> Waiting {
    let was_open = |year: &u16| before.years.get(year).is_some_and(|year| !year.closed);
    Waiting {
        groups: waiting::compare(counting, next, yearly),
        held_years: counting.frozen.iter().copied().filter(was_open).collect(),
        decisions,
    }
}
