//! Resolves how records are written, and checks that their notations can be read.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::notation::{day, spelling::fold};
use crate::{
    condition::Condition,
    format::{Format, Repeated, Texts, UnresolvedPolicy},
    lists::CodeLists,
    mistake::Collector,
    placed::Placed,
};

/// How records of all sources are written.
#[derive(Clone, Debug)]
pub struct Records {
    /// The character between fields; detected if `None`.
    pub delimiter: Option<u8>,
    /// The notations of dates, as in strptime; the first that fits is used.
    pub dates: Vec<String>,
    /// The day on which the records were extracted.
    pub until: Option<Date>,
    /// Spellings of "not known", folded.
    pub missing: BTreeSet<String>,
    /// How a row that equals an earlier one is treated.
    pub repeated: Repeated,
    /// How a value that no rule resolves is treated, unless its dimension has a policy of its own.
    pub unresolved: UnresolvedPolicy,
    /// The rows that are read; all others are set aside.
    pub only: Option<Condition>,
}

pub(super) fn resolve(
    format: &Format,
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) -> Records {
    let raw = &format.records;
    Records {
        delimiter: raw
            .delimiter
            .as_ref()
            .and_then(|raw| delimiter(raw, mistakes)),
        dates: dates(&raw.dates, mistakes),
        until: until(format, mistakes),
        missing: raw.missing.iter().map(|text| fold(text)).collect(),
        repeated: raw.repeated,
        unresolved: raw.unsettled,
        only: raw
            .only
            .as_ref()
            .and_then(|only| lists.resolve_condition(only, mistakes)),
    }
}

pub(super) fn delimiter(raw: &Placed<String>, mistakes: &mut Collector<'_>) -> Option<u8> {
    match raw.get_ref().as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Some(*byte),
        _ => {
            mistakes.at(
                raw,
                "the delimiter must be one ASCII character: write, for example, “,” or “;”",
            );
            None
        }
    }
}

pub(super) fn dates(raw: &Texts, mistakes: &mut Collector<'_>) -> Vec<String> {
    if raw.each().is_empty() {
        mistakes.at(
            raw.place(),
            "there is no notation of dates: write at least one, such as “%Y-%m-%d”",
        );
    }
    for notation in raw
        .each()
        .iter()
        .filter(|notation| !day::is_notation(notation.get_ref()))
    {
        mistakes.at(
            notation,
            "a notation needs the year, and the month if it has the day: write one in strptime's notation, such as \
             “%Y-%m-%d”, “%m/%Y” or “%Y”",
        );
    }
    let notations: Vec<String> = raw
        .each()
        .iter()
        .map(|notation| notation.get_ref().clone())
        .collect();
    if let Some((first, second)) = day::find_ambiguous(&notations) {
        let at = raw
            .each()
            .iter()
            .find(|notation| notation.get_ref() == second);
        let message = format!(
            "the same text can be one day as “{first}” and another as “{second}”: remove one of them, or declare a source \
             for each"
        );
        mistakes.in_span(at.map(Placed::span), message);
    }
    notations
}

fn until(format: &Format, mistakes: &mut Collector<'_>) -> Option<Date> {
    let (first, last) = (format.time.first, *format.time.last.get_ref());
    let closed = format.time.closed.as_ref();
    if let Some(closed) = closed.filter(|year| !(first..=last).contains(year.get_ref())) {
        mistakes.at(
            closed,
            format!("a closed year must be published: choose one from {first} to {last}"),
        );
    }
    check_revised(format, mistakes);
    let day = format.records.until.as_ref()?;
    let date = Date::strptime("%Y-%m-%d", day.get_ref().trim()).ok();
    let year = date.map(|date| i32::from(date.year()));
    match year {
        None => mistakes.at(day, "write the day as year-month-day, such as “2025-12-31”"),
        Some(year) if year < i32::from(first) => {
            mistakes.at(
                day,
                "the records end before the first published year: correct “until”, or “first” of [time]",
            );
        }
        Some(year) => {
            if let Some(closed) = closed.filter(|closed| i32::from(*closed.get_ref()) > year) {
                mistakes.at(
                    closed,
                    "the records end before this year, so it cannot be closed: correct “closed” or “until”",
                );
            }
        }
    }
    date
}

/// Checks that only closed years are revised, each named once: the counts of others may change in any release.
fn check_revised(format: &Format, mistakes: &mut Collector<'_>) {
    let time = &format.time;
    let (first, closed) = (time.first, time.closed.as_ref().unwrap_or(&time.last));
    let mut named = BTreeSet::new();
    for year in &time.revised {
        if !(first..=*closed.get_ref()).contains(year.get_ref()) {
            let closed = closed.get_ref();
            mistakes.at(
                year,
                format!("only a closed year can be revised: choose one from {first} to {closed}"),
            );
        } else if !named.insert(*year.get_ref()) {
            mistakes.at(year, "this revised year is named twice: remove one of them");
        }
    }
}
