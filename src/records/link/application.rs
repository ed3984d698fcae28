//! The rows of one application, and the one that they come to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::link::{
    groups::Position,
    merge::{Said, SourceId, Taken, Verdict, Word, weigh},
    trust::Trust,
};
use crate::{
    clean::{self, Took, Understood},
    place::Place,
};
use codebook::{Answer, Codebook, Unresolved, rules::EARLIEST};

/// Rule: sources know different answers, and the most trusted one's is taken.
pub(crate) const TRUST: &str = "most-trusted-source";
/// Rule: equally trusted rows know different answers, so that none is known.
pub(crate) const DISAGREE: &str = "sources-disagree";

/// A row of an application that may have several.
#[derive(Clone)]
pub(crate) struct Row<'a> {
    pub source: SourceId,
    pub place: Place,
    /// What keys connect has the same number; what a person's decision joined has different ones.
    pub by_keys: Position,
    pub understood: Understood<'a>,
}

/// What several rows say together.
pub(crate) struct Merged<'a> {
    pub understood: Understood<'a>,
    /// What equally trusted rows know differently, by the id of its dimension or measure, where nothing stands for "not
    /// known": if it is needed, none of the rows counts.
    pub torn: BTreeSet<&'a str>,
    /// By the id of the dimension or measure, the pairs of sources that know different answers, the more trusted first.
    pub conflicts: BTreeMap<&'a str, BTreeSet<(SourceId, SourceId)>>,
}

/// What the rows say together.
pub(crate) fn merge<'a>(rows: &[&Row<'a>], codebook: &'a Codebook, trust: &Trust) -> Merged<'a> {
    let understood = Understood {
        dates: Vec::new(),
        answers: Vec::new(),
        rules: Vec::new(),
    };
    let mut merged = Merged {
        understood,
        torn: BTreeSet::new(),
        conflicts: BTreeMap::new(),
    };
    for (at, measure) in codebook.measures.iter().enumerate() {
        let told = rows.iter().map(|row| &row.understood.dates[at]).collect();
        let field = Field {
            id: &measure.id,
            told,
            ranks: &trust.dates[at],
        };
        let earliest = |at: &[usize]| Some((earliest(rows, &field.told, at)?, EARLIEST));
        let date = merged.field(rows, &field, |_| false, earliest);
        merged.understood.dates.push(date);
    }
    for (at, dimension) in codebook.dimensions.iter().enumerate() {
        let unknown = dimension.dictionary.unknown();
        let is_unknown =
            |answer: &Answer| unknown.is_some_and(|unknown| answer.categories() == [unknown]);
        let told = rows.iter().map(|row| &row.understood.answers[at]).collect();
        let field = Field {
            id: &dimension.id,
            told,
            ranks: &trust.answers[at],
        };
        let answer = merged.field(rows, &field, is_unknown, |_| {
            Some((Answer::One(unknown?), DISAGREE))
        });
        merged.understood.answers.push(answer);
    }
    merged
}

/// One thing that rows say.
struct Field<'a, 'r, T> {
    id: &'a str,
    told: Vec<&'r clean::Said<T>>,
    /// By source.
    ranks: &'r [usize],
}

