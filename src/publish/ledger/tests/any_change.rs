//! Tests that what is closed never changes and always adds up, whatever becomes of the records.

use std::collections::BTreeMap;

use codebook::{Codebook, sample};
use cube::Address;
use proptest::prelude::*;
use records::tabulate::YearlyCounts;

use super::{FIRST, Person, addresses, codebook, read};
use crate::ledger::{
    Advanced, Ledger, advance,
    counting::years_of,
    index::{Index, split_time},
};

fn person() -> impl Strategy<Value = Person> {
    (
        FIRST..2024_u16,
        prop::option::of(0..2_u16),
        prop::sample::select(vec!["F", "F", "M", "U"]),
        prop::sample::select(vec![8, 14, 20, 40]),
        prop::sample::select(vec!["CRI", "OTR"]),
        prop::sample::select(vec!["FUE", "TEJ", "FUE,TEJ", "ORG", "U"]),
    )
        .prop_map(|(applied, later, sex, age, nationality, means)| Person {
            applied,
            decided: later.map(|later| applied + later),
            sex,
            age,
            nationality,
            means,
        })
}

/// What becomes of a register from one release to the next: corrections, erasures and late registrations.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, Option<Person>)>> {
    let change = (
        any::<prop::sample::Index>(),
        prop::option::weighted(0.7, person()),
    );
    prop::collection::vec(change, 0..8)
}

/// What is over closed years only, is as it was when these were closed.
fn check_frozen(
    codebook: &Codebook,
    advanced: &Advanced,
    snapshots: &BTreeMap<u16, YearlyCounts>,
    decisions_wait: bool,
) -> Result<(), TestCaseError> {
    let catalog = codebook.catalog();
    for address in addresses(codebook) {
        let (without_time, code) = split_time(&address, &catalog.time);
        let years = years_of(catalog, code);
        let frozen = years
            .iter()
            .map(|year| snapshots[year].get(&without_time, *year));
        let (frozen, found) = (frozen.sum::<u64>(), advanced.counts.get(&address));
        if address.measure == "solicitudes" || !decisions_wait {
            prop_assert_eq!(found, frozen, "{}", address);
        } else {
            prop_assert!(found <= frozen, "{}", address);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(sample::cases(16))]

    #[test]
    fn what_is_closed_never_changes_and_always_adds_up(
        people in prop::collection::vec(person(), 60..120),
        changed in prop::collection::vec(changes(), 4),
    ) {
        let mut people = people;
        let mut ledger: Option<Ledger> = None;
        let mut snapshots = BTreeMap::new();
        let mut published: BTreeMap<(Address, Vec<u16>), u64> = BTreeMap::new();
        let mut decisions_wait = false;
        for (closed, changed) in (2021..=2024).zip(changed) {
            let codebook = codebook(closed, closed, &[]);
            let intake = read(&codebook, &people, closed);
            let yearly = YearlyCounts::new(&codebook, &intake.records);
            for year in FIRST..=closed {
                snapshots.entry(year).or_insert_with(|| yearly.clone());
            }
            let advanced = advance(&codebook, &intake.records, ledger.as_ref(), &[]).unwrap();
            decisions_wait |= !advanced.waiting.decisions.is_empty();
            check_frozen(&codebook, &advanced, &snapshots, decisions_wait)?;
            for address in addresses(&codebook) {
                let (without_time, code) = split_time(&address, "anio");
                let count = advanced.counts.get(&address);
                let years = years_of(codebook.catalog(), code);
                let known = *published.entry((without_time, years)).or_insert(count);
                prop_assert_eq!(known, count, "{}", address);
            }
            advanced.next.check_additive().unwrap();
            let all = advanced.next.years.keys().copied().collect();
            prop_assert!(Index::new(&advanced.next, codebook.catalog(), &all).is_ok());
            ledger = Some(advanced.next);
            for (at, change) in changed {
                let at = at.index(people.len());
                match change {
                    Some(person) if at % 2 == 0 => people.push(person),
                    Some(person) => people[at] = Person { applied: people[at].applied, ..person },
                    None => { people.swap_remove(at); }
                }
            }
        }
    }
}
