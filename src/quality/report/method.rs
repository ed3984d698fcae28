//! Renders how a release was counted: definitions, closed years, breaks in the series, other classifications.

use std::collections::BTreeSet;

use cube::{Break, Catalog, Dimension, Lang, number};
use maud::{Markup, html};

use crate::parts::{Row, cell, table};
use crate::report::{quality::Quality, words};

/// Renders the definitions of the measures, and which years may still change.
pub(super) fn render_definitions(quality: &Quality<'_>, lang: Lang) -> Markup {
    let last = quality.catalog.published_years().map(|(_, last)| last);
    let without = &quality.catalog.without;
    html! {
        @if !without.is_empty() { p { (words::describe_without(lang, without)) } }
        @if let Some(closed) = quality.catalog.closed { p { (words::describe_closed(lang, closed, last)) } }
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

/// Renders the years in which the way of counting changed.
pub(super) fn render_breaks(catalog: &Catalog, lang: Lang) -> Markup {
    html! {
        @if catalog.breaks.is_empty() { p { (words::NO_BREAKS.get(lang)) } } @else {
            dl.definitions {
                @for change in &catalog.breaks {
                    div {
                        dt { (change.year) " · " (list_concerned(catalog, change, lang)) }
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

/// Lists the labels of the measures and dimensions that a break concerns, or "all numbers".
fn list_concerned(catalog: &Catalog, change: &Break, lang: Lang) -> String {
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

/// Renders how many categories of each dimension have an equivalent in other classifications; `None` if none has.
pub(super) fn render_crosswalks(catalog: &Catalog, lang: Lang) -> Option<Markup> {
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
        let mut counts = vec![dimension.categories.len() as u64];
        for name in &names {
            counts.push(count_mapped(dimension, name));
        }
        let cells = counts
            .into_iter()
            .map(|count| cell(number::count(lang, count)));
        (dimension.label.get(lang).into(), cells.collect())
    };
    let titles: Vec<String> = names
        .iter()
        .map(|name| words::name_classification(name))
        .collect();
    let mut heads = vec![words::DETAIL.get(lang), words::CATEGORIES.get(lang)];
    heads.extend(titles.iter().map(String::as_str));
    (!names.is_empty()).then(|| table(heads, catalog.dimensions.iter().filter(is_mapped).map(row)))
}

/// Counts the categories of a dimension that have an equivalent in a classification.
fn count_mapped(dimension: &Dimension, classification: &str) -> u64 {
    let mut count = 0;
    for category in &dimension.categories {
        let code = category.map.get(classification);
        count += u64::from(code.is_some_and(|code| !code.is_empty()));
    }
    count
}
