//! Makes the select of what to compare the page with: other years, or other categories of one filter.

use cube::{Dimension, TOTAL};

use crate::context::Context;
use crate::controls::choice;
use crate::query::{AGAINST, Against, Query, Years};
use crate::view::{Choice, Control};
use crate::words;

/// The question of what to compare with: what differs from the page in one filter or in the years. Where a dimension is
/// not filtered, its first two categories are compared.
pub fn compare(context: &Context) -> Option<Control> {
    let (catalog, query) = (context.catalog(), context.query);
    let section = query.section(catalog)?;
    let nothing = choice::always(
        context,
        words::compare::NOTHING.get(context.lang()),
        &query.with_against(None),
        false,
    );
    let nothing = Choice {
        selected: query.against.is_none(),
        ..nothing
    };
    let filters = section
        .filters
        .iter()
        .filter_map(|id| catalog.dimension(id));
    let choices: Vec<Choice> = years(context)
        .into_iter()
        .chain(filters.flat_map(|one| categories(context, one)))
        .collect();
    // A link may compare with what is not offered.
    let other = context
        .other_side()
        .filter(|_| choices.iter().all(|choice| !choice.selected));
    let other = other.map(|label| choice::always(context, label, query, true));
    let choices = [nothing].into_iter().chain(other).chain(choices).collect();
    Some(Control {
        id: AGAINST.into(),
        label: words::compare::COMPARE.get(context.lang()),
        choices,
        more: None,
    })
}

/// The other categories beside those that are chosen, or the first two beside each other.
fn categories(context: &Context, dimension: &Dimension) -> Vec<Choice> {
    let query = &without_other(context, &dimension.id);
    let against = |query: &Query, code: &str| {
        let codes = if code == TOTAL {
            vec![]
        } else {
            vec![code.into()]
        };
        query.with_against(Some(Against::Filter(dimension.id.clone(), codes)))
    };
    let Some(chosen) = query.filters.get(&dimension.id) else {
        let mut first = dimension
            .children(TOTAL)
            .filter(|category| !category.unknown);
        let Some((one, other)) = first.next().zip(first.next()) else {
            return vec![];
        };
        let asked = against(
            &query
                .with_against(None)
                .with_filter(dimension, &[&one.code]),
            &other.code,
        );
        let sides = words::compare::sides(&context.text(&one.label), &context.text(&other.label));
        let label = format!("{}: {sides}", context.text(&dimension.label));
        return vec![offer(context, label, &asked)];
    };
    let is_within = |one: &str, other: &str| {
        one == other || dimension.ancestors(one).any(|above| above == other)
    };
    let apart = |code: &str| {
        !chosen
            .iter()
            .any(|chosen| is_within(code, chosen) || is_within(chosen, code))
    };
    let others = dimension
        .categories
        .iter()
        .filter(|category| apart(&category.code));
    let others = std::iter::once(TOTAL).chain(others.map(|category| category.code.as_str()));
    others
        .map(|code| {
            offer(
                context,
                context.filter_or_total(dimension, &[code]),
                &against(query, code),
            )
        })
        .collect()
}

/// The query without a comparison of another dimension than this one.
fn without_other(context: &Context, dimension: &str) -> Query {
    let query = context.query;
    let is_other = query
        .differs_in(context.catalog())
        .is_some_and(|compared| compared != dimension);
    if is_other {
        query.uncompared()
    } else {
        query.clone()
    }
}

/// As many years before those that are chosen and after them, or the last two years: the earlier ones come first.
fn years(context: &Context) -> Vec<Choice> {
    let catalog = context.catalog();
    let query = &without_other(context, &catalog.time);
    let Some(time) = context.time() else {
        return vec![];
    };
    let all: Vec<&str> = time.leaves().map(|year| year.code.as_str()).collect();
    let label = |years: &Years| {
        let query = query.with_years(catalog, Some(years.clone()));
        Context {
            query: &query,
            ..*context
        }
        .period()
    };
    let pair = |(one, other): (Option<Years>, Option<Years>)| {
        let (one, other) = (one?, other?);
        let sides = words::compare::sides(&label(&one), &label(&other));
        let asked = query.with_against(None).with_years(catalog, Some(one));
        let asked = asked.with_against(Some(Against::Years(Some(other))));
        Some(offer(
            context,
            format!("{}: {sides}", words::control::YEARS.get(context.lang())),
            &asked,
        ))
    };
    let range = |start: usize, count: usize| {
        Years::between(time, all.get(start)?, all.get(start + count - 1)?)
    };
    let Some(chosen) = &query.years else {
        let last = all.len().saturating_sub(1);
        return last
            .checked_sub(1)
            .and_then(|before| pair((range(before, 1), range(last, 1))))
            .into_iter()
            .collect();
    };
    let count = chosen.codes(time).count().max(1);
    let first = all
        .iter()
        .position(|year| *year == chosen.first)
        .unwrap_or_default();
    let before = (
        first
            .checked_sub(count)
            .and_then(|start| range(start, count)),
        Some(chosen.clone()),
    );
    let after = (Some(chosen.clone()), range(first + count, count));
    [before, after].into_iter().filter_map(pair).collect()
}

fn offer(context: &Context, label: String, query: &Query) -> Choice {
    choice::choice(context, AGAINST, label, query, query == context.query)
}
