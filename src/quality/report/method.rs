//! How it was counted, as the release itself tells it: definitions, closed years, breaks, classifications.

use std::collections::BTreeSet;

use cube::{Break, Catalog, Dimension, Lang, number};
use maud::{Markup, html};

use crate::parts::{Row, cell, table};
use crate::report::{quality::Quality, words};

/// What is counted, and which years may still change.
pub(super) fn counted(quality: &Quality<'_>, lang: Lang) -> Markup {
    let last = quality.years().last().map(|year| year.code.as_str());
    html! {
        @if let Some(closed) = quality.catalog.closed { p { (words::closed(lang, closed, last)) } }
        dl.definitions {
            @for coverage in &quality.measures {
                div {
                    dt { (coverage.measure.label.get(lang)) }
                    dd { (coverage.measure.definition.get(lang)) }
                }
            }
        }
    }
}

/// The years in which the way of counting changed.
pub(super) fn breaks(catalog: &Catalog, lang: Lang) -> Markup {
    html! {
        @if catalog.breaks.is_empty() { p { (words::NO_BREAKS.get(lang)) } } @else {
            dl.definitions {
                @for change in &catalog.breaks {
                    div {
                        dt { (change.year) " · " (concerned(catalog, change, lang)) }
                        dd {
                            (change.reason.get(lang))
                            @if let Some(source) = &change.source { " (" (source) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// What a break concerns: measures and dimensions by their labels, or everything.
fn concerned(catalog: &Catalog, change: &Break, lang: Lang) -> String {
    let measures = change
        .measures
        .iter()
        .filter_map(|id| Some(catalog.measure(id)?.label.get(lang)));
    let dimensions = change
        .dimensions
        .iter()
        .filter_map(|id| Some(catalog.dimension(id)?.label.get(lang)));
    let labels: Vec<&str> = measures.chain(dimensions).collect();
    if labels.is_empty() {
        words::EVERYTHING.get(lang).into()
    } else {
        labels.join(", ")
    }
}

/// How many categories of each dimension have a place in each other classification; nothing where none has.
pub(super) fn crosswalks(catalog: &Catalog, lang: Lang) -> Option<Markup> {
    let categories = catalog
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.categories);
    let names: BTreeSet<&str> = categories
        .flat_map(|category| category.map.keys().map(String::as_str))
        .collect();
    let is_mapped = |dimension: &&Dimension| {
        dimension
            .categories
            .iter()
            .any(|category| !category.map.is_empty())
    };
    let row = |dimension: &Dimension| -> Row {
        let mapped = |name: &&str| {
            let has_place = |category: &&cube::Category| {
                category
                    .map
                    .get(*name)
                    .is_some_and(|place| !place.is_empty())
            };
            dimension.categories.iter().filter(has_place).count() as u64
        };
        let all = dimension.categories.len() as u64;
        let counts = std::iter::once(all)
            .chain(names.iter().map(mapped))
            .map(|count| cell(number::count(lang, count)));
        (dimension.label.get(lang).into(), counts.collect())
    };
    let titles: Vec<String> = names
        .iter()
        .map(|name| words::classification(name))
        .collect();
    let heads = [words::DETAIL, words::CATEGORIES].map(|head| head.get(lang));
    let heads = heads.into_iter().chain(titles.iter().map(String::as_str));
    (!names.is_empty()).then(|| table(heads, catalog.dimensions.iter().filter(is_mapped).map(row)))
}
