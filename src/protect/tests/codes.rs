//! Lists codebooks that divide the same persons differently: groups, merged, split and renamed categories, moved borders.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Catalog, Dimension, TOTAL, TableEntry};

use super::register::{catalog, dimension};

/// The finest groups of x, and the years.
pub const GROUPS: [&str; 4] = ["0", "1", "2", "3"];
pub const YEARS: [&str; 5] = ["2021", "2022", "2023", "2024", "2025"];

/// The ways to divide x: each code (below its parent) with the groups in it.
pub const DIVISIONS: [&[(&str, &str)]; 11] = [
    &[("P", "0"), ("Q", "1"), ("R", "2"), ("S", "3")],
    &[
        ("G", "01"),
        ("G>P", "0"),
        ("G>Q", "1"),
        ("R", "2"),
        ("S", "3"),
    ],
    &[("G", "01"), ("R", "2"), ("S", "3")],
    &[
        ("G", "01"),
        ("G>P", "0"),
        ("G>Q", "1"),
        ("H", "23"),
        ("H>R", "2"),
        ("H>S", "3"),
    ],
    &[
        ("K", "12"),
        ("K>Q", "1"),
        ("K>R", "2"),
        ("P", "0"),
        ("S", "3"),
    ],
    &[("V", "0"), ("Q", "1"), ("R", "2"), ("S", "3")],
    &[("N", "01"), ("R", "2"), ("S", "3")],
    &[("P", "0"), ("Q", "1"), ("OT", "23")],
    &[("P", "0"), ("Q", "1"), ("OT", "2"), ("S", "3")],
    &[("L", "012"), ("L>G", "01"), ("L>R", "2"), ("S", "3")],
    &[
        ("K", "12"),
        ("K>Q", "1"),
        ("K>R", "2"),
        ("W", "03"),
        ("W>P", "0"),
        ("W>S", "3"),
    ],
];

/// A way to divide time: the first and last year of each period, the last year of sums, and whether years are there.
type Time = (&'static [(usize, usize)], usize, bool);

/// The ways to divide time.
pub const TIMES: [Time; 8] = [
    (&[], 5, true),
    (&[], 4, true),
    (&[(0, 2), (2, 5)], 5, true),
    (&[(0, 3), (3, 5)], 5, true),
    (&[(0, 2), (2, 4)], 4, true),
    (&[(0, 2), (2, 5)], 5, false),
    (&[(0, 3), (3, 5)], 5, false),
    (&[(0, 4)], 4, true),
];

/// How a release divides x and time, and whether it crosses both by the coarsest codes of each alone.
pub type Design = (usize, usize, bool, bool);

/// One dimension with the meaning of each of its codes.
pub type Codes = BTreeMap<String, BTreeSet<String>>;

/// The catalog of a release that crosses two dimensions, x and y, over all years, told how the one before divided them.
pub fn design_pairs((x, y): (usize, usize), before: Option<(usize, usize)>) -> Catalog {
    let mut second = attribute(y, before.map(|(_, y)| y));
    second.id = "y".into();
    let years = dimension("anio", &["2024", "2025"]);
    let dimensions = vec![attribute(x, before.map(|(x, _)| x)), second, years];
    Catalog {
        threshold: 3,
        ..catalog(dimensions, &[&["anio"], &["x", "y"]])
    }
}

/// The dimension x as a release divides it, told what replaces the codes of the release before.
pub fn attribute(at: usize, before: Option<usize>) -> Dimension {
    let codes: Vec<&str> = DIVISIONS[at].iter().map(|(code, _)| *code).collect();
    let mut x = dimension("x", &codes);
    let Some(before) = before else { return x };
    let earlier = dimension("x", &DIVISIONS[before].map_codes());
    let meanings = meanings_of_x(before);
    let own = meanings_of_x(at);
    for place in 0..x.categories.len() {
        let code = x.categories[place].code.clone();
        if !x.is_leaf(&code) || meanings.get(&code) == Some(&own[&code]) {
            continue;
        }
        let leaves = earlier.leaves().map(|leaf| leaf.code.clone());
        let overlaps = |leaf: &String| *leaf != code && !meanings[leaf].is_disjoint(&own[&code]);
        x.categories[place].replaces = leaves.filter(overlaps).collect();
    }
    x
}

trait MapCodes {
    fn map_codes(&self) -> Vec<&'static str>;
}

impl MapCodes for &'static [(&'static str, &'static str)] {
    fn map_codes(&self) -> Vec<&'static str> {
        self.iter().map(|(code, _)| *code).collect()
    }
}

/// The groups in each code of x.
pub fn meanings_of_x(at: usize) -> Codes {
    let mut meanings = Codes::new();
    meanings.insert(TOTAL.into(), GROUPS.map(str::to_owned).into());
    for (code, groups) in DIVISIONS[at] {
        let code = code.rsplit('>').next().unwrap();
        let groups = groups.chars().map(String::from).collect();
        meanings.insert(code.to_owned(), groups);
    }
    meanings
}

/// The codes of time as a release divides it.
fn codes_of_time(at: usize) -> Vec<String> {
    let (periods, last, has_years) = TIMES[at];
    let mut codes = Vec::new();
    for (from, to) in periods {
        let period = format!("{}-{}", YEARS[*from], YEARS[to - 1]);
        codes.push(period.clone());
        if has_years {
            codes.extend(
                YEARS[*from..*to]
                    .iter()
                    .map(|year| format!("{period}>{year}")),
            );
        }
    }
    if periods.is_empty() {
        codes.extend(YEARS[..last].iter().map(|year| (*year).to_owned()));
    }
    codes
}

/// The years in each code of time.
pub fn meanings_of_time(at: usize) -> Codes {
    let (periods, last, has_years) = TIMES[at];
    let years = |from: usize, to: usize| -> BTreeSet<String> {
        YEARS[from..to]
            .iter()
            .map(|year| (*year).to_owned())
            .collect()
    };
    let mut meanings = Codes::new();
    meanings.insert(TOTAL.into(), years(0, last));
    for (from, to) in periods {
        let period = format!("{}-{}", YEARS[*from], YEARS[to - 1]);
        meanings.insert(period, years(*from, *to));
    }
    if has_years {
        for (at, year) in YEARS.iter().enumerate().take(last) {
            meanings.insert((*year).into(), years(at, at + 1));
        }
    }
    meanings
}

/// The catalog of a release, told how the one before divided x.
pub fn design((x, time, rolled_time, rolled_x): Design, before: Option<usize>) -> Catalog {
    let codes = codes_of_time(time);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let dimensions = vec![dimension("anio", &codes), attribute(x, before)];
    let mut catalog = Catalog {
        threshold: 3,
        ..catalog(dimensions, &[&["anio"], &["anio", "x"]])
    };
    let crossed: &mut TableEntry = &mut catalog.tables[1];
    let rolled = [("anio", rolled_time), ("x", rolled_x)];
    let rolled = rolled.iter().filter(|(_, is_rolled)| *is_rolled);
    crossed.rolled_up = rolled.map(|(id, _)| (*id).to_owned()).collect();
    catalog
}
