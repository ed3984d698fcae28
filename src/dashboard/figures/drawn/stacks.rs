//! Draws the outcomes of each year as a divided bar.

use crate::context::Context;
use crate::counts::Amount;
use crate::figures::drawn::parts::item;
use crate::numbers::{Entry, Line, Numbers, rows_at};
use crate::plan::Form;
use crate::query::Grain;
use crate::view::MOST_SERIES;
use crate::view::drawing::{Fill, Part, Stacks};
use crate::words;

/// Draws a bar a year; `None` where a year's whole is not known, or where there are more outcomes than colours.
pub fn stacks(context: &Context, form: &Form, numbers: &Numbers) -> Option<Stacks> {
    let lang = context.lang();
    let matrix = &numbers.matrix;
    let rows = rows_at(matrix, Grain::Detail);
    let first = rows.first()?;
    let years: Vec<usize> = (0..matrix.columns.len())
        .filter(|column| !matrix.columns[*column].is_total())
        .collect();
    let mut largest = 0;
    for year in &years {
        largest = matrix.entry(0, *year).amount.exact()?.max(largest);
    }
    if rows.len() > MOST_SERIES || largest == 0 {
        return None;
    }
    let (mut bars, mut hidden) = (Vec::new(), 0);
    for year in years {
        let whole = matrix.entry(0, year);
        let (parts, hidden_of_year) = divide(context, numbers, &rows, (year, largest));
        hidden += hidden_of_year;
        let share = matrix.entry(*first, year).share(lang);
        let line = Line {
            href: matrix.columns[year].href.clone(),
            ..Line::year("", matrix.columns[year].label.clone())
        };
        let mut bar = item(context, &line, Entry::new(whole.amount));
        bar.beside = share.unwrap_or_else(|| words::mark::NONE_MARK.into());
        bars.push((bar, parts));
    }
    let mut key = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        key.push((matrix.rows[*row].label.clone(), Fill::Series(at)));
    }
    if hidden > 0 {
        key.push((words::drawing::HIDDEN_TOGETHER.text(lang), Fill::Together));
    }
    let time = context.time().map(|time| context.text(&time.label));
    let measure = form.measures().first()?;
    Some(Stacks {
        key,
        heads: [
            time.unwrap_or_default(),
            context.text(&measure.label),
            matrix.rows[*first].label.clone(),
        ],
        rows: bars,
        hidden,
    })
}

/// Divides the bar of a year by its outcomes. Those that are hidden are what is left of the whole.
fn divide(
    context: &Context,
    numbers: &Numbers,
    rows: &[usize],
    (year, largest): (usize, u64),
) -> (Vec<Part>, usize) {
    let matrix = &numbers.matrix;
    let (mut parts, mut hidden) = (Vec::new(), 0);
    let mut left = matrix.entry(0, year).amount.exact().unwrap_or(0);
    let mut push = |count: u64, fill: Fill| {
        if count > 0 {
            parts.push(Part {
                length: count as f64 / largest as f64,
                fill,
                text: cube::number::count(context.lang(), count),
            });
        }
    };
    for (at, row) in rows.iter().enumerate() {
        match matrix.entry(*row, year).amount {
            Amount::Exact(count) => {
                left = left.saturating_sub(count);
                push(count, Fill::Series(at));
            }
            Amount::Hidden | Amount::Between(..) => hidden += 1,
            Amount::NotCollected => {}
        }
    }
    push(left, Fill::Together);
    (parts, hidden)
}