impl<'a> Merged<'a> {
    fn field<T: Clone + PartialEq>(
        &mut self,
        rows: &[&Row<'a>],
        field: &Field<'a, '_, T>,
        is_unknown: impl Fn(&T) -> bool,
        settled: impl Fn(&[usize]) -> Option<(T, &'static str)>,
    ) -> clean::Said<T> {
        let words = rows.iter().zip(&field.told).map(|(row, told)| Word {
            source: row.source,
            rank: field.ranks.get(row.source).copied().unwrap_or(usize::MAX),
            said: said(told, &is_unknown),
        });
        let Verdict { taken, conflicts } = weigh(&words.collect::<Vec<_>>());
        let has_conflicts = !conflicts.is_empty();
        if has_conflicts {
            self.conflicts.insert(field.id, conflicts);
        }
        match taken {
            Taken::Words(at) => {
                self.rules_of(at.iter().map(|at| rows[*at]), field.id);
                if has_conflicts {
                    self.rule(Took {
                        place: field.id,
                        name: TRUST,
                    });
                }
                let surest = at
                    .into_iter()
                    .map(|at| field.told[at])
                    .min_by_key(|told| sureness(told));
                surest.map_or(clean::Said::NotAsked, Clone::clone)
            }
            Taken::None(at) => match settled(&at) {
                Some((said, name)) => {
                    self.rule(Took {
                        place: field.id,
                        name,
                    });
                    clean::Said::This(said)
                }
                None => {
                    self.torn.insert(field.id);
                    clean::Said::NotUnderstood(Unresolved::Missing)
                }
            },
        }
    }

    fn rules_of<'r>(&mut self, rows: impl Iterator<Item = &'r Row<'a>>, place: &str)
    where
        'a: 'r,
    {
        for rule in rows
            .flat_map(|row| &row.understood.rules)
            .filter(|rule| rule.place == place)
        {
            self.rule(*rule);
        }
    }

    fn rule(&mut self, rule: Took<'a>) {
        if let Err(at) = self.understood.rules.binary_search(&rule) {
            self.understood.rules.insert(at, rule);
        }
    }
}

/// The earliest date of rows that decisions joined; none where rows that a key connects differ.
fn earliest(rows: &[&Row<'_>], told: &[&clean::Said<Date>], at: &[usize]) -> Option<Date> {
    let mut dates: BTreeMap<Position, Date> = BTreeMap::new();
    for at in at {
        let date = *told[*at].this()?;
        if *dates.entry(rows[*at].by_keys).or_insert(date) != date {
            return None;
        }
    }
    dates.into_values().min()
}

fn said<T>(told: &clean::Said<T>, is_unknown: impl Fn(&T) -> bool) -> Said<&T> {
    match told {
        clean::Said::This(answer) if is_unknown(answer) => Said::Unknown,
        clean::Said::This(answer) => Said::Known(answer),
        clean::Said::NotUnderstood(_) => Said::Unknown,
        clean::Said::NotAsked => Said::NotAsked,
    }
}

/// Of those that do not know, the one that says so goes first.
fn sureness<T>(told: &clean::Said<T>) -> u8 {
    match told {
        clean::Said::This(_) => 0,
        clean::Said::NotUnderstood(Unresolved::Missing) => 1,
        clean::Said::NotUnderstood(_) => 2,
        clean::Said::NotAsked => 3,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::link::sample::{codebook, row, told};

    /// What rows of sources, as `0 sexo=F`, come to: what they say together, what is torn, and the conflicts.
    fn merged(codebook: &Codebook, rows: &[(usize, &str)]) -> (String, String, String) {
        let rows: Vec<Row<'_>> = (2..)
            .zip(rows)
            .map(|(line, (source, said))| row(codebook, *source, line, said))
            .collect();
        let Merged {
            understood,
            torn,
            conflicts,
        } = merge(
            &rows.iter().collect::<Vec<_>>(),
            codebook,
            &Trust::of(codebook),
        );
        let conflict =
            |(place, pairs): (&&str, &BTreeSet<(SourceId, SourceId)>)| format!("{place} {pairs:?}");
        let conflicts: Vec<String> = conflicts.iter().map(conflict).collect();
        (
            told(codebook, &understood),
            torn.into_iter().collect::<Vec<_>>().join(" "),
            conflicts.join(" "),
        )
    }

    #[test]
    fn what_one_source_does_not_know_another_tells() {
        let codebook = codebook();
        let rows = [
            (0, "solicitud=2024-03-01 sexo= edad=14"),
            (1, "sexo=F edad=U"),
            (2, "resultado=ACC edad="),
        ];
        let (together, torn, conflicts) = merged(&codebook, &rows);
        assert_eq!(
            together,
            "solicitudes=2024-03-01 resultado=ACC sexo=F edad=12_17"
        );
        assert_eq!((torn.as_str(), conflicts.as_str()), ("", ""));
    }

    #[test]
    fn conflicts_are_settled_by_trust_which_a_field_may_have_of_its_own() {
        let codebook = codebook();
        let rows = [
            (2, "sexo=Masculino edad=30 medios=FUE"),
            (0, "sexo=F edad=14 medios=TEJ,FUE"),
            (1, "sexo=F edad=15"),
        ];
        let (together, torn, conflicts) = merged(&codebook, &rows);
        let rules = "[edad most-trusted-source] [medios most-trusted-source] [sexo most-trusted-source] [sexo synonym]";
        assert_eq!(
            together,
            format!("sexo=M edad=12_17 medios=FUE~TEJ {rules}")
        );
        assert_eq!(torn, "");
        assert_eq!(
            conflicts,
            "edad {(0, 2), (1, 2)} medios {(0, 2)} sexo {(2, 0), (2, 1)}"
        );
    }

    #[test]
    fn within_one_source_nobody_is_right() {
        let codebook = codebook();
        let rows = [
            (1, "solicitud=2024-03-01 sexo=F condicion=NAC"),
            (1, "solicitud=2024-03-02 sexo=M condicion=EXT"),
        ];
        let (together, torn, conflicts) = merged(&codebook, &rows);
        assert_eq!(
            together,
            "solicitudes=? sexo=U condicion=? [sexo sources-disagree]"
        );
        assert_eq!(torn, "condicion solicitudes");
        assert_eq!(
            conflicts,
            "condicion {(1, 1)} sexo {(1, 1)} solicitudes {(1, 1)}"
        );
    }

    #[test]
    fn of_rows_that_a_decision_joined_the_earliest_date_counts() {
        let codebook = codebook();
        let rows = |by_keys: [Position; 3]| {
            let dates = ["2024-03-09", "2024-03-01", "2024-03-01"];
            let row = |(by_keys, date)| Row {
                by_keys,
                ..row(&codebook, 1, 2, &format!("solicitud={date}"))
            };
            let rows: Vec<Row<'_>> = by_keys.into_iter().zip(dates).map(row).collect();
            told(
                &codebook,
                &merge(
                    &rows.iter().collect::<Vec<_>>(),
                    &codebook,
                    &Trust::of(&codebook),
                )
                .understood,
            )
        };
        let earliest = "solicitudes=2024-03-01 [solicitudes earliest-date]";
        assert_eq!(rows([0, 1, 1]), earliest);
        assert_eq!(rows([0, 1, 2]), earliest);
        // Rows that a key connects are of one application, whose date is not known then.
        assert_eq!(rows([0, 0, 1]), "solicitudes=?");
        assert_eq!(rows([0, 0, 0]), "solicitudes=?");
    }

    fn any_row() -> impl Strategy<Value = (usize, String)> {
        let value = |values: &'static [&'static str]| proptest::sample::select(values);
        let columns = (
            value(&[
                "",
                "solicitud=2024-03-01 ",
                "solicitud=2024-04-01 ",
                "solicitud= ",
            ]),
            value(&["", "sexo=F ", "sexo=Femenino ", "sexo=M ", "sexo= "]),
            value(&["", "edad=14 ", "edad=0 ", "edad=U "]),
            value(&["", "medios=FUE", "medios=FUE,TEJ", "medios="]),
        );
        (
            0_usize..3,
            columns.prop_map(|(a, b, c, d)| [a, b, c, d].concat()),
        )
    }

    proptest! {
        #[test]
        fn the_order_of_rows_changes_nothing(
            (rows, shuffled) in proptest::collection::vec(any_row(), 1..6)
                .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        ) {
            fn refs(rows: &[(usize, String)]) -> Vec<(usize, &str)> {
                rows.iter().map(|(source, said)| (*source, said.as_str())).collect()
            }
            let codebook = codebook();
            prop_assert_eq!(merged(&codebook, &refs(&rows)), merged(&codebook, &refs(&shuffled)));
        }
    }
}
