//! Writes the headline numbers: the last published year, the change to the year before, and the share.
//!
//! Every sentence follows from published cells, so it is true whatever the hidden ones hold.

use cube::{Category, Headline, number};

use crate::context::Context;
use crate::counts::{self, Amount, Change, SMALLEST_BASE};
use crate::query::{Page, Query};
use crate::view::Tile;
use crate::words::{self, front};
use crate::{link, plan};

/// A headline as a reader sees it; nothing where its table is not there.
pub fn tile(context: &Context, headline: &Headline) -> Option<Tile> {
    let mut years = context.time()?.leaves().rev();
    let (last, before) = (years.next()?, years.next());
    let now = amount(context, headline, last)?;
    let by: Vec<&str> = headline
        .pin
        .iter()
        .map(|pin| pin.dimension.as_str())
        .collect();
    let known = |year: &Category| amount(context, headline, year);
    let change = Change::since(
        counts::before(context.catalog(), last, &headline.measure, &by, known),
        now,
    );
    let label = |year: &Category| context.text(&year.label);
    let sentence = front::change(
        context.lang(),
        &label(last),
        &before.map(label).unwrap_or_default(),
        change,
    );
    Some(Tile {
        link: link::to_view(
            context,
            context.text(&headline.label),
            &origin(context, headline),
        ),
        everybody: headline.pin.is_none(),
        value: words::mark::written(context.lang(), now),
        sentences: std::iter::once(sentence)
            .chain(share(context, headline, now, last))
            .collect(),
    })
}

fn amount(context: &Context, headline: &Headline, year: &Category) -> Option<Amount> {
    let query = plan::headline_query(context.catalog(), headline, &year.code);
    plan::answer(context.catalog(), &query, &headline.measure, &[])?.amount(context.release, &[])
}

/// Words the share of the headline's category among all persons. Overlapping categories have none: not everybody
/// answered.
fn share(context: &Context, headline: &Headline, now: Amount, year: &Category) -> Option<String> {
    let dimension = context
        .catalog()
        .dimension(&headline.pin.as_ref()?.dimension)?;
    let everybody = amount(
        context,
        &Headline {
            pin: None,
            ..headline.clone()
        },
        year,
    )?
    .exact()?;
    let part = now
        .exact()
        .filter(|part| everybody >= SMALLEST_BASE && *part <= everybody)?;
    let whole = context.catalog().measure(&headline.measure)?;
    let share = number::share(context.lang(), part, everybody);
    (!dimension.multi_response).then(|| {
        front::share(
            context.lang(),
            &share,
            whole.label.get(context.lang()),
            everybody,
        )
    })
}

/// Where the number comes from: the first section that shows it among others, or the opening page.
fn origin(context: &Context, headline: &Headline) -> Query {
    let catalog = context.catalog();
    let pin = headline
        .pin
        .as_ref()
        .and_then(|pin| Some((catalog.dimension(&pin.dimension)?, pin.code.as_str())));
    let sections = catalog
        .sections
        .iter()
        .filter(|section| section.measures.contains(&headline.measure));
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
    let found = sections
        .filter_map(in_section)
        .find(|query| plan::is_answerable(catalog, query));
    found.unwrap_or_else(|| context.query.clone())
}

#[cfg(test)]
mod tests;
