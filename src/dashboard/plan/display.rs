//! Lists the figures that can have a shape, a grain, or their hidden categories drawn.

use std::collections::BTreeSet;

use cube::Catalog;

use crate::plan::figure::{breakdowns, plans, source};
use crate::plan::form::{self, Form};
use crate::query::{DisplayOption, Query, Shape, Show};

/// Lists the ids of the figures that can have an option, whatever the page's breakdown.
pub fn ids_for(catalog: &Catalog, query: &Query, option: DisplayOption) -> BTreeSet<String> {
    let breakdowns = breakdowns(catalog, query).map(|dimension| Some(dimension.id.as_str()));
    let mut ids = BTreeSet::new();
    for breakdown in std::iter::once(None).chain(breakdowns) {
        for plan in plans(catalog, &query.with_breakdown(breakdown)) {
            if can_have(catalog, &plan.form, option) {
                ids.insert(plan.id);
            }
        }
    }
    if let DisplayOption::Shape(Shape::Chart | Shape::Table) = option {
        let section = query.section(catalog);
        let series = section.into_iter().flat_map(|section| &section.indicators);
        ids.extend(series.cloned());
    }
    ids
}

/// Decides whether a figure can have an option.
fn can_have(catalog: &Catalog, form: &Form, option: DisplayOption) -> bool {
    match option {
        DisplayOption::Shape(Shape::Chart | Shape::Table) => true,
        DisplayOption::Shape(Shape::Stacked) => form.stacks(Show::Count),
        DisplayOption::Shape(Shape::Flow) => form
            .dimension()
            .is_some_and(|to| source(catalog, to).is_some()),
        DisplayOption::Shape(Shape::Mirror) => form
            .dimension()
            .is_some_and(|dimension| dimension.mirrored_by.is_some()),
        DisplayOption::Shape(Shape::Map) => form.atlas().is_some(),
        DisplayOption::Grain(_) => form.dimension().is_some_and(form::is_nested),
        DisplayOption::Unfolded | DisplayOption::Shape(Shape::Heat) => form.dimension().is_some(),
    }
}
