//! Compares the accounts of two runs and lists the numbers that differ.

use std::collections::BTreeMap;

use cube::Lang;
use serde::Serialize;

use crate::report::account::Account;

/// The numbers that differ from an earlier run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Changes {
    /// The name of the release that the earlier run prepared.
    pub since: String,
    /// Persons by measure and year.
    pub persons: Vec<Change<(String, u16)>>,
    /// Persons by dimension, category and year.
    pub categories: Vec<Change<(String, String, u16)>>,
    /// Rows read, by source.
    pub rows: Vec<Change<String>>,
    /// Rows by source, field and rule.
    pub rules: Vec<Change<(String, String, String)>>,
    /// Rows set aside, by source and reason in Spanish and English.
    pub set_aside: Vec<Change<(String, String, String)>>,
}

/// A number that differs; `None` where the account does not have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Change<K> {
    /// What is counted: source, measure, category or rule.
    #[serde(rename = "of")]
    pub key: K,
    /// The number in the earlier account.
    pub before: Option<u64>,
    /// The number in this account.
    pub now: Option<u64>,
}

impl Changes {
    /// Compares the accounts of two runs.
    pub(super) fn between(before: &Account, now: &Account) -> Self {
        Changes {
            since: before.release.clone(),
            persons: compare(persons(before), persons(now)),
            categories: compare(categories(before), categories(now)),
            rows: compare(rows(before), rows(now)),
            rules: compare(rules(before), rules(now)),
            set_aside: compare(set_aside(before), set_aside(now)),
        }
    }

    /// Whether no number differs.
    pub(super) fn is_empty(&self) -> bool {
        self.persons.is_empty()
            && self.categories.is_empty()
            && self.rows.is_empty()
            && self.rules.is_empty()
            && self.set_aside.is_empty()
    }
}

/// Lists the keys whose number differs, sorted.
fn compare<K: Ord>(mut before: BTreeMap<K, u64>, now: BTreeMap<K, u64>) -> Vec<Change<K>> {
    let mut changes = Vec::new();
    for (key, now) in now {
        changes.push(Change {
            before: before.remove(&key),
            key,
            now: Some(now),
        });
    }
    for (key, before) in before {
        changes.push(Change {
            key,
            before: Some(before),
            now: None,
        });
    }
    changes.retain(|change| change.before != change.now);
    changes.sort_by(|a, b| a.key.cmp(&b.key));
    changes
}

fn persons(account: &Account) -> BTreeMap<(String, u16), u64> {
    let mut numbers = BTreeMap::new();
    for measure in &account.measures {
        for (year, persons) in account.years.iter().zip(&measure.persons) {
            numbers.insert((measure.id.clone(), *year), *persons);
        }
    }
    numbers
}

fn categories(account: &Account) -> BTreeMap<(String, String, u16), u64> {
    let mut numbers = BTreeMap::new();
    for dimension in &account.dimensions {
        for category in &dimension.categories {
            for (year, persons) in account.years.iter().zip(&category.persons) {
                let key = (dimension.id.clone(), category.code.clone(), *year);
                numbers.insert(key, *persons);
            }
        }
    }
    numbers
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
                (rule.source.clone(), rule.field.clone(), rule.rule.clone()),
                rule.rows,
            )
        })
        .collect()
}

fn set_aside(account: &Account) -> BTreeMap<(String, String, String), u64> {
    let mut numbers = BTreeMap::new();
    for set_aside in &account.set_aside {
        let words = |lang| set_aside.reason.get(lang).to_owned();
        let (es, en) = (words(Lang::Es), words(Lang::En));
        numbers.insert((set_aside.source.clone(), es, en), set_aside.rows);
    }
    numbers
}
