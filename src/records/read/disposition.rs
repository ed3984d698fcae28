//! Decides whether a cleaned row counts: by conditions, years, unresolved fields and contradictions.
//!
//! This module must not know the location of a row.

use cube::Lang;
use jiff::civil::Date;

use crate::read::{imputation::MissingAnswers, tally::Reason, unresolved_field::UnresolvedField};
use crate::{
    clean::{AppliedRule, CleanRow, CleanValue},
    tabulate::Record,
};
use codebook::{
    Answer, Codebook, Condition, Dimension, Unresolved, UnresolvedPolicy,
    rules::{DECIDED_AFTER, UNSETTLED},
};

/// The disposition of a row or application.
pub(crate) enum Disposition<'a> {
    /// It counts as this record, with these rules applied.
    Counted(Record, Vec<AppliedRule<'a>>),
    /// It does not count.
    SetAside(Reason),
    /// It would count, but no rule resolves these fields, and the codebook declares `stop`.
    Unresolved(Vec<UnresolvedField>),
}

/// Decides whether a row counts. A row that is set aside by a condition or its year needs no other valid field.
pub(crate) fn decide_disposition<'a>(codebook: &'a Codebook, row: CleanRow<'a>) -> Disposition<'a> {
    let CleanRow {
        dates: clean_dates,
        answers: clean_answers,
        mut rules,
    } = row;
    let mut missing = MissingAnswers::new(codebook, &clean_answers);
    let mut not_asked: Vec<usize> = (0..clean_answers.len())
        .filter(|dimension| matches!(clean_answers[*dimension], CleanValue::NotCollected))
        .collect();
    let mut resolved_answers: Vec<Result<Answer, UnresolvedField>> = clean_answers
        .into_iter()
        .enumerate()
        .map(|(dimension, answer)| resolve_answer(codebook, dimension, answer, &mut rules))
        .collect();
    missing.impute(codebook, &mut resolved_answers, &mut rules);
    not_asked.retain(|dimension| missing.is_missing(*dimension));

    if let Some(failed) = conditions(codebook)
        .find(|condition| check_condition(condition, &resolved_answers) == Some(false))
    {
        return Disposition::SetAside(Reason::Outside(failed.words.clone()));
    }
    let resolved_dates = resolve_dates(codebook, &clean_dates, &resolved_answers);
    if let Ok(Some(date)) = resolved_dates[codebook.whole]
        && published_year(codebook, date).is_none()
    {
        return Disposition::SetAside(Reason::OutsideYears);
    }

    let mut unresolved = Vec::new();
    let dates = take_resolved(resolved_dates, &mut unresolved);
    let answers = take_resolved(resolved_answers, &mut unresolved);
    if let Some(disposition) = dispose_of_unresolved(codebook, unresolved) {
        return disposition;
    }
    if let Some(reason) =
        find_early_date(codebook, &dates).or_else(|| find_contradiction(codebook, &answers))
    {
        return Disposition::SetAside(reason);
    }

    let mut years = Vec::with_capacity(dates.len());
    for (measure, date) in dates.iter().enumerate() {
        let year = date.and_then(|date| published_year(codebook, date));
        if date.is_some() && year.is_none() {
            rules.push(AppliedRule {
                variable: &codebook.measures[measure].id,
                name: DECIDED_AFTER,
            });
        }
        years.push(year);
    }
    let record = Record {
        years,
        answers,
        not_asked,
    };
    Disposition::Counted(record, rules)
}

/// Whether a row certainly fails one of the codebook's conditions.
pub(crate) fn is_outside(codebook: &Codebook, row: &CleanRow<'_>) -> bool {
    conditions(codebook).any(|condition| {
        row.answers[condition.dimension]
            .valid()
            .is_some_and(|answer| !condition.holds(answer))
    })
}

/// Decides what happens to a row with unresolved fields; `None` if there are none.
pub(crate) fn dispose_of_unresolved<'a>(
    codebook: &Codebook,
    mut fields: Vec<UnresolvedField>,
) -> Option<Disposition<'a>> {
    let first = *fields.first()?;
    fields.retain(|field| policy(codebook, *field) == UnresolvedPolicy::Stop);
    Some(if fields.is_empty() {
        Disposition::SetAside(reason_for(codebook, first))
    } else {
        Disposition::Unresolved(fields)
    })
}

/// Returns the conditions that every counted row satisfies.
fn conditions(codebook: &Codebook) -> impl Iterator<Item = &Condition> {
    codebook.records.only.iter().chain(&codebook.whole().when)
}

/// Whether a condition holds; `None` if its answer is unresolved, which is reported as an unresolved field.
fn check_condition(
    condition: &Condition,
    answers: &[Result<Answer, UnresolvedField>],
) -> Option<bool> {
    let answer = answers[condition.dimension].as_ref().ok()?;
    Some(condition.holds(answer))
}

