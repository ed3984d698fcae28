//! Lists three divisions of the same persons whose pairs have cells, though all three together have none.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Dimension, TOTAL, Table};

use super::corrections::ReleaseIndex;
use super::grid::adds_up;
use super::parts::Container;
use super::triple::{PAIRS, Triple};
use super::writer::Writer;
use crate::report::Group;

/// Persons whom tables divide: those of a measure, all of them or those of a period, or a residual.
struct Population<'a> {
    at: ReleaseIndex,
    tables: Vec<&'a Table>,
    /// The group of all of them.
    everybody: Group,
    /// The period, for persons of one.
    period: Option<&'a str>,
}

/// One part of a division: persons with a category, or who answered without it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    code: String,
    is_without: bool,
}

/// The parts of a dimension, or of one option of a multi-response dimension.
type Division = Vec<Part>;

impl<'a> Writer<'a> {
    /// Lists the triples of a release.
    pub(super) fn list_triples(&self, at: ReleaseIndex) -> Vec<Triple> {
        let mut triples = Vec::new();
        for population in self.populations(at) {
            for dimensions in population.crossed_dimensions() {
                for divisions in population.divisions(dimensions) {
                    if population.has_joint_table(dimensions, &divisions) {
                        continue;
                    }
                    triples.extend(self.build_triple(&population, dimensions, &divisions));
                }
            }
        }
        triples
    }

    /// Lists the persons of each measure, of each of its periods, and each residual.
    fn populations(&self, at: ReleaseIndex) -> Vec<Population<'a>> {
        let release = self.releases[at];
        let (time, tables) = (&release.catalog.time, release.tables.values());
        let measures: BTreeSet<&String> = tables.clone().map(|table| &table.measure).collect();
        let mut populations = Vec::new();
        for measure in measures {
            let tables: Vec<&Table> = tables.clone().filter(|t| t.measure == *measure).collect();
            let group = |pins: BTreeMap<String, String>| {
                Group::from(Address {
                    measure: measure.clone(),
                    pins,
                })
            };
            for period in list_periods(&tables, time) {
                populations.push(Population {
                    at,
                    tables: tables.clone(),
                    everybody: group([(time.clone(), period.to_owned())].into()),
                    period: Some(period),
                });
            }
            for (part, whole) in &release.catalog.relations.part_of {
                if part != measure || part == whole {
                    continue;
                }
                for container in self.containers(at, part) {
                    populations.push(Population {
                        at,
                        tables: tables.clone(),
                        everybody: Group {
                            whole: Some(whole.clone()),
                            ..group(container_pins(&container))
                        },
                        period: None,
                    });
                }
            }
            populations.push(Population {
                at,
                tables,
                everybody: group(BTreeMap::new()),
                period: None,
            });
        }
        populations
    }

    /// Finds the cells of a triple. `None`: one of them does not exist.
    fn build_triple(
        &self,
        population: &Population<'_>,
        dimensions: [&str; 3],
        divisions: &[Division; 3],
    ) -> Option<Triple> {
        let find = |parts: &[(usize, &Part)]| {
            let mut group = population.everybody.clone();
            for (at, part) in parts {
                let dimension = dimensions[*at].to_owned();
                if part.is_without {
                    group.without.insert(dimension.clone());
                }
                group.address.pins.insert(dimension, part.code.clone());
            }
            self.find(population.at, &group)
        };
        let mut pairs = [vec![], vec![], vec![]];
        for (pair, [one, other]) in PAIRS.into_iter().enumerate() {
            for a in &divisions[one] {
                for b in &divisions[other] {
                    pairs[pair].push(find(&[(one, a), (other, b)])?);
                }
            }
        }
        let mut singles = [vec![], vec![], vec![]];
        for (at, division) in divisions.iter().enumerate() {
            for part in division {
                singles[at].push(find(&[(at, part)])?);
            }
        }
        Some(Triple {
            sizes: [0, 1, 2].map(|at| divisions[at].len()),
            pairs,
            singles,
            total: find(&[])?,
        })
    }
}

impl<'a> Population<'a> {
    /// Lists the dimensions of which every two are in one table.
    fn crossed_dimensions(&self) -> Vec<[&'a str; 3]> {
        let ids = self.tables.iter().flat_map(|table| table.dimensions());
        let ids: BTreeSet<&'a str> = ids.map(|dimension| dimension.id.as_str()).collect();
        let ids: Vec<&'a str> = ids.into_iter().filter(|id| self.divides(id)).collect();
        let mut crossed = Vec::new();
        for (at, one) in ids.iter().enumerate() {
            for (next, other) in ids.iter().enumerate().skip(at + 1) {
                if self.table(&[*one, *other]).is_none() {
                    continue;
                }
                for third in &ids[next + 1..] {
                    let has_pairs = self.table(&[*one, *third]).is_some()
                        && self.table(&[*other, *third]).is_some();
                    if has_pairs {
                        crossed.push([*one, *other, *third]);
                    }
                }
            }
        }
        crossed
    }

