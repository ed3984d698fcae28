//! Groups rows into applications, by their keys and by a person's decisions.
//!
//! Linking takes two passes. The first keeps 8 bytes for each key of each row, to find the
//! pseudonyms that occur more than once; the second keeps the rows with such a pseudonym. The
//! content of a row is a type parameter here.

use std::collections::BTreeMap;

use crate::link::{
    clerical_review::{Decision, DecisionSummary, Decisions},
    disjoint_sets::{DisjointSets, Position},
    pseudonym::Pseudonym,
    row_keys::RowKeys,
};

/// Collects rows and connects those that share a key.
pub(crate) struct Linker<T> {
    decisions: Decisions,
    sets: DisjointSets,
    rows: Vec<LinkedRow<T>>,
    /// The positions of rows without identity keys, by the hash of the whole row.
    whole: BTreeMap<Pseudonym, Vec<Position>>,
}

/// All rows with their applications, and the effect of the decisions.
pub(crate) struct LinkedRows<T> {
    /// Sorted by application.
    rows: Vec<LinkedRow<T>>,
    pub summary: DecisionSummary,
}

/// A row and the sets of rows that it belongs to.
pub(crate) struct LinkedRow<T> {
    application: Position,
    /// The set of rows that keys alone connect.
    pub by_keys: Position,
    pub row: T,
}

impl<T> LinkedRows<T> {
    /// Returns the rows of each application, at least one.
    pub(crate) fn applications(&self) -> impl Iterator<Item = &[LinkedRow<T>]> {
        self.rows
            .chunk_by(|one, other| one.application == other.application)
    }

    /// Converts to the rows of each application, at least one.
    pub(crate) fn into_applications(self) -> Vec<Vec<T>> {
        let mut applications: Vec<Vec<T>> = Vec::new();
        let mut last = None;
        for linked in self.rows {
            match applications.last_mut() {
                Some(rows) if last == Some(linked.application) => rows.push(linked.row),
                _ => applications.push(vec![linked.row]),
            }
            last = Some(linked.application);
        }
        applications
    }
}

impl<T> Linker<T> {
    pub(crate) fn new(decisions: Decisions) -> Self {
        Linker {
            decisions,
            sets: DisjointSets::default(),
            rows: Vec::new(),
            whole: BTreeMap::new(),
        }
    }

    /// Adds a row and connects all rows that share one of its keys.
    pub(crate) fn add(&mut self, keys: &RowKeys, row: T) {
        let position = match keys {
            RowKeys::Whole(whole) => {
                let position = self.sets.add_anonymous();
                self.whole.entry(*whole).or_default().push(position);
                position
            }
            RowKeys::Exact(keys) => self.connect(keys),
        };
        self.rows.push(LinkedRow {
            application: position,
            by_keys: position,
            row,
        });
    }

    /// Joins the sets of a row's keys and returns the position of the first.
    fn connect(&mut self, keys: &[Pseudonym]) -> Position {
        let Some((first, others)) = keys.split_first() else {
            return Position::default();
        };
        let position = self.sets.add(*first);
        for key in others {
            let other = self.sets.add(*key);
            self.sets.join(position, other);
        }
        position
    }

    /// Applies the decisions and groups the rows by application.
    pub(crate) fn finish(mut self) -> LinkedRows<T> {
        for row in &mut self.rows {
            row.by_keys = self.sets.root(row.application);
        }
        let summary = self.apply_decisions();
        for row in &mut self.rows {
            row.application = self.sets.root(row.application);
        }
        self.rows.sort_unstable_by_key(|row| row.application);
        LinkedRows {
            rows: self.rows,
            summary,
        }
    }

    /// Joins the pairs that a person decided to be the same, and summarizes all decisions.
    fn apply_decisions(&mut self) -> DecisionSummary {
        let mut summary = DecisionSummary::default();
        let mut kept_apart = Vec::new();
        for pair in std::mem::take(&mut self.decisions).pairs() {
            let rule = summary.rules.entry(pair.rule.clone()).or_default();
            if pair.decision == Decision::Open {
                rule.open += 1;
                continue;
            }
            let pseudonyms = [pair.a, pair.b];
            let [a, b] = pseudonyms.map(|pseudonym| self.find_positions(pseudonym));
            match (a.as_slice(), b.as_slice()) {
                ([], _) | (_, []) => summary.unmatched.push(pseudonyms),
                ([a], [b]) if pair.decision == Decision::Same => {
                    rule.same += 1;
                    self.sets.join(*a, *b);
                }
                ([a], [b]) => {
                    rule.different += 1;
                    kept_apart.push((pseudonyms, *a, *b));
                }
                _ => summary.ambiguous.push(pseudonyms),
            }
        }
        for (pseudonyms, a, b) in kept_apart {
            if self.sets.root(a) == self.sets.root(b) {
                summary.contradicted.push(pseudonyms);
            }
        }
        summary
    }

