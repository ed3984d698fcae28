//! Draws a figure's numbers as a chart.

use crate::context::Context;
use crate::counts::Amount;
use crate::figures::description::{describe, total};
use crate::figures::{remark, stack};
use crate::numbers::{Line, Matrix, Numbers};
use crate::plan::Form;
use crate::query::{Shape, Show};
use crate::view::{BROKEN, Chart, Height, Kind, MOST_SERIES, Mark, Reach, Series, Unit};
use crate::{echarts, words};

/// Draws the chart of a figure's numbers; its caption opens the description.
pub fn chart(context: &Context, form: &Form, caption: &str, numbers: &Numbers) -> Chart {
    let kind = if form.over_time() {
        Kind::Columns
    } else {
        Kind::Bars
    };
    let matrix = match form {
        Form::OverTime(..) => numbers.shown.first(MOST_SERIES).transposed(),
        Form::Measures(_) | Form::Profile(..) | Form::Crossed(..) => numbers.shown.clone(),
    };
    let stacked = numbers.shapes.1 == Shape::Stacked;
    let matrix = &if stacked {
        stack::with_residual(context, matrix, &numbers.wholes)
    } else {
        matrix
    };
    let series = |(at, column): (usize, &Line)| Series {
        name: column.label.clone(),
        residual: column.is_residual(),
        marks: (0..matrix.rows.len())
            .map(|row| mark(context, kind, matrix, row, at))
            .collect(),
    };
    let total = total(context, form, &numbers.matrix).filter(|_| !form.shows_whole());
    let broken: Vec<String> = remark::broken(context, form)
        .iter()
        .map(|broken| broken.year.to_string())
        .collect();
    let name = |label: &String| {
        if broken.contains(label) {
            format!("{label}{BROKEN}")
        } else {
            label.clone()
        }
    };
    Chart {
        kind,
        stacked: stacked.then(|| {
            numbers
                .wholes
                .iter()
                .map(|whole| whole.format(context.lang(), Show::Count).text)
                .collect()
        }),
        unit: if context.show == Show::Share {
            Unit::Percent(context.lang())
        } else {
            Unit::Count
        },
        categories: matrix.rows.iter().map(|row| name(&row.label)).collect(),
        series: matrix.columns.iter().enumerate().map(series).collect(),
        description: describe(context, (kind, caption), total, matrix, numbers.folded()),
        height: height(kind, matrix, stacked),
        // One series of columns has a name that the axis does not say.
        legend: matrix.columns.len() > 1 || matches!(form, Form::OverTime(..)),
        reach: Reach::default(),
    }
}

fn mark(context: &Context, kind: Kind, matrix: &Matrix, row: usize, column: usize) -> Mark {
    let entry = matrix.at(row, column);
    let shown = entry.format(context.lang(), context.show);
    let label = match (kind, entry.amount, shown.beside) {
        (Kind::Bars, Amount::Hidden, _) => {
            format!(
                "{} · {}",
                shown.text,
                words::mark::HIDDEN.get(context.lang())
            )
        }
        // Of several series, it would not be said of whom a share is.
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

/// Columns have a fixed height; bars as much as their names need.
fn height(kind: Kind, matrix: &Matrix, stacked: bool) -> Height {
    let beside = if stacked { 1 } else { matrix.columns.len() };
    let series: Vec<&str> = matrix
        .columns
        .iter()
        .map(|column| column.label.as_str())
        .collect();
    let legend = if series.len() > 1 {
        series.as_slice()
    } else {
        &[]
    };
    match kind {
        Kind::Columns => Height {
            narrow: 300,
            wide: 300,
        },
        Kind::Bars => echarts::bars_height(
            matrix.rows.iter().map(|row| row.label.as_str()),
            beside,
            legend,
        ),
    }
}
