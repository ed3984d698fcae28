//! Decides whether published tables answer a page: by the catalog and the query, never by a number.

use cube::Catalog;

use crate::plan::answer::answer_figure;
use crate::plan::figure::{Plan, plans};
use crate::query::Query;

/// Whether a page can be shown: some figure is answered, and no filter is without effect. A filter has an
/// effect if a figure is answered that it applies to, which is one of another dimension than its own. Of a comparison, that
/// holds of both sides.
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
    let plans = plans(catalog, query);
    let answered: Vec<&Plan> = plans
        .iter()
        .filter(|plan| answer_figure(catalog, query, &plan.form).is_some())
        .collect();
    let has_effect = |filter: &String| answered.iter().any(|plan| plan.form.applies(filter));
    !answered.is_empty() && query.filters.keys().all(has_effect)
}

/// Whether no figure changes by a filter on this dimension, because all show all its categories.
pub fn applies_nowhere(catalog: &Catalog, query: &Query, filter: &str) -> bool {
    plans(catalog, query)
        .iter()
        .all(|plan| !plan.form.applies(filter))
}

/// Whether more than half of the figures are answered that the query's filters apply to.
pub fn is_mostly_answered(catalog: &Catalog, query: &Query) -> bool {
    let plans = plans(catalog, query);
    let applies = |plan: &&Plan| query.filters.keys().any(|filter| plan.form.applies(filter));
    let (answered, not): (Vec<&Plan>, Vec<&Plan>) = plans
        .iter()
        .filter(applies)
        .partition(|plan| answer_figure(catalog, query, &plan.form).is_some());
    answered.len() > not.len()
}