    /// Finds the positions of a pseudonym: several if several rows without identity keys have it.
    fn find_positions(&self, pseudonym: Pseudonym) -> Vec<Position> {
        match self.sets.find(pseudonym) {
            Some(position) => vec![position],
            None => self.whole.get(&pseudonym).cloned().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::link::{
        clerical_review::{Pair, RuleDecisions},
        link_filter::LinkFilter,
        repeated::PseudonymLog,
    };

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

    /// Links rows and returns the sorted positions of each application's rows.
    fn link(rows: &[RowKeys], decisions: Decisions) -> (Vec<Vec<usize>>, DecisionSummary) {
        let mut log = PseudonymLog::new();
        rows.iter()
            .filter(|row| matches!(row, RowKeys::Exact(_)))
            .for_each(|row| {
                row.pseudonyms().iter().for_each(|key| log.push(*key));
            });
        let filter = LinkFilter::new(log, &decisions);
        let mut linker = Linker::new(decisions);
        let mut applications = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if filter.accepts(row.pseudonyms().iter().copied()) {
                linker.add(row, at)
            } else {
                applications.push(vec![at])
            }
        }
        let linked = linker.finish();
        let summary = linked.summary.clone();
        applications.extend(linked.into_applications());
        applications
            .iter_mut()
            .for_each(|rows| rows.sort_unstable());
        applications.sort();
        (applications, summary)
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
        let (applications, summary) = link(&rows, Decisions::default());
        assert_eq!(
            applications,
            [vec![0, 1, 3], vec![2], vec![4], vec![5], vec![6]]
        );
        assert_eq!(summary, DecisionSummary::default());
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
        let (applications, summary) = link(&rows, decisions);
        assert_eq!(
            applications,
            [vec![0, 2], vec![1], vec![3], vec![4], vec![5]]
        );
        let pair = |a, b| [pseudonym(a), pseudonym(b)];
        let expected = DecisionSummary {
            rules: [(
                "cerca".to_owned(),
                RuleDecisions {
                    same: 1,
                    different: 1,
                    open: 1,
                },
            )]
            .into(),
            unmatched: vec![pair(1, 77), pair(2, 78)],
            ambiguous: vec![pair(3, 8)],
            contradicted: vec![],
        };
        assert_eq!(summary, expected);
        let text = "decisions: 1 same, 1 different, 1 open\n  \
                    2 fit no rows any more; delete them, or use the rows that they were made for:\n    \
                    a = \"00000000000000010000000000000000\", b = \"000000000000004d0000000000000000\"\n    \
                    a = \"00000000000000020000000000000000\", b = \"000000000000004e0000000000000000\"\n  \
                    1 fit several rows, perhaps of several people, and were left out; \
                    give these rows an identity key:\n    \
                    a = \"00000000000000030000000000000000\", b = \"00000000000000080000000000000000\"";
        assert_eq!(summary.to_string(), text);
    }

    #[test]
    fn a_decision_that_others_contradict_is_listed() {
        use Decision::{Different, Same};
        let rows = [exact(&[1]), exact(&[2]), exact(&[3])];
        let (applications, summary) = link(
            &rows,
            decided(&[(1, 2, Same), (2, 3, Same), (1, 3, Different)]),
        );
        assert_eq!(applications, [[0, 1, 2]]);
        assert_eq!(summary.contradicted, [[pseudonym(1), pseudonym(3)]]);
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
            let (applications, summary) = link(&rows, decided(&same));
            let all: BTreeSet<usize> = applications.iter().flatten().copied().collect();
            prop_assert_eq!(all.len(), rows.len());
            prop_assert_eq!(applications.iter().map(Vec::len).sum::<usize>(), rows.len());
            let shuffled: Vec<RowKeys> = order.iter().map(|at| rows[*at].clone()).collect();
            let (mut found, summary_again) = link(&shuffled, decided(&same));
            found.iter_mut().flatten().for_each(|at| *at = order[*at]);
            found.iter_mut().for_each(|rows| rows.sort_unstable());
            found.sort();
            prop_assert_eq!((applications, summary), (found, summary_again));
        }
    }
}
