//! Dimensions that tell what became of persons, gone through for what would change after it was published.

use crate::{
    format::{Dimension, Format, Grain, Kind, Settled},
    mistake::Collector,
    tables::grain,
    words::check_unique,
};

pub(super) fn check(format: &Format, mistakes: &mut Collector<'_>) {
    let settled = format
        .dimension
        .iter()
        .filter_map(|raw| Some((raw, raw.settled.as_ref()?)));
    settled.for_each(|(raw, settled)| check_dimension(format, raw, settled, mistakes));
}

fn check_dimension(
    format: &Format,
    raw: &Dimension,
    settled: &Settled,
    mistakes: &mut Collector<'_>,
) {
    let id = raw.id.get_ref();
    let (first, last) = (format.time.first, *format.time.last.get_ref());
    if !(first..=last).contains(settled.until.get_ref()) {
        mistakes.at(
            &settled.until,
            format!("the last year that is settled is one of those that are published, {first} to {last}"),
        );
    }
    check_unique("the category", &settled.pending, mistakes);
    for code in &settled.pending {
        let mut categories = raw.categories.iter();
        if !categories.any(|category| category.code.get_ref() == code.get_ref()) {
            mistakes.at(
                code,
                format!("the category “{}” of “{id}” does not exist", code.get_ref()),
            );
        }
    }
    if raw.kind == Kind::Multi {
        mistakes.at(
            &raw.id,
            format!("what became of a person is one thing, but “{id}” takes several answers"),
        );
    }
    check_tables(format, raw, mistakes);
}

/// What is not settled in all years is told by year and by nothing else.
fn check_tables(format: &Format, raw: &Dimension, mistakes: &mut Collector<'_>) {
    let id = raw.id.get_ref();
    let pairs = format.tables.pairs.iter().chain(&format.tables.by_period);
    for pair in pairs.filter(|pair| pair.get_ref() == id) {
        mistakes.at(
            pair,
            format!("“{id}” is settled year by year, so it is crossed with nothing else"),
        );
    }
    let grains = format
        .tables
        .grain
        .keys()
        .filter(|told| told.get_ref() == id);
    if let Some(told) = grains
        .into_iter()
        .next()
        .filter(|_| grain(format, id) != Grain::Year)
    {
        mistakes.at(
            told,
            format!("“{id}” is settled year by year, so it is published by year"),
        );
    }
    let filters = format.section.iter().flat_map(|section| &section.filters);
    for filter in filters.filter(|filter| filter.get_ref() == id) {
        mistakes.at(
            filter,
            format!("“{id}” is crossed with nothing but years, so nothing can be filtered by it"),
        );
    }
    let pins = format
        .headline
        .iter()
        .filter_map(|headline| headline.pin.as_ref());
    for pin in pins.filter(|pin| pin.dimension.get_ref() == id) {
        mistakes.at(
            &pin.dimension,
            format!("a headline tells of the last year, of which “{id}” may not be settled"),
        );
    }
}
