//! Makes the links that remove active filters, one by one or all at once.

use crate::context::Context;
use crate::query::Query;
use crate::view::{Chip, Link};
use crate::{link, words};

/// Lists the active filters, each with the link that removes it.
pub fn chips(context: &Context) -> Vec<Chip> {
    let (lang, query) = (context.lang(), context.query);
    let mut chips = Vec::new();
    if query.years.is_some() {
        let label = format!("{}: {}", words::control::YEARS.text(lang), context.period());
        chips.push(chip(
            context,
            label,
            &query.with_years(context.catalog(), None),
        ));
    }
    for (dimension, codes) in context.filters() {
        for code in &codes {
            let mut others = codes.clone();
            others.retain(|other| other != code);
            chips.push(chip(
                context,
                context.filter_label(dimension, &[code]),
                &query.with_filter(dimension, &others),
            ));
        }
    }
    if let Some(other) = context.other_side() {
        let label = words::compare::compared_with(lang, &other);
        chips.push(chip(context, label, &query.with_against(None)));
    }
    chips
}

fn chip(context: &Context, label: String, without: &Query) -> Chip {
    let remove = words::control::remove_filter(context.lang(), &label);
    Chip {
        label,
        remove: link::to_view(context, remove, without),
    }
}

/// Links to the same view without filters, if there are any.
pub fn clear(context: &Context) -> Option<Link> {
    if context.query.is_clear() {
        return None;
    }
    let label = words::control::CLEAR.text(context.lang());
    Some(link::to_view(context, label, &context.query.cleared()))
}
