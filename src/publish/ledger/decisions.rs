//! Holds back decisions on applications that closed years count otherwise.
//!
//! Everybody who is accredited has applied, so at every address at least as many have applied by the end of a year as were
//! accredited. An application that was registered late, or corrected, after its year was closed breaks this once it is
//! decided on: the decision then waits with it.

use std::collections::{BTreeMap, BTreeSet};

use codebook::Codebook;
use cube::Address;
use records::tabulate::{PackedRecords, Record};

use crate::ledger::{
    counting::{Counting, years_of},
    index::split_time,
};

/// How many decisions of a year wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldDecision {
    /// The id of the measure.
    pub measure: String,
    /// The year of the decisions.
    pub year: u16,
    /// How many.
    pub persons: u64,
}

/// Takes decisions out of the counts until nowhere more persons are accredited than have applied.
pub(super) fn hold_back(
    codebook: &Codebook,
    records: &PackedRecords,
    counting: &mut Counting<'_>,
) -> Vec<HeldDecision> {
    let mut held: BTreeMap<(usize, u16), u64> = BTreeMap::new();
    let position = |id: &String| {
        codebook
            .measures
            .iter()
            .position(|measure| measure.id == *id)
    };
    for (part, whole) in &counting.catalog.relations.part_of {
        let (Some(part_at), Some(whole_at)) = (position(part), position(whole)) else {
            continue;
        };
        let comparison = Comparison {
            part,
            whole,
            times: compared_times(counting, part, whole),
        };
        let mut broken = comparison.find_broken(counting, &comparison.times);
        if broken.is_empty() {
            continue;
        }
        let waits = |record: &Record| {
            let is_frozen = |year: u16| counting.frozen.contains(&year);
            record.years[part_at].is_some_and(|year| !is_frozen(year))
                && record.years[whole_at].is_some_and(is_frozen)
        };
        let mut candidates = Vec::new();
        for record in records.iter().filter(waits) {
            candidates.extend(counting.yearly.addresses(&record, part_at));
        }
        candidates.sort();
        while !broken.is_empty() {
            let breaks = |(year, addresses): &(u16, Vec<Address>)| {
                let is_broken = |address: &&Address| {
                    let last = broken.get(*address);
                    last.is_some_and(|last| year <= last)
                };
                addresses.iter().filter(is_broken).count()
            };
            let worst = (0..candidates.len())
                .max_by_key(|at| (breaks(&candidates[*at]), std::cmp::Reverse(*at)));
            let Some(worst) = worst.filter(|at| breaks(&candidates[*at]) > 0) else {
                break;
            };
            let (year, addresses) = candidates.remove(worst);
            for address in &addresses {
                counting.yearly.change(address, year, -1);
            }
            *held.entry((part_at, year)).or_default() += 1;
            let again: BTreeMap<Address, Vec<u16>> = comparison
                .times
                .iter()
                .filter(|(address, _)| broken.contains_key(*address))
                .map(|(address, times)| (address.clone(), times.clone()))
                .collect();
            broken = comparison.find_broken(counting, &again);
        }
    }
    let held = held
        .into_iter()
        .map(|((measure, year), persons)| HeldDecision {
            measure: codebook.measures[measure].id.clone(),
            year,
            persons,
        });
    held.collect()
}

/// A part, its whole, and the last years up to which each address of the part is compared.
struct Comparison<'a> {
    part: &'a String,
    whole: &'a String,
    times: BTreeMap<Address, Vec<u16>>,
}

impl Comparison<'_> {
    /// The addresses at which more are in the part than in the whole, each with the last year of which this is so.
    fn find_broken(
        &self,
        counting: &Counting<'_>,
        times: &BTreeMap<Address, Vec<u16>>,
    ) -> BTreeMap<Address, u16> {
        let mut broken = BTreeMap::new();
        for (address, times) in times {
            let in_whole = Address {
                measure: self.whole.clone(),
                pins: address.pins.clone(),
            };
            for last in times {
                let until = counting.years.iter().filter(|year| *year <= last);
                let until: Vec<u16> = until.copied().collect();
                let part = counting.count(address, &until).number;
                if part > counting.count(&in_whole, &until).number {
                    broken.insert(address.clone(), *last);
                }
            }
        }
        debug_assert!(broken.keys().all(|address| address.measure == *self.part));
        broken
    }
}

/// The addresses without time of a part that its whole has as well, each with the ends of the years by which both are
/// published.
fn compared_times(counting: &Counting<'_>, part: &str, whole: &str) -> BTreeMap<Address, Vec<u16>> {
    let ends = |measure: &str| {
        let mut ends: BTreeMap<Address, BTreeSet<u16>> = BTreeMap::new();
        let catalog = counting.catalog;
        for entry in catalog
            .tables
            .iter()
            .filter(|entry| entry.measure == measure)
        {
            let table = cube::Table::from_fn(
                "",
                cube::Text::default(),
                part,
                catalog.dimensions_of(entry),
                |_| cube::Cell::Hidden,
            );
            for (address, _) in table.addressed() {
                if !catalog.is_settled(&address) {
                    continue;
                }
                let (without_time, code) = split_time(&address, &catalog.time);
                let of_address = ends.entry(without_time).or_default();
                of_address.extend(years_of(catalog, code).last());
            }
        }
        ends
    };
    let (of_part, of_whole) = (ends(part), ends(whole));
    let mut times = BTreeMap::new();
    for (address, ends) in of_part {
        if let Some(in_whole) = of_whole.get(&address) {
            times.insert(address, ends.intersection(in_whole).copied().collect());
        }
    }
    times
}
