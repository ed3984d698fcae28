//! From applications that agree nearly to proposals for a person to decide.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::{Said, Understood};
use crate::link::{
    application::{Row, merge},
    decisions::{Decision, Decisions, Pair},
    keys::RowKeys,
    near::{Candidate, Near, near},
    pseudonym::Pseudonym,
    trust::Trust,
};
use codebook::{Answer, Codebook};

/// A row with all that proposals need of it.
pub(crate) struct Sighting<'a> {
    pub row: Row<'a>,
    pub keys: RowKeys,
    /// For each rule, what has to be the same and the day of the date; none where any of it is missing.
    pub near: Vec<Option<(Pseudonym, i32)>>,
}

/// What is proposed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// The pairs, all of them open.
    pub pairs: Decisions,
    /// By rule, how many applications have more neighbours than anybody could go through.
    pub crowded: BTreeMap<String, u64>,
}

/// Proposes what is near by each rule: its name and its days. What was decided already keeps its pseudonyms; `place`
/// tells where a row stands.
pub(crate) fn propose<'a>(
    applications: &[Vec<Sighting<'a>>],
    rules: &[(&str, u32)],
    known: &Decisions,
    codebook: &'a Codebook,
    trust: &Trust,
    place: impl Fn(&Row<'a>) -> String,
) -> Proposals {
    let names = Names::new(known, applications);
    let mut proposals = Proposals::default();
    let mut pairs: BTreeMap<(usize, usize), &str> = BTreeMap::new();
    for (at, (rule, days)) in rules.iter().enumerate() {
        let Near {
            pairs: found,
            crowded,
        } = near(candidates(applications, at), *days);
        found
            .into_iter()
            .for_each(|pair| _ = pairs.entry(pair).or_insert(rule));
        if crowded > 0 {
            proposals.crowded.insert((*rule).into(), crowded);
        }
    }
    let places = |at: usize| {
        let places: BTreeSet<String> = applications[at]
            .iter()
            .map(|sighting| place(&sighting.row))
            .collect();
        places.into_iter().collect()
    };
    let together = |at: usize| {
        let rows: Vec<&Row<'a>> = applications[at]
            .iter()
            .map(|sighting| &sighting.row)
            .collect();
        merge(&rows, codebook, trust).understood
    };
    let pair = |((one, other), rule): ((usize, usize), &str)| {
        let [(a, one), (b, other)] = names.of(one, other);
        let (agree, differ) = compare(&together(one), &together(other), codebook);
        let (a_rows, b_rows) = (places(one), places(other));
        Pair {
            a,
            b,
            rule: rule.into(),
            a_rows,
            b_rows,
            agree,
            differ,
            decision: Decision::Open,
            note: String::new(),
        }
    };
    proposals.pairs = pairs.into_iter().map(pair).collect();
    proposals
}

fn candidates(applications: &[Vec<Sighting<'_>>], rule: usize) -> Vec<Candidate> {
    let each = applications
        .iter()
        .enumerate()
        .flat_map(|(application, sightings)| {
            sightings.iter().filter_map(move |sighting| {
                let (block, day) = sighting.near[rule]?;
                Some(Candidate {
                    block,
                    day,
                    who: sighting.keys.all()[0],
                    application,
                })
            })
        });
    each.collect()
}

/// How applications are called in decisions: as before where something was decided, else by their least pseudonym.
struct Names {
    least: Vec<Pseudonym>,
    /// By the pair of applications, what they were called.
    before: BTreeMap<(usize, usize), (Pseudonym, Pseudonym)>,
}

impl Names {
    fn new(known: &Decisions, applications: &[Vec<Sighting<'_>>]) -> Self {
        let all = |sightings: &[Sighting<'_>]| -> BTreeSet<Pseudonym> {
            sightings
                .iter()
                .flat_map(|sighting| sighting.keys.all().iter().copied())
                .collect()
        };
        let decided: BTreeSet<Pseudonym> =
            known.pairs().flat_map(|pair| [pair.a, pair.b]).collect();
        let mut owners: BTreeMap<Pseudonym, usize> = BTreeMap::new();
        let mut least = Vec::new();
        for (at, sightings) in applications.iter().enumerate() {
            let pseudonyms = all(sightings);
            least.extend(pseudonyms.first());
            owners.extend(
                pseudonyms
                    .intersection(&decided)
                    .map(|pseudonym| (*pseudonym, at)),
            );
        }
        let before = known.pairs().filter_map(|pair| {
            let (one, other) = (*owners.get(&pair.a)?, *owners.get(&pair.b)?);
            Some(if one < other {
                ((one, other), (pair.a, pair.b))
            } else {
                ((other, one), (pair.b, pair.a))
            })
        });
        Names {
            least,
            before: before.collect(),
        }
    }

    /// Two applications, the first with the lesser pseudonym, each with its position.
    fn of(&self, one: usize, other: usize) -> [(Pseudonym, usize); 2] {
        let (a, b) = self
            .before
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

/// In what both say the same, and in what both are known and differ: the ids of measures and dimensions.
fn compare(
    one: &Understood<'_>,
    other: &Understood<'_>,
    codebook: &Codebook,
) -> (Vec<String>, Vec<String>) {
    let (mut agree, mut differ) = (Vec::new(), Vec::new());
    let mut note = |id: &String, is_same: Option<bool>| match is_same {
        Some(true) => agree.push(id.clone()),
        Some(false) => differ.push(id.clone()),
        None => {}
    };
    for (at, measure) in codebook.measures.iter().enumerate() {
        let dates = one.dates[at].this().zip(other.dates[at].this());
        note(&measure.id, dates.map(|(one, other)| one == other));
    }
    for (at, dimension) in codebook.dimensions.iter().enumerate() {
        let unknown = dimension.dictionary.unknown();
        let known = |said: &'_ Said<Answer>| {
            said.this()
                .filter(|answer| unknown.is_none_or(|unknown| answer.categories() != [unknown]))
                .cloned()
        };
        note(
            &dimension.id,
            known(&one.answers[at])
                .zip(known(&other.answers[at]))
                .map(|(one, other)| one == other),
        );
    }
    (agree, differ)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::sample::{codebook, row};

    fn pseudonym(number: u8) -> Pseudonym {
        format!("{number:x}").parse().unwrap()
    }

    /// A row with its keys and the day by which it is near to others.
    fn sighting<'a>(
        codebook: &'a Codebook,
        line: u64,
        keys: &[u8],
        day: Option<i32>,
        said: &str,
    ) -> Sighting<'a> {
        Sighting {
            row: row(codebook, 0, line, said),
            keys: RowKeys::Exact(keys.iter().map(|number| pseudonym(*number)).collect()),
            near: vec![day.map(|day| (pseudonym(0), day))],
        }
    }

    fn proposed(
        applications: &[Vec<Sighting<'_>>],
        known: &Decisions,
        codebook: &Codebook,
    ) -> Vec<String> {
        let trust = Trust::of(codebook);
        let place = |row: &Row<'_>| format!("r.csv, line {}", row.place.line);
        let proposals = propose(
            applications,
            &[("cerca", 30)],
            known,
            codebook,
            &trust,
            place,
        );
        let tell = |pair: &Pair| {
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
        proposals.pairs.pairs().map(tell).collect()
    }

    #[test]
    fn a_proposal_tells_where_to_look_and_what_agrees_but_no_value() {
        let codebook = codebook();
        let applications = [
            vec![
                sighting(
                    &codebook,
                    2,
                    &[7, 9],
                    Some(10),
                    "sexo=F edad=14 nacionalidad=CRI",
                ),
                sighting(&codebook, 5, &[9], None, "resultado=ACC"),
            ],
            vec![sighting(
                &codebook,
                3,
                &[3],
                Some(40),
                "sexo=F edad=30 nacionalidad= resultado=ACC",
            )],
            vec![sighting(&codebook, 4, &[4], Some(41), "sexo=M")],
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
    fn what_was_decided_keeps_its_pseudonyms_when_another_row_joins() {
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
                sighting(&codebook, 2, &[6], Some(10), ""),
                sighting(&codebook, 4, &[1, 6], None, ""),
            ],
            vec![sighting(&codebook, 3, &[5], Some(12), "")],
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
