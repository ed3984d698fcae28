//! Reads handwritten notations: ages, days, and spellings that differ in case, accents or by a slip of the pen, and
//! what stands where a value is absent.

pub mod age;
pub mod day;
pub mod encoding;
pub mod garbled;
pub mod near;
pub mod number_form;
pub mod spelling;
pub mod stand_in;
