//! Makes the questions of years and of filters.

use cube::{Category, Dimension, TOTAL};

use crate::context::{Context, overlap};
use crate::controls::choice::{Offer, always, answers, plain_answer};
use crate::controls::count::{counter, number};
use crate::counts::Amount;
use crate::query::{Query, Years};
use crate::view::{About, Answer, Answers, Block, Button, Question, Select};
use crate::words::{self, Phrase};

/// Makes the question of years, a range, unless all years are one span.
pub fn years(context: &Context) -> Option<Question> {
    let (lang, catalog, query) = (context.lang(), context.catalog(), context.query);
    let time = context.time().filter(|_| !catalog.has_one_span())?;
    let shown = context.years();
    let (first, last) = (shown.first()?, shown.last()?);
    let position = |code: &str| time.leaves().position(|year| year.code == code);
    // An end that would pass the other one takes it along.
    let from = |code: &str| {
        let passes = position(code) > position(&last.code);
        Years::between(time, code, if passes { code } else { &last.code })
    };
    let to = |code: &str| {
        let passes = position(code) < position(&first.code);
        Years::between(time, if passes { code } else { &first.code }, code)
    };
    let (begins, mut blocks) = ends(context, time, &first.code, &from);
    let (stops, more) = ends(context, time, &last.code, &to);
    let (single, of_one) = single_years(context, time);
    blocks.extend(more);
    blocks.extend(of_one);
    let select = |id: &str, label: Phrase, answers: Vec<Answer>| Select {
        id: format!("{}-{id}", time.id),
        label: label.text(lang),
        choices: answers.into_iter().map(|answer| answer.choice).collect(),
    };
    let name = words::control::YEARS.text(lang);
    let is_set = query.years.is_some();
    Some(Question {
        id: time.id.clone(),
        about: About::Whom,
        button: Some(Button {
            label: context.period(),
            spoken: format!("{name}: {}", context.period()),
            set: is_set,
        }),
        name,
        answers: Answers::Range {
            single,
            ends: vec![
                select("desde", words::control::FROM, begins),
                select("hasta", words::control::TO, stops),
            ],
        },
        blocks: blocks.into_iter().take(1).collect(),
    })
}

/// Makes the answers of all years together and of each year alone, the newest first, with their numbers of persons.
fn single_years(context: &Context, time: &Dimension) -> (Vec<Answer>, Vec<Block>) {
    let (catalog, query) = (context.catalog(), context.query);
    let everything = query.with_years(catalog, None);
    let of_all_years = Context {
        query: &everything,
        ..*context
    };
    let count = counter(&of_all_years, time);
    let mut offers = Vec::new();
    for year in time.leaves().rev() {
        let years = Years::between(time, &year.code, &year.code);
        let is_chosen = query.years == years;
        let apply = move |query: &Query| query.with_years(catalog, years.clone());
        let choice = always(context, context.text(&year.label), &apply(query), is_chosen);
        let counted = count(&year.code).map(|amount| number(context.lang(), amount));
        offers.push(Offer {
            answer: Answer {
                count: counted,
                ..plain_answer(&year.code, choice)
            },
            apply: Box::new(apply),
        });
    }
    let (mut single, blocks) = answers(context, &time.id, offers);
    let all = words::control::ALL_YEARS.text(context.lang());
    let all = always(context, all, &everything, query.years.is_none());
    single.insert(0, plain_answer(TOTAL, all));
    (single, blocks)
}

/// Makes the answers of one end of the years; each year leads to the range that `range` makes of it.
fn ends(
    context: &Context,
    time: &Dimension,
    selected: &str,
    range: &dyn Fn(&str) -> Option<Years>,
) -> (Vec<Answer>, Vec<Block>) {
    let catalog = context.catalog();
    let offer = |year: &Category| {
        let years = range(&year.code);
        let apply = move |query: &Query| query.with_years(catalog, years.clone());
        let choice = always(
            context,
            context.text(&year.label),
            &apply(context.query),
            year.code == selected,
        );
        Offer {
            answer: plain_answer(&year.code, choice),
            apply: Box::new(apply),
        }
    };
    answers(context, &time.id, time.leaves().map(offer).collect())
}

