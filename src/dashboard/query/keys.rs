//! Names the keys of a link that are not dimensions. They must never change: old links must keep working.

/// The key of the breakdown.
pub const BREAKDOWN: &str = "por";
/// The key of the form in which counts are shown: numbers, shares, changes or rates.
pub const SHOW: &str = "mostrar";
/// The key of the categories' order.
pub const ORDER: &str = "orden";
/// The key of the other side of a comparison.
pub const AGAINST: &str = "contra";
/// The key of what a link to another section dropped: the ids of dimensions, or that of the comparison.
pub const WITHOUT: &str = "sin";
/// The key of the release, if a link names one.
pub const RELEASE: &str = "datos";
/// The key of the scheme's version.
pub const VERSION: &str = "v";
/// The version of the scheme that this code writes.
pub const CURRENT: &str = "1";
