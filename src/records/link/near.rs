//! Pairs of applications that agree nearly: proposals to a person, never links.

use std::collections::BTreeSet;

use crate::link::pseudonym::Pseudonym;

/// How many of those that follow it by date an application is compared with. Where more agree, as with a day that
/// stands for “not known”, the others are not proposed: nobody could go through them, and time would grow by the square.
const FOLLOWING: usize = 10;

/// An application as a rule sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// Of what has to be the same.
    pub block: Pseudonym,
    /// Days of the date that has to be near, from any origin.
    pub day: i32,
    /// What stays the same from run to run, so that the order of rows decides nothing.
    pub who: Pseudonym,
    /// Its position among the applications; those of one position are the same already.
    pub application: usize,
}

/// What a rule proposes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Near {
    /// Positions of applications, the lesser first.
    pub pairs: BTreeSet<(usize, usize)>,
    /// How many applications have more neighbours than were compared.
    pub crowded: u64,
}

/// The pairs that agree in all that has to be the same and are at most so many days apart.
pub(crate) fn near(mut candidates: Vec<Candidate>, days: u32) -> Near {
    candidates.sort_unstable();
    candidates.dedup_by_key(|candidate| (candidate.block, candidate.day, candidate.application));
    let mut near = Near::default();
    for (at, one) in candidates.iter().enumerate() {
        let in_reach =
            |other: &&Candidate| other.block == one.block && one.day.abs_diff(other.day) <= days;
        let mut following = candidates[at + 1..].iter().take_while(in_reach);
        let others = following
            .by_ref()
            .take(FOLLOWING)
            .filter(|other| other.application != one.application);
        let pair = |other: &Candidate| {
            (
                one.application.min(other.application),
                one.application.max(other.application),
            )
        };
        near.pairs.extend(others.map(pair));
        near.crowded += u64::from(following.next().is_some());
    }
    near
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn who(number: usize) -> Pseudonym {
        format!("{number:x}").parse().unwrap()
    }

    fn candidate(block: usize, day: i32, application: usize) -> Candidate {
        Candidate {
            block: who(block),
            day,
            who: who(application),
            application,
        }
    }

    #[test]
    fn those_that_agree_and_are_near_are_proposed() {
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
            near(candidates, 30),
            Near {
                pairs: expected,
                crowded: 0
            }
        );
    }

    #[test]
    fn a_crowd_on_one_day_does_not_grow_by_the_square() {
        let found = near((0..50_000).map(|at| candidate(1, 7, at)).collect(), 30);
        assert!(found.pairs.len() < 50_000 * FOLLOWING);
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
            let (all, found) = (read(candidates), near(read(shuffled), 30));
            let expected = all.iter().flat_map(|one| all.iter().map(move |other| (one, other)));
            let expected = expected.filter(|(one, other)| {
                one.application < other.application && one.block == other.block && one.day.abs_diff(other.day) <= 30
            });
            let expected: BTreeSet<_> = expected.map(|(one, other)| (one.application, other.application)).collect();
            prop_assume!(found.crowded == 0);
            prop_assert_eq!(found.pairs, expected);
        }
    }
}
