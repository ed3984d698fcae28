//! Lists the figures of a page; the catalog and the query alone decide which, never a number.

use cube::{Catalog, Dimension, Layout, Measure, Section};

use crate::plan::answer::{answer, answer_figure};
use crate::plan::form::Form;
use crate::query::{Display, Page, Query, Shape, Show};

/// A figure before its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'a> {
    /// Unique on the page.
    pub id: String,
    /// The categories or measures that it compares.
    pub form: Form<'a>,
}

/// Lists the figures of a page in order, without the series of others ([`crate::figures::indicator`]).
pub fn plans<'a>(catalog: &'a Catalog, query: &Query) -> Vec<Plan<'a>> {
    match &query.figure {
        Some(figure) => {
            let mut plans = all_plans(catalog, query);
            plans.retain(|plan| plan.id == *figure);
            plans
        }
        None => without_sides(query, all_plans(catalog, query)),
    }
}

/// Lists the figures that can have a page of their own, by their ids.
pub fn figure_ids(catalog: &Catalog, query: &Query) -> Vec<String> {
    let plans = all_plans(catalog, query).into_iter();
    let series = query.section(catalog).into_iter();
    let series = series.flat_map(|section| section.indicators.iter().cloned());
    plans.map(|plan| plan.id).chain(series).collect()
}

/// Lists the figures of a section in order, also those that a pyramid shows together.
fn all_plans<'a>(catalog: &'a Catalog, query: &Query) -> Vec<Plan<'a>> {
    let Some(section) = query.section(catalog) else {
        return vec![];
    };
    let measures = measures(catalog, section);
    match section.layout {
        Layout::Series => series(catalog, query, measures),
        Layout::Profile => profiles(catalog, query, section, &measures),
        Layout::Indicators => vec![],
    }
}

/// Finds the figure of a section on a dimension, also where a pyramid shows the same on the page.
pub fn plan_on<'a>(catalog: &'a Catalog, query: &Query, dimension: &str) -> Option<Plan<'a>> {
    let plans = all_plans(catalog, query);
    let is_on = |plan: &Plan| plan.form.dimension().is_some_and(|one| one.id == dimension);
    plans.into_iter().find(is_on)
}

/// Lists what a section counts.
fn measures<'a>(catalog: &'a Catalog, section: &Section) -> Vec<&'a Measure> {
    let ids = section.measures.iter();
    ids.filter_map(|id| catalog.measure(id)).collect()
}

/// Lists the figures of a section by year: all measures in one, or one per measure with its breakdown.
fn series<'a>(catalog: &'a Catalog, query: &Query, measures: Vec<&'a Measure>) -> Vec<Plan<'a>> {
    let breakdown = query.breakdown.as_deref();
    let Some(dimension) = breakdown.and_then(|id| catalog.dimension(id)) else {
        let outcomes = outcomes(catalog, query, &measures);
        let by_year = Plan {
            id: catalog.time.clone(),
            form: Form::Measures(measures),
        };
        return std::iter::once(by_year).chain(outcomes).collect();
    };
    let mut plans = Vec::new();
    for measure in measures {
        if is_published(catalog, measure, dimension) {
            plans.push(Plan {
                id: measure.id.clone(),
                form: if catalog.has_one_span() {
                    Form::Profile(measure, dimension)
                } else {
                    Form::OverTime(measure, dimension)
                },
            });
        }
    }
    plans
}

/// Lists the figures beside all measures by year: how what was counted ended, year by year. The opening page has none, and
/// there is none under a filter by which no table has it.
fn outcomes<'a>(catalog: &'a Catalog, query: &Query, measures: &[&'a Measure]) -> Vec<Plan<'a>> {
    let section = query.section(catalog);
    let section = section.filter(|_| query.page != Page::Home && query.against.is_none());
    let mut plans = Vec::new();
    let dimensions = section.into_iter().flat_map(|section| &section.dimensions);
    for dimension in dimensions.filter_map(|id| catalog.dimension(id)) {
        let is_of = |measure: &&&Measure| is_published(catalog, measure, dimension);
        if dimension.settled.is_some()
            && !catalog.has_one_span()
            && let Some(measure) = measures.iter().find(is_of)
        {
            let form = Form::OverTime(measure, dimension);
            let is_there =
                query.filters.is_empty() || answer_figure(catalog, query, &form).is_some();
            if is_there {
                plans.push(Plan {
                    id: dimension.id.clone(),
                    form,
                });
            }
        }
    }
    plans
}

/// Lists the figures of a profile: one for each measure and dimension that are published together.
fn profiles<'a>(
    catalog: &'a Catalog,
    query: &Query,
    section: &'a Section,
    measures: &[&'a Measure],
) -> Vec<Plan<'a>> {
    let mut plans = Vec::new();
    for measure in measures {
        for dimension in section
            .dimensions
            .iter()
            .filter_map(|id| catalog.dimension(id))
        {
            if is_published(catalog, measure, dimension) {
                let id = profile_id(section, &measure.id, &dimension.id);
                let form = profile(catalog, query, &id, (measure, dimension));
                plans.push(Plan { id, form });
            }
        }
    }
    plans
}

