//! Makes figures from numbers: charts, maps, flows, heat maps and files, with their notes.

mod chart;
mod classes;
mod description;
mod drawn;
mod figure;
mod finding;
mod flow;
mod heat;
pub mod indicator;
mod map;
mod panel;
mod remark;
pub mod sheet;
mod stack;
mod svg;
mod title;

pub use figure::{figures, sheets};
pub use svg::draw_flow;
