//! Spoils releases by what three dimensions say together: the attack finds it every time.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use attack::{Kind, attack};
use cube::{Address, Catalog, Category, Cell, Dimension, Release, Table, Text};

const TRIALS: u64 = 200;
const THRESHOLD: u64 = 5;

/// Numbers that look random and are the same on every machine (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        (0..4).for_each(|_| {
            random.between(0, 1);
        });
        random
    }

    fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        low + (self.0 >> 33) % (high - low + 1)
    }
}

const DIMENSIONS: [&str; 3] = ["a", "b", "c"];

fn dimension(id: &str, unknown: bool) -> Dimension {
    let last = Category {
        code: "n".into(),
        unknown,
        ..Category::default()
    };
    Dimension {
        id: id.into(),
        categories: vec![
            Category {
                code: "y".into(),
                ..Category::default()
            },
            last,
        ],
        ..Dimension::default()
    }
}

/// How many persons say yes (0) or no (1) to three questions.
type Persons = [[[u64; 2]; 2]; 2];

fn count(persons: &Persons, address: &Address) -> u64 {
    let is_at = |at: [usize; 3]| {
        DIMENSIONS.iter().zip(at).all(|(id, code)| {
            let pinned = address.pins.get(*id);
            pinned.is_none_or(|pinned| pinned == ["y", "n"][code])
        })
    };
    let mut sum = 0;
    for (a, of_a) in persons.iter().enumerate() {
        for (b, of_both) in of_a.iter().enumerate() {
            for (c, size) in of_both.iter().enumerate() {
                if is_at([a, b, c]) {
                    sum += size;
                }
            }
        }
    }
    sum
}

/// Publishes all pairs, but not the table of the first two.
fn release(persons: &Persons, unknown: bool) -> Release {
    let dimensions: Vec<Dimension> = DIMENSIONS.iter().map(|id| dimension(id, unknown)).collect();
    let table = |one: usize, other: usize| {
        let id = format!("n.{}.{}", DIMENSIONS[one], DIMENSIONS[other]);
        let crossed = vec![dimensions[one].clone(), dimensions[other].clone()];
        Table::from_fn(id, Text::default(), "n", crossed, |address| {
            if address.pins.contains_key("a") && address.pins.contains_key("b") {
                Cell::Hidden
            } else {
                Cell::Published(count(persons, address))
            }
        })
    };
    let tables = [table(0, 1), table(0, 2), table(1, 2)];
    Release {
        catalog: Catalog {
            threshold: THRESHOLD,
            dimensions: dimensions.clone(),
            ..Catalog::default()
        },
        tables: tables.map(|table| (table.id.clone(), table)).into(),
    }
}

/// Where one pair of cells leaves `lifted` persons for a hidden one, they are found: (a, c) less
/// (not b, c) are in (a, b).
#[test]
fn a_lifted_triangle_is_found_every_time() {
    for seed in 0..TRIALS {
        let mut random = Random::new(seed);
        let lifted = random.between(1, THRESHOLD - 1);
        let mut large = || random.between(20, 60);
        // Of those in c, all who lack b are in a, and so many more have both.
        let mut persons = [[[0; 2]; 2]; 2];
        persons[0][0][0] = lifted;
        persons[0][1][0] = large();
        persons[1][0][0] = large();
        persons[0][0][1] = large();
        persons[0][1][1] = large();
        persons[1][0][1] = large();
        // Not in c there are so many others that nothing more follows.
        persons[1][1][1] = 60 + large();
        let least = count(&persons, &Address::new("n", [("a", "y"), ("c", "y")]))
            - count(&persons, &Address::new("n", [("b", "n"), ("c", "y")]));
        assert_eq!(least, lifted, "{seed}");
        let report = attack(&[&release(&persons, false)]);
        let hidden = Address::new("n", [("a", "y"), ("b", "y")]);
        let found = report
            .findings
            .iter()
            .find(|finding| finding.group == hidden.clone().into());
        let kind = found.map(|finding| finding.kind);
        let high = match kind {
            Some(Kind::Narrowed { low, high }) if low == lifted => high,
            _ => panic!("{seed}: {kind:?}, not at least {lifted}\n{report}"),
        };
        assert!(
            high.is_some_and(|high| high >= count(&persons, &hidden)),
            "{seed}: {kind:?}"
        );
    }
}

/// The same where the last category is "not known": crossed with anything, it is judged too.
#[test]
fn an_unknown_crossed_is_judged_every_time() {
    for seed in 0..TRIALS {
        let mut random = Random::new(seed);
        let mut persons = [[[0; 2]; 2]; 2];
        for count in persons.iter_mut().flatten().flatten() {
            *count = random.between(20, 60);
        }
        // Few of unknown c are in a.
        let few = random.between(0, THRESHOLD - 1);
        (persons[0][0][1], persons[0][1][1]) = (few, 0);
        let report = attack(&[&release(&persons, true)]);
        let address = Address::new("n", [("a", "y"), ("c", "n")]);
        let is_found = report.findings.iter().any(|finding| {
            finding.group == address.clone().into() && finding.kind == Kind::Small { value: few }
        });
        assert!(is_found, "{seed}: {report}");
    }
}
