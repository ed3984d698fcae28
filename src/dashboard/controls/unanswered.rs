//! Explains what no published table answers, and links to the nearest views that one does.
//!
//! Both depend on which tables exist, never on a number.

use crate::context::Context;
use crate::plan::{self, Plan, relax};
use crate::query::Query;
use crate::view::{Body, DeadEnd, Link};
use crate::{link, words};

/// The body of a figure that is not answered.
pub fn unanswered(context: &Context, plan: &Plan) -> Body {
    Body::Unanswered {
        reason: reason(context, plan),
        relaxations: relaxations(context, plan),
    }
}

/// Why no table answers the figure as another query shows it; nothing where one does.
pub fn unless_answered(context: &Context, plan: &Plan, query: &Query) -> Option<String> {
    let plans = plan::plans(context.catalog(), query);
    let shown = plans.iter().find(|other| other.id == plan.id)?;
    let answered = plan::answer_figure(context.catalog(), query, &shown.form).is_some();
    (!answered).then(|| reason(&Context { query, ..*context }, shown))
}

/// What no table crosses: the figure's dimension, the years and the filters.
fn reason(context: &Context, plan: &Plan) -> String {
    if !plan::is_settled(context.catalog(), context.query, &plan.form) {
        return words::relaxation::NOT_SETTLED.get(context.lang());
    }
    let shown = plan.form.dimension();
    let time = context
        .time()
        .filter(|_| plan.form.over_time())
        .map(|time| context.text(&time.label));
    let years = context
        .query
        .years
        .as_ref()
        .filter(|_| !plan.form.over_time())
        .map(|_| context.period());
    let filters = context
        .filters()
        .into_iter()
        .filter(|(dimension, _)| plan.form.applies(&dimension.id));
    let filters = filters.map(|(dimension, codes)| context.filter_label(dimension, &codes));
    let shown = shown
        .into_iter()
        .chain(plan.form.by())
        .map(|dimension| context.text(&dimension.label));
    let parts = shown.chain(time).chain(years).chain(filters);
    words::relaxation::no_table(context.lang(), &parts.collect::<Vec<_>>())
}

/// The nearest views in which the figure is answered: each names what it drops.
fn relaxations(context: &Context, plan: &Plan) -> Vec<Link> {
    let found = relax(context, None, &|query| is_answered(context, plan, query));
    found
        .into_iter()
        .map(|relaxation| link::to_view(context, relaxation.label, &relaxation.query))
        .collect()
}

/// Explains why a query cannot be shown, or why a filter changes nothing, with the nearest views; `None` if it can be
/// shown.
pub fn dead_end(context: &Context) -> Option<DeadEnd> {
    let (lang, catalog) = (context.lang(), context.catalog());
    let can_be_shown = |query: &Query| plan::is_answerable(catalog, query);
    if can_be_shown(context.query) {
        return None;
    }
    let found = relax(context, None, &can_be_shown);
    let without_effect = context
        .filters()
        .into_iter()
        .find(|(dimension, _)| plan::applies_nowhere(catalog, context.query, &dimension.id));
    let reason = match without_effect {
        Some((dimension, codes)) => {
            words::relaxation::without_effect(lang, &context.filter_label(dimension, &codes))
        }
        None => words::relaxation::not_shown_for(lang, &plan::name_parts(context)),
    };
    let relaxations = found
        .into_iter()
        .map(|relaxation| link::to_view(context, relaxation.label, &relaxation.query))
        .collect();
    Some(DeadEnd {
        reason,
        relaxations,
    })
}

/// Why a choice that leads to this query cannot be made, and what would have to go. What the key of `kept` says in the
/// link is what is chosen.
pub fn not_with(context: &Context, kept: &str) -> String {
    let found = relax(context, Some(kept), &|query| {
        plan::is_answerable(context.catalog(), query)
    });
    match found.first() {
        None => words::control::NOT_PUBLISHED.get(context.lang()),
        Some(relaxation) => words::control::not_with(context.lang(), &relaxation.dropped),
    }
}

/// Whether another query answers the figure, or, where it has no such figure, all of its own, on both sides.
fn is_answered(context: &Context, plan: &Plan, query: &Query) -> bool {
    let catalog = context.catalog();
    let answered =
        |query: &Query, plan: &Plan| plan::answer_figure(catalog, query, &plan.form).is_some();
    let all = |query: &Query| {
        plan::plans(catalog, query)
            .iter()
            .all(|plan| answered(query, plan))
    };
    match plan::plans(catalog, query)
        .iter()
        .find(|other| other.id == plan.id)
    {
        Some(same) => answered(query, same),
        None => all(query) && query.swapped().is_none_or(|other| all(&other)),
    }
}
