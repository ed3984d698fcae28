//! Makes the switches of a figure: its shape, its grain, and the categories that it folds away.

use crate::context::Context;
use crate::controls::unanswered;
use crate::link;
use crate::numbers::{Numbers, labels};
use crate::plan::{self, Plan};
use crate::query::{Display, DisplayOption, Grain, Shape, Show};
use crate::view::{Atlas, Choice, Folded, Link};
use crate::words::{self, Phrase};

/// The ways of seeing a figure; none where nothing answers it in any of them.
pub fn shapes(context: &Context, plan: &Plan, numbers: Option<&Numbers>) -> Vec<Choice> {
    let display = context.query.display(&plan.id);
    let by_itself = display
        .shape
        .filter(|shape| takes_another_table(*shape) && context.query.breakdown.is_none());
    let shapes = numbers
        .map(|numbers| numbers.shapes)
        .or(by_itself.map(|shape| (Shape::Chart, shape)));
    let Some((opening, shown)) = shapes else {
        return vec![];
    };
    let choice = |(shape, label): (Shape, Phrase)| {
        let display = Display {
            shape: Some(shape).filter(|shape| *shape != opening),
            ..display
        };
        let query = context.query.with_display(&plan.id, display);
        let unavailable = (takes_another_table(shape) && shape != shown)
            .then(|| unanswered::unless_answered(context, plan, &query));
        let link = link::to_view(context, label.get(context.lang()), &query);
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
    let stacked = stacked.then_some((Shape::Stacked, words::display::STACKED));
    let map = Atlas::for_dimension(dimension)
        .filter(|_| together)
        .map(|_| (Shape::Map, words::map::MAP));
    let flows = match together {
        true => plan::source(context.catalog(), dimension).is_some() && context.show == Show::Count,
        false => plan.form.flows(context.show),
    };
    let flow = flows.then_some((Shape::Flow, words::display::FLOW));
    let heat = if together {
        words::display::HEAT_BY_YEAR
    } else {
        words::display::HEAT
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
        let display = Display {
            grain: Some(grain).filter(|grain| *grain != grains.opening),
            ..context.query.display(&plan.id)
        };
        Choice {
            link: to(context, plan, label, display),
            selected: grain == grains.shown(),
            unavailable: None,
        }
    };
    [
        (words::display::GROUPS, Grain::Groups),
        (words::display::DETAIL, Grain::Detail),
    ]
    .map(choice)
    .into()
}

/// The categories of which everything is hidden, with the way to see them among the others or to fold them again.
pub fn folded(context: &Context, plan: &Plan, numbers: &Numbers) -> Option<Folded> {
    let display = context.query.display(&plan.id);
    let (label, toggled) = if numbers.unfolded {
        (
            words::display::FOLD,
            Display {
                unfolded: false,
                ..display
            },
        )
    } else {
        (
            words::display::UNFOLD,
            display.with(DisplayOption::Unfolded),
        )
    };
    let sentence = words::display::folded(context.lang(), &labels(&numbers.hidden))?;
    let values = numbers.folded().len() * numbers.shown.columns.len();
    Some(Folded {
        sentence,
        toggle: to(context, plan, label, toggled),
        values,
    })
}

fn to(context: &Context, plan: &Plan, label: Phrase, display: Display) -> Link {
    link::to_view(
        context,
        label.get(context.lang()),
        &context.query.with_display(&plan.id, display),
    )
}
