//! Describes candidate pairs for a person: their rows, and the fields in which they agree or differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::{CleanRow, CleanValue};
use crate::link::{
    clerical_review::{
        candidate_pairs::{Candidate, CandidatePairs, find_candidate_pairs},
        decisions::{Decision, Decisions, Pair},
    },
    keys::BlockKey,
    pseudonym::Pseudonym,
    row::Row,
    row_keys::RowKeys,
    survivorship::{TrustRanking, choose_fields},
};
use codebook::{Answer, Codebook, Dimension};

/// A row with its keys for linking and for blocking.
pub(crate) struct ReviewRow<'a> {
    pub row: Row<'a>,
    pub keys: RowKeys,
    /// For each blocking rule, its key, unless one of its fields is missing.
    pub near: Vec<Option<BlockKey>>,
}

/// The candidate pairs of all rules, for a person to decide.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// The pairs, all of them open.
    pub pairs: Decisions,
    /// By rule, how many applications have more neighbours than were compared.
    pub crowded: BTreeMap<String, u64>,
}

/// Finds the candidate pairs of each rule, given as its name and its days, and describes them for a
/// person.
///
/// Pairs that were decided before keep their pseudonyms. `describe_place` returns the place of a
/// row as text.
pub(crate) fn propose_pairs<'a>(
    applications: &[Vec<ReviewRow<'a>>],
    rules: &[(&str, u32)],
    known: &Decisions,
    codebook: &'a Codebook,
    trust: &TrustRanking,
    describe_place: impl Fn(&Row<'a>) -> String,
) -> Proposals {
    let mut proposals = Proposals::default();
    let mut found: BTreeMap<(usize, usize), &str> = BTreeMap::new();
    for (position, (rule, days)) in rules.iter().enumerate() {
        let CandidatePairs { pairs, crowded } =
            find_candidate_pairs(candidates(applications, position), *days);
        for pair in pairs {
            found.entry(pair).or_insert(rule);
        }
        if crowded > 0 {
            proposals.crowded.insert((*rule).into(), crowded);
        }
    }
    let names = ReviewNames::new(known, applications);
    let review = Review {
        applications,
        codebook,
        trust,
        describe_place,
    };
    proposals.pairs = found
        .into_iter()
        .map(|((one, other), rule)| review.describe_pair(names.name(one, other), rule))
        .collect();
    proposals
}

/// Lists the rows that have the key of a blocking rule.
fn candidates(applications: &[Vec<ReviewRow<'_>>], rule: usize) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (application, rows) in applications.iter().enumerate() {
        for row in rows {
            if let Some((block, day)) = row.near[rule] {
                candidates.push(Candidate {
                    block,
                    day,
                    tie_breaker: row.keys.pseudonyms()[0],
                    application,
                });
            }
        }
    }
    candidates
}

/// What is needed to describe a candidate pair.
struct Review<'r, 'a, P> {
    applications: &'r [Vec<ReviewRow<'a>>],
    codebook: &'a Codebook,
    trust: &'r TrustRanking,
    describe_place: P,
}

impl<'a, P: Fn(&Row<'a>) -> String> Review<'_, 'a, P> {
    /// Describes a pair of applications, each with its pseudonym and position.
    fn describe_pair(&self, [(a, one), (b, other)]: [(Pseudonym, usize); 2], rule: &str) -> Pair {
        let comparison = compare(
            &self.surviving_record(one),
            &self.surviving_record(other),
            self.codebook,
        );
        Pair {
            a,
            b,
            rule: rule.into(),
            a_rows: self.places(one),
            b_rows: self.places(other),
            agree: comparison.agree,
            differ: comparison.differ,
            decision: Decision::Open,
            note: String::new(),
        }
    }

    /// Returns the places of an application's rows, sorted.
    fn places(&self, application: usize) -> Vec<String> {
        let places: BTreeSet<String> = self.applications[application]
            .iter()
            .map(|row| (self.describe_place)(&row.row))
            .collect();
        places.into_iter().collect()
    }

    fn surviving_record(&self, application: usize) -> CleanRow<'a> {
        let rows: Vec<&Row<'a>> = self.applications[application]
            .iter()
            .map(|row| &row.row)
            .collect();
        choose_fields(&rows, self.codebook, self.trust).understood
    }
}

/// The pseudonyms that name applications in the file: those of an earlier decision, else the least
/// of each application.
struct ReviewNames {
    /// The least pseudonym of each application.
    least: Vec<Pseudonym>,
    /// By the positions of two applications, their pseudonyms in an earlier decision.
    decided: BTreeMap<(usize, usize), (Pseudonym, Pseudonym)>,
}

