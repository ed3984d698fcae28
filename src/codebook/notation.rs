//! Reads handwritten notations: ages, days, and spellings that differ in case, accents or by a slip of the pen.

pub mod age;
pub mod day;
pub mod near;
pub mod spelling;
