//! Writes links: the one canonical address of every query.

use cube::{Catalog, Lang, TOTAL};

use crate::link::percent::encode;
use crate::plan;
use crate::query::{
    AGAINST, Against, BREAKDOWN, CURRENT, DisplayOption, ORDER, Order, Page, Query, SHOW, Show,
    Side, VERSION, Years,
};

/// The canonical address below the site's root: the same query always has the same one, and so have both sides of
/// a comparison.
pub fn href(catalog: &Catalog, query: &Query) -> String {
    match query.swapped().filter(|_| query.side == Side::Other) {
        Some(one) => address(catalog, &one),
        None => address(catalog, query),
    }
}

fn address(catalog: &Catalog, query: &Query) -> String {
    let mut pairs = Vec::new();
    let mut pair = |key: &str, value: String| pairs.push(format!("{}={value}", encode(key)));
    if let Some(years) = &query.years {
        pair(&catalog.time, written(years));
    }
    for dimension in &catalog.dimensions {
        if let Some(codes) = query.filters.get(&dimension.id) {
            pair(&dimension.id, join(codes));
        }
    }
    if let Some(against) = &query.against {
        pair(AGAINST, other_side(catalog, against));
    }
    if let Some(breakdown) = &query.breakdown {
        pair(BREAKDOWN, encode(breakdown));
    }
    if query.show != Show::default() && plan::can_show(catalog, query, query.show) {
        pair(SHOW, query.show.code().into());
    }
    if query.order != Order::default() && query.compares_categories(catalog) {
        pair(ORDER, query.order.code().into());
    }
    for option in DisplayOption::ALL {
        let figures: Vec<&String> = query
            .displays
            .iter()
            .filter(|(_, display)| display.has(option))
            .map(|(figure, _)| figure)
            .collect();
        if !figures.is_empty() {
            pair(option.key(), join(figures));
        }
    }
    if !pairs.is_empty() {
        pairs.push(format!("{VERSION}={CURRENT}"));
    }
    let search = if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    };
    format!("{}{search}", folder(catalog, query.lang, &query.page))
}

/// What the other side differs in as a link says it; everybody and all years are the total.
fn other_side(catalog: &Catalog, against: &Against) -> String {
    let (id, codes) = match against {
        Against::Years(years) => (&catalog.time, years.as_ref().map_or(TOTAL.into(), written)),
        Against::Filter(id, codes) if codes.is_empty() => (id, TOTAL.into()),
        Against::Filter(id, codes) => (id, join(codes)),
    };
    format!("{}.{codes}", encode(id))
}

/// A range of years as a link says it.
fn written(years: &Years) -> String {
    let range = if years.first == years.last {
        vec![&years.first]
    } else {
        vec![&years.first, &years.last]
    };
    range
        .into_iter()
        .map(|year| encode(year))
        .collect::<Vec<_>>()
        .join("-")
}

fn folder(catalog: &Catalog, lang: Lang, page: &Page) -> String {
    let root = if lang == Lang::default() {
        String::new()
    } else {
        format!("{}/", lang.tag())
    };
    match page {
        Page::Section(id) => match catalog.section(id) {
            Some(section) => format!("{root}{}/", encode(section.slug.get(lang))),
            None => root,
        },
        Page::Home => root,
    }
}

fn join<'a>(items: impl IntoIterator<Item = &'a String>) -> String {
    items
        .into_iter()
        .map(|item| encode(item))
        .collect::<Vec<_>>()
        .join("~")
}
