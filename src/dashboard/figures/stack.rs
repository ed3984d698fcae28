//! Adds the residual to stacked bars: the published whole minus the published parts.
//!
//! Anybody can compute it by subtraction, so it discloses no hidden number. It contains all hidden parts, and those for
//! which there are no colours.

use crate::context::Context;
use crate::counts::Amount;
use crate::numbers::{Entry, Line, Matrix};
use crate::words;

/// Adds a column with the residual of each whole after the parts, unless all residuals are 0.
pub fn with_residual(context: &Context, parts: Matrix, wholes: &[Entry]) -> Matrix {
    let mut entries = Vec::new();
    let mut has_residual = false;
    for (row, whole) in parts.entries.iter().zip(wholes) {
        let entry = residual(row, *whole);
        has_residual |= !matches!(entry.amount, Amount::Exact(0) | Amount::NotCollected);
        entries.push(vec![entry]);
    }
    if !has_residual {
        return parts;
    }
    let residual = Matrix {
        head: String::new(),
        rows: vec![],
        columns: vec![Line::residual(words::display::REST.text(context.lang()))],
        entries,
    };
    parts.with_columns_of(&residual)
}

/// Subtracts the published parts from a whole.
fn residual(parts: &[Entry], whole: Entry) -> Entry {
    let known = parts.iter().filter_map(|part| part.amount.exact()).sum();
    let left = whole
        .amount
        .exact()
        .and_then(|whole| whole.checked_sub(known));
    let base = parts.first().and_then(|part| part.base);
    if whole.amount == Amount::NotCollected {
        return whole;
    }
    Entry {
        base,
        ..Entry::new(left.map_or(Amount::Hidden, Amount::Exact))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(count: Option<u64>) -> Entry {
        Entry::new(count.map_or(Amount::Hidden, Amount::Exact))
    }

    proptest! {
        #[test]
        fn parts_and_rest_make_up_the_whole(
            counts in proptest::collection::vec(0..90_u64, 1..6),
            hidden in proptest::collection::vec(any::<bool>(), 6),
        ) {
            let whole = counts.iter().sum();
            let parts = counts.iter().zip(&hidden).map(|(count, hidden)| exact((!hidden).then_some(*count)));
            let parts: Vec<Entry> = parts.collect();
            let known: u64 = parts.iter().filter_map(|part| part.amount.exact()).sum();
            let left = residual(&parts, exact(Some(whole))).amount;
            prop_assert_eq!(left.exact().map(|left| left + known), Some(whole));
            prop_assert_eq!(residual(&parts, exact(None)).amount, Amount::Hidden);
        }
    }
}
