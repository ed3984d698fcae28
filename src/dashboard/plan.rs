//! Which figures a page has: decided by the catalog and the query alone, never by a number.

use std::collections::BTreeSet;

use cube::{Catalog, Dimension, Layout, Measure, Section, TOTAL};

use crate::grain;
use crate::query::{Query, Shape, Show, Wish};
use crate::view::{Atlas, MOST_SERIES};

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
    /// The categories of a dimension by the groups of another one, for a period.
    Crossed(&'a Measure, &'a Dimension, &'a Dimension),
}

impl<'a> Form<'a> {
    /// The measures whose numbers it takes.
    pub fn measures(&self) -> &[&'a Measure] {
        match self {
            Form::Measures(measures) => measures,
            Form::Profile(measure, _) | Form::OverTime(measure, _) | Form::Crossed(measure, ..) => {
                std::slice::from_ref(measure)
            }
        }
    }

    /// The dimension whose categories it compares, besides time.
    pub fn dimension(&self) -> Option<&'a Dimension> {
        match self {
            Form::Measures(_) => None,
            Form::Profile(_, dimension)
            | Form::OverTime(_, dimension)
            | Form::Crossed(_, dimension, _) => Some(dimension),
        }
    }

    /// The dimension by which it breaks these down, besides time.
    pub fn by(&self) -> Option<&'a Dimension> {
        match self {
            Form::Crossed(_, _, by) => Some(by),
            Form::Measures(_) | Form::Profile(..) | Form::OverTime(..) => None,
        }
    }

    /// Whether a filter on this dimension changes it: not if it shows all its categories anyway.
    pub fn applies(&self, filter: &str) -> bool {
        self.dimension()
            .into_iter()
            .chain(self.by())
            .all(|shown| shown.id != filter)
    }

    /// The map that it can be drawn on.
    pub fn atlas(&self) -> Option<Atlas> {
        match self {
            Form::Profile(_, dimension) => Atlas::of(dimension),
            Form::Measures(_) | Form::OverTime(..) | Form::Crossed(..) => None,
        }
    }

    /// Whether it is drawn as bars: where it is broken down, if there are colours for all groups.
    pub fn has_bars(&self) -> bool {
        self.by()
            .is_none_or(|by| by.children(TOTAL).count() <= MOST_SERIES)
    }

    /// Whether its bars can stand one on the other, because they make up a whole that is shown.
    pub fn stacks(&self, show: Show) -> bool {
        match self {
            Form::OverTime(_, dimension) => {
                !dimension.multi_response && matches!(show, Show::Count | Show::Share)
            }
            // Shares are of everybody in a group, not of everybody in a category.
            Form::Crossed(_, _, by) => !by.multi_response && show == Show::Count && self.has_bars(),
            Form::Measures(_) | Form::Profile(..) => false,
        }
    }

    /// Whether it is drawn as a flow: what it compares says that it comes from what breaks it down.
    pub fn flows(&self, show: Show) -> bool {
        self.by()
            .zip(self.dimension())
            .is_some_and(|(by, to)| to.flows_from.as_ref() == Some(&by.id))
            && show == Show::Count
    }

    /// Whether it shows everybody above the parts: how many there were, and what became of them.
    pub fn shows_whole(&self) -> bool {
        matches!(self, Form::Profile(_, dimension) if dimension.settled.is_some())
    }

    /// Whether it shows year by year.
    pub fn over_time(&self) -> bool {
        matches!(self, Form::Measures(_) | Form::OverTime(..))
    }
}

/// The figures of a page, in order; series of others are none ([`crate::indicator`]).
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

/// What a figure of a profile compares: with the years beside each other where the page or the figure is asked so.
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
        None if query.look(id).shape == Some(Shape::Heat) => Form::OverTime(measure, dimension),
        None if query.look(id).shape == Some(Shape::Flow) && query.show == Show::Count => {
            source(catalog, dimension).map_or(Form::Profile(measure, dimension), |from| {
                Form::Crossed(measure, dimension, from)
            })
        }
        // What is not settled in all years is told year by year.
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

/// The ids of the figures that can be seen so, whatever the page's breakdown.
pub fn ids_for(catalog: &Catalog, query: &Query, wish: Wish) -> BTreeSet<String> {
    let can_be = |form: &Form| match wish {
        Wish::Shape(Shape::Chart | Shape::Table) => true,
        Wish::Shape(Shape::Stacked) => form.stacks(Show::Count),
        Wish::Shape(Shape::Flow) => form
            .dimension()
            .is_some_and(|to| source(catalog, to).is_some()),
        Wish::Shape(Shape::Map) => form.atlas().is_some(),
        Wish::Grain(_) => form.dimension().is_some_and(grain::is_nested),
        Wish::Unfolded | Wish::Shape(Shape::Heat) => form.dimension().is_some(),
    };
    let breakdowns = breakdowns(catalog, query).map(|dimension| Some(dimension.id.as_str()));
    let plans = std::iter::once(None)
        .chain(breakdowns)
        .flat_map(|by| plans(catalog, &query.with_breakdown(by)));
    let series = query
        .section(catalog)
        .into_iter()
        .flat_map(|section| section.indicators.iter().cloned());
    let series = series.filter(|_| matches!(wish, Wish::Shape(Shape::Chart | Shape::Table)));
    let mut ids = BTreeSet::new();
    ids.extend(
        plans
            .filter(|plan| can_be(&plan.form))
            .map(|plan| plan.id)
            .chain(series),
    );
    ids
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