/// Replaces by "not known" an answer that was not collected, or that is unresolved where the codebook declares `unknown`.
fn resolve_answer<'a>(
    codebook: &'a Codebook,
    position: usize,
    answer: CleanValue<Answer>,
    rules: &mut Vec<AppliedRule<'a>>,
) -> Result<Answer, UnresolvedField> {
    let dimension = &codebook.dimensions[position];
    let unknown = dimension.dictionary.unknown().map(Answer::One);
    match answer {
        CleanValue::Valid(answer) => Ok(answer),
        CleanValue::NotCollected => {
            unknown.ok_or(UnresolvedField::Answer(position, Unresolved::Missing))
        }
        CleanValue::Unresolved(cause) => {
            let unknown = unknown
                .filter(|_| becomes_unknown(dimension, cause))
                .ok_or(UnresolvedField::Answer(position, cause))?;
            rules.push(AppliedRule {
                variable: &dimension.id,
                name: UNSETTLED,
            });
            Ok(unknown)
        }
    }
}

fn becomes_unknown(dimension: &Dimension, cause: Unresolved) -> bool {
    dimension.unresolved == UnresolvedPolicy::Unknown && cause != Unresolved::AgeConflict
}

/// Resolves the date of each measure that applies to the row; the others have none.
fn resolve_dates(
    codebook: &Codebook,
    dates: &[CleanValue<Date>],
    answers: &[Result<Answer, UnresolvedField>],
) -> Vec<Result<Option<Date>, UnresolvedField>> {
    let mut resolved = Vec::with_capacity(dates.len());
    for (measure, date) in dates.iter().enumerate() {
        let when = codebook.measures[measure].when.as_ref();
        let applies = when.is_none_or(|when| check_condition(when, answers) == Some(true));
        resolved.push(match date {
            _ if !applies => Ok(None),
            CleanValue::Valid(date) if is_in_gap(codebook, *date) => {
                Err(UnresolvedField::Date(measure, Unresolved::GapYear))
            }
            CleanValue::Valid(date) => Ok(Some(*date)),
            CleanValue::NotCollected => Err(UnresolvedField::Date(measure, Unresolved::Missing)),
            CleanValue::Unresolved(cause) => Err(UnresolvedField::Date(measure, *cause)),
        });
    }
    resolved
}

/// Returns the policy that the codebook declares for an unresolved field. A date never becomes "not known", because every record
/// needs a year.
fn policy(codebook: &Codebook, field: UnresolvedField) -> UnresolvedPolicy {
    match field {
        UnresolvedField::Answer(_, Unresolved::AgeConflict) => UnresolvedPolicy::SetAside,
        UnresolvedField::Answer(dimension, _) => codebook.dimensions[dimension].unresolved,
        UnresolvedField::Date(..) => codebook.records.unresolved,
    }
}

fn reason_for(codebook: &Codebook, field: UnresolvedField) -> Reason {
    match field {
        UnresolvedField::Answer(dimension, Unresolved::AgeConflict) => {
            Reason::AgeAgainstBirth(codebook.dimensions[dimension].id.clone())
        }
        UnresolvedField::Answer(dimension, Unresolved::BirthDate) => {
            let dimension = &codebook.dimensions[dimension];
            let birth = dimension.birth.as_ref();
            let column = birth.map_or(&dimension.column, |birth| &birth.column);
            Reason::NotUnderstood(column.clone())
        }
        UnresolvedField::Answer(dimension, _) => {
            Reason::NotUnderstood(codebook.dimensions[dimension].column.clone())
        }
        UnresolvedField::Date(_, Unresolved::GapYear) => Reason::GapYear,
        UnresolvedField::Date(measure, _) => {
            Reason::NotUnderstood(codebook.measures[measure].date.clone())
        }
    }
}

/// Returns the resolved values, and adds the unresolved fields to a list.
fn take_resolved<T>(
    results: Vec<Result<T, UnresolvedField>>,
    unresolved: &mut Vec<UnresolvedField>,
) -> Vec<T> {
    let mut values = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(field) => unresolved.push(field),
        }
    }
    values
}

fn published_year(codebook: &Codebook, date: Date) -> Option<u16> {
    u16::try_from(date.year())
        .ok()
        .filter(|year| codebook.years.contains(year))
}

/// Whether a date is in a year of which the codebook declares that nothing was collected.
fn is_in_gap(codebook: &Codebook, date: Date) -> bool {
    let mut without = codebook.without.iter();
    without.any(|year| i32::from(*year) == i32::from(date.year()))
}

/// Finds a step that is dated before the application.
fn find_early_date(codebook: &Codebook, dates: &[Option<Date>]) -> Option<Reason> {
    let early = dates
        .iter()
        .position(|date| date.is_some() && *date < dates[codebook.whole])?;
    Some(Reason::DatedBefore {
        part: codebook.measures[early].id.clone(),
        whole: codebook.whole().id.clone(),
    })
}

/// Finds a declared relation that the answers contradict.
fn find_contradiction(codebook: &Codebook, answers: &[Answer]) -> Option<Reason> {
    let contradicted = codebook
        .relations
        .iter()
        .find(|relation| !relation.holds(answers))?;
    let words = contradicted.text();
    let [es, en] = [Lang::Es, Lang::En].map(|lang| words.get(lang).to_owned());
    Some(Reason::Contradiction { es, en })
}
