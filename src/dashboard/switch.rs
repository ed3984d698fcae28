//! The switches of a figure: its shape, its grain, and what it folds away. Each leads to a view.

use crate::context::Context;
use crate::grain;
use crate::look::{Grain, Look, Shape, Wish};
use crate::numbers::Numbers;
use crate::plan::Plan;
use crate::view::{Body, Choice, Folded, Link};
use crate::words::{self, Phrase};

/// The ways of seeing a figure.
pub fn shapes(context: &Context, plan: &Plan, body: &Body) -> Vec<Choice> {
    let map = plan.form.atlas().map(|_| (words::map::MAP, Shape::Map, matches!(body, Body::Map(_))));
    let chart = (words::CHART, Shape::Chart, matches!(body, Body::Chart(_)));
    let table = (words::TABLE, Shape::Table, matches!(body, Body::Table(_)));
    let choice = |(label, shape, selected): (Phrase, Shape, bool)| {
        let look = context.query.look(&plan.id);
        let look = Look { shape: Some(shape).filter(|shape| *shape != Shape::Chart), ..look };
        Choice { link: to(context, plan, label, look), selected, unavailable: None }
    };
    [chart].into_iter().chain(map).chain([table]).map(choice).collect()
}

/// The grains that a figure's categories can be compared at, where there are several. The one at which it opens is not
/// said in a link.
pub fn grains(context: &Context, plan: &Plan, numbers: &Numbers) -> Vec<Choice> {
    let Some(grains) = numbers.grains else { return vec![] };
    let choice = |(label, grain): (Phrase, Grain)| {
        let look = Look { grain: Some(grain).filter(|grain| *grain != grains.opening), ..context.query.look(&plan.id) };
        Choice { link: to(context, plan, label, look), selected: grain == grains.shown(), unavailable: None }
    };
    [(words::look::GROUPS, Grain::Groups), (words::look::DETAIL, Grain::Detail)].map(choice).into()
}

/// The categories of which everything is hidden, with the way to see them among the others or to fold them again.
pub fn folded(context: &Context, plan: &Plan, numbers: &Numbers) -> Option<Folded> {
    let (look, compared) = (context.query.look(&plan.id), &numbers.compared);
    let again = look.unfolded.then(|| grain::folded(compared.shown.clone()));
    let (lines, columns) = match &again {
        Some(again) => (&again.folded, 0),
        None => (&compared.folded, compared.shown.columns.len()),
    };
    let (label, look) = match again {
        Some(_) => (words::look::FOLD, Look { unfolded: false, ..look }),
        None => (words::look::UNFOLD, look.with(Wish::Unfolded)),
    };
    let sentence = words::look::folded(context.lang(), lines)?;
    Some(Folded { sentence, toggle: to(context, plan, label, look), values: lines.len() * columns })
}

fn to(context: &Context, plan: &Plan, label: Phrase, look: Look) -> Link {
    context.link(label.get(context.lang()), &context.query.with_look(&plan.id, look))
}
