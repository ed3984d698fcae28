//! Makes one record of the rows of an application, field by field.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::clean::{AppliedRule, CleanRow, CleanValue};
use crate::link::{
    disjoint_sets::Position,
    row::{Row, SourceId},
    survivorship::{
        field::{Choice, SourceValue, Survivors, Value, choose_value},
        trust::TrustRanking,
    },
};
use codebook::{Answer, Codebook, Dimension, Unresolved, rules::EARLIEST};

/// The rule "sources know different values, and the most trusted source's survives".
const TRUST: &str = "most-trusted-source";
/// The rule "equally trusted rows know different values, so the value becomes unknown".
const DISAGREE: &str = "sources-disagree";

/// The record that several rows of one application make together.
pub(crate) struct SurvivingRecord<'a> {
    pub understood: CleanRow<'a>,
    /// The ids of the fields that equally trusted rows contradict and that have no category for
    /// "not known". If the record needs one of them, none of its rows is counted.
    pub unresolved: BTreeSet<&'a str>,
    /// By the id of the field, the pairs of sources that know different values, the more trusted
    /// first.
    pub conflicts: BTreeMap<&'a str, BTreeSet<(SourceId, SourceId)>>,
}

/// Chooses each field of an application from its most trusted row that has it.
pub(crate) fn choose_fields<'a>(
    rows: &[&Row<'a>],
    codebook: &'a Codebook,
    trust: &TrustRanking,
) -> SurvivingRecord<'a> {
    let mut record = SurvivingRecord {
        understood: CleanRow {
            dates: Vec::new(),
            answers: Vec::new(),
            rules: Vec::new(),
        },
        unresolved: BTreeSet::new(),
        conflicts: BTreeMap::new(),
    };
    for (position, measure) in codebook.measures.iter().enumerate() {
        let field = Field {
            id: &measure.id,
            values: rows
                .iter()
                .map(|row| &row.understood.dates[position])
                .collect(),
            ranks: &trust.dates[position],
        };
        let earliest =
            |differing: &[usize]| Some((earliest_date(rows, &field.values, differing)?, EARLIEST));
        let date = record.choose_field(rows, &field, |_| false, earliest);
        record.understood.dates.push(date);
    }
    for (position, dimension) in codebook.dimensions.iter().enumerate() {
        let field = Field {
            id: &dimension.id,
            values: rows
                .iter()
                .map(|row| &row.understood.answers[position])
                .collect(),
            ranks: &trust.answers[position],
        };
        let is_unknown = |answer: &Answer| is_unknown(answer, dimension);
        let unknown = |_: &[usize]| {
            let category = dimension.dictionary.unknown()?;
            Some((Answer::One(category), DISAGREE))
        };
        let answer = record.choose_field(rows, &field, is_unknown, unknown);
        record.understood.answers.push(answer);
    }
    record
}

/// Returns whether an answer is the dimension's category for "not known".
fn is_unknown(answer: &Answer, dimension: &Dimension) -> bool {
    dimension
        .dictionary
        .unknown()
        .is_some_and(|unknown| answer.categories() == [unknown])
}

/// One field of all rows of an application.
struct Field<'a, 'r, T> {
    /// The id of the measure or dimension.
    id: &'a str,
    /// The value in each row.
    values: Vec<&'r CleanValue<T>>,
    /// The rank of each source in this field.
    ranks: &'r [usize],
}

