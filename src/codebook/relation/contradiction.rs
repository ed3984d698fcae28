//! Finds conditions that no person can meet because relations contradict each other.

use crate::{condition::Condition, relation::known::Relation};

/// Whether the relations imply that no person can meet a condition. `several` returns whether a dimension takes several
/// answers.
pub(super) fn exclude(
    relations: &[&Relation],
    condition: &Condition,
    several: impl Fn(usize) -> bool,
) -> bool {
    let known = implied_conditions(relations, condition);
    let is = |other: &Condition| known.iter().any(|known| lies_within(known, other));
    let apart = |a: &Condition, b: &Condition| {
        a.dimension == b.dimension
            && !several(a.dimension)
            && a.categories.is_disjoint(&b.categories)
    };
    relations.iter().any(|relation| match relation {
        Relation::Impossible(a, b) | Relation::Either(a, b) => is(a) && is(b),
        Relation::Equal(..) | Relation::Derived(..) | Relation::Implies(..) => false,
    }) || known
        .iter()
        .enumerate()
        .any(|(at, a)| known[..at].iter().any(|b| apart(a, b)))
}

/// A condition and all conditions that the relations imply from it.
fn implied_conditions<'a>(
    relations: &[&'a Relation],
    condition: &'a Condition,
) -> Vec<&'a Condition> {
    let mut known = vec![condition];
    let mut next = 0;
    while let Some(from) = known.get(next).copied() {
        next += 1;
        for relation in relations {
            let follows = match relation {
                Relation::Implies(a, b) if lies_within(from, a) => b,
                Relation::Equal(a, b) | Relation::Derived(a, b) if lies_within(from, a) => b,
                Relation::Equal(a, b) | Relation::Derived(a, b) if lies_within(from, b) => a,
                _ => continue,
            };
            if !known.iter().any(|known| lies_within(known, follows)) {
                known.push(follows);
            }
        }
    }
    known
}

/// Whether a person who meets the inner condition also meets the outer one, by the code list alone.
fn lies_within(inner: &Condition, outer: &Condition) -> bool {
    inner.dimension == outer.dimension && inner.categories.is_subset(&outer.categories)
}
