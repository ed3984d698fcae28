//! Writes a figure's numbers as a table, and explains its marks.

use cube::Lang;

use crate::context::Context;
use crate::counts::{Amount, SMALLEST_BASE};
use crate::numbers::entry::{Entry, FormattedNumber};
use crate::numbers::line::Line;
use crate::numbers::matrix::Matrix;
use crate::query::Show;
use crate::view::{Grid, GridCell, Row};
use crate::words;

impl Matrix {
    /// What a table writes where this is shown: beside a single column of counts stand their shares or rates.
    pub fn written_as(&self, show: Show) -> Show {
        if self.columns.len() == 1 && show != Show::Change {
            Show::Count
        } else {
            show
        }
    }

    /// The table twin. Where there is one column of counts, their shares or rates stand beside them.
    pub fn grid(&self, context: &Context, caption: String) -> Grid {
        let (lang, show) = (context.lang(), context.show);
        let single = self.columns.len() == 1;
        let shared = self.base().is_some_and(|base| base >= SMALLEST_BASE);
        let beside = match show {
            Show::Count | Show::Share => shared.then_some((Show::Share, words::figure::SHARE)),
            Show::Rate => single.then_some((Show::Rate, words::show::RATE)),
            Show::Change => None,
        };
        let shown = self.written_as(show);
        let row = |(at, line): (usize, &Line)| {
            let entries = &self.entries[at];
            let beside = beside.iter().flat_map(|(show, _)| {
                entries
                    .iter()
                    .map(|entry| stands_beside(lang, entry, *show))
            });
            Row {
                head: line.label.clone(),
                href: line.href.clone(),
                depth: line.depth,
                total: line.is_total(),
                cells: entries
                    .iter()
                    .map(|entry| cell(entry.format(lang, shown), shown))
                    .chain(beside)
                    .collect(),
            }
        };
        let columns = std::iter::once(&self.head)
            .chain(self.columns.iter().map(|column| &column.label))
            .cloned();
        let columns = columns
            .chain(beside.map(|(_, head)| head.get(lang)))
            .collect();
        Grid {
            caption,
            columns,
            rows: self.rows.iter().enumerate().map(row).collect(),
        }
    }
}

/// A number as it is written in a table; a change with how many per cent it is.
fn cell(shown: FormattedNumber, show: Show) -> GridCell {
    let text = match shown.beside.filter(|_| show == Show::Change) {
        Some(beside) => format!("{} ({beside})", shown.text),
        None => shown.text,
    };
    GridCell {
        text,
        meaning: shown.meaning,
        colour: None,
    }
}

/// The share or the rate of the number beside it. What is hidden has none.
fn stands_beside(lang: Lang, entry: &Entry, show: Show) -> GridCell {
    let shown = entry.format(lang, show);
    let none = |why: words::Phrase| GridCell {
        text: words::mark::NONE_MARK.into(),
        meaning: Some(why.get(lang)),
        colour: None,
    };
    match (show, entry.amount) {
        (Show::Rate, Amount::Hidden) => none(words::show::NO_RATE),
        (Show::Share, _) if shown.meaning.is_some() => none(words::show::NO_SHARE),
        _ => cell(shown, show),
    }
}
