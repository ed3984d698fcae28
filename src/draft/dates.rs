//! Recognizes dates and their notation, and counts what speaks against it.

use std::collections::BTreeMap;

use codebook::notation::day::{find_ambiguous, parse_day};

use crate::{
    column::{Column, is_share},
    finding::Dates,
};

/// The share of the answers that must be dates, in percent: registers have broken dates, but other columns have hardly any.
const DATES: u64 = 60;
/// The notation of spreadsheets and databases, which is always tried.
const ISO: &str = "%Y-%m-%d";
/// The notations that are tried, the likeliest first. With equal evidence the day comes before the month, as in Spanish.
const NOTATIONS: [&str; 18] = [
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d/%m/%y",
    "%d-%m-%y",
    "%d.%m.%y",
    "%m/%d/%Y",
    "%m-%d-%Y",
    "%m/%d/%y",
    "%m-%d-%y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d %b %Y",
    "%d de %B de %Y",
    "%d %B %Y",
    "%Y%m%d",
];

/// The notations of a register that keeps no days: months and years.
const COARSE: [&str; 4] = ["%m/%Y", "%b %Y", "%B %Y", "%Y"];

/// Whether a column of dates has the day of each: only of such dates an age can be computed.
pub(crate) fn has_days(dates: &Dates) -> bool {
    let is_coarse = |notation: &String| COARSE.contains(&notation.as_str());
    !dates.notations.iter().any(is_coarse)
}

/// Finds the notations of a column, if most of its answers are dates. A notation besides the first must read at least as
/// many rows as the threshold, and may not read a text otherwise than one before it.
pub(crate) fn find_dates(column: &Column, threshold: u64) -> Option<Dates> {
    let all = column.answered();
    let mut notations: Vec<String> = Vec::new();
    loop {
        let left = |text: &str| read(text, &notations).is_none();
        let gain = |notation: &&&str| {
            let fits = |text: &str| left(text) && read(text, &[notation.to_string()]).is_some();
            let others = notations.iter().cloned().chain([notation.to_string()]);
            match find_ambiguous(&others.collect::<Vec<_>>()) {
                Some(_) => 0,
                None => column.count(fits),
            }
        };
        let tried = NOTATIONS.iter().chain(&COARSE);
        // Of equal ones, the first.
        let Some(best) = tried.rev().max_by_key(gain) else {
            break;
        };
        if gain(&best) < threshold {
            break;
        }
        notations.push((*best).to_owned());
    }
    let fits = column.count(|text| read(text, &notations).is_some());
    if !is_share(fits, all, DATES) {
        return None;
    }
    if column.count(|text| read(text, &[]).is_some()) > 0 {
        notations.push(ISO.to_owned());
    }
    Some(describe(column, notations))
}

fn describe(column: &Column, notations: Vec<String>) -> Dates {
    let swapped: Vec<String> = notations.iter().filter_map(|one| swap(one)).collect();
    let is_swapped = |text: &str| read(text, &[]).is_none() && read(text, &swapped).is_some();
    let is_read = |text: &str| read(text, &notations).is_some();
    let mut years = BTreeMap::new();
    for (text, rows) in column.answers() {
        if let Some(year) = read(text, &notations) {
            *years.entry(year).or_default() += rows;
        }
    }
    let fits = column.count(is_read);
    Dates {
        fits,
        either: column.count(|text| is_read(text) && is_swapped(text)),
        unread: column.answered() - fits,
        contradict: column.count(|text| !is_read(text) && is_swapped(text)),
        years,
        notations,
    }
}

/// The notation in which day and month have changed places, if both are numbers.
fn swap(notation: &str) -> Option<String> {
    let is_of_numbers = notation.contains("%d") && notation.contains("%m");
    let swapped = notation
        .replace("%d", "%.")
        .replace("%m", "%d")
        .replace("%.", "%m");
    (is_of_numbers && notation != ISO && notation != "%Y%m%d").then_some(swapped)
}

/// The year of a text that is a date in one of these notations, or in that of spreadsheets.
fn read(text: &str, notations: &[String]) -> Option<u16> {
    let day = parse_day(text, notations, None).ok()?;
    u16::try_from(day.year()).ok().filter(|year| *year < 2100)
}
