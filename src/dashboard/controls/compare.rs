//! Makes the select of comparisons: with other years, or with other categories of one filter.

use cube::{Dimension, TOTAL};

use crate::context::{Context, overlap};
use crate::controls::choice::{always, choice};
use crate::query::{AGAINST, Against, Query, Years};
use crate::view::{Choice, Control};
use crate::words;

/// Makes the select of comparisons: with other years, or with other categories of one filter.
pub fn compare(context: &Context) -> Option<Control> {
    let (catalog, query) = (context.catalog(), context.query);
    let section = query.section(catalog)?;
    let mut offered = compare_years(context);
    for dimension in section
        .filters
        .iter()
        .filter_map(|id| catalog.dimension(id))
    {
        offered.extend(compare_categories(context, dimension));
    }
    let nothing = words::compare::NOTHING.text(context.lang());
    let mut choices = vec![always(
        context,
        nothing,
        &query.with_against(None),
        query.against.is_none(),
    )];
    // A link may contain a comparison that is not offered.
    let is_offered = offered.iter().any(|choice| choice.selected);
    if let Some(label) = context.other_side().filter(|_| !is_offered) {
        choices.push(always(context, label, query, true));
    }
    choices.extend(offered);
    Some(Control {
        id: AGAINST.into(),
        label: words::compare::COMPARE.text(context.lang()),
        choices,
        more: None,
    })
}

/// Compares the chosen categories of a dimension with its others, or its first two with each other.
fn compare_categories(context: &Context, dimension: &Dimension) -> Vec<Choice> {
    let query = &without_other_comparison(context, &dimension.id);
    match query.filters.get(&dimension.id) {
        Some(chosen) => other_categories(context, query, dimension, chosen),
        None => first_two_categories(context, query, dimension)
            .into_iter()
            .collect(),
    }
}

fn first_two_categories(context: &Context, query: &Query, dimension: &Dimension) -> Option<Choice> {
    let mut known = dimension
        .children(TOTAL)
        .filter(|category| !category.unknown);
    let (one, other) = (known.next()?, known.next()?);
    let one_side = query
        .with_against(None)
        .with_filter(dimension, &[&one.code]);
    let sides = words::compare::name_both(&context.text(&one.label), &context.text(&other.label));
    let label = format!("{}: {sides}", context.text(&dimension.label));
    let compared = against_category(&one_side, dimension, &other.code);
    Some(choice_of(context, label, &compared))
}

/// Offers everybody, and the categories that do not overlap with the chosen ones.
fn other_categories(
    context: &Context,
    query: &Query,
    dimension: &Dimension,
    chosen: &[String],
) -> Vec<Choice> {
    let mut codes = vec![TOTAL];
    for category in &dimension.categories {
        let mut chosen = chosen.iter();
        if !chosen.any(|chosen| overlap(dimension, &category.code, chosen)) {
            codes.push(&category.code);
        }
    }
    let mut choices = Vec::new();
    for code in codes {
        let label = context.filter_or_total(dimension, &[code]);
        let compared = against_category(query, dimension, code);
        choices.push(choice_of(context, label, &compared));
    }
    choices
}

fn against_category(query: &Query, dimension: &Dimension, code: &str) -> Query {
    let codes = if code == TOTAL {
        vec![]
    } else {
        vec![code.into()]
    };
    query.with_against(Some(Against::Filter(dimension.id.clone(), codes)))
}

/// Returns the query without its comparison, if that is one of another dimension.
fn without_other_comparison(context: &Context, dimension: &str) -> Query {
    let query = context.query;
    let compared = query.differs_in(context.catalog());
    if compared.is_some_and(|compared| compared != dimension) {
        query.uncompared()
    } else {
        query.clone()
    }
}

/// Compares the chosen years with as many before or after them, or the last two years with each other.
fn compare_years(context: &Context) -> Vec<Choice> {
    let Some(time) = context.time() else {
        return vec![];
    };
    let query = &without_other_comparison(context, &time.id);
    let mut choices = Vec::new();
    for (earlier, later) in pairs_of_years(time, query.years.as_ref()) {
        choices.push(compare_periods(context, query, earlier, later));
    }
    choices
}

/// Lists pairs of periods of the same length, the earlier one first.
fn pairs_of_years(time: &Dimension, chosen: Option<&Years>) -> Vec<(Years, Years)> {
    let all: Vec<&str> = time.leaves().map(|year| year.code.as_str()).collect();
    let period = |start: usize, count: usize| {
        Years::between(time, all.get(start)?, all.get(start + count - 1)?)
    };
    let mut pairs = Vec::new();
    let Some(chosen) = chosen else {
        if let Some(before_last) = all.len().checked_sub(2) {
            pairs.extend(period(before_last, 1).zip(period(before_last + 1, 1)));
        }
        return pairs;
    };
    let count = chosen.codes(time).count().max(1);
    let first = all.iter().position(|year| *year == chosen.first);
    let first = first.unwrap_or_default();
    if let Some(start) = first.checked_sub(count) {
        pairs.extend(period(start, count).map(|before| (before, chosen.clone())));
    }
    pairs.extend(period(first + count, count).map(|after| (chosen.clone(), after)));
    pairs
}

fn compare_periods(context: &Context, query: &Query, earlier: Years, later: Years) -> Choice {
    let catalog = context.catalog();
    let one_side = query
        .with_against(None)
        .with_years(catalog, Some(earlier.clone()));
    let other_side = query.with_years(catalog, Some(later.clone()));
    let sides = words::compare::name_both(
        &period_of(context, &query.with_years(catalog, Some(earlier))),
        &period_of(context, &other_side),
    );
    let label = format!("{}: {sides}", words::control::YEARS.text(context.lang()));
    let compared = one_side.with_against(Some(Against::Years(Some(later))));
    choice_of(context, label, &compared)
}

fn period_of(context: &Context, query: &Query) -> String {
    Context { query, ..*context }.period()
}

fn choice_of(context: &Context, label: String, query: &Query) -> Choice {
    choice(context, AGAINST, label, query, query == context.query)
}
