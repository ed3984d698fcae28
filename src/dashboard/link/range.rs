//! Parses ranges of years, as links and readers write them.

use cube::{Category, Dimension, parse_years};

use crate::query::Years;

/// Parses a range of years: codes, or the years with which a range of periods begins and ends. Without an end, "2023-" goes
/// on to the last year, and "-2019" begins with the first one.
pub fn parse_range(time: &Dimension, value: &str) -> Option<Years> {
    if let Some(years) = parse_closed(time, value) {
        return Some(years);
    }
    let first = time.leaves().next()?.code.as_str();
    let last = time.leaves().next_back()?.code.as_str();
    let (begin, end) = value.split_once('-')?;
    // A period is named by its years, of which the first and the last one count.
    let first = first.split('-').next()?;
    let last = last.rsplit('-').next()?;
    let closed = match (begin, end) {
        ("", "") => return None,
        ("", end) => [first, end],
        (begin, "") => [begin, last],
        _ => return None,
    };
    parse_closed(time, &closed.join("-"))
}

/// Parses a range with both ends. A code may itself contain "-", so the first split that gives two years is taken.
fn parse_closed(time: &Dimension, value: &str) -> Option<Years> {
    if let Some(year) = Years::between(time, value, value) {
        return Some(year);
    }
    if let Some(periods) = parse_periods(time, value) {
        return Some(periods);
    }
    let mut splits = value.match_indices('-');
    splits.find_map(|(at, _)| Years::between(time, &value[..at], &value[at + 1..]))
}

/// Finds the periods of which the first begins and the last ends with these years.
fn parse_periods(time: &Dimension, value: &str) -> Option<Years> {
    let years = parse_years(value)?;
    let span = |leaf: &Category| parse_years(&leaf.code);
    let begins = |leaf: &&Category| span(leaf).is_some_and(|span| span.start() == years.start());
    let ends = |leaf: &&Category| span(leaf).is_some_and(|span| span.end() == years.end());
    let (first, last) = (time.leaves().find(begins)?, time.leaves().find(ends)?);
    Years::between(time, &first.code, &last.code)
}
