//! Names the classes of colours on maps and heat maps.

/// The colour class of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourClass {
    /// A class of numbers, from 0 for the smallest.
    Class(usize),
    /// The number is hidden, at least in part.
    Hidden,
    /// There is no number.
    None,
}

/// The meaning of each colour class, the lightest first, then hidden and missing numbers.
pub type Legend = Vec<(ColourClass, String)>;
