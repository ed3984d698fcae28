//! Makes choices: some are always available, others only if published tables answer them.

use crate::context::Context;
use crate::controls::unanswered;
use crate::query::Query;
use crate::view::Choice;
use crate::{link, plan, words};

/// Makes a choice that is always available: it drops something, or changes nothing.
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

/// Makes a choice that is available if published tables answer its query. `key` is the key of the link that it changes.
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
        Some(words::control::ALREADY_SHOWN.text(context.lang()))
    } else {
        Some(unanswered::not_with(&Context { query, ..*context }, key))
    };
    Choice {
        unavailable,
        ..always(context, label, query, selected)
    }
}