impl ReviewNames {
    fn new(known: &Decisions, applications: &[Vec<ReviewRow<'_>>]) -> Self {
        let in_decisions: BTreeSet<Pseudonym> =
            known.pairs().flat_map(|pair| [pair.a, pair.b]).collect();
        let mut owners: BTreeMap<Pseudonym, usize> = BTreeMap::new();
        let mut least = Vec::new();
        for (application, rows) in applications.iter().enumerate() {
            let pseudonyms = all_pseudonyms(rows);
            least.extend(pseudonyms.first());
            for pseudonym in pseudonyms.intersection(&in_decisions) {
                owners.insert(*pseudonym, application);
            }
        }
        let mut decided = BTreeMap::new();
        for pair in known.pairs() {
            if let (Some(one), Some(other)) = (owners.get(&pair.a), owners.get(&pair.b)) {
                if one < other {
                    decided.insert((*one, *other), (pair.a, pair.b));
                } else {
                    decided.insert((*other, *one), (pair.b, pair.a));
                }
            }
        }
        ReviewNames { least, decided }
    }

    /// Names two applications: each with its position, the one with the lesser pseudonym first.
    fn name(&self, one: usize, other: usize) -> [(Pseudonym, usize); 2] {
        let (a, b) = self
            .decided
            .get(&(one, other))
            .copied()
            .unwrap_or((self.least[one], self.least[other]));
        if a < b {
            [(a, one), (b, other)]
        } else {
            [(b, other), (a, one)]
        }
    }
}

fn all_pseudonyms(rows: &[ReviewRow<'_>]) -> BTreeSet<Pseudonym> {
    rows.iter()
        .flat_map(|row| row.keys.pseudonyms().iter().copied())
        .collect()
}

/// The ids of the measures and dimensions in which two records have equal or different known
/// values.
#[derive(Default)]
struct Comparison {
    agree: Vec<String>,
    differ: Vec<String>,
}

impl Comparison {
    /// Adds a field if both records have a known value.
    fn add<T: PartialEq>(&mut self, id: &str, one: Option<&T>, other: Option<&T>) {
        let (Some(one), Some(other)) = (one, other) else {
            return;
        };
        let fields = if one == other {
            &mut self.agree
        } else {
            &mut self.differ
        };
        fields.push(id.to_owned());
    }
}

/// Compares two records field by field.
fn compare(one: &CleanRow<'_>, other: &CleanRow<'_>, codebook: &Codebook) -> Comparison {
    let mut comparison = Comparison::default();
    for (position, measure) in codebook.measures.iter().enumerate() {
        let (date, other_date) = (one.dates[position].valid(), other.dates[position].valid());
        comparison.add(&measure.id, date, other_date);
    }
    for (position, dimension) in codebook.dimensions.iter().enumerate() {
        let answer = known_answer(&one.answers[position], dimension);
        let other_answer = known_answer(&other.answers[position], dimension);
        comparison.add(&dimension.id, answer, other_answer);
    }
    comparison
}

/// Returns an answer unless it is the category for "not known".
fn known_answer<'u>(answer: &'u CleanValue<Answer>, dimension: &Dimension) -> Option<&'u Answer> {
    let unknown = dimension.dictionary.unknown();
    answer
        .valid()
        .filter(|known| unknown.is_none_or(|category| known.categories() != [category]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::sample::{codebook, row};

    fn pseudonym(number: u8) -> Pseudonym {
        format!("{number:x}").parse().unwrap()
    }

    /// Returns a row with its keys and the day of its blocking key.
    fn review_row<'a>(
        codebook: &'a Codebook,
        line: u64,
        keys: &[u8],
        day: Option<i32>,
        fields: &str,
    ) -> ReviewRow<'a> {
        ReviewRow {
            row: row(codebook, 0, line, fields),
            keys: RowKeys::Exact(keys.iter().map(|number| pseudonym(*number)).collect()),
            near: vec![day.map(|day| (pseudonym(0), day))],
        }
    }

    fn proposed(
        applications: &[Vec<ReviewRow<'_>>],
        known: &Decisions,
        codebook: &Codebook,
    ) -> Vec<String> {
        let trust = TrustRanking::from_codebook(codebook);
        let place = |row: &Row<'_>| format!("r.csv, line {}", row.place.line);
        let proposals = propose_pairs(
            applications,
            &[("cerca", 30)],
            known,
            codebook,
            &trust,
            place,
        );
        let describe = |pair: &Pair| {
            let Pair {
                a,
                b,
                rule,
                a_rows,
                b_rows,
                agree,
                differ,
                ..
            } = pair;
            format!("{a:x} {b:x} {rule} {a_rows:?} {b_rows:?} agree {agree:?} differ {differ:?}")
        };
        proposals.pairs.pairs().map(describe).collect()
    }

    #[test]
    fn a_proposal_names_rows_and_fields_but_no_value() {
        let codebook = codebook();
        let applications = [
            vec![
                review_row(
                    &codebook,
                    2,
                    &[7, 9],
                    Some(10),
                    "sexo=F edad=14 nacionalidad=CRI",
                ),
                review_row(&codebook, 5, &[9], None, "resultado=ACC"),
            ],
            vec![review_row(
                &codebook,
                3,
                &[3],
                Some(40),
                "sexo=F edad=30 nacionalidad= resultado=ACC",
            )],
            vec![review_row(&codebook, 4, &[4], Some(41), "sexo=M")],
        ];
        let expected = [
            "3 4 cerca [\"r.csv, line 3\"] [\"r.csv, line 4\"] agree [] differ [\"sexo\"]",
            "3 7 cerca [\"r.csv, line 3\"] [\"r.csv, line 2\", \"r.csv, line 5\"] agree [\"resultado\", \"sexo\"] differ \
             [\"edad\"]",
        ];
        assert_eq!(
            proposed(&applications, &Decisions::default(), &codebook),
            expected
        );
    }

    #[test]
    fn a_decided_pair_keeps_its_pseudonyms_when_another_row_joins() {
        let codebook = codebook();
        let pair = |a, b| Pair {
            a: pseudonym(a),
            b: pseudonym(b),
            rule: "cerca".into(),
            a_rows: vec![],
            b_rows: vec![],
            agree: vec![],
            differ: vec![],
            decision: Decision::Different,
            note: String::new(),
        };
        let known: Decisions = [pair(5, 6)].into_iter().collect();
        let applications = [
            vec![
                review_row(&codebook, 2, &[6], Some(10), ""),
                review_row(&codebook, 4, &[1, 6], None, ""),
            ],
            vec![review_row(&codebook, 3, &[5], Some(12), "")],
        ];
        let found = proposed(&applications, &known, &codebook);
        assert_eq!(
            found,
            [
                "5 6 cerca [\"r.csv, line 3\"] [\"r.csv, line 2\", \"r.csv, line 4\"] agree [] differ []"
            ]
        );
    }
}
