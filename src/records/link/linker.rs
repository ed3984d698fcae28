//! From rows to applications in two passes: which pseudonyms occur more than once, then the rows that have them.
//!
//! The first pass keeps 8 bytes a row and key, the second one the rows that may be one of several. What the rows hold
//! is not known here.

use std::{collections::BTreeMap, fmt};

use crate::link::{
    decisions::{Decision, Decisions},
    groups::{Groups, Position},
    keys::RowKeys,
    pseudonym::Pseudonym,
    seen::{Repeated, Seen},
};

/// How many decisions that did not work out are told.
const TOLD: usize = 10;

/// What became of the decisions in a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// By the rule that proposed them.
    pub rules: BTreeMap<String, OfRule>,
    /// Decisions that fit no rows any more.
    pub unfit: Vec<[Pseudonym; 2]>,
    /// Decisions about rows without identity keys that several people share, so that it is not known who is meant.
    pub ambiguous: Vec<[Pseudonym; 2]>,
    /// Decided to be different, but connected by a key or by other decisions.
    pub contradicted: Vec<[Pseudonym; 2]>,
}

/// The decisions about what one rule proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfRule {
    /// How many made one application of two.
    pub same: u64,
    /// How many keep two apart.
    pub different: u64,
    /// How many are still to be made.
    pub open: u64,
}

/// Which rows may have to be merged with others; all others are applications of their own.
pub(crate) struct Wanted(Repeated);

impl Wanted {
    /// Those of which more than one was seen, and those that something was decided about.
    pub(crate) fn new(seen: Seen, decisions: &Decisions) -> Self {
        Wanted(seen.repeated(decisions.pairs().flat_map(|pair| [pair.a, pair.b])))
    }

    /// Whether a row is one of them.
    pub(crate) fn holds(&self, keys: &RowKeys) -> bool {
        keys.all().iter().any(|key| self.0.holds(*key))
    }
}

impl fmt::Display for Decided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |count: fn(&OfRule) -> u64| self.rules.values().map(count).sum::<u64>();
        let (same, different, open) =
            (sum(|of| of.same), sum(|of| of.different), sum(|of| of.open));
        write!(
            f,
            "decisions: {same} same, {different} different, {open} open"
        )?;
        let told = [
            (&self.unfit, "fit no rows any more"),
            (
                &self.ambiguous,
                "fit rows of several people, and were left out",
            ),
            (
                &self.contradicted,
                "say “different” of rows that keys or other decisions connect",
            ),
        ];
        for (pairs, what) in told.iter().filter(|(pairs, _)| !pairs.is_empty()) {
            write!(f, "\n  {} {what}:", pairs.len())?;
            pairs
                .iter()
                .take(TOLD)
                .try_for_each(|[a, b]| write!(f, "\n    a = \"{a}\", b = \"{b}\""))?;
        }
        Ok(())
    }
}

/// Brings the rows of each application together.
pub(crate) struct Linker<T> {
    decisions: Decisions,
    groups: Groups,
    rows: Vec<LinkedRow<T>>,
    /// The positions of rows without identity keys, by all that they say.
    whole: BTreeMap<Pseudonym, Vec<Position>>,
}

/// What the rows come to.
pub(crate) struct Linked<T> {
    /// In the order of their applications.
    rows: Vec<LinkedRow<T>>,
    pub decided: Decided,
}

/// A row and what it is connected with.
pub(crate) struct LinkedRow<T> {
    application: Position,
    /// What keys alone connect has the same number.
    pub by_keys: Position,
    pub row: T,
}

impl<T> Linked<T> {
    /// The rows of each application, at least one.
    pub(crate) fn applications(&self) -> impl Iterator<Item = &[LinkedRow<T>]> {
        self.rows
            .chunk_by(|one, other| one.application == other.application)
    }

    /// The same, taken out.
    pub(crate) fn into_applications(self) -> Vec<Vec<T>> {
        let mut applications: Vec<Vec<T>> = Vec::new();
        let mut last = None;
        for LinkedRow {
            application, row, ..
        } in self.rows
        {
            match applications.last_mut() {
                Some(rows) if last == Some(application) => rows.push(row),
                _ => applications.push(vec![row]),
            }
            last = Some(application);
        }
        applications
    }
}

impl<T> Linker<T> {
    pub(crate) fn new(decisions: Decisions) -> Self {
        Linker {
            decisions,
            groups: Groups::default(),
            rows: Vec::new(),
            whole: BTreeMap::new(),
        }
    }

