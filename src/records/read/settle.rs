//! Whether what was understood counts: conditions, years, and what contradicts itself. Where it stood is not known here.

use cube::Text;
use jiff::civil::Date;

use crate::read::{fault::Fault, silent::Silent, tally::Reason};
use crate::{
    clean::{Said, Took, Understood},
    tabulate::Record,
};
use codebook::{
    Answer, Codebook, Condition, Dimension, Unresolved, UnresolvedPolicy,
    rules::{DECIDED_AFTER, UNSETTLED},
};

/// What becomes of it.
pub(crate) enum Settled<'a> {
    /// It counts, thanks to these rules.
    Counted(Record, Vec<Took<'a>>),
    /// It does not count.
    SetAside(Reason),
    /// It would count, but no rule settles this.
    Open(Vec<Fault>),
}

/// Settles one person. Who is set aside by a condition or the year may have anything else not understood.
pub(crate) fn settle<'a>(codebook: &'a Codebook, understood: Understood<'a>) -> Settled<'a> {
    let Understood {
        dates,
        answers,
        mut rules,
    } = understood;
    let mut silent = Silent::new(codebook, &answers);
    let mut not_asked: Vec<usize> = (0..answers.len())
        .filter(|at| matches!(answers[*at], Said::NotAsked))
        .collect();
    let mut answers: Vec<Result<Answer, Fault>> = answers
        .into_iter()
        .enumerate()
        .map(|(at, told)| answer(&codebook.dimensions[at], at, told, &mut rules))
        .collect();
    silent.fill(codebook, &mut answers, &mut rules);
    not_asked.retain(|at| silent.is_silent(*at));
    // A condition on what was not understood neither holds nor fails: that is a fault of its own.
    let holds = |condition: &Condition| {
        answers[condition.dimension]
            .as_ref()
            .ok()
            .map(|told| condition.holds(told))
    };
    let mut conditions = codebook.records.only.iter().chain(&codebook.whole().when);
    if let Some(failed) = conditions.find(|condition| holds(condition) == Some(false)) {
        return Settled::SetAside(Reason::Outside(failed.words.clone()));
    }
    let applies = |at: usize| {
        codebook.measures[at]
            .when
            .as_ref()
            .is_none_or(|when| holds(when) == Some(true))
    };
    let dates: Vec<Result<Option<Date>, Fault>> = dates
        .iter()
        .enumerate()
        .map(|(at, told)| {
            if applies(at) {
                date(at, told)
            } else {
                Ok(None)
            }
        })
        .collect();
    if matches!(dates[codebook.whole], Ok(Some(date)) if published_year(codebook, date).is_none()) {
        return Settled::SetAside(Reason::OutsideYears);
    }
    let mut faults = Vec::new();
    let dates = settled(dates, &mut faults);
    let answers = settled(answers, &mut faults);
    if let Some(open) = open(codebook, faults) {
        return open;
    }
    if let Some(reason) =
        dated_before(codebook, &dates).or_else(|| contradiction(codebook, &answers))
    {
        return Settled::SetAside(reason);
    }
    let years: Vec<Option<u16>> = dates
        .iter()
        .map(|date| date.and_then(|date| published_year(codebook, date)))
        .collect();
    let late = |at: &usize| dates[*at].is_some() && years[*at].is_none();
    let late = (0..years.len()).filter(late).map(|at| Took {
        place: &codebook.measures[at].id,
        name: DECIDED_AFTER,
    });
    rules.extend(late);
    Settled::Counted(
        Record {
            years,
            answers,
            not_asked,
        },
        rules,
    )
}

/// Whether a row is certainly none of those that the codebook counts.
pub(crate) fn is_outside(codebook: &Codebook, understood: &Understood<'_>) -> bool {
    let fails = |condition: &Condition| {
        understood.answers[condition.dimension]
            .this()
            .is_some_and(|answer| !condition.holds(answer))
    };
    codebook
        .records
        .only
        .iter()
        .chain(&codebook.whole().when)
        .any(fails)
}

