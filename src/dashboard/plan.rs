//! Which figures a page has: decided by the catalog and the query alone, never by a number.

use std::collections::BTreeSet;

use cube::{Catalog, Dimension, Layout, Measure, Section};

use crate::grain;
use crate::look::{Shape, Wish};
use crate::map::Atlas;
use crate::query::Query;

/// A figure before its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'a> {
    /// Unique on the page.
    pub id: String,
    /// What it compares.
    pub form: Form<'a>,
}

/// What a figure compares.
#[derive(Clone, Debug, PartialEq)]
pub enum Form<'a> {
    /// Measures side by side, year by year.
    Measures(Vec<&'a Measure>),
    /// The categories of a dimension, for a period.
    Profile(&'a Measure, &'a Dimension),
    /// The categories of a dimension, year by year.
    OverTime(&'a Measure, &'a Dimension),
}

impl<'a> Form<'a> {
    /// The measures whose numbers it takes.
    pub fn measures(&self) -> &[&'a Measure] {
        match self {
            Form::Measures(measures) => measures,
            Form::Profile(measure, _) | Form::OverTime(measure, _) => std::slice::from_ref(measure),
        }
    }

    /// The dimension whose categories it compares, besides time. Filters on it do not apply to the figure.
    pub fn dimension(&self) -> Option<&'a Dimension> {
        match self {
            Form::Measures(_) => None,
            Form::Profile(_, dimension) | Form::OverTime(_, dimension) => Some(dimension),
        }
    }

    /// Whether a filter on this dimension changes it: not if it shows all its categories anyway.
    pub fn applies(&self, filter: &str) -> bool {
        self.dimension().is_none_or(|shown| shown.id != filter)
    }

    /// The map that it can be drawn on.
    pub fn atlas(&self) -> Option<Atlas> {
        match self {
            Form::Profile(_, dimension) => Atlas::of(dimension),
            Form::Measures(_) | Form::OverTime(..) => None,
        }
    }

    /// Whether it shows year by year.
    pub fn over_time(&self) -> bool {
        !matches!(self, Form::Profile(..))
    }
}

/// The figures of a page, in order.
pub fn plans<'a>(catalog: &'a Catalog, query: &Query) -> Vec<Plan<'a>> {
    let Some(section) = query.section(catalog) else { return vec![] };
    let measures: Vec<&Measure> = section.measures.iter().filter_map(|id| catalog.measure(id)).collect();
    match section.layout {
        Layout::Series => match query.breakdown.as_deref().and_then(|id| catalog.dimension(id)) {
            None => vec![Plan { id: catalog.time.clone(), form: Form::Measures(measures) }],
            Some(dimension) => {
                let plan =
                    |measure: &&'a Measure| Plan { id: measure.id.clone(), form: Form::OverTime(measure, dimension) };
                measures.iter().map(plan).collect()
            }
        },
        Layout::Profile => {
            let form = if query.breakdown.is_some() { Form::OverTime } else { Form::Profile };
            let dimensions: Vec<&Dimension> =
                section.dimensions.iter().filter_map(|id| catalog.dimension(id)).collect();
            let plan = |measure: &'a Measure, dimension: &'a Dimension| Plan {
                id: profile_id(section, &measure.id, &dimension.id),
                form: form(measure, dimension),
            };
            measures.iter().flat_map(|measure| dimensions.iter().map(|dimension| plan(measure, dimension))).collect()
        }
    }
}

/// The ids of the figures that can be seen so, whatever the page's breakdown.
pub fn ids_for(catalog: &Catalog, query: &Query, wish: Wish) -> BTreeSet<String> {
    let can_be = |form: &Form| match wish {
        Wish::Shape(Shape::Chart | Shape::Table) => true,
        Wish::Shape(Shape::Map) => form.atlas().is_some(),
        Wish::Grain(_) => form.dimension().is_some_and(grain::is_nested),
        Wish::Unfolded => form.dimension().is_some(),
    };
    let breakdowns = breakdowns(catalog, query).map(|dimension| Some(dimension.id.as_str()));
    let plans = std::iter::once(None).chain(breakdowns).flat_map(|by| plans(catalog, &query.with_breakdown(by)));
    plans.filter(|plan| can_be(&plan.form)).map(|plan| plan.id).collect()
}

/// What the page can be broken down by.
pub fn breakdowns<'a>(catalog: &'a Catalog, query: &Query) -> impl Iterator<Item = &'a Dimension> {
    let section = query.section(catalog);
    let ids = section.map_or(&[][..], |section| match section.layout {
        Layout::Series => &section.dimensions,
        Layout::Profile => std::slice::from_ref(&catalog.time),
    });
    ids.iter().filter_map(|id| catalog.dimension(id))
}

fn profile_id(section: &Section, measure: &str, dimension: &str) -> String {
    match section.measures.as_slice() {
        [_] => dimension.into(),
        _ => format!("{measure}-{dimension}"),
    }
}
