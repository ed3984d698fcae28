//! Lists the figures that can be seen in a shape, at a grain, or with their hidden categories.

use std::collections::BTreeSet;

use cube::Catalog;

use crate::plan::figure::{breakdowns, plans, source};
use crate::plan::form::{self, Form};
use crate::query::{DisplayOption, Query, Shape, Show};

/// The ids of the figures that can be seen so, whatever the page's breakdown.
pub fn ids_for(catalog: &Catalog, query: &Query, option: DisplayOption) -> BTreeSet<String> {
    let can_be = |form: &Form| match option {
        DisplayOption::Shape(Shape::Chart | Shape::Table) => true,
        DisplayOption::Shape(Shape::Stacked) => form.stacks(Show::Count),
        DisplayOption::Shape(Shape::Flow) => form
            .dimension()
            .is_some_and(|to| source(catalog, to).is_some()),
        DisplayOption::Shape(Shape::Map) => form.atlas().is_some(),
        DisplayOption::Grain(_) => form.dimension().is_some_and(form::is_nested),
        DisplayOption::Unfolded | DisplayOption::Shape(Shape::Heat) => form.dimension().is_some(),
    };
    let breakdowns = breakdowns(catalog, query).map(|dimension| Some(dimension.id.as_str()));
    let plans = std::iter::once(None)
        .chain(breakdowns)
        .flat_map(|by| plans(catalog, &query.with_breakdown(by)));
    let series = query
        .section(catalog)
        .into_iter()
        .flat_map(|section| section.indicators.iter().cloned());
    let series =
        series.filter(|_| matches!(option, DisplayOption::Shape(Shape::Chart | Shape::Table)));
    let mut ids = BTreeSet::new();
    ids.extend(
        plans
            .filter(|plan| can_be(&plan.form))
            .map(|plan| plan.id)
            .chain(series),
    );
    ids
}
