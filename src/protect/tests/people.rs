//! Generates random registers of 54 groups that are small enough to try every table.

use cube::Catalog;
use proptest::prelude::*;

use super::register::{Counts, catalog, count_groups, dimension};

pub const YEARS: [&str; 3] = ["2023", "2024", "2025"];

/// How many groups there are: each combination of year, a, b and m.
pub const GROUPS: usize = 54;

/// A catalog by years and the dimensions a, b and m, with a threshold of 3.
pub fn small_catalog(years: &[&str], tables: &[&[&str]]) -> Catalog {
    let mut multi_response = dimension("m", &["P", "Q", "U"]);
    multi_response.multi_response = true;
    let dimensions = vec![
        dimension("anio", years),
        dimension("a", &["F", "M"]),
        dimension("b", &["MIN", "MIN>X", "MIN>Y", "ADU"]),
        multi_response,
    ];
    Catalog {
        threshold: 3,
        ..catalog(dimensions, tables)
    }
}

/// The position of a group's year among [`YEARS`].
pub fn year_of(group: usize) -> usize {
    group % 3
}

/// The position of a group's b among X, Y and ADU.
pub fn b_of(group: usize) -> usize {
    group / 6 % 3
}

/// The sizes of all groups.
pub fn sizes() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(
        prop_oneof![3 => 0..2u64, 2 => 0..5u64, 1 => 3..20u64],
        GROUPS,
    )
}

/// How many of each group are not in a part: of most, none, so that the residual is small.
pub fn residuals() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(prop_oneof![15 => Just(0), 1 => 0..3u64], GROUPS)
}

/// The sizes of the groups of these years; the others are empty.
pub fn keep_years(sizes: &[u64], years: usize) -> Vec<u64> {
    let mut kept = sizes.to_vec();
    for (group, size) in kept.iter_mut().enumerate() {
        if year_of(group) >= years {
            *size = 0;
        }
    }
    kept
}

/// Exact counts from the sizes of all groups.
pub fn count_people(catalog: &Catalog, sizes: &[u64]) -> Counts {
    let mut groups = Vec::new();
    for (group, size) in sizes.iter().enumerate() {
        let pins = [
            ("anio", YEARS[year_of(group)]),
            ("a", ["F", "M"][group / 3 % 2]),
            ("b", ["X", "Y", "ADU"][b_of(group)]),
            ("m", ["P", "P~Q", "U"][group / 18 % 3]),
        ];
        groups.push((pins, *size));
    }
    count_groups(catalog, &groups)
}
