//! Decides the shape in which a figure opens, and the one in which it is shown.

use crate::context::Context;
use crate::plan::{Form, Plan};
use crate::query::Shape;
use crate::view::MOST_SERIES;

/// The shape in which a figure opens, and the one in which it is shown. Where a chart would have more series than colours
/// keep apart, a heat map opens.
pub fn shapes(context: &Context, plan: &Plan, rows: usize) -> (Shape, Shape) {
    let opening = match plan.form {
        Form::Crossed(..) if context.query.breakdown.is_some() => Shape::Heat,
        Form::OverTime(..) if context.query.breakdown.is_some() && rows > MOST_SERIES => {
            Shape::Heat
        }
        Form::Measures(_) | Form::Profile(..) | Form::OverTime(..) | Form::Crossed(..) => {
            Shape::Chart
        }
    };
    (
        opening,
        shown(
            context,
            &plan.form,
            opening,
            context.query.display(&plan.id).shape,
        ),
    )
}

/// The shape in which a figure is shown: the reader's choice if the figure has that shape, else the one in which it opens.
fn shown(context: &Context, form: &Form, opening: Shape, asked: Option<Shape>) -> Shape {
    let can_be = |shape: &Shape| match (shape, form) {
        (Shape::Table, _) | (Shape::Heat, Form::OverTime(..) | Form::Crossed(..)) => true,
        (Shape::Map, _) => form.atlas().is_some(),
        (Shape::Chart, form) => form.has_bars(),
        (Shape::Stacked, form) => form.stacks(context.show),
        (Shape::Flow, form) => form.flows(context.show),
        (Shape::Heat, Form::Measures(_) | Form::Profile(..)) => false,
    };
    asked.filter(can_be).unwrap_or(opening)
}
