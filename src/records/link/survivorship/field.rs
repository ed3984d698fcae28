//! Chooses the value of one field from the most trusted source that has it.
//!
//! The order of rows or files changes nothing, and a value is taken as it is or not at all.

use std::collections::BTreeSet;

use crate::link::row::SourceId;

/// The value of one field in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<T> {
    /// A valid value.
    Known(T),
    /// The source collects the field, but the row has no valid value.
    Unknown,
    /// The source does not collect the field.
    NotCollected,
}

/// The value of a row, with the trust in its source.
#[derive(Clone, Copy, Debug)]
pub(super) struct SourceValue<T> {
    pub source: SourceId,
    /// The smaller, the more trusted; sources without a declared order share one rank.
    pub rank: usize,
    pub value: Value<T>,
}

/// Which values survive, and which sources contradict each other.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub survivors: Survivors,
    /// The pairs of sources with different known values, the more trusted first; a source may
    /// contradict itself.
    pub conflicts: BTreeSet<(SourceId, SourceId)>,
}

/// The positions of the best values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Survivors {
    /// The values at these positions are equal: any of them can be taken.
    Agree(Vec<usize>),
    /// The values at these positions are equally trusted and differ: none can be taken.
    Differ(Vec<usize>),
}

/// Chooses among at least one value: known before unknown before not collected, then by trust.
pub(super) fn choose_value<T: PartialEq>(values: &[SourceValue<T>]) -> Choice {
    let best = best_positions(values);
    let is_agreed = best
        .windows(2)
        .all(|pair| values[pair[0]].value == values[pair[1]].value);
    Choice {
        survivors: if is_agreed {
            Survivors::Agree(best)
        } else {
            Survivors::Differ(best)
        },
        conflicts: find_conflicts(values),
    }
}

/// Returns the positions of the known values of the best rank, else of the unknown values, else of
/// all.
fn best_positions<T: PartialEq>(values: &[SourceValue<T>]) -> Vec<usize> {
    let best_rank = values
        .iter()
        .filter(|value| is_known(value))
        .map(|value| value.rank)
        .min();
    if let Some(rank) = best_rank {
        return positions_where(values, |value| is_known(value) && value.rank == rank);
    }
    let unknown = positions_where(values, |value| value.value == Value::Unknown);
    if unknown.is_empty() {
        (0..values.len()).collect()
    } else {
        unknown
    }
}

fn is_known<T>(value: &SourceValue<T>) -> bool {
    matches!(value.value, Value::Known(_))
}

fn positions_where<T>(
    values: &[SourceValue<T>],
    condition: impl Fn(&SourceValue<T>) -> bool,
) -> Vec<usize> {
    (0..values.len())
        .filter(|position| condition(&values[*position]))
        .collect()
}

/// Finds the pairs of sources with different known values.
fn find_conflicts<T: PartialEq>(values: &[SourceValue<T>]) -> BTreeSet<(SourceId, SourceId)> {
    let mut conflicts = BTreeSet::new();
    for (position, one) in values.iter().enumerate() {
        for other in &values[position + 1..] {
            if is_known(one) && is_known(other) && one.value != other.value {
                conflicts.insert(by_trust(one, other));
            }
        }
    }
    conflicts
}

/// Returns the sources of two values, the more trusted first.
fn by_trust<T>(one: &SourceValue<T>, other: &SourceValue<T>) -> (SourceId, SourceId) {
    if (one.rank, one.source) <= (other.rank, other.source) {
        (one.source, other.source)
    } else {
        (other.source, one.source)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        Value::{Known, NotCollected, Unknown},
        *,
    };

    /// Returns the value that survives among values in order of trust, each from its own source.
    fn taken(ranked: &[Value<char>]) -> Option<Value<char>> {
        let values: Vec<_> = ranked
            .iter()
            .enumerate()
            .map(|(at, value)| SourceValue {
                source: at,
                rank: at,
                value: *value,
            })
            .collect();
        match choose_value(&values).survivors {
            Survivors::Agree(at) => Some(ranked[at[0]]),
            Survivors::Differ(_) => None,
        }
    }

    #[test]
    fn the_most_trusted_source_that_knows_is_taken() {
        assert_eq!(taken(&[Known('a'), Known('b')]), Some(Known('a')));
        assert_eq!(taken(&[Unknown, Known('b')]), Some(Known('b')));
        assert_eq!(
            taken(&[NotCollected, Unknown, Known('c'), Known('d')]),
            Some(Known('c'))
        );
        assert_eq!(taken(&[NotCollected, Unknown]), Some(Unknown));
        assert_eq!(taken(&[NotCollected, NotCollected]), Some(NotCollected));
    }

    #[test]
    fn conflicts_are_listed_by_pair_of_sources_whatever_is_taken() {
        let values = [
            (0, 0, Known('a')),
            (1, 1, Known('b')),
            (2, 2, Unknown),
            (1, 1, Known('c')),
            (3, 3, Known('a')),
        ];
        let values = values.map(|(source, rank, value)| SourceValue {
            source,
            rank,
            value,
        });
        let expected = Choice {
            survivors: Survivors::Agree(vec![0]),
            conflicts: BTreeSet::from([(0, 1), (1, 1), (1, 3)]),
        };
        assert_eq!(choose_value(&values), expected);
    }

    #[test]
    fn equally_trusted_values_that_differ_leave_none() {
        let values = [(0, 5, Known('a')), (1, 5, Known('b')), (2, 7, Known('a'))];
        let values = values.map(|(source, rank, value)| SourceValue {
            source,
            rank,
            value,
        });
        assert_eq!(
            choose_value(&values).survivors,
            Survivors::Differ(vec![0, 1])
        );
        assert_eq!(
            choose_value(&values[..1]).survivors,
            Survivors::Agree(vec![0])
        );
    }

    fn any_value() -> impl Strategy<Value = SourceValue<char>> {
        let value = proptest::sample::select(vec![
            Known('a'),
            Known('b'),
            Known('c'),
            Unknown,
            NotCollected,
        ]);
        (0_usize..3, value).prop_map(|(source, value)| SourceValue {
            source,
            rank: source / 2,
            value,
        })
    }

    proptest! {
        #[test]
        fn the_order_of_rows_changes_nothing(
            (values, shuffled) in proptest::collection::vec(any_value(), 1..7)
                .prop_flat_map(|values| (Just(values.clone()), Just(values).prop_shuffle())),
        ) {
            let choose = |values: &[SourceValue<char>]| {
                let Choice { survivors, conflicts } = choose_value(values);
                let survivor = match survivors {
                    Survivors::Agree(at) => Some((values[at[0]].value, at.len())),
                    Survivors::Differ(_) => None,
                };
                (survivor, conflicts)
            };
            prop_assert_eq!(choose(&values), choose(&shuffled));
        }
    }
}
