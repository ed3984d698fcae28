//! Describes persons as dots, so that few of them are seen as persons and not as shares.

/// A row of dots in groups. A dot is a person, but nothing tells which one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dots {
    /// The groups in their order.
    pub groups: Vec<DotGroup>,
    /// What the row shows, for readers who do not see it.
    pub says: String,
}

/// Dots of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DotGroup {
    /// What they say.
    pub kind: Dot,
    /// How many there are.
    pub count: u64,
    /// The number, or the hidden mark where it is only known together.
    pub text: String,
    /// Who they are.
    pub label: String,
}

/// What a dot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dot {
    /// A person of the category with this place among four colours.
    Series(usize),
    /// A person of whom the answer is not known.
    Unknown,
    /// A person of several hidden categories, which are known together.
    Together,
}
