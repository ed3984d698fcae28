//! Writes the pages of the site as HTML, from the view that the browser draws.

mod render;

pub use render::render;
