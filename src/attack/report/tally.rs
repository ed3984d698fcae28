//! Counts the cells of a table by what is proved about them.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

/// Counts cells by what is proved about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Cells with a published count.
    pub published: usize,
    /// Hidden cells.
    pub hidden: usize,
    /// Published counts that are below the threshold.
    pub small: usize,
    /// Hidden cells with only one possible value.
    pub exact: usize,
    /// Hidden cells with several possible values, but not all of those that the promise demands.
    pub narrowed: usize,
    /// Narrowed cells that are proved to be neither empty nor as large as the threshold.
    pub proved: usize,
    /// Rows of known, positive size whose persons are all proved to be in one category.
    pub homogeneous: usize,
    /// Hidden cells that provably reach the threshold.
    pub needless: usize,
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Tally {
            published,
            hidden,
            small,
            exact,
            narrowed,
            proved,
            homogeneous,
            needless,
        } = self;
        write!(f, "{published} published, {hidden} hidden")?;
        let words = [
            (small, "published below the threshold"),
            (exact, "exact"),
            (narrowed, "narrowed"),
            (proved, "proved small"),
            (homogeneous, "rows of one category"),
            (needless, "needless"),
        ];
        words
            .iter()
            .filter(|(count, _)| **count > 0)
            .try_for_each(|(count, word)| write!(f, ", {count} {word}"))
    }
}

/// Counts the cells of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableTally {
    /// The table's id; with several releases, after the release's name: `2026-10/acreditadas.anio`.
    pub table: String,
    /// The counts.
    #[serde(flatten)]
    pub cells: Tally,
}
