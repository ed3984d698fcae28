//! What protection promises, on registers small enough to read.

mod outsider;
mod promise;

use std::collections::BTreeMap;

use cube::{
    Address, Catalog, Category, Cell, Dimension, Measure, Pin, Release, Settled, TableEntry, Text,
};

use super::{Key, Refusal};

const THRESHOLD: u64 = 5;
const KEY: Key = [7; 32];

type Counts = BTreeMap<Address, u64>;

fn protect(counts: &Counts, catalog: &Catalog, earlier: &[Release]) -> Result<Release, Refusal> {
    let count = |address: &Address| counts.get(address).copied().unwrap_or_default();
    super::protect(&count, catalog, earlier, &KEY).map(|outcome| outcome.release)
}

fn dimension(id: &str, codes: &[&str]) -> Dimension {
    // "MIN>0_11" is 0_11 below MIN.
    let category = |code: &&str| {
        let (parent, code) = code
            .split_once('>')
            .map_or((None, *code), |(parent, code)| (Some(parent), code));
        Category {
            code: code.into(),
            parent: parent.map(Into::into),
            unknown: code == "U",
            ..Category::default()
        }
    };
    let categories = codes.iter().map(category).collect();
    Dimension {
        id: id.into(),
        label: Text::new(id, id),
        categories,
        ..Dimension::default()
    }
}

fn catalog(dimensions: Vec<Dimension>, tables: &[&[&str]]) -> Catalog {
    let table = |dimensions: &&[&str]| TableEntry {
        id: format!("n.{}", dimensions.join(".")),
        measure: "n".into(),
        dimensions: dimensions.iter().map(|id| (*id).into()).collect(),
        rolled_up: vec![],
    };
    let measure = |id: &str| Measure {
        id: id.into(),
        label: Text::new("Personas", "Persons"),
        definition: Text::default(),
        unit: Text::default(),
    };
    Catalog {
        codebook: "prueba".into(),
        release: "2026-10".into(),
        threshold: THRESHOLD,
        time: "anio".into(),
        measures: vec![measure("n")],
        dimensions,
        tables: tables.iter().map(table).collect(),
        ..Catalog::default()
    }
}

/// Exact counts from groups of people who share their leaf codes; several codes of one dimension: `"medios": "A~B"`.
fn counts(catalog: &Catalog, groups: &[(&[(&str, &str)], u64)]) -> Counts {
    let mut counts: BTreeMap<Address, u64> = BTreeMap::new();
    for entry in &catalog.tables {
        let dimensions = catalog.dimensions_of(entry);
        let table = cube::Table::from_fn("", Text::default(), "n", dimensions.clone(), |_| {
            Cell::Hidden
        });
        for (address, _) in table.addressed() {
            let has = |leaf: &str, dimension: &Dimension, code: &str| {
                leaf.split('~').any(|leaf| {
                    leaf == code || dimension.ancestors(leaf).any(|above| above == code)
                })
            };
            let holds = |person: &[(&str, &str)]| {
                address.pins.iter().all(|(id, code)| {
                    let dimension = dimensions
                        .iter()
                        .find(|dimension| dimension.id == *id)
                        .unwrap();
                    person
                        .iter()
                        .any(|(held, leaf)| held == id && has(leaf, dimension, code))
                })
            };
            let total = groups
                .iter()
                .filter(|(person, _)| holds(person))
                .map(|(_, size)| size)
                .sum();
            counts.insert(address, total);
        }
    }
    counts
}

/// The same tables of another measure as well.
fn by_measure(mut catalog: Catalog, measure: &str) -> Catalog {
    let other = |entry: &TableEntry| TableEntry {
        id: entry.id.replacen('n', measure, 1),
        measure: measure.into(),
        ..entry.clone()
    };
    let more: Vec<TableEntry> = catalog.tables.iter().map(other).collect();
    catalog.tables.extend(more);
    catalog
}

