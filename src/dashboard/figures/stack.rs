//! Adds the residual to stacked bars: what the published parts leave of the published whole.
//!
//! Anybody gets it by subtracting: it holds what is hidden, together with what there are no colours for, and discloses no
//! hidden number.

use crate::context::Context;
use crate::counts::Amount;
use crate::numbers::{Entry, Line, Matrix};
use crate::words;

/// Adds a column with the residual of each whole behind the parts, if any whole has one.
pub fn with_residual(context: &Context, parts: Matrix, wholes: &[Entry]) -> Matrix {
    let residuals: Vec<Entry> = parts
        .entries
        .iter()
        .zip(wholes)
        .map(|(parts, whole)| residual(parts, *whole))
        .collect();
    if residuals
        .iter()
        .all(|residual| residual.amount == Amount::Exact(0))
    {
        return parts;
    }
    let residual = Matrix {
        head: String::new(),
        rows: vec![],
        columns: vec![Line::residual(words::display::REST.get(context.lang()))],
        entries: residuals
            .into_iter()
            .map(|residual| vec![residual])
            .collect(),
    };
    parts.beside(&residual)
}

/// What the published parts leave of a whole.
fn residual(parts: &[Entry], whole: Entry) -> Entry {
    let known = parts.iter().filter_map(|part| part.amount.exact()).sum();
    let left = whole
        .amount
        .exact()
        .and_then(|whole| whole.checked_sub(known));
    let base = parts.first().and_then(|part| part.base);
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
