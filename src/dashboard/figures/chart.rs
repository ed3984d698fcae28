//! Draws a figure's numbers as a chart.

use crate::context::Context;
use crate::counts::{self, Amount};
use crate::figures::description::{describe, total};
use crate::figures::{remark, stack};
use crate::numbers::{Matrix, Numbers, labels};
use crate::plan::Form;
use crate::query::{Shape, Show};
use crate::view::{BROKEN, Chart, Height, Kind, MOST_SERIES, Mark, Reach, Series, Size, Unit};
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
    if !is_stacked {
        set_apart(matrix, numbers, &mut series);
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

/// Leaves the bars of persons of whom the answer is not known out, where no other category has one because their numbers
/// are hidden: a bar as long as the chart would say that there are many.
fn set_apart(matrix: &Matrix, numbers: &Numbers, series: &mut [Series]) {
    let is_unknown =
        |row: usize, column: usize| matrix.rows[row].unknown || matrix.columns[column].unknown;
    let mut is_other_hidden = numbers.folded().iter().any(|line| !line.unknown);
    for (column, one) in series.iter().enumerate() {
        for (row, mark) in one.marks.iter().enumerate() {
            let has_bar = mark
                .size
                .bounds()
                .is_some_and(|bounds| bounds != (0.0, 0.0));
            if is_unknown(row, column) {
                continue;
            }
            if has_bar {
                return;
            }
            is_other_hidden |= mark.size == Size::Hidden;
        }
    }
    if !is_other_hidden {
        return;
    }
    for (column, one) in series.iter_mut().enumerate() {
        for (row, mark) in one.marks.iter_mut().enumerate() {
            if let (true, Size::Exact(number)) = (is_unknown(row, column), mark.size) {
                mark.size = Size::Apart(number);
            }
        }
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

#[cfg(test)]
mod tests {
    use cube::{Address, Cell};

    use super::*;
    use crate::link::Request;
    use crate::testing::sample;
    use crate::view;
    use crate::view::Body;

    /// The sizes of the bars of ages, where only these codes are published.
    fn sizes(search: &str, published: &[&str]) -> Vec<Size> {
        let cell = |address: &Address| match address.pins.get("edad") {
            Some(code) if !published.contains(&code.as_str()) => Cell::Hidden,
            Some(_) => Cell::Published(7),
            None => Cell::Published(90),
        };
        let release = sample::release_where(cell);
        let request = Request::parse(&release.catalog, "acreditadas", search);
        let figures = view(&release, &request).figures;
        let figure = figures.into_iter().find(|figure| figure.id == "edad");
        let Body::Chart(chart) = figure.unwrap().body else {
            panic!("no chart")
        };
        let series = chart.series.into_iter();
        let marks = series.flat_map(|series| series.marks);
        marks.map(|mark| mark.size).collect()
    }

    #[test]
    fn not_stated_is_never_the_only_bar() {
        let has_bar = |sizes: &[Size]| sizes.iter().any(|size| size.bounds().is_some());
        for search in ["grafico=edad&por=anio", "grafico=edad&por=sexo"] {
            let only_unknown = sizes(search, &["U"]);
            assert!(
                only_unknown.contains(&Size::Apart(7.0)),
                "{search}: {only_unknown:?}"
            );
            assert!(!has_bar(&only_unknown), "{search}: {only_unknown:?}");
            let others = sizes(search, &["U", "MIN", "0_11", "12_17"]);
            assert!(!others.contains(&Size::Apart(7.0)), "{search}: {others:?}");
            assert!(has_bar(&others), "{search}: {others:?}");
        }
    }
}
