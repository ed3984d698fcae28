//! Finds the nearest answerable queries: drops or widens as few filters and years as possible.
//!
//! The catalog and the query alone decide which these are, never a number.

use cube::{Category, Dimension};

use crate::context::Context;
use crate::query::{AGAINST, BREAKDOWN, Query, Years};
use crate::words;

/// A change that drops or widens a part of a query.
#[derive(Clone, Debug)]
enum Step<'a> {
    /// Filter by the outermost groups of the chosen categories.
    Widened(&'a Dimension, Vec<&'a str>),
    /// Do not filter by a dimension.
    Dropped(&'a Dimension),
    /// Show the published periods that contain the years.
    Period(Years),
    /// Show all years.
    AllYears,
    /// Show no breakdown.
    NoBreakdown,
    /// Show one selection alone.
    NoComparison,
}

/// An answerable query with as few changes as possible.
#[derive(Clone, Debug)]
pub struct Relaxation {
    /// The query after the changes.
    pub query: Query,
    /// The changes in words: "Sin el filtro Sexo: Mujer y con todos los años".
    pub label: String,
    /// The parts that were dropped or widened, as they were: "Sexo: Mujer", "Años: 2024".
    pub dropped: Vec<String>,
}

/// Finds the nearest queries for which `can_be_shown` is true: all those with the fewest changes. The part with the key
/// `kept` is not changed.
pub fn relax(
    context: &Context,
    kept: Option<&str>,
    can_be_shown: &dyn Fn(&Query) -> bool,
) -> Vec<Relaxation> {
    let parts = parts(context, kept);
    for count in 1..=parts.len() {
        let mut found = Vec::new();
        for steps in choices(&parts, count) {
            let relaxation = relaxation(context, &steps);
            if can_be_shown(&relaxation.query) {
                found.push(relaxation);
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    vec![]
}

/// Names every filter, the years, the breakdown and the comparison of a query.
pub fn name_parts(context: &Context) -> Vec<String> {
    parts(context, None)
        .iter()
        .filter_map(|steps| Some(steps.first()?.name_part(context)))
        .collect()
}

/// Lists the parts of a query that can be dropped, each with the steps that drop or widen it.
fn parts<'a>(context: &Context<'a>, kept: Option<&str>) -> Vec<Vec<Step<'a>>> {
    let query = context.query;
    let can_go = |key: &str| kept != Some(key);
    let mut parts = Vec::new();
    for (dimension, codes) in context.filters() {
        if can_go(&dimension.id) {
            parts.push(filter_steps(dimension, codes));
        }
    }
    if let Some(years) = &query.years
        && can_go(&context.catalog().time)
    {
        let mut steps = Vec::new();
        steps.extend(period(context, years));
        steps.push(Step::AllYears);
        parts.push(steps);
    }
    if query.breakdown.is_some() && can_go(BREAKDOWN) {
        parts.push(vec![Step::NoBreakdown]);
    }
    if query.against.is_some() && can_go(AGAINST) {
        parts.push(vec![Step::NoComparison]);
    }
    parts
}

/// Lists the steps that widen a filter, if it can be widened, or drop it.
fn filter_steps<'a>(dimension: &'a Dimension, codes: Vec<&'a str>) -> Vec<Step<'a>> {
    let mut groups = Vec::new();
    for code in &codes {
        groups.push(dimension.ancestors(code).last().unwrap_or(code));
    }
    if groups == codes {
        vec![Step::Dropped(dimension)]
    } else {
        vec![Step::Widened(dimension, groups), Step::Dropped(dimension)]
    }
}

/// Widens years to the published periods that contain them; `None` where there are none, or they are all years.
fn period<'a>(context: &Context<'a>, years: &Years) -> Option<Step<'a>> {
    let time = context.time()?;
    let wider = Years {
        first: period_around(time, &years.first)?.first,
        last: period_around(time, &years.last)?.last,
    };
    let widened = context
        .query
        .with_years(context.catalog(), Some(wider.clone()));
    (wider != *years && widened.years.is_some()).then_some(Step::Period(wider))
}

/// Returns the years of the outermost published period that contains a year.
fn period_around(time: &Dimension, year: &str) -> Option<Years> {
    let period = time.ancestors(year).last()?;
    let is_inside = |year: &&Category| time.ancestors(&year.code).any(|above| above == period);
    let mut inside = time.leaves().filter(is_inside);
    let first = inside.next()?;
    let last = inside.next_back().unwrap_or(first);
    Some(Years {
        first: first.code.clone(),
        last: last.code.clone(),
    })
}

/// Lists every way to choose `count` of the parts, with one step of each.
fn choices<'a>(parts: &[Vec<Step<'a>>], count: usize) -> Vec<Vec<Step<'a>>> {
    if count == 0 {
        return vec![vec![]];
    }
    let Some((first, rest)) = parts.split_first() else {
        return vec![];
    };
    let mut found = Vec::new();
    for step in first {
        for mut steps in choices(rest, count - 1) {
            steps.insert(0, step.clone());
            found.push(steps);
        }
    }
    found.extend(choices(rest, count));
    found
}

/// Applies steps to a query, and names them.
fn relaxation(context: &Context, steps: &[Step]) -> Relaxation {
    let mut query = context.query.clone();
    let (mut labels, mut dropped) = (Vec::new(), Vec::new());
    for step in steps {
        query = step.apply(context, &query);
        labels.push(step.words(context));
        dropped.push(step.name_part(context));
    }
    let label = words::join(context.lang(), &labels);
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
                words::relaxation::with_filter(lang, &context.filter_label(dimension, groups))
            }
            Step::Dropped(_) => words::relaxation::without_filter(lang, &self.name_part(context)),
            Step::Period(_) => words::relaxation::with_filter(
                lang,
                &years(&Context {
                    query: &self.apply(context, context.query),
                    ..*context
                }),
            ),
            Step::AllYears => words::relaxation::WITH_ALL_YEARS.text(lang),
            Step::NoBreakdown => words::relaxation::WITHOUT_BREAKDOWN.text(lang),
            Step::NoComparison => words::compare::WITHOUT.text(lang),
        }
    }

    /// Names the part of the query that the step changes, as it was.
    fn name_part(&self, context: &Context) -> String {
        match self {
            Step::Widened(dimension, _) | Step::Dropped(dimension) => {
                let codes = context.query.filters.get(&dimension.id);
                let codes: Vec<&str> = codes.into_iter().flatten().map(String::as_str).collect();
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
        words::control::YEARS.text(context.lang()),
        context.period()
    )
}

fn breakdown(context: &Context) -> String {
    let catalog = context.catalog();
    let by = context.query.breakdown.as_ref();
    match by.and_then(|id| catalog.dimension(id)) {
        Some(dimension) if dimension.id != catalog.time => format!(
            "{}: {}",
            words::control::BREAKDOWN.text(context.lang()),
            dimension.label.get(context.lang())
        ),
        _ => context.over_time(),
    }
}

#[cfg(test)]
mod tests {
    use cube::{Release, Role};

    use super::*;
    use crate::link::Request;
    use crate::plan;
    use crate::testing::sample;

    /// Makes the sample with 2023 and 2024 published together, by sex and country.
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
    fn a_part_that_is_kept_is_not_dropped() {
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
