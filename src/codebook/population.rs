//! Checks that numbers of inhabitants are of categories that can have rates, and that they add up.

use crate::{
    format::{self, Format, Population},
    lists::{CodeLists, check_category},
    mistake::Collector,
    names::check_unique,
    placed::Placed,
};

pub(super) fn check(format: &Format, lists: &CodeLists<'_>, mistakes: &mut Collector<'_>) {
    check_unique(
        "a population of",
        format
            .population
            .iter()
            .map(|population| &population.dimension),
        mistakes,
    );
    for population in &format.population {
        let id = &population.dimension;
        let Some((_, dimension)) = lists.find_dimension(id, mistakes) else {
            continue;
        };
        if lists.is_multi(id) {
            mistakes.at(
                id,
                format!(
                    "a person may be in several categories of “{}”, so it cannot have rates: remove this population",
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
                format!(
                    "no section shows “{}”, so it has no rates: add it to the dimensions of one",
                    id.get_ref()
                ),
            );
        }
        population
            .counts
            .iter()
            .for_each(|(code, count)| check_count(dimension, code, count, mistakes));
        check_sums(population, dimension, mistakes);
    }
}

fn check_count(
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
        None => check_category(dimension, code, mistakes),
        Some(category) if category.unknown => mistakes.at(
            code,
            "the category for “not known” has no inhabitants: remove its number",
        ),
        Some(_) if *count.get_ref() == 0 => mistakes.at(
            count,
            "a rate needs at least one inhabitant: leave out categories without inhabitants",
        ),
        Some(_) => {}
    }
}

/// The numbers of a category's children add up to its own, and those without a parent to the total.
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
                format!(
                    "its parts add up to {sum}, not to {}: correct one of the numbers",
                    count.get_ref()
                ),
            );
        }
    }
}
