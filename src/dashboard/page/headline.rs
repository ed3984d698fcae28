//! Makes the headline numbers: the last published year, the change from the year before, the share, and all years.
//!
//! Every sentence follows from published cells, so it is true whatever the hidden ones contain.

use cube::{Category, Headline, Section, number};

use crate::context::Context;
use crate::counts::{self, Amount, Change, SMALLEST_BASE};
use crate::query::{Page, Query};
use crate::view::Tile;
use crate::view::drawing::{Columns, Drawing, Point, Year};
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
    let years: Vec<&Category> = context.time()?.leaves().collect();
    Some(Tile {
        columns: columns(
            context,
            headline,
            &years,
            largest(context, headline, &years),
        ),
        link: link::to_view(context, label, &origin(context, headline)),
        value: words::mark::write_amount(context.lang(), now),
        sentences,
    })
}

/// Returns the address of the view that shows a headline's number among others.
pub fn href(context: &Context, headline: &Headline) -> String {
    link::href(context.catalog(), &origin(context, headline))
}

/// Returns the highest published number of a headline in these years.
pub fn largest(context: &Context, headline: &Headline, years: &[&Category]) -> u64 {
    let amounts = years
        .iter()
        .filter_map(|year| amount(context, headline, year)?.exact());
    amounts.max().unwrap_or(0)
}

/// Draws a headline's numbers, a column a year; `highest` is as high as the room.
pub fn columns(
    context: &Context,
    headline: &Headline,
    years: &[&Category],
    highest: u64,
) -> Drawing {
    let highest = highest.max(1) as f64;
    let mut points = Vec::new();
    let mut labels: Vec<Year> = Vec::new();
    for year in years {
        let now = amount(context, headline, year).unwrap_or(Amount::NotCollected);
        let provisional = now != Amount::NotCollected && !context.catalog().is_closed(&year.code);
        let text = words::mark::write_amount(context.lang(), now);
        let label = context.text(&year.label);
        let before = labels.last().map_or("", |before| before.label.as_str());
        let change = change(context, headline, year, now);
        points.push(Point {
            height: now.exact().map(|count| count as f64 / highest),
            hidden: now == Amount::Hidden,
            provisional,
            says: words::drawing::say_point(
                context.lang(),
                headline.label.get(context.lang()),
                (&label, before),
                (&text, change),
                provisional,
            ),
            text,
            stroke: None,
            href: None,
        });
        labels.push(Year {
            label,
            broken: change == Change::Broken,
        });
    }
    Drawing::Columns(Columns {
        label: context.text(&headline.label),
        years: labels,
        points,
        labelled: false,
    })
}

/// Compares a headline's number with that of the year before.
pub fn change(context: &Context, headline: &Headline, year: &Category, now: Amount) -> Change {
    let pin = headline.pin.iter();
    let by: Vec<&str> = pin.map(|pin| pin.dimension.as_str()).collect();
    let amount = |year: &Category| amount(context, headline, year);
    let before = counts::before(context.catalog(), year, &headline.measure, &by, amount);
    Change::since(before, now)
}

/// Reads a headline's number in a year.
pub fn amount(context: &Context, headline: &Headline, year: &Category) -> Option<Amount> {
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
