//! Makes the questions of the breakdown, of the form in which counts are shown, and of the order.

use cube::{Dimension, Layout};

use crate::context::Context;
use crate::controls::choice::{Offer, always, answers, plain_answer};
use crate::plan::{self, relax};
use crate::query::{BREAKDOWN, ORDER, Order, Query, SHOW, Show};
use crate::view::{About, Answers, Button, Choice, Question};
use crate::words::{self, Phrase};

/// Makes the question of the breakdown, if the page has any.
pub fn breakdown(context: &Context, layout: Layout) -> Option<Question> {
    let (lang, catalog, query) = (context.lang(), context.catalog(), context.query);
    let current = query.breakdown.as_deref();
    let mut offers = Vec::new();
    for dimension in plan::breakdowns(catalog, query) {
        let id = dimension.id.as_str();
        let label = if layout == Layout::Profile && id == catalog.time {
            context.over_time()
        } else {
            context.text(&dimension.label)
        };
        let apply = move |query: &Query| query.with_breakdown(Some(id));
        let choice = always(context, label, &apply(query), current == Some(id));
        offers.push(Offer {
            answer: plain_answer(id, choice),
            apply: Box::new(apply),
        });
    }
    let (mut listed, blocks) = answers(context, BREAKDOWN, offers);
    let none = words::control::NO_BREAKDOWN.text(lang);
    let none = always(
        context,
        none,
        &query.with_breakdown(None),
        current.is_none(),
    );
    listed.insert(0, plain_answer("", none));
    let chosen = listed
        .iter()
        .find(|answer| answer.choice.selected && !answer.key.is_empty());
    let name = words::control::BREAKDOWN.text(lang);
    let question = Question {
        id: BREAKDOWN.into(),
        about: About::How,
        button: Some(match chosen {
            Some(answer) => set_button(&name, &answer.choice.link.label),
            None => plain_button(&name),
        }),
        name,
        answers: Answers::One(listed),
        blocks,
    };
    (question.answers.choices().len() > 1).then_some(question)
}

/// Makes the question of the form in which counts are shown. Its button says the order as well, if that alone is chosen.
pub fn show(context: &Context) -> Question {
    let lang = context.lang();
    let mut listed = Vec::new();
    for show in Show::ALL {
        if let Some(choice) = show_choice(context, show) {
            listed.push(plain_answer(show.code(), choice));
        }
    }
    let name = words::show::SHOW.text(lang);
    let has_order = context.query.compares_categories(context.catalog());
    let is_ordered = has_order && context.query.order != Order::default();
    let button = if context.show != Show::default() {
        set_button(&name, &name_show(context, context.show).text(lang))
    } else if is_ordered {
        set_button(&name, &words::show::ORDER_VALUE.text(lang))
    } else {
        plain_button(&name)
    };
    Question {
        id: SHOW.into(),
        about: About::How,
        name,
        button: Some(button),
        answers: Answers::One(listed),
        blocks: vec![],
    }
}

fn name_show(context: &Context, show: Show) -> Phrase {
    match show {
        Show::Count => words::show::COUNT,
        Show::Share => words::show::SHARE,
        Show::Change => context.change_name(),
        Show::Rate => words::show::RATE_CHOICE,
    }
}

/// Makes the choice of one form: alone, with the breakdown that it needs, or without the parts that exclude it. `None`
/// where no view of the page shows it.
fn show_choice(context: &Context, show: Show) -> Option<Choice> {
    let catalog = context.catalog();
    let name = name_show(context, show).get(context.lang());
    let chosen = with_show(context, show);
    if plan::can_show(catalog, &chosen, show) {
        return Some(always(context, name, &chosen, context.show == show));
    }
    let can_be_shown =
        |query: &Query| plan::can_show(catalog, query, show) && plan::is_answerable(catalog, query);
    for breakdown in plan::breakdowns(catalog, &chosen) {
        let query = chosen.with_breakdown(Some(&breakdown.id));
        if can_be_shown(&query) {
            let by = breakdown_words(context, breakdown);
            let label = format!("{name} · {}", by.trim_start());
            return Some(always(context, label, &query, false));
        }
    }
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

/// Makes the question of the categories' order, if there are any. It stands beside the form and has no button.
pub fn order(context: &Context) -> Option<Question> {
    let (lang, query) = (context.lang(), context.query);
    let answer = |order: Order| {
        let label = match order {
            Order::Codebook => words::show::ORDER_CODEBOOK,
            Order::Value => words::show::ORDER_VALUE,
        };
        let ordered = query.with_order(order);
        let choice = always(context, label.get(lang), &ordered, query.order == order);
        plain_answer(order.code(), choice)
    };
    let question = || Question {
        id: ORDER.into(),
        about: About::How,
        name: words::show::ORDER.text(lang),
        button: None,
        answers: Answers::One(Order::ALL.map(answer).into()),
        blocks: vec![],
    };
    query.compares_categories(context.catalog()).then(question)
}

/// Makes the button of a question to which nothing is chosen.
pub fn plain_button(name: &str) -> Button {
    Button {
        label: name.into(),
        spoken: name.into(),
        set: false,
    }
}

/// Makes the button of a question with what is chosen.
pub fn set_button(name: &str, chosen: &str) -> Button {
    Button {
        label: chosen.into(),
        spoken: format!("{name}: {chosen}"),
        set: true,
    }
}
