//! Measures the cost of protection on 1,500 invented people: `cargo run --release -p protect --example cost all`.
//!
//! With the further argument `audit`, it tabulates every alternative again, counts how many values of hidden cells some
//! alternative shows, and protects some alternatives with the same key: do they give the same release?
//!
//! Every cell counts once, however many tables contain it. Totals of years and of all years are left out, since they are
//! always published. The share hidden is of the cells in which somebody is; the mass is the sum of the published counts
//! over the sum of all counts.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement, not part of the program"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use cube::{Address, Catalog, Category, Cell, Dimension, Measure, TOTAL, Table, TableEntry, Text};
use protect::ProtectedRelease;

fn main() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/synthetic-victims-1500.csv");
    let with_audit = std::env::args().nth(2).is_some_and(|word| word == "audit");
    assert!(
        file.exists(),
        "{} is absent: this measurement needs the folder `shared` beside the checkout",
        file.display()
    );
    let which = std::env::args().nth(1);
    let people = People::read(&file);
    let attributes = 1..13;
    let by_year: Vec<Vec<usize>> = attributes
        .clone()
        .map(|attribute| vec![0, attribute])
        .collect();
    let pairs: Vec<Vec<usize>> = attributes
        .clone()
        .flat_map(|one| (one + 1..13).map(move |other| vec![one, other]))
        .collect();
    let both: Vec<Vec<usize>> = by_year.iter().chain(&pairs).cloned().collect();
    let nested = people.clone().nested();
    let by_period = |first: usize| {
        (1..13)
            .filter(move |other| *other != first)
            .map(move |other| vec![0, first, other])
    };
    // By period and sex, and by period and minor or adult, the second of which has the first already.
    let triples = by_period(SEX).chain(by_period(AGE).filter(|table| table[2] != SEX));
    let wide: Vec<Vec<usize>> = both.iter().cloned().chain(triples).collect();
    for (name, people, tables) in [
        ("T1", &people, by_year),
        ("T2", &people, pairs),
        ("T1+T2", &people, both),
        ("wide", &nested, wide),
    ] {
        if which
            .as_ref()
            .is_none_or(|which| which == name || which == "all")
        {
            for threshold in [3, 5, 10] {
                people.measure(name, &tables, threshold, with_audit);
            }
        }
    }
}

/// The columns of the age group and of sex.
const AGE: usize = 1;
const SEX: usize = 2;

#[derive(Clone)]
struct People {
    dimensions: Vec<Dimension>,
    rows: Vec<Vec<String>>,
}

impl People {
    fn read(file: &Path) -> Self {
        let mut reader = csv::Reader::from_path(file).unwrap();
        let ids: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .take(13)
            .map(str::to_owned)
            .collect();
        let rows: Vec<Vec<String>> = reader
            .records()
            .map(|row| row.unwrap().iter().take(13).map(str::to_owned).collect())
            .collect();
        let dimension = |(at, id): (usize, &String)| {
            let mut codes: Vec<&String> = rows.iter().map(|row| &row[at]).collect();
            codes.sort();
            codes.dedup();
            let category = |code: &&String| Category {
                code: (*code).clone(),
                ..Category::default()
            };
            Dimension {
                id: id.clone(),
                categories: codes.iter().map(category).collect(),
                ..Dimension::default()
            }
        };
        People {
            dimensions: ids.iter().enumerate().map(dimension).collect(),
            rows,
        }
    }

    /// With periods of two years, and minors and adults.
    fn nested(mut self) -> Self {
        let parents = [
            (
                0,
                vec![
                    "2015-2016",
                    "2017-2018",
                    "2019-2020",
                    "2021-2022",
                    "2023-2024",
                ],
            ),
            (AGE, vec!["MIN", "ADU"]),
        ];
        for (at, parents) in parents {
            let parent_of = |code: &str| -> String {
                let found = match at {
                    AGE if matches!(code, "0-11" | "12-17") => "MIN",
                    AGE => "ADU",
                    _ => parents
                        .iter()
                        .find(|period| period.split('-').any(|end| end == code))
                        .unwrap(),
                };
                found.into()
            };
            let dimension = &mut self.dimensions[at];
            let mut categories = Vec::new();
            for code in &parents {
                categories.push(Category {
                    code: (*code).into(),
                    ..Category::default()
                });
                let children = dimension
                    .categories
                    .iter()
                    .filter(|category| parent_of(&category.code) == *code);
                categories.extend(children.map(|category| Category {
                    parent: Some((*code).into()),
                    ..category.clone()
                }));
            }
            dimension.categories = categories;
        }
        self
    }

