//! Turns a chart into the option object of ECharts: layout, colours and labels.

mod layout;
mod option;
mod packed;
mod palette;
mod sides;

pub use layout::bars_height;
pub use option::option;
pub use packed::{Packed, unpack};
pub use palette::{Palette, Theme, palette};
