//! Writes the story of the opening page: the headline numbers of the last year in sentences, each number a link.
//!
//! Everything that it says follows from published cells, so it is true whatever the hidden ones contain. Of each total it
//! says the strongest change beyond chance, and how it compares with the year before.

use cube::{Category, Headline, Text};

use crate::context::Context;
use crate::counts::{self, Amount, Change};
use crate::page::headline;
use crate::view::Words;
use crate::words::{self, front};

/// Writes the story; empty where no headline has a number.
pub fn story(context: &Context) -> Vec<Words> {
    let mut story = Story::default();
    let mut hidden = Vec::new();
    let mut parts: Vec<Vec<Words>> = Vec::new();
    let similar = both_are_similar(context);
    for headline in &context.catalog().headlines {
        let Some(now) = last_amount(context, headline) else {
            continue;
        };
        let Some(count) = now.exact() else {
            hidden.push(context.text(&headline.label));
            continue;
        };
        let clause = clause(context, headline, count);
        if headline.pin.is_some() {
            parts.push(clause);
            continue;
        }
        story.list(context, std::mem::take(&mut parts));
        story.begin(context);
        story.clause(clause);
        story.say(&comparisons(context, headline, similar.is_some()));
        story.say(".");
    }
    story.list(context, parts);
    for sentence in similar.into_iter().chain(
        hidden
            .iter()
            .map(|label| front::hidden_in_story(context.lang(), label)),
    ) {
        story.begin(context);
        story.say(&sentence);
    }
    story.words
}

/// Says of exactly two totals that both are similar to the year before, if they are, and if each differs beyond chance from
/// an earlier year: so it is said once, and not of each.
fn both_are_similar(context: &Context) -> Option<String> {
    let mut years = context.time()?.leaves().rev();
    let (last, before) = (years.next()?, years.next()?);
    let mut bases = Vec::new();
    let headlines = context.catalog().headlines.iter();
    for headline in headlines.filter(|headline| headline.pin.is_none()) {
        strongest(context, headline, last)?;
        match headline::change(context, headline, last, last_amount(context, headline)?) {
            Change::Similar(base) => bases.push(cube::number::count(context.lang(), base)),
            _ => return None,
        }
    }
    let bases = (bases.len() == 2).then(|| words::join(context.lang(), &bases))?;
    Some(front::both_similar(
        context.lang(),
        &context.text(&before.label),
        &bases,
    ))
}

/// Finds the earlier year from which a total differs most, beyond chance.
fn strongest<'a>(
    context: &Context<'a>,
    headline: &Headline,
    last: &Category,
) -> Option<(&'a Category, Change)> {
    let amount = |year: &Category| headline::amount(context, headline, year);
    counts::strongest_change(context.catalog(), last, &headline.measure, &[], amount)
}

/// The sentences that were written so far.
#[derive(Default)]
struct Story {
    words: Vec<Words>,
}

impl Story {
    /// Begins a sentence: the first one with the year.
    fn begin(&mut self, context: &Context) {
        if self.words.is_empty() {
            let last = context.time().and_then(|time| time.leaves().next_back());
            let year = last.map(|year| context.text(&year.label));
            self.say(&front::begin_story(
                context.lang(),
                &year.unwrap_or_default(),
            ));
        } else {
            self.say(" ");
        }
    }

    /// Adds words that lead nowhere.
    fn say(&mut self, text: &str) {
        match self.words.last_mut() {
            Some(last) if last.href.is_none() => last.text.push_str(text),
            _ => self.words.push(Words {
                text: text.into(),
                href: None,
            }),
        }
    }

    /// Adds a sentence that lists clauses.
    fn list(&mut self, context: &Context, clauses: Vec<Vec<Words>>) {
        if clauses.is_empty() {
            return;
        }
        self.begin(context);
        let last = clauses.len() - 1;
        for (at, clause) in clauses.into_iter().enumerate() {
            if at > 0 {
                // What joins two items, without them.
                let joint = words::join(context.lang(), &["".to_owned(), "1".to_owned()]);
                let joint = if at < last {
                    ", "
                } else {
                    joint.trim_end_matches('1')
                };
                self.say(joint);
            }
            self.clause(clause);
        }
        self.say(".");
    }

    /// Adds a clause; where a sentence begins with it, with a capital.
    fn clause(&mut self, clause: Vec<Words>) {
        for words in clause {
            let begins = self.words.len() > 1
                && self
                    .words
                    .last()
                    .is_some_and(|last| last.text.ends_with(". "));
            match words.href {
                None if begins => self.say(&words::capitalized(&words.text)),
                None => self.say(&words.text),
                Some(_) => self.words.push(words),
            }
        }
    }
}

/// Returns a headline's number in the last year.
fn last_amount(context: &Context, headline: &Headline) -> Option<Amount> {
    let last = context.time()?.leaves().next_back()?;
    headline::amount(context, headline, last)
}

/// Writes what the codebook says of a headline with its number, or its label and its number.
fn clause(context: &Context, headline: &Headline, count: u64) -> Vec<Words> {
    let lang = context.lang();
    let number = cube::number::count(lang, count);
    let label = words::uncapitalized(&context.text(&headline.label));
    let otherwise = Text::new(format!("{label}: [{{}}]"), format!("{label}: [{{}}]"));
    let sentence = context.text(headline.sentence.as_ref().unwrap_or(&otherwise));
    let (before, rest) = sentence.split_once('[').unwrap_or((&sentence, ""));
    let (link, after) = rest.split_once(']').unwrap_or((rest, ""));
    let plain = |text: &str| Words {
        text: text.into(),
        href: None,
    };
    let mut clause = Vec::new();
    if !before.is_empty() {
        clause.push(plain(before));
    }
    clause.push(Words {
        text: link.replace("{}", &number),
        href: Some(headline::href(context, headline)),
    });
    if !after.is_empty() {
        clause.push(plain(after));
    }
    clause
}

/// Compares a total with the earlier year from which it differs most, and with the year before unless that is said of both
/// totals at once: ", más que en 2021 (21) y un número similar al de 2024 (58)".
fn comparisons(context: &Context, headline: &Headline, both_are_similar: bool) -> String {
    let years = context.time().map(|time| time.leaves().rev().take(2));
    let years: Vec<&Category> = years.into_iter().flatten().collect();
    let Some(last) = years.first() else {
        return String::new();
    };
    let compare = |year: &Category, change| {
        front::compare_briefly(context.lang(), &context.text(&year.label), change)
    };
    let strongest = strongest(context, headline, last);
    let mut said = Vec::new();
    if let Some((year, change)) = strongest {
        said.extend(compare(year, change));
    }
    if !both_are_similar
        && let Some(before) = years.get(1)
        && strongest.is_none_or(|(year, _)| year.code != before.code)
        && let Some(now) = last_amount(context, headline)
    {
        said.extend(compare(
            before,
            headline::change(context, headline, last, now),
        ));
    }
    match said.as_slice() {
        [] => String::new(),
        said => format!(", {}", words::join(context.lang(), said)),
    }
}

#[cfg(test)]
mod tests;
