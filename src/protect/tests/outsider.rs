//! An outsider who tries one table of whole numbers after the other. It writes the sums down in its own way and knows
//! no solver: only bounds, and trying.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Dimension, Release, TOTAL, Table};

/// All numbers that are published, hidden or implied, and the sums between them.
#[derive(Default)]
pub struct Outsider {
    names: BTreeMap<String, usize>,
    known: Vec<Option<i64>>,
    judged: Vec<bool>,
    sums: Vec<Vec<(usize, i64)>>,
    most: i64,
    tried: Cell<usize>,
}

type Bounds = Vec<(i64, i64)>;

/// More tries than this are too many for one question, and for all questions on a register: nearly all take a few, but
/// some would take hours. What bounds alone say, without trying, is always asked.
const TRIES: usize = 5_000;
const ALL_TRIES: usize = 100_000;

impl Outsider {
    pub fn of(releases: &[&Release]) -> Self {
        let mut outsider = Outsider::default();
        for (at, release) in releases.iter().enumerate() {
            release
                .tables
                .values()
                .for_each(|table| outsider.table(at, release, table));
        }
        for (at, release) in releases.iter().enumerate() {
            for (part, whole) in &release.catalog.relations.part_of {
                outsider.parts(at, release, (part, whole), None);
                for (_, category) in release
                    .catalog
                    .relations
                    .within
                    .iter()
                    .filter(|(of, _)| of == part)
                {
                    let category = (category.dimension.as_str(), category.code.as_str());
                    outsider.parts(at, release, (part, whole), Some(category));
                    outsider.others(at, release, (part, whole), category);
                }
            }
        }
        for at in 1..releases.len() {
            outsider.since((at - 1, releases[at - 1]), (at, releases[at]));
        }
        outsider.tidy();
        outsider.most = outsider.known.iter().flatten().copied().max().unwrap_or(0) * 3;
        outsider
    }

    /// Each number once in every sum: where categories are equal, a total can be its own part.
    fn tidy(&mut self) {
        let nobody = self.names.get("nobody").copied();
        for sum in &mut self.sums {
            let mut terms: BTreeMap<usize, i64> = BTreeMap::new();
            sum.drain(..)
                .for_each(|(at, by)| *terms.entry(at).or_default() += by);
            sum.extend(
                terms
                    .into_iter()
                    .filter(|(at, by)| *by != 0 && Some(*at) != nobody),
            );
            assert!(sum.iter().all(|(_, by)| by.abs() == 1));
        }
        self.sums.sort_unstable();
        self.sums.dedup();
    }

    /// Everything that is judged and not published, by name.
    pub fn judged(&self) -> impl Iterator<Item = (&String, usize)> {
        let open = self
            .names
            .iter()
            .filter(|(_, id)| self.judged[**id] && self.known[**id].is_none());
        open.map(|(name, id)| (name, *id))
    }

    /// Whether some table agrees with everything published and has this cell between these values; `None` if that
    /// takes too long to say.
    pub fn possible(&self, cell: usize, (low, high): (i64, i64)) -> Option<bool> {
        let mut bounds: Bounds = self
            .known
            .iter()
            .map(|known| known.map_or((0, self.most), |is| (is, is)))
            .collect();
        bounds[cell] = (bounds[cell].0.max(low), bounds[cell].1.min(high));
        let granted = ALL_TRIES.saturating_sub(self.tried.get()).clamp(1, TRIES);
        let mut left = granted;
        let possible = self.search(bounds, &mut left);
        self.tried.set(self.tried.get() + granted - left);
        possible
    }

    pub fn most(&self) -> i64 {
        self.most
    }

    fn search(&self, mut bounds: Bounds, tries: &mut usize) -> Option<bool> {
        *tries = tries.checked_sub(1)?;
        if !self.narrow(&mut bounds) {
            return Some(false);
        }
        let open = (0..bounds.len()).filter(|at| bounds[*at].0 < bounds[*at].1);
        let Some(at) = open.min_by_key(|at| bounds[*at].1 - bounds[*at].0) else {
            return Some(true);
        };
        for value in bounds[at].0..=bounds[at].1 {
            let mut tried = bounds.clone();
            tried[at] = (value, value);
            if self.search(tried, tries)? {
                return Some(true);
            }
        }
        Some(false)
    }

