//! Finds conditions that no person can meet because relations contradict each other.

use crate::{condition::Condition, relation::known::Relation};

/// Whether the relations imply that no person can meet all of these conditions. `several` returns whether a dimension
/// takes several answers.
pub(crate) fn exclude(
    relations: &[&Relation],
    conditions: &[&Condition],
    several: impl Fn(usize) -> bool,
) -> bool {
    let known = implied_conditions(relations, conditions);
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

/// Whether the relations imply that whoever meets the first condition meets the second.
pub(crate) fn imply(relations: &[&Relation], condition: &Condition, implied: &Condition) -> bool {
    let known = implied_conditions(relations, &[condition]);
    known.iter().any(|known| lies_within(known, implied))
}

/// Some conditions and all that the relations imply from them.
fn implied_conditions<'a>(
    relations: &[&'a Relation],
    conditions: &[&'a Condition],
) -> Vec<&'a Condition> {
    let mut known = conditions.to_vec();
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
