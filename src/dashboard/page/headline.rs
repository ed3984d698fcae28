//! Writes the headline numbers: the last published year, the change from the year before, and the share.
//!
//! Every sentence follows from published cells, so it is true whatever the hidden ones contain.

use cube::{Category, Headline, Section, number};

use crate::context::Context;
use crate::counts::{self, Amount, Change, SMALLEST_BASE};
use crate::query::{Page, Query};
use crate::view::Tile;
use crate::words::{self, front};
use crate::{link, plan};

/// Makes the tile of a headline; `None` where its table was not loaded.
pub fn tile(context: &Context, headline: &Headline) -> Option<Tile> {
    let mut years = context.time()?.leaves().rev();
    let last = years.next()?;
    let now = amount(context, headline, last)?;
    let before = years.next().map(|year| context.text(&year.label));
    let sentence = front::describe_change(
        context.lang(),
        &context.text(&last.label),
        &before.unwrap_or_default(),
        change(context, headline, last, now),
    );
    let mut sentences = vec![sentence];
    sentences.extend(share(context, headline, now, last));
    let label = context.text(&headline.label);
    Some(Tile {
        link: link::to_view(context, label, &origin(context, headline)),
        everybody: headline.pin.is_none(),
        value: words::mark::write_amount(context.lang(), now),
        sentences,
    })
}

/// Compares a headline's number with that of the year before.
fn change(context: &Context, headline: &Headline, year: &Category, now: Amount) -> Change {
    let pin = headline.pin.iter();
    let by: Vec<&str> = pin.map(|pin| pin.dimension.as_str()).collect();
    let amount = |year: &Category| amount(context, headline, year);
    let before = counts::before(context.catalog(), year, &headline.measure, &by, amount);
    Change::since(before, now)
}

/// Reads a headline's number in a year.
fn amount(context: &Context, headline: &Headline, year: &Category) -> Option<Amount> {
    let query = plan::headline_query(context.catalog(), headline, &year.code);
    plan::answer(context.catalog(), &query, &headline.measure, &[])?.amount(context.release, &[])
}

/// Writes the share of the headline's category among all persons. Overlapping categories have none, because some persons
/// have no answer.
fn share(context: &Context, headline: &Headline, now: Amount, year: &Category) -> Option<String> {
    let dimension = context
        .catalog()
        .dimension(&headline.pin.as_ref()?.dimension)?;
    let of_everybody = Headline {
        pin: None,
        ..headline.clone()
    };
    let everybody = amount(context, &of_everybody, year)?.exact()?;
    let part = now
        .exact()
        .filter(|part| everybody >= SMALLEST_BASE && *part <= everybody)?;
    let whole = context.catalog().measure(&headline.measure)?;
    let share = number::share(context.lang(), part, everybody);
    (!dimension.multi_response).then(|| {
        front::describe_share(
            context.lang(),
            &share,
            whole.label.get(context.lang()),
            everybody,
        )
    })
}

/// Finds the view that shows the number among others: in the first section that has it, or the opening page.
fn origin(context: &Context, headline: &Headline) -> Query {
    let catalog = context.catalog();
    for section in &catalog.sections {
        if section.measures.contains(&headline.measure)
            && let Some(query) = in_section(context, headline, section)
            && plan::is_answerable(catalog, &query)
        {
            return query;
        }
    }
    context.query.clone()
}

/// Makes the query that shows a headline's number in a section, as a filter or among the categories of a figure.
fn in_section(context: &Context, headline: &Headline, section: &Section) -> Option<Query> {
    let plain = Query::plain(context.lang(), Page::Section(section.id.clone()));
    let Some(pin) = &headline.pin else {
        return Some(plain);
    };
    let Some(dimension) = context.catalog().dimension(&pin.dimension) else {
        return Some(plain);
    };
    if section.filters.contains(&dimension.id) {
        Some(plain.with_filter(dimension, &[&pin.code]))
    } else {
        section.dimensions.contains(&dimension.id).then_some(plain)
    }
}

#[cfg(test)]
mod tests;
