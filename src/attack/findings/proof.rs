//! Explains in words and numbers why a bound holds.
//!
//! A proof names the last equation used, with the final bounds of its other cells. Bounds only ever
//! tighten, and at the end no equation improves any, so these are the very numbers from which the
//! bound was derived.

use std::collections::BTreeMap;

use crate::bounds::{Bounds, End, Interval, Reason};
use crate::equations::{Difference, Equation, Id, System};

/// A formula with more numbers than this is summarized.
const LONGEST_FORMULA: usize = 12;

/// Why a cell is unsettled.
pub(super) const SEARCH_STOPPED: &str = "the search for whole numbers was given up";

/// Why propagation stopped.
pub(super) const PROPAGATION_STOPPED: &str =
    "the bounds go on changing, or the numbers become too large";

/// Explains why a cell has its bounds.
pub(super) fn explain_bounds(system: &System, bounds: &Bounds, id: Id) -> String {
    let published = published_counts(system, id);
    if !published.is_empty() {
        let counts: Vec<String> = published
            .iter()
            .map(|(count, table)| format!("{count} in {table}"))
            .collect();
        return format!("published: {}", counts.join(", "));
    }
    let interval = &bounds.intervals[id];
    let explain = |reason: Reason, end: End| match reason {
        Reason::Equation(equation) => formula(bounds, &system.equations[equation], id, end),
        Reason::Search(equations) => explain_search(interval, equations, end),
        Reason::Mark => format!("{}, by its mark", end_of(interval, end)),
    };
    // One formula suffices for an exact count, if the lower end follows from the same equation, or
    // from the sign.
    let low_follows = interval.low_reason.is_none() || interval.low_reason == interval.high_reason;
    if let (Some(reason), Some(_), true) = (interval.high_reason, interval.value(), low_follows) {
        return explain(reason, End::High);
    }
    let mut ends = Vec::new();
    if let Some(reason) = interval.low_reason {
        ends.push(format!("at least {}", explain(reason, End::Low)));
    }
    if let Some(reason) = interval.high_reason {
        ends.push(format!("at most {}", explain(reason, End::High)));
    }
    ends.join("; ")
}

/// Explains an end that a search among whole tables found: `7: 43 sums together leave no whole
/// numbers for less`.
fn explain_search(interval: &Interval, equations: usize, end: End) -> String {
    let (value, beyond) = match end {
        End::Low => (interval.low, "less"),
        End::High => (end_of(interval, End::High), "more"),
    };
    format!("{value}: {equations} sums together leave no whole numbers for {beyond}")
}

/// Explains why a mark cannot be true.
pub(super) fn explain_marks(bounds: &Bounds, id: Id) -> String {
    let known = write_interval(&bounds.intervals[id]);
    format!("{known} by other files or marks, but its mark allows none of these counts")
}

/// Explains why a count between possible ones is impossible.
pub(super) fn explain_gap(equations: usize) -> String {
    format!("{equations} sums together leave no whole numbers for it")
}

/// Explains why no table agrees with the files.
pub(super) fn explain_infeasible(equations: usize) -> String {
    format!("{equations} sums together leave no whole numbers at all")
}

/// Explains a difference between two releases by what is known of both counts.
pub(super) fn explain_difference(
    system: &System,
    bounds: &Bounds,
    difference: &Difference,
) -> String {
    let count = |id: Id| {
        let shown = published_counts(system, id).into_iter().next();
        match shown {
            Some((count, table)) => format!("{count} in {table}"),
            None => write_interval(&bounds.intervals[id]),
        }
    };
    format!(
        "{} − {}",
        count(difference.later),
        count(difference.earlier)
    )
}

/// Explains why an equation cannot hold.
pub(super) fn explain_contradiction(bounds: &Bounds, equation: &Equation) -> String {
    let (positive, negative) = (side(bounds, equation, 1), side(bounds, equation, -1));
    format!("{positive} cannot equal {negative}")
}

/// Writes the sum of the terms of one sign.
fn side(bounds: &Bounds, equation: &Equation, sign: i32) -> String {
    let mut numbers = Vec::new();
    for (id, coefficient) in equation {
        if coefficient.signum() != sign {
            continue;
        }
        let number = write_interval(&bounds.intervals[*id]);
        numbers.push(multiply(number, coefficient.unsigned_abs().into()));
    }
    if numbers.is_empty() {
        "0".to_owned()
    } else {
        numbers.join(" + ")
    }
}

fn write_interval(interval: &Interval) -> String {
    match (interval.value(), interval.high) {
        (Some(value), _) => value.to_string(),
        (None, Some(high)) => format!("({} to {high})", interval.low),
        (None, None) => format!("({} or more)", interval.low),
    }
}

/// Lists the counts that are published for a cell, each with the first table that shows it.
pub(super) fn published_counts(system: &System, id: Id) -> BTreeMap<u64, &str> {
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

/// Writes one end of a cell's interval from the other cells of an equation: `4524 − 3291 − 1226 =
/// 7`.
fn formula(bounds: &Bounds, equation: &Equation, id: Id, end: End) -> String {
    let own = equation
        .iter()
        .find(|(other, _)| *other == id)
        .map_or(1, |(_, coefficient)| i128::from(*coefficient));
    let mut terms: Vec<(i128, i128)> = Vec::new();
    for (other, coefficient) in equation {
        if *other == id {
            continue;
        }
        let factor = -i128::from(*coefficient) * own.signum();
        let interval = &bounds.intervals[*other];
        let value = match (end, factor > 0) {
            (End::Low, true) | (End::High, false) => Some(interval.low),
            (End::Low, false) | (End::High, true) => interval.high,
        };
        // An unbounded end would not have given a bound.
        if let Some(value) = value.filter(|value| *value != 0) {
            terms.push((factor, value));
        }
    }
    let value = end_of(&bounds.intervals[id], end);
    if terms.len() > LONGEST_FORMULA {
        return format!("{} known numbers together = {value}", terms.len());
    }
    let sum = write_sum(terms);
    match own.abs() {
        1 if sum == value.to_string() => sum,
        1 => format!("{sum} = {value}"),
        divisor => format!("({sum}) / {divisor} = {value}"),
    }
}

/// Returns an end of an interval; of an unbounded one, the other end.
fn end_of(interval: &Interval, end: End) -> i128 {
    match end {
        End::Low => interval.low,
        End::High => interval.high.unwrap_or(interval.low),
    }
}

/// Writes a sum of multiples, first those that are added.
fn write_sum(mut terms: Vec<(i128, i128)>) -> String {
    terms.sort_by_key(|(factor, _)| *factor < 0);
    let mut sum = String::new();
    for (factor, value) in terms {
        sum += match (factor < 0, sum.is_empty()) {
            (true, true) => "−",
            (true, false) => " − ",
            (false, true) => "",
            (false, false) => " + ",
        };
        sum += &multiply(value.to_string(), factor.unsigned_abs());
    }
    if sum.is_empty() { "0".to_owned() } else { sum }
}

fn multiply(number: String, factor: u128) -> String {
    if factor == 1 {
        number
    } else {
        format!("{factor} × {number}")
    }
}
