//! Lists the tables that a codebook publishes, and checks `[tables]`. It depends on the codebook alone.

use cube::{Dimension, Layout, TableEntry};

use crate::{
    format::{self, Format, Grain, Profile, Section},
    lists::CodeLists,
    mistake::Collector,
    names::check_unique,
    placed::Placed,
    published::published_dimensions,
};

/// Lists all tables. For each measure: by time alone; by time and each dimension; over all years, the pairs of dimensions;
/// and the pairs of dimensions by period. Time is by year, or coarser if `[time]` says so.
pub(super) fn list_tables(format: &Format, dimensions: &[Dimension]) -> Vec<TableEntry> {
    let time = format.time.id.get_ref();
    let mut tables = Vec::new();
    for measure in format.measure.iter().map(|measure| measure.id.get_ref()) {
        let by = published_dimensions(format, measure);
        tables.push(table_entry(measure, &[time], vec![]));
        for id in &by {
            tables.extend(tables_by_dimension(format, dimensions, measure, id));
        }
        for [first, second] in cross(format, &format.tables.pairs, &by) {
            let rolled_up = nested(dimensions, first);
            tables.push(table_entry(measure, &[first, second], rolled_up));
        }
        for [first, second] in cross(format, &format.tables.by_period, &by) {
            if find_grain(format, second) != Grain::All {
                let mut rolled_up = nested(dimensions, time);
                rolled_up.extend(nested(dimensions, first));
                rolled_up.extend(declared_roll_up(format, second));
                tables.push(table_entry(measure, &[time, first, second], rolled_up));
            }
        }
    }
    tables
}

/// The tables of a measure by one dimension: by time at the dimension's grain, and over all years if the first table
/// does not show all categories.
fn tables_by_dimension(
    format: &Format,
    dimensions: &[Dimension],
    measure: &str,
    id: &String,
) -> Vec<TableEntry> {
    let time = format.time.id.get_ref();
    let by_all_years = table_entry(measure, &[id], vec![]);
    let mut rolled_up = match find_grain(format, id) {
        Grain::Year => Vec::new(),
        Grain::Period => nested(dimensions, time),
        Grain::All => return vec![by_all_years],
    };
    let own = declared_roll_up(format, id);
    let is_rolled_up = own.is_some();
    rolled_up.extend(own);
    let by_time = table_entry(measure, &[time, id], rolled_up);
    if is_rolled_up {
        vec![by_time, by_all_years]
    } else {
        vec![by_time]
    }
}

/// The finest time grain by which a dimension is published: its own, or that of all tables.
pub(super) fn find_grain(format: &Format, id: &str) -> Grain {
    let named = format
        .tables
        .grain
        .iter()
        .find(|(dimension, _)| dimension.get_ref() == id);
    let own = named.map(|(_, grain)| *grain.get_ref()).unwrap_or_default();
    own.max(format.time.finest_grain())
}

/// The dimension if `roll_up` lists it.
fn declared_roll_up(format: &Format, id: &str) -> Option<String> {
    let mut listed = format.tables.roll_up.iter().map(Placed::get_ref);
    listed.find(|listed| *listed == id).cloned()
}

/// Pairs each of some dimensions with every other one by which a measure is published, each pair once. Dimensions of
/// outcomes are in no pair as the second.
fn cross<'a>(
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

