//! Checks the series that others publish: one number or mark a year, and no mark that readers could confuse with ours.

use crate::{
    format::{Format, Indicator, Section, SourceMark},
    mistake::Collector,
    names::{Duplicates, check_id, check_unique},
    placed::Placed,
};
use cube::Layout;

/// The dashboard's own marks: for a hidden number and for no number.
const OWN_MARKS: [&str; 3] = ["c", "–", "-"];

pub(super) fn check(format: &Format, mistakes: &mut Collector<'_>) {
    check_unique(
        "the identifier",
        format.indicator.iter().map(|indicator| &indicator.id),
        mistakes,
    );
    for indicator in &format.indicator {
        check_id(&indicator.id, mistakes);
        check_years(indicator, mistakes);
        check_unique(
            "the mark",
            indicator.marks.iter().map(|mark| &mark.text),
            mistakes,
        );
        indicator
            .marks
            .iter()
            .for_each(|mark| check_mark(mark, mistakes));
        if !format
            .section
            .iter()
            .any(|section| section.indicators.contains(&indicator.id))
        {
            mistakes.at(
                &indicator.id,
                format!(
                    "no section shows “{}”: list it under “indicators” of a section",
                    indicator.id.get_ref()
                ),
            );
        }
    }
}

/// A section of the layout `indicators` shows series and nothing else; no other section shows series.
pub(super) fn check_section(format: &Format, section: &Section, mistakes: &mut Collector<'_>) {
    check_unique("the series", &section.indicators, mistakes);
    for id in &section.indicators {
        if !format.indicator.iter().any(|indicator| indicator.id == *id) {
            mistakes.at(id, format!("the series “{}” does not exist", id.get_ref()));
        }
    }
    let id = section.id.get_ref();
    if section.layout != Layout::Indicators {
        let first = section.indicators.first();
        first.into_iter().for_each(|series| {
            mistakes.at(
                series,
                "only a section of the layout “indicators” shows series: move it to one",
            )
        });
    } else if section.indicators.is_empty() {
        mistakes.at(
            &section.id,
            format!("the section “{id}” has no series: list at least one under “indicators”"),
        );
    } else if let Some(counted) = [&section.measures, &section.dimensions, &section.filters]
        .into_iter()
        .flatten()
        .next()
    {
        mistakes.at(
            counted,
            format!("the section “{id}” shows series of others, which are not counted from records: remove this"),
        );
    }
}

/// Each year has one number or one mark.
fn check_years(indicator: &Indicator, mistakes: &mut Collector<'_>) {
    let mut years = Duplicates::default();
    for year in indicator.values.keys() {
        match parse_year(year.get_ref()) {
            Some(number) => drop(years.is_duplicate(number)),
            None => mistakes.at(
                year,
                format!(
                    "“{}” is not a year: write four digits, such as 2019",
                    year.get_ref()
                ),
            ),
        }
    }
    for year in indicator.marks.iter().flat_map(|mark| &mark.years) {
        if years.is_duplicate(*year.get_ref()) {
            mistakes.at(
                year,
                format!(
                    "{} already has a number or a mark: remove one of them",
                    year.get_ref()
                ),
            );
        }
    }
    if indicator.values.is_empty() && years.is_empty() {
        mistakes.at(
            &indicator.id,
            format!(
                "the series “{}” has no numbers and no marks: write at least one",
                indicator.id.get_ref()
            ),
        );
    }
}

/// A year of four digits.
fn parse_year(text: &str) -> Option<u16> {
    let year = text.parse().ok()?;
    (1000..10_000).contains(&year).then_some(year)
}

/// A mark must not be a number or a mark of the dashboard.
fn check_mark(mark: &SourceMark, mistakes: &mut Collector<'_>) {
    let text: &Placed<String> = &mark.text;
    let written = text.get_ref().trim();
    if written.is_empty() || written.parse::<f64>().is_ok() || OWN_MARKS.contains(&written) {
        mistakes.at(
            text,
            format!(
                "readers would take “{written}” for a number or for a hidden one: write the mark of the source, such as “<5”"
            ),
        );
    }
    if mark.years.is_empty() {
        mistakes.at(
            text,
            format!("the mark “{written}” has no years: list at least one"),
        );
    }
}
