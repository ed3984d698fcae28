//! What protection promises, on registers small enough to read.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Category, Cell, Dimension, Measure, Pin, Relations, Release, TableEntry, Text};
use proptest::prelude::*;

use super::Refusal;
use crate::{publication, tabulate::Counts};

const THRESHOLD: u64 = 5;

fn protect(counts: &Counts, catalog: &Catalog, earlier: &[Release]) -> Result<Release, Refusal> {
    super::protect(counts, catalog, earlier, &super::Care::default())
}

fn dimension(id: &str, codes: &[&str]) -> Dimension {
    // "MIN>0_11" is 0_11 below MIN.
    let category = |code: &&str| {
        let (parent, code) = code.split_once('>').map_or((None, *code), |(parent, code)| (Some(parent), code));
        Category { code: code.into(), parent: parent.map(Into::into), unknown: code == "U", ..Category::default() }
    };
    let categories = codes.iter().map(category).collect();
    Dimension { id: id.into(), label: Text::new(id, id), categories, ..Dimension::default() }
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
        title: Text::default(),
        heading: Text::default(),
        lede: Text::default(),
        source: Text::default(),
        notice: None,
        caveat: Text::default(),
        release: "2026-10".into(),
        threshold: THRESHOLD,
        contacts: vec![],
        time: "anio".into(),
        closed: None,
        breaks: vec![],
        measures: vec![measure("n")],
        dimensions,
        sections: vec![],
        headlines: vec![],
        relations: Relations::default(),
        tables: tables.iter().map(table).collect(),
    }
}

/// Exact counts from groups of people who share their leaf codes; several codes of one dimension: `"medios": "A~B"`.
fn counts(catalog: &Catalog, groups: &[(&[(&str, &str)], u64)]) -> Counts {
    let mut counts: BTreeMap<Address, u64> = BTreeMap::new();
    for entry in &catalog.tables {
        let dimensions = catalog.dimensions_of(entry);
        let table = cube::Table::from_fn("", Text::default(), "n", dimensions.clone(), |_| Cell::Hidden);
        for (address, _) in table.addressed() {
            let has = |leaf: &str, dimension: &Dimension, code: &str| {
                leaf.split('~').any(|leaf| leaf == code || dimension.ancestors(leaf).any(|above| above == code))
            };
            let holds = |person: &[(&str, &str)]| {
                address.pins.iter().all(|(id, code)| {
                    let dimension = dimensions.iter().find(|dimension| dimension.id == *id).unwrap();
                    person.iter().any(|(held, leaf)| held == id && has(leaf, dimension, code))
                })
            };
            let total = groups.iter().filter(|(person, _)| holds(person)).map(|(_, size)| size).sum();
            counts.insert(address, total);
        }
    }
    counts.into_iter().collect()
}

