//! Explains why no published table answers a query, and links to the nearest views that can be shown.
//!
//! Both depend on which tables are published, never on a number.

use crate::context::Context;
use crate::plan::{self, Plan, relax};
use crate::query::Query;
use crate::view::{Body, DeadEnd, Link};
use crate::{link, words};

/// Makes the body of a figure that no table answers.
pub fn unanswered(context: &Context, plan: &Plan) -> Body {
    Body::Unanswered {
        reason: reason(context, plan),
        relaxations: relaxations(context, plan),
    }
}

/// Explains why no table answers the figure under another query; `None` where one does.
pub fn unless_answered(context: &Context, plan: &Plan, query: &Query) -> Option<String> {
    let plans = plan::plans(context.catalog(), query);
    let shown = plans.iter().find(|other| other.id == plan.id)?;
    let answered = plan::answer_figure(context.catalog(), query, &shown.form).is_some();
    let reason = || reason(&Context { query, ..*context }, shown);
    (!answered).then(|| words::relaxation::reason_sentence(context.lang(), &reason()))
}

/// Names the breakdown, the filters and the years that no table has together with what the figure compares, as the end of a
/// sentence: "no se publica para Nicaragua".
fn reason(context: &Context, plan: &Plan) -> String {
    let (lang, form) = (context.lang(), &plan.form);
    if !plan::is_settled(context.catalog(), context.query, form) {
        return words::relaxation::NOT_SETTLED.text(lang);
    }
    let by = if form.over_time() {
        context.time()
    } else {
        form.by()
    };
    let mut filters = Vec::new();
    for (dimension, codes) in context.filters() {
        if form.applies(&dimension.id) {
            filters.push(context.name_filter(dimension, &codes));
        }
    }
    let period = context.query.years.as_ref().filter(|_| !form.over_time());
    words::relaxation::not_published(
        lang,
        by.map(|by| context.text(&by.label)),
        &filters,
        period.map(|_| context.period()),
    )
}

/// Links to the nearest views in which the figure is answered; each names what it drops.
fn relaxations(context: &Context, plan: &Plan) -> Vec<Link> {
    links(context, &|query| is_answered(context, plan, query))
}

/// Links to the nearest queries for which `can_be_shown` is true.
fn links(context: &Context, can_be_shown: &dyn Fn(&Query) -> bool) -> Vec<Link> {
    let found = relax(context, None, can_be_shown);
    found
        .into_iter()
        .map(|relaxation| link::to_view(context, relaxation.label, &relaxation.query))
        .collect()
}

/// Explains why a page cannot show the query, or why a filter changes nothing, with links to the nearest views. `None` if
/// the page can show it.
pub fn dead_end(context: &Context) -> Option<DeadEnd> {
    let (lang, catalog) = (context.lang(), context.catalog());
    let can_be_shown = |query: &Query| plan::is_answerable(catalog, query);
    if can_be_shown(context.query) {
        return None;
    }
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
    Some(DeadEnd {
        reason,
        relaxations: links(context, &can_be_shown),
    })
}

/// Decides whether the figure is answered under another query. If that has no such figure, all of its own must be answered,
/// on both sides.
fn is_answered(context: &Context, plan: &Plan, query: &Query) -> bool {
    let catalog = context.catalog();
    let answered =
        |query: &Query, plan: &Plan| plan::answer_figure(catalog, query, &plan.form).is_some();
    let plans = plan::plans(catalog, query);
    if let Some(same) = plans.iter().find(|other| other.id == plan.id) {
        return answered(query, same);
    }
    let other_side = query.swapped();
    for query in std::iter::once(query).chain(&other_side) {
        let plans = plan::plans(catalog, query);
        if !plans.iter().all(|plan| answered(query, plan)) {
            return false;
        }
    }
    true
}
