//! Adds the residual to stacked bars: what the published parts leave of the published whole.
//!
//! Anybody gets it by subtracting: it holds what is hidden, together with what there are no colours for, and discloses no
//! hidden number.

use crate::context::Context;
use crate::counts::Amount;
use crate::numbers::{Entry, Line, Matrix};
use crate::words;

/// The parts as columns, and behind them the rest of each whole, if any whole has one.
pub fn with_rest(context: &Context, parts: Matrix, wholes: &[Entry]) -> Matrix {
    let rests: Vec<Entry> = parts
        .entries
        .iter()
        .zip(wholes)
        .map(|(parts, whole)| rest(parts, *whole))
        .collect();
    if rests.iter().all(|rest| rest.amount == Amount::Exact(0)) {
        return parts;
    }
    let rest = Matrix {
        head: String::new(),
        rows: vec![],
        columns: vec![Line::rest(words::display::REST.get(context.lang()))],
        entries: rests.into_iter().map(|rest| vec![rest]).collect(),
    };
    parts.beside(&rest)
}

/// What the published parts leave of a whole.
fn rest(parts: &[Entry], whole: Entry) -> Entry {
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
            let left = rest(&parts, exact(Some(whole))).amount;
            prop_assert_eq!(left.exact().map(|left| left + known), Some(whole));
            prop_assert_eq!(rest(&parts, exact(None)).amount, Amount::Hidden);
        }
    }
}
