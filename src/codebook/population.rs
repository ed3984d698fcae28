//! Inhabitants, gone through for categories that have none and for numbers that do not add up.

use crate::{
    format::{self, Format, Population},
    lists::Lists,
    mistake::Collector,
    placed::Placed,
    words::check_unique,
};

pub(super) fn check(format: &Format, lists: &Lists<'_>, mistakes: &mut Collector<'_>) {
    check_unique(
        "a population by",
        format
            .population
            .iter()
            .map(|population| &population.dimension),
        mistakes,
    );
    for population in &format.population {
        let id = &population.dimension;
        let Some((_, dimension)) = lists.dimension(id, mistakes) else {
            continue;
        };
        if lists.is_multi(id) {
            mistakes.at(
                id,
                format!(
                    "the categories of “{}” overlap, so no inhabitants are theirs alone",
                    id.get_ref()
                ),
            );
        }
        if !format
            .section
            .iter()
            .any(|section| section.dimensions.contains(id))
        {
            mistakes.at(
                id,
                format!("no section shows “{}”, so it has no rates", id.get_ref()),
            );
        }
        population
            .counts
            .iter()
            .for_each(|(code, count)| check_category(dimension, code, count, mistakes));
        check_sums(population, dimension, mistakes);
    }
}

fn check_category(
    dimension: &format::Dimension,
    code: &Placed<String>,
    count: &Placed<u64>,
    mistakes: &mut Collector<'_>,
) {
    match dimension
        .categories
        .iter()
        .find(|category| category.code == *code)
    {
        None => mistakes.at(
            code,
            format!(
                "“{}” is not a category of “{}”",
                code.get_ref(),
                dimension.id.get_ref()
            ),
        ),
        Some(category) if category.unknown => {
            mistakes.at(code, "nobody lives in the category for “not known”")
        }
        Some(_) if *count.get_ref() == 0 => {
            mistakes.at(count, "a rate takes at least one inhabitant")
        }
        Some(_) => {}
    }
}

/// What lies directly below a category that has a number adds up to it, and the outermost ones to the total.
fn check_sums(
    population: &Population,
    dimension: &format::Dimension,
    mistakes: &mut Collector<'_>,
) {
    let number = |code: &Placed<String>| population.counts.get(code);
    let parent = |code: &Placed<String>| {
        let category = dimension
            .categories
            .iter()
            .find(|category| category.code == *code);
        category
            .and_then(|category| category.parent.as_ref())
            .filter(|parent| number(parent).is_some())
    };
    let wholes = population
        .counts
        .iter()
        .map(|(code, count)| (Some(code), count));
    for (whole, count) in wholes.chain(population.total.iter().map(|total| (None, total))) {
        let parts = population
            .counts
            .iter()
            .filter(|(code, _)| parent(code) == whole)
            .map(|(_, count)| *count.get_ref());
        let parts: Vec<u64> = parts.collect();
        let sum = parts
            .iter()
            .fold(0, |sum: u64, part| sum.saturating_add(*part));
        if sum != *count.get_ref() && !(parts.is_empty() && whole.is_some()) {
            mistakes.at(
                count,
                format!("its parts add up to {sum}, not to {}", count.get_ref()),
            );
        }
    }
}
