//! Which tables a codebook publishes, gone through for what cannot be published so. It depends on the codebook alone.

use cube::{Dimension, Layout, TableEntry};

use crate::{
    format::{self, Format, Grain, Profile, Section},
    lists::Lists,
    mistake::Collector,
    placed::Placed,
    published::published,
    words::check_unique,
};

/// Each measure by year; by its time and each dimension; over all years, each dimension that its time shows rolled up or
/// not at all, and each dimension to be paired and every other one; and by period, each dimension that is asked for, and
/// every other one.
pub(super) fn family(format: &Format, dimensions: &[Dimension]) -> Vec<TableEntry> {
    let time = format.time.id.get_ref();
    let mut tables = Vec::new();
    for measure in format.measure.iter().map(|measure| measure.id.get_ref()) {
        let by = published(format, measure);
        tables.push(entry(measure, &[time], vec![]));
        tables.extend(
            by.iter()
                .flat_map(|id| single(format, dimensions, measure, id)),
        );
        tables.extend(
            crossed(format, &format.tables.pairs, &by)
                .into_iter()
                .map(|[first, second]| {
                    entry(measure, &[first, second], rolled_up(dimensions, first))
                }),
        );
        let is_timed = |[_, second]: &[&String; 2]| grain(format, second) != Grain::All;
        let by_period = crossed(format, &format.tables.by_period, &by)
            .into_iter()
            .filter(is_timed);
        tables.extend(by_period.map(|[first, second]| {
            let tops = rolled_up(dimensions, time)
                .into_iter()
                .chain(rolled_up(dimensions, first));
            let tops = tops
                .chain(rolls_up(format, second).then(|| second.clone()))
                .collect();
            entry(measure, &[time, first, second], tops)
        }));
    }
    tables
}

/// A measure by one dimension: as finely in time as the codebook says, and over all years what that does not show.
fn single(
    format: &Format,
    dimensions: &[Dimension],
    measure: &str,
    id: &String,
) -> Vec<TableEntry> {
    let time = format.time.id.get_ref();
    let tops = || rolls_up(format, id).then(|| id.clone());
    let timed = match grain(format, id) {
        Grain::Year => Some(entry(measure, &[time, id], tops().into_iter().collect())),
        Grain::Period => Some(entry(
            measure,
            &[time, id],
            rolled_up(dimensions, time)
                .into_iter()
                .chain(tops())
                .collect(),
        )),
        Grain::All => None,
    };
    let is_shown = timed
        .as_ref()
        .is_some_and(|timed| !timed.rolled_up.contains(id));
    timed
        .into_iter()
        .chain((!is_shown).then(|| entry(measure, &[id], vec![])))
        .collect()
}

/// How finely in time a dimension is published.
pub(super) fn grain(format: &Format, id: &str) -> Grain {
    let named = format
        .tables
        .grain
        .iter()
        .find(|(dimension, _)| dimension.get_ref() == id);
    named.map(|(_, grain)| *grain.get_ref()).unwrap_or_default()
}

fn rolls_up(format: &Format, id: &str) -> bool {
    format
        .tables
        .roll_up
        .iter()
        .any(|dimension| dimension.get_ref() == id)
}

/// Each of some dimensions with every other one that a measure is published by, each pair once. What is settled year by
/// year is crossed with nothing else.
fn crossed<'a>(
    format: &Format,
    some: &'a [Placed<String>],
    by: &'a [String],
) -> Vec<[&'a String; 2]> {
    let is_settled = |id: &String| {
        format
            .dimension
            .iter()
            .any(|raw| raw.id.get_ref() == id && raw.settled.is_some())
    };
    let mut pairs: Vec<[&String; 2]> = Vec::new();
    for first in some
        .iter()
        .map(Placed::get_ref)
        .filter(|first| by.contains(first))
    {
        let others = by
            .iter()
            .filter(|second| *second != first && !is_settled(second));
        for second in others.filter(|second| !is_forbidden(format, first, second)) {
            if !pairs.contains(&[second, first]) {
                pairs.push([first, second]);
            }
        }
    }
    pairs
}

fn entry(measure: &str, dimensions: &[&String], rolled_up: Vec<String>) -> TableEntry {
    let dimensions: Vec<String> = dimensions.iter().map(|id| (*id).clone()).collect();
    TableEntry {
        id: format!("{measure}.{}", dimensions.join(".")),
        measure: measure.into(),
        dimensions,
        rolled_up,
    }
}

fn is_forbidden(format: &Format, first: &String, second: &String) -> bool {
    let pair = |[a, b]: &[Placed<String>; 2]| [a.get_ref(), b.get_ref()] == [first, second];
    let reverse = |[a, b]: &[Placed<String>; 2]| [b.get_ref(), a.get_ref()] == [first, second];
    format
        .tables
        .forbidden
        .iter()
        .any(|forbidden| pair(forbidden) || reverse(forbidden))
}

fn rolled_up(dimensions: &[Dimension], id: &String) -> Vec<String> {
    let nested = |dimension: &&Dimension| {
        dimension
            .categories
            .iter()
            .any(|category| category.parent.is_some())
    };
    dimensions
        .iter()
        .filter(|dimension| dimension.id == *id)
        .filter(nested)
        .map(|_| id.clone())
        .collect()
}

