//! Names the classes of colours on maps and heat maps.

/// The class of a number's colour.
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
