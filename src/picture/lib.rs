//! Draws figures as pictures that stand alone: SVG of a fixed width, from the values that the page is drawn from.
//!
//! A picture has attributes only, no class and no variable, and it carries its letters, so it looks the same wherever it
//! is taken. It is light, as paper is. The page's own drawings (`dashboard::draw`) are as wide as there is room; these have
//! text that was measured. The same code runs where a site is written and in the browser: it must know neither, and no file
//! but the fonts that it is given.

mod bars;
mod body;
mod carried;
mod circles;
mod columns;
mod cut;
mod dots;
mod figure;
mod font;
mod lines;
mod mirror;
mod pairs;
mod preview;
mod stacks;
mod strip;
mod svg;
mod table;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use circles::OnMap;
pub use figure::{Around, draw_figure};
pub use font::{Face, FontError, Fonts};
pub use preview::{SIZE, describe_preview, draw_preview, lead};
