//! Decides which form a figure's drawing has, by its dimension and by the number of its categories.
//!
//! The codebook can say otherwise: `drawn = "bars"` or `"strip"`, `ordered`, `mirrored_by`, and `other` for a category.
//!
//! | figure | drawing |
//! |---|---|
//! | ages by sex, or another pair that the codebook declares | bars on both sides |
//! | measures, year by year | lines |
//! | outcomes, year by year | a divided bar a year |
//! | up to four categories without an order of their own, one answer a person | one bar that is everybody; of fewer than 30, a dot a person |
//! | all other categories | rows, divided by what is in them where groups are shown |
//! | categories of two selections | points on one scale |
//! | fewer than half of the categories with a number, and no sum of the others | rows of numbers without bars |
//! | what a reader breaks down, stacks, or relates to the year before | ECharts |

use cube::{Drawn, TOTAL};

use crate::context::Context;
use crate::counts::Amount;
use crate::figures::drawn::parts;
use crate::numbers::{Line, Numbers};
use crate::plan::Form;
use crate::query::{Shape, Show};
use crate::view::MOST_SERIES;

/// The most categories that are one bar, where few of them have a number.
const MOST_CATEGORIES: usize = 7;

/// The form of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Rows with a bar each.
    Bars,
    /// One bar that is everybody.
    Strip,
    /// Lines from year to year.
    Lines,
    /// A divided bar a year.
    Stacks,
    /// Bars on both sides of the categories.
    Mirror,
}

/// Chooses the form of a drawing; `None` where ECharts draws the figure, or it is no chart.
pub fn choose(context: &Context, form: &Form, numbers: &Numbers) -> Option<Kind> {
    if numbers.shapes.1 == Shape::Mirror {
        return Some(Kind::Mirror);
    }
    if numbers.shapes.1 != Shape::Chart || context.show == Show::Change {
        return None;
    }
    match form {
        Form::Measures(_) => Some(Kind::Lines),
        Form::Profile(..) => Some(if is_strip(context, form, numbers) {
            Kind::Strip
        } else {
            Kind::Bars
        }),
        Form::OverTime(_, dimension) => {
            (dimension.settled.is_some() && context.show == Show::Count).then_some(Kind::Stacks)
        }
        Form::Crossed(..) => None,
    }
}

/// Decides whether two selections of a figure are drawn on one scale.
pub fn is_compared(form: &Form, numbers: &Numbers, show: Show) -> bool {
    let is_profile = matches!(form, Form::Profile(_, dimension) if dimension.settled.is_none());
    is_profile && numbers.shapes.1 == Shape::Chart && matches!(show, Show::Count | Show::Share)
}

/// Decides whether the categories are drawn as one bar: few, without an order of their own, and parts of a known whole.
fn is_strip(context: &Context, form: &Form, numbers: &Numbers) -> bool {
    let Some(dimension) = form.dimension() else {
        return false;
    };
    let rows = numbers.shown.rows.iter().enumerate();
    let is_answer = |(at, row): &(usize, &Line)| {
        !row.unknown && numbers.shown.entry(*at, 0).amount != Amount::Hidden
    };
    let answers = rows.filter(is_answer).count();
    let has_colours = dimension.drawn == Some(Drawn::Strip) || !dimension.ordered;
    let parts = answers + usize::from(parts::adds_up(context, form, numbers));
    let whole = numbers.matrix.entry(0, 0).amount.exact();
    let categories = dimension.children(TOTAL).count();
    !dimension.multi_response
        && has_colours
        && dimension.drawn != Some(Drawn::Bars)
        && dimension.settled.is_none()
        && matches!(context.show, Show::Count | Show::Share)
        && (1..=MOST_SERIES).contains(&answers)
        && (categories <= MOST_CATEGORIES || dimension.drawn == Some(Drawn::Strip))
        && parts > 1
        && whole.is_some_and(|whole| whole > 0)
}

/// Decides whether fewer than half of the categories have a number, and what is hidden does not add up to a sum either:
/// bars of the few would say little of all.
pub fn is_mostly_hidden(context: &Context, form: &Form, numbers: &Numbers) -> bool {
    let shown = &numbers.shown;
    let numbered =
        (0..shown.rows.len()).filter(|row| shown.entry(*row, 0).amount != Amount::Hidden);
    let all = shown.rows.len() + numbers.folded().len();
    numbered.count() * 2 < all && !parts::adds_up(context, form, numbers)
}
