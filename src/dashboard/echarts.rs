//! Turns a chart into what ECharts draws: the option object, its colours, and where everything goes.

mod layout;
mod option;
mod palette;
mod sides;

pub use layout::bars_height;
pub use option::option;
pub use palette::Theme;
