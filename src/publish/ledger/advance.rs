//! Decides which years come from the ledger and which from the records, counts, and makes the next ledger.

use std::collections::{BTreeMap, BTreeSet};

use codebook::Codebook;
use cube::{Address, Catalog, Cell, Dimension, Release, Table, TableEntry, Text};
use records::tabulate::{Counts, PackedRecords, YearlyCounts};

use crate::ledger::{
    check::find_difference,
    decisions::{self, HeldDecision},
    error::LedgerError,
    index::{Index, split_time},
    model::{CodeList, CountTable, Ledger, Span, Year},
    outcomes,
    waiting::{self, Waiting},
};

/// The counts of a release, with the ledger that will keep them.
#[derive(Debug)]
pub struct Advanced {
    /// The counts: of closed years those of the ledger, of others those of the records. Confidential.
    pub counts: Counts,
    /// The ledger once the release is public; it does not know the release yet.
    pub next: Ledger,
    /// What the records say otherwise. Confidential.
    pub waiting: Waiting,
}

/// Counts records by a codebook, except for the years that the ledger has, and makes the next ledger. Without a ledger,
/// begins one. `earlier` are the releases that are public already.
pub fn advance(
    codebook: &Codebook,
    records: &PackedRecords,
    ledger: Option<&Ledger>,
    earlier: &[Release],
) -> Result<Advanced, LedgerError> {
    let catalog = codebook.catalog();
    let begun = Ledger::new(&catalog.codebook);
    let before = ledger.unwrap_or(&begun);
    if before.codebook != catalog.codebook {
        return Err(LedgerError::OtherCodebook {
            found: before.codebook.clone(),
            expected: catalog.codebook.clone(),
        });
    }
    before.check_additive()?;
    if let (Some(ledger), Some(last)) = (ledger, earlier.last()) {
        compare_with_release(ledger, last)?;
    }
    let yearly = YearlyCounts::new(codebook, records);
    let frozen = find_frozen_years(before, catalog, &yearly)?;
    let mut counting = Counting {
        catalog,
        years: codebook.years.clone().collect(),
        index: Index::new(before, catalog, &frozen)?,
        frozen,
        yearly: yearly.clone(),
    };
    outcomes::adjust(&mut counting);
    let held = decisions::hold_back(codebook, records, &mut counting);
    if let (None, Some(last)) = (ledger, earlier.last()) {
        check_begun(&counting, last)?;
    }
    check_new_tables(&counting, &yearly)?;
    let next = next_ledger(&counting, before, ledger.map(Ledger::fingerprint));
    let waiting = find_waiting(&counting, before, &next, &yearly, held);
    Ok(Advanced {
        counts: counting.published_counts(),
        next,
        waiting,
    })
}

/// Compares a ledger with the last public release, in the years that did not change since.
fn compare_with_release(ledger: &Ledger, last: &Release) -> Result<(), LedgerError> {
    let catalog = &last.catalog;
    let position = |name: &String| ledger.releases.iter().position(|known| known == name);
    let made = position(&catalog.release);
    let is_older = |year: &&Year| made.is_none_or(|made| position(&year.release) <= Some(made));
    let unchanged = ledger.years.iter().filter(|(_, year)| is_older(year));
    let unchanged = unchanged.filter(|(_, year)| year.closed);
    let years: BTreeSet<u16> = unchanged.map(|(year, _)| *year).collect();
    let has_same_codes = |list: &CodeList| {
        let dimension = catalog.dimension(&list.id);
        dimension.is_some_and(|dimension| {
            *list == CodeList::from_dimension(dimension)
                || *list == CodeList::from_dimension(&dimension.roll_up())
        })
    };
    let mut comparable = ledger.clone();
    comparable
        .tables
        .retain(|table| table.dimensions.iter().all(has_same_codes));
    let index = Index::new(&comparable, catalog, &years)?;
    let count = |address: &Address, code: &str| {
        let of_code = years_of(catalog, code);
        let is_closed = of_code
            .iter()
            .all(|year| catalog.is_closed(&year.to_string()));
        let (first, last) = (of_code.first()?, of_code.last()?);
        index.count(address, *first, *last).filter(|_| is_closed)
    };
    match find_difference(last, &count) {
        None => Ok(()),
        Some(address) => Err(LedgerError::OtherNumbers {
            release: catalog.release.clone(),
            address: address.to_string(),
        }),
    }
}

