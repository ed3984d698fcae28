//! Decides whether figures can show counts, shares, changes or rates: by what they compare, never by a number.

use cube::{Catalog, Release};

use crate::context::Context;
use crate::plan::form::Form;
use crate::plan::rate::{has_rates, population};
use crate::query::{Query, Show};

/// Decides whether a page can show counts in this form: shares need categories, changes need years, and rates need
/// inhabitants.
pub fn can_show(catalog: &Catalog, query: &Query, show: Show) -> bool {
    match show {
        Show::Count => true,
        Show::Share => query.compares_categories(catalog),
        Show::Change => query.is_over_time(catalog),
        Show::Rate => has_rates(catalog, query),
    }
}

/// Makes the context of a page. It shows plain counts if the page does not have the chosen form.
pub fn for_page<'a>(release: &'a Release, query: &'a Query) -> Context<'a> {
    let show = if can_show(&release.catalog, query, query.show) {
        query.show
    } else {
        Show::Count
    };
    Context {
        release,
        query,
        show,
        settled: None,
    }
}

/// Makes the context of one figure. It shows plain counts if the figure has no rates, and only settled years.
pub fn for_figure<'a>(context: Context<'a>, form: &Form) -> Context<'a> {
    let can_be_shown =
        context.show != Show::Rate || population(context.catalog(), context.query, form).is_some();
    let dimension = form
        .dimension()
        .and_then(|dimension| context.catalog().dimension(&dimension.id));
    let settled = dimension
        .filter(|dimension| dimension.settled.is_some())
        .map(|dimension| dimension.id.as_str());
    Context {
        show: if can_be_shown {
            context.show
        } else {
            Show::Count
        },
        settled,
        ..context
    }
}
