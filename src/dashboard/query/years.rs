//! Represents a range of years.

use cube::{Catalog, Dimension};

/// A range of years, both ends included, by their codes in the time dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// The first year.
    pub first: String,
    /// The last year; the same as the first for a single year.
    pub last: String,
}

impl Years {
    /// Makes the range between two years, whichever comes first; `None` where one is not published.
    pub fn between(time: &Dimension, one: &str, other: &str) -> Option<Years> {
        let years: Vec<&str> = time.leaves().map(|year| year.code.as_str()).collect();
        let position = |code: &str| years.iter().position(|year| *year == code);
        let (one, other) = (position(one)?, position(other)?);
        Some(Years {
            first: years[one.min(other)].into(),
            last: years[one.max(other)].into(),
        })
    }

    /// Lists the codes of the years in order.
    pub fn codes<'a>(&'a self, time: &'a Dimension) -> impl Iterator<Item = &'a str> {
        let codes = time.leaves().map(|year| year.code.as_str());
        let mut ended = false;
        codes
            .skip_while(|code| *code != self.first)
            .take_while(move |code| {
                let inside = !ended;
                ended |= *code == self.last;
                inside
            })
    }

    /// Decides whether these are all published years, and all of them are counted together.
    pub fn are_all(&self, catalog: &Catalog) -> bool {
        let time = catalog
            .dimension(&catalog.time)
            .filter(|time| time.leaves().all(|year| !year.apart));
        let ends = time.and_then(|time| time.leaves().next().zip(time.leaves().next_back()));
        ends.is_some_and(|(first, last)| first.code == self.first && last.code == self.last)
    }
}