    /// Returns whether one table has all three divisions: then it says itself what they have in
    /// common. A table by periods does not have the years within one.
    fn has_joint_table(&self, dimensions: [&str; 3], divisions: &[Division; 3]) -> bool {
        let Some(table) = self.table(&dimensions) else {
            return false;
        };
        dimensions.into_iter().zip(divisions).all(|(id, division)| {
            let known = table.dimension(id);
            let has = |part: &Part| known.is_some_and(|known| known.category(&part.code).is_some());
            division.iter().all(has)
        })
    }

    /// Returns whether these persons are divided by a dimension: a residual is not by time, nor by
    /// the dimension of its own category.
    fn divides(&self, dimension: &str) -> bool {
        let is_pinned = self.everybody.address.pins.contains_key(dimension);
        match (&self.everybody.whole, self.period) {
            (Some(_), _) => !is_pinned,
            (None, Some(_)) | (None, None) => true,
        }
    }

    /// Finds the largest table that crosses these dimensions for these persons.
    fn table(&self, dimensions: &[&str]) -> Option<&'a Table> {
        let has = |table: &&&Table, id: &str| table.dimension(id).is_some();
        let time = self
            .period
            .and_then(|_| self.everybody.address.pins.keys().next());
        let fitting = self.tables.iter().filter(|table| {
            dimensions.iter().all(|id| has(table, id)) && time.is_none_or(|time| has(table, time))
        });
        let size = |table: &&&Table| -> usize {
            let widths = table.dimensions().iter();
            widths
                .filter(|known| dimensions.contains(&known.id.as_str()))
                .map(|known| known.categories.len() + 1)
                .product()
        };
        fitting.max_by_key(size).copied()
    }

    /// Lists every choice of one division for each of three dimensions.
    fn divisions(&self, dimensions: [&str; 3]) -> Vec<[Division; 3]> {
        let mut choices: [Vec<Division>; 3] = [vec![], vec![], vec![]];
        for (at, id) in dimensions.into_iter().enumerate() {
            let others: Vec<&str> = dimensions
                .into_iter()
                .filter(|other| *other != id)
                .collect();
            let tables = [self.table(&[id, others[0]]), self.table(&[id, others[1]])];
            if let [Some(one), Some(other)] = tables
                && let (Some(one), Some(other)) = (one.dimension(id), other.dimension(id))
            {
                let is_time = self.everybody.address.pins.contains_key(id);
                let root = self.period.filter(|_| is_time).unwrap_or(TOTAL);
                choices[at] = common_divisions(one, other, root);
            }
        }
        let mut all = Vec::new();
        for a in &choices[0] {
            for b in &choices[1] {
                for c in &choices[2] {
                    all.push([a.clone(), b.clone(), c.clone()]);
                }
            }
        }
        all
    }
}

/// Lists the codes of time that contain others.
fn list_periods<'a>(tables: &[&'a Table], time: &str) -> BTreeSet<&'a str> {
    let mut periods = BTreeSet::new();
    for known in tables.iter().filter_map(|table| table.dimension(time)) {
        let codes = known.codes().skip(1);
        periods.extend(codes.filter(|code| !known.is_leaf(code)));
    }
    periods
}

/// Divides the persons of a category by a dimension, as finely as two tables both do; a
/// multi-response dimension by each of its options.
fn common_divisions(one: &Dimension, other: &Dimension, root: &str) -> Vec<Division> {
    let with = |code: &str| Part {
        code: code.to_owned(),
        is_without: false,
    };
    if adds_up(one) && adds_up(other) {
        let codes = common_codes(one, other, root, one.categories.len());
        let division: Division = codes.into_iter().map(with).collect();
        return if division.len() > 1 {
            vec![division]
        } else {
            vec![]
        };
    }
    let unknown = |known: &Dimension| -> Vec<String> {
        let categories = known.categories.iter();
        let unknown = categories.filter(|category| category.unknown);
        unknown.map(|category| category.code.clone()).collect()
    };
    if adds_up(one) || adds_up(other) || unknown(one) != unknown(other) {
        return vec![];
    }
    let options = one.categories.iter().filter(|category| !category.unknown);
    let mut divisions = Vec::new();
    for option in options.filter(|option| other.category(&option.code).is_some()) {
        let mut division = vec![with(&option.code)];
        division.push(Part {
            is_without: true,
            ..with(&option.code)
        });
        division.extend(unknown(one).iter().map(|code| with(code)));
        divisions.push(division);
    }
    divisions
}

/// Lists the finest codes below a code into which two tables both divide it. `depth`: how deep
/// codes may lie below each other.
fn common_codes<'a>(
    one: &'a Dimension,
    other: &Dimension,
    root: &'a str,
    depth: usize,
) -> Vec<&'a str> {
    let children: Vec<&str> = one
        .children(root)
        .map(|child| child.code.as_str())
        .collect();
    let in_other: BTreeSet<&str> = other
        .children(root)
        .map(|child| child.code.as_str())
        .collect();
    let is_same = children.iter().copied().collect::<BTreeSet<&str>>() == in_other;
    if children.is_empty() || !is_same || depth == 0 {
        return vec![root];
    }
    let mut codes = Vec::new();
    for child in children {
        codes.extend(common_codes(one, other, child, depth - 1));
    }
    codes
}

/// Returns the category of a container as pins.
fn container_pins(container: &Container) -> BTreeMap<String, String> {
    container.clone().into_iter().collect()
}
