//! Carries years and filters into another section, as far as something is published for them there.

use cube::Catalog;

use crate::link::address::href_without;
use crate::plan;
use crate::query::{AGAINST, Page, Query};

/// No more choices than this are tried together.
const MOST: usize = 8;

/// A choice that a reader takes along.
#[derive(Clone, Copy)]
enum Kept<'a> {
    Years,
    /// A filter on this dimension.
    Filter(&'a str),
}

/// Returns the address of a section with the years and filters of the query that can be shown there. What cannot be is
/// named in the address, so that the page says that it was dropped.
pub fn carried(catalog: &Catalog, query: &Query, page: Page) -> String {
    let plain = Query::plain(query.lang, page);
    let mut choices: Vec<Kept> = Vec::new();
    choices.extend(query.years.is_some().then_some(Kept::Years));
    choices.extend(query.filters.keys().map(|id| Kept::Filter(id)));
    let section = plain.section(catalog);
    let exists = |choice: &Kept| {
        section.is_some_and(|section| match choice {
            Kept::Years => !plain.shows_series(catalog),
            Kept::Filter(id) => section.filters.iter().any(|filter| filter == id),
        })
    };
    let existing = choices.iter().copied().filter(exists);
    let existing: Vec<Kept> = existing.take(MOST).collect();
    // The most that can be kept; of as many, the first ones.
    let mut target = plain.clone();
    let sets = 1_u32..1 << existing.len();
    for set in sets.rev() {
        let is_in = |at: usize| set >> (existing.len() - 1 - at) & 1 == 1;
        let kept = existing.iter().enumerate().filter(|(at, _)| is_in(*at));
        let tried = kept.fold(plain.clone(), |tried, (_, choice)| {
            keep(catalog, &tried, query, *choice)
        });
        if count(&tried) > count(&target) && plan::is_answerable(catalog, &tried) {
            target = tried;
        }
    }
    let mut dropped: Vec<&str> = Vec::new();
    for choice in choices {
        match choice {
            Kept::Years if target.years.is_none() => dropped.push(&catalog.time),
            Kept::Filter(id) if !target.filters.contains_key(id) => dropped.push(id),
            Kept::Years | Kept::Filter(_) => {}
        }
    }
    dropped.extend(query.against.is_some().then_some(AGAINST));
    href_without(catalog, &target, &dropped)
}

/// Counts the choices of a query.
fn count(query: &Query) -> usize {
    query.filters.len() + usize::from(query.years.is_some())
}

/// Adds a choice of the query to another query.
fn keep(catalog: &Catalog, target: &Query, query: &Query, choice: Kept) -> Query {
    match choice {
        Kept::Years => target.with_years(catalog, query.years.clone()),
        Kept::Filter(id) => match (catalog.dimension(id), query.filters.get(id)) {
            (Some(dimension), Some(codes)) => {
                let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
                target.with_filter(dimension, &codes)
            }
            _ => target.clone(),
        },
    }
}