impl<T: PartialEq> Field<'_, '_, T> {
    /// Chooses among the values of the rows by the trust in their sources.
    fn choose(&self, rows: &[&Row<'_>], is_unknown: impl Fn(&T) -> bool) -> Choice {
        let values: Vec<SourceValue<&T>> = rows
            .iter()
            .zip(&self.values)
            .map(|(row, value)| SourceValue {
                source: row.source,
                rank: self.ranks.get(row.source).copied().unwrap_or(usize::MAX),
                value: comparable(value, &is_unknown),
            })
            .collect();
        choose_value(&values)
    }
}

impl<T: Clone> Field<'_, '_, T> {
    /// Returns the most definite of equal values.
    fn most_definite(&self, positions: Vec<usize>) -> CleanValue<T> {
        positions
            .into_iter()
            .map(|position| self.values[position])
            .min_by_key(|value| uncertainty(value))
            .map_or(CleanValue::NotCollected, Clone::clone)
    }
}

impl<'a> SurvivingRecord<'a> {
    /// Chooses the value of a field and notes its conflicts and rules. `resolve` returns the value
    /// of equally trusted rows that differ, and the rule that gives it.
    fn choose_field<T: Clone + PartialEq>(
        &mut self,
        rows: &[&Row<'a>],
        field: &Field<'a, '_, T>,
        is_unknown: impl Fn(&T) -> bool,
        resolve: impl Fn(&[usize]) -> Option<(T, &'static str)>,
    ) -> CleanValue<T> {
        let Choice {
            survivors,
            conflicts,
        } = field.choose(rows, is_unknown);
        let has_conflicts = !conflicts.is_empty();
        if has_conflicts {
            self.conflicts.insert(field.id, conflicts);
        }
        match survivors {
            Survivors::Agree(positions) => {
                self.add_rules_of(positions.iter().map(|position| rows[*position]), field.id);
                if has_conflicts {
                    self.add_rule(field.id, TRUST);
                }
                field.most_definite(positions)
            }
            Survivors::Differ(positions) => {
                let Some((value, rule)) = resolve(&positions) else {
                    self.unresolved.insert(field.id);
                    return CleanValue::Unresolved(Unresolved::Missing);
                };
                self.add_rule(field.id, rule);
                CleanValue::Valid(value)
            }
        }
    }

    /// Adds the rules by which rows read a field.
    fn add_rules_of<'r>(&mut self, rows: impl Iterator<Item = &'r Row<'a>>, field: &'a str)
    where
        'a: 'r,
    {
        for row in rows {
            for rule in &row.understood.rules {
                if rule.variable == field {
                    self.add_rule(field, rule.name);
                }
            }
        }
    }

    /// Adds a rule in its sorted place, unless it is there.
    fn add_rule(&mut self, field: &'a str, name: &'a str) {
        let rule = AppliedRule {
            variable: field,
            name,
        };
        if let Err(position) = self.understood.rules.binary_search(&rule) {
            self.understood.rules.insert(position, rule);
        }
    }
}

/// Returns the earliest date of rows that decisions joined, unless rows that a key connects differ.
fn earliest_date(
    rows: &[&Row<'_>],
    values: &[&CleanValue<Date>],
    positions: &[usize],
) -> Option<Date> {
    let mut dates: BTreeMap<Position, Date> = BTreeMap::new();
    for position in positions {
        let date = *values[*position].valid()?;
        let known = dates.entry(rows[*position].by_keys).or_insert(date);
        if *known != date {
            return None;
        }
    }
    dates.into_values().min()
}

/// Converts a value to what survivorship compares.
fn comparable<T>(value: &CleanValue<T>, is_unknown: impl Fn(&T) -> bool) -> Value<&T> {
    match value {
        CleanValue::Valid(known) if !is_unknown(known) => Value::Known(known),
        CleanValue::Valid(_) | CleanValue::Unresolved(_) => Value::Unknown,
        CleanValue::NotCollected => Value::NotCollected,
    }
}

/// Returns how uncertain a value is: a declared "not known" comes before an empty or unreadable
/// field.
fn uncertainty<T>(value: &CleanValue<T>) -> u8 {
    match value {
        CleanValue::Valid(_) => 0,
        CleanValue::Unresolved(Unresolved::Missing) => 1,
        CleanValue::Unresolved(_) => 2,
        CleanValue::NotCollected => 3,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::link::sample::{codebook, describe, row};

    /// Returns what rows such as `(0, "sexo=F")` make together: the record, its unresolved fields,
    /// and the conflicts.
    fn survivor(codebook: &Codebook, rows: &[(usize, &str)]) -> (String, String, String) {
        let rows: Vec<Row<'_>> = (2..)
            .zip(rows)
            .map(|(line, (source, fields))| row(codebook, *source, line, fields))
            .collect();
        let SurvivingRecord {
            understood,
            unresolved,
            conflicts,
        } = choose_fields(
            &rows.iter().collect::<Vec<_>>(),
            codebook,
            &TrustRanking::from_codebook(codebook),
        );
        let conflict =
            |(place, pairs): (&&str, &BTreeSet<(SourceId, SourceId)>)| format!("{place} {pairs:?}");
        let conflicts: Vec<String> = conflicts.iter().map(conflict).collect();
        (
            describe(codebook, &understood),
            unresolved.into_iter().collect::<Vec<_>>().join(" "),
            conflicts.join(" "),
        )
    }

    #[test]
    fn a_field_that_one_source_lacks_comes_from_another() {
        let codebook = codebook();
        let rows = [
            (0, "solicitud=2024-03-01 sexo= edad=14"),
            (1, "sexo=F edad=U"),
            (2, "resultado=ACC edad="),
        ];
        let (together, unresolved, conflicts) = survivor(&codebook, &rows);
        assert_eq!(
            together,
            "solicitudes=2024-03-01 resultado=ACC sexo=F edad=12_17"
        );
        assert_eq!((unresolved.as_str(), conflicts.as_str()), ("", ""));
    }

    #[test]
    fn trust_settles_conflicts_and_may_differ_by_field() {
        let codebook = codebook();
        let rows = [
            (2, "sexo=Masculino edad=30 medios=FUE"),
            (0, "sexo=F edad=14 medios=TEJ,FUE"),
            (1, "sexo=F edad=15"),
        ];
        let (together, unresolved, conflicts) = survivor(&codebook, &rows);
        let rules = "[edad most-trusted-source] [medios most-trusted-source] [sexo most-trusted-source] [sexo synonym]";
        assert_eq!(
            together,
            format!("sexo=M edad=12_17 medios=FUE~TEJ {rules}")
        );
        assert_eq!(unresolved, "");
        assert_eq!(
            conflicts,
            "edad {(0, 2), (1, 2)} medios {(0, 2)} sexo {(2, 0), (2, 1)}"
        );
    }

    #[test]
    fn rows_of_one_source_that_differ_leave_no_value() {
        let codebook = codebook();
        let rows = [
            (1, "solicitud=2024-03-01 sexo=F condicion=NAC"),
            (1, "solicitud=2024-03-02 sexo=M condicion=EXT"),
        ];
        let (together, unresolved, conflicts) = survivor(&codebook, &rows);
        assert_eq!(
            together,
            "solicitudes=? sexo=U condicion=? [sexo sources-disagree]"
        );
        assert_eq!(unresolved, "condicion solicitudes");
        assert_eq!(
            conflicts,
            "condicion {(1, 1)} sexo {(1, 1)} solicitudes {(1, 1)}"
        );
    }

    #[test]
    fn the_earliest_date_of_rows_that_a_decision_joined_survives() {
        let codebook = codebook();
        let rows = |by_keys: [Position; 3]| {
            let dates = ["2024-03-09", "2024-03-01", "2024-03-01"];
            let row = |(by_keys, date)| Row {
                by_keys,
                ..row(&codebook, 1, 2, &format!("solicitud={date}"))
            };
            let rows: Vec<Row<'_>> = by_keys.into_iter().zip(dates).map(row).collect();
            describe(
                &codebook,
                &choose_fields(
                    &rows.iter().collect::<Vec<_>>(),
                    &codebook,
                    &TrustRanking::from_codebook(&codebook),
                )
                .understood,
            )
        };
        let earliest = "solicitudes=2024-03-01 [solicitudes earliest-date]";
        assert_eq!(rows([0, 1, 1]), earliest);
        assert_eq!(rows([0, 1, 2]), earliest);
        // Rows that a key connects are one application: two dates contradict each other.
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
                rows.iter().map(|(source, fields)| (*source, fields.as_str())).collect()
            }
            let codebook = codebook();
            prop_assert_eq!(survivor(&codebook, &refs(&rows)), survivor(&codebook, &refs(&shuffled)));
        }
    }
}
