//! Sets how many persons a share and a rate need, so that chance does not make them.

/// Shares are given only of this many persons or more.
pub const SMALLEST_BASE: u64 = 30;

/// Rates are given of this many persons or more, in all years together.
///
/// For percentages it is the base that must be large enough; the base of a rate always is, and what varies by chance
/// is the count. Of 20 persons the relative standard error, `1/√20`, is 22 %: the limit below which the US National
/// Center for Health Statistics holds a rate to be unreliable.
pub const SMALLEST_COUNT: u64 = 20;
