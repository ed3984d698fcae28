//! Reads what people write by hand: ages, days, and spellings that differ in case, accents or a slip of the pen.

pub mod age;
pub mod day;
pub mod near;
pub mod spelling;
