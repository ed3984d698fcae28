//! Defines how far the attack goes.

/// How far the attack goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// Bounds by single equations, and what follows linearly from all. Fast, but misses what only
    /// several inequalities together imply: finding nothing proves nothing.
    Bounds,
    /// Everything that the published counts imply together.
    #[default]
    Joint,
}
