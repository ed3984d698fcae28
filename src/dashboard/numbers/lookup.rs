//! Reads the number of a category in some years, compared with the year before where that is shown.

use cube::{Category, Dimension};

use crate::context::Context;
use crate::counts::{self, Change};
use crate::numbers::entry::Entry;
use crate::plan::Answer;
use crate::query::Show;

/// A measure of the categories of a dimension, or of everybody, with the table that answers it.
pub struct Lookup<'a> {
    /// The release and the query.
    pub context: &'a Context<'a>,
    /// The measure's id.
    pub measure: String,
    /// The dimension of the category; none for everybody.
    pub by: Option<&'a Dimension>,
    /// The table that answers it.
    pub answer: &'a Answer<'a>,
}

impl Lookup<'_> {
    /// The number of a category in some years, compared with the year before where changes are shown of a single year.
    pub fn entry(&self, code: &str, years: &[&str]) -> Option<Entry> {
        let (context, time) = (self.context, self.context.time()?);
        let amount = |years: &[&str]| {
            let category = self.by.map(|dimension| (dimension.id.as_str(), [code]));
            let category = category.as_ref().map(|(id, codes)| (*id, codes.as_slice()));
            let axes: Vec<(&str, &[&str])> = category
                .into_iter()
                .chain([(time.id.as_str(), years)])
                .collect();
            self.answer.amount(context.release, &axes)
        };
        let now = amount(years)?;
        let year = match years {
            [year] if context.show == Show::Change => time.category(year),
            _ => None,
        };
        let compared = |year: &Category| {
            let filters = context
                .filters()
                .into_iter()
                .map(|(dimension, _)| dimension);
            let by: Vec<&str> = filters
                .chain(self.by)
                .map(|dimension| dimension.id.as_str())
                .collect();
            let known = |year: &Category| amount(&[&year.code]);
            Change::since(
                counts::before(context.catalog(), year, &self.measure, &by, known),
                now,
            )
        };
        Some(Entry {
            change: year.map(compared),
            ..Entry::new(now)
        })
    }
}
