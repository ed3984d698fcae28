//! Makes the selects of the breakdown, of what is shown of the counts, and of the order.

use cube::{Dimension, Layout};

use crate::context::Context;
use crate::controls::choice::{always, choice};
use crate::plan::{self, relax};
use crate::query::{BREAKDOWN, ORDER, Order, Query, SHOW, Show};
use crate::view::Control;
use crate::words;

pub fn breakdown(context: &Context, layout: Layout) -> Option<Control> {
    let offered: Vec<&Dimension> = plan::breakdowns(context.catalog(), context.query).collect();
    let current = context.query.breakdown.as_deref();
    let none = words::control::NO_BREAKDOWN.get(context.lang());
    let none = always(
        context,
        none,
        &context.query.with_breakdown(None),
        current.is_none(),
    );
    let choices = offered.iter().map(|dimension| {
        let label = match layout {
            Layout::Series => context.text(&dimension.label),
            Layout::Profile if dimension.id == context.catalog().time => {
                words::control::YEAR_BY_YEAR.get(context.lang())
            }
            Layout::Profile | Layout::Indicators => context.text(&dimension.label),
        };
        let query = context.query.with_breakdown(Some(&dimension.id));
        choice(
            context,
            BREAKDOWN,
            label,
            &query,
            current == Some(dimension.id.as_str()),
        )
    });
    let control = Control {
        id: BREAKDOWN.into(),
        label: words::control::BREAKDOWN.get(context.lang()),
        choices: std::iter::once(none).chain(choices).collect(),
        more: None,
    };
    (!offered.is_empty()).then_some(control)
}

/// What of the counts is shown. What takes a breakdown is chosen together with the first one.
pub fn show(context: &Context) -> Control {
    let (lang, catalog, query) = (context.lang(), context.catalog(), context.query);
    let choices = Show::ALL.iter().filter_map(|show| {
        let label = match show {
            Show::Count => words::show::COUNT,
            Show::Share => words::show::SHARE,
            Show::Change => words::show::CHANGE,
            Show::Rate => words::show::RATE_CHOICE,
        };
        let asked = query.with_show(*show);
        // With a change go the years that it takes.
        let takes_years =
            query.show == Show::Change && query.breakdown.as_ref() == Some(&catalog.time);
        let asked = if takes_years && *show != Show::Change {
            asked.with_breakdown(None)
        } else {
            asked
        };
        if plan::can_show(catalog, &asked, *show) {
            return Some(always(
                context,
                label.get(lang),
                &asked,
                context.show == *show,
            ));
        }
        let shows = |breakdown: &&Dimension| {
            plan::can_show(catalog, &asked.with_breakdown(Some(&breakdown.id)), *show)
        };
        let Some(breakdown) = plan::breakdowns(catalog, query).find(shows) else {
            let can_show = |query: &Query| {
                plan::can_show(catalog, query, *show) && plan::is_answerable(catalog, query)
            };
            let relaxation = relax(
                &Context {
                    query: &asked,
                    ..*context
                },
                None,
                &can_show,
            )
            .into_iter()
            .next()?;
            return Some(always(
                context,
                words::control::but(&label.get(lang), &relaxation.label),
                &relaxation.query,
                false,
            ));
        };
        let by_year = (breakdown.id == catalog.time)
            .then(|| words::uncapitalized(&words::control::YEAR_BY_YEAR.get(lang)));
        let by = by_year.unwrap_or_else(|| words::by(lang, "", &context.text(&breakdown.label)));
        let label = format!("{} · {}", label.get(lang), by.trim_start());
        Some(choice(
            context,
            BREAKDOWN,
            label,
            &asked.with_breakdown(Some(&breakdown.id)),
            false,
        ))
    });
    Control {
        id: SHOW.into(),
        label: words::show::SHOW.get(lang),
        choices: choices.collect(),
        more: None,
    }
}

/// The order of the categories, where there are any.
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
        label: words::show::ORDER.get(lang),
        choices: Order::ALL.map(choice).into(),
        more: None,
    };
    query.compares_categories(context.catalog()).then(control)
}
