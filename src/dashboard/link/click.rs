//! Makes links: of any query, and of what a click on a year or a category leads to.

use cube::Dimension;

use crate::context::Context;
use crate::link::address::href;
use crate::plan;
use crate::query::{Page, Query, Years};
use crate::view::Link;

/// Words that lead to a view.
pub fn to(context: &Context, label: impl Into<String>, query: &Query) -> Link {
    Link {
        label: label.into(),
        href: href(context.catalog(), query),
    }
}

/// The query that a click in a figure changes: on the opening page, that of the figure's section.
fn clicked(context: &Context) -> Query {
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

/// The view of one year alone, unless that is what is shown.
pub fn only_year(context: &Context, code: &str) -> Option<String> {
    let years = Some(Years {
        first: code.into(),
        last: code.into(),
    });
    let narrowed = clicked(context).with_years(context.catalog(), years);
    let useful = narrowed != *context.query && plan::is_answerable(context.catalog(), &narrowed);
    useful.then(|| href(context.catalog(), &narrowed))
}

/// The view filtered by one category, or without that filter where it is what is shown; `None` where the section
/// cannot be filtered so.
pub fn only_category(context: &Context, dimension: &Dimension, code: &str) -> Option<String> {
    let section = context.query.section(context.catalog())?;
    let filtered = clicked(context).with_filter(dimension, &[code]);
    if !section.filters.contains(&dimension.id) {
        return None;
    }
    if filtered == *context.query {
        return Some(href(
            context.catalog(),
            &context.query.with_filter(dimension, &[]),
        ));
    }
    plan::is_answerable(context.catalog(), &filtered).then(|| href(context.catalog(), &filtered))
}
