//! Sums a page up: how many persons it is about, and what it cannot show.

use crate::context::Context;
use crate::counts::Amount;
use crate::plan::{self, Plan};
use crate::query::Show;
use crate::view::{Body, ColourClass, Figure, Grid, Size};
use crate::words;

/// How many persons the page is about, when, under which filters, and what it cannot show.
pub fn summary(context: &Context, plans: &[Plan], figures: &[Figure]) -> String {
    let lang = context.lang();
    let beside = context.query.swapped().map(|other| {
        let persons = persons(&plan::for_page(context.release, &other));
        format!("{} {persons}", words::compare::BESIDE.get(lang))
    });
    let hidden = words::mark::hidden_count(lang, figures.iter().map(hidden).sum());
    let unanswered = figures
        .iter()
        .filter(|figure| matches!(figure.body, Body::Unanswered { .. }))
        .count();
    let unanswered = words::frame::unanswered_count(lang, unanswered);
    let rates = rated(context, plans);
    [persons(context)]
        .into_iter()
        .chain(beside)
        .chain(rates)
        .chain(hidden)
        .chain(unanswered)
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many persons one selection is about, when, and under which filters.
fn persons(context: &Context) -> String {
    let (lang, catalog) = (context.lang(), context.catalog());
    let measures = context
        .query
        .section(catalog)
        .map_or(&[][..], |section| &section.measures);
    let total = |id: &String| {
        let amount = plan::answer(catalog, context.query, id, &[])?.amount(context.release, &[])?;
        let text = match amount {
            Amount::Hidden => words::mark::HIDDEN.get(lang),
            amount => words::mark::written(context.lang(), amount),
        };
        Some(format!("{}: {text}", catalog.measure(id)?.label.get(lang)))
    };
    let filters = context.filters();
    let filters = filters
        .iter()
        .map(|(dimension, codes)| context.filter_label(dimension, codes));
    let asked: Vec<String> = std::iter::once(context.period()).chain(filters).collect();
    let totals: Vec<String> = measures.iter().filter_map(total).collect();
    let totals = (!totals.is_empty()).then(|| format!("{}.", totals.join("; ")));
    totals
        .into_iter()
        .chain([format!("{}.", asked.join("; "))])
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many hidden marks a figure shows or folds away.
fn hidden(figure: &Figure) -> usize {
    let folded = figure.folded.as_ref().map_or(0, |folded| folded.values);
    folded
        + match &figure.body {
            Body::Chart(chart) => chart
                .series
                .iter()
                .flat_map(|series| &series.marks)
                .filter(|mark| mark.size == Size::Hidden)
                .count(),
            Body::Map(map) => map
                .areas
                .iter()
                .filter(|area| area.colour == ColourClass::Hidden)
                .count(),
            Body::Flow(flow) => hidden_cells(&flow.table.1),
            Body::Heat(heat) => hidden_cells(&heat.grid),
            Body::Table(grid) => hidden_cells(grid),
            Body::Unanswered { .. } => 0,
        }
}

fn hidden_cells(grid: &Grid) -> usize {
    grid.rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.text == words::mark::HIDDEN_MARK)
        .count()
}

/// Names the figures that have rates, if rates are shown and other figures have none.
fn rated(context: &Context, plans: &[Plan]) -> Option<String> {
    let rated = plans
        .iter()
        .filter(|plan| plan::for_figure(*context, &plan.form).show == Show::Rate);
    let rated: Vec<String> = rated
        .filter_map(|plan| Some(context.text(&plan.form.dimension()?.label)))
        .collect();
    let some = context.show == Show::Rate && rated.len() < plans.len();
    some.then(|| words::show::rates_in(context.lang(), &rated))
}
