//! Writes down how a part and its whole depend on each other, over all years and year by year.

use std::collections::BTreeSet;

use cube::{Address, Category, Dimension, Release, TOTAL};

use super::search::Outsider;

impl Outsider {
    /// By the end of every year, no more are in the part than in the whole, or in the category of the whole that contains
    /// everybody of the part.
    pub(super) fn add_part(
        &mut self,
        at: usize,
        release: &Release,
        (part, whole): (&str, &str),
        category: Option<(&str, &str)>,
    ) {
        let addresses = addresses_of(release, part);
        for of_part in &addresses {
            if of_part.pins.contains_key(&release.catalog.time) {
                continue;
            }
            let mut of_whole = with_measure(of_part, whole);
            if let Some((dimension, code)) = category {
                of_whole = with_pin(&of_whole, dimension, code);
                let name = Self::name(at, release, &of_whole);
                if !self.names.contains_key(&name) {
                    continue;
                }
            }
            let of_residual = with_measure(of_part, &Self::residual(whole, category));
            let residual = self.cell(at, release, &of_residual);
            self.judged[residual] = true;
            for dimension in multi_response(release, of_part) {
                let mut categories = dimension.categories.iter();
                let is_published = |option: &Category| {
                    addresses.contains(&with_pin(of_part, &dimension.id, &option.code))
                };
                if categories.all(is_published) {
                    self.add_line(at, release, dimension, &of_residual);
                }
            }
            let of_both = [&of_whole, of_part].map(|address| self.cell(at, release, address));
            self.sums
                .push(vec![(of_both[0], 1), (of_both[1], -1), (residual, -1)]);
            let label = format!("{of_part} {category:?}");
            self.add_years(at, release, (of_part, &of_whole), &label);
        }
    }

    /// Whoever of the whole is not yet in the part by the end of a year waits.
    fn add_years(
        &mut self,
        at: usize,
        release: &Release,
        (of_part, of_whole): (&Address, &Address),
        label: &str,
    ) {
        let time = &release.catalog.time;
        let mut sum = Vec::new();
        for year in &release.catalog.dimensions[0].categories {
            let year = &year.code;
            sum.push((self.cell(at, release, &with_pin(of_whole, time, year)), 1));
            sum.push((self.cell(at, release, &with_pin(of_part, time, year)), -1));
            let waiting = self.number(format!("{at}: waiting {label} {year}"));
            let mut with_waiting = sum.clone();
            with_waiting.push((waiting, -1));
            self.sums.push(with_waiting);
        }
    }

    /// Whoever is in the whole and not in the part is in the category of the part, or in another one; the same for those of
    /// them who did not choose an option. It follows from the other sums, but finding it by trial takes long.
    pub(super) fn add_others(
        &mut self,
        at: usize,
        release: &Release,
        (part, whole): (&str, &str),
        (id, code): (&str, &str),
    ) {
        let Some(dimension) = release.catalog.dimension(id) else {
            return;
        };
        if dimension.multi_response {
            return;
        }
        let others = other_categories(dimension, code);
        let addresses: BTreeSet<Address> = addresses_of(release, part).into_iter().collect();
        for address in addresses {
            let all = with_measure(&address, &Self::residual(whole, None));
            let in_category = with_measure(&address, &Self::residual(whole, Some((id, code))));
            let mut terms = vec![(all, 1), (in_category, -1)];
            for other in &others {
                let of_whole = with_measure(&address, whole);
                terms.push((with_pin(&of_whole, id, &other.code), -1));
            }
            for group in ["", "without "] {
                let sum: Option<Vec<(usize, i64)>> = terms
                    .iter()
                    .map(|(address, by)| Some((self.find(at, release, address, group)?, *by)))
                    .collect();
                self.sums.extend(sum);
            }
        }
    }

    /// The count at an address, or of those there who did not choose its option.
    fn find(&self, at: usize, release: &Release, address: &Address, group: &str) -> Option<usize> {
        let name = Self::name(at, release, address).replacen(": ", &format!(": {group}"), 1);
        self.names.get(&name).copied()
    }
}

/// The addresses of a measure in all tables; an address is repeated for each table that has it.
fn addresses_of(release: &Release, measure: &str) -> Vec<Address> {
    let mut addresses = Vec::new();
    for table in release.tables.values() {
        if table.measure == measure {
            addresses.extend(table.addressed().map(|(address, _)| address));
        }
    }
    addresses
}

/// The multi-response dimensions that an address does not pin.
fn multi_response<'a>(
    release: &'a Release,
    address: &'a Address,
) -> impl Iterator<Item = &'a Dimension> {
    let dimensions = release.catalog.dimensions.iter();
    dimensions
        .filter(|dimension| dimension.multi_response && !address.pins.contains_key(&dimension.id))
}

/// The categories beside `code` and beside those that contain it: together with `code`, they cover everybody.
fn other_categories<'a>(dimension: &'a Dimension, code: &'a str) -> Vec<&'a Category> {
    let mut others = Vec::new();
    for inner in [code].into_iter().chain(dimension.ancestors(code)) {
        let category = dimension.category(inner);
        let above = category.and_then(Category::parent_or_total);
        let beside = dimension.children(above.unwrap_or(TOTAL));
        others.extend(beside.filter(|beside| beside.code != inner));
    }
    others
}

fn with_measure(address: &Address, measure: &str) -> Address {
    Address {
        measure: measure.into(),
        pins: address.pins.clone(),
    }
}

fn with_pin(address: &Address, dimension: &str, code: &str) -> Address {
    let mut address = address.clone();
    address.pins.insert(dimension.into(), code.into());
    address
}
