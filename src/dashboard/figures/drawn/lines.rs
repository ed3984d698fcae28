//! Draws measures as lines from year to year.

use crate::context::Context;
use crate::counts::{self, Amount, Change};
use crate::figures::drawn::scale;
use crate::figures::remark;
use crate::numbers::{Matrix, Numbers, labels};
use crate::plan::Form;
use crate::query::Show;
use crate::view::drawing::{Lines, Point, Stroke, Trend, Year};
use crate::words;

/// Returns the largest published number of a figure.
pub fn largest(numbers: &Numbers) -> u64 {
    let amounts = numbers.shown.entries.iter().flatten();
    let exact = amounts.filter_map(|entry| entry.amount.exact());
    exact.max().unwrap_or(0)
}

/// Draws the measures of a figure, on a scale that ends at `largest`.
pub fn lines(context: &Context, form: &Form, numbers: &Numbers, largest: u64) -> Lines {
    let lang = context.lang();
    let matrix = &numbers.shown;
    let (top, values) = scale::grid(largest as f64);
    let mut steps = Vec::new();
    for value in values {
        steps.push((value / top, cube::number::count(lang, value as u64)));
    }
    let mut series = Vec::new();
    for (column, measure) in matrix.columns.iter().enumerate() {
        let rows = 0..matrix.rows.len();
        series.push(Trend {
            name: measure.label.clone(),
            points: rows
                .map(|row| point(context, matrix, (row, column), top))
                .collect(),
        });
    }
    Lines {
        label: words::join(lang, &words::as_one_sentence(labels(&matrix.columns))),
        years: years(context, form, matrix),
        series,
        steps,
        strokes: words::drawing::STROKES.map(|stroke| stroke.text(lang)),
    }
}

/// Lists the years, and marks those of breaks.
fn years(context: &Context, form: &Form, matrix: &Matrix) -> Vec<Year> {
    let breaks = remark::breaks(context, form);
    let is_broken = |code: &str| {
        let mut breaks = breaks.iter();
        breaks.any(|broken| counts::is_in(broken, context.catalog(), code))
    };
    let year = |row: &crate::numbers::Line| Year {
        label: row.label.clone(),
        broken: is_broken(&row.code),
    };
    matrix.rows.iter().map(year).collect()
}

fn point(context: &Context, matrix: &Matrix, (row, column): (usize, usize), top: f64) -> Point {
    let (year, measure) = (&matrix.rows[row], &matrix.columns[column]);
    let amount = matrix.entry(row, column).amount;
    let change = change(context, matrix, (row, column));
    let text = matrix
        .entry(row, column)
        .format(context.lang(), Show::Count)
        .text;
    let before = row
        .checked_sub(1)
        .map(|row| matrix.rows[row].label.as_str());
    let is_closed = context.catalog().is_closed(&year.code);
    Point {
        height: amount.exact().map(|count| count as f64 / top),
        hidden: amount == Amount::Hidden,
        provisional: amount != Amount::NotCollected && !is_closed,
        says: words::drawing::say_point(
            context.lang(),
            &measure.label,
            (&year.label, before.unwrap_or_default()),
            (&text, change),
            !is_closed,
        ),
        text,
        stroke: match change {
            Change::More(..) | Change::Fewer(..) => Some(Stroke::Thick),
            Change::Same | Change::Similar(_) => Some(Stroke::Thin),
            _ => None,
        },
        href: year.href.clone(),
    }
}

/// Compares a year with the one before.
fn change(context: &Context, matrix: &Matrix, (row, column): (usize, usize)) -> Change {
    let now = matrix.entry(row, column).amount;
    let time = context.time();
    let Some(year) = time.and_then(|time| time.category(&matrix.rows[row].code)) else {
        return Change::First;
    };
    let Some(before) = row.checked_sub(1) else {
        return Change::First;
    };
    let filters = context.filters();
    let by: Vec<&str> = filters
        .iter()
        .map(|(dimension, _)| dimension.id.as_str())
        .collect();
    let measure = &matrix.columns[column].code;
    let amount = |_: &cube::Category| Some(matrix.entry(before, column).amount);
    Change::since(
        counts::before(context.catalog(), year, measure, &by, amount),
        now,
    )
}
