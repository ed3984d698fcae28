//! A figure's numbers as a chart, with the sentence that says the same.

use crate::context::Context;
use crate::counts::Amount;
use crate::numbers::{Entry, Line, Matrix, Numbers, Shown, labels};
use crate::plan::Form;
use crate::query::{Shape, Show};
use crate::view::{BROKEN, Chart, Height, Kind, MOST_SERIES, Mark, Reach, Series, Unit};
use crate::{echarts, remark, stack, words};

/// How many values a description reads out before it gives only the highest and the lowest.
const MOST_READ_OUT: usize = 24;

/// The chart of a figure's numbers; its caption opens the description.
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
        stack::with_rest(context, matrix, &numbers.wholes)
    } else {
        matrix
    };
    let series = |(at, column): (usize, &Line)| Series {
        name: column.label.clone(),
        rest: column.rest,
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
                .map(|whole| whole.shown(context.lang(), Show::Count).text)
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
    let shown = entry.shown(context.lang(), context.show);
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

/// A full sentence on every number, or on the highest and the lowest of each series where there are many.
fn describe(
    context: &Context,
    (kind, caption): (Kind, &str),
    total: Option<String>,
    matrix: &Matrix,
    folded: &[Line],
) -> String {
    let named = kind == Kind::Columns || matrix.columns.len() > 1;
    let lang = context.lang();
    let all = matrix.entries.iter().flatten();
    let hidden = all
        .clone()
        .filter(|entry| entry.amount == Amount::Hidden)
        .count();
    let is_read_out = all.clone().count() <= MOST_READ_OUT;
    let series = (0..matrix.columns.len()).filter_map(|column| {
        if is_read_out {
            let name = matrix
                .columns
                .get(column)
                .filter(|_| named)
                .map(|column| format!("{} – ", column.label));
            Some(format!(
                "{}{}",
                name.unwrap_or_default(),
                read_out(context, matrix, column)
            ))
        } else {
            extremes(context, matrix, column)
        }
    });
    let elsewhere = (!is_read_out).then(|| words::figure::ALL_IN_TABLE.get(lang));
    let sentences = std::iter::once(format!("{caption}."))
        .chain(series)
        .chain(total)
        .chain(elsewhere);
    let sentences = sentences.chain(words::mark::hidden_count(lang, hidden));
    sentences
        .chain(words::look::folded(lang, &labels(folded)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Everybody: of each measure, or of the one whose categories are shown.
fn total(context: &Context, form: &Form, numbers: &Matrix) -> Option<String> {
    let row = numbers.rows.first().filter(|row| row.total)?;
    let written = |entry: Entry| spoken(context, Show::Count, entry);
    Some(match form {
        Form::Profile(..) | Form::OverTime(..) | Form::Crossed(..) => {
            format!("{}: {}.", row.label, written(numbers.at(0, 0)))
        }
        Form::Measures(_) => {
            let columns = numbers.columns.iter().enumerate();
            let totals = columns
                .map(|(at, column)| format!("{}: {}", column.label, written(numbers.at(0, at))));
            format!("{} – {}.", row.label, totals.collect::<Vec<_>>().join("; "))
        }
    })
}

fn spoken(context: &Context, show: Show, entry: Entry) -> String {
    match entry.shown(context.lang(), show) {
        Shown { text, .. } if text == words::mark::HIDDEN_MARK => {
            words::mark::HIDDEN.get(context.lang())
        }
        Shown {
            text,
            meaning: Some(meaning),
            ..
        } if text == words::mark::NONE_MARK => meaning,
        Shown { text, .. } => text,
    }
}

fn read_out(context: &Context, matrix: &Matrix, column: usize) -> String {
    let (lang, show) = (context.lang(), context.show);
    let value = |(row, line): (usize, &Line)| {
        let entry = matrix.at(row, column);
        // Side by side, the counts alone are enough to listen to.
        let beside = entry
            .shown(lang, show)
            .beside
            .filter(|_| matrix.columns.len() == 1 || show != Show::Count);
        let beside = beside.map_or_else(String::new, |beside| format!(" ({beside})"));
        format!("{}: {}{beside}", line.label, spoken(context, show, entry))
    };
    let values = matrix
        .rows
        .iter()
        .enumerate()
        .map(value)
        .collect::<Vec<_>>()
        .join("; ");
    format!("{values}.")
}

/// The highest and the lowest of the numbers that are shown.
fn extremes(context: &Context, matrix: &Matrix, column: usize) -> Option<String> {
    let exact = |(row, line): (usize, &Line)| {
        let shown = matrix.at(row, column).shown(context.lang(), context.show);
        Some((shown.size.exact()?, shown.text, line.label.clone()))
    };
    let values: Vec<(f64, String, String)> =
        matrix.rows.iter().enumerate().filter_map(exact).collect();
    let most = values
        .iter()
        .rev()
        .max_by(|one, other| one.0.total_cmp(&other.0))?;
    let least = values
        .iter()
        .min_by(|one, other| one.0.total_cmp(&other.0))?;
    let name = &matrix.columns[column].label;
    Some(words::figure::extremes(
        context.lang(),
        name,
        (&most.1, &most.2),
        (&least.1, &least.2),
    ))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Request;
    use crate::{plan, sample};

    #[test]
    fn of_many_numbers_the_highest_and_the_lowest_are_told_and_where_the_others_are() {
        let release = sample::release();
        let query = Request::parse(&release.catalog, "acreditadas", "").query;
        let told = |rows: u64| {
            let matrix = Matrix {
                head: String::new(),
                rows: (0..rows)
                    .map(|row| Line::plain(format!("fila {row}")))
                    .collect(),
                columns: vec![Line::plain("Personas".into())],
                entries: (0..rows)
                    .map(|row| vec![Entry::new(Amount::Exact(row))])
                    .collect(),
            };
            describe(
                &plan::for_page(&release, &query),
                (Kind::Bars, "Edad"),
                None,
                &matrix,
                &[],
            )
        };
        assert_eq!(told(2), "Edad. fila 0: 0; fila 1: 1.");
        let many = "Edad. Personas: el valor publicado más alto es 24 (fila 24) y el más bajo, 0 (fila 0). Los demás valores \
                    están en la tabla.";
        assert_eq!(told(25), many);
    }
}
