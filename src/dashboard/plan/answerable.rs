//! Decides whether published tables answer a query: by the catalog and the query, never by a number.

use cube::Catalog;

use crate::plan::answer::answer_figure;
use crate::plan::figure::{Plan, plans};
use crate::query::Query;

/// Decides whether a query can be shown: at least one figure is answered, and every filter applies to an answered figure.
///
/// A filter does not apply to figures of its own dimension. Both sides of a comparison must be shown.
pub fn is_answerable(catalog: &Catalog, query: &Query) -> bool {
    is_answered(catalog, query)
        && query
            .swapped()
            .is_none_or(|other| is_answered(catalog, &other))
}

fn is_answered(catalog: &Catalog, query: &Query) -> bool {
    if query.shows_series(catalog) {
        return query.filters.is_empty();
    }
    // Filters that apply to no answered figure yet.
    let mut idle: Vec<&String> = query.filters.keys().collect();
    let mut is_any = false;
    for Plan { form, .. } in &plans(catalog, query) {
        let may_help = !is_any || idle.iter().any(|filter| form.applies(filter));
        if may_help && answer_figure(catalog, query, form).is_some() {
            is_any = true;
            idle.retain(|filter| !form.applies(filter));
            if idle.is_empty() {
                return true;
            }
        }
    }
    false
}

/// Decides whether a filter on this dimension changes no figure, because all of them show all its categories.
pub fn applies_nowhere(catalog: &Catalog, query: &Query, filter: &str) -> bool {
    plans(catalog, query)
        .iter()
        .all(|plan| !plan.form.applies(filter))
}

/// Decides whether more than half of the figures to which the query's filters apply are answered.
pub fn is_mostly_answered(catalog: &Catalog, query: &Query) -> bool {
    let plans = plans(catalog, query);
    let applies = |plan: &&Plan| query.filters.keys().any(|filter| plan.form.applies(filter));
    let concerned: Vec<&Plan> = plans.iter().filter(applies).collect();
    let answered = concerned
        .iter()
        .filter(|plan| answer_figure(catalog, query, &plan.form).is_some());
    answered.count() * 2 > concerned.len()
}
