//! Lists the forms in which counts are shown (number, share, change, rate), and the orders of categories.

/// The form in which counts are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Show {
    /// The number of persons.
    #[default]
    Count,
    /// The share of all persons with an answer.
    Share,
    /// The difference from the year before.
    Change,
    /// The number per 100,000 inhabitants.
    Rate,
}

/// The order of a figure's categories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The codebook's order.
    #[default]
    Codebook,
    /// Published numbers from the largest to the smallest; hidden ones come last, in the codebook's order.
    Value,
}

impl Show {
    /// Every form.
    pub const ALL: [Show; 4] = [Show::Count, Show::Share, Show::Change, Show::Rate];

    /// Returns its value in a link.
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

    /// Returns its value in a link.
    pub fn code(self) -> &'static str {
        match self {
            Order::Codebook => "lista",
            Order::Value => "valor",
        }
    }
}
