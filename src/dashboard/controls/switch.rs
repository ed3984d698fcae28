//! Makes the switches of a figure: its shape, its grain, and whether it draws hidden categories.

use crate::context::Context;
use crate::controls::unanswered;
use crate::link;
use crate::numbers::{Numbers, labels};
use crate::plan::{self, Plan};
use crate::query::{Display, DisplayOption, Grain, Shape, Show};
use crate::view::{Atlas, Choice, Folded, Link};
use crate::words::{self, Phrase};

/// Makes the switch of a figure's shape; empty where no table answers the figure in any shape.
pub fn shapes(context: &Context, plan: &Plan, numbers: Option<&Numbers>) -> Vec<Choice> {
    let chosen = context.query.display(&plan.id).shape;
    let (opening, shown) = match (numbers, chosen) {
        (Some(numbers), _) => numbers.shapes,
        (None, Some(shape)) if needs_another_table(shape) && context.query.breakdown.is_none() => {
            (Shape::Chart, shape)
        }
        (None, _) => return vec![],
    };
    let mut choices = Vec::new();
    for (shape, label) in possible_shapes(context, plan) {
        let display = Display {
            shape: Some(shape).filter(|shape| *shape != opening),
            ..context.query.display(&plan.id)
        };
        let query = context.query.with_display(&plan.id, display);
        let unavailable = if needs_another_table(shape) && shape != shown {
            unanswered::unless_answered(context, plan, &query)
        } else {
            None
        };
        choices.push(Choice {
            link: link::to_view(context, label.get(context.lang()), &query),
            selected: shape == shown,
            unavailable,
        });
    }
    choices
}

/// Decides whether a shape needs another table than the others, if the page has no breakdown.
fn needs_another_table(shape: Shape) -> bool {
    matches!(shape, Shape::Heat | Shape::Flow | Shape::Mirror)
}

/// Lists the shapes that a figure can have, with their labels.
fn possible_shapes(context: &Context, plan: &Plan) -> Vec<(Shape, Phrase)> {
    let Some(dimension) = plan.form.dimension() else {
        return vec![
            (Shape::Chart, words::figure::CHART),
            (Shape::Table, words::figure::TABLE),
        ];
    };
    let is_profile = context.query.breakdown.is_none() && dimension.settled.is_none();
    let mut shapes = Vec::new();
    let measure = plan.form.measures().first();
    let is_mirrored = measure.is_some_and(|measure| {
        plan::mirror(context.catalog(), context.query, measure, dimension).is_some()
    });
    if is_mirrored {
        shapes.push((Shape::Mirror, words::display::MIRROR));
    }
    if is_profile || plan.form.has_bars() {
        shapes.push((Shape::Chart, words::figure::CHART));
    }
    if !is_profile && plan.form.stacks(context.show) {
        shapes.push((Shape::Stacked, words::display::STACKED));
    }
    if is_profile && Atlas::for_dimension(dimension).is_some() {
        shapes.push((Shape::Map, words::map::MAP));
    }
    let can_flow = if is_profile {
        plan::source(context.catalog(), dimension).is_some() && context.show == Show::Count
    } else {
        plan.form.flows(context.show)
    };
    if can_flow {
        shapes.push((Shape::Flow, words::display::FLOW));
    }
    let heat = if !is_profile {
        words::display::HEAT
    } else if context.catalog().has_periods_only() {
        words::display::HEAT_BY_PERIOD
    } else {
        words::display::HEAT_BY_YEAR
    };
    // Where all years are one span, only a breakdown by another dimension has columns.
    if plan.form.by().is_some() || !context.catalog().has_one_span() {
        shapes.push((Shape::Heat, heat));
    }
    shapes.push((Shape::Table, words::figure::TABLE));
    shapes
}

/// Makes the switch of a figure's grain, if there are several. The grain at which it opens is left out of links.
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
            link: with_display(context, plan, label, display),
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

/// Names the categories whose numbers are all hidden, with a link that draws them, or leaves them out again.
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
        toggle: with_display(context, plan, label, toggled),
        values,
    })
}

/// Links to the page with another display of the figure.
fn with_display(context: &Context, plan: &Plan, label: Phrase, display: Display) -> Link {
    link::to_view(
        context,
        label.get(context.lang()),
        &context.query.with_display(&plan.id, display),
    )
}
