//! Lists the figures of a page: decided by the catalog and the query alone, never by a number.

use cube::{Catalog, Dimension, Layout, Measure, Section};

use crate::plan::form::Form;
use crate::query::{Query, Shape, Show};

/// A figure before its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'a> {
    /// Unique on the page.
    pub id: String,
    /// What it compares.
    pub form: Form<'a>,
}

/// The figures of a page, in order; series of others are none ([`crate::figures::indicator`]).
pub fn plans<'a>(catalog: &'a Catalog, query: &Query) -> Vec<Plan<'a>> {
    let Some(section) = query.section(catalog) else {
        return vec![];
    };
    let measures: Vec<&Measure> = section
        .measures
        .iter()
        .filter_map(|id| catalog.measure(id))
        .collect();
    match section.layout {
        Layout::Series => match query
            .breakdown
            .as_deref()
            .and_then(|id| catalog.dimension(id))
        {
            None => vec![Plan {
                id: catalog.time.clone(),
                form: Form::Measures(measures),
            }],
            Some(dimension) => {
                let plan = |measure: &&'a Measure| Plan {
                    id: measure.id.clone(),
                    form: Form::OverTime(measure, dimension),
                };
                measures
                    .iter()
                    .filter(|measure| is_told(catalog, measure, dimension))
                    .map(plan)
                    .collect()
            }
        },
        Layout::Profile => {
            let dimensions: Vec<&Dimension> = section
                .dimensions
                .iter()
                .filter_map(|id| catalog.dimension(id))
                .collect();
            let plan = |measure: &'a Measure, dimension: &'a Dimension| {
                let id = profile_id(section, &measure.id, &dimension.id);
                Plan {
                    form: profile(catalog, query, &id, (measure, dimension)),
                    id,
                }
            };
            let told = |measure: &&'a Measure| {
                let (measure, dimensions) = (*measure, dimensions.clone().into_iter());
                dimensions
                    .filter(move |dimension| is_told(catalog, measure, dimension))
                    .map(move |by| plan(measure, by))
            };
            measures.iter().flat_map(told).collect()
        }
        Layout::Indicators => vec![],
    }
}

/// Whether a measure is published by a dimension: what decides who is counted tells nothing of them.
fn is_told(catalog: &Catalog, measure: &Measure, dimension: &Dimension) -> bool {
    catalog
        .tables
        .iter()
        .any(|table| table.measure == measure.id && table.dimensions.contains(&dimension.id))
}

/// Decides what a figure of a profile compares: by year if the page's breakdown or the figure's shape says so.
fn profile<'a>(
    catalog: &'a Catalog,
    query: &Query,
    id: &str,
    (measure, dimension): (&'a Measure, &'a Dimension),
) -> Form<'a> {
    let by = query
        .breakdown
        .as_deref()
        .and_then(|id| catalog.dimension(id))
        .filter(|by| by.id != dimension.id);
    match by {
        Some(by) if by.id != catalog.time => Form::Crossed(measure, dimension, by),
        Some(_) => Form::OverTime(measure, dimension),
        None if query.display(id).shape == Some(Shape::Heat) => Form::OverTime(measure, dimension),
        None if query.display(id).shape == Some(Shape::Flow) && query.show == Show::Count => {
            source(catalog, dimension).map_or(Form::Profile(measure, dimension), |from| {
                Form::Crossed(measure, dimension, from)
            })
        }
        // A dimension that is not settled in all years is shown year by year.
        None if dimension.settled.is_some() && !query.is_of_one_year() => {
            Form::OverTime(measure, dimension)
        }
        None => Form::Profile(measure, dimension),
    }
}

/// The dimension that tells where the persons of this one came from.
pub fn source<'a>(catalog: &'a Catalog, dimension: &Dimension) -> Option<&'a Dimension> {
    catalog.dimension(dimension.flows_from.as_ref()?)
}

/// What the page can be broken down by: a series by what it has; a profile by year, and by what it can be filtered by.
pub fn breakdowns<'a>(catalog: &'a Catalog, query: &Query) -> impl Iterator<Item = &'a Dimension> {
    let ids = query
        .section(catalog)
        .map_or(vec![], |section| match section.layout {
            Layout::Series => section.dimensions.iter().collect(),
            Layout::Profile => std::iter::once(&catalog.time)
                .chain(&section.filters)
                .collect::<Vec<&'a String>>(),
            Layout::Indicators => vec![],
        });
    ids.into_iter().filter_map(|id| catalog.dimension(id))
}

fn profile_id(section: &Section, measure: &str, dimension: &str) -> String {
    match section.measures.as_slice() {
        [_] => dimension.into(),
        _ => format!("{measure}-{dimension}"),
    }
}
