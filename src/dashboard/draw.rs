//! A figure's numbers as a chart, with the sentence that says the same.

use crate::chart::{Chart, Height, Kind, Mark, Series, Unit};
use crate::context::Context;
use crate::entry::{Entry, Shown};
use crate::layout;
use crate::matrix::{Line, Matrix};
use crate::plan::Form;
use crate::show::Show;
use crate::sum::Amount;
use crate::words;

/// How many categories are drawn side by side: the palette has no more colours that keep apart.
pub const MOST_SERIES: usize = 4;
/// How many values a description reads out before it gives only the highest and the lowest.
const MOST_READ_OUT: usize = 24;

/// What a chart draws of a figure's numbers: categories as rows, series as columns.
pub fn drawn(form: &Form, matrix: &Matrix) -> Matrix {
    let whole = |line: &Line| !line.total;
    match form {
        Form::Measures(_) => matrix.select(whole, |_| true),
        Form::OverTime(..) => {
            let mut groups = matrix.select(|row| whole(row) && row.depth == 0, whole);
            groups.rows.truncate(MOST_SERIES);
            groups.entries.truncate(MOST_SERIES);
            groups.transposed()
        }
        Form::Profile(..) => matrix.select(level(matrix), |_| true),
    }
}

/// The groups where more than half of what is in them is hidden, else what is in them.
fn level(matrix: &Matrix) -> impl Fn(&Line) -> bool {
    let leaves = matrix.select(|row| row.leaf, |_| true).entries;
    let hidden = leaves.iter().flatten().filter(|entry| entry.amount == Amount::Hidden).count();
    let groups = hidden * 2 > leaves.len();
    move |row| !row.total && if groups { row.depth == 0 } else { row.leaf }
}

/// The chart of a figure's numbers; its caption opens the description.
pub fn chart(context: &Context, form: &Form, caption: &str, numbers: &Matrix) -> Chart {
    let kind = if form.over_time() { Kind::Columns } else { Kind::Bars };
    let matrix = &drawn(form, numbers);
    let series = |(at, column): (usize, &Line)| Series {
        name: column.label.clone(),
        marks: (0..matrix.rows.len()).map(|row| mark(context, kind, matrix, row, at)).collect(),
    };
    let total = total(context, form, numbers);
    Chart {
        kind,
        unit: if context.show() == Show::Share { Unit::Percent } else { Unit::Count },
        categories: matrix.rows.iter().map(|row| row.label.clone()).collect(),
        series: matrix.columns.iter().enumerate().map(series).collect(),
        description: describe(context, caption, total, matrix),
        height: height(kind, matrix),
    }
}

fn mark(context: &Context, kind: Kind, matrix: &Matrix, row: usize, column: usize) -> Mark {
    let entry = matrix.at(row, column);
    let shown = entry.shown(context.lang(), context.show());
    let label = match (kind, entry.amount, shown.beside) {
        (Kind::Bars, Amount::Hidden, _) => format!("{} · {}", shown.text, words::HIDDEN.get(context.lang())),
        (Kind::Bars, _, Some(beside)) => format!("{} ({beside})", shown.text),
        _ => shown.text,
    };
    let line = &matrix.rows[row];
    Mark { size: shown.size, label, aside: line.aside || matrix.columns[column].aside, href: line.href.clone() }
}

/// A full sentence on every number, or on the highest and the lowest of each series where there are many.
fn describe(context: &Context, caption: &str, total: Option<String>, matrix: &Matrix) -> String {
    let lang = context.lang();
    let all = matrix.entries.iter().flatten();
    let hidden = all.clone().filter(|entry| entry.amount == Amount::Hidden).count();
    let series = (0..matrix.columns.len()).filter_map(|column| {
        if all.clone().count() <= MOST_READ_OUT {
            Some(read_out(context, matrix, column))
        } else {
            extremes(context, matrix, column)
        }
    });
    let sentences = std::iter::once(format!("{caption}.")).chain(series).chain(total);
    sentences.chain(words::hidden_count(lang, hidden)).collect::<Vec<_>>().join(" ")
}

