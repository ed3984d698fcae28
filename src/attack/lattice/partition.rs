//! Refines sets to their smallest common parts, and divides a set into others.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::Parts;

/// Lists the smallest sets of which all given sets are made: parts that lie in the same sets
/// belong together.
pub(crate) fn common_refinement<'a>(sets: impl IntoIterator<Item = &'a Parts>) -> Vec<Parts> {
    let mut within: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, set) in sets.into_iter().enumerate() {
        for part in set {
            within.entry(*part).or_default().push(at);
        }
    }
    let mut together: BTreeMap<Vec<usize>, Parts> = BTreeMap::new();
    for (part, sets) in within {
        together.entry(sets).or_default().insert(part);
    }
    together.into_values().collect()
}

/// Chooses sets that divide a set, the largest first; lists their indices. `None`: they do not
/// cover it.
pub(crate) fn choose_partition(whole: &Parts, sets: &[Parts]) -> Option<Vec<usize>> {
    let mut smaller: Vec<usize> = (0..sets.len())
        .filter(|at| sets[*at].len() < whole.len() && sets[*at].is_subset(whole))
        .collect();
    smaller.sort_by_key(|at| (usize::MAX - sets[*at].len(), *at));
    let (mut chosen, mut covered): (Vec<usize>, Parts) = (Vec::new(), BTreeSet::new());
    for at in smaller {
        if !sets[at].is_empty() && sets[at].is_disjoint(&covered) {
            covered.extend(&sets[at]);
            chosen.push(at);
        }
    }
    (covered.len() == whole.len() && !chosen.is_empty()).then_some(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(written: &[&[usize]]) -> Vec<Parts> {
        let set = |parts: &&[usize]| parts.iter().copied().collect();
        written.iter().map(set).collect()
    }

    #[test]
    fn periods_of_other_borders_are_divided_where_any_border_lies() {
        let periods = sets(&[&[1, 2], &[3, 4, 5], &[1, 2, 3], &[4, 5]]);
        let refined = common_refinement(&periods);
        assert_eq!(refined, sets(&[&[1, 2], &[3], &[4, 5]]));
        let known: Vec<Parts> = periods.into_iter().chain(refined).collect();
        assert_eq!(choose_partition(&known[1], &known), Some(vec![3, 5]));
        assert_eq!(choose_partition(&known[5], &known), None);
    }
}
