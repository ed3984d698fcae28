//! Lists the years in each code of a time dimension.

use std::collections::BTreeSet;

use cube::{Category, Dimension};

/// The years that a count is about.
pub(crate) type Years = BTreeSet<String>;

/// The years in a code, which may be the total: those of its leaves.
pub(super) fn years_in(time: &Dimension, code: &str) -> Years {
    time.leaves_in(code).flat_map(years_of_leaf).collect()
}

/// A leaf is a single year, or a period that stands in place of its years: `2015-2019`.
fn years_of_leaf(leaf: &Category) -> Vec<String> {
    let ends = leaf.code.split_once('-');
    let years = ends.and_then(|(first, last)| {
        let (first, last) = (first.parse::<u16>().ok()?, last.parse::<u16>().ok()?);
        (first < last && first >= 1000).then_some(first..=last)
    });
    match years {
        Some(years) => years.map(|year| year.to_string()).collect(),
        None => vec![leaf.code.clone()],
    }
}

/// A name for years that no code stands for.
pub(crate) fn name_years(years: &Years) -> String {
    let is_run = |(one, other): (&String, &String)| {
        let numbers = (one.parse::<u16>(), other.parse::<u16>());
        matches!(numbers, (Ok(one), Ok(other)) if one + 1 == other)
    };
    let mut pairs = years.iter().zip(years.iter().skip(1));
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if years.len() > 1 && pairs.all(is_run) => {
            format!("{first}-{last}")
        }
        _ => years.iter().cloned().collect::<Vec<_>>().join("+"),
    }
}
