//! Reads the numbers of each selection that a figure shows: one, or two compared ones.

use crate::context::Context;
use crate::numbers::Numbers;
use crate::plan::{self, Answer, Plan};
use crate::query::{Query, Show};
use crate::view::Selection;

/// One selection of a figure.
pub struct Panel<'a> {
    /// Its release and query.
    pub context: Context<'a>,
    /// Its place in the comparison.
    pub selection: Selection,
    /// The tables that answer it, if any are published.
    pub answers: Option<Vec<Answer<'a>>>,
    /// Its numbers, if these tables were loaded.
    pub numbers: Option<Numbers>,
}

/// Reads the selections of a figure: the page's, and `other` if the figure shows a difference between them.
pub fn panels<'a>(page: &Context<'a>, plan: &Plan, other: Option<&'a Query>) -> Vec<Panel<'a>> {
    let mut panels = Vec::new();
    for (context, selection) in contexts(page, plan, other) {
        panels.push(Panel {
            context,
            selection,
            answers: plan::answer_figure(context.catalog(), context.query, &plan.form),
            numbers: None,
        });
    }
    match read_together(plan, &panels) {
        Some(numbers) => {
            for (panel, numbers) in panels.iter_mut().zip(numbers) {
                panel.numbers = Some(numbers);
            }
        }
        None => {
            for panel in &mut panels {
                let alone = read_together(plan, std::slice::from_ref(panel));
                panel.numbers = alone.and_then(|mut numbers| numbers.pop());
            }
        }
    }
    panels
}

/// Lists the contexts of a figure's selections. A figure that shows everything in which the two differ is the same for both.
fn contexts<'a>(
    page: &Context<'a>,
    plan: &Plan,
    other: Option<&'a Query>,
) -> Vec<(Context<'a>, Selection)> {
    let one = plan::for_figure(*page, &plan.form);
    let Some(other) = other else {
        return vec![(one, Selection::Alone)];
    };
    let differs = page
        .query
        .differs_in(page.catalog())
        .is_some_and(|dimension| plan.form.applies(dimension));
    if !differs {
        return vec![(one, Selection::Both)];
    }
    let other = plan::for_figure(plan::for_page(page.release, other), &plan.form);
    // A form that only one of them can show is shown for neither.
    let show = if one.show == other.show {
        one.show
    } else {
        Show::Count
    };
    vec![
        (Context { show, ..one }, Selection::One),
        (Context { show, ..other }, Selection::Other),
    ]
}

/// Reads the numbers of several selections with the same categories; `None` where one of them is not answered.
fn read_together(plan: &Plan, panels: &[Panel]) -> Option<Vec<Numbers>> {
    let sides = panels
        .iter()
        .map(|panel| Some((panel.context, panel.answers.as_deref()?)));
    Numbers::read(plan, &sides.collect::<Option<Vec<_>>>()?)
}