fn table_entry(measure: &str, dimensions: &[&String], rolled_up: Vec<String>) -> TableEntry {
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

/// The dimension if its categories are nested.
fn nested(dimensions: &[Dimension], id: &String) -> Vec<String> {
    let dimension = dimensions.iter().find(|dimension| dimension.id == *id);
    let mut categories = dimension.iter().flat_map(|dimension| &dimension.categories);
    if categories.any(|category| category.parent.is_some()) {
        vec![id.clone()]
    } else {
        Vec::new()
    }
}

/// Reports tables that cannot be published as declared.
pub(super) fn check(format: &Format, lists: &CodeLists<'_>, mistakes: &mut Collector<'_>) {
    check_profile(format, mistakes);
    check_unique("the dimension", &format.tables.pairs, mistakes);
    check_unique("the dimension", &format.tables.by_period, mistakes);
    check_unique("the dimension", &format.tables.roll_up, mistakes);
    for pair in format.tables.pairs.iter().chain(&format.tables.by_period) {
        if lists.find_dimension(pair, mistakes).is_some() && !is_shown(format, pair) {
            mistakes.at(
                pair,
                format!(
                    "no section shows “{}”, so it cannot be crossed: remove it, or add it to a section",
                    pair.get_ref()
                ),
            );
        }
    }
    for [a, b] in &format.tables.forbidden {
        lists.find_dimension(a, mistakes);
        lists.find_dimension(b, mistakes);
        if a.get_ref() == b.get_ref() {
            mistakes.at(
                b,
                "both dimensions of the pair are the same: name two different ones",
            );
        }
    }
    for (id, grain) in &format.tables.grain {
        check_grain(format, lists, id, grain, mistakes);
    }
    for id in &format.tables.roll_up {
        check_roll_up(format, lists, id, mistakes);
    }
}

/// The declared profile must be the profile of the tables.
fn check_profile(format: &Format, mistakes: &mut Collector<'_>) {
    let Some(profile) = &format.profile else {
        return;
    };
    let named = format.tables.pairs.iter().chain(&format.tables.by_period);
    let is_crossed = |first: &&Placed<String>| {
        format.measure.iter().any(|measure| {
            let by = published_dimensions(format, measure.id.get_ref());
            !cross(format, std::slice::from_ref(first), &by).is_empty()
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

/// What a section or a headline shows by year must be published by year.
fn check_grain(
    format: &Format,
    lists: &CodeLists<'_>,
    id: &Placed<String>,
    grain: &Placed<Grain>,
    mistakes: &mut Collector<'_>,
) {
    let finest = format.time.finest_grain();
    if lists.find_dimension(id, mistakes).is_none()
        || *grain.get_ref() == Grain::Year && finest == Grain::Year
    {
        return;
    }
    let name = id.get_ref();
    if *grain.get_ref() < finest {
        mistakes.at(
            grain,
            format!(
                "`finest` in [time] is \"{}\", so “{name}” cannot be published by \"{}\": remove this grain",
                finest.name(),
                grain.get_ref().name()
            ),
        );
        return;
    }
    if !is_shown(format, id) {
        mistakes.at(
            id,
            format!("no section shows “{name}”, so it is not published: remove its grain, or add it to a section"),
        );
    }
    if *grain.get_ref() == finest {
        return;
    }
    if *grain.get_ref() == Grain::Period && format.time.periods.is_empty() {
        mistakes.at(grain, "there are no periods: declare “periods” in [time]");
    }
    for section in format
        .section
        .iter()
        .filter(|section| section.layout == Layout::Series && uses(section, name))
    {
        mistakes.at(
            grain,
            format!(
                "the section “{}” shows “{name}” by {finest}: let its grain be “{finest}”",
                section.id.get_ref(),
                finest = finest.name()
            ),
        );
    }
    if pinned(format, name).next().is_some() {
        mistakes.at(
            grain,
            format!(
                "a headline shows “{name}” by {finest}: let its grain be “{finest}”",
                finest = finest.name()
            ),
        );
    }
    let periods = &format.tables.by_period;
    if let Some(period) = periods
        .iter()
        .find(|period| period.get_ref() == name && *grain.get_ref() == Grain::All)
    {
        mistakes.at(
            period,
            format!("the grain of “{name}” is “all”, so it is not published by period: remove it here, or change its grain"),
        );
    }
}

fn check_roll_up(
    format: &Format,
    lists: &CodeLists<'_>,
    id: &Placed<String>,
    mistakes: &mut Collector<'_>,
) {
    let Some((_, dimension)) = lists.find_dimension(id, mistakes) else {
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
            format!(
                "no category of “{name}” has a parent, so nothing can be rolled up: remove it here"
            ),
        );
    }
    if find_grain(format, name) == Grain::All {
        mistakes.at(
            id,
            format!("the grain of “{name}” is “all”, and nothing is rolled up over all years: remove it here"),
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
                "a headline shows “{}” of “{name}” by year: remove “{name}” here, or pin a category without a parent",
                pin.code.get_ref()
            ),
        );
    }
}

/// Whether a section shows or filters by a dimension.
fn uses(section: &Section, id: &str) -> bool {
    let mut used = section.dimensions.iter().chain(&section.filters);
    used.any(|dimension| dimension.get_ref() == id)
}

/// The categories of a dimension that headlines show.
fn pinned<'a>(format: &'a Format, id: &'a str) -> impl Iterator<Item = &'a format::Pin> {
    let pins = format
        .headline
        .iter()
        .filter_map(|headline| headline.pin.as_ref());
    pins.filter(move |pin| pin.dimension.get_ref() == id)
}
