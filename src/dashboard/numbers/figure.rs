//! Reads a figure's numbers, and decides which of them are drawn: at which grain, and without hidden categories.

use crate::context::Context;
use crate::numbers::entry::Entry;
use crate::numbers::grain::Rows;
use crate::numbers::line::Line;
use crate::numbers::matrix::Matrix;
use crate::numbers::shape::shapes;
use crate::numbers::{grain, tabulate};
use crate::plan::{self, Answer, Form, Plan};
use crate::query::{Grain, Order, Shape};

/// The numbers of a figure, or of one side of a comparison.
pub struct Numbers {
    /// All numbers.
    pub matrix: Matrix,
    /// The numbers that are drawn, with categories as rows if there are any.
    pub shown: Matrix,
    /// The wholes, if bars are stacked or drawn as a flow.
    pub wholes: Vec<Entry>,
    /// The categories whose numbers are all hidden.
    pub hidden: Vec<Line>,
    /// Whether these are drawn, too.
    pub unfolded: bool,
    /// The shape in which it opens, and the one in which it is shown.
    pub shapes: (Shape, Shape),
    /// Whether only the groups of a nested dimension are published.
    pub rolled_up: bool,
    /// The grains of its categories, if there are several.
    pub grains: Option<Grains>,
}

/// The grains of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grains {
    /// The grain at which it opens.
    pub opening: Grain,
    /// The grain that the reader has chosen.
    pub chosen: Option<Grain>,
}

impl Grains {
    /// Returns the grain that is shown.
    pub fn shown(self) -> Grain {
        self.chosen.unwrap_or(self.opening)
    }
}

impl Numbers {
    /// Reads the numbers of a figure for each compared selection. All have the same categories at the same grain in the
    /// same order, which is decided by all selections together. `None` where a table is missing.
    pub fn read(plan: &Plan, selections: &[(Context, &[Answer])]) -> Option<Vec<Numbers>> {
        let tabulated = selections
            .iter()
            .map(|(context, answers)| tabulate_form(context, &plan.form, answers));
        let tabulated: Vec<Matrix> = tabulated.collect::<Option<_>>()?;
        let (context, _) = selections.first()?;
        let numbers = match plan.form.dimension() {
            Some(dimension) => {
                let nested = plan::is_nested(dimension);
                let rolled_up = nested && is_rolled_up(selections);
                let ordered = in_one_order(context.query.order, tabulated, rolled_up)?;
                let decision = Decision::make(context, plan, &ordered, (nested, rolled_up))?;
                ordered
                    .into_iter()
                    .map(|matrix| decision.apply(matrix))
                    .collect()
            }
            None => tabulated
                .into_iter()
                .map(|matrix| measures(context, plan, matrix))
                .collect(),
        };
        Some(numbers)
    }

    /// Returns the grain of the compared categories.
    pub fn grain(&self) -> Grain {
        self.grains.map_or(Grain::Detail, Grains::shown)
    }

    /// Returns the categories that are not drawn because all their numbers are hidden.
    pub fn folded(&self) -> &[Line] {
        if self.unfolded { &[] } else { &self.hidden }
    }

    /// Decides whether the figure shows groups because details are hidden, not because the reader chose them.
    pub fn opens_by_groups(&self) -> bool {
        self.grains
            == Some(Grains {
                opening: Grain::Groups,
                chosen: None,
            })
    }
}

/// The decision which numbers a figure draws, the same for all compared selections.
struct Decision<'a> {
    form: &'a Form<'a>,
    /// The shape in which it opens, and the one in which it is shown.
    shapes: (Shape, Shape),
    /// The rows of the shown grain, in order.
    compared: Vec<usize>,
    /// The same rows, divided into those with a published number and those whose numbers are all hidden.
    rows: Rows,
    /// Whether the hidden ones are drawn, too.
    unfolded: bool,
    rolled_up: bool,
    grains: Option<Grains>,
}

