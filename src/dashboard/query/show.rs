//! Lists what can be shown of a count (itself, its share, its change, its rate), and the orders of categories.

/// What is shown of what is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Show {
    /// How many.
    #[default]
    Count,
    /// Its share of all persons who have an answer.
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
