//! Invents registers: people by a seed, the codebook that fits them, and what becomes of both when they are published.
//! Nothing here knows how numbers are protected or attacked.

mod dice;
pub mod others;
pub mod published;
pub mod register;
mod victims;

pub use register::Register;
pub use victims::victims;
