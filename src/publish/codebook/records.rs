//! How records are written, gone through for notations that cannot be read.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use toml::Spanned;

use super::{
    Condition, Repeated, Unsettled,
    format::{self, Texts},
    lists::Lists,
    mistake::Collector,
};
use crate::{clean::day, spelling::fold};

/// How records are written, whatever their source.
#[derive(Clone, Debug)]
pub(crate) struct Records {
    /// Detected where it is not told.
    pub delimiter: Option<u8>,
    /// In the notation of strptime; the first that fits.
    pub dates: Vec<String>,
    /// The day on which the records were extracted.
    pub until: Option<Date>,
    /// What institutions write for "not known", folded.
    pub missing: BTreeSet<String>,
    pub repeated: Repeated,
    pub unsettled: Unsettled,
    /// Rows outside are set aside.
    pub only: Option<Condition>,
}

pub(super) fn resolve(raw: &format::Records, lists: &Lists<'_>, mistakes: &mut Collector<'_>) -> Records {
    Records {
        delimiter: raw.delimiter.as_ref().and_then(|raw| delimiter(raw, mistakes)),
        dates: dates(&raw.dates, mistakes),
        until: raw.until.as_ref().and_then(|day| until(day, mistakes)),
        missing: raw.missing.iter().map(|text| fold(text)).collect(),
        repeated: raw.repeated,
        unsettled: raw.unsettled,
        only: raw.only.as_ref().and_then(|only| lists.condition(only, mistakes)),
    }
}

pub(super) fn delimiter(raw: &Spanned<String>, mistakes: &mut Collector<'_>) -> Option<u8> {
    match raw.get_ref().as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Some(*byte),
        _ => {
            mistakes.at(raw, "the delimiter is one character of ASCII, such as “,” or “;”");
            None
        }
    }
}

pub(super) fn dates(raw: &Texts, mistakes: &mut Collector<'_>) -> Vec<String> {
    for notation in raw.0.iter().filter(|notation| !tells_a_date(notation.get_ref())) {
        mistakes.at(notation, "dates need year, month and day in the notation of strptime, such as “%Y-%m-%d”");
    }
    let notations: Vec<String> = raw.0.iter().map(|notation| notation.get_ref().clone()).collect();
    if let Some((first, second)) = day::ambiguous(&notations) {
        let at = raw.0.iter().find(|notation| notation.get_ref() == second);
        let message = format!(
            "some days written as “{first}” are other days written as “{second}”; declare one of the two, or a source for \
             each"
        );
        mistakes.in_span(at.map(Spanned::span), message);
    }
    notations
}

/// Whether a date written this way can be read again.
fn tells_a_date(notation: &str) -> bool {
    let sample: Date = date(2021, 3, 14);
    jiff::fmt::strtime::format(notation, sample).is_ok_and(|text| Date::strptime(notation, text).ok() == Some(sample))
}

fn until(day: &Spanned<String>, mistakes: &mut Collector<'_>) -> Option<Date> {
    let date = Date::strptime("%Y-%m-%d", day.get_ref().trim()).ok();
    if date.is_none() {
        mistakes.at(day, "a day is written as “2025-12-31”");
    }
    date
}
