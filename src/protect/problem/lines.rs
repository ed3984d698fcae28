//! Finds how the sets along one line of the lattice add up: which are sums of others, and of what remains.
//!
//! A line has all cells that differ in one dimension alone. Where sets of two releases overlap, what they have in common
//! and what not are sets of their own.

use std::collections::BTreeSet;

/// A set of persons along a line, by the finest groups that any release distinguishes.
pub(super) type Set = BTreeSet<usize>;

/// Cells that only a comparison of two releases has are those of releases numbered from here on, which state no sums.
pub(super) const COMPARISONS: usize = 1 << 32;

/// A set along a line, and the releases that have it.
pub(super) struct Member {
    pub(super) set: Set,
    pub(super) releases: BTreeSet<usize>,
}

/// A set and the disjoint ones that it is the sum of.
pub(super) struct Sum {
    pub(super) whole: usize,
    pub(super) parts: Vec<Set>,
}

/// All sums of a line beside those that one release alone states.
pub(super) fn find_sums(members: &[Member]) -> Vec<Sum> {
    let mut sums = Vec::new();
    for (whole, member) in members.iter().enumerate() {
        let inside: Vec<&Member> = members
            .iter()
            .filter(|other| other.set.len() < member.set.len() && other.set.is_subset(&member.set))
            .collect();
        let overlapping: Vec<&Member> = members
            .iter()
            .filter(|other| overlap(&member.set, &other.set))
            .collect();
        let parts = maximal(&inside);
        if overlapping.is_empty() && are_disjoint(&parts) {
            let rest = remove(&member.set, &parts);
            if !parts.is_empty() && !is_stated(member, &parts) {
                let rest = (!rest.is_empty()).then_some(rest);
                let parts = parts.iter().map(|part| part.set.clone()).chain(rest);
                sums.push(Sum {
                    whole,
                    parts: parts.collect(),
                });
            }
            continue;
        }
        let others = inside.iter().chain(&overlapping);
        let releases: BTreeSet<usize> = others.flat_map(|other| &other.releases).copied().collect();
        for release in releases.difference(&member.releases) {
            let is_of = |other: &&&Member| other.releases.contains(release);
            let inside: Vec<&Member> = inside.iter().filter(is_of).copied().collect();
            let parts = maximal(&inside);
            let rest = divide(remove(&member.set, &parts), members);
            if rest.is_empty() && is_stated(member, &parts) {
                continue;
            }
            let parts = parts.iter().map(|part| part.set.clone()).chain(rest);
            sums.push(Sum {
                whole,
                parts: parts.collect(),
            });
        }
    }
    sums
}

/// Whether one release has a set and all of its parts, so that the sum is one of its own.
fn is_stated(whole: &Member, parts: &[&Member]) -> bool {
    let mut releases = whole.releases.range(..COMPARISONS);
    releases.any(|release| {
        let mut parts = parts.iter();
        parts.all(|part| part.releases.contains(release))
    })
}

/// Whether two sets have persons in common, and each has others.
fn overlap(one: &Set, other: &Set) -> bool {
    !one.is_disjoint(other) && !one.is_subset(other) && !other.is_subset(one)
}

/// The sets that no other one contains.
fn maximal<'a>(sets: &[&'a Member]) -> Vec<&'a Member> {
    let is_maximal = |set: &&&Member| {
        let mut others = sets.iter();
        !others.any(|other| other.set.len() > set.set.len() && set.set.is_subset(&other.set))
    };
    sets.iter().filter(is_maximal).copied().collect()
}

fn are_disjoint(sets: &[&Member]) -> bool {
    let all: usize = sets.iter().map(|member| member.set.len()).sum();
    let together: BTreeSet<&usize> = sets.iter().flat_map(|member| &member.set).collect();
    together.len() == all
}

fn remove(set: &Set, parts: &[&Member]) -> Set {
    let mut rest = set.clone();
    for part in parts {
        rest.retain(|atom| !part.set.contains(atom));
    }
    rest
}

/// Divides a set into the finest parts that the line distinguishes.
fn divide(set: Set, members: &[Member]) -> Vec<Set> {
    let mut parts = if set.is_empty() { vec![] } else { vec![set] };
    for member in members {
        let mut finer = Vec::new();
        for part in parts {
            let (inside, outside): (Set, Set) =
                part.into_iter().partition(|atom| member.set.contains(atom));
            finer.extend(
                [inside, outside]
                    .into_iter()
                    .filter(|part| !part.is_empty()),
            );
        }
        parts = finer;
    }
    parts
}
