//! What changed from one run to the next.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::account::{Account, Category, Dimension, Measure};

/// What changed since another run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Changes {
    /// The name of the release that the other run prepared.
    pub since: String,
    /// Persons by measure and year.
    pub persons: Vec<Change<(String, u16)>>,
    /// Persons by dimension, category and year.
    pub categories: Vec<Change<(String, String, u16)>>,
    /// Rows read, by source.
    pub rows: Vec<Change<String>>,
    /// Rows by source, place and rule.
    pub rules: Vec<Change<(String, String, String)>>,
    /// Rows set aside, by source and reason in Spanish and English.
    pub set_aside: Vec<Change<(String, String, String)>>,
}

/// A number that is not what it was; `None` where it was, or is, not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Change<K> {
    /// What is counted.
    pub of: K,
    /// What it was.
    pub before: Option<u64>,
    /// What it is.
    pub now: Option<u64>,
}

impl Changes {
    /// What changed from one run to another.
    pub(super) fn between(before: &Account, now: &Account) -> Self {
        Changes {
            since: before.release.clone(),
            persons: changed(persons(before), persons(now)),
            categories: changed(categories(before), categories(now)),
            rows: changed(rows(before), rows(now)),
            rules: changed(rules(before), rules(now)),
            set_aside: changed(set_aside(before), set_aside(now)),
        }
    }

    /// Whether there is nothing to tell.
    pub(super) fn is_empty(&self) -> bool {
        self.persons.is_empty()
            && self.categories.is_empty()
            && self.rows.is_empty()
            && self.rules.is_empty()
            && self.set_aside.is_empty()
    }
}

fn changed<K: Ord>(mut before: BTreeMap<K, u64>, now: BTreeMap<K, u64>) -> Vec<Change<K>> {
    let here = now.into_iter().map(|(of, now)| Change {
        before: before.remove(&of),
        of,
        now: Some(now),
    });
    let mut all: Vec<_> = here.collect();
    all.extend(before.into_iter().map(|(of, before)| Change {
        of,
        before: Some(before),
        now: None,
    }));
    all.retain(|change| change.before != change.now);
    all.sort_by(|a, b| a.of.cmp(&b.of));
    all
}

fn persons(account: &Account) -> BTreeMap<(String, u16), u64> {
    let by_year = |measure: &Measure| {
        let years = account
            .years
            .iter()
            .copied()
            .zip(measure.persons.iter().copied());
        years
            .map(|(year, persons)| ((measure.id.clone(), year), persons))
            .collect::<Vec<_>>()
    };
    account.measures.iter().flat_map(by_year).collect()
}

fn categories(account: &Account) -> BTreeMap<(String, String, u16), u64> {
    let each = |dimension: &Dimension| {
        let of = |category: &Category| {
            let years = account
                .years
                .iter()
                .copied()
                .zip(category.persons.iter().copied());
            let (id, code) = (dimension.id.clone(), category.code.clone());
            years
                .map(move |(year, persons)| ((id.clone(), code.clone(), year), persons))
                .collect::<Vec<_>>()
        };
        dimension.categories.iter().flat_map(of).collect::<Vec<_>>()
    };
    account.dimensions.iter().flat_map(each).collect()
}

fn rows(account: &Account) -> BTreeMap<String, u64> {
    account
        .sources
        .iter()
        .map(|source| (source.id.clone(), source.rows))
        .collect()
}

fn rules(account: &Account) -> BTreeMap<(String, String, String), u64> {
    let applied = account.rules.iter();
    applied
        .map(|rule| {
            (
                (rule.source.clone(), rule.place.clone(), rule.rule.clone()),
                rule.rows,
            )
        })
        .collect()
}

fn set_aside(account: &Account) -> BTreeMap<(String, String, String), u64> {
    let refused = account.set_aside.iter();
    refused
        .map(|refused| {
            let reason = &refused.reason;
            (
                (refused.source.clone(), reason.es.clone(), reason.en.clone()),
                refused.rows,
            )
        })
        .collect()
}
