//! Lists the tables of one release, and the years and periods that its time dimension has.

use std::collections::BTreeSet;

use cube::{Address, Catalog, Cell, Dimension, Release, TOTAL, Table, Text};

use crate::problem::layout::TableLayout;

/// The tables of one release: an earlier one, or the one being made.
pub(crate) struct ReleaseTables<'a> {
    /// Its position: earlier releases in order, then the one being made.
    pub(crate) release: usize,
    pub(crate) catalog: &'a Catalog,
    pub(crate) tables: Vec<TableLayout>,
}

impl<'a> ReleaseTables<'a> {
    /// The tables that `catalog` announces, still without cells.
    pub(crate) fn from_catalog(release: usize, catalog: &'a Catalog) -> Self {
        let mut tables = Vec::new();
        for entry in &catalog.tables {
            let dimensions = catalog.dimensions_of(entry);
            let hidden = |_: &Address| Cell::Hidden;
            let (label, measure) = (Text::default(), &entry.measure);
            let table = Table::from_fn(&entry.id, label, measure, dimensions, hidden);
            tables.push(TableLayout {
                cells: None,
                ..TableLayout::from_table(&table)
            });
        }
        ReleaseTables {
            release,
            catalog,
            tables,
        }
    }

    /// The tables of an earlier release.
    pub(crate) fn from_release(release: usize, earlier: &'a Release) -> Self {
        ReleaseTables {
            release,
            catalog: &earlier.catalog,
            tables: earlier
                .tables
                .values()
                .map(TableLayout::from_table)
                .collect(),
        }
    }

    /// Every address in some table.
    pub(crate) fn addresses(&self) -> BTreeSet<&Address> {
        self.tables
            .iter()
            .flat_map(|table| &table.addresses)
            .collect()
    }

    /// The code of time that `address` pins, or the total's.
    pub(crate) fn time_code<'b>(&self, address: &'b Address) -> &'b str {
        address
            .pins
            .get(&self.catalog.time)
            .map_or(TOTAL, String::as_str)
    }

    /// The code of the single year that `address` pins.
    pub(crate) fn year<'b>(&self, address: &'b Address) -> Option<&'b str> {
        let code = address.pins.get(&self.catalog.time)?;
        let is_single = self.time().is_none_or(|time| time.is_leaf(code));
        is_single.then_some(code.as_str())
    }

    /// `address` with this code of time in place of its own.
    pub(crate) fn at_time(&self, address: &Address, code: &str) -> Address {
        let mut address = address.clone();
        address
            .pins
            .insert(self.catalog.time.clone(), code.to_owned());
        address
    }

    /// Whether all years together contain every single year.
    pub(crate) fn is_every_year_pooled(&self) -> bool {
        self.time()
            .is_none_or(|time| time.covering_codes().len() == 1)
    }

    /// Every single year, in order.
    pub(crate) fn years(&self) -> impl Iterator<Item = &str> {
        self.time()
            .into_iter()
            .flat_map(|time| time.codes().skip(1).filter(|code| time.is_leaf(code)))
    }

    /// The codes directly below all years, in order: periods, where there are any.
    pub(crate) fn periods(&self) -> impl Iterator<Item = &str> {
        self.time()
            .into_iter()
            .flat_map(|time| time.children(TOTAL).map(|period| period.code.as_str()))
    }

    /// The codes of time that pool years: periods, the smallest first, then all years.
    pub(crate) fn pooled(&self) -> impl Iterator<Item = &str> {
        let mut codes: Vec<&str> = self
            .time()
            .into_iter()
            .flat_map(|time| time.codes().skip(1).filter(|code| !time.is_leaf(code)))
            .collect();
        codes.reverse();
        codes.into_iter().chain([TOTAL])
    }

    /// The single years within a code of time, in order.
    pub(crate) fn years_in(&self, code: &str) -> impl Iterator<Item = &str> {
        self.years().filter(move |year| self.is_within(year, code))
    }

    fn is_within(&self, year: &str, code: &str) -> bool {
        let mut current = Some(year);
        // An earlier release may be broken so that a period contains itself; the limit ends that.
        for _ in 0..=self.time().map_or(0, |time| time.categories.len()) {
            if current == Some(code) {
                return true;
            }
            let category = self.time().zip(current);
            let category = category.and_then(|(time, code)| time.category(code));
            current = category.and_then(|category| category.parent_or_total());
        }
        false
    }

    fn time(&self) -> Option<&Dimension> {
        self.catalog.dimension(&self.catalog.time)
    }
}
