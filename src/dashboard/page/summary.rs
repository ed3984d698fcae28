//! Writes the summary of a page, how many persons it is about, and counts its hidden values.

use crate::context::Context;
use crate::counts::Amount;
use crate::plan::{self, Plan};
use crate::query::Show;
use crate::view::{Body, Chart, ColourClass, Figure, Grid, Size};
use crate::words;

/// Writes how many persons the page is about, when and under which filters.
pub fn summary(context: &Context, plans: &[Plan]) -> String {
    let lang = context.lang();
    let mut sentences = vec![persons(context)];
    if let Some(other) = context.query.swapped() {
        let persons = persons(&plan::for_page(context.release, &other));
        sentences.push(format!("{} {persons}", words::compare::BESIDE.text(lang)));
    }
    sentences.extend(figures_with_rates(context, plans));
    sentences.join(" ")
}

/// Writes how many persons one selection is about, when, and under which filters.
fn persons(context: &Context) -> String {
    let catalog = context.catalog();
    let section = context.query.section(catalog);
    let measures = section.map_or(&[][..], |section| &section.measures);
    let totals: Vec<String> = measures
        .iter()
        .filter_map(|id| total(context, id))
        .collect();
    let mut selection = vec![context.period()];
    for (dimension, codes) in context.filters() {
        selection.push(context.filter_label(dimension, &codes));
    }
    let selection = selection.join("; ");
    if totals.is_empty() {
        format!("{selection}.")
    } else {
        format!("{}. {selection}.", totals.join("; "))
    }
}

/// Writes the total of a measure.
fn total(context: &Context, measure: &str) -> Option<String> {
    let (lang, catalog) = (context.lang(), context.catalog());
    let answer = plan::answer(catalog, context.query, measure, &[])?;
    let text = match answer.amount(context.release, &[])? {
        Amount::Hidden => words::mark::HIDDEN.text(lang),
        amount => words::mark::write_amount(lang, amount),
    };
    let label = catalog.measure(measure)?.label.get(lang);
    Some(format!("{label}: {text}"))
}

/// Counts the hidden numbers that a figure shows or folds away.
pub fn count_hidden(figure: &Figure) -> usize {
    let shown = match &figure.body {
        Body::Drawing(drawing) => drawing.count_hidden(),
        Body::Chart(chart) => hidden_marks(chart),
        Body::Map(map) => {
            let areas = map.areas.iter();
            areas
                .filter(|area| area.colour == ColourClass::Hidden)
                .count()
        }
        Body::Flow(flow) => hidden_cells(&flow.table.1),
        Body::Heat(heat) => hidden_cells(&heat.grid),
        Body::Table(grid) => hidden_cells(grid),
        Body::Missing(_) | Body::Unanswered { .. } => 0,
    };
    let folded = figure.folded.as_ref();
    shown + folded.map_or(0, |folded| folded.values)
}

fn hidden_marks(chart: &Chart) -> usize {
    let marks = chart.series.iter().flat_map(|series| &series.marks);
    marks.filter(|mark| mark.size == Size::Hidden).count()
}

fn hidden_cells(grid: &Grid) -> usize {
    let cells = grid.rows.iter().flat_map(|row| &row.cells);
    cells
        .filter(|cell| cell.text == words::mark::HIDDEN_MARK)
        .count()
}

/// Names the figures that have rates, if rates are shown and other figures have none.
fn figures_with_rates(context: &Context, plans: &[Plan]) -> Option<String> {
    if context.show != Show::Rate {
        return None;
    }
    let mut labels = Vec::new();
    for plan in plans {
        if let Some(dimension) = plan.form.dimension()
            && plan::for_figure(*context, &plan.form).show == Show::Rate
        {
            labels.push(context.text(&dimension.label));
        }
    }
    (labels.len() < plans.len()).then(|| words::show::rates_in(context.lang(), &labels))
}