/// Compares what a first ledger begins with and the last public release.
fn check_begun(counting: &Counting<'_>, last: &Release) -> Result<(), LedgerError> {
    let is_same_table = |entry: &TableEntry| {
        let dimensions = counting.catalog.dimensions_of(entry);
        let published = last.catalog.dimensions_of(entry);
        dimensions.iter().zip(&published).all(|(one, other)| {
            one.id == counting.catalog.time
                || CodeList::from_dimension(one) == CodeList::from_dimension(other)
        })
    };
    let mut comparable = last.clone();
    comparable.tables.retain(|id, _| {
        let mut entries = counting.catalog.tables.iter();
        entries.any(|entry| entry.id == *id && is_same_table(entry))
    });
    let is_kept = |year: &u16| {
        let year = year.to_string();
        last.catalog.is_closed(&year) && !counting.catalog.revised.contains(&year)
    };
    let count = |address: &Address, code: &str| {
        let years = years_of(&last.catalog, code);
        let is_kept = years.iter().all(is_kept) && last.catalog.is_settled(address);
        is_kept.then(|| counting.count(address, &years).number)
    };
    match find_difference(&comparable, &count) {
        None => Ok(()),
        Some(address) => Err(LedgerError::Missing {
            release: last.catalog.release.clone(),
            address: address.to_string(),
        }),
    }
}

/// The years whose counts the ledger gives: closed ones, and those whose published total would change by few persons.
fn find_frozen_years(
    ledger: &Ledger,
    catalog: &Catalog,
    yearly: &YearlyCounts,
) -> Result<BTreeSet<u16>, LedgerError> {
    let is_kept = |year: &&u16| !catalog.revised.contains(&year.to_string());
    let kept: BTreeSet<u16> = ledger.years.keys().filter(is_kept).copied().collect();
    let index = Index::new(ledger, catalog, &kept)?;
    let is_small_change = |year: u16| {
        catalog.measures.iter().any(|measure| {
            let total = Address::new(&measure.id, []);
            let published = index.count(&total, year, year);
            published.is_some_and(|published| {
                let change = published.abs_diff(yearly.get(&total, year));
                change > 0 && change < catalog.threshold
            })
        })
    };
    let is_frozen = |year: &u16| ledger.years[year].closed || is_small_change(*year);
    Ok(kept.into_iter().filter(is_frozen).collect())
}

/// Refuses tables over frozen years that the ledger does not have, unless the records add up to what it has.
fn check_new_tables(counting: &Counting<'_>, yearly: &YearlyCounts) -> Result<(), LedgerError> {
    let mut tables = Vec::new();
    for entry in &counting.catalog.tables {
        let times = counting.times_that_do_not_add_up(entry);
        if !times.is_empty() {
            let times: Vec<&str> = times.iter().map(String::as_str).collect();
            tables.push(format!("{} ({})", entry.id, times.join(", ")));
        }
    }
    if tables.is_empty() {
        return Ok(());
    }
    let years = counting.frozen.iter().copied();
    Err(LedgerError::NewTables {
        tables,
        years: years
            .filter(|year| waiting::differs(counting, yearly, *year))
            .collect(),
    })
}

fn find_waiting(
    counting: &Counting<'_>,
    before: &Ledger,
    next: &Ledger,
    yearly: &YearlyCounts,
    decisions: Vec<HeldDecision>,
) -> Waiting {
    let was_open = |year: &u16| before.years.get(year).is_some_and(|year| !year.closed);
    Waiting {
        groups: waiting::compare(counting, next, yearly),
        held_years: counting.frozen.iter().copied().filter(was_open).collect(),
        decisions,
    }
}

/// Counts by the ledger where it has a year, and else by the records.
pub(super) struct Counting<'a> {
    pub(super) catalog: &'a Catalog,
    /// The published years.
    pub(super) years: Vec<u16>,
    pub(super) index: Index,
    /// The years whose counts the ledger gives.
    pub(super) frozen: BTreeSet<u16>,
    pub(super) yearly: YearlyCounts,
}

/// A count, and whether the records had to give it for a year that the ledger keeps otherwise.
#[derive(Clone, Copy, Default)]
pub(super) struct Counted {
    pub(super) number: u64,
    pub(super) is_new: bool,
}

