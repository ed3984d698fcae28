//! Makes choices: those that can always be made, and those that published tables must answer.

use crate::context::Context;
use crate::controls::unanswered;
use crate::query::Query;
use crate::view::Choice;
use crate::{link, plan, words};

/// A choice that can always be made: it drops something, or changes nothing.
pub fn always(
    context: &Context,
    label: impl Into<String>,
    query: &Query,
    selected: bool,
) -> Choice {
    Choice {
        link: link::to_view(context, label, query),
        selected,
        unavailable: None,
    }
}

/// A choice that can be made if the published tables answer what it leads to. `key` is what it changes in the link.
pub fn choice(
    context: &Context,
    key: &str,
    label: impl Into<String>,
    query: &Query,
    selected: bool,
) -> Choice {
    let catalog = context.catalog();
    let unavailable = if selected || plan::is_answerable(catalog, query) {
        None
    } else if query
        .filters
        .keys()
        .any(|filter| plan::applies_nowhere(catalog, query, filter))
    {
        Some(words::control::ALREADY_SHOWN.get(context.lang()))
    } else {
        Some(unanswered::not_with(&Context { query, ..*context }, key))
    };
    Choice {
        unavailable,
        ..always(context, label, query, selected)
    }
}
