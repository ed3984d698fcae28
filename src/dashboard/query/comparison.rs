//! Swaps the two sides of a comparison, and starts or ends one.

use cube::Catalog;

use crate::query::against::{Against, Side};
use crate::query::selection::Query;

impl Query {
    /// Returns the query compared with another selection, or with none.
    pub fn with_against(&self, against: Option<Against>) -> Query {
        let side = if against.is_some() {
            self.side
        } else {
            Side::One
        };
        Query {
            against,
            side,
            ..self.clone()
        }
        .without_equal_sides()
    }

    /// Returns the query without its comparison, and without the filter or years that it compares.
    pub fn uncompared(&self) -> Query {
        let mut query = self.with_against(None);
        match &self.against {
            None => {}
            Some(Against::Years(_)) => query.years = None,
            Some(Against::Filter(dimension, _)) => _ = query.filters.remove(dimension),
        }
        query
    }

    /// Returns the query seen from the other side, if it has one.
    pub fn swapped(&self) -> Option<Query> {
        let mut query = self.clone();
        query.against = Some(match self.against.clone()? {
            Against::Years(years) => Against::Years(std::mem::replace(&mut query.years, years)),
            Against::Filter(dimension, codes) => {
                let own = query.filters.remove(&dimension).unwrap_or_default();
                if !codes.is_empty() {
                    query.filters.insert(dimension.clone(), codes);
                }
                Against::Filter(dimension, own)
            }
        });
        query.side = match self.side {
            Side::One => Side::Other,
            Side::Other => Side::One,
        };
        Some(query)
    }

    /// Returns the id of the dimension in which the two sides differ.
    pub fn differs_in<'a>(&'a self, catalog: &'a Catalog) -> Option<&'a str> {
        self.against.as_ref().map(|against| match against {
            Against::Years(_) => catalog.time.as_str(),
            Against::Filter(dimension, _) => dimension,
        })
    }
}
