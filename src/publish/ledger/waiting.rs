//! Compares the records with the counts that stay: what waits, in persons by years and table. Confidential.

use std::collections::BTreeMap;

use cube::{Address, Dimension};
use records::tabulate::YearlyCounts;

use crate::ledger::{
    counting::Counting,
    decisions::HeldDecision,
    model::{CodeList, CountTable, Ledger, Span},
};

/// What the records say otherwise than the counts that are published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Differences of closed years.
    pub groups: Vec<WaitingGroup>,
    /// Years whose total was published while they were open, and would change by fewer persons than the threshold.
    pub held_years: Vec<u16>,
    /// Decisions on applications that closed years count otherwise.
    pub decisions: Vec<HeldDecision>,
}

/// What waits of one measure in one span of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingGroup {
    /// The id of the measure.
    pub measure: String,
    /// The years: `2019`, or `2017-2022`.
    pub years: String,
    /// How many more persons the records have; fewer, if negative.
    pub persons: i64,
    /// How many persons are elsewhere in a dimension, at the least, by its id; without dimensions in which nobody is.
    pub moved: Vec<(String, u64)>,
}

impl Waiting {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        *self == Waiting::default()
    }
}

/// Whether the records of a frozen year differ in any total, or in any dimension that the ledger has by year.
pub(super) fn differs(counting: &Counting<'_>, yearly: &YearlyCounts, year: u16) -> bool {
    let catalog = counting.catalog;
    let is_same = |address: &Address| {
        let kept = counting.index.count(address, year, year);
        kept.is_none_or(|kept| kept == yearly.get(address, year))
    };
    !catalog.measures.iter().all(|measure| {
        let dimensions = catalog.dimensions.iter().filter(|of| of.id != catalog.time);
        is_same(&Address::new(&measure.id, []))
            && dimensions.into_iter().all(|dimension| {
                let mut codes = dimension.categories.iter();
                codes.all(|category| {
                    is_same(&Address::new(
                        &measure.id,
                        [(dimension.id.as_str(), category.code.as_str())],
                    ))
                })
            })
    })
}

/// Compares each total and each single dimension in the spans that stay.
pub(super) fn compare(
    counting: &Counting<'_>,
    next: &Ledger,
    yearly: &YearlyCounts,
) -> Vec<WaitingGroup> {
    let mut groups: BTreeMap<(usize, u16, u16), WaitingGroup> = BTreeMap::new();
    for table in &next.tables {
        let Some(measure) = position(counting, &table.measure) else {
            continue;
        };
        for span in table.spans.iter().filter(|span| stays(counting, span)) {
            let (persons, moved) = match table.dimensions.as_slice() {
                [] => (total_difference(yearly, table, span), None),
                [list] => (0, find_moved(counting, yearly, table, list, span)),
                _ => continue,
            };
            if persons == 0 && moved.is_none() {
                continue;
            }
            let group = groups
                .entry((measure, span.first, span.last))
                .or_insert_with(|| WaitingGroup {
                    measure: table.measure.clone(),
                    years: match span.last {
                        last if last == span.first => last.to_string(),
                        last => format!("{}-{last}", span.first),
                    },
                    persons: 0,
                    moved: vec![],
                });
            group.persons += persons;
            let Some((id, moved)) = moved else { continue };
            match group.moved.iter_mut().find(|(known, _)| *known == id) {
                Some((_, known)) => *known = moved.max(*known),
                None => group.moved.push((id, moved)),
            }
        }
    }
    groups.into_values().collect()
}

fn position(counting: &Counting<'_>, measure: &str) -> Option<usize> {
    let mut measures = counting.catalog.measures.iter();
    measures.position(|known| known.id == measure)
}

/// Whether all years of a span come from the ledger and one of its published spans has them.
fn stays(counting: &Counting<'_>, span: &Span) -> bool {
    !span.pending && (span.first..=span.last).all(|year| counting.frozen.contains(&year))
}

/// How many more persons the records have than a span.
fn total_difference(yearly: &YearlyCounts, table: &CountTable, span: &Span) -> i64 {
    let kept = span.counts.first().copied().unwrap_or_default();
    let total = Address::new(&table.measure, []);
    let count = (span.first..=span.last)
        .map(|year| yearly.get(&total, year))
        .sum();
    difference(count, kept)
}

/// How many persons of a span are in another category of a dimension, if the codebook still has the dimension so.
fn find_moved(
    counting: &Counting<'_>,
    yearly: &YearlyCounts,
    table: &CountTable,
    list: &CodeList,
    span: &Span,
) -> Option<(String, u64)> {
    let dimension = counting.catalog.dimension(&list.id)?;
    let is_current = |dimension: &Dimension| *list == CodeList::from_dimension(dimension);
    if !is_current(dimension) && !is_current(&dimension.roll_up()) {
        return None;
    }
    let (mut more, mut fewer) = (0, 0);
    for (at, code) in list.codes.iter().enumerate() {
        if !list.children(at + 1).is_empty() {
            continue;
        }
        let address = Address::new(&table.measure, [(list.id.as_str(), code.code.as_str())]);
        let count = (span.first..=span.last)
            .map(|year| yearly.get(&address, year))
            .sum();
        let difference = difference(count, span.counts[at + 1]);
        if difference > 0 {
            more += difference.unsigned_abs();
        } else {
            fewer += difference.unsigned_abs();
        }
    }
    let moved = more.min(fewer);
    (moved > 0).then(|| (list.id.clone(), moved))
}

fn difference(count: u64, kept: u64) -> i64 {
    let signed = |count| i64::try_from(count).unwrap_or(i64::MAX);
    signed(count) - signed(kept)
}
