//! Draws small registers: their catalog, and the true count at every address.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Category, Dimension, Measure, Release, TOTAL, TableEntry};
use protect::Key;

use crate::dice::Dice;

/// The smallest count that may be published.
pub const THRESHOLD: i64 = 5;

/// All cells of a register's tables, each once, and how they add up.
pub struct Register {
    pub catalog: Catalog,
    pub cells: Vec<Address>,
    /// The cell of a total, and those of its parts.
    pub sums: Vec<(usize, Vec<usize>)>,
    /// The true counts.
    pub counts: Vec<i64>,
}

impl Register {
    /// 40 to 100 persons in two or three years, by an attribute of three or four categories; if linked, another table
    /// crosses this attribute with one of two categories, over all years.
    pub fn draw(dice: &mut Dice, is_linked: bool) -> Self {
        let persons = 40 + dice.below(61);
        let years = 2 + dice.below(2);
        let codes = |prefix: &str, size: usize| {
            (0..size)
                .map(|at| format!("{prefix}{at}"))
                .collect::<Vec<_>>()
        };
        let mut axes = vec![
            ("year", codes("202", years)),
            ("a", codes("a", 3 + dice.below(2))),
        ];
        let mut tables = vec![vec![0, 1]];
        if is_linked {
            axes.push(("b", codes("b", 2)));
            tables.push(vec![1, 2]);
        }
        let dimensions: Vec<Dimension> = axes
            .iter()
            .map(|(id, codes)| dimension(id, codes))
            .collect();
        let (cells, sums) = list_cells(&dimensions, &tables);
        let weights: Vec<Vec<f64>> = axes
            .iter()
            .enumerate()
            .map(|(axis, (_, codes))| {
                codes
                    .iter()
                    .map(|_| {
                        if axis == 0 {
                            1.0
                        } else {
                            dice.unit().powi(2) + 0.03
                        }
                    })
                    .collect()
            })
            .collect();
        let index: BTreeMap<&Address, usize> = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| (cell, at))
            .collect();
        let mut counts = vec![0; cells.len()];
        for _ in 0..persons {
            let person: Vec<usize> = weights.iter().map(|of| dice.weighted(of)).collect();
            for address in addresses_of(&person, &dimensions, &tables) {
                counts[index[&address]] += 1;
            }
        }
        Register {
            catalog: catalog(dimensions, &tables),
            counts,
            sums,
            cells,
        }
    }

    /// Which cells a release with these counts publishes; `None` if it is refused.
    pub fn protect(&self, counts: &[i64], key: &Key) -> Option<Vec<bool>> {
        let count = |address: &Address| {
            let at = self.cells.binary_search(address).ok();
            at.and_then(|at| u64::try_from(counts[at]).ok())
                .unwrap_or_default()
        };
        let release = protect::protect(&count, &self.catalog, &[], key)
            .ok()?
            .release;
        Some(self.published(&release))
    }

    fn published(&self, release: &Release) -> Vec<bool> {
        let mut published = vec![false; self.cells.len()];
        for (address, cell) in release.tables.values().flat_map(cube::Table::addressed) {
            if let Ok(at) = self.cells.binary_search(&address) {
                published[at] = cell.published().is_some();
            }
        }
        published
    }
}

fn dimension(id: &str, codes: &[String]) -> Dimension {
    let category = |code: &String| Category {
        code: code.clone(),
        ..Category::default()
    };
    Dimension {
        id: id.into(),
        categories: codes.iter().map(category).collect(),
        ..Dimension::default()
    }
}

fn catalog(dimensions: Vec<Dimension>, tables: &[Vec<usize>]) -> Catalog {
    let table = |axes: &Vec<usize>| {
        let ids: Vec<String> = axes.iter().map(|at| dimensions[*at].id.clone()).collect();
        TableEntry {
            id: ids.join("."),
            measure: "n".into(),
            dimensions: ids,
            rolled_up: vec![],
        }
    };
    Catalog {
        codebook: "invented".into(),
        release: "2026-10".into(),
        threshold: THRESHOLD.unsigned_abs(),
        time: "year".into(),
        measures: vec![Measure {
            id: "n".into(),
            ..Measure::default()
        }],
        tables: tables.iter().map(table).collect(),
        dimensions,
        ..Catalog::default()
    }
}

fn list_cells(
    dimensions: &[Dimension],
    tables: &[Vec<usize>],
) -> (Vec<Address>, Vec<(usize, Vec<usize>)>) {
    let mut all: Vec<Vec<(&str, &str)>> = Vec::new();
    for table in tables {
        let mut pins: Vec<Vec<(&str, &str)>> = vec![vec![]];
        for axis in table {
            let dimension = &dimensions[*axis];
            let codes = || {
                dimension
                    .categories
                    .iter()
                    .map(|category| category.code.as_str())
                    .chain([TOTAL])
            };
            pins = pins
                .iter()
                .flat_map(|pins| {
                    codes().map(|code| [pins.as_slice(), &[(dimension.id.as_str(), code)]].concat())
                })
                .collect();
        }
        all.extend(pins);
    }
    let address = |pins: &[(&str, &str)]| {
        Address::new("n", pins.iter().filter(|(_, code)| *code != TOTAL).copied())
    };
    let mut cells: Vec<Address> = all.iter().map(|pins| address(pins)).collect();
    cells.sort();
    cells.dedup();
    let at = |address: &Address| cells.binary_search(address).unwrap();
    let mut sums = Vec::new();
    for pins in &all {
        for place in 0..pins.len() {
            let (id, code) = pins[place];
            if code == TOTAL {
                let dimension = dimensions
                    .iter()
                    .find(|dimension| dimension.id == id)
                    .unwrap();
                let part = |category: &Category| {
                    let mut pins = pins.clone();
                    pins[place].1 = &category.code;
                    at(&address(&pins))
                };
                sums.push((
                    at(&address(pins)),
                    dimension.categories.iter().map(part).collect(),
                ));
            }
        }
    }
    sums.sort();
    sums.dedup();
    (cells, sums)
}

/// The addresses at which a person counts.
fn addresses_of(person: &[usize], dimensions: &[Dimension], tables: &[Vec<usize>]) -> Vec<Address> {
    let pin = |axis: usize| {
        (
            dimensions[axis].id.as_str(),
            dimensions[axis].categories[person[axis]].code.as_str(),
        )
    };
    let mut all = vec![Address::new("n", [])];
    for table in tables {
        all.extend(table.iter().map(|axis| Address::new("n", [pin(*axis)])));
        all.push(Address::new("n", table.iter().map(|axis| pin(*axis))));
    }
    all.sort();
    all.dedup();
    all
}
