//! Writes a figure's numbers as a table, and explains its marks.

use cube::Lang;

use crate::context::Context;
use crate::counts::{Amount, SMALLEST_BASE};
use crate::numbers::entry::{Entry, FormattedNumber};
use crate::numbers::line::labels;
use crate::numbers::matrix::Matrix;
use crate::query::Show;
use crate::view::{Grid, GridCell, Row};
use crate::words::{self, Phrase};

impl Matrix {
    /// Returns the form of the numbers in a table: one column of shares or rates is written as counts, with a second
    /// column for the shares or rates.
    pub fn written_as(&self, show: Show) -> Show {
        if self.columns.len() == 1 && show != Show::Change {
            Show::Count
        } else {
            show
        }
    }

    /// Makes the table of the numbers; a single column of counts has its shares or rates in a second column.
    pub fn grid(&self, context: &Context, caption: String) -> Grid {
        let second = self.second_column(context.show);
        let mut columns = vec![self.head.clone()];
        columns.extend(labels(&self.columns));
        columns.extend(second.map(|(_, head)| head.text(context.lang())));
        let mut rows = Vec::new();
        for (line, entries) in self.rows.iter().zip(&self.entries) {
            rows.push(Row {
                head: line.label.clone(),
                href: line.href.clone(),
                depth: line.depth,
                total: line.is_total(),
                cells: self.cells(context, entries, second.map(|(show, _)| show)),
            });
        }
        Grid {
            caption,
            columns,
            rows,
        }
    }

    /// Chooses the form and the heading of the second column, if there is one.
    fn second_column(&self, show: Show) -> Option<(Show, Phrase)> {
        let has_shares = self.base().is_some_and(|base| base >= SMALLEST_BASE);
        let has_rates = self.columns.len() == 1;
        match show {
            Show::Count | Show::Share => has_shares.then_some((Show::Share, words::figure::SHARE)),
            Show::Rate => has_rates.then_some((Show::Rate, words::show::RATE)),
            Show::Change => None,
        }
    }

    /// Makes the cells of a row, followed by those of the second column.
    fn cells(&self, context: &Context, entries: &[Entry], second: Option<Show>) -> Vec<GridCell> {
        let (lang, shown) = (context.lang(), self.written_as(context.show));
        let mut cells = Vec::new();
        for entry in entries {
            cells.push(cell(entry.format(lang, shown), shown));
        }
        if let Some(show) = second {
            for entry in entries {
                cells.push(second_cell(lang, entry, show));
            }
        }
        cells
    }
}

/// Makes the cell of a number; a change has its percentage behind it.
fn cell(shown: FormattedNumber, show: Show) -> GridCell {
    let text = match shown.beside.filter(|_| show == Show::Change) {
        Some(beside) => format!("{} ({beside})", shown.text),
        None => shown.text,
    };
    GridCell {
        text,
        meaning: shown.meaning,
        colour: None,
        joins: false,
        bar: None,
    }
}

/// Makes the cell with the share or the rate of a number; a hidden number has none.
fn second_cell(lang: Lang, entry: &Entry, show: Show) -> GridCell {
    let shown = entry.format(lang, show);
    let none = |reason: Phrase| GridCell {
        text: words::mark::NONE_MARK.into(),
        meaning: Some(reason.text(lang)),
        colour: None,
        joins: false,
        bar: None,
    };
    match (show, entry.amount) {
        (Show::Rate, Amount::Hidden) => none(words::show::NO_RATE),
        (Show::Share, _) if shown.meaning.is_some() => none(words::show::NO_SHARE),
        _ => cell(shown, show),
    }
}
