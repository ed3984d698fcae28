//! Checks which keys may join rows, whatever the order of the rows.

use proptest::prelude::*;

use super::*;
use crate::link::{pseudonym::Pseudonym, sample::codebook};

/// A row: its source, and its two keys; 0 for none.
type Drawn = (SourceId, u64, u64);

fn identity_keys((_, strong, weak): Drawn) -> IdentityKeys {
    let key = |key: u64| (key != 0).then(|| Pseudonym::from(u128::from(key) << 64));
    let weak = if weak == 0 { 0 } else { weak + 100 };
    IdentityKeys {
        ranked: [key(strong), key(weak)].into(),
        words: 0,
        lasting: Box::default(),
        whole: Pseudonym::from(7),
    }
}

/// Returns for each row whether its keys may join rows, and the findings.
fn review(rows: &[Drawn]) -> (Vec<[bool; 2]>, KeyFindings) {
    let mut review = KeyReview::new(&codebook());
    for row in rows {
        review.add(row.0, &identity_keys(*row));
    }
    let reviewed = review.finish();
    let mut usable = Vec::new();
    for (position, row) in rows.iter().enumerate() {
        let keys = identity_keys(*row);
        let left = reviewed.row_keys(position, &keys);
        usable.push(
            [0, 1]
                .map(|rank| keys.ranked[rank].is_some_and(|key| left.pseudonyms().contains(&key))),
        );
    }
    (usable, reviewed.findings)
}

fn found(values: u64, rows: u64) -> Found {
    Found { values, rows }
}

#[test]
fn a_value_that_many_rows_of_one_source_share_joins_nobody() {
    let mut rows = vec![(0, 9, 0); 4];
    rows.push((1, 9, 0));
    rows.extend([(0, 5, 0); 3]);
    let (usable, findings) = review(&rows);
    assert!(usable[..5].iter().all(|keys| !keys[0]));
    assert!(usable[5..].iter().all(|keys| keys[0]));
    assert_eq!(findings.shared, [((0, 0), found(1, 4))].into());
    let three_sources = [(0, 9, 0), (1, 9, 0), (2, 9, 0), (0, 9, 0), (1, 9, 0)];
    assert_eq!(review(&three_sources).1, KeyFindings::default());
}

#[test]
fn a_weaker_key_joins_no_rows_of_one_source_that_differ_in_a_stronger_one() {
    let (usable, findings) = review(&[(0, 1, 7), (0, 2, 7), (1, 0, 7), (1, 1, 0)]);
    assert_eq!(
        usable,
        [[true, false], [true, false], [false; 2], [true, false]]
    );
    assert_eq!(findings.ambiguous, [((0, 1), found(1, 2))].into());
    // Rows of two sources may have numbers of their own.
    let (usable, findings) = review(&[(0, 1, 7), (1, 2, 7)]);
    assert_eq!(
        (usable, findings),
        (vec![[true; 2]; 2], KeyFindings::default())
    );
    // The stronger key joins what a weaker one tells apart, and that is told.
    let (usable, findings) = review(&[(0, 1, 7), (0, 1, 8), (1, 1, 9)]);
    assert_eq!(usable, [[true; 2]; 3]);
    assert_eq!(findings.differing, [((0, 1), 1)].into());
}

#[test]
fn a_weaker_key_joins_them_through_no_other_row_either() {
    // Two files of source 0; source 1 knows the file of one and the document of the other.
    let (usable, findings) = review(&[(0, 1, 0), (1, 1, 7), (0, 2, 7)]);
    assert_eq!(usable, [[true, false], [true, false], [true, false]]);
    assert_eq!(findings.ambiguous, [((0, 1), found(1, 1))].into());
}

#[test]
fn rows_that_are_joined_through_others_are_told() {
    let (usable, findings) = review(&[(0, 1, 0), (1, 1, 7), (2, 0, 7)]);
    assert_eq!(usable, [[true, false], [true; 2], [false, true]]);
    assert_eq!(findings.chains, 1);
    assert_eq!(review(&[(0, 1, 7), (1, 1, 7), (2, 1, 0)]).1.chains, 0);
}

fn any_row() -> impl Strategy<Value = Drawn> {
    (0_usize..3, 0_u64..5, 0_u64..5)
}

proptest! {
    #[test]
    fn no_two_rows_of_one_source_are_joined_that_differ_in_the_stronger_key(
        (rows, order) in proptest::collection::vec(any_row(), 1..14).prop_flat_map(|rows| {
            let order: Vec<usize> = (0..rows.len()).collect();
            (Just(rows), Just(order).prop_shuffle())
        }),
    ) {
        let (usable, findings) = review(&rows);
        let mut sets = DisjointSets::default();
        for _ in &rows {
            sets.add_anonymous();
        }
        for one in 0..rows.len() {
            for other in 0..one {
                let (a, b) = (identity_keys(rows[one]), identity_keys(rows[other]));
                if (0..2).any(|rank| {
                    usable[one][rank] && usable[other][rank] && a.ranked[rank] == b.ranked[rank]
                }) {
                    sets.join(position(one), position(other));
                }
            }
        }
        for one in 0..rows.len() {
            for other in 0..one {
                let differ = rows[one].0 == rows[other].0
                    && usable[one][0]
                    && usable[other][0]
                    && rows[one].1 != rows[other].1;
                let is_joined = sets.root(position(one)) == sets.root(position(other));
                prop_assert!(!(differ && is_joined), "{rows:?}");
            }
        }
        let shuffled: Vec<Drawn> = order.iter().map(|at| rows[*at]).collect();
        let (usable_again, findings_again) = review(&shuffled);
        for (at, from) in order.iter().enumerate() {
            prop_assert_eq!(usable_again[at], usable[*from]);
        }
        prop_assert_eq!(findings_again, findings);
    }
}
