//! Makes figures from numbers: charts, maps, flows, heat maps and files, with their notes.

mod chart;
mod classes;
mod csv;
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
mod stack;
mod svg;
mod title;

pub use figure::figures;
pub use svg::draw_flow;
