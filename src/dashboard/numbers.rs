//! A figure's numbers, and what it compares of them: at which grain, and without what is hidden throughout.

use crate::answer::Answer;
use crate::context::Context;
use crate::draw;
use crate::grain::{self, Compared};
use crate::look::Grain;
use crate::matrix::Matrix;
use crate::plan::{Form, Plan};

/// A figure's numbers.
pub struct Numbers {
    /// All of them.
    pub matrix: Matrix,
    /// What of them is drawn.
    pub compared: Compared,
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
        let rolled_up = answers.iter().any(|answer| answer.rolled_up);
        let nested = plan.form.dimension().is_some_and(grain::is_nested) && !rolled_up;
        let grains = nested.then(|| Grains { opening: grain::opening(&matrix), asked: look.grain });
        let grain = grains.map_or(Grain::Detail, Grains::shown);
        let compared = draw::compared(&plan.form, &matrix, grain, look.unfolded);
        Some(Numbers { matrix, compared, rolled_up, grains })
    }

    /// Whether the figure shows groups because of what is hidden, not because the reader wants them.
    pub fn opens_by_groups(&self) -> bool {
        self.grains == Some(Grains { opening: Grain::Groups, asked: None })
    }
}

fn matrix(context: &Context, form: &Form, answers: &[Answer]) -> Option<Matrix> {
    let order = context.query.order;
    match form {
        Form::Measures(measures) => Matrix::measures(context, measures, answers),
        Form::OverTime(measure, dimension) => {
            Some(Matrix::over_time(context, measure, dimension, answers.first()?)?.sorted(order))
        }
        Form::Profile(measure, dimension) => {
            Some(Matrix::profile(context, measure, dimension, answers.first()?)?.sorted(order))
        }
    }
}
