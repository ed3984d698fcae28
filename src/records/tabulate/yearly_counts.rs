//! Counts persons by single years at every combination of categories that some table publishes, whatever its time.

use std::collections::BTreeMap;

use codebook::Codebook;
use cube::{Address, TableEntry};

use crate::tabulate::{
    counter::{Counter, Keep},
    counts::Counts,
    packed_records::PackedRecords,
    record::Record,
};

/// The exact counts of persons by year. Addresses are without time. `Debug` shows none of them.
#[derive(Clone, Debug)]
pub struct YearlyCounts {
    codebook: Codebook,
    tables: Vec<TableEntry>,
    years: BTreeMap<u16, Counts>,
}

impl YearlyCounts {
    /// Counts records that were read by this codebook.
    pub fn new(codebook: &Codebook, records: &PackedRecords) -> Self {
        // One counter counts one year alone, so that no year is left out of its sums.
        let mut of_all_years = codebook.clone();
        of_all_years.pooled = *codebook.years.end();
        let mut counts = YearlyCounts {
            codebook: of_all_years,
            tables: tables_without_time(codebook),
            years: BTreeMap::new(),
        };
        let new = || Counter::with_tables(&counts.codebook, &counts.tables, Keep::Counts);
        let mut counters: BTreeMap<u16, Counter<'_>> =
            codebook.years.clone().map(|year| (year, new())).collect();
        for record in records.iter() {
            for (year, counter) in &mut counters {
                if record.years.contains(&Some(*year)) {
                    counter.add(in_year(&record, *year));
                }
            }
        }
        let mut years = BTreeMap::new();
        for (year, counter) in counters {
            years.insert(year, counter.finish().0);
        }
        counts.years = years;
        counts
    }

    /// Returns the count of a year at an address without time.
    pub fn get(&self, address: &Address, year: u16) -> u64 {
        self.years
            .get(&year)
            .map_or(0, |counts| counts.get(address))
    }

    /// Changes the count of a year at an address without time; it never falls below 0.
    pub fn change(&mut self, address: &Address, year: u16, by: i64) {
        if let Some(counts) = self.years.get_mut(&year) {
            counts.change(address, by);
        }
    }

    /// Returns the addresses without time at which a measure counts a record, and the year.
    pub fn addresses(&self, record: &Record, measure: usize) -> Option<(u16, Vec<Address>)> {
        let year = record.years[measure]?;
        let years = record.years.iter().enumerate();
        let alone = Record {
            years: years
                .map(|(at, year)| year.filter(|_| at == measure))
                .collect(),
            ..record.clone()
        };
        let mut counter = Counter::with_tables(&self.codebook, &self.tables, Keep::Counts);
        counter.add(alone);
        Some((year, counter.finish().0.0.into_keys().collect()))
    }
}

/// The published tables without their time, each once.
fn tables_without_time(codebook: &Codebook) -> Vec<TableEntry> {
    let catalog = codebook.catalog();
    let is_time = |id: &String| *id == catalog.time;
    let mut tables: Vec<TableEntry> = Vec::new();
    for entry in &catalog.tables {
        let mut table = entry.clone();
        table.id.clear();
        table.dimensions.retain(|id| !is_time(id));
        table.rolled_up.retain(|id| !is_time(id));
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    tables
}

/// The same record, counted by no measure in another year.
fn in_year(record: &Record, year: u16) -> Record {
    Record {
        years: record
            .years
            .iter()
            .map(|of_measure| of_measure.filter(|of_measure| *of_measure == year))
            .collect(),
        ..record.clone()
    }
}

#[cfg(test)]
mod tests {
    use codebook::sample::{ROW, codebook, row};

    use super::*;
    use crate::sample::intake;

    #[test]
    fn years_add_up_to_what_is_published() {
        let rows = [
            ROW.into(),
            row("resolucion", "2025-01-01"),
            row("medios", "FUE,TEJ"),
            row("sexo", "M"),
            row("edad", "30"),
        ];
        let codebook = codebook(&[]);
        let intake = intake(&rows);
        let yearly = YearlyCounts::new(&codebook, &intake.records);
        let mut compared = 0;
        for (address, count) in &intake.counts.0 {
            let mut all_years = address.clone();
            let years = match all_years.pins.remove("anio") {
                Some(year) => vec![year.parse().unwrap()],
                None => vec![2024, 2025],
            };
            let sum: u64 = years.iter().map(|year| yearly.get(&all_years, *year)).sum();
            assert_eq!(sum, *count, "{address}");
            compared += 1;
        }
        assert!(compared > 50, "{compared}");
        assert_eq!(
            yearly.get(
                &Address::new("acreditadas", [("condicion", "NAC"), ("edad", "MIN")]),
                2024
            ),
            3
        );
    }

    #[test]
    fn a_record_is_taken_out_where_it_was_counted() {
        let codebook = codebook(&[]);
        let intake = intake(&[ROW.to_owned(), row("sexo", "M")]);
        let mut yearly = YearlyCounts::new(&codebook, &intake.records);
        let alone = YearlyCounts::new(&codebook, &intake.records);
        for record in intake.records.iter() {
            for measure in 0..codebook.measures.len() {
                let Some((year, addresses)) = yearly.addresses(&record, measure) else {
                    continue;
                };
                for address in addresses {
                    assert!(alone.get(&address, year) > 0, "{address}");
                    yearly.change(&address, year, -1);
                }
            }
        }
        let left = yearly.years.values().flat_map(|counts| counts.0.values());
        assert_eq!(left.sum::<u64>(), 0);
    }
}