/// A table as lines of text, `c` for hidden.
fn print(release: &Release, table: &str) -> String {
    let table = &release.tables[table];
    let width = table.dimensions().last().unwrap().categories.len() + 1;
    let cell = |cell: &Cell| cell.published().map_or("c".into(), |count| count.to_string());
    let lines = table.cells().chunks(width).map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

fn by_year_and(codes: &[&str]) -> Catalog {
    catalog(vec![dimension("anio", &["2024", "2025"]), dimension("x", codes)], &[&["anio"], &["anio", "x"]])
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
    assert_eq!(print(&release, "n.anio.x"), "126 70 45 11\n62 40 c c\n64 30 c c");
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
    let counts = counts(&catalog, &[(&[("anio", "2024"), ("x", "A")], 4), (&[("anio", "2025"), ("x", "A")], 30)]);
    let refusal = protect(&counts, &catalog, &[]).unwrap_err();
    assert_eq!(refusal, Refusal::SmallYear { measure: "n".into(), year: "2024".into(), threshold: 5 });
}

#[test]
fn an_option_and_those_who_did_not_choose_it_are_both_protected() {
    let mut means = dimension("x", &["A", "B", "U"]);
    means.multi_response = true;
    let catalog = catalog(vec![dimension("anio", &["2024", "2025"]), means], &[&["anio"], &["anio", "x"]]);
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
    assert_eq!(print(&release, "n.anio.x"), "192 50 52 120\n92 c c 60\n100 c c 60");
}

#[test]
fn what_everyone_knows_to_be_equal_is_hidden_together() {
    let years = dimension("anio", &["2024", "2025"]);
    let mut catalog = catalog(
        vec![years, dimension("x", &["A", "B"]), dimension("y", &["P", "Q", "R"])],
        &[&["anio"], &["anio", "x"], &["anio", "y"]],
    );
    let pin = |dimension: &str, code: &str| Pin { dimension: dimension.into(), code: code.into() };
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
fn what_was_hidden_stays_hidden() {
    let catalog = by_year_and(&["A", "B"]);
    let group = |year, x, size| ([("anio", year), ("x", x)], size);
    let groups = [group("2024", "A", 30), group("2024", "B", 30), group("2025", "A", 30), group("2025", "B", 30)];
    let groups: Vec<(&[_], u64)> = groups.iter().map(|(pins, size)| (pins.as_slice(), *size)).collect();
    let counts = counts(&catalog, &groups);
    let mut earlier = protect(&counts, &catalog, &[]).unwrap();
    assert_eq!(print(&earlier, "n.anio.x"), "120 60 60\n60 30 30\n60 30 30");
    let hide = |address: &Address| match address.to_string().as_str() {
        "n anio=2024 x=A" | "n anio=2024 x=B" => Cell::Hidden,
        _ => Cell::Published(0),
    };
    let table = cube::Table::from_fn("n.anio.x", Text::default(), "n", catalog.dimensions.clone(), hide);
    earlier.tables.insert("n.anio.x".into(), table);
    let release = protect(&counts, &catalog, &[earlier]).unwrap();
    assert_eq!(print(&release, "n.anio.x"), "120 60 60\n60 c c\n60 c c");
}

/// A register of three years in a flat and a nested dimension, by the sizes of its groups, protected; and what the
/// outsider finds in it. `None` where a year is too small to be published.
fn published(sizes: &[u64]) -> Option<(Release, attack::Report)> {
    let catalog = catalog(
        vec![
            dimension("anio", &["2023", "2024", "2025"]),
            dimension("sexo", &["F", "M", "X"]),
            dimension("edad", &["MIN", "MIN>0_11", "MIN>12_17", "ADU", "ADU>18_64", "ADU>65"]),
        ],
        &[&["anio"], &["anio", "sexo"], &["anio", "edad"], &["sexo", "edad"]],
    );
    let leaves = ["0_11", "12_17", "18_64", "65"];
    let people: Vec<_> = (0..sizes.len())
        .map(|at| {
            let year = ["2023", "2024", "2025"][at / 12];
            ([("anio", year), ("sexo", ["F", "M", "X"][at / 4 % 3]), ("edad", leaves[at % 4])], sizes[at])
        })
        .collect();
    let groups: Vec<(&[_], u64)> = people.iter().map(|(pins, size)| (pins.as_slice(), *size)).collect();
    publication::protect_and_attack(&counts(&catalog, &groups), &catalog, &[]).ok()
}

#[test]
fn a_register_that_only_its_totals_can_mend_is_mended() {
    // Withholding tables alone left "edad=MIN in 2025: between 1 and 36".
    let sizes = [
        3, 1, 0, 1, 25, 2, 0, 3, 2, 7, 0, 0, // 2023
        0, 0, 2, 1, 2, 1, 4, 2, 3, 12, 2, 0, // 2024
        2, 5, 3, 0, 0, 2, 1, 0, 0, 22, 0, 1, // 2025
    ];
    let (_, report) = published(&sizes).unwrap();
    assert!(report.is_safe(), "{report}");
}

proptest! {
    #[test]
    fn no_small_count_stands_and_the_outsider_finds_nothing(
        sizes in proptest::collection::vec(prop_oneof![3 => 0..4u64, 2 => 0..30u64], 3 * 3 * 4),
    ) {
        let Some((release, report)) = published(&sizes) else { return Ok(()) };
        for (address, cell) in release.tables.values().flat_map(|table| table.addressed()) {
            prop_assert!(cell.published().is_none_or(|count| count >= THRESHOLD), "{address}");
        }
        prop_assert!(report.is_safe(), "{report}");
    }
}
