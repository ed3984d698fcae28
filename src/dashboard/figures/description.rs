//! Writes the text alternative of a chart.

use crate::context::Context;
use crate::counts::Amount;
use crate::numbers::{Entry, FormattedNumber, Line, Matrix, labels};
use crate::plan::Form;
use crate::query::Show;
use crate::view::Kind;
use crate::words;

/// The most values that a description lists; beyond that, it names only the highest and the lowest.
const MOST_READ_OUT: usize = 24;

/// Writes the text alternative: every number, or the highest and the lowest of each series if there are many.
pub fn describe(
    context: &Context,
    (kind, caption): (Kind, &str),
    total: Option<String>,
    matrix: &Matrix,
    folded: &[Line],
) -> String {
    let lang = context.lang();
    let is_named = kind == Kind::Columns || matrix.columns.len() > 1;
    let numbers = matrix.entries.iter().flatten();
    let is_read_out = numbers.clone().count() <= MOST_READ_OUT;
    let hidden = numbers.filter(|entry| entry.amount == Amount::Hidden);
    let hidden = words::mark::hidden_count(lang, hidden.count());
    let mut sentences = vec![format!("{caption}.")];
    for (at, column) in matrix.columns.iter().enumerate() {
        if !is_read_out {
            sentences.extend(extremes(context, matrix, at));
        } else if is_named {
            let numbers = read_out(context, matrix, at);
            sentences.push(format!("{} – {numbers}", column.label));
        } else {
            sentences.push(read_out(context, matrix, at));
        }
    }
    sentences.extend(total);
    if !is_read_out {
        sentences.push(words::figure::ALL_IN_TABLE.text(lang));
    }
    sentences.extend(hidden);
    sentences.extend(words::display::folded(lang, &labels(folded)));
    sentences.join(" ")
}

/// Writes the total of each measure, or of the one whose categories are shown.
pub fn total(context: &Context, form: &Form, numbers: &Matrix) -> Option<String> {
    let row = numbers.rows.first().filter(|row| row.is_total())?;
    let total = |column: usize| spoken(context, Show::Count, numbers.entry(0, column));
    Some(match form {
        Form::Profile(..) | Form::OverTime(..) | Form::Crossed(..) => {
            format!("{}: {}.", row.label, total(0))
        }
        Form::Measures(_) => {
            let mut totals = Vec::new();
            for (at, column) in numbers.columns.iter().enumerate() {
                totals.push(format!("{}: {}", column.label, total(at)));
            }
            format!("{} – {}.", row.label, totals.join("; "))
        }
    })
}

/// Writes a number with words in place of marks.
fn spoken(context: &Context, show: Show, entry: Entry) -> String {
    match entry.format(context.lang(), show) {
        FormattedNumber { text, .. } if text == words::mark::HIDDEN_MARK => {
            words::mark::HIDDEN.text(context.lang())
        }
        FormattedNumber {
            text,
            meaning: Some(meaning),
            ..
        } if text == words::mark::NONE_MARK => meaning,
        FormattedNumber { text, .. } => text,
    }
}

/// Lists all numbers of a series.
fn read_out(context: &Context, matrix: &Matrix, column: usize) -> String {
    let (lang, show) = (context.lang(), context.show);
    // With several series, the counts alone are enough to listen to.
    let has_second_text = matrix.columns.len() == 1 || show != Show::Count;
    let mut values = Vec::new();
    for (at, row) in matrix.rows.iter().enumerate() {
        let entry = matrix.entry(at, column);
        let value = spoken(context, show, entry);
        values.push(match entry.format(lang, show).beside {
            Some(beside) if has_second_text => format!("{}: {value} ({beside})", row.label),
            _ => format!("{}: {value}", row.label),
        });
    }
    format!("{}.", values.join("; "))
}

/// A number with its text and the label of its row.
#[derive(Clone)]
struct Extreme<'a> {
    size: f64,
    text: String,
    label: &'a str,
}

/// Names the highest and the lowest exact number of a series, the first of each if there are several.
fn extremes(context: &Context, matrix: &Matrix, column: usize) -> Option<String> {
    let (mut most, mut least): (Option<Extreme>, Option<Extreme>) = (None, None);
    for (at, row) in matrix.rows.iter().enumerate() {
        let shown = matrix
            .entry(at, column)
            .format(context.lang(), context.show);
        let Some(size) = shown.size.exact() else {
            continue;
        };
        let here = Extreme {
            size,
            text: shown.text,
            label: &row.label,
        };
        if most.as_ref().is_none_or(|most| here.size > most.size) {
            most = Some(here.clone());
        }
        if least.as_ref().is_none_or(|least| here.size < least.size) {
            least = Some(here);
        }
    }
    let (most, least) = (most?, least?);
    let name = &matrix.columns[column].label;
    Some(words::figure::extremes(
        context.lang(),
        name,
        (&most.text, most.label),
        (&least.text, least.label),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Request;
    use crate::plan;
    use crate::testing::sample;

    #[test]
    fn of_many_numbers_only_the_highest_and_the_lowest_are_named() {
        let release = sample::release();
        let query = Request::parse(&release.catalog, "acreditadas", "").query;
        let description = |rows: u64| {
            let matrix = Matrix {
                head: String::new(),
                rows: (0..rows)
                    .map(|row| Line::category("", format!("fila {row}")))
                    .collect(),
                columns: vec![Line::measure("", "Personas".into())],
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
        assert_eq!(description(2), "Edad. fila 0: 0; fila 1: 1.");
        let many = "Edad. Personas: el valor publicado más alto es 24 (fila 24) y el más bajo, 0 (fila 0). Los demás valores \
                    están en la tabla.";
        assert_eq!(description(25), many);
    }
}
