//! Makes the question of comparisons: with other years, or with other categories of one filter.

use cube::{Dimension, TOTAL};

use crate::context::{Context, overlap};
use crate::controls::choice::{Offer, always, answers, plain_answer};
use crate::controls::shown::plain_button;
use crate::query::{AGAINST, Against, Query, Years};
use crate::view::{About, Answers, Button, Question};
use crate::words;

/// Makes the question of comparisons; `None` where there is nothing to compare with.
pub fn compare(context: &Context) -> Option<Question> {
    let (lang, catalog, query) = (context.lang(), context.catalog(), context.query);
    let section = query.section(catalog)?;
    let mut offers = Vec::new();
    for dimension in section
        .filters
        .iter()
        .filter_map(|id| catalog.dimension(id))
    {
        offers.extend(compare_categories(context, dimension));
    }
    offers.extend(compare_years(context));
    let (offered, blocks) = answers(context, AGAINST, offers);
    let nothing = always(
        context,
        words::compare::NOTHING.text(lang),
        &query.with_against(None),
        query.against.is_none(),
    );
    let mut listed = vec![plain_answer("", nothing)];
    let other = context.other_side();
    // A link may contain a comparison that is not offered.
    let is_offered = offered.iter().any(|answer| answer.choice.selected);
    if let Some(label) = other.clone().filter(|_| !is_offered) {
        listed.push(plain_answer(AGAINST, always(context, label, query, true)));
    }
    listed.extend(offered);
    let name = words::compare::COMPARE.text(lang);
    let button = match other {
        Some(other) => {
            let label = words::compare::COMPARING.text(lang);
            Button {
                spoken: format!("{label}: {other}"),
                label,
                set: true,
            }
        }
        None => plain_button(&name),
    };
    (listed.len() > 1).then(|| Question {
        id: AGAINST.into(),
        about: About::How,
        name,
        button: Some(button),
        answers: Answers::One(listed),
        blocks,
    })
}

/// Compares the chosen categories of a dimension with its others, or its first two with each other.
fn compare_categories<'a>(context: &Context<'a>, dimension: &'a Dimension) -> Vec<Offer<'a>> {
    let query = without_other_comparison(context, context.query, &dimension.id);
    match query.filters.get(&dimension.id) {
        Some(chosen) => other_categories(context, dimension, chosen),
        None => first_two_categories(context, dimension)
            .into_iter()
            .collect(),
    }
}

fn first_two_categories<'a>(context: &Context<'a>, dimension: &'a Dimension) -> Option<Offer<'a>> {
    let mut known = dimension
        .children(TOTAL)
        .filter(|category| !category.unknown);
    let (one, other) = (known.next()?, known.next()?);
    let sides = words::compare::name_both(&context.text(&one.label), &context.text(&other.label));
    let label = format!("{}: {sides}", context.text(&dimension.label));
    let context = *context;
    let apply = move |query: &Query| {
        let one_side = without_other_comparison(&context, query, &dimension.id)
            .with_against(None)
            .with_filter(dimension, &[&one.code]);
        against_category(&one_side, dimension, &other.code)
    };
    Some(offer(&context, &dimension.id, label, apply))
}

/// Offers everybody, and the categories that do not overlap with the chosen ones.
fn other_categories<'a>(
    context: &Context<'a>,
    dimension: &'a Dimension,
    chosen: &[String],
) -> Vec<Offer<'a>> {
    let mut codes = vec![TOTAL];
    for category in &dimension.categories {
        let mut chosen = chosen.iter();
        if !chosen.any(|chosen| overlap(dimension, &category.code, chosen)) {
            codes.push(&category.code);
        }
    }
    let mut offers = Vec::new();
    for code in codes {
        let label = context.filter_or_total(dimension, &[code]);
        let context = *context;
        let apply = move |query: &Query| {
            let query = without_other_comparison(&context, query, &dimension.id);
            against_category(&query, dimension, code)
        };
        offers.push(offer(
            &context,
            &format!("{}.{code}", dimension.id),
            label,
            apply,
        ));
    }
    offers
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
fn without_other_comparison(context: &Context, query: &Query, dimension: &str) -> Query {
    let compared = query.differs_in(context.catalog());
    if compared.is_some_and(|compared| compared != dimension) {
        query.uncompared()
    } else {
        query.clone()
    }
}

/// Compares one year with each other one, the last if none is chosen; or the chosen years with as many before or after.
fn compare_years<'a>(context: &Context<'a>) -> Vec<Offer<'a>> {
    let Some(time) = context.time() else {
        return vec![];
    };
    let query = without_other_comparison(context, context.query, &time.id);
    let mut offers = Vec::new();
    for (earlier, later) in pairs_of_years(time, query.years.as_ref()) {
        offers.push(compare_periods(context, time, earlier, later));
    }
    offers
}

/// Lists pairs of periods of the same length, the earlier one first in each. Without a choice one of them is the last year.
fn pairs_of_years(time: &Dimension, chosen: Option<&Years>) -> Vec<(Years, Years)> {
    let all: Vec<&str> = time.leaves().map(|year| year.code.as_str()).collect();
    let period = |start: usize, count: usize| {
        Years::between(time, all.get(start)?, all.get(start + count - 1)?)
    };
    let last = all.len().checked_sub(1).and_then(|last| period(last, 1));
    let Some(chosen) = chosen.cloned().or(last) else {
        return vec![];
    };
    let count = chosen.codes(time).count().max(1);
    let first = all.iter().position(|year| *year == chosen.first);
    let first = first.unwrap_or_default();
    let others: Vec<usize> = if count == 1 {
        (0..all.len())
            .rev()
            .filter(|other| *other != first)
            .collect()
    } else {
        let before = first.checked_sub(count);
        before.into_iter().chain([first + count]).collect()
    };
    let mut pairs = Vec::new();
    for start in others {
        let Some(other) = period(start, count) else {
            continue;
        };
        pairs.push(if start < first {
            (other, chosen.clone())
        } else {
            (chosen.clone(), other)
        });
    }
    pairs
}

fn compare_periods<'a>(
    context: &Context<'a>,
    time: &'a Dimension,
    earlier: Years,
    later: Years,
) -> Offer<'a> {
    let catalog = context.catalog();
    let of = |years: &Years| {
        let query = &context.query.with_years(catalog, Some(years.clone()));
        Context { query, ..*context }.period()
    };
    let sides = words::compare::name_both(&of(&earlier), &of(&later));
    let label = format!("{}: {sides}", words::control::YEARS.text(context.lang()));
    let key = format!("{}.{}.{}", time.id, earlier.first, later.first);
    let context = *context;
    let apply = move |query: &Query| {
        without_other_comparison(&context, query, &time.id)
            .with_against(None)
            .with_years(catalog, Some(earlier.clone()))
            .with_against(Some(Against::Years(Some(later.clone()))))
    };
    offer(&context, &key, label, apply)
}

fn offer<'a>(
    context: &Context,
    key: &str,
    label: String,
    apply: impl Fn(&Query) -> Query + 'a,
) -> Offer<'a> {
    let compared = apply(context.query);
    let selected = compared == *context.query;
    Offer {
        answer: plain_answer(key, always(context, label, &compared, selected)),
        apply: Box::new(apply),
    }
}
