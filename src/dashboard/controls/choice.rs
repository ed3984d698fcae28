//! Makes the answers of a question: some can always be chosen, others only if published tables answer them.

use crate::context::Context;
use crate::plan::{self, Relaxation, relax};
use crate::query::Query;
use crate::view::{Answer, Block, Choice, Link};
use crate::{link, words};

/// Makes a choice that is always available: it drops something, or changes nothing.
pub fn always(
    context: &Context,
    label: impl Into<String>,
    query: &Query,
    selected: bool,
) -> Choice {
    Choice {
        link: link::to_view(context, label, query),
        selected,
        unavailable: None,
    }
}

/// Makes an answer of such a choice.
pub fn plain_answer(key: impl Into<String>, choice: Choice) -> Answer {
    Answer {
        key: key.into(),
        choice,
        depth: 0,
        count: None,
    }
}

/// An answer before it is known whether it can be chosen.
pub struct Offer<'a> {
    /// The answer, with the view that it leads to.
    pub answer: Answer,
    /// The same change of any other query.
    pub apply: Box<dyn Fn(&Query) -> Query + 'a>,
}

/// Answers that cannot be chosen for the same reason.
struct Refused<'a> {
    reason: String,
    labels: Vec<String>,
    apply: &'a dyn Fn(&Query) -> Query,
}

/// Decides which offers can be chosen: those that published tables answer. Those that could not be chosen whatever else
/// is dropped are left out. `key` is the key of the link that they change.
pub fn answers(context: &Context, key: &str, offers: Vec<Offer>) -> (Vec<Answer>, Vec<Block>) {
    let mut listed = Vec::new();
    let mut refused: Vec<Refused> = Vec::new();
    for Offer { answer, apply } in &offers {
        let query = apply(context.query);
        let mut answer = answer.clone();
        if !answer.choice.selected && !plan::is_answerable(context.catalog(), &query) {
            let asked = Context {
                query: &query,
                ..*context
            };
            let Some(reason) = why_not(&asked, key) else {
                continue;
            };
            let label = answer.choice.link.label.clone();
            match refused.iter_mut().find(|other| other.reason == reason) {
                Some(other) => other.labels.push(label),
                None => refused.push(Refused {
                    reason: reason.clone(),
                    labels: vec![label],
                    apply,
                }),
            }
            answer.choice.unavailable = Some(reason);
        }
        listed.push(answer);
    }
    let open = |answer: &&Answer| answer.choice.unavailable.is_none() && !answer.choice.selected;
    let is_mixed = refused.len() > 1 || listed.iter().filter(open).count() > 0;
    let is_only = refused.len() == 1;
    let mut blocks: Vec<Block> = Vec::new();
    for refused in refused {
        let who = match refused.labels.len() {
            _ if !is_mixed => None,
            0..=2 => Some(words::join(context.lang(), &refused.labels)),
            _ if is_only => Some(words::control::CANNOT_BE_CHOSEN.text(context.lang())),
            _ => Some(words::join(context.lang(), &refused.labels)),
        };
        let mut block = block(context, key, refused, who);
        // The same way out is offered once.
        if blocks.iter().any(|other| other.swap == block.swap) {
            block.swap = None;
        }
        blocks.push(block);
    }
    (listed, blocks)
}

/// Explains why a query is not answered, and which other parts would have to be dropped; `None` if it is not answered
/// without any of them.
fn why_not(asked: &Context, key: &str) -> Option<String> {
    let nearest = nearest(asked, key)?;
    let lang = asked.lang();
    let mut filters = asked.query.filters.keys();
    if filters.any(|filter| plan::applies_nowhere(asked.catalog(), asked.query, filter)) {
        return Some(words::control::ALREADY_SHOWN.text(lang));
    }
    Some(words::control::not_with(lang, &nearest.dropped))
}

fn nearest(asked: &Context, key: &str) -> Option<Relaxation> {
    let is_answerable = |query: &Query| plan::is_answerable(asked.catalog(), query);
    relax(asked, Some(key), &is_answerable).into_iter().next()
}

/// Gives a reason once, with the nearest view in which one of the answers can be chosen. `who` names the answers, unless
/// it is the reason of all.
fn block(context: &Context, key: &str, refused: Refused, who: Option<String>) -> Block {
    let catalog = context.catalog();
    let can_be_chosen = |query: &Query| {
        plan::is_answerable(catalog, query) && plan::is_answerable(catalog, &(refused.apply)(query))
    };
    let found = relax(context, Some(key), &can_be_chosen);
    let swap = found.into_iter().next();
    let reason = match who {
        Some(who) => format!("{who}: {}", refused.reason),
        None => words::capitalized(&refused.reason),
    };
    Block {
        reason: format!("{reason}."),
        swap: swap.map(|swap| Link {
            label: words::control::see(context.lang(), &swap.label),
            ..link::to_view(context, "", &swap.query)
        }),
    }
}
