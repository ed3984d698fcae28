//! Checks dimensions of outcomes: nothing may be published that can change after its year is published.

use crate::{
    format::{Dimension, Format, Kind, Settled},
    mistake::Collector,
    names::check_unique,
    tables::find_grain,
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
            format!("the last settled year must be published: choose one from {first} to {last}"),
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
            format!("a person has one outcome, but “{id}” takes several answers: remove “settled”"),
        );
    }
    check_tables(format, raw, mistakes);
}

/// A dimension of outcomes may be published by year alone.
fn check_tables(format: &Format, raw: &Dimension, mistakes: &mut Collector<'_>) {
    let id = raw.id.get_ref();
    let pairs = format.tables.pairs.iter().chain(&format.tables.by_period);
    for pair in pairs.filter(|pair| pair.get_ref() == id) {
        mistakes.at(
            pair,
            format!("outcomes are published by year alone: remove “{id}” from this list"),
        );
    }
    let mut grains = format.tables.grain.keys();
    if let Some(named) = grains.find(|named| named.get_ref() == id)
        && find_grain(format, id) != format.time.finest_grain()
    {
        mistakes.at(
            named,
            format!("outcomes are published by year alone: remove the grain of “{id}”"),
        );
    }
    let filters = format.section.iter().flat_map(|section| &section.filters);
    for filter in filters.filter(|filter| filter.get_ref() == id) {
        mistakes.at(
            filter,
            format!("outcomes are published by year alone: remove the filter “{id}”"),
        );
    }
    let pins = format
        .headline
        .iter()
        .filter_map(|headline| headline.pin.as_ref());
    for pin in pins.filter(|pin| pin.dimension.get_ref() == id) {
        mistakes.at(
            &pin.dimension,
            format!("a headline shows the last year, whose outcomes may not be settled: pin another dimension than “{id}”"),
        );
    }
}
