//! What of a count is shown: the count itself, its share, its change to the year before, or its rate. Whether a page can show it
//! is decided by what its figures compare, never by a number.

use cube::{Catalog, Layout};

use crate::query::Query;
use crate::rate;

/// What is shown of what is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Show {
    /// How many.
    #[default]
    Count,
    /// Which part of all persons of whom the answer is asked.
    Share,
    /// How many more or fewer than in the year before.
    Change,
    /// How many per 100,000 inhabitants.
    Rate,
}

/// The order of a figure's categories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As in the codebook.
    #[default]
    Codebook,
    /// The published numbers from the largest to the smallest; what is hidden comes last, in the codebook's order.
    Value,
}

impl Show {
    /// Everything that can be shown of a count.
    pub const ALL: [Show; 4] = [Show::Count, Show::Share, Show::Change, Show::Rate];

    /// What a link says.
    pub fn code(self) -> &'static str {
        match self {
            Show::Count => "numero",
            Show::Share => "porcentaje",
            Show::Change => "cambio",
            Show::Rate => "tasa",
        }
    }
}

impl Order {
    /// Both orders.
    pub const ALL: [Order; 2] = [Order::Codebook, Order::Value];

    /// What a link says.
    pub fn code(self) -> &'static str {
        match self {
            Order::Codebook => "lista",
            Order::Value => "valor",
        }
    }
}

impl Query {
    /// Whether the figures can show this: a share takes categories, of which one is a part of all; a change takes years,
    /// and a rate inhabitants.
    pub fn can_show(&self, catalog: &Catalog, show: Show) -> bool {
        match show {
            Show::Count => true,
            Show::Share => self.compares_categories(catalog),
            Show::Change => self.is_over_time(catalog),
            Show::Rate => rate::has_rates(catalog, self),
        }
    }

    /// Whether the figures have categories, which can be ordered.
    pub fn compares_categories(&self, catalog: &Catalog) -> bool {
        self.breakdown.is_some() || self.layout(catalog) == Some(Layout::Profile)
    }

    fn layout(&self, catalog: &Catalog) -> Option<Layout> {
        self.section(catalog).map(|section| section.layout)
    }
}
