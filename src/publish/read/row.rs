//! One row: what it says by the codebook, and whether it counts.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Cause, Problem, Reason, Record, Rule, Values};
use crate::codebook::{Codebook, Condition, Dimension, Measure, Reading, Strange};

/// Rule: a part that is dated after the last published year counts in the whole only.
pub(crate) const DECIDED_AFTER: &str = "decided-after-last-year";

/// What becomes of a row that was understood.
pub(super) enum Outcome {
    /// It counts, thanks to these rules.
    Counted(Record, BTreeSet<Rule>),
    /// It does not count.
    SetAside(Reason),
}

/// A field that was not understood.
pub(super) struct Fault<'a> {
    column: &'a str,
    cause: Cause,
    value: &'a str,
}

impl Fault<'_> {
    pub(super) fn problem(&self, file: &str, line: usize, values: Values) -> Problem {
        Problem {
            file: file.into(),
            line: Some(line),
            column: Some(self.column.into()),
            cause: self.cause.clone(),
            value: (values == Values::Shown).then(|| self.value.into()),
        }
    }
}

/// Understands a row whose fields are had by the names of their columns. A row that is set aside by its kind or its
/// year may hold anything in its other fields.
pub(super) fn understand<'a>(
    codebook: &'a Codebook,
    field: impl Fn(&str) -> &'a str,
) -> Result<Outcome, Vec<Fault<'a>>> {
    let read = |dimension: &'a Dimension| answer(dimension, field(&dimension.column));
    let readings: Vec<_> = codebook.dimensions.iter().map(read).collect();
    // A condition on a field that was not understood neither holds nor fails: the field is a fault of its own.
    let holds = |condition: &Condition| {
        readings[condition.dimension].as_ref().ok().map(|reading| condition.holds(&reading.answer))
    };
    let mut conditions = codebook.records.only.iter().chain(&codebook.whole().when);
    if let Some(failed) = conditions.find(|condition| holds(condition) == Some(false)) {
        return Ok(Outcome::SetAside(Reason::Outside(failed.words.clone())));
    }
    let date_of = |measure: &'a Measure| {
        let applies = measure.when.as_ref().is_none_or(|when| holds(when) == Some(true));
        if applies { date(codebook, measure, field(&measure.date)).map(Some) } else { Ok(None) }
    };
    let dates: Vec<_> = codebook.measures.iter().map(date_of).collect();
    if matches!(dates[codebook.whole], Ok(Some(date)) if published_year(codebook, date).is_none()) {
        return Ok(Outcome::SetAside(Reason::OutsideYears));
    }
    let mut faults = Vec::new();
    let dates = understood(dates, &mut faults);
    let readings = understood(readings, &mut faults);
    if faults.is_empty() { Ok(settle(codebook, readings, &dates)) } else { Err(faults) }
}

fn understood<'a, T>(results: Vec<Result<T, Fault<'a>>>, faults: &mut Vec<Fault<'a>>) -> Vec<T> {
    results.into_iter().filter_map(|result| result.map_err(|fault| faults.push(fault)).ok()).collect()
}

fn answer<'a>(dimension: &'a Dimension, value: &'a str) -> Result<Reading<'a>, Fault<'a>> {
    let cause = |strange| match strange {
        Strange::Missing => Cause::NoValue { dimension: dimension.id.clone() },
        Strange::Unlisted => Cause::Category { dimension: dimension.id.clone(), expected: dimension.expected.clone() },
    };
    dimension.dictionary.read(value).map_err(|strange| Fault {
        column: &dimension.column,
        cause: cause(strange),
        value,
    })
}

fn date<'a>(codebook: &'a Codebook, measure: &'a Measure, value: &'a str) -> Result<Date, Fault<'a>> {
    let notation = &codebook.records.dates;
    // What jiff says of a date quotes it.
    Date::strptime(notation, value.trim()).map_err(|_| Fault {
        column: &measure.date,
        cause: Cause::Date { notation: notation.clone() },
        value,
    })
}

fn published_year(codebook: &Codebook, date: Date) -> Option<u16> {
    u16::try_from(date.year()).ok().filter(|year| codebook.years.contains(year))
}

/// Decides on a row of which everything was understood and whose whole is in a published year. `dates` has one for
/// each measure that it counts in.
fn settle(codebook: &Codebook, readings: Vec<Reading<'_>>, dates: &[Option<Date>]) -> Outcome {
    let mut rules = BTreeSet::new();
    for (dimension, reading) in codebook.dimensions.iter().zip(&readings) {
        rules.extend(reading.rules.iter().map(|name| Rule { place: dimension.id.clone(), name: (*name).into() }));
    }
    let whole = dates[codebook.whole];
    for (measure, date) in codebook.measures.iter().zip(dates).filter(|(_, date)| date.is_some()) {
        if *date < whole {
            let (part, whole) = (measure.id.clone(), codebook.whole().id.clone());
            return Outcome::SetAside(Reason::DatedBefore { part, whole });
        }
        if date.and_then(|date| published_year(codebook, date)).is_none() {
            rules.insert(Rule { place: measure.id.clone(), name: DECIDED_AFTER.into() });
        }
    }
    let holds = |condition: &Condition| condition.holds(&readings[condition.dimension].answer);
    if let Some((a, b)) = codebook.equal.iter().find(|(a, b)| holds(a) != holds(b)) {
        return Outcome::SetAside(Reason::Contradiction { a: a.words.clone(), b: b.words.clone() });
    }
    let years = dates.iter().map(|date| date.and_then(|date| published_year(codebook, date))).collect();
    let answers = readings.into_iter().map(|reading| reading.answer).collect();
    Outcome::Counted(Record { years, answers }, rules)
}
