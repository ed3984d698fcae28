//! Writes down the sums of every table, with a name for every group of persons.

use cube::{Address, Dimension, Release, TOTAL, Table};

use super::search::Outsider;

impl Outsider {
    pub(super) fn add_table(&mut self, at: usize, release: &Release, table: &Table) {
        for (address, cell) in table.addressed() {
            let id = self.cell(at, release, &address);
            if let cube::Cell::Published(count) = cell {
                self.known[id] = i64::try_from(count).ok();
            }
            self.judged[id] = true;
        }
        for dimension in table.dimensions() {
            let totals = table.addressed().map(|(address, _)| address);
            for total in totals.filter(|address| !address.pins.contains_key(&dimension.id)) {
                self.add_line(at, release, dimension, &total);
            }
        }
    }

    pub(super) fn add_line(
        &mut self,
        at: usize,
        release: &Release,
        dimension: &Dimension,
        total: &Address,
    ) {
        let with = |code: &str| {
            let mut address = total.clone();
            if code != TOTAL {
                address.pins.insert(dimension.id.clone(), code.into());
            }
            address
        };
        if !dimension.multi_response {
            for parent in dimension.codes().filter(|code| !dimension.is_leaf(code)) {
                let mut sum = vec![(self.cell(at, release, &with(parent)), 1)];
                sum.extend(
                    dimension
                        .children(parent)
                        .map(|child| (self.cell(at, release, &with(&child.code)), -1)),
                );
                self.sums.push(sum);
            }
            return;
        }
        let mut base = vec![(self.cell(at, release, total), 1)];
        for category in dimension
            .categories
            .iter()
            .filter(|category| category.unknown)
        {
            base.push((self.cell(at, release, &with(&category.code)), -1));
        }
        let mut surplus = base.clone();
        for category in dimension
            .categories
            .iter()
            .filter(|category| !category.unknown)
        {
            let address = with(&category.code);
            let option = self.cell(at, release, &address);
            let without = self.number(format!("{at}: without {address}"));
            self.judged[without] = true;
            self.sums.push(
                base.iter()
                    .copied()
                    .chain([(option, -1), (without, -1)])
                    .collect(),
            );
            surplus.push((option, -1));
        }
        surplus.push((self.number(format!("{at}: surplus {total}")), 1));
        self.sums.push(surplus);
    }

    pub(super) fn cell(&mut self, at: usize, release: &Release, address: &Address) -> usize {
        let name = Self::name(at, release, address);
        let nobody = name == "nobody";
        let id = self.number(name);
        self.known[id] = if nobody { Some(0) } else { self.known[id] };
        id
    }

    pub(super) fn name(at: usize, release: &Release, address: &Address) -> String {
        let outcome = Self::outcome(release, address);
        if outcome == Some((true, true)) {
            return "nobody".into();
        }
        let mut address = address.clone();
        for (kept, other) in &release.catalog.relations.equal {
            if address.pins.get(&other.dimension) == Some(&other.code) {
                address.pins.remove(&other.dimension);
                let before = address
                    .pins
                    .insert(kept.dimension.clone(), kept.code.clone());
                if before.is_some_and(|before| before != kept.code) {
                    return "nobody".into();
                }
            } else if address.pins.get(&kept.dimension) == Some(&kept.code)
                && address.pins.contains_key(&other.dimension)
            {
                return "nobody".into();
            }
        }
        let year = address.pins.get(&release.catalog.time);
        let single = year.is_some_and(|year| release.catalog.dimensions[0].is_leaf(year));
        let single = single && outcome.is_none_or(|(settled, _)| settled);
        if single {
            address.to_string()
        } else {
            format!("{at}: {address}")
        }
    }

    pub(super) fn residual(whole: &str, category: Option<(&str, &str)>) -> String {
        format!("residual of {whole} {category:?}")
    }

    /// Where an address pins an outcome: whether all of its years are settled, and whether the outcome is pending.
    pub(super) fn outcome(release: &Release, address: &Address) -> Option<(bool, bool)> {
        let settled = release
            .catalog
            .dimensions
            .iter()
            .find(|listed| listed.settled.is_some())?;
        let (code, until) = (address.pins.get(&settled.id)?, settled.settled.as_ref()?);
        let year = address
            .pins
            .get(&release.catalog.time)
            .map(|year| year.parse::<u16>().unwrap());
        Some((
            year.is_some_and(|year| year <= until.until),
            until.pending.contains(code),
        ))
    }
}
