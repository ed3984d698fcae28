//! Finds the nearest answerable queries: drops or widens as few filters and years as possible.
//!
//! Decided by the catalog and the query alone, never by a number.

use cube::Dimension;

use crate::context::Context;
use crate::query::{AGAINST, BREAKDOWN, Query, Years};
use crate::words;

/// One change that makes a query ask for less.
#[derive(Clone, Debug)]
enum Step<'a> {
    /// A filter by the outermost groups of its categories instead.
    Widened(&'a Dimension, Vec<&'a str>),
    /// No filter by a dimension.
    Dropped(&'a Dimension),
    /// The published periods that hold the years, instead of the years.
    Period(Years),
    /// All years.
    AllYears,
    /// Years together, or measures side by side.
    NoBreakdown,
    /// One selection alone.
    NoComparison,
}

/// An answerable query with as few changes as possible.
#[derive(Clone, Debug)]
pub struct Relaxation {
    /// The query after the changes.
    pub query: Query,
    /// What is dropped or widened: "Sin el filtro Sexo: Mujer y con todos los años".
    pub label: String,
    /// What is in the way, as it is now: "Sexo: Mujer", "Años: 2024".
    pub dropped: Vec<String>,
}

/// Finds the nearest queries for which `can_be_shown` is true: all that need the fewest changes. What the key of `kept` says
/// in the link stays as it is.
pub fn relax(
    context: &Context,
    kept: Option<&str>,
    can_be_shown: &dyn Fn(&Query) -> bool,
) -> Vec<Relaxation> {
    let parts = parts(context, kept);
    let found = (1..=parts.len()).map(|count| {
        let questions = choices(&parts, count)
            .into_iter()
            .map(|steps| relaxation(context, &steps));
        questions
            .filter(|relaxation| can_be_shown(&relaxation.query))
            .collect::<Vec<_>>()
    });
    found
        .into_iter()
        .find(|relaxation| !relaxation.is_empty())
        .unwrap_or_default()
}

/// Names every filter, the years, the breakdown and the comparison of a query.
pub fn name_parts(context: &Context) -> Vec<String> {
    parts(context, None)
        .iter()
        .filter_map(|steps| Some(steps.first()?.in_the_way(context)))
        .collect()
}

/// Each part of the question that can be less, with the ways to do that.
fn parts<'a>(context: &Context<'a>, kept: Option<&str>) -> Vec<Vec<Step<'a>>> {
    let filters = context
        .filters()
        .into_iter()
        .filter(|(dimension, _)| kept != Some(&dimension.id));
    let filters = filters.map(|(dimension, codes)| {
        let groups: Vec<&str> = codes
            .iter()
            .map(|code| dimension.ancestors(code).last().unwrap_or(code))
            .collect();
        let widened = (groups != codes).then_some(Step::Widened(dimension, groups));
        widened
            .into_iter()
            .chain([Step::Dropped(dimension)])
            .collect()
    });
    let years = context
        .query
        .years
        .as_ref()
        .filter(|_| kept != Some(&context.catalog().time));
    let years = years.map(|years| {
        period(context, years)
            .into_iter()
            .chain([Step::AllYears])
            .collect()
    });
    let breakdown = context
        .query
        .breakdown
        .as_ref()
        .filter(|_| kept != Some(BREAKDOWN));
    let against = context
        .query
        .against
        .as_ref()
        .filter(|_| kept != Some(AGAINST));
    let rest = breakdown
        .map(|_| vec![Step::NoBreakdown])
        .into_iter()
        .chain(against.map(|_| vec![Step::NoComparison]));
    filters.chain(years).chain(rest).collect()
}

/// The published periods around the years, where there are any and they are not all years.
fn period<'a>(context: &Context<'a>, years: &Years) -> Option<Step<'a>> {
    let time = context.time()?;
    let around = |code: &str| {
        let period = time.ancestors(code).last().unwrap_or_default().to_owned();
        let inside =
            |year: &&cube::Category| time.ancestors(&year.code).any(|above| above == period);
        let mut inside = time.leaves().filter(inside).map(|year| year.code.clone());
        let first = inside.next()?;
        Some((first.clone(), inside.next_back().unwrap_or(first)))
    };
    let (first, last) = (around(&years.first)?.0, around(&years.last)?.1);
    let wider = Years { first, last };
    let restricts = context
        .query
        .with_years(context.catalog(), Some(wider.clone()))
        .years
        .is_some();
    (wider != *years && restricts).then_some(Step::Period(wider))
}

/// Every way to take `count` of the parts, one step of each.
fn choices<'a>(parts: &[Vec<Step<'a>>], count: usize) -> Vec<Vec<Step<'a>>> {
    if count == 0 {
        return vec![vec![]];
    }
    let Some((first, rest)) = parts.split_first() else {
        return vec![];
    };
    let with_first = first.iter().flat_map(|step| {
        let others = choices(rest, count - 1).into_iter();
        others.map(move |others| std::iter::once(step.clone()).chain(others).collect())
    });
    with_first.chain(choices(rest, count)).collect()
}

