//! Why something is so, in words and numbers.
//!
//! A proof names the last equation used, with the final bounds of its other cells. Bounds only ever tighten, and at
//! the end no equation improves any, so these are the very numbers from which the bound was derived.

use std::collections::BTreeMap;

use crate::bounds::{Bounds, Reason};
use crate::equations::{Equation, Id, System};

/// A formula with more numbers than this is not spelt out.
const SPELT_OUT: usize = 12;

/// Why a cell is unsettled.
pub(crate) const GIVEN_UP: &str = "the search for whole numbers was given up";

/// Why a cell has the bounds that it has.
pub(crate) fn of(system: &System, bounds: &Bounds, id: Id) -> String {
    let counts = published(system, id);
    if !counts.is_empty() {
        let counts: Vec<String> = counts
            .iter()
            .map(|(count, table)| format!("{count} in {table}"))
            .collect();
        return format!("published: {}", counts.join(", "));
    }
    let interval = &bounds.intervals[id];
    let formula = |reason, end| match (reason, end) {
        (Reason::Equation(name), _) => formula(bounds, &system.equations[name], id, end),
        (Reason::Search(equations), End::Low) => no_table(interval.low, equations, "less"),
        (Reason::Search(equations), End::High) => {
            no_table(interval.high.unwrap_or(interval.low), equations, "more")
        }
    };
    // One equation alone, if the other end comes from it as well, or from the sign.
    let alone = interval
        .low_by
        .is_none_or(|low| interval.high_by == Some(low));
    if let (Some(reason), Some(_), true) = (interval.high_by, interval.value(), alone) {
        return formula(reason, End::High);
    }
    let low = interval
        .low_by
        .map(|reason| format!("at least {}", formula(reason, End::Low)));
    let high = interval
        .high_by
        .map(|reason| format!("at most {}", formula(reason, End::High)));
    low.into_iter().chain(high).collect::<Vec<_>>().join("; ")
}

/// `7: 43 sums of published numbers leave no whole numbers for less`.
fn no_table(value: i128, equations: usize, beyond: &str) -> String {
    format!("{value}: {equations} sums together leave no whole numbers for {beyond}")
}

/// Why a value between possible ones is ruled out.
pub(crate) fn of_gap(equations: usize) -> String {
    format!("{equations} sums together leave no whole numbers for it")
}

/// Why no table agrees with the files.
pub(crate) fn of_no_table(equations: usize) -> String {
    format!("{equations} sums together leave no whole numbers at all")
}

/// Why an equation cannot hold.
pub(crate) fn of_contradiction(bounds: &Bounds, equation: &Equation) -> String {
    let side = |sign: i32| {
        let terms = equation
            .iter()
            .filter(|(_, coefficient)| coefficient.signum() == sign);
        let numbers = terms.map(|(id, coefficient)| {
            let interval = &bounds.intervals[*id];
            let number = match (interval.value(), interval.high) {
                (Some(value), _) => value.to_string(),
                (None, Some(high)) => format!("({} to {high})", interval.low),
                (None, None) => format!("({} or more)", interval.low),
            };
            times(number, coefficient.unsigned_abs().into())
        });
        let numbers: Vec<String> = numbers.collect();
        if numbers.is_empty() {
            "0".to_owned()
        } else {
            numbers.join(" + ")
        }
    };
    format!("{} cannot equal {}", side(1), side(-1))
}

/// The counts that are published of a cell, each with the first table that shows it.
pub(crate) fn published(system: &System, id: Id) -> BTreeMap<u64, &str> {
    let mut counts = BTreeMap::new();
    for (table, count) in &system.cells[id].shown {
        if let Some(count) = count {
            counts
                .entry(*count)
                .or_insert(system.tables[*table].as_str());
        }
    }
    counts
}

#[derive(Clone, Copy)]
enum End {
    Low,
    High,
}

/// `4524 − 3291 − 1226 = 7`: one end of a cell's interval from the other cells of an equation.
fn formula(bounds: &Bounds, equation: &Equation, id: Id, end: End) -> String {
    let own = equation
        .iter()
        .find(|(other, _)| *other == id)
        .map_or(1, |(_, coefficient)| i128::from(*coefficient));
    let mut terms: Vec<(i128, i128)> = Vec::new();
    for (other, coefficient) in equation.iter().filter(|(other, _)| *other != id) {
        let (factor, interval) = (
            -i128::from(*coefficient) * own.signum(),
            &bounds.intervals[*other],
        );
        let value = match (end, factor > 0) {
            (End::Low, true) | (End::High, false) => Some(interval.low),
            (End::Low, false) | (End::High, true) => interval.high,
        };
        // An infinite bound would not have given a bound.
        terms.extend(
            value
                .filter(|value| *value != 0)
                .map(|value| (factor, value)),
        );
    }
    let interval = &bounds.intervals[id];
    let value = match end {
        End::Low => interval.low,
        End::High => interval.high.unwrap_or(interval.low),
    };
    if terms.len() > SPELT_OUT {
        return format!("{} known numbers together = {value}", terms.len());
    }
    terms.sort_by_key(|(factor, _)| *factor < 0);
    let mut text = String::new();
    for (factor, value) in terms {
        let sign = match (factor < 0, text.is_empty()) {
            (true, true) => "−",
            (true, false) => " − ",
            (false, true) => "",
            (false, false) => " + ",
        };
        text = text + sign + &times(value.to_string(), factor.unsigned_abs());
    }
    let text = if text.is_empty() {
        "0".to_owned()
    } else {
        text
    };
    match own.abs() {
        1 if text == value.to_string() => text,
        1 => format!("{text} = {value}"),
        divisor => format!("({text}) / {divisor} = {value}"),
    }
}

fn times(number: String, factor: u128) -> String {
    if factor == 1 {
        number
    } else {
        format!("{factor} × {number}")
    }
}
