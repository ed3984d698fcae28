//! Lists what one release publishes, by measure and code of time.

use std::collections::BTreeMap;

use cube::{Address, Cell};

use crate::problem::implications::Implications;
use crate::problem::layout::TableLayout;
use crate::problem::tables::{MeasureYear, ReleaseTables};

/// What one release publishes; the one being made might publish everything.
pub(crate) struct PublishedCounts {
    /// The counts of each measure at each code of time, by saturated address.
    pub(crate) counts: BTreeMap<MeasureYear, BTreeMap<Address, i64>>,
    /// The years that each code of time contains.
    pub(crate) years: BTreeMap<String, Vec<String>>,
}

impl PublishedCounts {
    pub(crate) fn from_tables(
        tables: &ReleaseTables,
        implications: &Implications,
        truth: &dyn Fn(&Address) -> u64,
    ) -> Self {
        let mut years = BTreeMap::new();
        for code in tables.years().chain(tables.pooled()) {
            let within = tables.years_in(code).map(str::to_owned).collect();
            years.insert(code.to_owned(), within);
        }
        let mut counts: BTreeMap<MeasureYear, BTreeMap<Address, i64>> = BTreeMap::new();
        for layout in &tables.tables {
            for (at, address) in layout.addresses.iter().enumerate() {
                let count = published_count(layout, at, truth);
                if let (Some(count), Some(name)) = (count, implications.saturate(address)) {
                    let code = tables.time_code(address).to_owned();
                    let by_address = counts.entry((address.measure.clone(), code)).or_default();
                    by_address.insert(name, count);
                }
            }
        }
        PublishedCounts { counts, years }
    }
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