    /// The codes that a row counts under in a dimension, besides the total.
    fn codes<'a>(&'a self, row: &'a [String], at: usize) -> Vec<&'a str> {
        let code = row[at].as_str();
        [code]
            .into_iter()
            .chain(self.dimensions[at].ancestors(code))
            .collect()
    }

    fn measure(&self, name: &str, tables: &[Vec<usize>], threshold: u64, with_audit: bool) {
        let catalog = catalog(&self.dimensions, tables, threshold);
        let mut counted = tables.to_vec();
        for entry in protect::joint_tables(&catalog) {
            let position = |id: &String| self.dimensions.iter().position(|one| one.id == *id);
            counted.push(entry.dimensions.iter().filter_map(position).collect());
        }
        let counts = self.counts(&counted);
        let start = Instant::now();
        let protected = protect::protect(
            &|address| counts.get(address).copied().unwrap_or(0),
            &catalog,
            &[],
            &[7; 32],
        );
        let seconds = start.elapsed().as_secs_f64();
        let protected = protected.unwrap();
        let cells: BTreeMap<Address, Cell> = protected
            .release
            .tables
            .values()
            .flat_map(|table| table.addressed())
            .collect();
        let (mut all, mut hidden, mut small, mut mass, mut shown) = (0_u32, 0_u32, 0_u32, 0, 0);
        for (address, cell) in cells
            .iter()
            .filter(|(address, _)| address.pins.keys().any(|id| *id != catalog.time))
        {
            let count = counts.get(address).copied().unwrap_or(0);
            all += u32::from(count > 0);
            hidden += u32::from(count > 0 && *cell == Cell::Hidden);
            small += u32::from(count > 0 && count < threshold);
            mass += count;
            shown += cell.published().unwrap_or(0);
        }
        let percent = |part: u32| 100.0 * f64::from(part) / f64::from(all);
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let mass = shown as f64 / mass as f64;
        println!(
            "{name} k={threshold}: {} cells, {all} not empty, {:.1} % of these hidden (small: {:.1} %), mass {mass:.3}, \
             {seconds:.2} s, {:?}, {} notes",
            cells.len(),
            percent(hidden),
            percent(small),
            protected.witnesses,
            protected.notes.len()
        );
        if with_audit {
            audit(&protected, &catalog, &counts);
        }
    }

    fn counts(&self, tables: &[Vec<usize>]) -> BTreeMap<Address, u64> {
        let mut counts = BTreeMap::new();
        // Every subset of the dimensions of a table.
        let subsets = |table: &Vec<usize>| {
            let subset = |mask: usize| {
                table
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| mask >> at & 1 == 1)
                    .map(|(_, id)| *id)
                    .collect()
            };
            (0..1 << table.len())
                .map(subset)
                .collect::<Vec<Vec<usize>>>()
        };
        let sorted = |mut dimensions: Vec<usize>| {
            dimensions.sort_unstable();
            dimensions
        };
        let wanted: BTreeSet<Vec<usize>> = tables.iter().flat_map(subsets).map(sorted).collect();
        for row in &self.rows {
            for dimensions in &wanted {
                let mut addresses: Vec<Vec<(&str, &str)>> = vec![vec![]];
                for at in dimensions {
                    let mut longer = Vec::new();
                    for code in self.codes(row, *at) {
                        let pin = (self.dimensions[*at].id.as_str(), code);
                        longer.extend(
                            addresses
                                .iter()
                                .map(|pins| pins.iter().copied().chain([pin]).collect::<Vec<_>>()),
                        );
                    }
                    addresses = longer;
                }
                for pins in addresses {
                    *counts.entry(Address::new("n", pins)).or_default() += 1;
                }
            }
        }
        counts
    }
}

/// How many alternatives are protected again at most.
const AGAIN: usize = 100;
/// How many seconds that may take.
const SECONDS: u64 = 60;

/// True counts by address; an address that is absent has nobody.
type Counts = BTreeMap<Address, u64>;

/// Verifies the proof.
fn audit(protected: &ProtectedRelease, catalog: &Catalog, counts: &Counts) {
    print_witnesses(protected, catalog, counts);
    print_replayed(protected, catalog, counts);
}

fn true_count(counts: &Counts, address: &Address) -> i64 {
    i64::try_from(counts.get(address).copied().unwrap_or(0)).unwrap()
}