fn relaxation(context: &Context, steps: &[Step]) -> Relaxation {
    let query = steps.iter().fold(context.query.clone(), |query, step| {
        step.apply(context, &query)
    });
    let label = words::and(
        context.lang(),
        &steps
            .iter()
            .map(|step| step.words(context))
            .collect::<Vec<_>>(),
    );
    let dropped = steps.iter().map(|step| step.in_the_way(context)).collect();
    Relaxation {
        query,
        label: words::capitalized(&label),
        dropped,
    }
}

impl Step<'_> {
    fn apply(&self, context: &Context, query: &Query) -> Query {
        match self {
            Step::Widened(dimension, groups) => query.with_filter(dimension, groups),
            Step::Dropped(dimension) => query.with_filter(dimension, &[]),
            Step::Period(years) => query.with_years(context.catalog(), Some(years.clone())),
            Step::AllYears => query.with_years(context.catalog(), None),
            Step::NoBreakdown => query.with_breakdown(None),
            Step::NoComparison => query.with_against(None),
        }
    }

    fn words(&self, context: &Context) -> String {
        let lang = context.lang();
        match self {
            Step::Widened(dimension, groups) => {
                words::relaxation::with(lang, &context.filter_label(dimension, groups))
            }
            Step::Dropped(_) => words::relaxation::without(lang, &self.in_the_way(context)),
            Step::Period(_) => words::relaxation::with(
                lang,
                &years(&Context {
                    query: &self.apply(context, context.query),
                    ..*context
                }),
            ),
            Step::AllYears => words::relaxation::WITH_ALL_YEARS.get(lang),
            Step::NoBreakdown => words::relaxation::WITHOUT_BREAKDOWN.get(lang),
            Step::NoComparison => words::compare::WITHOUT.get(lang),
        }
    }

    /// What of the question the step changes, as it is now.
    fn in_the_way(&self, context: &Context) -> String {
        match self {
            Step::Widened(dimension, _) | Step::Dropped(dimension) => {
                let codes: Vec<&str> = context
                    .query
                    .filters
                    .get(&dimension.id)
                    .into_iter()
                    .flatten()
                    .map(String::as_str)
                    .collect();
                context.filter_label(dimension, &codes)
            }
            Step::Period(_) | Step::AllYears => years(context),
            Step::NoBreakdown => breakdown(context),
            Step::NoComparison => context.other_side().unwrap_or_default(),
        }
    }
}

fn years(context: &Context) -> String {
    format!(
        "{}: {}",
        words::control::YEARS.get(context.lang()),
        context.period()
    )
}

fn breakdown(context: &Context) -> String {
    let by = context.query.breakdown.as_ref();
    match by
        .filter(|id| **id != context.catalog().time)
        .and_then(|id| context.catalog().dimension(id))
    {
        Some(dimension) => format!(
            "{}: {}",
            words::control::BREAKDOWN.get(context.lang()),
            dimension.label.get(context.lang())
        ),
        None => words::control::YEAR_BY_YEAR.get(context.lang()),
    }
}

#[cfg(test)]
mod tests {
    use cube::{Category, Release, Role};

    use super::*;
    use crate::link::Request;
    use crate::plan;
    use crate::testing::sample;

    /// The sample, with the years 2023 and 2024 published together by sex and country.
    fn release() -> Release {
        let mut release = sample::release();
        let catalog = &mut release.catalog;
        let time = catalog
            .dimensions
            .iter_mut()
            .find(|dimension| dimension.role == Role::Time)
            .unwrap();
        time.categories[..2]
            .iter_mut()
            .for_each(|year| year.parent = Some("2023-2024".into()));
        time.categories.insert(
            0,
            Category {
                code: "2023-2024".into(),
                ..Category::default()
            },
        );
        let pair = catalog
            .tables
            .iter()
            .find(|table| table.id == "acreditadas.sexo.pais")
            .unwrap();
        let mut by_period = pair.clone();
        (by_period.id, by_period.rolled_up) =
            ("acreditadas.anio.sexo.pais".into(), vec!["anio".into()]);
        by_period.dimensions.insert(0, "anio".into());
        catalog.tables.push(by_period);
        release
    }

    fn labels(search: &str, kept: Option<&str>) -> Vec<String> {
        let release = release();
        let query = Request::parse(&release.catalog, "acreditadas", search).query;
        let context = plan::for_page(&release, &query);
        let found = relax(&context, kept, &|query| {
            plan::is_answerable(&release.catalog, query)
        });
        found
            .into_iter()
            .map(|relaxation| relaxation.label)
            .collect()
    }

    #[test]
    fn years_are_widened_to_the_period_that_is_published() {
        assert_eq!(
            labels("sexo=F&anio=2024", Some("sexo")),
            ["Con Años: 2023–2024", "Con todos los años"]
        );
        // 2025 is in no period.
        assert_eq!(
            labels("sexo=F&anio=2025", Some("sexo")),
            ["Con todos los años"]
        );
    }

    #[test]
    fn what_is_kept_is_not_dropped() {
        assert_eq!(
            labels("sexo=F&anio=2025", Some("anio")),
            ["Sin el filtro Sexo: Mujer"]
        );
        assert_eq!(
            labels("sexo=F&anio=2025", None),
            ["Sin el filtro Sexo: Mujer", "Con todos los años"]
        );
    }
}
