//! Decides which figures have rates; never by a number. Which number has one depends on its size.
//!
//! A figure has rates if the codebook gives inhabitants for its dimension and no filter leaves only some of the
//! persons: of them alone, the inhabitants are not known.

use cube::{Catalog, Population};

use crate::plan::figure::plans;
use crate::plan::form::Form;
use crate::query::Query;

/// The inhabitants that a figure's rates are reckoned by; none where it has no rates.
pub fn population<'a>(catalog: &'a Catalog, query: &Query, form: &Form) -> Option<&'a Population> {
    let everybody = form.by().is_none() && query.filters.keys().all(|filter| !form.applies(filter));
    catalog
        .population(&form.dimension()?.id)
        .filter(|_| everybody)
}

/// Whether a page has a figure with rates.
pub fn has_rates(catalog: &Catalog, query: &Query) -> bool {
    plans(catalog, query)
        .iter()
        .any(|plan| population(catalog, query, &plan.form).is_some())
}
