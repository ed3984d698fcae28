//! A figure's numbers, and what it compares of them: at which grain, and without what is hidden throughout.

use crate::context::Context;
use crate::numbers::entry::Entry;
use crate::numbers::line::Line;
use crate::numbers::matrix::Matrix;
use crate::numbers::shape::shapes;
use crate::numbers::{grain, tabulate};
use crate::plan::{self, Answer, Form, Plan};
use crate::query::{Grain, Shape};

/// A figure's numbers, or those of one side of a comparison.
pub struct Numbers {
    /// All of them.
    pub matrix: Matrix,
    /// What of them is drawn: categories as rows, if there are any.
    pub shown: Matrix,
    /// Where parts stand one on the other, or flow into each other: the whole that each of them makes up.
    pub wholes: Vec<Entry>,
    /// The categories of which every number is hidden.
    pub hidden: Vec<Line>,
    /// Whether these are drawn as well.
    pub unfolded: bool,
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
    /// The numbers of a figure, one for each selection that is compared: the same categories at the same grain in the same
    /// order, as all of them together decide. `None` where a table is not there.
    pub fn of(plan: &Plan, sides: &[(Context, &[Answer])]) -> Option<Vec<Numbers>> {
        let matrices = sides
            .iter()
            .map(|(context, answers)| matrix(context, &plan.form, answers));
        let matrices: Vec<Matrix> = matrices.collect::<Option<_>>()?;
        let (context, _) = sides.first()?;
        if plan.form.dimension().is_none() {
            return Some(
                matrices
                    .into_iter()
                    .map(|matrix| measures(context, plan, matrix))
                    .collect(),
            );
        }
        let nested = plan.form.dimension().is_some_and(plan::is_nested);
        let rolled_up = nested
            && sides
                .iter()
                .flat_map(|(_, answers)| *answers)
                .any(|answer| answer.rolled_up);
        let matrices = matrices.iter().map(|matrix| {
            if rolled_up {
                matrix.groups()
            } else {
                matrix.clone()
            }
        });
        let matrices: Vec<Matrix> = matrices.collect();
        let order = matrices.first()?.order(context.query.order);
        let matrices: Vec<Matrix> = matrices.iter().map(|matrix| matrix.only(&order)).collect();
        let together = matrices
            .iter()
            .skip(1)
            .fold(matrices.first()?.clone(), Matrix::beside);
        let look = context.query.look(&plan.id);
        let opening = || Grains {
            opening: grain::opening(&together),
            asked: look.grain,
        };
        let grains = (nested && !rolled_up).then(opening);
        let whole = plan.form.shows_whole().then_some(0);
        let at = grain::rows_at(&together, grains.map_or(Grain::Detail, Grains::shown));
        // Beside each other, what is in one group does not stand together.
        let at = matrices.first()?.in_order(context.query.order, at);
        let at: Vec<usize> = whole.into_iter().chain(at).collect();
        let years = |shape| drawn(shape, &together);
        let as_chart = grain::folded(&years(Shape::Chart), at.clone());
        let shapes = shapes(context, plan, as_chart.shown.len());
        // What tells how many there are in all is not folded where that is shown.
        let shows_all = match shapes.1 {
            Shape::Heat | Shape::Flow => true,
            Shape::Stacked => !plan.form.over_time(),
            Shape::Chart | Shape::Map | Shape::Table => false,
        };
        let rows = if shows_all {
            grain::folded(&years(Shape::Heat), at.clone())
        } else {
            as_chart
        };
        let drawn_at = if look.unfolded { &at } else { &rows.shown };
        let numbers = |matrix: Matrix| Numbers {
            shown: drawn(shapes.1, &matrix).only(drawn_at),
            wholes: match shapes.1 {
                Shape::Stacked | Shape::Flow => wholes(&plan.form, &matrix, drawn_at),
                Shape::Chart | Shape::Heat | Shape::Map | Shape::Table => vec![],
            },
            hidden: matrix.only(&rows.folded).rows,
            unfolded: look.unfolded,
            matrix,
            shapes,
            rolled_up,
            grains,
        };
        Some(matrices.into_iter().map(numbers).collect())
    }

    /// The grain of the categories that are compared.
    pub fn grain(&self) -> Grain {
        self.grains.map_or(Grain::Detail, Grains::shown)
    }

    /// The categories that are not drawn because every number of theirs is hidden.
    pub fn folded(&self) -> &[Line] {
        if self.unfolded { &[] } else { &self.hidden }
    }

    /// Whether the figure shows groups because of what is hidden, not because the reader wants them.
    pub fn opens_by_groups(&self) -> bool {
        self.grains
            == Some(Grains {
                opening: Grain::Groups,
                asked: None,
            })
    }
}

/// Measures, which have nothing to fold.
fn measures(context: &Context, plan: &Plan, matrix: Matrix) -> Numbers {
    let shown = matrix.select(|row| !row.is_total(), |_| true);
    let shapes = shapes(context, plan, 0);
    Numbers {
        matrix,
        shown,
        wholes: vec![],
        hidden: vec![],
        unfolded: false,
        shapes,
        rolled_up: false,
        grains: None,
    }
}

/// The columns that a figure draws: only a heat map has what adds up the others beside them.
fn drawn(shape: Shape, matrix: &Matrix) -> Matrix {
    matrix.select(
        |_| true,
        |column| shape == Shape::Heat || !column.is_total(),
    )
}

/// Everybody in each bar: in each year, or in each category.
fn wholes(form: &Form, matrix: &Matrix, rows: &[usize]) -> Vec<Entry> {
    if form.over_time() {
        drawn(Shape::Stacked, matrix)
            .entries
            .first()
            .cloned()
            .unwrap_or_default()
    } else {
        rows.iter().map(|row| matrix.at(*row, 0)).collect()
    }
}

fn matrix(context: &Context, form: &Form, answers: &[Answer]) -> Option<Matrix> {
    match form {
        Form::Measures(measures) => tabulate::measures(context, measures, answers),
        Form::OverTime(measure, dimension) => {
            tabulate::over_time(context, measure, dimension, answers.first()?)
        }
        Form::Crossed(_, dimension, by) => {
            tabulate::crossed(context, (dimension, by), answers.first()?)
        }
        Form::Profile(measure, dimension) => {
            tabulate::profile(context, measure, dimension, answers.first()?)
        }
    }
}
