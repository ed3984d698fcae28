//! Decides which figures have rates, never by a number.
//!
//! A figure has rates if the codebook gives inhabitants for its dimension, and no filter restricts the persons: the
//! inhabitants to compare those with are not known.

use cube::{Catalog, Population};

use crate::plan::figure::plans;
use crate::plan::form::Form;
use crate::query::Query;

/// Returns the inhabitants by which a figure's numbers are divided; `None` where it has no rates.
pub fn population<'a>(catalog: &'a Catalog, query: &Query, form: &Form) -> Option<&'a Population> {
    let everybody = form.by().is_none() && query.filters.keys().all(|filter| !form.applies(filter));
    catalog
        .population(&form.dimension()?.id)
        .filter(|_| everybody)
}

/// Decides whether a page has a figure with rates.
pub fn has_rates(catalog: &Catalog, query: &Query) -> bool {
    plans(catalog, query)
        .iter()
        .any(|plan| population(catalog, query, &plan.form).is_some())
}
