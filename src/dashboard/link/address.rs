//! Writes the canonical address of a query.

use cube::{Catalog, Lang, TOTAL, parse_years};

use crate::link::own;
use crate::link::percent::encode;
use crate::plan;
use crate::query::{
    AGAINST, Against, BREAKDOWN, CURRENT, DisplayOption, ORDER, Order, Page, Query, RELEASE, SHOW,
    Show, Side, VERSION, WITHOUT, Years,
};

/// Writes the canonical address of a query, below the site's root. Both sides of a comparison have the same address.
pub fn href(catalog: &Catalog, query: &Query) -> String {
    href_without(catalog, query, &[])
}

/// Writes the same address, with what a link to it drops of the query before: the ids of dimensions, or the comparison.
pub fn href_without(catalog: &Catalog, query: &Query, dropped: &[&str]) -> String {
    let release = catalog.pinned.then_some(catalog.release.as_str());
    address_of(catalog, query, dropped, release)
}

/// Writes the address at which the query is shown with the data of the last release, whichever it is by then.
pub fn live(catalog: &Catalog, query: &Query) -> String {
    address_of(catalog, query, &[], None)
}

/// Writes the address at which the query is shown with the data of this release for ever.
pub fn fixed(catalog: &Catalog, query: &Query) -> String {
    address_of(catalog, query, &[], Some(&catalog.release))
}

fn address_of(catalog: &Catalog, query: &Query, dropped: &[&str], release: Option<&str>) -> String {
    match query.swapped().filter(|_| query.side == Side::Other) {
        Some(one) => address(catalog, &one, dropped, release),
        None => address(catalog, query, dropped, release),
    }
}

fn address(catalog: &Catalog, query: &Query, dropped: &[&str], release: Option<&str>) -> String {
    let folder = folder(catalog, query.lang, &query.page);
    let own = own::figure(catalog, query).map(|figure| format!("{}/", encode(figure)));
    let is_of_figure = own.is_some();
    let mut folder = folder + &own.unwrap_or_default();
    let mut pairs = Vec::new();
    let mut pair = |key: &str, value: String| pairs.push(format!("{}={value}", encode(key)));
    if let Some(years) = &query.years {
        pair(&catalog.time, write_years(years));
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
        let mut figures = Vec::new();
        for (figure, display) in &query.displays {
            if display.has(option) {
                figures.push(figure);
            }
        }
        if !figures.is_empty() {
            pair(option.key(), join(figures));
        }
    }
    if !dropped.is_empty() {
        pair(WITHOUT, join(dropped));
    }
    // Nothing but a group: it has a folder of its own.
    if pairs.len() == 1
        && !is_of_figure
        && let Some(group) = own::group(catalog, query)
    {
        folder = [&folder, &encode(group), "/"].concat();
        pairs.clear();
    }
    if let Some(release) = release {
        pairs.push([RELEASE, "=", &encode(release)].concat());
    }
    if !pairs.is_empty() {
        pairs.push(format!("{VERSION}={CURRENT}"));
    }
    let search = if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    };
    format!("{folder}{search}")
}

/// Writes the other side of a comparison; everybody and all years are the total.
fn other_side(catalog: &Catalog, against: &Against) -> String {
    let (id, codes) = match against {
        Against::Years(years) => (
            &catalog.time,
            years.as_ref().map_or(TOTAL.into(), write_years),
        ),
        Against::Filter(id, codes) if codes.is_empty() => (id, TOTAL.into()),
        Against::Filter(id, codes) => (id, join(codes)),
    };
    format!("{}.{codes}", encode(id))
}

/// Writes a range of years; a range of periods by its first and its last year.
fn write_years(years: &Years) -> String {
    if years.first == years.last {
        return encode(&years.first);
    }
    match (parse_years(&years.first), parse_years(&years.last)) {
        (Some(first), Some(last)) => format!("{}-{}", first.start(), last.end()),
        _ => format!("{}-{}", encode(&years.first), encode(&years.last)),
    }
}

/// Returns the path of a page in a language.
fn folder(catalog: &Catalog, lang: Lang, page: &Page) -> String {
    let root = catalog.languages.folder(lang);
    match page {
        Page::Section(id) => match catalog.section(id) {
            Some(section) => format!("{root}{}/", encode(section.slug.get(lang))),
            None => root,
        },
        Page::Home => root,
    }
}

/// Joins the items of a list.
fn join(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let encoded: Vec<String> = items
        .into_iter()
        .map(|item| encode(item.as_ref()))
        .collect();
    encoded.join("~")
}
