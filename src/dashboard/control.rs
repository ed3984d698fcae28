//! What can be asked, above the figures. Whether a choice is there depends on the published family alone, never on a
//! number.

use cube::{Dimension, Layout};

use crate::context::Context;
use crate::plan::{self, nearest};
use crate::query::{BREAKDOWN, ORDER, Order, Page, Query, SHOW, Show, Years};
use crate::view::{Chip, Choice, Control, Link};
use crate::{compare, link, offer, words};

/// The questions of a section; none on the opening page, nor of series of others.
pub fn controls(context: &Context) -> Vec<Control> {
    let asked = context.query.page != Page::Home && !context.query.shows_series(context.catalog());
    let Some(section) = context.query.section(context.catalog()).filter(|_| asked) else {
        return vec![];
    };
    let filters = section
        .filters
        .iter()
        .filter_map(|id| context.catalog().dimension(id));
    let filters = filters.map(|dimension| filter(context, dimension));
    let shown = breakdown(context, section.layout)
        .into_iter()
        .chain([show(context)])
        .chain(order(context));
    years(context)
        .into_iter()
        .chain(filters)
        .chain(shown)
        .chain(compare::control(context))
        .collect()
}

/// The active filters, each removable.
pub fn chips(context: &Context) -> Vec<Chip> {
    let chip = |label: String, query: &Query| {
        let remove = link::to(
            context,
            words::control::remove_filter(context.lang(), &label),
            query,
        );
        Chip { label, remove }
    };
    let years = context.query.years.as_ref().map(|_| {
        let label = format!(
            "{}: {}",
            words::control::YEARS.get(context.lang()),
            context.period()
        );
        chip(label, &context.query.with_years(context.catalog(), None))
    });
    let filters = context.filters();
    let codes = filters
        .iter()
        .flat_map(|(dimension, codes)| codes.iter().map(move |code| (dimension, codes, code)));
    let filters = codes.map(|(dimension, codes, code)| {
        let others: Vec<&str> = codes
            .iter()
            .filter(|other| *other != code)
            .copied()
            .collect();
        chip(
            context.filter_label(dimension, &[code]),
            &context.query.with_filter(dimension, &others),
        )
    });
    let against = context.other_side();
    let against = against.map(|label| {
        chip(
            words::compare::with(context.lang(), &label),
            &context.query.with_against(None),
        )
    });
    years.into_iter().chain(filters).chain(against).collect()
}

/// The same view without filters, if there are any.
pub fn clear(context: &Context) -> Option<Link> {
    let cleared = context.query.cleared();
    (!context.query.is_clear())
        .then(|| link::to(context, words::control::CLEAR.get(context.lang()), &cleared))
}

fn years(context: &Context) -> Vec<Control> {
    let Some(time) = context.time() else {
        return vec![];
    };
    let shown = context.years();
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return vec![];
    };
    let control = |id: &str,
                   label: words::Phrase,
                   current: &str,
                   years: &dyn Fn(&str) -> Option<Years>| Control {
        id: format!("{}-{id}", time.id),
        label: label.get(context.lang()),
        more: None,
        choices: time
            .leaves()
            .map(|year| {
                let query = context
                    .query
                    .with_years(context.catalog(), years(&year.code));
                choice(
                    context,
                    &time.id,
                    context.text(&year.label),
                    &query,
                    year.code == current,
                )
            })
            .collect(),
    };
    let at = |code: &&str| time.leaves().position(|year| year.code == *code);
    let from = |code: &str| {
        [code, &last.code]
            .into_iter()
            .max_by_key(at)
            .and_then(|end| Years::between(time, code, end))
    };
    let to = |code: &str| {
        [code, &first.code]
            .into_iter()
            .min_by_key(at)
            .and_then(|start| Years::between(time, start, code))
    };
    vec![
        control("desde", words::control::FROM, &first.code, &from),
        control("hasta", words::control::TO, &last.code, &to),
    ]
}

fn filter(context: &Context, dimension: &Dimension) -> Control {
    let codes: Vec<&str> = context
        .query
        .filters
        .get(&dimension.id)
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let total = words::figure::TOTAL.get(context.lang());
    let everybody = always(
        context,
        total,
        &context.query.with_filter(dimension, &[]),
        codes.is_empty(),
    );
    let several = (codes.len() > 1).then(|| {
        let labels: Vec<String> = codes
            .iter()
            .filter_map(|code| dimension.category(code))
            .map(|category| context.text(&category.label))
            .collect();
        always(
            context,
            words::and(context.lang(), &labels),
            context.query,
            true,
        )
    });
    let categories = dimension.categories.iter().map(|category| {
        let indent = "\u{a0}\u{a0}".repeat(dimension.ancestors(&category.code).count());
        let query = context.query.with_filter(dimension, &[&category.code]);
        let label = format!("{indent}{}", category.label.get(context.lang()));
        choice(
            context,
            &dimension.id,
            label,
            &query,
            codes == [category.code.as_str()],
        )
    });
    Control {
        id: dimension.id.clone(),
        label: context.text(&dimension.label),
        more: more(context, dimension, &codes),
        choices: several
            .into_iter()
            .chain([everybody])
            .chain(categories)
            .collect(),
    }
}

fn breakdown(context: &Context, layout: Layout) -> Option<Control> {
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
fn show(context: &Context) -> Control {
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
            let nearer = nearest(
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
                words::control::but(&label.get(lang), &nearer.label),
                &nearer.query,
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
fn order(context: &Context) -> Option<Control> {
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

/// The categories that can be shown together with those that are chosen. Where categories overlap, one is chosen at a
/// time.
fn more(
    context: &Context,
    dimension: &Dimension,
    chosen: &[&str],
) -> Option<(String, Vec<Choice>)> {
    if chosen.is_empty() || dimension.multi_response {
        return None;
    }
    let apart = |code: &str| {
        let is_within = |one: &str, other: &str| {
            one == other || dimension.ancestors(one).any(|above| above == other)
        };
        chosen
            .iter()
            .all(|chosen| !is_within(code, chosen) && !is_within(chosen, code))
    };
    let others = dimension
        .categories
        .iter()
        .filter(|category| apart(&category.code));
    let choices: Vec<Choice> = others
        .map(|category| {
            let together = context
                .query
                .with_filter(dimension, &[chosen, &[category.code.as_str()]].concat());
            choice(
                context,
                &dimension.id,
                context.text(&category.label),
                &together,
                false,
            )
        })
        .collect();
    (!choices.is_empty()).then(|| (words::control::ADD.get(context.lang()), choices))
}

/// A choice that can always be made: it drops something, or changes nothing.
pub fn always(
    context: &Context,
    label: impl Into<String>,
    query: &Query,
    selected: bool,
) -> Choice {
    Choice {
        link: link::to(context, label, query),
        selected,
        unavailable: None,
    }
}

/// A choice that can be made if the published tables answer what it leads to. `key` is what it changes in the link.
pub fn choice(
    context: &Context,
    key: &str,
    label: impl Into<String>,
    query: &Query,
    selected: bool,
) -> Choice {
    let catalog = context.catalog();
    let unavailable = if selected || plan::is_answerable(catalog, query) {
        None
    } else if query
        .filters
        .keys()
        .any(|filter| plan::applies_nowhere(catalog, query, filter))
    {
        Some(words::control::ALREADY_SHOWN.get(context.lang()))
    } else {
        Some(offer::not_with(&Context { query, ..*context }, key))
    };
    Choice {
        unavailable,
        ..always(context, label, query, selected)
    }
}