/// A table as lines of text, `c` for hidden.
fn print(release: &Release, table: &str) -> String {
    let table = &release.tables[table];
    let width = table.dimensions().last().unwrap().categories.len() + 1;
    let cell = |cell: &Cell| {
        cell.published()
            .map_or("c".into(), |count| count.to_string())
    };
    let lines = table
        .cells()
        .chunks(width)
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

fn by_year_and(codes: &[&str]) -> Catalog {
    catalog(
        vec![dimension("anio", &["2024", "2025"]), dimension("x", codes)],
        &[&["anio"], &["anio", "x"]],
    )
}

#[test]
fn a_lone_small_cell_takes_three_others_with_it() {
    let catalog = by_year_and(&["A", "B", "C"]);
    let counts = counts(
        &catalog,
        &[
            (&[("anio", "2024"), ("x", "A")], 40),
            (&[("anio", "2024"), ("x", "B")], 20),
            (&[("anio", "2024"), ("x", "C")], 2),
            (&[("anio", "2025"), ("x", "A")], 30),
            (&[("anio", "2025"), ("x", "B")], 25),
            (&[("anio", "2025"), ("x", "C")], 9),
        ],
    );
    let release = protect(&counts, &catalog, &[]).unwrap();
    // The total of C over both years could have been hidden instead of C in 2025; it is larger.
    assert_eq!(
        print(&release, "n.anio.x"),
        "126 70 45 11\n62 40 c c\n64 30 c c"
    );
    assert_eq!(print(&release, "n.anio"), "126\n62\n64".replace('\n', " "));
}

#[test]
fn zero_is_hidden_like_any_small_count() {
    let catalog = by_year_and(&["A", "B"]);
    let counts = counts(
        &catalog,
        &[
            (&[("anio", "2024"), ("x", "A")], 40),
            (&[("anio", "2025"), ("x", "A")], 30),
            (&[("anio", "2025"), ("x", "B")], 30),
        ],
    );
    let release = protect(&counts, &catalog, &[]).unwrap();
    assert_eq!(print(&release, "n.anio.x"), "100 70 30\n40 c c\n60 c c");
}

#[test]
fn a_year_below_the_threshold_is_refused() {
    let catalog = by_year_and(&["A", "B"]);
    let counts = counts(
        &catalog,
        &[
            (&[("anio", "2024"), ("x", "A")], 4),
            (&[("anio", "2025"), ("x", "A")], 30),
        ],
    );
    let refusal = protect(&counts, &catalog, &[]).unwrap_err();
    assert_eq!(
        refusal,
        Refusal::SmallYear {
            measure: "n".into(),
            year: "2024".into(),
            threshold: 5
        }
    );
}

#[test]
fn an_option_and_those_who_did_not_choose_it_are_both_protected() {
    let mut means = dimension("x", &["A", "B", "U"]);
    means.multi_response = true;
    let catalog = catalog(
        vec![dimension("anio", &["2024", "2025"]), means],
        &[&["anio"], &["anio", "x"]],
    );
    let counts = counts(
        &catalog,
        &[
            // All but two chose A in 2024, so A must be hidden there and elsewhere, although it is large.
            (&[("anio", "2024"), ("x", "A~B")], 30),
            (&[("anio", "2024"), ("x", "B")], 2),
            (&[("anio", "2024"), ("x", "U")], 60),
            (&[("anio", "2025"), ("x", "A")], 20),
            (&[("anio", "2025"), ("x", "B")], 20),
            (&[("anio", "2025"), ("x", "U")], 60),
        ],
    );
    let release = protect(&counts, &catalog, &[]).unwrap();
    // Nobody in 2025 chose both, so A cannot lose there without B gaining: A gives way in its total instead.
    assert_eq!(
        print(&release, "n.anio.x"),
        "192 c 52 120\n92 c c 60\n100 20 c 60"
    );
}

#[test]
fn what_everyone_knows_to_be_equal_is_hidden_together() {
    let years = dimension("anio", &["2024", "2025"]);
    let mut catalog = catalog(
        vec![
            years,
            dimension("x", &["A", "B"]),
            dimension("y", &["P", "Q", "R"]),
        ],
        &[&["anio"], &["anio", "x"], &["anio", "y"]],
    );
    let pin = |dimension: &str, code: &str| Pin {
        dimension: dimension.into(),
        code: code.into(),
    };
    catalog.relations.equal = vec![(pin("x", "A"), pin("y", "P"))];
    let counts = counts(
        &catalog,
        &[
            (&[("anio", "2024"), ("x", "A"), ("y", "P")], 30),
            (&[("anio", "2024"), ("x", "B"), ("y", "Q")], 3),
            (&[("anio", "2025"), ("x", "A"), ("y", "P")], 40),
            (&[("anio", "2025"), ("x", "B"), ("y", "Q")], 20),
            (&[("anio", "2025"), ("x", "B"), ("y", "R")], 20),
        ],
    );
    let release = protect(&counts, &catalog, &[]).unwrap();
    assert_eq!(print(&release, "n.anio.x"), "113 70 43\n33 c c\n80 c c");
    let y = &release.tables["n.anio.y"];
    assert_eq!(y.cell([("anio", "2024"), ("y", "P")]), Some(Cell::Hidden));
    assert_eq!(y.cell([("anio", "2025"), ("y", "P")]), Some(Cell::Hidden));
}

#[test]
fn what_was_hidden_is_published_once_it_is_safe() {
    let catalog = by_year_and(&["A", "B"]);
    let group = |year, x, size| ([("anio", year), ("x", x)], size);
    let groups = [
        group("2024", "A", 30),
        group("2024", "B", 30),
        group("2025", "A", 30),
        group("2025", "B", 30),
    ];
    let groups: Vec<(&[_], u64)> = groups
        .iter()
        .map(|(pins, size)| (pins.as_slice(), *size))
        .collect();
    let counts = counts(&catalog, &groups);
    let mut earlier = protect(&counts, &catalog, &[]).unwrap();
    assert_eq!(print(&earlier, "n.anio.x"), "120 60 60\n60 30 30\n60 30 30");
    let hide = |address: &Address| match address.pins.len() {
        2 => Cell::Hidden,
        _ => Cell::Published(counts[address]),
    };
    let table = cube::Table::from_fn(
        "n.anio.x",
        Text::default(),
        "n",
        catalog.dimensions.clone(),
        hide,
    );
    earlier.tables.insert("n.anio.x".into(), table);
    let release = protect(&counts, &catalog, &[earlier]).unwrap();
    assert_eq!(print(&release, "n.anio.x"), "120 60 60\n60 30 30\n60 30 30");
}

#[test]
fn years_apart_are_in_no_sum_over_years() {
    let mut catalog = by_year_and(&["A", "B"]);
    catalog.dimensions[0].categories[1].apart = true;
    let group = |year, x, size| ([("anio", year), ("x", x)], size);
    let register = |more: u64| {
        let groups = [
            group("2024", "A", 30),
            group("2024", "B", 30),
            group("2025", "A", 30),
            group("2025", "B", more),
        ];
        let groups: Vec<(&[_], u64)> = groups
            .iter()
            .map(|(pins, size)| (pins.as_slice(), *size))
            .collect();
        let all = counts(&catalog, &groups);
        move |address: &Address| {
            let year = |year: &str| {
                let mut address = address.clone();
                address.pins.insert("anio".into(), year.into());
                all[&address]
            };
            if address.pins.contains_key("anio") {
                all[address]
            } else {
                year("2024")
            }
        }
    };
    let protected = |more: u64| {
        super::protect(&register(more), &catalog, &[], &[7; 32])
            .unwrap()
            .release
    };
    assert_eq!(
        print(&protected(30), "n.anio.x"),
        "60 30 30\n60 30 30\n60 30 30"
    );
    // Nothing of the first year or of the sums needs to be hidden for the second.
    assert_eq!(
        print(&protected(2), "n.anio.x"),
        "60 30 30\n60 30 30\n32 c c"
    );
}

#[test]
fn a_correction_of_fewer_persons_than_the_threshold_is_held_back() {
    let catalog = by_year_and(&["A"]);
    let register = |more: u64| {
        let groups = [
            ([("anio", "2024"), ("x", "A")], 30 + more),
            ([("anio", "2025"), ("x", "A")], 30),
        ];
        let groups: Vec<(&[_], u64)> = groups
            .iter()
            .map(|(pins, size)| (pins.as_slice(), *size))
            .collect();
        counts(&catalog, &groups)
    };
    let earlier = protect(&register(4), &catalog, &[]).unwrap();
    let again = |more| protect(&register(more), &catalog, std::slice::from_ref(&earlier));
    let small = |by| Refusal::SmallCorrection {
        measure: "n".into(),
        year: "2024".into(),
        by,
        threshold: 5,
    };
    assert_eq!(again(8).unwrap_err(), small(4));
    assert_eq!(again(0).unwrap_err(), small(-4));
    assert!(again(9).is_ok());
}

#[test]
fn a_correction_that_only_sums_over_years_tell_may_be_of_any_year() {
    let catalog = by_year_and(&["A", "B"]);
    let group = |year, x, size| ([("anio", year), ("x", x)], size);
    let register = |moved: u64| {
        let groups = [
            group("2024", "A", 30 + moved),
            group("2024", "B", 30 - moved),
            group("2025", "A", 30),
            group("2025", "B", 30),
        ];
        let groups: Vec<(&[_], u64)> = groups
            .iter()
            .map(|(pins, size)| (pins.as_slice(), *size))
            .collect();
        counts(&catalog, &groups)
    };
    let hidden = |release: &mut Release| {
        let table = &release.tables["n.anio.x"];
        let hide = |address: &Address| match address.pins.len() {
            2 => Cell::Hidden,
            _ => table
                .cell(
                    address
                        .pins
                        .iter()
                        .map(|(id, code)| (id.as_str(), code.as_str())),
                )
                .unwrap(),
        };
        let table = cube::Table::from_fn(
            "n.anio.x",
            Text::default(),
            "n",
            catalog.dimensions.clone(),
            hide,
        );
        release.tables.insert("n.anio.x".into(), table);
    };
    let mut earlier = protect(&register(0), &catalog, &[]).unwrap();
    hidden(&mut earlier);
    let release = protect(&register(7), &catalog, &[earlier]).unwrap();
    assert_eq!(print(&release, "n.anio.x"), "120 67 53\n60 37 23\n60 30 30");
}

#[test]
fn a_correction_of_few_persons_is_hidden() {
    let catalog = by_year_and(&["A", "B", "C"]);
    let group = |year, x, size| ([("anio", year), ("x", x)], size);
    let register = |added: u64| {
        let groups = [
            group("2024", "A", 30 + added),
            group("2024", "B", 30),
            group("2024", "C", 30 + 2 * added),
            group("2025", "A", 30),
            group("2025", "B", 30),
            group("2025", "C", 30),
        ];
        let groups: Vec<(&[_], u64)> = groups
            .iter()
            .map(|(pins, size)| (pins.as_slice(), *size))
            .collect();
        counts(&catalog, &groups)
    };
    let earlier = protect(&register(0), &catalog, &[]).unwrap();
    assert_eq!(
        print(&earlier, "n.anio.x"),
        "180 60 60 60\n90 30 30 30\n90 30 30 30"
    );
    // Three came to A, nobody to B and six to C: each number of that year would tell how many.
    let release = protect(&register(3), &catalog, &[earlier]).unwrap();
    assert_eq!(
        print(&release, "n.anio.x"),
        "189 c c c\n99 c c c\n90 30 30 30"
    );
}

#[test]
fn persons_where_nobody_can_be_are_refused() {
    let mut catalog = catalog(
        vec![
            dimension("anio", &["2025"]),
            dimension("x", &["A", "B"]),
            dimension("y", &["P", "Q"]),
        ],
        &[&["anio"], &["x", "y"]],
    );
    let pin = |dimension: &str, code: &str| Pin {
        dimension: dimension.into(),
        code: code.into(),
    };
    catalog.relations.impossible = vec![(pin("x", "A"), pin("y", "P"))];
    let counts = counts(
        &catalog,
        &[(&[("anio", "2025"), ("x", "A"), ("y", "P")], 9)],
    );
    let refusal = protect(&counts, &catalog, &[]).unwrap_err();
    assert_eq!(
        refusal,
        Refusal::Impossible {
            group: "n x=A y=P".into()
        }
    );
}

#[test]
fn another_key_chooses_among_equals() {
    let catalog = by_year_and(&["A", "B", "C", "D", "E"]);
    let people = |year| ["A", "B", "C", "D"].map(|x| ([("anio", year), ("x", x)], 20));
    let mut groups: Vec<_> = people("2024").into_iter().chain(people("2025")).collect();
    groups.extend([
        ([("anio", "2024"), ("x", "E")], 2),
        ([("anio", "2025"), ("x", "E")], 20),
    ]);
    let groups: Vec<(&[_], u64)> = groups
        .iter()
        .map(|(pins, size)| (pins.as_slice(), *size))
        .collect();
    let counts = counts(&catalog, &groups);
    let count = |address: &Address| counts.get(address).copied().unwrap_or_default();
    let by_key = |key: u8| {
        super::protect(&count, &catalog, &[], &[key; 32])
            .unwrap()
            .release
    };
    let patterns: Vec<String> = (0..8).map(|key| print(&by_key(key), "n.anio.x")).collect();
    assert!(
        patterns.iter().any(|pattern| *pattern != patterns[0]),
        "{patterns:?}"
    );
    assert_eq!(patterns[3], print(&by_key(3), "n.anio.x"));
}

/// Applications by year and outcome, and of which years that is settled.
fn by_outcome(years: &[&str], until: u16) -> Catalog {
    let mut outcome = dimension("x", &["ACC", "DEN", "PEN"]);
    outcome.settled = Some(Settled {
        until,
        pending: vec!["PEN".into()],
    });
    let mut catalog = catalog(
        vec![dimension("anio", years), outcome],
        &[&["anio"], &["anio", "x"]],
    );
    catalog.relations.within = vec![(
        "parte".into(),
        Pin {
            dimension: "x".into(),
            code: "ACC".into(),
        },
    )];
    catalog
}

#[test]
fn what_became_of_persons_is_published_once_it_is_settled() {
    let all = |catalog: &Catalog, ended: &[(&str, [u64; 3])]| {
        let pins = ended.iter().flat_map(|(year, sizes)| {
            let pins = ["ACC", "DEN", "PEN"].map(|code| [("anio", *year), ("x", code)]);
            pins.into_iter().zip(*sizes)
        });
        let pins: Vec<_> = pins.collect();
        counts(
            catalog,
            &pins
                .iter()
                .map(|(pins, size)| (pins.as_slice(), *size))
                .collect::<Vec<_>>(),
        )
    };
    let (old, new) = (
        by_outcome(&["2023", "2024"], 2023),
        by_outcome(&["2023", "2024", "2025"], 2024),
    );
    let settled = ("2023", [30, 20, 0]);
    let then = all(&old, &[settled, ("2024", [10, 10, 20])]);
    let first = protect(&then, &old, &[]).unwrap();
    assert_eq!(print(&first, "n.anio.x"), "90 c c c\n50 30 20 0\n40 c c c");
    let now = all(
        &new,
        &[settled, ("2024", [25, 15, 0]), ("2025", [0, 0, 40])],
    );
    let count = |address: &Address| now.get(address).copied().unwrap_or_default();
    let second = super::protect(&count, &new, std::slice::from_ref(&first), &KEY).unwrap();
    assert_eq!(
        second.notes,
        [],
        "what had not ended then is not told by what has ended since"
    );
    assert_eq!(
        print(&second.release, "n.anio.x"),
        "130 c c c\n50 30 20 0\n40 25 15 0\n40 c c c"
    );
    let waiting = all(
        &new,
        &[settled, ("2024", [25, 10, 5]), ("2025", [0, 0, 40])],
    );
    let refused = protect(&waiting, &new, &[first]).unwrap_err();
    assert_eq!(
        refused,
        Refusal::Pending {
            group: "n anio=2024 x=PEN".into()
        }
    );
}

#[test]
fn what_became_of_persons_is_published_once() {
    let mut catalog = catalog(
        vec![
            dimension("anio", &["2024", "2025"]),
            dimension("b", &["X", "Y"]),
        ],
        &[&["anio", "b"]],
    );
    catalog.relations.within = vec![(
        "parte".into(),
        Pin {
            dimension: "b".into(),
            code: "X".into(),
        },
    )];
    let ended: [(&[(&str, &str)], u64); 2] = [
        (&[("anio", "2024"), ("b", "X")], 20),
        (&[("anio", "2025"), ("b", "Y")], 30),
    ];
    let counts = counts(&catalog, &ended);
    let first = protect(&counts, &catalog, &[]).unwrap();
    let refused = protect(&counts, &catalog, std::slice::from_ref(&first)).unwrap_err();
    assert_eq!(
        refused,
        Refusal::Changing {
            measure: "n".into(),
            dimension: "b".into()
        }
    );
    catalog.relations.within.clear();
    assert!(
        protect(&counts, &catalog, &[first]).is_ok(),
        "without that dimension nothing changes"
    );
}
