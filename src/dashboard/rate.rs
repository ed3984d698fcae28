//! Rates: how many persons per 100,000 inhabitants, in a year or in the mean of several.
//!
//! A figure has rates if the codebook gives inhabitants for its dimension and no filter leaves only some of the
//! persons: of them alone, the inhabitants are not known. Whether there are rates never depends on a number; which
//! number has one does.

use cube::Dimension;

use crate::context::Context;
use crate::counts::Rate;
use crate::matrix::Matrix;
use crate::plan::{self, Plan};
use crate::query::Show;
use crate::words;

impl Matrix {
    /// The same with what rates are reckoned by, where they are shown. A total column, or the only one, is of all
    /// years that are asked for.
    pub fn with_rates(
        mut self,
        context: &Context,
        dimension: &Dimension,
        codes: &[&str],
    ) -> Matrix {
        let population = context
            .catalog()
            .population(&dimension.id)
            .filter(|_| context.show == Show::Rate);
        let Some(population) = population else {
            return self;
        };
        let single = self.columns.len() == 1;
        for (code, entries) in codes.iter().zip(&mut self.entries) {
            let inhabitants = population.inhabitants(dimension, code);
            for (column, entry) in self.columns.iter().zip(entries) {
                let years = if single || column.total {
                    context.years().len() as u64
                } else {
                    1
                };
                entry.rate = Some(Rate { inhabitants, years });
            }
        }
        self
    }
}

/// Which of the figures have rates, where rates are asked and others have none.
pub fn told(context: &Context, plans: &[Plan]) -> Option<String> {
    let rated = plans
        .iter()
        .filter(|plan| plan::for_figure(*context, &plan.form).show == Show::Rate);
    let rated: Vec<String> = rated
        .filter_map(|plan| Some(context.text(&plan.form.dimension()?.label)))
        .collect();
    let some = context.show == Show::Rate && rated.len() < plans.len();
    some.then(|| words::show::rates_in(context.lang(), &rated))
}
