//! Protects a register and checks the promise: every hidden count that could be small can have every value.

use cube::{Address, Catalog, Category, Cell, Release, TOTAL, Table};
use proptest::prelude::*;

use super::outsider::Outsider;
use super::register::{Counts, KEY};
use crate::problem::implications::Implications;
use crate::{ProtectedRelease, Refusal};

/// Protects a register and lets an outsider try every value of every hidden count. What a note says is exposed may be so.
/// Returns the release; `None` if the register is refused for good reason.
pub fn check(
    counts: &Counts,
    catalog: &Catalog,
    earlier: &[Release],
) -> Result<Option<Release>, TestCaseError> {
    let count = |address: &Address| counts.get(address).copied().unwrap_or_default();
    let protected = match crate::protect(&count, catalog, earlier, &KEY) {
        Ok(protected) => protected,
        Err(
            Refusal::SmallYear { .. }
            | Refusal::SmallCorrection { .. }
            | Refusal::FewWaiting { .. },
        ) => return Ok(None),
        Err(refusal) => return Err(TestCaseError::fail(refusal.to_string())),
    };
    let again = crate::protect(&count, catalog, earlier, &KEY);
    prop_assert_eq!(
        again.map(|again| again.release),
        Ok(protected.release.clone())
    );
    check_published_cells(&protected.release, catalog)?;
    check_alternatives(&protected, &count)?;
    if protected.notes.is_empty() {
        check_hidden_counts(&protected.release, &count, earlier)?;
    }
    Ok(Some(protected.release))
}

/// Published counts reach the threshold or are structural zeros, and are settled.
fn check_published_cells(release: &Release, catalog: &Catalog) -> Result<(), TestCaseError> {
    let implications = Implications::from_catalogs(&[catalog])
        .map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
    for table in release.tables.values() {
        for (address, cell) in table.addressed() {
            let Cell::Published(count) = cell else {
                continue;
            };
            let is_structural_zero = implications.saturate(&address).is_none()
                || catalog.is_pending_when_settled(&address);
            prop_assert!(
                count >= catalog.threshold || is_structural_zero,
                "{}",
                address
            );
            prop_assert!(catalog.is_settled(&address), "{}", address);
        }
    }
    Ok(())
}

/// Every alternative changes nothing published, has no negative count, and adds up.
fn check_alternatives(
    protected: &ProtectedRelease,
    count: &dyn Fn(&Address) -> u64,
) -> Result<(), TestCaseError> {
    for changes in protected.alternatives.iter() {
        let other = |address: &Address| {
            let by = changes.get(address).copied().unwrap_or_default();
            i64::try_from(count(address)).unwrap() + by
        };
        for table in protected.release.tables.values() {
            for (address, cell) in table.addressed() {
                prop_assert!(other(&address) >= 0, "{}", address);
                prop_assert!(
                    cell == Cell::Hidden || !changes.contains_key(&address),
                    "{}",
                    address
                );
                prop_assert!(adds_up(table, &address, &other), "{}", address);
            }
        }
    }
    Ok(())
}

/// Whether a cell is the sum of its parts along every dimension of its table.
fn adds_up(table: &Table, address: &Address, count: &dyn Fn(&Address) -> i64) -> bool {
    let single_response = |dimension: &&cube::Dimension| !dimension.multi_response;
    let mut dimensions = table.dimensions().iter().filter(single_response);
    dimensions.all(|dimension| {
        let code = address.pins.get(&dimension.id);
        let part = |child: &Category| {
            let mut part = address.clone();
            part.pins.insert(dimension.id.clone(), child.code.clone());
            count(&part)
        };
        let children = dimension.children(code.map_or(TOTAL, String::as_str));
        let parts: Vec<i64> = children.map(part).collect();
        parts.is_empty() || parts.iter().sum::<i64>() == count(address)
    })
}

/// An outsider tries every value of every hidden count. An omniscient one, to whom nothing is hidden, makes sure that the
/// outsider assumes nothing untrue, and knows without trying which counts are small.
fn check_hidden_counts(
    release: &Release,
    count: &dyn Fn(&Address) -> u64,
    earlier: &[Release],
) -> Result<(), TestCaseError> {
    let truth = publish_everything(release, count);
    let with_earlier = |last| earlier.iter().chain([last]).collect::<Vec<&Release>>();
    let [outsider, omniscient] =
        [release, &truth].map(|last| Outsider::from_releases(&with_earlier(last)));
    // Knows more, but needs too long for some questions.
    let of_persons = Outsider::from_releases_with_triples(&with_earlier(release));
    let threshold = i64::try_from(release.catalog.threshold).unwrap();
    let most = outsider.most();
    for (name, cell) in outsider.judged() {
        prop_assert_ne!(
            omniscient.possible(cell, (0, most)),
            Some(false),
            "{} cannot have its true value",
            name
        );
        let is_small = omniscient.possible(cell, (threshold, most)) == Some(false);
        let below = if is_small {
            Some(true)
        } else {
            of_persons.possible(cell, (0, threshold - 1))
        };
        if below == Some(false) {
            continue;
        }
        let values: Vec<Option<bool>> = (0..threshold)
            .map(|value| match outsider.possible(cell, (value, value)) {
                Some(false) => Some(false),
                _ => of_persons.possible(cell, (value, value)),
            })
            .collect();
        // Where it takes too long to say whether a count can be below the threshold, perhaps nothing is promised of it.
        let can_be_small = below == Some(true) || values.contains(&Some(true));
        for (value, possible) in values.into_iter().enumerate().filter(|_| can_be_small) {
            prop_assert_ne!(possible, Some(false), "{} cannot be {}", name, value);
        }
        prop_assert_ne!(
            outsider.possible(cell, (threshold, most)),
            Some(false),
            "{} is below the threshold",
            name
        );
    }
    Ok(())
}

/// The release with nothing hidden.
fn publish_everything(release: &Release, count: &dyn Fn(&Address) -> u64) -> Release {
    let mut release = release.clone();
    for table in release.tables.values_mut() {
        let (label, dimensions) = (table.label.clone(), table.dimensions().to_vec());
        let cell = |address: &Address| Cell::Published(count(address));
        *table = Table::from_fn(&table.id, label, &table.measure, dimensions, cell);
    }
    release
}
