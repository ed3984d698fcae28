//! The selections that a figure shows: the page's, or, where two are compared, each of them with numbers that go with the
//! other's.

use crate::context::Context;
use crate::numbers::Numbers;
use crate::plan::{self, Answer, Plan};
use crate::query::{Query, Show};
use crate::view::Place;

/// One selection of a figure.
pub struct Part<'a> {
    /// What is asked.
    pub context: Context<'a>,
    /// Where it stands.
    pub place: Place,
    /// The tables that answer it, if they are published.
    pub answers: Option<Vec<Answer<'a>>>,
    /// Its numbers, if these tables are there.
    pub numbers: Option<Numbers>,
}

/// The selections of a figure: the page's, and `other` where that is another one for the figure.
pub fn parts<'a>(page: &Context<'a>, plan: &Plan, other: Option<&'a Query>) -> Vec<Part<'a>> {
    let mut parts: Vec<Part> = contexts(page, plan, other)
        .into_iter()
        .map(|(context, place)| {
            let answers = plan::answer_figure(context.catalog(), context.query, &plan.form);
            Part {
                context,
                place,
                answers,
                numbers: None,
            }
        })
        .collect();
    let numbers = match together(plan, &parts) {
        Some(numbers) => numbers.into_iter().map(Some).collect(),
        None => parts
            .iter()
            .map(|part| together(plan, std::slice::from_ref(part))?.pop())
            .collect::<Vec<_>>(),
    };
    parts
        .iter_mut()
        .zip(numbers)
        .for_each(|(part, numbers)| part.numbers = numbers);
    parts
}

/// What is asked, and where it stands. A figure that shows everything in which the two differ is the same for both.
fn contexts<'a>(
    page: &Context<'a>,
    plan: &Plan,
    other: Option<&'a Query>,
) -> Vec<(Context<'a>, Place)> {
    let one = plan::for_figure(*page, &plan.form);
    let Some(other) = other else {
        return vec![(one, Place::Alone)];
    };
    let differs = page
        .query
        .differs_in(page.catalog())
        .is_some_and(|dimension| plan.form.applies(dimension));
    if !differs {
        return vec![(one, Place::Both)];
    }
    let other = plan::for_figure(plan::for_page(page.release, other), &plan.form);
    // What only one of them can show is shown of neither.
    let show = if one.show == other.show {
        one.show
    } else {
        Show::Count
    };
    vec![
        (Context { show, ..one }, Place::One),
        (Context { show, ..other }, Place::Other),
    ]
}

/// The numbers of several selections with the same categories; `None` where one of them is not answered.
fn together(plan: &Plan, parts: &[Part]) -> Option<Vec<Numbers>> {
    let sides = parts
        .iter()
        .map(|part| Some((part.context, part.answers.as_deref()?)));
    Numbers::read(plan, &sides.collect::<Option<Vec<_>>>()?)
}
