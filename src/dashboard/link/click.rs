//! Makes links to queries, and those that a click on a year or a category leads to.

use cube::Dimension;

use crate::context::Context;
use crate::link::address::href;
use crate::plan;
use crate::query::{Page, Query, Years};
use crate::view::Link;

/// Makes a link to the view of a query.
pub fn to_view(context: &Context, label: impl Into<String>, query: &Query) -> Link {
    Link {
        label: label.into(),
        href: href(context.catalog(), query),
    }
}

/// Returns the query that a click in a figure changes: on the opening page, that of the figure's section.
fn base_query(context: &Context) -> Query {
    match (
        &context.query.page,
        context.query.section(context.catalog()),
    ) {
        (Page::Home, Some(section)) => {
            Query::plain(context.lang(), Page::Section(section.id.clone()))
        }
        _ => context.query.clone(),
    }
}

/// Returns the address of the view of one year; `None` if that is the current view or cannot be shown.
pub fn only_year(context: &Context, code: &str) -> Option<String> {
    let years = Some(Years {
        first: code.into(),
        last: code.into(),
    });
    let narrowed = base_query(context).with_years(context.catalog(), years);
    let is_useful = narrowed != *context.query && plan::is_answerable(context.catalog(), &narrowed);
    is_useful.then(|| href(context.catalog(), &narrowed))
}

/// Returns the address of the view filtered by one category, or without the filter if that is the current view. `None`
/// where the section cannot be filtered by it.
pub fn only_category(context: &Context, dimension: &Dimension, code: &str) -> Option<String> {
    let section = context.query.section(context.catalog())?;
    let filtered = base_query(context).with_filter(dimension, &[code]);
    if !section.filters.contains(&dimension.id) {
        return None;
    }
    if filtered == *context.query {
        return Some(href(
            context.catalog(),
            &context.query.with_filter(dimension, &[]),
        ));
    }
    // The page of one figure cannot be filtered by the figure's own categories; its section can.
    let of_section = filtered.with_figure(None);
    let mut targets = [filtered, of_section].into_iter();
    let target = targets.find(|query| plan::is_answerable(context.catalog(), query))?;
    Some(href(context.catalog(), &target))
}
