//! Whether what was understood counts: conditions, years, and what contradicts itself. Where it stood is not known here.

use cube::Text;
use jiff::civil::Date;

use super::Reason;
use crate::{
    clean::{Said, Took, Understood},
    codebook::{Answer, Codebook, Condition, Strange},
    tabulate::Record,
};

/// Rule: a part that is dated after the last published year counts in the whole only.
pub(crate) const DECIDED_AFTER: &str = "decided-after-last-year";

/// What becomes of it.
pub(crate) enum Settled<'a> {
    /// It counts, thanks to these rules.
    Counted(Record, Vec<Took<'a>>),
    /// It does not count.
    SetAside(Reason),
    /// It would count, but no rule settles this.
    Open(Vec<Fault>),
}

/// Something that no rule settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The date of the measure at this position.
    Date(usize),
    /// The answer in the dimension at this position.
    Answer(usize, Strange),
}

/// Settles one person. Who is set aside by a condition or the year may have anything else not understood.
pub(crate) fn settle<'a>(codebook: &'a Codebook, understood: Understood<'a>) -> Settled<'a> {
    let Understood { dates, answers, mut rules } = understood;
    let not_asked = (0..answers.len()).filter(|at| matches!(answers[*at], Said::NotAsked)).collect();
    let answers: Vec<Result<Answer, Fault>> =
        answers.into_iter().enumerate().map(|(at, told)| answer(codebook, at, told)).collect();
    // A condition on what was not understood neither holds nor fails: that is a fault of its own.
    let holds = |condition: &Condition| answers[condition.dimension].as_ref().ok().map(|told| condition.holds(told));
    let mut conditions = codebook.records.only.iter().chain(&codebook.whole().when);
    if let Some(failed) = conditions.find(|condition| holds(condition) == Some(false)) {
        return Settled::SetAside(Reason::Outside(failed.words.clone()));
    }
    let applies = |at: usize| codebook.measures[at].when.as_ref().is_none_or(|when| holds(when) == Some(true));
    let dates: Vec<Result<Option<Date>, Fault>> =
        dates.iter().enumerate().map(|(at, told)| if applies(at) { date(at, told) } else { Ok(None) }).collect();
    if matches!(dates[codebook.whole], Ok(Some(date)) if published_year(codebook, date).is_none()) {
        return Settled::SetAside(Reason::OutsideYears);
    }
    let mut faults = Vec::new();
    let dates = settled(dates, &mut faults);
    let answers = settled(answers, &mut faults);
    if !faults.is_empty() {
        return Settled::Open(faults);
    }
    if let Some(reason) = dated_before(codebook, &dates).or_else(|| contradiction(codebook, &answers)) {
        return Settled::SetAside(reason);
    }
    let years: Vec<Option<u16>> =
        dates.iter().map(|date| date.and_then(|date| published_year(codebook, date))).collect();
    let late = |at: &usize| dates[*at].is_some() && years[*at].is_none();
    let late = (0..years.len()).filter(late).map(|at| Took { place: &codebook.measures[at].id, name: DECIDED_AFTER });
    rules.extend(late);
    Settled::Counted(Record { years, answers, not_asked }, rules)
}

/// What was never asked is not known.
fn answer(codebook: &Codebook, dimension: usize, told: Said<Answer>) -> Result<Answer, Fault> {
    let unknown = codebook.dimensions[dimension].dictionary.unknown();
    match told {
        Said::This(answer) => Ok(answer),
        Said::NotAsked => unknown.map(Answer::One).ok_or(Fault::Answer(dimension, Strange::Missing)),
        Said::NotUnderstood(strange) => Err(Fault::Answer(dimension, strange)),
    }
}

fn date(measure: usize, told: &Said<Date>) -> Result<Option<Date>, Fault> {
    told.this().copied().map(Some).ok_or(Fault::Date(measure))
}

fn settled<T>(results: Vec<Result<T, Fault>>, faults: &mut Vec<Fault>) -> Vec<T> {
    results.into_iter().filter_map(|result| result.map_err(|fault| faults.push(fault)).ok()).collect()
}

fn published_year(codebook: &Codebook, date: Date) -> Option<u16> {
    u16::try_from(date.year()).ok().filter(|year| codebook.years.contains(year))
}

fn dated_before(codebook: &Codebook, dates: &[Option<Date>]) -> Option<Reason> {
    let early = dates.iter().position(|date| date.is_some() && *date < dates[codebook.whole])?;
    let (part, whole) = (codebook.measures[early].id.clone(), codebook.whole().id.clone());
    Some(Reason::DatedBefore { part, whole })
}

fn contradiction(codebook: &Codebook, answers: &[Answer]) -> Option<Reason> {
    let contradicted = codebook.relations.iter().find(|relation| !relation.holds(answers))?;
    let Text { es, en } = contradicted.text();
    Some(Reason::Contradiction { es, en })
}
