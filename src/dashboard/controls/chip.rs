//! Makes the active filters removable, one by one or all at once.

use crate::context::Context;
use crate::query::Query;
use crate::view::{Chip, Link};
use crate::{link, words};

/// The active filters, each removable.
pub fn chips(context: &Context) -> Vec<Chip> {
    let chip = |label: String, query: &Query| {
        let remove = link::to_view(
            context,
            words::control::remove_filter(context.lang(), &label),
            query,
        );
        Chip { label, remove }
    };
    let years = context.query.years.as_ref().map(|_| {
        let label = format!(
            "{}: {}",
            words::control::YEARS.get(context.lang()),
            context.period()
        );
        chip(label, &context.query.with_years(context.catalog(), None))
    });
    let filters = context.filters();
    let codes = filters
        .iter()
        .flat_map(|(dimension, codes)| codes.iter().map(move |code| (dimension, codes, code)));
    let filters = codes.map(|(dimension, codes, code)| {
        let others: Vec<&str> = codes
            .iter()
            .filter(|other| *other != code)
            .copied()
            .collect();
        chip(
            context.filter_label(dimension, &[code]),
            &context.query.with_filter(dimension, &others),
        )
    });
    let against = context.other_side();
    let against = against.map(|label| {
        chip(
            words::compare::with(context.lang(), &label),
            &context.query.with_against(None),
        )
    });
    years.into_iter().chain(filters).chain(against).collect()
}

/// The same view without filters, if there are any.
pub fn clear(context: &Context) -> Option<Link> {
    let cleared = context.query.cleared();
    (!context.query.is_clear())
        .then(|| link::to_view(context, words::control::CLEAR.get(context.lang()), &cleared))
}
