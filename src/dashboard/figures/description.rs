//! Says in sentences what a chart shows, for those who do not see it.

use crate::context::Context;
use crate::counts::Amount;
use crate::numbers::{Entry, FormattedNumber, Line, Matrix, labels};
use crate::plan::Form;
use crate::query::Show;
use crate::view::Kind;
use crate::words;

/// How many values a description reads out before it gives only the highest and the lowest.
const MOST_READ_OUT: usize = 24;

/// A full sentence on every number, or on the highest and the lowest of each series where there are many.
pub fn describe(
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
        .chain(words::display::folded(lang, &labels(folded)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Everybody: of each measure, or of the one whose categories are shown.
pub fn total(context: &Context, form: &Form, numbers: &Matrix) -> Option<String> {
    let row = numbers.rows.first().filter(|row| row.is_total())?;
    let written = |entry: Entry| spoken(context, Show::Count, entry);
    Some(match form {
        Form::Profile(..) | Form::OverTime(..) | Form::Crossed(..) => {
            format!("{}: {}.", row.label, written(numbers.entry(0, 0)))
        }
        Form::Measures(_) => {
            let columns = numbers.columns.iter().enumerate();
            let totals = columns
                .map(|(at, column)| format!("{}: {}", column.label, written(numbers.entry(0, at))));
            format!("{} – {}.", row.label, totals.collect::<Vec<_>>().join("; "))
        }
    })
}

fn spoken(context: &Context, show: Show, entry: Entry) -> String {
    match entry.format(context.lang(), show) {
        FormattedNumber { text, .. } if text == words::mark::HIDDEN_MARK => {
            words::mark::HIDDEN.get(context.lang())
        }
        FormattedNumber {
            text,
            meaning: Some(meaning),
            ..
        } if text == words::mark::NONE_MARK => meaning,
        FormattedNumber { text, .. } => text,
    }
}

fn read_out(context: &Context, matrix: &Matrix, column: usize) -> String {
    let (lang, show) = (context.lang(), context.show);
    let value = |(row, line): (usize, &Line)| {
        let entry = matrix.entry(row, column);
        // Side by side, the counts alone are enough to listen to.
        let beside = entry
            .format(lang, show)
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
        let shown = matrix
            .entry(row, column)
            .format(context.lang(), context.show);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Request;
    use crate::plan;
    use crate::testing::sample;

    #[test]
    fn of_many_numbers_the_highest_and_the_lowest_are_told_and_where_the_others_are() {
        let release = sample::release();
        let query = Request::parse(&release.catalog, "acreditadas", "").query;
        let told = |rows: u64| {
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
        assert_eq!(told(2), "Edad. fila 0: 0; fila 1: 1.");
        let many = "Edad. Personas: el valor publicado más alto es 24 (fila 24) y el más bajo, 0 (fila 0). Los demás valores \
                    están en la tabla.";
        assert_eq!(told(25), many);
    }
}
