//! A figure that no published table answers: why, and what can be seen instead.

use crate::answer;
use crate::context::Context;
use crate::plan::{self, Plan};
use crate::query::Query;
use crate::view::{Body, Link};
use crate::words;

/// The body of a figure that is not answered.
pub fn unanswered(context: &Context, plan: &Plan) -> Body {
    Body::Unanswered { reason: reason(context, plan), offers: offers(context, plan) }
}

/// What no table crosses: the figure's dimension, the years and the filters.
fn reason(context: &Context, plan: &Plan) -> String {
    let shown = plan.form.dimension();
    let time = context.time().filter(|_| plan.form.over_time()).map(|time| context.text(&time.label));
    let years = context.query.years.as_ref().filter(|_| !plan.form.over_time()).map(|_| context.period());
    let filters = context.filters().into_iter().filter(|(dimension, _)| plan.form.applies(&dimension.id));
    let filters = filters.map(|(dimension, codes)| context.filter_label(dimension, &codes));
    let parts =
        shown.map(|dimension| context.text(&dimension.label)).into_iter().chain(time).chain(years).chain(filters);
    words::no_table(context.lang(), &parts.collect::<Vec<_>>())
}

/// The nearest views in which the figure is answered: each names what it drops.
fn offers(context: &Context, plan: &Plan) -> Vec<Link> {
    let lang = context.lang();
    let candidates = narrower_questions(context).into_iter().filter(|(_, query)| is_answered(context, plan, query));
    let offers: Vec<Link> = candidates.map(|(label, query)| context.link(label, &query)).collect();
    if offers.is_empty() && !context.query.is_clear() {
        return vec![context.link(words::WITHOUT_FILTERS.get(lang), &context.query.cleared())];
    }
    offers
}

/// The query with one thing less: a filter widened or dropped, all years, no breakdown.
fn narrower_questions(context: &Context) -> Vec<(String, Query)> {
    let (lang, query) = (context.lang(), context.query);
    let mut questions = Vec::new();
    for (dimension, codes) in context.filters() {
        let groups: Vec<&str> = codes.iter().map(|code| dimension.ancestors(code).last().unwrap_or(code)).collect();
        let widened = query.with_filter(dimension, &groups);
        if widened != *query {
            questions.push((words::with(lang, &context.filter_label(dimension, &groups)), widened));
        }
        let label = words::without(lang, &context.filter_label(dimension, &codes));
        questions.push((label, query.with_filter(dimension, &[])));
    }
    if query.years.is_some() {
        questions.push((words::ALL_YEARS.get(lang), query.with_years(context.catalog(), None)));
    }
    if query.breakdown.is_some() {
        questions.push((words::WITHOUT_BREAKDOWN.get(lang), query.with_breakdown(None)));
    }
    questions
}

/// Whether another query answers the figure, or, where it has no such figure, all of its own.
fn is_answered(context: &Context, plan: &Plan, query: &Query) -> bool {
    let plans = plan::plans(context.catalog(), query);
    let answered = |plan: &Plan| answer::of_form(context.catalog(), query, &plan.form).is_some();
    match plans.iter().find(|other| other.id == plan.id) {
        Some(same) => answered(same),
        None => plans.iter().all(answered),
    }
}