/// Everybody: of each measure, or of the one whose categories are shown.
fn total(context: &Context, form: &Form, numbers: &Matrix) -> Option<String> {
    let row = numbers.rows.first().filter(|row| row.total)?;
    let written = |entry: Entry| spoken(context, Show::Count, entry);
    Some(match form {
        Form::Profile(..) | Form::OverTime(..) => format!("{}: {}.", row.label, written(numbers.at(0, 0))),
        Form::Measures(_) => {
            let columns = numbers.columns.iter().enumerate();
            let totals = columns.map(|(at, column)| format!("{}: {}", column.label, written(numbers.at(0, at))));
            format!("{} – {}.", row.label, totals.collect::<Vec<_>>().join("; "))
        }
    })
}

fn spoken(context: &Context, show: Show, entry: Entry) -> String {
    match entry.shown(context.lang(), show) {
        Shown { text, .. } if text == words::HIDDEN_MARK => words::HIDDEN.get(context.lang()),
        Shown { text, meaning: Some(meaning), .. } if text == words::NONE_MARK => meaning,
        Shown { text, .. } => text,
    }
}

fn read_out(context: &Context, matrix: &Matrix, column: usize) -> String {
    let (lang, show) = (context.lang(), context.show());
    let value = |(row, line): (usize, &Line)| {
        let entry = matrix.at(row, column);
        // Side by side, the counts alone are enough to listen to.
        let beside = entry.shown(lang, show).beside.filter(|_| matrix.columns.len() == 1 || show != Show::Count);
        let beside = beside.map_or_else(String::new, |beside| format!(" ({beside})"));
        format!("{}: {}{beside}", line.label, spoken(context, show, entry))
    };
    let values = matrix.rows.iter().enumerate().map(value).collect::<Vec<_>>().join("; ");
    match matrix.columns.as_slice() {
        [_] => format!("{values}."),
        columns => format!("{} – {values}.", columns[column].label),
    }
}

/// The highest and the lowest of the numbers that are shown.
fn extremes(context: &Context, matrix: &Matrix, column: usize) -> Option<String> {
    let exact = |(row, line): (usize, &Line)| {
        let shown = matrix.at(row, column).shown(context.lang(), context.show());
        Some((shown.size.exact()?, shown.text, line.label.clone()))
    };
    let values: Vec<(f64, String, String)> = matrix.rows.iter().enumerate().filter_map(exact).collect();
    let most = values.iter().rev().max_by(|one, other| one.0.total_cmp(&other.0))?;
    let least = values.iter().min_by(|one, other| one.0.total_cmp(&other.0))?;
    let name = &matrix.columns[column].label;
    Some(words::extremes(context.lang(), name, (&most.1, &most.2), (&least.1, &least.2)))
}

/// Columns have a fixed height; bars as much as their names need.
fn height(kind: Kind, matrix: &Matrix) -> Height {
    match kind {
        Kind::Columns => Height { narrow: 300, wide: 300 },
        Kind::Bars => layout::bars_height(matrix.rows.iter().map(|row| row.label.as_str())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups A and B, each with two leaves; so many of the leaves are hidden.
    fn nested(hidden: usize) -> Matrix {
        let line = |label: &str, depth, leaf| Line {
            label: label.into(),
            href: None,
            total: label == "Total",
            depth,
            leaf,
            without_answer: false,
            aside: false,
        };
        let rows = [("Total", 0), ("A", 0), ("a1", 1), ("a2", 1), ("B", 0), ("b1", 1), ("b2", 1)];
        let rows: Vec<Line> = rows.map(|(label, depth)| line(label, depth, depth == 1)).to_vec();
        let mut left = hidden;
        let amount = |row: &Line| {
            let hide = row.leaf && left > 0;
            left -= usize::from(hide);
            vec![Entry::new(if hide { Amount::Hidden } else { Amount::Exact(9) })]
        };
        let entries = rows.iter().map(amount).collect();
        Matrix { head: String::new(), columns: vec![line("n", 0, true)], rows, entries }
    }

    fn drawn_rows(hidden: usize) -> Vec<String> {
        let matrix = nested(hidden);
        let level = level(&matrix);
        matrix.rows.iter().filter(|row| level(row)).map(|row| row.label.clone()).collect()
    }

    #[test]
    fn groups_are_drawn_where_more_than_half_of_their_parts_are_hidden() {
        assert_eq!(drawn_rows(2), ["a1", "a2", "b1", "b2"]);
        assert_eq!(drawn_rows(3), ["A", "B"]);
    }
}
