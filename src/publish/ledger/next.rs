//! Makes the ledger of the next release: every span of closed years in which a table is published.

use std::collections::BTreeSet;

use cube::{Cell, Dimension, Table, TableEntry, Text};

use crate::ledger::{
    counting::{Counting, years_of},
    model::{CodeList, CountTable, Ledger, Span, Year},
};

/// The ledger once this release is public.
pub(super) fn next_ledger(
    counting: &Counting<'_>,
    before: &Ledger,
    follows: Option<String>,
) -> Ledger {
    let catalog = counting.catalog;
    let mut next = Ledger::new(&catalog.codebook);
    next.follows = follows;
    next.releases.clone_from(&before.releases);
    if next.releases.last() != Some(&catalog.release) {
        next.releases.push(catalog.release.clone());
    }
    next.years.clone_from(&before.years);
    for year in &counting.years {
        let known = before.years.get(year);
        let known = known.filter(|_| counting.frozen.contains(year)).cloned();
        let mut entry = known.unwrap_or_else(|| Year {
            release: catalog.release.clone(),
            closed: false,
        });
        entry.closed |= counting.is_closed(*year);
        next.years.insert(*year, entry);
    }
    for entry in &catalog.tables {
        add_table(&mut next, counting, entry);
    }
    keep_earlier_spans(&mut next, counting, before);
    next
}

/// Adds the counts of one published table, without time.
fn add_table(next: &mut Ledger, counting: &Counting<'_>, entry: &TableEntry) {
    let catalog = counting.catalog;
    let mut dimensions = catalog.dimensions_of(entry);
    let time = dimensions
        .iter()
        .position(|dimension| dimension.id == catalog.time);
    let time = time.map(|at| dimensions.remove(at));
    let lists: Vec<CodeList> = dimensions.iter().map(CodeList::from_dimension).collect();
    let known = next
        .tables
        .iter()
        .position(|table| table.measure == entry.measure && table.dimensions == lists);
    let at = known.unwrap_or_else(|| {
        next.tables.push(CountTable {
            measure: entry.measure.clone(),
            dimensions: lists,
            spans: vec![],
        });
        next.tables.len() - 1
    });
    for (first, last, pending) in spans_of(counting, time.as_ref(), &dimensions) {
        let years: Vec<u16> = (first..=last).collect();
        let counts = Table::from_fn(
            "",
            Text::default(),
            &entry.measure,
            dimensions.clone(),
            |address| Cell::Published(counting.count(address, &years).number),
        );
        let counts = counts
            .cells()
            .iter()
            .map(|cell| cell.published().unwrap_or_default());
        let span = Span {
            first,
            last,
            pending,
            counts: counts.collect(),
        };
        add_span(&mut next.tables[at].spans, span);
    }
}

/// Adds a span, unless the same years are there; a published one takes the place of one that was not.
fn add_span(spans: &mut Vec<Span>, span: Span) {
    let known = spans
        .iter_mut()
        .find(|known| (known.first, known.last) == (span.first, span.last));
    match known {
        Some(known) => known.pending &= span.pending,
        None => spans.push(span),
    }
    spans.sort_by_key(|span| (span.first, span.last));
}

/// The spans of years by which a table is kept: as it is published, and years that no published span contains yet, one by
/// one, as pending. Years of unsettled outcomes are left out.
fn spans_of(
    counting: &Counting<'_>,
    time: Option<&Dimension>,
    dimensions: &[Dimension],
) -> Vec<(u16, u16, bool)> {
    let catalog = counting.catalog;
    let codes: Vec<&str> = match time {
        Some(time) => time.leaves().map(|leaf| leaf.code.as_str()).collect(),
        None => vec![cube::TOTAL],
    };
    let is_settled = |year: &u16| {
        let code = year.to_string();
        let mut settled = dimensions
            .iter()
            .filter_map(|dimension| catalog.dimension(&dimension.id)?.settled.as_ref());
        settled.all(|settled| *year <= settled.until && catalog.is_closed(&code))
    };
    let mut spans = Vec::new();
    let mut rest: BTreeSet<u16> = counting.years.iter().copied().filter(is_settled).collect();
    for code in codes {
        let years = years_of(catalog, code);
        let is_kept = |year: &u16| counting.is_closed(*year) && rest.contains(year);
        let is_span = years.len() == 1 || years.iter().all(is_kept);
        if let (Some(first), Some(last)) = (years.first(), years.last())
            && is_span
            && years.iter().all(|year| rest.contains(year))
        {
            spans.push((*first, *last, false));
            rest.retain(|year| !years.contains(year));
        }
    }
    spans.extend(rest.into_iter().map(|year| (year, year, true)));
    spans
}

/// Keeps what was published in spans that this release does not have.
fn keep_earlier_spans(next: &mut Ledger, counting: &Counting<'_>, before: &Ledger) {
    let is_kept = |year: u16| {
        let is_closed = before.years.get(&year).is_some_and(|year| year.closed);
        is_closed && (counting.frozen.contains(&year) || !counting.years.contains(&year))
    };
    for table in &before.tables {
        let same = next
            .tables
            .iter_mut()
            .find(|known| known.measure == table.measure && known.dimensions == table.dimensions);
        let mut kept = table.clone();
        kept.spans
            .retain(|span| (span.first..=span.last).all(is_kept));
        match same {
            Some(known) => {
                let published: Vec<(u16, u16)> = known
                    .spans
                    .iter()
                    .map(|span| (span.first, span.last))
                    .collect();
                let is_contained = |span: &Span| {
                    let mut published = published.iter();
                    published.any(|(first, last)| *first <= span.first && span.last <= *last)
                };
                kept.spans
                    .retain(|span| !span.pending || !is_contained(span));
                for span in kept.spans {
                    add_span(&mut known.spans, span);
                }
            }
            None if !kept.spans.is_empty() => next.tables.push(kept),
            None => {}
        }
    }
}
