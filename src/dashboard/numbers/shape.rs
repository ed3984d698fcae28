//! Chooses the shape in which a figure opens, and the one in which it is shown.

use crate::context::Context;
use crate::plan::{self, Form, Plan};
use crate::query::Shape;
use crate::view::MOST_SERIES;

/// Chooses the shape in which a figure opens, and the one in which it is shown.
///
/// A heat map opens where a chart would have more series than there are colours.
pub fn shapes(context: &Context, plan: &Plan, rows: usize) -> (Shape, Shape) {
    let is_mirrored = plan.form.measures().first().is_some_and(|measure| {
        let mirror = |dimension| plan::mirror(context.catalog(), context.query, measure, dimension);
        plan.form.dimension().and_then(mirror).is_some()
    });
    let opening = match plan.form {
        _ if is_mirrored => Shape::Mirror,
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
        choose_shown(
            context,
            &plan.form,
            opening,
            context.query.display(&plan.id).shape,
        ),
    )
}

/// Returns the reader's choice if the figure can have that shape, or else the one in which it opens.
fn choose_shown(context: &Context, form: &Form, opening: Shape, chosen: Option<Shape>) -> Shape {
    let can_be = |shape: &Shape| match (shape, form) {
        (Shape::Table, _) | (Shape::Heat, Form::OverTime(..) | Form::Crossed(..)) => true,
        (Shape::Mirror, form) => form.is_mirrored(),
        (Shape::Map, _) => form.atlas().is_some(),
        (Shape::Chart, form) => form.has_bars(),
        (Shape::Stacked, form) => form.stacks(context.show),
        (Shape::Flow, form) => form.flows(context.show),
        (Shape::Heat, Form::Measures(_) | Form::Profile(..)) => false,
    };
    chosen.filter(can_be).unwrap_or(opening)
}
