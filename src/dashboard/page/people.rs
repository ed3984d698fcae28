//! Shows the persons of the last year as dots, once for each dimension of the headlines.
//!
//! There are dots only where the total is published and small, and where every row adds up to it: what is hidden is shown
//! together, as anyone can add it up.

use cube::{Category, Dimension, Headline, Pin, TOTAL};

use crate::context::Context;
use crate::counts::Amount;
use crate::page::headline;
use crate::view::{Dot, DotGroup, Dots, People};
use crate::words::{self, front};

/// The most persons that are shown as dots.
const MOST_PERSONS: u64 = 150;
/// The most categories with a colour of their own.
const MOST_CATEGORIES: usize = 4;

/// Makes the rows of dots; `None` where there are none.
pub fn people(context: &Context) -> Option<People> {
    let (lang, catalog) = (context.lang(), context.catalog());
    let pinned = |headline: &&Headline| headline.pin.is_some();
    let first = catalog.headlines.iter().find(pinned)?;
    let last = context.time()?.leaves().next_back()?;
    let measure = catalog.measure(&first.measure)?;
    let everybody = Headline {
        pin: None,
        ..first.clone()
    };
    let total = headline::amount(context, &everybody, last)?.exact()?;
    if total == 0 || total > MOST_PERSONS {
        return None;
    }
    let mut rows: Vec<(String, Dots)> = Vec::new();
    for headline in catalog.headlines.iter().filter(pinned) {
        let dimension = catalog.dimension(&headline.pin.as_ref()?.dimension)?;
        let label = context.text(&dimension.label);
        let is_new = rows.iter().all(|(other, _)| *other != label);
        if headline.measure == measure.id
            && is_new
            && let Some(groups) = groups(context, headline, dimension, last, total)
        {
            let says = say(&label, &groups);
            rows.push((label, Dots { groups, says }));
        }
    }
    let count = cube::number::count(lang, total);
    let unit = measure.unit.get(lang);
    (!rows.is_empty()).then(|| People {
        heading: front::people(lang, &count, unit, rows.len()),
        note: front::explain_dots(lang, measure.label.get(lang), last.label.get(lang)),
        rows,
    })
}

/// Divides all persons by a dimension: the headline's category first, what is hidden and what is not known last. `None`
/// where the parts are not known or do not add up.
fn groups(
    context: &Context,
    headline: &Headline,
    dimension: &Dimension,
    year: &Category,
    total: u64,
) -> Option<Vec<DotGroup>> {
    let pinned = &headline.pin.as_ref()?.code;
    let rank = |category: &Category| (category.unknown, category.code != *pinned);
    let mut categories: Vec<&Category> = Vec::new();
    for category in dimension.children(TOTAL) {
        // Inserted one by one: sorting would add a sort of its own to the page.
        let place = categories.partition_point(|other| rank(other) <= rank(category));
        categories.insert(place, category);
    }
    if dimension.multi_response || categories.iter().all(|category| category.code != *pinned) {
        return None;
    }
    let (mut groups, mut hidden, mut known, mut colours) = (Vec::new(), Vec::new(), 0, 0);
    for category in categories {
        let one = Headline {
            pin: Some(Pin {
                dimension: dimension.id.clone(),
                code: category.code.clone(),
            }),
            ..headline.clone()
        };
        let label = context.text(&category.label);
        match headline::amount(context, &one, year)? {
            Amount::Exact(0) => {}
            Amount::Exact(count) => {
                let kind = if category.unknown {
                    Dot::Unknown
                } else {
                    colours += 1;
                    Dot::Series(colours - 1)
                };
                known += count;
                let text = cube::number::count(context.lang(), count);
                groups.push(DotGroup {
                    kind,
                    count,
                    text,
                    label,
                });
            }
            Amount::Hidden => hidden.push(label),
            Amount::Between(..) | Amount::NotCollected => return None,
        }
    }
    let rest = total.checked_sub(known)?;
    match hidden.len() {
        0 if rest == 0 => {}
        0 | 1 => return None,
        _ => groups.push(DotGroup {
            kind: Dot::Together,
            count: rest,
            text: format!("{} {rest}", words::mark::HIDDEN_MARK),
            label: words::drawing::together(context.lang(), &words::as_one_sentence(hidden)),
        }),
    }
    (colours <= MOST_CATEGORIES).then_some(groups)
}

fn say(label: &str, groups: &[DotGroup]) -> String {
    let groups: Vec<String> = groups
        .iter()
        .map(|group| format!("{} {}", group.label, group.text))
        .collect();
    format!("{label}: {}.", groups.join(", "))
}

#[cfg(test)]
mod tests;
