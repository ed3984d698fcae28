//! Series that others publish, gone through for years that say two things and for marks that could be taken for ours.

use std::collections::BTreeSet;

use crate::{
    format::{Format, Indicator, Section, SourceMark},
    mistake::Collector,
    placed::Placed,
    words::{check_id, check_unique},
};
use cube::Layout;

/// What the dashboard writes in the place of numbers itself: hidden, and none.
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
                format!("no section shows “{}”", indicator.id.get_ref()),
            );
        }
    }
}

/// What a section shows of series: a section of series nothing else, any other none.
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
                "only a section of the layout “indicators” shows series",
            )
        });
    } else if section.indicators.is_empty() {
        mistakes.at(
            &section.id,
            format!("the section “{id}” needs at least one series"),
        );
    } else if let Some(counted) = [&section.measures, &section.dimensions, &section.filters]
        .into_iter()
        .flatten()
        .next()
    {
        mistakes.at(
            counted,
            format!("the section “{id}” shows series of others, which are not counted here"),
        );
    }
}

/// A year has a number or a mark.
fn check_years(indicator: &Indicator, mistakes: &mut Collector<'_>) {
    let mut told = BTreeSet::new();
    for year in indicator.values.keys() {
        match year
            .get_ref()
            .parse::<u16>()
            .ok()
            .filter(|number| (1000..10_000).contains(number))
        {
            Some(number) => drop(told.insert(number)),
            None => mistakes.at(
                year,
                format!("“{}” is no year, such as 2019", year.get_ref()),
            ),
        }
    }
    for year in indicator.marks.iter().flat_map(|mark| &mark.years) {
        if !told.insert(*year.get_ref()) {
            mistakes.at(
                year,
                format!("something else stands in {} already", year.get_ref()),
            );
        }
    }
    if indicator.values.is_empty() && told.is_empty() {
        mistakes.at(
            &indicator.id,
            format!(
                "the series “{}” says nothing of any year",
                indicator.id.get_ref()
            ),
        );
    }
}

/// A mark is no number, and none of the dashboard's own.
fn check_mark(mark: &SourceMark, mistakes: &mut Collector<'_>) {
    let text: &Placed<String> = &mark.text;
    let written = text.get_ref().trim();
    if written.is_empty() || written.parse::<f64>().is_ok() || OWN_MARKS.contains(&written) {
        mistakes.at(
            text,
            format!(
                "“{written}” is no mark of a source: it would be read as a number or as hidden"
            ),
        );
    }
    if mark.years.is_empty() {
        mistakes.at(text, format!("the mark “{written}” stands in no year"));
    }
}