/// What was never asked is not known, and so is what no rule settles where the codebook says so.
fn answer<'a>(
    dimension: &'a Dimension,
    at: usize,
    told: Said<Answer>,
    rules: &mut Vec<Took<'a>>,
) -> Result<Answer, Fault> {
    let unknown = dimension.dictionary.unknown().map(Answer::One);
    match told {
        Said::This(answer) => Ok(answer),
        Said::NotAsked => unknown.ok_or(Fault::Answer(at, Unresolved::Missing)),
        Said::NotUnderstood(strange) => {
            let becomes_unknown = dimension.unresolved == UnresolvedPolicy::Unknown
                && strange != Unresolved::AgeConflict;
            let unknown = unknown
                .filter(|_| becomes_unknown)
                .ok_or(Fault::Answer(at, strange))?;
            rules.push(Took {
                place: &dimension.id,
                name: UNSETTLED,
            });
            Ok(unknown)
        }
    }
}

fn date(measure: usize, told: &Said<Date>) -> Result<Option<Date>, Fault> {
    match told {
        Said::This(date) => Ok(Some(*date)),
        Said::NotAsked => Err(Fault::Date(measure, Unresolved::Missing)),
        Said::NotUnderstood(strange) => Err(Fault::Date(measure, *strange)),
    }
}

/// What becomes of a row in which no rule settles this; nothing where there is nothing.
pub(crate) fn open<'a>(codebook: &Codebook, mut faults: Vec<Fault>) -> Option<Settled<'a>> {
    let set_aside = Settled::SetAside(reason(codebook, *faults.first()?));
    faults.retain(|fault| unsettled(codebook, *fault) == UnresolvedPolicy::Stop);
    Some(if faults.is_empty() {
        set_aside
    } else {
        Settled::Open(faults)
    })
}

/// What becomes of something that no rule settles. Who has no date is in no year: that cannot be not known.
fn unsettled(codebook: &Codebook, fault: Fault) -> UnresolvedPolicy {
    match fault {
        Fault::Answer(_, Unresolved::AgeConflict) => UnresolvedPolicy::SetAside,
        Fault::Answer(at, _) => codebook.dimensions[at].unresolved,
        Fault::Date(..) => codebook.records.unresolved,
    }
}

fn reason(codebook: &Codebook, fault: Fault) -> Reason {
    match fault {
        Fault::Answer(at, Unresolved::AgeConflict) => {
            Reason::AgeAgainstBirth(codebook.dimensions[at].id.clone())
        }
        Fault::Answer(at, Unresolved::BirthDate) => {
            let dimension = &codebook.dimensions[at];
            Reason::NotUnderstood(
                dimension
                    .birth
                    .as_ref()
                    .map_or(&dimension.column, |birth| &birth.column)
                    .clone(),
            )
        }
        Fault::Answer(at, _) => Reason::NotUnderstood(codebook.dimensions[at].column.clone()),
        Fault::Date(measure, _) => Reason::NotUnderstood(codebook.measures[measure].date.clone()),
    }
}

fn settled<T>(results: Vec<Result<T, Fault>>, faults: &mut Vec<Fault>) -> Vec<T> {
    results
        .into_iter()
        .filter_map(|result| result.map_err(|fault| faults.push(fault)).ok())
        .collect()
}

fn published_year(codebook: &Codebook, date: Date) -> Option<u16> {
    u16::try_from(date.year())
        .ok()
        .filter(|year| codebook.years.contains(year))
}

fn dated_before(codebook: &Codebook, dates: &[Option<Date>]) -> Option<Reason> {
    let early = dates
        .iter()
        .position(|date| date.is_some() && *date < dates[codebook.whole])?;
    let (part, whole) = (
        codebook.measures[early].id.clone(),
        codebook.whole().id.clone(),
    );
    Some(Reason::DatedBefore { part, whole })
}

fn contradiction(codebook: &Codebook, answers: &[Answer]) -> Option<Reason> {
    let contradicted = codebook
        .relations
        .iter()
        .find(|relation| !relation.holds(answers))?;
    let Text { es, en } = contradicted.text();
    Some(Reason::Contradiction { es, en })
}
