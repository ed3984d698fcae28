//! Sets the smallest numbers of persons for shares and rates, below which chance dominates.

/// The smallest base of a share.
pub const SMALLEST_BASE: u64 = 30;

/// The smallest number of persons for a rate, in all years together.
///
/// The base of a rate is always large; what varies by chance is the count. Of 20 persons the relative standard error,
/// `1/√20`, is 22 %. Below 20, the US National Center for Health Statistics considers a rate unreliable.
pub const SMALLEST_COUNT: u64 = 20;
