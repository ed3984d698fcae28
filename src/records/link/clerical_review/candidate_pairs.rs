//! Finds candidate pairs: applications that agree in a blocking key and have near dates.

use std::collections::BTreeSet;

use crate::link::pseudonym::Pseudonym;

/// How many later applications of its block each one is compared with. The others are left out, as
/// where many share a date that stands for "not known": nobody could review them all, and time
/// would grow by the square.
const NEIGHBOURS: usize = 10;

/// An application as one blocking rule sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    /// The hash of the fields that have to be equal.
    pub block: Pseudonym,
    /// The day number of the date that has to be near.
    pub day: i32,
    /// A pseudonym that is the same in every run, so that the order of rows decides nothing.
    pub tie_breaker: Pseudonym,
    /// The position of the application; candidates of one application are no pair.
    pub application: usize,
}

/// The candidate pairs of one blocking rule.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CandidatePairs {
    /// Positions of applications, the lesser first.
    pub pairs: BTreeSet<(usize, usize)>,
    /// How many applications have more neighbours than were compared.
    pub crowded: u64,
}

/// Finds the pairs that share a block and are at most so many days apart.
pub(super) fn find_candidate_pairs(mut candidates: Vec<Candidate>, days: u32) -> CandidatePairs {
    candidates.sort_unstable();
    candidates.dedup_by_key(|candidate| (candidate.block, candidate.day, candidate.application));
    let mut found = CandidatePairs::default();
    for (position, one) in candidates.iter().enumerate() {
        let is_near =
            |other: &&Candidate| other.block == one.block && one.day.abs_diff(other.day) <= days;
        let mut later = candidates[position + 1..].iter().take_while(is_near);
        for other in later.by_ref().take(NEIGHBOURS) {
            if other.application != one.application {
                found.pairs.insert(in_order(one, other));
            }
        }
        found.crowded += u64::from(later.next().is_some());
    }
    found
}

fn in_order(one: &Candidate, other: &Candidate) -> (usize, usize) {
    (
        one.application.min(other.application),
        one.application.max(other.application),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pseudonym(number: usize) -> Pseudonym {
        format!("{number:x}").parse().unwrap()
    }

    fn candidate(block: usize, day: i32, application: usize) -> Candidate {
        Candidate {
            block: pseudonym(block),
            day,
            tie_breaker: pseudonym(application),
            application,
        }
    }

    #[test]
    fn applications_of_one_block_with_near_dates_are_pairs() {
        let candidates = vec![
            candidate(1, 100, 0),
            candidate(1, 130, 1),
            candidate(1, 131, 2),
            candidate(2, 100, 3),
            candidate(1, 100, 4),
            // Two rows of one application.
            candidate(1, 101, 4),
        ];
        let expected = BTreeSet::from([(0, 1), (0, 4), (1, 2), (1, 4), (2, 4)]);
        assert_eq!(
            find_candidate_pairs(candidates, 30),
            CandidatePairs {
                pairs: expected,
                crowded: 0
            }
        );
    }

    #[test]
    fn a_crowd_on_one_day_does_not_grow_by_the_square() {
        let found = find_candidate_pairs((0..50_000).map(|at| candidate(1, 7, at)).collect(), 30);
        assert!(found.pairs.len() < 50_000 * NEIGHBOURS);
        assert_eq!(found.crowded, 50_000 - 11);
    }

    proptest! {
        #[test]
        fn the_same_pairs_are_proposed_in_whatever_order(
            (candidates, shuffled) in proptest::collection::vec((0_usize..3, 0_i32..90, 0_usize..9), 0..12)
                .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        ) {
            let read = |all: Vec<(usize, i32, usize)>| -> Vec<_> {
                all.into_iter().map(|(block, day, application)| candidate(block, day, application)).collect()
            };
            let (all, found) = (read(candidates), find_candidate_pairs(read(shuffled), 30));
            let mut expected = BTreeSet::new();
            for one in &all {
                for other in &all {
                    let is_near = one.block == other.block && one.day.abs_diff(other.day) <= 30;
                    if one.application < other.application && is_near {
                        expected.insert((one.application, other.application));
                    }
                }
            }
            prop_assume!(found.crowded == 0);
            prop_assert_eq!(found.pairs, expected);
        }
    }
}