impl Counting<'_> {
    /// The count of an address without time in some years, in order.
    pub(super) fn count(&self, address: &Address, years: &[u16]) -> Counted {
        let mut counted = Counted::default();
        let mut rest = years;
        while let Some((first, others)) = rest.split_first() {
            let frozen = self.longest_frozen(address, rest);
            if let Some((number, used)) = frozen {
                counted.number += number;
                rest = &rest[used..];
                continue;
            }
            counted.number += self.yearly.get(address, *first);
            counted.is_new |= self.frozen.contains(first);
            rest = others;
        }
        counted
    }

    /// The count of the most of these years, from the first one on, that the ledger has, and how many years these are.
    fn longest_frozen(&self, address: &Address, years: &[u16]) -> Option<(u64, usize)> {
        let first = *years.first()?;
        let is_next = |(offset, year): (usize, &u16)| {
            self.frozen.contains(year) && usize::from(*year - first) == offset
        };
        let run = (0..years.len())
            .take_while(|offset| is_next((*offset, &years[*offset])))
            .count();
        (1..=run).rev().find_map(|used| {
            let count = self.index.count(address, first, years[used - 1])?;
            Some((count, used))
        })
    }

    /// Whether no more records of a year are expected, now or by the ledger.
    fn is_closed(&self, year: u16) -> bool {
        self.catalog.is_closed(&year.to_string())
    }

    /// The count at every published address that somebody is in.
    fn published_counts(&self) -> Counts {
        let tables = self.catalog.tables.iter();
        let cells = tables.flat_map(|entry| {
            let table = self.tabulate(entry, &mut |_| {});
            let cells: Vec<(Address, Cell)> = table.addressed().collect();
            cells
        });
        let counts = cells.map(|(address, cell)| (address, cell.published().unwrap_or_default()));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// The true table of an entry. Calls `new` with the code of time of each final count that the ledger lacks.
    fn tabulate(&self, entry: &TableEntry, new: &mut dyn FnMut(&str)) -> Table {
        let dimensions = self.catalog.dimensions_of(entry);
        let mut years: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        Table::from_fn(
            &entry.id,
            Text::default(),
            &entry.measure,
            dimensions,
            |address| {
                let (without_time, code) = split_time(address, &self.catalog.time);
                let years = years
                    .entry(code.to_owned())
                    .or_insert_with(|| years_of(self.catalog, code));
                let counted = self.count(&without_time, years);
                if counted.is_new && self.catalog.is_settled(address) {
                    new(code);
                }
                Cell::Published(counted.number)
            },
        )
    }

    /// The codes of time at which a table has counts that the ledger lacks and that do not add up.
    fn times_that_do_not_add_up(&self, entry: &TableEntry) -> BTreeSet<String> {
        let mut new = BTreeSet::new();
        let table = self.tabulate(entry, &mut |code| {
            new.insert(code.to_owned());
        });
        if new.is_empty() {
            return new;
        }
        let cells: BTreeMap<Address, u64> = table
            .addressed()
            .map(|(address, cell)| (address, cell.published().unwrap_or_default()))
            .collect();
        let mut broken = BTreeSet::new();
        for (address, count) in &cells {
            let code = self.catalog.time_code(address);
            let adds_up = |dimension: &Dimension| adds_up(&cells, address, *count, dimension);
            let is_time = |dimension: &&Dimension| dimension.id == self.catalog.time;
            if self.catalog.is_settled(address)
                && !table
                    .dimensions()
                    .iter()
                    .filter(|dimension| new.contains(code) || is_time(dimension))
                    .all(adds_up)
            {
                broken.insert(code.to_owned());
            }
        }
        broken
    }
}

/// Whether a count is the sum of the counts directly below it along a dimension, or not below any of several answers.
fn adds_up(
    cells: &BTreeMap<Address, u64>,
    address: &Address,
    count: u64,
    dimension: &Dimension,
) -> bool {
    let code = address
        .pins
        .get(&dimension.id)
        .map_or(cube::TOTAL, String::as_str);
    let part = |category: &cube::Category| {
        let mut part = address.clone();
        part.pins
            .insert(dimension.id.clone(), category.code.clone());
        cells.get(&part).copied().unwrap_or_default()
    };
    let parts: Vec<u64> = dimension.children(code).map(part).collect();
    if dimension.multi_response {
        return parts.iter().all(|part| *part <= count);
    }
    parts.is_empty() || parts.iter().sum::<u64>() == count
}

/// The ledger once this release is public.
fn next_ledger(counting: &Counting<'_>, before: &Ledger, follows: Option<String>) -> Ledger {
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

/// The years of a code of time, in order.
pub(super) fn years_of(catalog: &Catalog, code: &str) -> Vec<u16> {
    let time = catalog.dimension(&catalog.time);
    let leaves = time.into_iter().flat_map(|time| time.leaves_in(code));
    let years = leaves.filter_map(|leaf| {
        let (first, last) = leaf
            .code
            .split_once('-')
            .unwrap_or((&leaf.code, &leaf.code));
        Some(first.parse::<u16>().ok()?..=last.parse::<u16>().ok()?)
    });
    years.flatten().collect()
}
