//! The switches of a figure: its shape, its grain, and what it folds away. Each leads to a view.

use crate::context::Context;
use crate::controls::offer;
use crate::link;
use crate::numbers::{Numbers, labels};
use crate::plan::{self, Plan};
use crate::query::{Grain, Look, Shape, Show, Wish};
use crate::view::{Atlas, Choice, Folded, Link};
use crate::words::{self, Phrase};

/// The ways of seeing a figure; none where nothing answers it in any of them.
pub fn shapes(context: &Context, plan: &Plan, numbers: Option<&Numbers>) -> Vec<Choice> {
    let look = context.query.look(&plan.id);
    let by_itself = look
        .shape
        .filter(|shape| takes_another_table(*shape) && context.query.breakdown.is_none());
    let shapes = numbers
        .map(|numbers| numbers.shapes)
        .or(by_itself.map(|shape| (Shape::Chart, shape)));
    let Some((opening, shown)) = shapes else {
        return vec![];
    };
    let choice = |(shape, label): (Shape, Phrase)| {
        let look = Look {
            shape: Some(shape).filter(|shape| *shape != opening),
            ..look
        };
        let query = context.query.with_look(&plan.id, look);
        let unavailable = (takes_another_table(shape) && shape != shown)
            .then(|| offer::unless_answered(context, plan, &query));
        let link = link::to(context, label.get(context.lang()), &query);
        Choice {
            link,
            selected: shape == shown,
            unavailable: unavailable.flatten(),
        }
    };
    ways(context, plan).into_iter().map(choice).collect()
}

/// Whether a shape shows more than the others of a page without a breakdown.
fn takes_another_table(shape: Shape) -> bool {
    matches!(shape, Shape::Heat | Shape::Flow)
}

fn ways(context: &Context, plan: &Plan) -> Vec<(Shape, Phrase)> {
    let Some(dimension) = plan.form.dimension() else {
        return vec![
            (Shape::Chart, words::figure::CHART),
            (Shape::Table, words::figure::TABLE),
        ];
    };
    let together = context.query.breakdown.is_none() && dimension.settled.is_none();
    let chart = (together || plan.form.has_bars()).then_some((Shape::Chart, words::figure::CHART));
    let stacked = plan.form.stacks(context.show) && !together;
    let stacked = stacked.then_some((Shape::Stacked, words::look::STACKED));
    let map = Atlas::of(dimension)
        .filter(|_| together)
        .map(|_| (Shape::Map, words::map::MAP));
    let flows = match together {
        true => plan::source(context.catalog(), dimension).is_some() && context.show == Show::Count,
        false => plan.form.flows(context.show),
    };
    let flow = flows.then_some((Shape::Flow, words::look::FLOW));
    let heat = if together {
        words::look::HEAT_BY_YEAR
    } else {
        words::look::HEAT
    };
    let rest = [(Shape::Heat, heat), (Shape::Table, words::figure::TABLE)];
    chart
        .into_iter()
        .chain(stacked)
        .chain(map)
        .chain(flow)
        .chain(rest)
        .collect()
}

/// The grains that a figure's categories can be compared at, where there are several. The one at which it opens is not
/// said in a link.
pub fn grains(context: &Context, plan: &Plan, numbers: &Numbers) -> Vec<Choice> {
    let Some(grains) = numbers.grains else {
        return vec![];
    };
    let choice = |(label, grain): (Phrase, Grain)| {
        let look = Look {
            grain: Some(grain).filter(|grain| *grain != grains.opening),
            ..context.query.look(&plan.id)
        };
        Choice {
            link: to(context, plan, label, look),
            selected: grain == grains.shown(),
            unavailable: None,
        }
    };
    [
        (words::look::GROUPS, Grain::Groups),
        (words::look::DETAIL, Grain::Detail),
    ]
    .map(choice)
    .into()
}

/// The categories of which everything is hidden, with the way to see them among the others or to fold them again.
pub fn folded(context: &Context, plan: &Plan, numbers: &Numbers) -> Option<Folded> {
    let look = context.query.look(&plan.id);
    let (label, toggled) = if numbers.unfolded {
        (
            words::look::FOLD,
            Look {
                unfolded: false,
                ..look
            },
        )
    } else {
        (words::look::UNFOLD, look.with(Wish::Unfolded))
    };
    let sentence = words::look::folded(context.lang(), &labels(&numbers.hidden))?;
    let values = numbers.folded().len() * numbers.shown.columns.len();
    Some(Folded {
        sentence,
        toggle: to(context, plan, label, toggled),
        values,
    })
}

fn to(context: &Context, plan: &Plan, label: Phrase, look: Look) -> Link {
    link::to(
        context,
        label.get(context.lang()),
        &context.query.with_look(&plan.id, look),
    )
}
