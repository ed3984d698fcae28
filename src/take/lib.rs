//! Makes what a reader takes along of a figure: files of its numbers, its picture, a citation, a code that leads to it, and
//! lines by which other sites show it.
//!
//! All but the picture is made of a [`Sheet`], the numbers of a figure as values. The same code runs where a site is written, for
//! the figures of its pages, and in the browser, for what a reader has filtered.

mod cite;
mod code;
mod drawn;
mod embed;
mod fields;
mod file;
mod menu;
mod origin;
mod plain;
mod spread;
mod stat;
mod words;
mod workbook;

#[cfg(test)]
mod sample;

pub use cite::cite;
pub use code::draw as draw_code;
pub use dashboard::Sheet;
pub use drawn::{draw_picture, picture_needs};
pub use file::{File, Format, TakeError, make};
pub use menu::{Menu, menu};
pub use origin::Origin;
