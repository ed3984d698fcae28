//! Makes the selects of years and of filters.

use cube::Dimension;

use crate::context::Context;
use crate::controls::choice::{always, choice};
use crate::query::Years;
use crate::view::{Choice, Control};
use crate::words::{self, Phrase};

pub fn years(context: &Context) -> Vec<Control> {
    let Some(time) = context.time() else {
        return vec![];
    };
    let shown = context.years();
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return vec![];
    };
    let at = |code: &str| time.leaves().position(|year| year.code == code);
    let from = |code: &str| {
        let end = if at(code) > at(&last.code) {
            code
        } else {
            &last.code
        };
        Years::between(time, code, end)
    };
    let to = |code: &str| {
        let start = if at(code) < at(&first.code) {
            code
        } else {
            &first.code
        };
        Years::between(time, start, code)
    };
    vec![
        year_select(
            context,
            time,
            ("desde", words::control::FROM),
            &first.code,
            &from,
        ),
        year_select(
            context,
            time,
            ("hasta", words::control::TO),
            &last.code,
            &to,
        ),
    ]
}

/// A select of one end of the years; each year leads to the range that `range` makes of it.
fn year_select(
    context: &Context,
    time: &Dimension,
    (id, label): (&str, Phrase),
    selected: &str,
    range: &dyn Fn(&str) -> Option<Years>,
) -> Control {
    let choices = time.leaves().map(|year| {
        let query = context
            .query
            .with_years(context.catalog(), range(&year.code));
        let label = context.text(&year.label);
        choice(context, &time.id, label, &query, year.code == selected)
    });
    Control {
        id: format!("{}-{id}", time.id),
        label: label.get(context.lang()),
        choices: choices.collect(),
        more: None,
    }
}

pub fn filter(context: &Context, dimension: &Dimension) -> Control {
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
