//! Makes the bar of questions and the switches of a page, and links to the nearest views where nothing is published.
//!
//! The choices depend on which tables are published, never on a number.

mod bar;
mod choice;
mod compare;
mod count;
mod filter;
mod preset;
mod shown;
mod switch;
mod unanswered;

pub use bar::{add_questions, bar};
pub use switch::{folded, grains, shapes};
pub use unanswered::{dead_end, unanswered};
