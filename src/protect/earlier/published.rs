//! Lists what one release publishes, by measure and years, in the names of all releases.

use std::collections::BTreeMap;

use cube::{Address, Cell};

use crate::lattice::corrections::PublishedCounts;
use crate::problem::implications::Implications;
use crate::problem::layout::TableLayout;
use crate::problem::tables::ReleaseTables;

/// Lists what a release publishes; `truth` are the counts of the one being made.
pub(crate) fn list_published(
    tables: &ReleaseTables,
    implications: &Implications,
    truth: &dyn Fn(&Address) -> u64,
) -> PublishedCounts {
    let (lattice, catalog) = (&implications.lattice, tables.catalog);
    let years_of = |code: &str| lattice.years(tables.release, code);
    let all_years = || tables.years().flat_map(years_of);
    let mut published = PublishedCounts {
        counts: BTreeMap::new(),
        leaves: tables.years().map(years_of).collect(),
        closed: all_years().filter(|year| catalog.is_closed(year)).collect(),
        revised: catalog.revised.iter().cloned().collect(),
    };
    for layout in &tables.tables {
        for (at, address) in layout.addresses.iter().enumerate() {
            if !catalog.is_settled(address) {
                continue;
            }
            let name = implications.saturate(&lattice.timeless(tables.release, address));
            if let (Some(count), Some(name)) = (published_count(layout, at, truth), name) {
                let years = years_of(tables.time_code(address));
                let measure = name.measure.clone();
                let counts = published.counts.entry((measure, years)).or_default();
                counts.insert(name, count);
            }
        }
    }
    published
}
fn published_count(
    layout: &TableLayout,
    at: usize,
    truth: &dyn Fn(&Address) -> u64,
) -> Option<i64> {
    let cell = match &layout.cells {
        Some(cells) => cells[at],
        None => Cell::Published(truth(&layout.addresses[at])),
    };
    i64::try_from(cell.published()?).ok()
}
