//! What the rows of one application say together of one thing: the most trusted source that knows.
//!
//! Nothing here depends on the order of rows or files, and what a row says is never changed: it is taken or left.

use std::collections::BTreeSet;

/// The position of a source in the codebook.
pub(crate) type SourceId = usize;

/// What one row says of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said<T> {
    /// It tells.
    Known(T),
    /// It was asked and not known.
    Unknown,
    /// Its source does not ask.
    NotAsked,
}

/// One row's word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<T> {
    pub source: SourceId,
    /// The smaller, the more trusted; sources between which nothing is declared share one.
    pub rank: usize,
    pub said: Said<T>,
}

/// What all words come to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub taken: Taken,
    /// The pairs of sources that know different answers, the more trusted first; a source may contradict itself.
    pub conflicts: BTreeSet<(SourceId, SourceId)>,
}

/// Whose word is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// The words at these positions, which say the same.
    Words(Vec<usize>),
    /// Equally trusted words at these positions differ, so that nobody's is taken.
    None(Vec<usize>),
}

/// Weighs words. "Not known" gives way to what is known, and "not asked" to anything; there is at least one word.
pub(crate) fn weigh<T: PartialEq>(words: &[Word<T>]) -> Verdict {
    let known = |word: &&Word<T>| matches!(word.said, Said::Known(_));
    let best = words.iter().filter(known).map(|word| word.rank).min();
    let told: Vec<usize> = match best {
        Some(rank) => positions(words, |word| known(&word) && word.rank == rank),
        None => match positions(words, |word| word.said == Said::Unknown) {
            unknown if unknown.is_empty() => (0..words.len()).collect(),
            unknown => unknown,
        },
    };
    let is_one = told
        .windows(2)
        .all(|pair| words[pair[0]].said == words[pair[1]].said);
    Verdict {
        taken: if is_one {
            Taken::Words(told)
        } else {
            Taken::None(told)
        },
        conflicts: conflicts(words),
    }
}

fn positions<T>(words: &[Word<T>], holds: impl Fn(&Word<T>) -> bool) -> Vec<usize> {
    (0..words.len()).filter(|at| holds(&words[*at])).collect()
}

fn conflicts<T: PartialEq>(words: &[Word<T>]) -> BTreeSet<(SourceId, SourceId)> {
    let known: Vec<&Word<T>> = words
        .iter()
        .filter(|word| matches!(word.said, Said::Known(_)))
        .collect();
    let pairs = known
        .iter()
        .enumerate()
        .flat_map(|(at, one)| known[at + 1..].iter().map(move |other| (one, other)));
    let differing = pairs.filter(|(one, other)| one.said != other.said);
    let by_trust = |word: &Word<T>| (word.rank, word.source);
    let ordered = differing.map(|(one, other)| {
        (
            by_trust(one).min(by_trust(other)),
            by_trust(one).max(by_trust(other)),
        )
    });
    ordered.map(|((_, one), (_, other))| (one, other)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        Said::{Known, NotAsked, Unknown},
        *,
    };

    /// What is taken of words in the order of trust, each of a source of its own.
    fn taken(said: &[Said<char>]) -> Option<Said<char>> {
        let words: Vec<_> = said
            .iter()
            .enumerate()
            .map(|(at, said)| Word {
                source: at,
                rank: at,
                said: *said,
            })
            .collect();
        match weigh(&words).taken {
            Taken::Words(at) => Some(said[at[0]]),
            Taken::None(_) => None,
        }
    }

    #[test]
    fn the_most_trusted_source_that_knows_is_taken() {
        assert_eq!(taken(&[Known('a'), Known('b')]), Some(Known('a')));
        assert_eq!(taken(&[Unknown, Known('b')]), Some(Known('b')));
        assert_eq!(
            taken(&[NotAsked, Unknown, Known('c'), Known('d')]),
            Some(Known('c'))
        );
        assert_eq!(taken(&[NotAsked, Unknown]), Some(Unknown));
        assert_eq!(taken(&[NotAsked, NotAsked]), Some(NotAsked));
    }

    #[test]
    fn conflicts_are_told_by_pair_of_sources_whatever_is_taken() {
        let words = [
            (0, 0, Known('a')),
            (1, 1, Known('b')),
            (2, 2, Unknown),
            (1, 1, Known('c')),
            (3, 3, Known('a')),
        ];
        let words = words.map(|(source, rank, said)| Word { source, rank, said });
        let expected = Verdict {
            taken: Taken::Words(vec![0]),
            conflicts: BTreeSet::from([(0, 1), (1, 1), (1, 3)]),
        };
        assert_eq!(weigh(&words), expected);
    }

    #[test]
    fn equally_trusted_words_that_differ_are_settled_by_nobody() {
        let words = [(0, 5, Known('a')), (1, 5, Known('b')), (2, 7, Known('a'))];
        let words = words.map(|(source, rank, said)| Word { source, rank, said });
        assert_eq!(weigh(&words).taken, Taken::None(vec![0, 1]));
        assert_eq!(weigh(&words[..1]).taken, Taken::Words(vec![0]));
    }

    fn any_word() -> impl Strategy<Value = Word<char>> {
        let said =
            proptest::sample::select(vec![Known('a'), Known('b'), Known('c'), Unknown, NotAsked]);
        (0_usize..3, said).prop_map(|(source, said)| Word {
            source,
            rank: source / 2,
            said,
        })
    }

    proptest! {
        #[test]
        fn the_order_of_rows_changes_nothing(
            (words, shuffled) in proptest::collection::vec(any_word(), 1..7)
                .prop_flat_map(|words| (Just(words.clone()), Just(words).prop_shuffle())),
        ) {
            let said = |words: &[Word<char>]| {
                let Verdict { taken, conflicts } = weigh(words);
                let said = match taken {
                    Taken::Words(at) => Some((words[at[0]].said, at.len())),
                    Taken::None(_) => None,
                };
                (said, conflicts)
            };
            prop_assert_eq!(said(&words), said(&shuffled));
        }
    }
}
