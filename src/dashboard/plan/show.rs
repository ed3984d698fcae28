//! Decides whether counts, shares, changes or rates can be shown: by what figures compare, never by a number.

use cube::{Catalog, Release};

use crate::context::Context;
use crate::plan::form::Form;
use crate::plan::rate::{has_rates, population};
use crate::query::{Query, Show};

/// Whether the figures can show this: a share takes categories, of which one is a part of all; a change takes years,
/// and a rate inhabitants.
pub fn can_show(catalog: &Catalog, query: &Query, show: Show) -> bool {
    match show {
        Show::Count => true,
        Show::Share => query.compares_categories(catalog),
        Show::Change => query.is_over_time(catalog),
        Show::Rate => has_rates(catalog, query),
    }
}

/// Makes the context of a page; shows counts where it cannot show what the query says.
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

/// Makes the context of one figure: shows counts where it has no rates, and only years that are settled.
pub fn for_figure<'a>(context: Context<'a>, form: &Form) -> Context<'a> {
    let rated =
        context.show != Show::Rate || population(context.catalog(), context.query, form).is_some();
    let dimension = form
        .dimension()
        .and_then(|dimension| context.catalog().dimension(&dimension.id));
    let settled = dimension
        .filter(|held| held.settled.is_some())
        .map(|held| held.id.as_str());
    Context {
        show: if rated { context.show } else { Show::Count },
        settled,
        ..context
    }
}
