//! Against brute force: all tables of whole, non-negative counts that agree with what is published.
//!
//! A world has types of persons; a cell is a set of types. The enumeration tries counts for the types and knows nothing
//! of equations between cells, so it shares no reasoning with the attack.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use attack::{Group, Kind, Report, attack};
use cube::{Address, Dimension, Release, Settled, Table, Text};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::small::{dimension, multi, pin, release};

/// Persons of one kind: the measures that count them, and the codes that they have in every dimension.
pub type Type = (Vec<&'static str>, BTreeMap<&'static str, Vec<&'static str>>);

/// What is known before anything is published.
pub struct World {
    dimensions: Vec<Dimension>,
    pub types: Vec<Type>,
    /// Measures with the dimensions of their tables.
    tables: Vec<(&'static str, Vec<&'static str>)>,
    equal: Vec<(&'static str, &'static str)>,
    part_of: Vec<(&'static str, &'static str)>,
    /// The categories of the whole in which everybody of the part is, the one that is declared first.
    within: Vec<&'static str>,
}

/// In place of a dimension: the year in which somebody is counted in the part.
const LATER: &str = "later";

/// All combinations of what persons can be, one list of possible code sets a dimension.
fn types(measures: &[&'static str], choices: &[(&'static str, &[&[&'static str]])]) -> Vec<Type> {
    choices.iter().fold(
        vec![(measures.to_vec(), BTreeMap::new())],
        |types, (dimension, sets)| {
            let with = |held: &Type, codes: &[&'static str]| {
                let mut held = held.clone();
                held.1.insert(*dimension, codes.to_vec());
                held
            };
            types
                .iter()
                .flat_map(|held| sets.iter().map(move |codes| with(held, codes)))
                .collect()
        },
    )
}

pub fn worlds() -> Vec<World> {
    let flat: &[&[&str]] = &[&["P"], &["Q"]];
    let three: &[&[&str]] = &[&["X"], &["Y"], &["Z"]];
    let nested: &[&[&str]] = &[&["A", "a"], &["A", "b"], &["B"]];
    let means: &[&[&str]] = &[&["R"], &["S"], &["R", "S"], &["U"]];
    let (b, c, years) = (
        dimension("b", "P Q"),
        dimension("c", "X Y Z"),
        dimension("anio", "1 2"),
    );
    let world = |dimensions: &[&Dimension], types, tables| World {
        dimensions: dimensions.iter().map(|held| (*held).clone()).collect(),
        types,
        tables,
        equal: vec![],
        part_of: vec![],
        within: vec![],
    };
    let with_parts = |choices| [types(&["n"], choices), types(&["n", "m"], choices)].concat();
    // Whoever is in the part is so in the same year or later.
    let parts_by_year = [
        types(&["n"], &[("anio", &[&["1"], &["2"]]), ("b", flat)]),
        types(
            &["n", "m"],
            &[("anio", &[&["1"]]), (LATER, &[&["1"], &["2"]]), ("b", flat)],
        ),
        types(
            &["n", "m"],
            &[("anio", &[&["2"]]), (LATER, &[&["2"]]), ("b", flat)],
        ),
    ]
    .concat();
    vec![
        world(
            &[&b, &c],
            types(&["n"], &[("b", flat), ("c", three)]),
            vec![("n", vec!["b", "c"]), ("n", vec!["c"])],
        ),
        world(
            &[&dimension("e", "A A/a A/b B"), &b],
            types(&["n"], &[("e", nested), ("b", flat)]),
            vec![("n", vec!["b", "e"]), ("n", vec!["e"])],
        ),
        world(
            &[&years, &multi("r", "R S U?")],
            types(&["n"], &[("anio", &[&["1"], &["2"]]), ("r", means)]),
            vec![("n", vec!["anio", "r"]), ("n", vec!["anio"])],
        ),
        World {
            equal: vec![("c=X", "d=H")],
            ..world(
                &[&c, &dimension("d", "H I"), &b],
                [
                    types(&["n"], &[("c", &[&["X"]]), ("d", &[&["H"]]), ("b", flat)]),
                    types(
                        &["n"],
                        &[("c", &[&["Y"], &["Z"]]), ("d", &[&["I"]]), ("b", flat)],
                    ),
                ]
                .concat(),
                vec![
                    ("n", vec!["b", "c"]),
                    ("n", vec!["b", "d"]),
                    ("n", vec!["c", "d"]),
                ],
            )
        },
        World {
            equal: vec![("r=R", "d=H")],
            ..world(
                &[&multi("r", "R S U?"), &dimension("d", "H I")],
                [
                    types(&["n"], &[("r", &[&["R"], &["R", "S"]]), ("d", &[&["H"]])]),
                    types(&["n"], &[("r", &[&["S"], &["U"]]), ("d", &[&["I"]])]),
                ]
                .concat(),
                vec![("n", vec!["d", "r"]), ("n", vec!["r"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            ..world(
                &[&years, &b],
                parts_by_year,
                vec![("n", vec!["anio", "b"]), ("m", vec!["anio", "b"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            ..world(
                &[&multi("r", "R S U?")],
                with_parts(&[("r", means)]),
                vec![("n", vec!["r"]), ("m", vec!["r"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            within: vec!["c=X"],
            ..world(
                &[&years, &c],
                [
                    types(&["n"], &[("anio", &[&["1"], &["2"]]), ("c", three)]),
                    types(
                        &["n", "m"],
                        &[
                            ("anio", &[&["1"]]),
                            (LATER, &[&["1"], &["2"]]),
                            ("c", &[&["X"]]),
                        ],
                    ),
                    types(
                        &["n", "m"],
                        &[("anio", &[&["2"]]), (LATER, &[&["2"]]), ("c", &[&["X"]])],
                    ),
                ]
                .concat(),
                vec![("n", vec!["anio", "c"]), ("m", vec!["anio"])],
            )
        },
        // Of the first year all has ended.
        World {
            part_of: vec![("m", "n")],
            within: vec!["c=X"],
            ..world(
                &[
                    &years,
                    &Dimension {
                        settled: Some(Settled {
                            until: 1,
                            pending: vec!["Z".into()],
                        }),
                        ..c.clone()
                    },
                ],
                [
                    types(&["n"], &[("anio", &[&["1"]]), ("c", &[&["X"], &["Y"]])]),
                    types(&["n"], &[("anio", &[&["2"]]), ("c", three)]),
                    types(
                        &["n", "m"],
                        &[
                            ("anio", &[&["1"]]),
                            (LATER, &[&["1"], &["2"]]),
                            ("c", &[&["X"]]),
                        ],
                    ),
                    types(
                        &["n", "m"],
                        &[("anio", &[&["2"]]), (LATER, &[&["2"]]), ("c", &[&["X"]])],
                    ),
                ]
                .concat(),
                vec![("n", vec!["anio", "c"]), ("m", vec!["anio"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            within: vec!["e=a", "e=A"],
            ..world(
                &[&dimension("e", "A A/a A/b B"), &b],
                [
                    types(&["n"], &[("e", nested), ("b", flat)]),
                    types(&["n", "m"], &[("e", &[&["A", "a"]]), ("b", flat)]),
                ]
                .concat(),
                vec![("n", vec!["b", "e"]), ("m", vec!["b"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            within: vec!["b=P"],
            ..world(
                &[&multi("r", "R S U?"), &b],
                [
                    types(&["n"], &[("r", means), ("b", flat)]),
                    types(&["n", "m"], &[("r", means), ("b", &[&["P"]])]),
                ]
                .concat(),
                vec![("n", vec!["b", "r"]), ("m", vec!["r"])],
            )
        },
    ]
}

impl World {
    /// Whether the persons of a type are in a group.
    pub fn holds(&self, group: &Group, (measures, codes): &Type) -> bool {
        let Group {
            address,
            whole,
            without,
            ..
        } = group;
        let counted = match whole {
            Some(whole) => {
                measures.contains(&whole.as_str()) && !measures.contains(&address.measure.as_str())
            }
            None => measures.contains(&address.measure.as_str()),
        };
        counted
            && address.pins.iter().all(|(dimension, code)| {
                let later = codes
                    .get(LATER)
                    .filter(|_| dimension == "anio" && address.measure == "m");
                let held = later.unwrap_or_else(|| &codes[dimension.as_str()]);
                match without {
                    Some(without) if without == dimension => {
                        !held.contains(&code.as_str()) && !held.contains(&"U")
                    }
                    _ => held.contains(&code.as_str()),
                }
            })
    }

    pub fn members(&self, group: &Group) -> Vec<usize> {
        (0..self.types.len())
            .filter(|at| self.holds(group, &self.types[*at]))
            .collect()
    }

    /// A release of the true counts, hidden as asked: by the address, so that tables agree, or by the table too.
    pub fn release(
        &self,
        truth: &[u64],
        threshold: u64,
        hide: &dyn Fn(&str, &Address, u64) -> bool,
    ) -> Release {
        let table = |(measure, ids): &(&'static str, Vec<&'static str>)| {
            let id = format!("{measure}.{}", ids.join("."));
            let held = ids
                .iter()
                .filter_map(|id| self.dimensions.iter().find(|held| held.id == *id).cloned())
                .collect();
            Table::from_fn(id.clone(), Text::default(), *measure, held, |address| {
                let count = self
                    .members(&address.clone().into())
                    .into_iter()
                    .map(|at| truth[at])
                    .sum();
                if hide(&id, address, count) {
                    cube::Cell::Hidden
                } else {
                    cube::Cell::Published(count)
                }
            })
        };
        let mut release = release(threshold, self.tables.iter().map(table));
        release.catalog.relations.equal =
            self.equal.iter().map(|(a, b)| (pin(a), pin(b))).collect();
        release.catalog.relations.part_of = self
            .part_of
            .iter()
            .map(|(a, b)| ((*a).into(), (*b).into()))
            .collect();
        let declared = self
            .within
            .first()
            .map(|category| ("m".to_owned(), pin(category)));
        release.catalog.relations.within = declared.into_iter().collect();
        release
    }

    /// What is published: sets of types with their count.
    pub fn published(&self, release: &Release) -> Vec<(Vec<usize>, u64)> {
        let cells = release.tables.values().flat_map(Table::addressed);
        cells
            .filter_map(|(address, cell)| Some((self.members(&address.into()), cell.published()?)))
            .collect()
    }

    /// Every group that is hidden, or implied, with its types.
    pub fn secrets(&self, release: &Release) -> Vec<(Group, Vec<usize>)> {
        let mut groups = Vec::new();
        for (address, cell) in release.tables.values().flat_map(Table::addressed) {
            let plain = Group::from(address.clone());
            let mut all = vec![];
            if cell == cube::Cell::Hidden {
                groups.push(plain.clone());
            }
            if !address.pins.contains_key("anio")
                && self
                    .part_of
                    .iter()
                    .any(|(part, _)| *part == address.measure)
            {
                all.push(Group {
                    whole: Some("n".into()),
                    ..plain.clone()
                });
                for category in self.within.iter().map(|category| pin(category)) {
                    let mut rest = Group {
                        whole: Some("n".into()),
                        ..plain.clone()
                    };
                    rest.address.pins.insert(category.dimension, category.code);
                    all.push(rest);
                }
            }
            groups.extend(all.clone());
            for group in all.into_iter().chain([plain]) {
                if group.address.pins.get("r").is_some_and(|code| code != "U") {
                    groups.push(Group {
                        without: Some("r".into()),
                        ..group
                    });
                }
            }
        }
        groups
            .into_iter()
            .map(|group| (group.clone(), self.members(&group)))
            .collect()
    }
}

/// Counts of the types that agree with what is published, found in a bounded search.
pub struct Search<'a> {
    types: usize,
    published: &'a [(Vec<usize>, u64)],
    /// What is left of every published count.
    left: Vec<u64>,
    counts: Vec<u64>,
    found: Vec<Vec<u64>>,
    steps: usize,
}

impl Search<'_> {
    /// The largest count that is tried where nothing published limits it.
    const CAP: u64 = 8;
    const STEPS: usize = 4_000;

    /// The tables that were found, and whether these are all.
    pub fn run(types: usize, published: &[(Vec<usize>, u64)]) -> (Vec<Vec<u64>>, bool) {
        let left = published.iter().map(|(_, count)| *count).collect();
        let mut search = Search {
            types,
            published,
            left,
            counts: vec![],
            found: vec![],
            steps: 0,
        };
        search.extend();
        let bounded = (0..types).all(|at| published.iter().any(|(set, _)| set.contains(&at)));
        let complete = bounded && search.steps <= Self::STEPS;
        (search.found, complete)
    }

    fn extend(&mut self) {
        let at = self.counts.len();
        self.steps += 1;
        // A set without further types must be used up.
        let done = |(set, _): &(Vec<usize>, u64)| set.last().is_none_or(|last| *last < at);
        let fits = self
            .published
            .iter()
            .zip(&self.left)
            .all(|(set, left)| *left == 0 || !done(set));
        if !fits || self.steps > Self::STEPS {
            return;
        }
        if at == self.types {
            self.found.push(self.counts.clone());
            return;
        }
        let holding: Vec<usize> = (0..self.left.len())
            .filter(|set| self.published[*set].0.contains(&at))
            .collect();
        let highest = holding
            .iter()
            .map(|set| self.left[*set])
            .min()
            .unwrap_or(Self::CAP);
        for count in 0..=highest {
            holding.iter().for_each(|set| self.left[*set] -= count);
            self.counts.push(count);
            self.extend();
            self.counts.pop();
            holding.iter().for_each(|set| self.left[*set] += count);
        }
    }
}

/// Whether a set of types is a linear combination of the published ones: then its count is determined.
fn is_combination(types: usize, published: &[(Vec<usize>, u64)], set: &[usize]) -> bool {
    // Gaussian elimination modulo the Mersenne prime 2^31 − 1.
    const P: u64 = 2_147_483_647;
    let vector = |set: &[usize]| {
        (0..types)
            .map(|at| u64::from(set.contains(&at)))
            .collect::<Vec<_>>()
    };
    let inverse = |a: u64| {
        (0..31).rev().fold(1, |power, bit| {
            let square = power * power % P;
            if (P - 2) >> bit & 1 == 1 {
                square * a % P
            } else {
                square
            }
        })
    };
    let mut basis: Vec<(usize, Vec<u64>)> = Vec::new();
    let mut reduce = |mut row: Vec<u64>, keep: bool| {
        for (pivot, by) in &basis {
            let factor = row[*pivot];
            row.iter_mut()
                .zip(by)
                .for_each(|(a, b)| *a = (*a + (P - factor) * b) % P);
        }
        let pivot = row.iter().position(|a| *a != 0);
        if let (Some(pivot), true) = (pivot, keep) {
            let scale = inverse(row[pivot]);
            row.iter_mut().for_each(|a| *a = *a * scale % P);
            basis.push((pivot, row));
        }
        pivot.is_none()
    };
    published
        .iter()
        .for_each(|(set, _)| _ = reduce(vector(set), true));
    reduce(vector(set), false)
}

/// What the report says of a group, under any name.
fn said(world: &World, report: &Report, members: &[usize]) -> Vec<Kind> {
    let all = report.findings.iter().chain(&report.needless);
    all.filter(|finding| world.members(&finding.group) == members)
        .map(|finding| finding.kind)
        .collect()
}

/// What must be said of a group that has these values in all tables.
fn due(values: &BTreeSet<u64>, threshold: u64, hidden: bool) -> Option<Kind> {
    let (low, high) = (*values.first()?, *values.last()?);
    let missing = (0..threshold).find(|value| !values.contains(value));
    match missing {
        _ if low == high => (hidden || low < threshold).then_some(Kind::Exact { value: low }),
        _ if low >= threshold => hidden.then_some(Kind::Needless { low }),
        _ if low > 0 || high < threshold => Some(Kind::Narrowed {
            low,
            high: Some(high),
        }),
        missing => missing.map(|value| Kind::Excluded { value }),
    }
}

/// That a cell reaches the threshold is proved, not by how much.
fn rough(kind: Kind) -> Kind {
    if let Kind::Needless { .. } = kind {
        Kind::Needless { low: 0 }
    } else {
        kind
    }
}

/// One small release: which world, how many persons of each type, and what is hidden.
type Trial = (usize, Vec<u64>, u64, Vec<u8>, u8, bool, bool);

fn trials() -> impl Strategy<Value = Trial> {
    let truth = proptest::collection::vec(prop_oneof![0..4u64, 0..9u64], 16);
    let mask = proptest::collection::vec(0..10u8, 30);
    (
        0..worlds().len(),
        truth,
        1..5u64,
        mask,
        0..8u8,
        any::<bool>(),
        any::<bool>(),
    )
}

/// Attacks one small release; whether all tables that agree with it could be listed.
fn attempt(worlds: &[World], trial: Trial) -> Result<bool, TestCaseError> {
    let (world, truth, threshold, mask, share, small_ones, by_table) = trial;
    let world = &worlds[world];
    let truth = &truth[..world.types.len()];
    let hide = |table: &str, address: &Address, count: u64| {
        let name = if by_table {
            format!("{table} {address}")
        } else {
            address.to_string()
        };
        let at = name.bytes().fold(7usize, |hash, byte| {
            hash.wrapping_mul(31).wrapping_add(byte.into())
        });
        mask[at % mask.len()] < share || small_ones && count < threshold
    };
    let release = world.release(truth, threshold, &hide);
    let report = attack(&[&release]);
    let published = world.published(&release);
    let (tables, complete) = Search::run(world.types.len(), &published);
    let count = |table: &[u64], members: &[usize]| members.iter().map(|at| table[*at]).sum::<u64>();

    for finding in report.findings.iter().chain(&report.needless) {
        let members = world.members(&finding.group);
        prop_assert!(!members.is_empty(), "{finding}: nobody can be in it");
        for table in tables.iter().map(Vec::as_slice).chain([truth]) {
            let count = count(table, &members);
            let possible = match finding.kind {
                Kind::Exact { value } => count == value,
                Kind::Small { value } => count == value && value < threshold,
                Kind::Narrowed { low, high } => {
                    low <= count && high.is_none_or(|high| count <= high)
                }
                Kind::Needless { low } => low <= count,
                Kind::Excluded { value } => count != value,
                Kind::Contradiction | Kind::Unsettled => false,
            };
            prop_assert!(possible, "{finding} but {count} in {table:?}\n{release:#?}");
        }
    }
    for (group, members) in world.secrets(&release) {
        let said = said(world, &report, &members);
        let value = count(truth, &members);
        let small = said.contains(&Kind::Small { value });
        if complete && !members.is_empty() {
            let values = tables.iter().map(|table| count(table, &members)).collect();
            let hidden = !group.is_implied();
            let due = due(&values, threshold, hidden);
            // A group that is hidden under one name may be implied under another.
            let agrees = small
                || said.first().copied().map(rough) == due.map(rough)
                || !hidden && due.is_none() && value >= threshold;
            prop_assert!(
                agrees,
                "{group} can be {values:?}, which is {due:?}, not {said:?}\n{report}"
            );
        }
        let matters = !members.is_empty() && (!group.is_implied() || value < threshold);
        if matters && is_combination(world.types.len(), &published, &members) {
            prop_assert!(
                small || said.contains(&Kind::Exact { value }),
                "{group} is {value}\n{report}"
            );
        }
    }
    Ok(complete)
}

#[test]
fn what_is_proved_is_what_all_tables_have_in_common() {
    let (worlds, compared) = (worlds(), Cell::new(0));
    let config = ProptestConfig {
        cases: 24_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&trials(), |trial| {
        let complete = attempt(&worlds, trial)?;
        compared.set(compared.get() + usize::from(complete));
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(
        compared.get() >= 10_000,
        "{} releases were compared with all tables",
        compared.get()
    );
}
