//! Makes unsettled outcomes of a frozen year add up to its total.
//!
//! They are hidden whatever they are. The records have more or fewer persons than the ledger's total, if somebody was
//! registered late or erased; who, nobody knows any more. The difference goes to the outcome that most have.

use cube::Address;

use crate::ledger::counting::Counting;

pub(super) fn adjust(counting: &mut Counting<'_>) {
    let catalog = counting.catalog;
    let outcomes = catalog.dimensions.iter();
    let outcomes = outcomes.filter(|dimension| dimension.settled.is_some());
    for dimension in outcomes {
        for measure in &catalog.measures {
            for year in counting.years.clone() {
                let total = Address::new(&measure.id, []);
                let is_settled = catalog.is_settled_in(&dimension.id, &year.to_string());
                let frozen = counting.frozen.contains(&year);
                let kept = counting.index.count(&total, year, year);
                let (Some(kept), false, true) = (kept, is_settled, frozen) else {
                    continue;
                };
                let at = |code: &str| Address::new(&measure.id, [(dimension.id.as_str(), code)]);
                let leaves = dimension.leaves().map(|leaf| leaf.code.as_str());
                let largest = leaves.max_by_key(|code| counting.yearly.get(&at(code), year));
                let Some(largest) = largest else { continue };
                let difference = signed(kept) - signed(counting.yearly.get(&total, year));
                for code in std::iter::once(largest).chain(dimension.ancestors(largest)) {
                    counting.yearly.change(&at(code), year, difference);
                }
            }
        }
    }
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
