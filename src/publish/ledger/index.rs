//! Finds the count of an address and a span of years in a ledger, through the changes of a codebook.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, TOTAL};

use crate::ledger::{
    error::LedgerError,
    merged::{Origin, find_origins},
    model::{CountTable, Ledger, Span},
};

/// The categories of a cell: each with the id of its dimension.
type Pins<'a> = Vec<(&'a str, &'a str)>;

/// The counts of a ledger by the addresses of a catalog, without time.
#[derive(Default)]
pub(super) struct Index {
    /// For each address, first year, last year → count.
    spans: BTreeMap<Address, BTreeMap<(u16, u16), u64>>,
}

impl Index {
    /// Indexes the spans of a ledger that lie within these years. Refuses counts of the same persons that differ.
    pub(super) fn new(
        ledger: &Ledger,
        catalog: &Catalog,
        years: &BTreeSet<u16>,
    ) -> Result<Self, LedgerError> {
        let mut index = Index::default();
        for table in &ledger.tables {
            let is_within = |span: &&Span| (span.first..=span.last).all(|at| years.contains(&at));
            let spans: Vec<&Span> = table.spans.iter().filter(is_within).collect();
            index.add_table(table, &spans, catalog)?;
        }
        index.check_sums()?;
        Ok(index)
    }

    fn add_table(
        &mut self,
        table: &CountTable,
        spans: &[&Span],
        catalog: &Catalog,
    ) -> Result<(), LedgerError> {
        let Some(measure) = present_measure(table, catalog) else {
            return Ok(());
        };
        // Each cell by its pins and the positions that add up to it.
        let mut cells: Vec<(Pins, Vec<usize>)> = vec![(vec![], vec![0])];
        for list in &table.dimensions {
            let dimension = catalog.dimensions.iter().find(|dimension| {
                dimension.id == list.id || dimension.replaces.as_ref() == Some(&list.id)
            });
            let (id, origins) = match dimension {
                Some(dimension) => (dimension.id.as_str(), find_origins(list, dimension)),
                None => ("", vec![total()]),
            };
            let mut finer = Vec::new();
            for (pins, positions) in &cells {
                for origin in &origins {
                    let mut pins = pins.clone();
                    pins.extend(origin.code.map(|code| (id, code)));
                    let below = |at: &usize| {
                        let start = at * list.width();
                        origin
                            .positions
                            .iter()
                            .map(move |position| start + position)
                    };
                    finer.push((pins, positions.iter().flat_map(below).collect()));
                }
            }
            cells = finer;
        }
        for (pins, positions) in cells {
            let address = Address::new(measure, pins);
            for span in spans {
                let count = positions.iter().map(|at| span.counts[*at]).sum();
                self.add(&address, span, count)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, address: &Address, span: &Span, count: u64) -> Result<(), LedgerError> {
        let spans = self.spans.entry(address.clone()).or_default();
        let known = spans.insert((span.first, span.last), count);
        if known.is_some_and(|known| known != count) {
            return Err(not_additive(address, span.first, span.last));
        }
        Ok(())
    }

    /// Checks that every span is the sum of the spans within it.
    fn check_sums(&self) -> Result<(), LedgerError> {
        for (address, spans) in &self.spans {
            for ((first, last), count) in spans {
                let is_shorter = |span: (u16, u16)| span != (*first, *last);
                let sum = cover(spans, *first, *last, &is_shorter);
                if sum.is_some_and(|sum| sum != *count) {
                    return Err(not_additive(address, *first, *last));
                }
            }
        }
        Ok(())
    }

    /// The count of an address without time in all of these years; `None` if the ledger does not have them.
    pub(super) fn count(&self, address: &Address, first: u16, last: u16) -> Option<u64> {
        cover(self.spans.get(address)?, first, last, &|_| true)
    }
}

/// Adds up spans that follow each other from the first to the last year.
fn cover(
    spans: &BTreeMap<(u16, u16), u64>,
    first: u16,
    last: u16,
    is_allowed: &dyn Fn((u16, u16)) -> bool,
) -> Option<u64> {
    for ((_, end), count) in spans.range((first, first)..=(first, last)) {
        if !is_allowed((first, *end)) {
            continue;
        }
        if *end == last {
            return Some(*count);
        }
        if let Some(rest) = cover(spans, end + 1, last, is_allowed) {
            return Some(count + rest);
        }
    }
    None
}

fn total() -> Origin<'static> {
    Origin {
        code: None,
        positions: vec![0],
    }
}

/// The id by which a catalog has the measure of a table.
fn present_measure<'a>(table: &CountTable, catalog: &'a Catalog) -> Option<&'a str> {
    let measures = &mut catalog.measures.iter();
    let present = measures.find(|measure| {
        measure.id == table.measure || measure.replaces.as_ref() == Some(&table.measure)
    });
    present.map(|measure| measure.id.as_str())
}

fn not_additive(address: &Address, first: u16, last: u16) -> LedgerError {
    LedgerError::NotAdditive {
        place: describe(address, first, last),
    }
}

/// Names an address and its years: `personas sexo=F, 2019`.
pub(super) fn describe(address: &Address, first: u16, last: u16) -> String {
    let years = match last {
        _ if first == last => first.to_string(),
        _ => format!("{first}-{last}"),
    };
    format!("{address}, {years}")
}

/// Splits an address into one without time and its code of time.
pub(super) fn split_time<'a>(address: &'a Address, time: &str) -> (Address, &'a str) {
    let mut without = address.clone();
    without.pins.remove(time);
    let code = address.pins.get(time).map_or(TOTAL, String::as_str);
    (without, code)
}
