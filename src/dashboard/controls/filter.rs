//! Makes the selects of years and of filters.

use cube::Dimension;

use crate::context::{Context, overlap};
use crate::controls::choice::{always, choice};
use crate::query::Years;
use crate::view::{Choice, Control};
use crate::words::{self, Phrase};

/// Makes the selects of the first and the last year, unless all years are one span.
pub fn years(context: &Context) -> Vec<Control> {
    let Some(time) = context.time().filter(|_| !context.catalog().has_one_span()) else {
        return vec![];
    };
    let shown = context.years();
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return vec![];
    };
    let position = |code: &str| time.leaves().position(|year| year.code == code);
    let from = |code: &str| {
        let end = if position(code) > position(&last.code) {
            code
        } else {
            &last.code
        };
        Years::between(time, code, end)
    };
    let to = |code: &str| {
        let start = if position(code) < position(&first.code) {
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

/// Makes the select of one end of the years; each year leads to the range that `range` makes of it.
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
        label: label.text(context.lang()),
        choices: choices.collect(),
        more: None,
    }
}

/// Makes the select of a filter, with the categories that can be added to the chosen ones.
pub fn filter(context: &Context, dimension: &Dimension) -> Control {
    let codes = context.query.filters.get(&dimension.id);
    let codes: Vec<&str> = codes.into_iter().flatten().map(String::as_str).collect();
    let mut choices = Vec::new();
    if codes.len() > 1 {
        choices.push(several(context, dimension, &codes));
    }
    choices.push(always(
        context,
        words::figure::TOTAL.text(context.lang()),
        &context.query.with_filter(dimension, &[]),
        codes.is_empty(),
    ));
    for category in &dimension.categories {
        let code = category.code.as_str();
        let indent = "\u{a0}\u{a0}".repeat(dimension.ancestors(code).count());
        choices.push(choice(
            context,
            &dimension.id,
            format!("{indent}{}", category.label.get(context.lang())),
            &context.query.with_filter(dimension, &[code]),
            codes == [code],
        ));
    }
    Control {
        id: dimension.id.clone(),
        label: context.text(&dimension.label),
        choices,
        more: more(context, dimension, &codes),
    }
}

/// Makes the choice that names several chosen categories.
fn several(context: &Context, dimension: &Dimension, codes: &[&str]) -> Choice {
    let mut labels = Vec::new();
    for category in codes.iter().filter_map(|code| dimension.category(code)) {
        labels.push(context.text(&category.label));
    }
    let label = words::join(context.lang(), &labels);
    always(context, label, context.query, true)
}

/// Lists the categories that can be added to the chosen ones; overlapping categories are chosen one at a time.
fn more(
    context: &Context,
    dimension: &Dimension,
    chosen: &[&str],
) -> Option<(String, Vec<Choice>)> {
    if chosen.is_empty() || dimension.multi_response {
        return None;
    }
    let mut choices = Vec::new();
    for category in &dimension.categories {
        let code = category.code.as_str();
        if chosen.iter().any(|chosen| overlap(dimension, code, chosen)) {
            continue;
        }
        let together = [chosen, &[code]].concat();
        choices.push(choice(
            context,
            &dimension.id,
            context.text(&category.label),
            &context.query.with_filter(dimension, &together),
            false,
        ));
    }
    (!choices.is_empty()).then(|| (words::control::ADD.text(context.lang()), choices))
}
