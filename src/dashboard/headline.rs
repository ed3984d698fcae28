//! The numbers of the opening page: the last published year, what it is compared with, and of whom it is a share.
//!
//! Everything said follows from published cells, so it is true whatever the hidden ones hold. It claims no cause, and
//! compares two years only where both are published and counted the same way.

use cube::{Break, Category, Headline, number};

use crate::answer;
use crate::context::Context;
use crate::matrix::SMALLEST_BASE;
use crate::query::{Page, Query};
use crate::sum::Amount;
use crate::view::Tile;
use crate::words::front;

/// How the number of a year compares with that of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing is published of an earlier year.
    First,
    /// It is hidden itself.
    Hidden,
    /// What is counted changed between the two.
    Broken,
    /// The number of the year before is hidden.
    Unknown,
    /// There are as many.
    Same,
    /// They differ by no more than numbers of this size do by chance. Holds the number of the year before.
    Similar(u64),
    /// There are more by the first number; the second is that of the year before.
    More(u64, u64),
    /// There are fewer by the first number; the second is that of the year before.
    Fewer(u64, u64),
}

impl Change {
    /// Compares two published numbers.
    ///
    /// They are similar if they differ by less than `2·√(before + now)`: two standard deviations of the difference of
    /// two independent Poisson counts.
    pub fn between(before: u64, now: u64) -> Change {
        let apart = u128::from(now.abs_diff(before));
        match now.cmp(&before) {
            std::cmp::Ordering::Equal => Change::Same,
            _ if apart * apart < 4 * (u128::from(before) + u128::from(now)) => Change::Similar(before),
            std::cmp::Ordering::Greater => Change::More(now - before, before),
            std::cmp::Ordering::Less => Change::Fewer(before - now, before),
        }
    }
}

/// A headline as a reader sees it; nothing where its table is not there.
pub fn tile(context: &Context, headline: &Headline) -> Option<Tile> {
    let mut years = context.time()?.leaves().rev();
    let (last, before) = (years.next()?, years.next());
    let now = amount(context, headline, last)?;
    let change = change(context, headline, now, last, before);
    let label = |year: &Category| context.text(&year.label);
    let sentence = front::change(context.lang(), &label(last), &before.map(label).unwrap_or_default(), change);
    Some(Tile {
        link: context.link(context.text(&headline.label), &origin(context, headline)),
        everybody: headline.pin.is_none(),
        value: context.written(now),
        sentences: std::iter::once(sentence).chain(share(context, headline, now, last)).collect(),
    })
}

fn amount(context: &Context, headline: &Headline, year: &Category) -> Option<Amount> {
    let query = answer::headline_query(context.catalog(), headline, &year.code);
    context.amount(&answer::answer(context.catalog(), &query, &headline.measure, &[])?, &[])
}

fn change(context: &Context, headline: &Headline, now: Amount, last: &Category, before: Option<&Category>) -> Change {
    let Some(now) = now.exact() else { return Change::Hidden };
    let Some(before) = before else { return Change::First };
    if context.catalog().breaks.iter().any(|broken| concerns(broken, headline, last)) {
        return Change::Broken;
    }
    match amount(context, headline, before).and_then(Amount::exact) {
        Some(before) => Change::between(before, now),
        None => Change::Unknown,
    }
}

/// Whether what the headline counts is counted another way from this year on.
fn concerns(broken: &Break, headline: &Headline, year: &Category) -> bool {
    let by = |dimension: &String| headline.pin.as_ref().is_some_and(|pin| pin.dimension == *dimension);
    broken.year.to_string() == year.code
        && (broken.measures.is_empty() || broken.measures.contains(&headline.measure))
        && (broken.dimensions.is_empty() || broken.dimensions.iter().any(by))
}

/// Of whom the headline's category is which part. Where categories overlap, everybody is not who was asked.
fn share(context: &Context, headline: &Headline, now: Amount, year: &Category) -> Option<String> {
    let dimension = context.catalog().dimension(&headline.pin.as_ref()?.dimension)?;
    let everybody = amount(context, &Headline { pin: None, ..headline.clone() }, year)?.exact()?;
    let part = now.exact().filter(|part| everybody >= SMALLEST_BASE && *part <= everybody)?;
    let whole = context.catalog().measure(&headline.measure)?;
    let share = number::share(context.lang(), part, everybody);
    (!dimension.multi_response)
        .then(|| front::share(context.lang(), &share, whole.label.get(context.lang()), everybody))
}

/// Where the number comes from: the first section that shows it among others, or the opening page.
fn origin(context: &Context, headline: &Headline) -> Query {
    let catalog = context.catalog();
    let pin = headline.pin.as_ref().and_then(|pin| Some((catalog.dimension(&pin.dimension)?, pin.code.as_str())));
    let sections = catalog.sections.iter().filter(|section| section.measures.contains(&headline.measure));
    let in_section = |section: &cube::Section| {
        let plain = Query::plain(context.lang(), Page::Section(section.id.clone()));
        match pin {
            None => Some(plain),
            Some((dimension, code)) if section.filters.contains(&dimension.id) => {
                Some(plain.with_filter(dimension, &[code]))
            }
            Some((dimension, _)) => section.dimensions.contains(&dimension.id).then_some(plain),
        }
    };
    let found = sections.filter_map(in_section).find(|query| answer::is_answerable(catalog, query));
    found.unwrap_or_else(|| context.query.clone())
}

#[cfg(test)]
mod tests;
