//! Attacks Statistics Norway's demonstration tables as GaussSuppression publishes them, zeros hidden.
//!
//! They are not part of this repository: `cargo verify` runs this test where `../shared` is. A region lies in several hierarchies: each is a dimension of its own, whose regions are declared equal.

use std::collections::{BTreeMap, BTreeSet};

use attack::{Kind, attack};
use cube::{Address, Cell, Dimension, Pin, Table, Text};

use crate::small::{dimension, release};

type Line = BTreeMap<String, String>;

/// A file, the largest count that it hides, the hierarchies of its first column, and its columns with their parents.
type Case = (
    &'static str,
    u64,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);

/// A published pattern: its cells by codes.
struct Pattern {
    cells: BTreeMap<Vec<String>, Line>,
    columns: Vec<&'static str>,
}

/// Reads a CSV file of `../shared/data/disclosure-cases/ssb`.
fn lines(file: &str) -> Vec<Line> {
    let path = format!(
        "{}/../../../shared/data/disclosure-cases/ssb/{file}",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut rows = text.lines().map(|row| {
        row.split(',')
            .map(|field| field.trim_matches('"').to_owned())
            .collect::<Vec<String>>()
    });
    let heading = rows.next().unwrap();
    rows.map(|row| heading.iter().cloned().zip(row).collect())
        .collect()
}

/// The codes of a column, below those of the column of their parents.
fn nested(id: &str, inner: &[Line], column: &str, parents: &str) -> Dimension {
    let codes: BTreeSet<(&str, &str)> = inner
        .iter()
        .map(|line| {
            (
                line.get(parents).map_or("", String::as_str),
                line[column].as_str(),
            )
        })
        .collect();
    let tops: BTreeSet<&str> = codes
        .iter()
        .map(|(parent, _)| *parent)
        .filter(|parent| !parent.is_empty())
        .collect();
    let below = codes.iter().map(|(parent, code)| {
        if parent.is_empty() {
            (*code).into()
        } else {
            format!("{parent}/{code}")
        }
    });
    dimension(
        id,
        &tops
            .into_iter()
            .map(String::from)
            .chain(below)
            .collect::<Vec<_>>()
            .join(" "),
    )
}

impl Pattern {
    fn line(&self, address: &Address) -> &Line {
        let code = |column: &&str| {
            let mut pins = address
                .pins
                .iter()
                .filter(|(id, _)| id.starts_with(*column));
            pins.next()
                .map_or("Total".to_owned(), |(_, code)| code.clone())
        };
        &self.cells[&self.columns.iter().map(code).collect::<Vec<_>>()]
    }

    fn table(&self, dimensions: Vec<Dimension>) -> Table {
        let id = dimensions
            .iter()
            .map(|dimension| dimension.id.as_str())
            .collect::<Vec<_>>()
            .join(".");
        Table::from_fn(id, Text::default(), "n", dimensions, |address| {
            let line = self.line(address);
            let count = line
                .get("freq")
                .or(line.get("ant"))
                .and_then(|count| count.parse().ok());
            if line["suppressed"] == "TRUE" {
                Cell::Hidden
            } else {
                count.map_or(Cell::Hidden, Cell::Published)
            }
        })
    }
}

/// How many primary cells no longer hold every value up to `largest`, and how many are proved small. None is exact.
fn narrowed((case, largest, hierarchies, columns): Case) -> (usize, usize) {
    let inner = lines(&format!("{case}_input.csv"));
    let names: Vec<&str> = columns.iter().map(|(column, _)| *column).collect();
    let cells = lines(&format!("{case}_maxN{largest}_pz1.csv"));
    let key = |line: &Line| names.iter().map(|column| line[*column].clone()).collect();
    let pattern = Pattern {
        cells: cells.into_iter().map(|line| (key(&line), line)).collect(),
        columns: names.clone(),
    };
    let tables = hierarchies.iter().map(|hierarchy| {
        let place = nested(
            &format!("{}{hierarchy}", names[0]),
            &inner,
            names[0],
            hierarchy,
        );
        let others = columns[1..]
            .iter()
            .map(|(column, parents)| nested(column, &inner, column, parents));
        pattern.table(std::iter::once(place).chain(others).collect())
    });
    let mut release = release(largest + 1, tables);
    release.catalog.relations.equal = equal_places(&release.catalog.dimensions, names[0]);
    let report = attack(&[&release]);
    let primary = report
        .findings
        .iter()
        .filter(|finding| pattern.line(&finding.group.address)["primary"] == "TRUE");
    let ends = primary.map(|finding| match finding.kind {
        Kind::Narrowed { low, high } => (low > 0, high.is_some_and(|high| high < largest)),
        other => panic!("{other} in {case}"),
    });
    let ends: Vec<(bool, bool)> = ends.collect();
    let proved = report.findings.iter().filter(|finding| match finding.kind {
        Kind::Narrowed { low, high } => low > 0 && high.is_some_and(|high| high <= largest),
        _ => false,
    });
    (
        ends.iter().filter(|(low, high)| *low || *high).count(),
        proved.count(),
    )
}

/// The innermost places of the first hierarchy, each with itself in every other one.
fn equal_places(dimensions: &[Dimension], column: &str) -> Vec<(Pin, Pin)> {
    let hierarchies: Vec<&Dimension> = dimensions
        .iter()
        .filter(|dimension| dimension.id.starts_with(column))
        .collect();
    let Some((first, others)) = hierarchies.split_first() else {
        return vec![];
    };
    let places = first
        .categories
        .iter()
        .filter(|place| first.is_leaf(&place.code));
    let pair = |code: &String, other: &Dimension| {
        let pin = |dimension: &Dimension| Pin {
            dimension: dimension.id.clone(),
            code: code.clone(),
        };
        (pin(first), pin(other))
    };
    places
        .flat_map(|place| others.iter().map(|other| pair(&place.code, other)))
        .collect()
}

#[test]
#[ignore = "needs ../shared/data/disclosure-cases/ssb: run by cargo verify"]
fn narrowed_cells_of_published_patterns_are_found() {
    let cases: [Case; 11] = [
        ("z1", 3, &[""], &[("region", ""), ("hovedint", "")]),
        (
            "z2",
            1,
            &["fylke", "kostragr"],
            &[("region", ""), ("hovedint", "")],
        ),
        (
            "z2",
            3,
            &["fylke", "kostragr"],
            &[("region", ""), ("hovedint", "")],
        ),
        (
            "z2",
            5,
            &["fylke", "kostragr"],
            &[("region", ""), ("hovedint", "")],
        ),
        (
            "z3",
            3,
            &["fylke", "kostragr"],
            &[("region", ""), ("hovedint", ""), ("mnd", "mnd2")],
        ),
        (
            "z3",
            5,
            &["fylke", "kostragr"],
            &[("region", ""), ("hovedint", ""), ("mnd", "mnd2")],
        ),
        (
            "d2",
            2,
            &["county", "k_group"],
            &[("region", ""), ("main_income", "")],
        ),
        (
            "d2",
            5,
            &["county", "k_group"],
            &[("region", ""), ("main_income", "")],
        ),
        (
            "d2s",
            4,
            &["county", "size"],
            &[("region", ""), ("main_income", "")],
        ),
        (
            "d2s",
            15,
            &["county", "size"],
            &[("region", ""), ("main_income", "")],
        ),
        ("mun_accidents", 3, &[""], &[("mun", ""), ("inj", "")]),
    ];
    // What joint linear bounds say: `ssb/attack_results.csv`, columns `gauss_narrowed` and `gauss_proved_small`.
    let expected = [
        (0, 0),
        (2, 0),
        (0, 0),
        (8, 0),
        (128, 1),
        (213, 5),
        (0, 0),
        (8, 0),
        (8, 1),
        (15, 0),
        (20, 0),
    ];
    for (case, expected) in cases.into_iter().zip(expected) {
        assert_eq!(narrowed(case), expected, "{case:?}");
    }
}