    fn narrow(&self, bounds: &mut Bounds) -> bool {
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for sum in &self.sums {
                for (at, by) in sum {
                    let rest = sum.iter().filter(|(other, _)| other != at);
                    let (mut least, mut most) = (0, 0);
                    for (other, by) in rest {
                        let ends = [bounds[*other].0 * by, bounds[*other].1 * by];
                        least += ends[0].min(ends[1]);
                        most += ends[0].max(ends[1]);
                    }
                    // Coefficients are 1 or -1.
                    let ends = [-least * by, -most * by];
                    let (low, high) = bounds[*at];
                    let now = (
                        low.max(ends[0].min(ends[1])),
                        high.min(ends[0].max(ends[1])),
                    );
                    if now.0 > now.1 {
                        return false;
                    }
                    changed |= now != (low, high);
                    bounds[*at] = now;
                }
            }
        }
        true
    }

    fn number(&mut self, name: String) -> usize {
        let next = self.known.len();
        let id = *self.names.entry(name).or_insert(next);
        if id == next {
            self.known.push(None);
            self.judged.push(false);
        }
        id
    }

    /// Whether it counts what became of persons, if so whether of settled years alone, and whether they still wait.
    fn outcome(release: &Release, address: &Address) -> Option<(bool, bool)> {
        let settled = release
            .catalog
            .dimensions
            .iter()
            .find(|held| held.settled.is_some())?;
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

    fn name(at: usize, release: &Release, address: &Address) -> String {
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

    fn rest(whole: &str, category: Option<(&str, &str)>) -> String {
        format!("rest of {whole} {category:?}")
    }

    fn cell(&mut self, at: usize, release: &Release, address: &Address) -> usize {
        let name = Self::name(at, release, address);
        let nobody = name == "nobody";
        let id = self.number(name);
        self.known[id] = if nobody { Some(0) } else { self.known[id] };
        id
    }

    fn table(&mut self, at: usize, release: &Release, table: &Table) {
        for (address, cell) in table.addressed() {
            let id = self.cell(at, release, &address);
            if let cube::Cell::Published(count) = cell {
                self.known[id] = i64::try_from(count).ok();
            }
            self.judged[id] |= !release.catalog.is_unprotected(&address);
        }
        for dimension in table.dimensions() {
            let totals = table.addressed().map(|(address, _)| address);
            for total in totals.filter(|address| !address.pins.contains_key(&dimension.id)) {
                self.line(at, release, dimension, &total);
            }
        }
    }

    fn line(&mut self, at: usize, release: &Release, dimension: &Dimension, total: &Address) {
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
            self.judged[without] = !release.catalog.is_unprotected(&address);
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

    /// Whoever is in the whole and not in the part is in the category in which all of the part are, or in another one;
    /// and so is whoever of them lacks an answer. It follows from the other sums, but to find it by trying takes long.
    fn others(
        &mut self,
        at: usize,
        release: &Release,
        (part, whole): (&str, &str),
        (dimension, code): (&str, &str),
    ) {
        let Some(dimension) = release
            .catalog
            .dimension(dimension)
            .filter(|held| !held.multi_response)
        else {
            return;
        };
        let mut others = Vec::new();
        for inner in [code].into_iter().chain(dimension.ancestors(code)) {
            let above = dimension
                .category(inner)
                .and_then(cube::Category::parent_or_total)
                .unwrap_or(TOTAL);
            others.extend(
                dimension
                    .children(above)
                    .filter(|beside| beside.code != inner),
            );
        }
        let of_part = release
            .tables
            .values()
            .filter(|table| table.measure == part)
            .flat_map(|table| table.addressed());
        for address in of_part.map(|(address, _)| address).collect::<BTreeSet<_>>() {
            let of = |measure: String| Address {
                measure,
                ..address.clone()
            };
            let rest = |category: Option<(&str, &str)>| of(Self::rest(whole, category));
            let other = |other: &cube::Category| {
                let mut address = of(whole.into());
                address
                    .pins
                    .insert(dimension.id.clone(), other.code.clone());
                address
            };
            for lacking in ["", "without "] {
                let known = |address: &Address| {
                    let name =
                        Self::name(at, release, address).replacen(": ", &format!(": {lacking}"), 1);
                    self.names.get(&name).copied()
                };
                let ends = [(rest(None), 1), (rest(Some((&dimension.id, code))), -1)];
                let parts = ends
                    .into_iter()
                    .chain(others.iter().map(|category| (other(category), -1)));
                let sum: Option<Vec<_>> = parts
                    .map(|(address, by)| Some((known(&address)?, by)))
                    .collect();
                self.sums.extend(sum);
            }
        }
    }

    /// By the end of every year, no more are in the part than in the whole, or than in those of the whole who are in the
    /// category in which everybody of the part is.
    fn parts(
        &mut self,
        at: usize,
        release: &Release,
        (part, whole): (&str, &str),
        category: Option<(&str, &str)>,
    ) {
        let time = &release.catalog.time;
        let years: Vec<String> = release.catalog.dimensions[0]
            .categories
            .iter()
            .map(|year| year.code.clone())
            .collect();
        let tables = release
            .tables
            .values()
            .filter(|table| table.measure == part);
        let pooled: Vec<Address> = tables
            .flat_map(|table| table.addressed())
            .map(|(address, _)| address)
            .collect();
        for of_part in pooled
            .iter()
            .filter(|address| !address.pins.contains_key(time))
        {
            let mut of_whole = Address {
                measure: whole.into(),
                ..of_part.clone()
            };
            of_whole
                .pins
                .extend(category.map(|(dimension, code)| (dimension.to_owned(), code.to_owned())));
            if category.is_some() && !self.names.contains_key(&Self::name(at, release, &of_whole)) {
                continue;
            }
            let of_rest = |address: &Address| Address {
                measure: Self::rest(whole, category),
                ..address.clone()
            };
            let rest = self.cell(at, release, &of_rest(of_part));
            self.judged[rest] = !release.catalog.is_unprotected(of_part);
            let several = release
                .catalog
                .dimensions
                .iter()
                .filter(|dimension| dimension.multi_response);
            for dimension in several.filter(|dimension| !of_part.pins.contains_key(&dimension.id)) {
                let option = |category: &cube::Category| {
                    let mut address = of_part.clone();
                    address
                        .pins
                        .insert(dimension.id.clone(), category.code.clone());
                    address
                };
                if dimension
                    .categories
                    .iter()
                    .all(|category| pooled.contains(&option(category)))
                {
                    self.line(at, release, dimension, &of_rest(of_part));
                }
            }
            let ends = (
                self.cell(at, release, &of_whole),
                self.cell(at, release, of_part),
            );
            self.sums.push(vec![(ends.0, 1), (ends.1, -1), (rest, -1)]);
            let mut sum = Vec::new();
            for year in &years {
                let in_year = |address: &Address| {
                    let mut address = address.clone();
                    address.pins.insert(time.clone(), year.clone());
                    address
                };
                sum.push((self.cell(at, release, &in_year(&of_whole)), 1));
                sum.push((self.cell(at, release, &in_year(of_part)), -1));
                let waiting = self.number(format!("{at}: waiting {of_part} {category:?} {year}"));
                self.sums
                    .push(sum.iter().copied().chain([(waiting, -1)]).collect());
            }
        }
    }

    fn since(&mut self, (before, old): (usize, &Release), (after, new): (usize, &Release)) {
        let codes = |release: &Release| -> Vec<String> {
            release.catalog.dimensions[0]
                .categories
                .iter()
                .map(|year| year.code.clone())
                .collect()
        };
        let came: Vec<String> = codes(new)
            .into_iter()
            .filter(|year| !codes(old).contains(year))
            .collect();
        let time = &new.catalog.time;
        let addresses: Vec<Address> = new
            .tables
            .values()
            .flat_map(|table| table.addressed())
            .map(|(address, _)| address)
            .collect();
        for address in addresses
            .iter()
            .filter(|address| !address.pins.contains_key(time))
        {
            if [old, new]
                .iter()
                .any(|release| Self::outcome(release, address).is_some_and(|(settled, _)| !settled))
            {
                continue;
            }
            let Some(was) = self.names.get(&Self::name(before, old, address)).copied() else {
                continue;
            };
            let is = self.cell(after, new, address);
            let mut sum = vec![(is, 1), (was, -1)];
            for year in &came {
                let mut in_year = address.clone();
                in_year.pins.insert(time.clone(), year.clone());
                match self.names.get(&Self::name(after, new, &in_year)) {
                    Some(id) => sum.push((*id, -1)),
                    None => {
                        let since = self.number(format!("{after}: since {address}"));
                        self.judged[since] = !new.catalog.is_unprotected(address);
                        sum.truncate(2);
                        sum.push((since, -1));
                        break;
                    }
                }
            }
            self.sums.push(sum);
        }
    }
}