impl<'a> Decision<'a> {
    /// Decides by the numbers of all selections together; `None` where there is no selection.
    fn make(
        context: &Context,
        plan: &'a Plan,
        matrices: &[Matrix],
        (nested, rolled_up): (bool, bool),
    ) -> Option<Decision<'a>> {
        let (first, others) = matrices.split_first()?;
        let together = others.iter().fold(first.clone(), Matrix::with_columns_of);
        let display = context.query.display(&plan.id);
        let grains = (nested && !rolled_up).then(|| Grains {
            // A pyramid of groups would have two rows.
            opening: if plan.form.is_mirrored() {
                Grain::Detail
            } else if plan.form.divides(context.show) {
                Grain::Groups
            } else {
                grain::opening(&together)
            },
            chosen: display.grain,
        });
        let rows_of_grain = grain::rows_at(&together, grains.map_or(Grain::Detail, Grains::shown));
        // Bars are ordered regardless of the groups that contain them.
        let in_order = first.in_order(context.query.order, rows_of_grain);
        let whole = plan.form.shows_whole().then_some(0);
        let compared: Vec<usize> = whole.into_iter().chain(in_order).collect();
        let as_chart = grain::fold(&drawn(Shape::Chart, &together), compared.clone());
        let shapes = shapes(context, plan, as_chart.shown.len());
        let rows = if shows_totals(shapes.1, &plan.form) {
            grain::fold(&drawn(Shape::Heat, &together), compared.clone())
        } else {
            as_chart
        };
        Some(Decision {
            form: &plan.form,
            shapes,
            compared,
            rows,
            unfolded: display.unfolded,
            rolled_up,
            grains,
        })
    }

    /// Applies the decision to the numbers of one selection.
    fn apply(&self, matrix: Matrix) -> Numbers {
        let drawn_rows = if self.unfolded {
            &self.compared
        } else {
            &self.rows.shown
        };
        Numbers {
            shown: drawn(self.shapes.1, &matrix).only(drawn_rows),
            wholes: match self.shapes.1 {
                Shape::Stacked | Shape::Flow => wholes(self.form, &matrix, drawn_rows),
                Shape::Chart | Shape::Heat | Shape::Mirror | Shape::Map | Shape::Table => vec![],
            },
            hidden: matrix.only(&self.rows.folded).rows,
            unfolded: self.unfolded,
            matrix,
            shapes: self.shapes,
            rolled_up: self.rolled_up,
            grains: self.grains,
        }
    }
}

/// Decides whether a shape shows totals, so that a category with a published total is drawn.
fn shows_totals(shape: Shape, form: &Form) -> bool {
    match shape {
        Shape::Heat | Shape::Flow => true,
        Shape::Stacked => !form.over_time(),
        Shape::Chart | Shape::Mirror | Shape::Map | Shape::Table => false,
    }
}

/// Decides whether a table of one of the selections has only groups of the compared dimension.
fn is_rolled_up(selections: &[(Context, &[Answer])]) -> bool {
    let mut answers = selections.iter().flat_map(|(_, answers)| *answers);
    answers.any(|answer| answer.rolled_up)
}

/// Puts the rows of all matrices in the order of the first one, and keeps only groups if only these are published.
fn in_one_order(order: Order, matrices: Vec<Matrix>, rolled_up: bool) -> Option<Vec<Matrix>> {
    let matrices: Vec<Matrix> = if rolled_up {
        matrices.iter().map(Matrix::groups).collect()
    } else {
        matrices
    };
    let rows = matrices.first()?.order(order);
    Some(matrices.iter().map(|matrix| matrix.only(&rows)).collect())
}

/// Makes the numbers of measures, none of which is folded away.
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

/// Keeps the columns that a shape draws: only a heat map has the total column.
fn drawn(shape: Shape, matrix: &Matrix) -> Matrix {
    matrix.select(
        |_| true,
        |column| shape == Shape::Heat || !column.is_total(),
    )
}

/// Returns the totals of stacked bars: of each year, or of each category.
fn wholes(form: &Form, matrix: &Matrix, rows: &[usize]) -> Vec<Entry> {
    if form.over_time() {
        drawn(Shape::Stacked, matrix)
            .entries
            .first()
            .cloned()
            .unwrap_or_default()
    } else {
        rows.iter().map(|row| matrix.entry(*row, 0)).collect()
    }
}

/// Reads the numbers of a figure from the tables that answer it.
fn tabulate_form(context: &Context, form: &Form, answers: &[Answer]) -> Option<Matrix> {
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
