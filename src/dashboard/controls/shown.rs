//! Makes the selects of the breakdown, of the form in which counts are shown, and of the order.

use cube::{Dimension, Layout};

use crate::context::Context;
use crate::controls::choice::{always, choice};
use crate::plan::{self, relax};
use crate::query::{BREAKDOWN, ORDER, Order, Query, SHOW, Show};
use crate::view::{Choice, Control};
use crate::words;

/// Makes the select of the breakdown, if the page has any.
pub fn breakdown(context: &Context, layout: Layout) -> Option<Control> {
    let (lang, catalog, query) = (context.lang(), context.catalog(), context.query);
    let current = query.breakdown.as_deref();
    let mut choices = vec![always(
        context,
        words::control::NO_BREAKDOWN.text(lang),
        &query.with_breakdown(None),
        current.is_none(),
    )];
    for dimension in plan::breakdowns(catalog, query) {
        let is_time = dimension.id == catalog.time;
        choices.push(choice(
            context,
            BREAKDOWN,
            if layout == Layout::Profile && is_time {
                context.over_time()
            } else {
                context.text(&dimension.label)
            },
            &query.with_breakdown(Some(&dimension.id)),
            current == Some(dimension.id.as_str()),
        ));
    }
    (choices.len() > 1).then(|| Control {
        id: BREAKDOWN.into(),
        label: words::control::BREAKDOWN.text(lang),
        choices,
        more: None,
    })
}

/// Makes the select of the form in which counts are shown.
pub fn show(context: &Context) -> Control {
    let mut choices = Vec::new();
    for show in Show::ALL {
        choices.extend(show_choice(context, show));
    }
    Control {
        id: SHOW.into(),
        label: words::show::SHOW.text(context.lang()),
        choices,
        more: None,
    }
}

/// Makes the choice of one form: alone, with the breakdown that it needs, or without the parts that exclude it.
fn show_choice(context: &Context, show: Show) -> Option<Choice> {
    let (lang, catalog) = (context.lang(), context.catalog());
    let name = match show {
        Show::Count => words::show::COUNT,
        Show::Share => words::show::SHARE,
        Show::Change => context.change_name(),
        Show::Rate => words::show::RATE_CHOICE,
    };
    let name = name.get(lang);
    let chosen = with_show(context, show);
    if plan::can_show(catalog, &chosen, show) {
        return Some(always(context, name, &chosen, context.show == show));
    }
    let can_show = |query: &Query| plan::can_show(catalog, query, show);
    for breakdown in plan::breakdowns(catalog, &chosen) {
        let query = chosen.with_breakdown(Some(&breakdown.id));
        if can_show(&query) {
            let by = breakdown_words(context, breakdown);
            let label = format!("{name} · {}", by.trim_start());
            return Some(choice(context, BREAKDOWN, label, &query, false));
        }
    }
    let can_be_shown = |query: &Query| can_show(query) && plan::is_answerable(catalog, query);
    let before_relaxing = Context {
        query: &chosen,
        ..*context
    };
    let nearest = relax(&before_relaxing, None, &can_be_shown)
        .into_iter()
        .next()?;
    let label = words::control::dropping(name, &nearest.label);
    Some(always(context, label, &nearest.query, false))
}

/// Returns the query with another form; the breakdown by year that changes need goes with them.
fn with_show(context: &Context, show: Show) -> Query {
    let (catalog, query) = (context.catalog(), context.query);
    let leaves_changes = query.show == Show::Change && show != Show::Change;
    if leaves_changes && query.breakdown.as_ref() == Some(&catalog.time) {
        query.with_show(show).with_breakdown(None)
    } else {
        query.with_show(show)
    }
}

fn breakdown_words(context: &Context, breakdown: &Dimension) -> String {
    if breakdown.id == context.catalog().time {
        words::uncapitalized(&context.over_time())
    } else {
        words::join_breakdown(context.lang(), "", &context.text(&breakdown.label))
    }
}

/// Makes the select of the categories' order, if there are any.
pub fn order(context: &Context) -> Option<Control> {
    let (lang, query) = (context.lang(), context.query);
    let choice = |order: Order| {
        let label = match order {
            Order::Codebook => words::show::ORDER_CODEBOOK,
            Order::Value => words::show::ORDER_VALUE,
        };
        always(
            context,
            label.get(lang),
            &query.with_order(order),
            query.order == order,
        )
    };
    let control = || Control {
        id: ORDER.into(),
        label: words::show::ORDER.text(lang),
        choices: Order::ALL.map(choice).into(),
        more: None,
    };
    query.compares_categories(context.catalog()).then(control)
}