    /// Takes a row.
    pub(crate) fn add(&mut self, keys: &RowKeys, row: T) {
        let position = match keys {
            RowKeys::Whole(whole) => {
                let position = self.groups.alone();
                self.whole.entry(*whole).or_default().push(position);
                position
            }
            RowKeys::Exact(keys) => {
                let positions: Vec<Position> =
                    keys.iter().map(|key| self.groups.position(*key)).collect();
                positions
                    .windows(2)
                    .for_each(|pair| self.groups.join(pair[0], pair[1]));
                positions.first().copied().unwrap_or_default()
            }
        };
        self.rows.push(LinkedRow {
            application: position,
            by_keys: position,
            row,
        });
    }

    /// The rows by applications.
    pub(crate) fn finish(mut self) -> Linked<T> {
        let root = |groups: &Groups, row: &LinkedRow<T>| groups.root(row.application);
        self.rows
            .iter_mut()
            .for_each(|row| row.by_keys = root(&self.groups, row));
        let decided = self.decide();
        self.rows
            .iter_mut()
            .for_each(|row| row.application = root(&self.groups, row));
        self.rows.sort_unstable_by_key(|row| row.application);
        Linked {
            rows: self.rows,
            decided,
        }
    }

    fn decide(&mut self) -> Decided {
        let mut decided = Decided::default();
        let mut apart = Vec::new();
        for pair in std::mem::take(&mut self.decisions).pairs() {
            let of_rule = decided.rules.entry(pair.rule.clone()).or_default();
            if pair.decision == Decision::Open {
                of_rule.open += 1;
                continue;
            }
            let pseudonyms = [pair.a, pair.b];
            let [one, other] = pseudonyms.map(|pseudonym| self.positions(pseudonym));
            match (one.as_slice(), other.as_slice()) {
                ([], _) | (_, []) => decided.unfit.push(pseudonyms),
                ([one], [other]) if pair.decision == Decision::Same => {
                    of_rule.same += 1;
                    self.groups.join(*one, *other);
                }
                ([one], [other]) => {
                    of_rule.different += 1;
                    apart.push((pseudonyms, *one, *other));
                }
                _ => decided.ambiguous.push(pseudonyms),
            }
        }
        let is_one =
            |one: Position, other: Position| self.groups.root(one) == self.groups.root(other);
        let contradicted = apart
            .into_iter()
            .filter(|(_, one, other)| is_one(*one, *other));
        decided.contradicted = contradicted.map(|(pseudonyms, ..)| pseudonyms).collect();
        decided
    }

    /// Where a pseudonym of a decision stands: several places if several rows without identity keys have it.
    fn positions(&self, pseudonym: Pseudonym) -> Vec<Position> {
        let whole = || self.whole.get(&pseudonym).cloned().unwrap_or_default();
        self.groups
            .find(pseudonym)
            .map_or_else(whole, |position| vec![position])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::link::Pair;

    fn pseudonym(number: u64) -> Pseudonym {
        format!("{:032x}", u128::from(number) << 64)
            .parse()
            .unwrap()
    }

    fn exact(keys: &[u64]) -> RowKeys {
        RowKeys::Exact(keys.iter().map(|key| pseudonym(*key)).collect())
    }

    fn whole(key: u64) -> RowKeys {
        RowKeys::Whole(pseudonym(key))
    }

    fn decided(decisions: &[(u64, u64, Decision)]) -> Decisions {
        let pair = |(a, b, decision): &(u64, u64, Decision)| Pair {
            a: pseudonym(*a),
            b: pseudonym(*b),
            rule: "cerca".into(),
            a_rows: vec![],
            b_rows: vec![],
            agree: vec![],
            differ: vec![],
            decision: *decision,
            note: String::new(),
        };
        decisions.iter().map(pair).collect()
    }

    /// The applications of rows that are told by their positions, each and all sorted.
    fn link(rows: &[RowKeys], decisions: Decisions) -> (Vec<Vec<usize>>, Decided) {
        let mut seen = Seen::new();
        rows.iter()
            .filter(|row| matches!(row, RowKeys::Exact(_)))
            .for_each(|row| {
                row.all().iter().for_each(|key| seen.note(*key));
            });
        let wanted = Wanted::new(seen, &decisions);
        let mut linker = Linker::new(decisions);
        let mut applications = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if wanted.holds(row) {
                linker.add(row, at)
            } else {
                applications.push(vec![at])
            }
        }
        let linked = linker.finish();
        let decided = linked.decided.clone();
        applications.extend(linked.into_applications());
        applications
            .iter_mut()
            .for_each(|rows| rows.sort_unstable());
        applications.sort();
        (applications, decided)
    }

