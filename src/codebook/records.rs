//! How records are written, gone through for notations that cannot be read.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use crate::notation::{day, spelling::fold};
use crate::{
    condition::Condition,
    format::{Format, Repeated, Texts, Unsettled},
    lists::Lists,
    mistake::Collector,
    placed::Placed,
};

/// How records are written, whatever their source.
#[derive(Clone, Debug)]
pub struct Records {
    /// Detected where it is not told.
    pub delimiter: Option<u8>,
    /// In the notation of strptime; the first that fits.
    pub dates: Vec<String>,
    /// The day on which the records were extracted.
    pub until: Option<Date>,
    /// What institutions write for "not known", folded.
    pub missing: BTreeSet<String>,
    /// What becomes of rows that equal an earlier one.
    pub repeated: Repeated,
    /// What becomes of values that no rule settles, where a dimension does not say.
    pub unsettled: Unsettled,
    /// Rows outside are set aside.
    pub only: Option<Condition>,
}

pub(super) fn resolve(format: &Format, lists: &Lists<'_>, mistakes: &mut Collector<'_>) -> Records {
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
        unsettled: raw.unsettled,
        only: raw
            .only
            .as_ref()
            .and_then(|only| lists.condition(only, mistakes)),
    }
}

pub(super) fn delimiter(raw: &Placed<String>, mistakes: &mut Collector<'_>) -> Option<u8> {
    match raw.get_ref().as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Some(*byte),
        _ => {
            mistakes.at(
                raw,
                "the delimiter is one character of ASCII, such as “,” or “;”",
            );
            None
        }
    }
}

pub(super) fn dates(raw: &Texts, mistakes: &mut Collector<'_>) -> Vec<String> {
    if raw.each().is_empty() {
        mistakes.at(raw.place(), "at least one notation is needed");
    }
    for notation in raw
        .each()
        .iter()
        .filter(|notation| !tells_a_date(notation.get_ref()))
    {
        mistakes.at(
            notation,
            "dates need year, month and day in the notation of strptime, such as “%Y-%m-%d”",
        );
    }
    let notations: Vec<String> = raw
        .each()
        .iter()
        .map(|notation| notation.get_ref().clone())
        .collect();
    if let Some((first, second)) = day::ambiguous(&notations) {
        let at = raw
            .each()
            .iter()
            .find(|notation| notation.get_ref() == second);
        let message = format!(
            "some days written as “{first}” are other days written as “{second}”; declare one of the two, or a source for \
             each"
        );
        mistakes.in_span(at.map(Placed::span), message);
    }
    notations
}

/// Whether a date written this way can be read again.
fn tells_a_date(notation: &str) -> bool {
    let sample: Date = date(2021, 3, 14);
    jiff::fmt::strtime::format(notation, sample)
        .is_ok_and(|text| Date::strptime(notation, text).ok() == Some(sample))
}

fn until(format: &Format, mistakes: &mut Collector<'_>) -> Option<Date> {
    let (first, last) = (format.time.first, *format.time.last.get_ref());
    let closed = format.time.closed.as_ref();
    if let Some(closed) = closed.filter(|year| !(first..=last).contains(year.get_ref())) {
        mistakes.at(
            closed,
            format!("a closed year is one of those that are published, {first} to {last}"),
        );
    }
    let day = format.records.until.as_ref()?;
    let date = Date::strptime("%Y-%m-%d", day.get_ref().trim()).ok();
    let year = date.map(|date| i32::from(date.year()));
    match year {
        None => mistakes.at(day, "a day is written as “2025-12-31”"),
        Some(year) if year < i32::from(first) => {
            mistakes.at(
                day,
                "records that end before the first published year hold nothing of it",
            );
        }
        Some(year) => {
            if let Some(closed) = closed.filter(|closed| i32::from(*closed.get_ref()) > year) {
                mistakes.at(
                    closed,
                    "a year that ends after the records do cannot be closed",
                );
            }
        }
    }
    date
}