/// Tabulates every alternative again, and prints how many values of hidden cells some alternative shows.
fn print_witnesses(protected: &ProtectedRelease, catalog: &Catalog, counts: &Counts) {
    let threshold = i64::try_from(catalog.threshold).unwrap();
    let truth = |address: &Address| true_count(counts, address);
    let mut shown: BTreeMap<Address, BTreeSet<i64>> = BTreeMap::new();
    for table in protected.release.tables.values() {
        for (address, cell) in table.addressed() {
            if cell == Cell::Hidden {
                let count = truth(&address).min(threshold);
                shown.insert(address, BTreeSet::from([count]));
            }
        }
    }
    let mut wrong = 0;
    for changes in protected.alternatives.iter() {
        let other = |address: &Address| truth(address) + changes.get(address).copied().unwrap_or(0);
        let mut tables = protected.release.tables.values();
        wrong += u32::from(!tables.all(|table| agrees(table, &other, &truth)));
        for address in changes.keys() {
            let values = shown.get_mut(*address).unwrap();
            values.insert(other(address).min(threshold));
        }
    }
    let possible = usize::try_from(threshold + 1).unwrap();
    let has_ends = |values: &&BTreeSet<i64>| values.contains(&0) && values.contains(&threshold);
    let ends = shown.values().filter(has_ends).count();
    let all = shown.values().filter(|values| values.len() == possible);
    println!(
        "    {} alternatives, {wrong} of them wrong; of {} hidden cells, {ends} are shown at 0 and from the threshold up, \
         {} at every value between as well",
        protected.alternatives.len(),
        shown.len(),
        all.count()
    );
}

/// Protects some alternatives with the same key, and prints how many give the same release.
fn print_replayed(protected: &ProtectedRelease, catalog: &Catalog, counts: &Counts) {
    let alternatives: Vec<BTreeMap<&Address, i64>> = protected.alternatives.iter().collect();
    let (mut same, mut tried, clock) = (0, 0, Instant::now());
    for place in 0..alternatives.len().min(AGAIN) {
        if clock.elapsed().as_secs() > SECONDS {
            break;
        }
        // Evenly from all, in an order without a pattern.
        let changes = &alternatives[place * 7919 % alternatives.len()];
        let other = |address: &Address| {
            let by = changes.get(address).copied().unwrap_or(0);
            u64::try_from(true_count(counts, address) + by).unwrap_or_default()
        };
        let again = protect::protect(&other, catalog, &[], &[7; 32]);
        tried += 1;
        same += u32::from(again.is_ok_and(|again| again.release == protected.release));
    }
    println!(
        "    protected with the same key, {same} of {tried} of these come out as the same release"
    );
}

/// Whether other counts agree with everything published, are not negative, and add up.
fn agrees(table: &Table, other: &dyn Fn(&Address) -> i64, truth: &dyn Fn(&Address) -> i64) -> bool {
    table.addressed().all(|(address, cell)| {
        let adds_up = |dimension: &Dimension| {
            let code = address
                .pins
                .get(&dimension.id)
                .map_or(TOTAL, String::as_str);
            let part = |child: &Category| {
                let pins = address
                    .pins
                    .clone()
                    .into_iter()
                    .chain([(dimension.id.clone(), child.code.clone())]);
                other(&Address {
                    pins: pins.collect(),
                    ..address.clone()
                })
            };
            let parts: Vec<i64> = dimension.children(code).map(part).collect();
            parts.is_empty() || parts.iter().sum::<i64>() == other(&address)
        };
        let stays = cell == Cell::Hidden || other(&address) == truth(&address);
        stays && other(&address) >= 0 && table.dimensions().iter().all(adds_up)
    })
}

fn catalog(dimensions: &[Dimension], tables: &[Vec<usize>], threshold: u64) -> Catalog {
    let table = |axes: &Vec<usize>| {
        let ids: Vec<String> = axes.iter().map(|at| dimensions[*at].id.clone()).collect();
        let rolled_up = if ids.len() > 2 {
            ids[..2].to_vec()
        } else {
            vec![]
        };
        TableEntry {
            id: ids.join("."),
            measure: "n".into(),
            dimensions: ids,
            rolled_up,
        }
    };
    debug_assert!(
        dimensions
            .iter()
            .all(|dimension| dimension.category(TOTAL).is_none())
    );
    let text = Text::default;
    Catalog {
        codebook: "invented".into(),
        release: "2026-10".into(),
        threshold,
        time: "year".into(),
        measures: vec![Measure {
            id: "n".into(),
            label: text(),
            definition: text(),
            unit: text(),
            ..Measure::default()
        }],
        dimensions: dimensions.to_vec(),
        tables: tables.iter().map(table).collect(),
        ..Catalog::default()
    }
}