    #[test]
    fn rows_that_any_key_connects_are_one_application() {
        let rows = [
            exact(&[1]),
            exact(&[1, 2]),
            exact(&[3]),
            exact(&[2]),
            whole(9),
            whole(9),
            exact(&[4]),
        ];
        let (applications, decided) = link(&rows, Decisions::default());
        assert_eq!(
            applications,
            [vec![0, 1, 3], vec![2], vec![4], vec![5], vec![6]]
        );
        assert_eq!(decided, Decided::default());
    }

    #[test]
    fn decisions_connect_what_no_key_does() {
        let rows = [
            exact(&[1]),
            exact(&[2]),
            whole(9),
            exact(&[3]),
            whole(8),
            whole(8),
        ];
        use Decision::{Different, Open, Same};
        let decisions = decided(&[
            (1, 9, Same),
            (1, 2, Different),
            (2, 3, Open),
            (3, 8, Same),
            (1, 77, Same),
            (2, 78, Different),
        ]);
        let (applications, decided) = link(&rows, decisions);
        assert_eq!(
            applications,
            [vec![0, 2], vec![1], vec![3], vec![4], vec![5]]
        );
        let pair = |a, b| [pseudonym(a), pseudonym(b)];
        let expected = Decided {
            rules: [(
                "cerca".to_owned(),
                OfRule {
                    same: 1,
                    different: 1,
                    open: 1,
                },
            )]
            .into(),
            unfit: vec![pair(1, 77), pair(2, 78)],
            ambiguous: vec![pair(3, 8)],
            contradicted: vec![],
        };
        assert_eq!(decided, expected);
        let told = "decisions: 1 same, 1 different, 1 open\n  2 fit no rows any more:\n    \
                    a = \"00000000000000010000000000000000\", b = \"000000000000004d0000000000000000\"\n    \
                    a = \"00000000000000020000000000000000\", b = \"000000000000004e0000000000000000\"\n  \
                    1 fit rows of several people, and were left out:\n    \
                    a = \"00000000000000030000000000000000\", b = \"00000000000000080000000000000000\"";
        assert_eq!(decided.to_string(), told);
    }

    #[test]
    fn what_is_decided_to_be_different_and_connected_by_others_is_told() {
        use Decision::{Different, Same};
        let rows = [exact(&[1]), exact(&[2]), exact(&[3])];
        let (applications, decided) = link(
            &rows,
            decided(&[(1, 2, Same), (2, 3, Same), (1, 3, Different)]),
        );
        assert_eq!(applications, [[0, 1, 2]]);
        assert_eq!(decided.contradicted, [[pseudonym(1), pseudonym(3)]]);
    }

    fn any_row() -> impl Strategy<Value = RowKeys> {
        let keys = proptest::collection::vec(0_u64..9, 1..3);
        prop_oneof![
            keys.prop_map(|keys| exact(&keys)),
            (20_u64..24).prop_map(whole)
        ]
    }

    proptest! {
        #[test]
        fn no_row_is_lost_and_the_order_changes_nothing(
            (rows, order) in proptest::collection::vec(any_row(), 1..12)
                .prop_flat_map(|rows| {
                    let order: Vec<usize> = (0..rows.len()).collect();
                    (Just(rows), Just(order).prop_shuffle())
                }),
            same in proptest::collection::vec((0_u64..9, 20_u64..24), 0..3),
        ) {
            let same: Vec<_> = same.into_iter().map(|(a, b)| (a, b, Decision::Same)).collect();
            let (applications, told) = link(&rows, decided(&same));
            let all: BTreeSet<usize> = applications.iter().flatten().copied().collect();
            prop_assert_eq!(all.len(), rows.len());
            prop_assert_eq!(applications.iter().map(Vec::len).sum::<usize>(), rows.len());
            let shuffled: Vec<RowKeys> = order.iter().map(|at| rows[*at].clone()).collect();
            let (mut found, told_again) = link(&shuffled, decided(&same));
            found.iter_mut().flatten().for_each(|at| *at = order[*at]);
            found.iter_mut().for_each(|rows| rows.sort_unstable());
            found.sort();
            prop_assert_eq!((applications, told), (found, told_again));
        }
    }
}