/// Makes the question of a filter. Several categories can be chosen, unless categories overlap.
pub fn filter(context: &Context, dimension: &Dimension) -> Question {
    let lang = context.lang();
    let codes = context.query.filters.get(&dimension.id);
    let chosen: Vec<&str> = codes.into_iter().flatten().map(String::as_str).collect();
    let count = counter(context, dimension);
    let mut offers = Vec::new();
    for category in &dimension.categories {
        let toggled = toggle(dimension, &chosen, &category.code);
        offers.push(offer(context, dimension, category, toggled, &count));
    }
    let (mut answers, blocks) = answers(context, &dimension.id, offers);
    let name = context.text(&dimension.label);
    let labels = context.labels(dimension, chosen.iter().copied());
    let button = match labels.as_slice() {
        [] => Button {
            label: name.clone(),
            spoken: name.clone(),
            set: false,
        },
        [only] => Button {
            label: only.clone(),
            spoken: format!("{name}: {only}"),
            set: true,
        },
        some => Button {
            label: format!("{name}: {}", some.len()),
            spoken: format!("{name}: {} ({})", some.len(), words::join(lang, some)),
            set: true,
        },
    };
    let answers = if dimension.multi_response {
        let everybody = always(
            context,
            words::control::ALL.text(lang),
            &context.query.with_filter(dimension, &[]),
            chosen.is_empty(),
        );
        answers.insert(0, plain_answer(cube::TOTAL, everybody));
        Answers::One(answers)
    } else {
        Answers::Several(answers)
    };
    Question {
        id: dimension.id.clone(),
        about: About::Whom,
        name,
        button: Some(button),
        answers,
        blocks,
    }
}

/// Lists the chosen codes after a tap on a category: without it, or with it in place of those that overlap with it.
fn toggle(dimension: &Dimension, chosen: &[&str], code: &str) -> Vec<String> {
    if dimension.multi_response {
        return vec![code.into()];
    }
    let is_kept = |other: &&&str| !overlap(dimension, other, code);
    let mut codes: Vec<String> = Vec::new();
    for other in chosen.iter().filter(is_kept) {
        codes.push((*other).into());
    }
    if !chosen.contains(&code) {
        codes.push(code.into());
    }
    codes
}

fn offer<'a>(
    context: &Context,
    dimension: &'a Dimension,
    category: &Category,
    codes: Vec<String>,
    count: &dyn Fn(&str) -> Option<Amount>,
) -> Offer<'a> {
    let code = category.code.as_str();
    let is_chosen = |chosen: &Vec<String>| chosen.iter().any(|chosen| chosen == code);
    let selected = context.query.filters.get(&dimension.id);
    let apply = move |query: &Query| {
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        query.with_filter(dimension, &codes)
    };
    let label = context.text(&category.label);
    let selected = selected.is_some_and(is_chosen);
    let choice = always(context, label, &apply(context.query), selected);
    Offer {
        answer: Answer {
            depth: dimension.ancestors(code).count(),
            count: count(code).map(|amount| number(context.lang(), amount)),
            ..plain_answer(code, choice)
        },
        apply: Box::new(apply),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sample;

    #[test]
    fn a_tap_adds_a_category_or_takes_it_out_and_none_overlap() {
        let catalog = sample::catalog();
        let age = catalog.dimension("edad").unwrap();
        let tapped = |chosen: &[&str], code: &str| toggle(age, chosen, code).join(" ");
        assert_eq!(tapped(&[], "0_11"), "0_11");
        assert_eq!(tapped(&["0_11"], "12_17"), "0_11 12_17");
        assert_eq!(tapped(&["0_11", "12_17"], "0_11"), "12_17");
        assert_eq!(tapped(&["0_11", "ADU"], "MIN"), "ADU MIN");
        assert_eq!(tapped(&["MIN"], "0_11"), "0_11");
    }
}
