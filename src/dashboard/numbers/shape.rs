//! Chooses the shape in which a figure opens, and the one in which it is shown.

use crate::context::Context;
use crate::plan::{self, Form, Plan};
use crate::query::Shape;
use crate::view::MOST_SERIES;

/// Chooses the shape in which a figure opens, and the one in which it is shown.
///
/// A heat map opens where a chart would have more series than there are colours.
pub fn shapes(context: &Context, plan: &Plan, rows: usize) -> (Shape, Shape) {
    let opening = opening_of_its_own(context, &plan.form).unwrap_or(match plan.form {
        Form::Crossed(..) if context.query.breakdown.is_some() => Shape::Heat,
        Form::OverTime(..) if context.query.breakdown.is_some() && rows > MOST_SERIES => {
            Shape::Heat
        }
        Form::Measures(_) | Form::Profile(..) | Form::OverTime(..) | Form::Crossed(..) => {
            Shape::Chart
        }
    });
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

/// Returns the shape in which a figure opens that a table of its own makes possible.
fn opening_of_its_own(context: &Context, form: &Form) -> Option<Shape> {
    let (measure, dimension) = (form.measures().first()?, form.dimension()?);
    let (catalog, query) = (context.catalog(), context.query);
    plan::mirror(catalog, query, measure, dimension).map(|_| Shape::Mirror)
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
