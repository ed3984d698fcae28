//! Reads the numbers of each selection that a figure shows: one, or two that are compared.

use crate::context::Context;
use crate::numbers::Numbers;
use crate::plan::{self, Answer, Plan};
use crate::query::{Query, Show};
use crate::view::Selection;

/// One selection of a figure.
pub struct Panel<'a> {
    /// Its release and query.
    pub context: Context<'a>,
    /// Where it stands.
    pub selection: Selection,
    /// The tables that answer it, if they are published.
    pub answers: Option<Vec<Answer<'a>>>,
    /// Its numbers, if these tables are there.
    pub numbers: Option<Numbers>,
}

/// The selections of a figure: the page's, and `other` where that is another one for the figure.
pub fn panels<'a>(page: &Context<'a>, plan: &Plan, other: Option<&'a Query>) -> Vec<Panel<'a>> {
    let mut panels: Vec<Panel> = contexts(page, plan, other)
        .into_iter()
        .map(|(context, selection)| {
            let answers = plan::answer_figure(context.catalog(), context.query, &plan.form);
            Panel {
                context,
                selection,
                answers,
                numbers: None,
            }
        })
        .collect();
    let numbers = match together(plan, &panels) {
        Some(numbers) => numbers.into_iter().map(Some).collect(),
        None => panels
            .iter()
            .map(|panel| together(plan, std::slice::from_ref(panel))?.pop())
            .collect::<Vec<_>>(),
    };
    panels
        .iter_mut()
        .zip(numbers)
        .for_each(|(panel, numbers)| panel.numbers = numbers);
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
    // What only one of them can show is shown of neither.
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

/// The numbers of several selections with the same categories; `None` where one of them is not answered.
fn together(plan: &Plan, panels: &[Panel]) -> Option<Vec<Numbers>> {
    let sides = panels
        .iter()
        .map(|panel| Some((panel.context, panel.answers.as_deref()?)));
    Numbers::read(plan, &sides.collect::<Option<Vec<_>>>()?)
}