/// Leaves out the figures of dimensions that are the two sides of a pyramid, unless the reader has chosen how they are
/// shown.
fn without_sides<'a>(query: &Query, plans: Vec<Plan<'a>>) -> Vec<Plan<'a>> {
    let mut sides = Vec::new();
    for plan in &plans {
        if plan.form.is_mirrored()
            && let Some(by) = plan.form.by()
        {
            let measure = plan
                .form
                .measures()
                .first()
                .map(|measure| measure.id.clone());
            sides.push((measure, by.id.clone()));
        }
    }
    let is_side = |plan: &Plan| {
        let id = plan.form.dimension().map(|dimension| &dimension.id);
        let measure = plan.form.measures().first().map(|measure| &measure.id);
        let mut sides = sides.iter();
        sides.any(|(of, side)| of.as_ref() == measure && Some(side) == id)
    };
    let mut kept = Vec::new();
    for plan in plans {
        if !is_side(&plan) || query.display(&plan.id) != Display::default() {
            kept.push(plan);
        }
    }
    kept
}

/// Decides whether a measure is published by a dimension. One that decides who is counted is not.
fn is_published(catalog: &Catalog, measure: &Measure, dimension: &Dimension) -> bool {
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
        None if matches!(query.display(id).shape, None | Some(Shape::Mirror)) => {
            match mirror(catalog, query, measure, dimension) {
                Some(by) => Form::Crossed(measure, dimension, by),
                None => plain(catalog, query, measure, dimension),
            }
        }
        None if query.display(id).shape == Some(Shape::Heat) && !catalog.has_one_span() => {
            Form::OverTime(measure, dimension)
        }
        None if query.display(id).shape == Some(Shape::Flow) && query.show == Show::Count => {
            source(catalog, dimension).map_or(Form::Profile(measure, dimension), |from| {
                Form::Crossed(measure, dimension, from)
            })
        }
        None => plain(catalog, query, measure, dimension),
    }
}

/// Decides what a figure compares that nothing breaks down: a dimension that is not settled in all years is shown year by
/// year.
fn plain<'a>(
    catalog: &Catalog,
    query: &Query,
    measure: &'a Measure,
    dimension: &'a Dimension,
) -> Form<'a> {
    let is_by_year =
        dimension.settled.is_some() && !query.is_of_one_year() && !catalog.has_one_span();
    if is_by_year {
        Form::OverTime(measure, dimension)
    } else {
        Form::Profile(measure, dimension)
    }
}

/// Finds the dimension on whose two sides the categories of this one are drawn, if a table crosses both. With a filter on
/// it there is only one side, and with one on this dimension the two sides would count others as well.
pub fn mirror<'a>(
    catalog: &'a Catalog,
    query: &Query,
    measure: &Measure,
    dimension: &Dimension,
) -> Option<&'a Dimension> {
    let by = catalog.dimension(dimension.mirrored_by.as_ref()?)?;
    let is_plain = query.show == Show::Count
        && query.against.is_none()
        && query.breakdown.is_none()
        && !query.filters.contains_key(&by.id)
        && !query.filters.contains_key(&dimension.id);
    let answer = answer(catalog, query, &measure.id, &[dimension, by]);
    answer.filter(|answer| is_plain && !answer.rolled_up)?;
    Some(by)
}

/// Finds the dimension of the places of origin of this one's destinations.
pub fn source<'a>(catalog: &'a Catalog, dimension: &Dimension) -> Option<&'a Dimension> {
    catalog.dimension(dimension.flows_from.as_ref()?)
}

/// Lists the breakdowns of a page: a series has its section's dimensions, a profile has time and its filters.
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
    let is_offered = |id: &&String| **id != catalog.time || !catalog.has_one_span();
    ids.into_iter()
        .filter(is_offered)
        .filter_map(|id| catalog.dimension(id))
}

fn profile_id(section: &Section, measure: &str, dimension: &str) -> String {
    match section.measures.as_slice() {
        [_] => dimension.into(),
        _ => format!("{measure}-{dimension}"),
    }
}
