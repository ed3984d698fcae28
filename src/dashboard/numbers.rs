//! A figure's numbers, and what it compares of them: at which grain, and without what is hidden throughout.

use crate::answer::Answer;
use crate::context::Context;
use crate::draw::{self, MOST_SERIES};
use crate::grain::{self, Compared};
use crate::look::{Grain, Shape};
use crate::matrix::Matrix;
use crate::plan::{Form, Plan};

/// A figure's numbers.
pub struct Numbers {
    /// All of them.
    pub matrix: Matrix,
    /// What of them is drawn.
    pub compared: Compared,
    /// The shape at which it opens, and the one in which it is shown.
    pub shapes: (Shape, Shape),
    /// Whether only the groups of a nested dimension are published.
    pub rolled_up: bool,
    /// The grains of its categories, where there are several.
    pub grains: Option<Grains>,
}

/// The grains of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grains {
    /// The one at which it opens.
    pub opening: Grain,
    /// What the reader asks for.
    pub asked: Option<Grain>,
}

impl Grains {
    /// The one that is shown.
    pub fn shown(self) -> Grain {
        self.asked.unwrap_or(self.opening)
    }
}

impl Numbers {
    /// The numbers of a figure; `None` where a table is not there.
    pub fn of(context: &Context, plan: &Plan, answers: &[Answer]) -> Option<Numbers> {
        let matrix = matrix(context, &plan.form, answers)?;
        let look = context.query.look(&plan.id);
        let nested = plan.form.dimension().is_some_and(grain::is_nested);
        let rolled_up = nested && answers.iter().any(|answer| answer.rolled_up);
        let grains = (nested && !rolled_up).then(|| Grains { opening: grain::opening(&matrix), asked: look.grain });
        let grain = grains.map_or(Grain::Detail, Grains::shown);
        let compared = |shape| draw::compared(&plan.form, shape, &matrix, grain, look.unfolded);
        let as_chart = compared(Shape::Chart);
        let opening = opening(context, &plan.form, &as_chart);
        let shown = shown(&plan.form, opening, look.shape);
        let compared = if shown == Shape::Heat { compared(Shape::Heat) } else { as_chart };
        Some(Numbers { matrix, compared, shapes: (opening, shown), rolled_up, grains })
    }

    /// Whether the figure shows groups because of what is hidden, not because the reader wants them.
    pub fn opens_by_groups(&self) -> bool {
        self.grains == Some(Grains { opening: Grain::Groups, asked: None })
    }
}

/// The shape in which a figure opens: where a chart would have more series than colours keep apart, a heat map.
fn opening(context: &Context, form: &Form, as_chart: &Compared) -> Shape {
    let too_many = as_chart.shown.rows.len() > MOST_SERIES;
    match form {
        Form::Crossed(..) => Shape::Heat,
        Form::OverTime(..) if context.query.breakdown.is_some() && too_many => Shape::Heat,
        Form::Measures(_) | Form::Profile(..) | Form::OverTime(..) => Shape::Chart,
    }
}

/// The shape in which a figure is shown: the one that is asked for, where it has that, else the one in which it opens.
fn shown(form: &Form, opening: Shape, asked: Option<Shape>) -> Shape {
    let can_be = |shape: &Shape| match (shape, form) {
        (Shape::Table, _) | (Shape::Heat, Form::OverTime(..) | Form::Crossed(..)) => true,
        (Shape::Map, _) => form.atlas().is_some(),
        (Shape::Chart, form) => form.by().is_none(),
        (Shape::Heat, Form::Measures(_) | Form::Profile(..)) => false,
    };
    asked.filter(can_be).unwrap_or(opening)
}

fn matrix(context: &Context, form: &Form, answers: &[Answer]) -> Option<Matrix> {
    let order = context.query.order;
    match form {
        Form::Measures(measures) => Matrix::measures(context, measures, answers),
        Form::OverTime(measure, dimension) => {
            Some(Matrix::over_time(context, measure, dimension, answers.first()?)?.sorted(order))
        }
        Form::Crossed(_, dimension, by) => {
            Some(Matrix::crossed(context, (dimension, by), answers.first()?)?.sorted(order))
        }
        Form::Profile(measure, dimension) => {
            Some(Matrix::profile(context, measure, dimension, answers.first()?)?.sorted(order))
        }
    }
}