/// Reports whatever cannot be published as it is asked for.
pub(super) fn check(format: &Format, lists: &Lists<'_>, mistakes: &mut Collector<'_>) {
    check_profile(format, mistakes);
    check_unique("the dimension", &format.tables.pairs, mistakes);
    check_unique("the dimension", &format.tables.by_period, mistakes);
    check_unique("the dimension", &format.tables.roll_up, mistakes);
    for pair in format.tables.pairs.iter().chain(&format.tables.by_period) {
        if lists.dimension(pair, mistakes).is_some() && !is_shown(format, pair) {
            mistakes.at(
                pair,
                format!(
                    "no section shows “{}”, so it cannot be paired",
                    pair.get_ref()
                ),
            );
        }
    }
    for [a, b] in &format.tables.forbidden {
        lists.dimension(a, mistakes);
        lists.dimension(b, mistakes);
        if a.get_ref() == b.get_ref() {
            mistakes.at(b, "a forbidden pair is of two different dimensions");
        }
    }
    for (id, grain) in &format.tables.grain {
        check_grain(format, lists, id, grain, mistakes);
    }
    for id in &format.tables.roll_up {
        check_roll_up(format, lists, id, mistakes);
    }
}

/// The profile that is named is that of the tables.
fn check_profile(format: &Format, mistakes: &mut Collector<'_>) {
    let Some(profile) = &format.profile else {
        return;
    };
    let named = format.tables.pairs.iter().chain(&format.tables.by_period);
    let is_crossed = |first: &&Placed<String>| {
        format.measure.iter().any(|measure| {
            let by = published(format, measure.id.get_ref());
            !crossed(format, std::slice::from_ref(first), &by).is_empty()
        })
    };
    match profile.get_ref() {
        Profile::Provable => named.for_each(|first| {
            let id = first.get_ref();
            mistakes.at(
                first,
                format!(
                    "the profile “provable” crosses no dimensions: leave “{id}” out, or let the profile be \"wide\""
                ),
            );
        }),
        Profile::Wide if !named.into_iter().any(|first| is_crossed(&first)) => mistakes.at(
            profile,
            "the profile “wide” crosses dimensions: name some in [tables] under “pairs” or “by_period”, or let it be \
             \"provable\"",
        ),
        Profile::Wide => {}
    }
}

fn is_shown(format: &Format, id: &Placed<String>) -> bool {
    format
        .section
        .iter()
        .flat_map(|section| &section.dimensions)
        .any(|shown| shown.get_ref() == id.get_ref())
}

/// Whatever is told by year must be published by year.
fn check_grain(
    format: &Format,
    lists: &Lists<'_>,
    id: &Placed<String>,
    grain: &Placed<Grain>,
    mistakes: &mut Collector<'_>,
) {
    if lists.dimension(id, mistakes).is_none() || *grain.get_ref() == Grain::Year {
        return;
    }
    let name = id.get_ref();
    if !is_shown(format, id) {
        mistakes.at(
            id,
            format!("no section shows “{name}”, so it is not published"),
        );
    }
    if *grain.get_ref() == Grain::Period && format.time.periods.is_empty() {
        mistakes.at(grain, "no periods are declared in [time]");
    }
    for section in format
        .section
        .iter()
        .filter(|section| section.layout == Layout::Series && tells(section, name))
    {
        mistakes.at(
            grain,
            format!(
                "the section “{}” tells “{name}” by year",
                section.id.get_ref()
            ),
        );
    }
    if pinned(format, name).next().is_some() {
        mistakes.at(grain, format!("a headline tells “{name}” by year"));
    }
    let periods = &format.tables.by_period;
    if let Some(period) = periods
        .iter()
        .find(|period| period.get_ref() == name && *grain.get_ref() == Grain::All)
    {
        mistakes.at(
            period,
            format!("“{name}” is published over all years only, as its grain says"),
        );
    }
}

fn check_roll_up(
    format: &Format,
    lists: &Lists<'_>,
    id: &Placed<String>,
    mistakes: &mut Collector<'_>,
) {
    let Some((_, dimension)) = lists.dimension(id, mistakes) else {
        return;
    };
    let name = id.get_ref();
    if dimension
        .categories
        .iter()
        .all(|category| category.parent.is_none())
    {
        mistakes.at(
            id,
            format!("no category of “{name}” lies below another, so there is nothing to roll up"),
        );
    }
    if grain(format, name) == Grain::All {
        mistakes.at(
            id,
            format!("“{name}” is published over all years only, where nothing is rolled up"),
        );
    }
    let is_nested = |pin: &&format::Pin| {
        let mut categories = dimension.categories.iter();
        categories.any(|category| {
            category.parent.is_some() && category.code.get_ref() == pin.code.get_ref()
        })
    };
    for pin in pinned(format, name).filter(is_nested) {
        mistakes.at(
            id,
            format!(
                "a headline tells “{}” of “{name}” by year",
                pin.code.get_ref()
            ),
        );
    }
}

fn tells(section: &Section, id: &str) -> bool {
    section
        .dimensions
        .iter()
        .chain(&section.filters)
        .any(|told| told.get_ref() == id)
}

/// What headlines tell of a dimension.
fn pinned<'a>(format: &'a Format, id: &'a str) -> impl Iterator<Item = &'a format::Pin> {
    let pins = format
        .headline
        .iter()
        .filter_map(|headline| headline.pin.as_ref());
    pins.filter(move |pin| pin.dimension.get_ref() == id)
}
