//! Decides which years are settled or closed: which published counts can still change.

use crate::catalog::Catalog;
use crate::dimension::{Category, Settled, TOTAL};
use crate::span::parse_years;
use crate::table::Address;

impl Catalog {
    /// The code of time that an address pins, or the total's.
    pub fn time_code<'a>(&self, address: &'a Address) -> &'a str {
        address.pins.get(&self.time).map_or(TOTAL, String::as_str)
    }

    /// Whether the count at this address is final: every outcome that it pins is settled for all of its years. Any other
    /// count is hidden whatever it is, and has another value in each release.
    pub fn is_settled(&self, address: &Address) -> bool {
        let code = self.time_code(address);
        address.pins.keys().all(|id| self.is_settled_in(id, code))
    }

    /// Whether a dimension is settled in all years of this code of time.
    pub fn is_settled_in(&self, dimension: &str, code: &str) -> bool {
        let Some(settled) = self.settled(dimension) else {
            return true;
        };
        let is_settled = |leaf: &Category| {
            let years = parse_years(&leaf.code);
            years.is_some_and(|years| *years.end() <= settled.until)
        };
        let time = self.dimension(&self.time);
        time.is_some_and(|time| time.leaves_in(code).all(is_settled))
    }

    /// Whether this address is a structural zero because it pins a pending outcome in settled years.
    pub fn is_pending_when_settled(&self, address: &Address) -> bool {
        let is_pending = |(id, code): (&String, &String)| {
            let settled = self.settled(id);
            settled.is_some_and(|settled| settled.pending.contains(code))
        };
        address.pins.iter().any(is_pending) && self.is_settled(address)
    }

    /// Whether no more records of a year, or of any year of a period, are expected, according to the codebook.
    pub fn is_closed(&self, code: &str) -> bool {
        self.closed
            .is_none_or(|closed| parse_years(code).is_none_or(|years| *years.end() <= closed))
    }

    /// Whether an address pins more than time in years of which some are open. Such counts change with every record that
    /// is added, so of open years only totals are published.
    pub fn is_open(&self, address: &Address) -> bool {
        let is_open = |year: &Category| !self.is_closed(&year.code);
        let code = self.time_code(address);
        address.pins.keys().any(|id| *id != self.time)
            && self
                .dimension(&self.time)
                .is_some_and(|time| time.leaves_in(code).any(is_open))
    }

    /// The first and the last year that sums over all years contain; `None` if they contain every year.
    pub fn pooled_years(&self) -> Option<(u16, u16)> {
        let time = self.dimension(&self.time)?;
        let last = time.leaves().rfind(|year| !year.apart)?;
        let first = time.leaves().next()?;
        let has_years_apart = time.categories.iter().any(|year| year.apart);
        let ends = parse_years(&first.code).zip(parse_years(&last.code));
        let (first, last) = ends.filter(|_| has_years_apart)?;
        Some((*first.start(), *last.end()))
    }

    fn settled(&self, dimension: &str) -> Option<&Settled> {
        self.dimension(dimension)?.settled.as_ref()
    }
}
