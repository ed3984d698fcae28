//! Recognizes categories that nobody has listed: few texts that recur, in spite of their spellings.

use crate::{
    ages::first_number,
    categories::{Builder, Categories, is_other},
    column::{Spelled, is_share},
};

/// More categories than these cannot be compared by eye, and most would be too small to be shown.
pub(crate) const MOST: usize = 30;
/// The share of the answers that the categories must cover, in percent: where most texts are rare, people write freely.
const COVERED: u64 = 60;
/// The same where there are more texts than categories: what is left is folded.
const COVERED_OF_MANY: u64 = 80;
/// The share of categories that begin with a number if they have an order by it, in percent.
const NUMBERED: u64 = 80;

/// Makes categories of the answers that occur at least as often as the threshold; all others are folded. `None` if these
/// are most of them.
pub(crate) fn find_choices(
    groups: impl Iterator<Item = Spelled>,
    threshold: u64,
) -> Option<Categories> {
    let all: Vec<Spelled> = groups.collect();
    let whole: u64 = all.iter().map(|group| group.rows).sum();
    let is_frequent = |group: &&Spelled| group.rows >= threshold && !is_other(&group.written);
    let mut frequent: Vec<&Spelled> = all.iter().filter(is_frequent).collect();
    frequent.sort_by_key(|group| std::cmp::Reverse(group.rows));
    let needed = if frequent.len() > MOST {
        COVERED_OF_MANY
    } else {
        COVERED
    };
    frequent.truncate(MOST);
    let others = all.iter().filter(|group| is_other(&group.written));
    let covered = frequent
        .iter()
        .copied()
        .chain(others)
        .map(|group| group.rows)
        .sum();
    if frequent.is_empty() || !is_share(covered, whole, needed) {
        return None;
    }
    let numbered = frequent
        .iter()
        .filter(|group| first_number(&group.written).is_some());
    let is_ordered = is_share(numbered.count() as u64, frequent.len() as u64, NUMBERED);
    if is_ordered {
        frequent.sort_by_key(|group| (first_number(&group.written), group.written.clone()));
    } else {
        // The order by size would tell which is larger, where neither may be shown.
        frequent.sort_by_key(|group| group.written.clone());
    }
    let mut builder = Builder::new("");
    builder.categories().is_ordered = is_ordered;
    for group in &frequent {
        builder.add_observed(&group.written);
    }
    let kept: u64 = frequent.iter().map(|group| group.rows).sum();
    Some(builder.finish(whole - kept))
}
