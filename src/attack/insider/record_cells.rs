//! Maps the addresses at which a record counts to the cells of the last and of earlier releases.
//!
//! Releases share the cells that count the same years; others belong to one release. A person at a
//! pooled address of the last release was counted there earlier, if they count in one of the years
//! that were pooled then.

use std::collections::BTreeSet;

use cube::{Address, Release};

use crate::equations::{Id, System, write_equations};

/// The cells at every address at which a record may count.
pub(super) struct RecordCells {
    addresses: Vec<AddressCells>,
    /// For each earlier release, the years that it pools.
    pooled_years: Vec<BTreeSet<String>>,
}

struct AddressCells {
    /// The cell of the last release.
    current: Option<Id>,
    measure: String,
    /// The year, if the address pins nothing else.
    year: Option<String>,
    /// Each earlier release that has another cell at this address, and that cell.
    earlier: Vec<(usize, Id)>,
}

impl RecordCells {
    /// Writes the equations of the releases, and finds the cells at some addresses in them.
    pub(super) fn from_releases(releases: &[&Release], addresses: &[Address]) -> (System, Self) {
        let everywhere: Vec<(usize, &Address)> = (0..releases.len())
            .flat_map(|at| addresses.iter().map(move |address| (at, address)))
            .collect();
        let (system, ids) = write_equations(releases, &everywhere);
        let find = |at: usize, address: usize| ids[at * addresses.len() + address];
        let Some((last, earlier)) = releases.split_last() else {
            return (system, RecordCells::without_releases(addresses));
        };
        let every_current: BTreeSet<Id> = (0..addresses.len())
            .filter_map(|index| find(earlier.len(), index))
            .collect();
        let mut cells = Vec::new();
        for (index, address) in addresses.iter().enumerate() {
            let current = find(earlier.len(), index);
            // All years of an earlier release may be one year or a period of the last one.
            let other_cell = |at: usize| find(at, index).filter(|id| !every_current.contains(id));
            let year = address.pins.get(&last.catalog.time);
            cells.push(AddressCells {
                current,
                measure: address.measure.clone(),
                year: year.filter(|_| address.pins.len() == 1).cloned(),
                earlier: (0..earlier.len())
                    .filter_map(|at| Some((at, other_cell(at)?)))
                    .collect(),
            });
        }
        let record_cells = RecordCells {
            addresses: cells,
            pooled_years: earlier
                .iter()
                .map(|release| pooled_years(release))
                .collect(),
        };
        (system, record_cells)
    }

    fn without_releases(addresses: &[Address]) -> Self {
        let no_cells = |address: &Address| AddressCells {
            current: None,
            measure: address.measure.clone(),
            year: None,
            earlier: vec![],
        };
        RecordCells {
            addresses: addresses.iter().map(no_cells).collect(),
            pooled_years: vec![],
        }
    }

    /// Returns whether the last release has every address.
    pub(super) fn are_complete(&self) -> bool {
        self.addresses.iter().all(|cells| cells.current.is_some())
    }

    /// Counts the earlier releases.
    pub(super) fn count_earlier(&self) -> usize {
        self.pooled_years.len()
    }

    /// For every address, returns whether the records that count there have to be known: its cell
    /// is needed, or an earlier release has another cell there, or it tells the year.
    pub(super) fn relevant_addresses(&self, needed: &BTreeSet<Id>) -> Vec<bool> {
        let has_earlier = !self.pooled_years.is_empty();
        let is_relevant = |cells: &AddressCells| {
            cells.current.is_some_and(|id| needed.contains(&id))
                || !cells.earlier.is_empty()
                || (cells.year.is_some() && has_earlier)
        };
        self.addresses.iter().map(is_relevant).collect()
    }

    /// Lists the addresses, by their index, with their cells in the last release.
    pub(super) fn current_cells(&self) -> impl Iterator<Item = (usize, Id)> {
        let addresses = self.addresses.iter().enumerate();
        addresses.filter_map(|(index, cells)| Some((index, cells.current?)))
    }

    /// Returns the cells of a record in the last release, and other cells that it has in earlier
    /// ones. Several addresses may name one cell.
    pub(super) fn cells_of_record(&self, record: &[usize]) -> (BTreeSet<Id>, BTreeSet<Id>) {
        let addresses: Vec<&AddressCells> = record
            .iter()
            .filter_map(|index| self.addresses.get(*index))
            .collect();
        let (mut current, mut earlier) = (BTreeSet::new(), BTreeSet::new());
        for cells in &addresses {
            current.extend(cells.current);
            for (at, id) in &cells.earlier {
                if self.was_counted(&addresses, *at, &cells.measure) {
                    earlier.insert(*id);
                }
            }
        }
        (current, earlier)
    }

    /// Returns whether an earlier release pools one of the years in which a measure counts a
    /// record.
    fn was_counted(&self, record: &[&AddressCells], at: usize, measure: &str) -> bool {
        record.iter().any(|cells| {
            let year = cells.year.as_ref().filter(|_| cells.measure == measure);
            year.is_some_and(|year| self.pooled_years[at].contains(year))
        })
    }
}

/// Lists the earlier releases that, as far as the files show, count the same people as the last one
/// at all addresses.
pub(super) fn continued_releases<'a>(
    releases: &[&'a Release],
    addresses: &[Address],
) -> Vec<&'a Release> {
    let Some((last, earlier)) = releases.split_last() else {
        return vec![];
    };
    let (_, cells) = RecordCells::from_releases(releases, addresses);
    let known: BTreeSet<&Address> = addresses.iter().collect();
    let time = last.catalog.dimension(&last.catalog.time);
    let years: BTreeSet<String> = time
        .into_iter()
        .flat_map(|time| time.leaves().map(|year| year.code.clone()))
        .collect();
    let mut continued = Vec::new();
    for (at, release) in earlier.iter().enumerate() {
        let shown = release.tables.values().flat_map(|table| table.addressed());
        let is_known = shown
            .into_iter()
            .all(|(address, _)| known.contains(&address));
        // A single year with a cell of its own was corrected since.
        let is_corrected = addresses
            .iter()
            .zip(&cells.addresses)
            .any(|(address, cells)| {
                let year = address.pins.get(&last.catalog.time);
                year.is_some_and(|year| years.contains(year))
                    && cells.earlier.iter().any(|(other, _)| *other == at)
            });
        if cells.pooled_years[at].is_subset(&years) && is_known && !is_corrected {
            continued.push(*release);
        }
    }
    continued
}

/// Lists the single years that a release pools.
fn pooled_years(release: &Release) -> BTreeSet<String> {
    let Some(time) = release.catalog.dimension(&release.catalog.time) else {
        return BTreeSet::new();
    };
    let years = time.leaves().filter(|year| !year.apart);
    years.map(|year| year.code.clone()).collect()
}
