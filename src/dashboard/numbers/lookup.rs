//! Reads the number of a category in some years, and its change from the year before.

use cube::{Category, Dimension};

use crate::context::Context;
use crate::counts::{self, Amount, Change};
use crate::numbers::entry::Entry;
use crate::plan::Answer;
use crate::query::Show;

/// A measure by the categories of a dimension, or of everybody, with the table that has it.
pub struct Lookup<'a> {
    /// The release and the query.
    pub context: &'a Context<'a>,
    /// The measure's id.
    pub measure: String,
    /// The dimension of the category; `None` for everybody.
    pub by: Option<&'a Dimension>,
    /// The table that has the numbers.
    pub answer: &'a Answer<'a>,
}

impl Lookup<'_> {
    /// Reads the number of a category in some years, with its change if changes are shown of a single year.
    pub fn entry(&self, code: &str, years: &[&str]) -> Option<Entry> {
        if years.is_empty() {
            return Some(Entry::new(Amount::NotCollected));
        }
        let now = self.amount(code, years)?;
        let change = match years {
            [year] if self.context.show == Show::Change => self.change(code, year, now),
            _ => None,
        };
        Some(Entry {
            change,
            ..Entry::new(now)
        })
    }

    fn amount(&self, code: &str, years: &[&str]) -> Option<Amount> {
        let (time, release) = (self.context.time()?, self.context.release);
        let years = (time.id.as_str(), years);
        match self.by {
            Some(dimension) => self
                .answer
                .amount(release, &[(&dimension.id, &[code]), years]),
            None => self.answer.amount(release, &[years]),
        }
    }

    /// Compares the number of a year with that of the year before.
    fn change(&self, code: &str, year: &str, now: Amount) -> Option<Change> {
        let context = self.context;
        let mut by = Vec::new();
        for (dimension, _) in context.filters() {
            by.push(dimension.id.as_str());
        }
        by.extend(self.by.map(|dimension| dimension.id.as_str()));
        let year = context.time()?.category(year)?;
        let amount = |year: &Category| self.amount(code, &[&year.code]);
        let before = counts::before(context.catalog(), year, &self.measure, &by, amount);
        Some(Change::since(before, now))
    }
}
