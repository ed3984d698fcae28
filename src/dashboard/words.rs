//! Writes every text of the interface that does not come from the catalog, in each language.

pub mod compare;
pub mod control;
pub mod display;
pub mod drawing;
pub mod failure;
pub mod figure;
pub mod finding;
pub mod frame;
pub mod front;
pub mod indicator;
pub mod map;
pub mod mark;
pub mod notice;
pub mod relaxation;
pub mod release;
pub mod sheet;
pub mod show;
mod text;

pub use cube::Phrase;
pub use text::{as_one_sentence, capitalized, join, join_breakdown, uncapitalized};
