//! Draws a figure's numbers as the page's own drawings, if their form has one; the others are drawn with ECharts.

mod bars;
mod lines;
mod mirror;
mod pairs;
mod parts;
mod rules;
mod scale;
mod stacks;
mod strip;

use crate::context::Context;
use crate::numbers::Numbers;
use crate::plan::Form;
use crate::view::drawing::Drawing;

use rules::Kind;

pub use lines::largest;
pub use mirror::cells;
pub use pairs::{Side, pairs};
pub use parts::{adds_up, in_order};
pub use rules::is_compared;

/// Draws the numbers; `named` are the rows that the figure's sentence names, and lines are as high as their room at
/// `largest` persons. `None` where the form has no drawing.
pub fn drawing(
    context: &Context,
    form: &Form,
    numbers: &Numbers,
    named: &[String],
    largest: u64,
) -> Option<Drawing> {
    Some(match rules::choose(context, form, numbers)? {
        Kind::Bars => Drawing::Bars(bars::bars(context, form, numbers, named)),
        Kind::Strip => match strip::strip(context, form, numbers) {
            Some(strip) => Drawing::Strip(strip),
            None => Drawing::Bars(bars::bars(context, form, numbers, named)),
        },
        Kind::Lines => Drawing::Lines(lines::lines(context, form, numbers, largest)),
        Kind::Mirror => Drawing::Mirror(mirror::mirror(context, numbers, named)?),
        Kind::Stacks => Drawing::Stacks(stacks::stacks(context, form, numbers)?),
    })
}
