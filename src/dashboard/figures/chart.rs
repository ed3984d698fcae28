//! Draws a figure's numbers as a chart.

use crate::context::Context;
use crate::counts::{self, Amount};
use crate::figures::description::{describe, total};
use crate::figures::{remark, stack};
use crate::numbers::{Matrix, Numbers, labels};
use crate::plan::Form;
use crate::query::{Shape, Show};
use crate::view::{BROKEN, Chart, Height, Kind, MOST_SERIES, Mark, Reach, Series, Unit};
use crate::{echarts, words};

/// Draws the chart of a figure's numbers; `caption` opens its text alternative.
pub fn chart(context: &Context, form: &Form, caption: &str, numbers: &Numbers) -> Chart {
    let lang = context.lang();
    let kind = if form.over_time() {
        Kind::Columns
    } else {
        Kind::Bars
    };
    let is_stacked = numbers.shapes.1 == Shape::Stacked;
    let matrix = &drawn(context, form, numbers, is_stacked);
    let total = total(context, form, &numbers.matrix).filter(|_| !form.shows_whole());
    let mut series = Vec::new();
    for (at, column) in matrix.columns.iter().enumerate() {
        let rows = 0..matrix.rows.len();
        series.push(Series {
            name: column.label.clone(),
            residual: column.is_residual(),
            marks: rows
                .map(|row| mark(context, kind, matrix, row, at))
                .collect(),
        });
    }
    let wholes = numbers.wholes.iter();
    let wholes = wholes.map(|whole| whole.format(lang, Show::Count).text);
    Chart {
        kind,
        stacked: is_stacked.then(|| wholes.collect()),
        unit: if context.show == Show::Share {
            Unit::Percent(lang)
        } else {
            Unit::Count
        },
        categories: category_names(context, form, matrix),
        series,
        description: describe(context, (kind, caption), total, matrix, numbers.folded()),
        height: height(kind, matrix, is_stacked),
        // A single series of columns has a name that the axis does not show.
        legend: matrix.columns.len() > 1 || matches!(form, Form::OverTime(..)),
        reach: Reach::default(),
    }
}

/// Returns the numbers with categories or years as rows, and series as columns.
fn drawn(context: &Context, form: &Form, numbers: &Numbers, is_stacked: bool) -> Matrix {
    let matrix = match form {
        Form::OverTime(..) => numbers.shown.first_rows(MOST_SERIES).transposed(),
        Form::Measures(_) | Form::Profile(..) | Form::Crossed(..) => numbers.shown.clone(),
    };
    if is_stacked {
        stack::with_residual(context, matrix, &numbers.wholes)
    } else {
        matrix
    }
}

/// Names the categories, and marks the years of breaks.
fn category_names(context: &Context, form: &Form, matrix: &Matrix) -> Vec<String> {
    let breaks = remark::breaks(context, form);
    let mut names = labels(&matrix.rows);
    for (name, row) in names.iter_mut().zip(&matrix.rows) {
        let catalog = context.catalog();
        if breaks
            .iter()
            .any(|broken| counts::is_in(broken, catalog, &row.code))
        {
            name.push_str(BROKEN);
        }
    }
    names
}

fn mark(context: &Context, kind: Kind, matrix: &Matrix, row: usize, column: usize) -> Mark {
    let lang = context.lang();
    let entry = matrix.entry(row, column);
    let shown = entry.format(lang, context.show);
    let label = match (kind, entry.amount, shown.beside) {
        (Kind::Bars, Amount::Hidden, _) => {
            format!("{} · {}", shown.text, words::mark::HIDDEN.text(lang))
        }
        // With several series, it would not be clear of which total a share is.
        (Kind::Bars, _, Some(beside)) if matrix.columns.len() == 1 => {
            format!("{} ({beside})", shown.text)
        }
        _ => shown.text,
    };
    let line = &matrix.rows[row];
    Mark {
        size: shown.size,
        label,
        aside: line.aside || matrix.columns[column].aside,
        href: line.href.clone(),
    }
}

/// Returns the height of a chart: fixed for columns, as much as the names need for bars.
fn height(kind: Kind, matrix: &Matrix, stacked: bool) -> Height {
    let beside = if stacked { 1 } else { matrix.columns.len() };
    let mut legend = Vec::new();
    if matrix.columns.len() > 1 {
        legend.extend(matrix.columns.iter().map(|column| column.label.as_str()));
    }
    match kind {
        Kind::Columns => Height {
            narrow: 300,
            wide: 300,
        },
        Kind::Bars => echarts::bars_height(
            matrix.rows.iter().map(|row| row.label.as_str()),
            beside,
            &legend,
        ),
    }
}
