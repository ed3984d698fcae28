//! Represents the query of a page as values, and names the keys of its link.

mod against;
mod comparison;
mod display;
mod keys;
mod notice;
mod page;
mod selection;
mod show;
mod years;

pub use against::{Against, Side};
pub use display::{Display, DisplayOption, Grain, Shape};
pub use keys::{AGAINST, BREAKDOWN, CURRENT, ORDER, RELEASE, SHOW, VERSION, WITHOUT};
pub use notice::Notice;
pub use page::Page;
pub use selection::{Query, selection};
pub use show::{Order, Show};
pub use years::Years;
