//! How a number is coloured on maps and heat maps, and what the colours mean.

/// How a number is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourClass {
    /// A class of numbers, from 0 for the smallest.
    Class(usize),
    /// What is hidden, at least in part.
    Hidden,
    /// There is no number.
    None,
}

/// What colours mean, the lightest first; then what is hidden.
pub type Legend = Vec<(ColourClass, String)>;
