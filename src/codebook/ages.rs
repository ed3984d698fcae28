//! Checks groups of ages: each has a range of whole years within its parent, and no two overlap.

use std::ops::RangeInclusive;

use crate::{
    answer::Category,
    format::{self, Kind},
    mistake::Collector,
};

/// The range of ages of each category without children.
pub(super) fn resolve(
    raw: &format::Dimension,
    mistakes: &mut Collector<'_>,
) -> Vec<(RangeInclusive<u16>, Category)> {
    for category in &raw.categories {
        check_range(raw, category, mistakes);
    }
    if raw.kind != Kind::Age {
        return Vec::new();
    }
    let mut covered: Vec<(RangeInclusive<u16>, Category)> = Vec::new();
    for (position, category) in (0..)
        .zip(&raw.categories)
        .filter(|(_, category)| is_leaf(raw, category))
    {
        let code = category.code.get_ref();
        let Some(range) = range(category) else {
            if !category.unknown && category.to.is_none() {
                mistakes.at(
                    &category.code,
                    format!("“{code}” has no ages: write the first one in “from”"),
                );
            }
            continue;
        };
        if let Some((_, other)) = covered.iter().find(|(other, _)| overlap(other, &range)) {
            let other = raw.categories[*other].code.get_ref();
            mistakes.at(
                &category.code,
                format!("“{other}” and “{code}” cover the same age: change “from” or “to” of one"),
            );
        }
        covered.push((range, position));
    }
    covered
}

fn check_range(raw: &format::Dimension, category: &format::Category, mistakes: &mut Collector<'_>) {
    let code = category.code.get_ref();
    let Some(at) = category.from.as_ref().or(category.to.as_ref()) else {
        return;
    };
    let Some(range) = range(category) else {
        return mistakes.at(
            at,
            format!("“{code}” has “to” but no “from”: write its first age"),
        );
    };
    let parent = category.parent.as_ref().map(|parent| parent.get_ref());
    let parent = raw
        .categories
        .iter()
        .find(|other| Some(other.code.get_ref()) == parent);
    let outer = parent.and_then(self::range);
    if raw.kind != Kind::Age {
        mistakes.at(
            at,
            "only categories of a dimension of kind “age” have “from” and “to”: remove them",
        );
    } else if range.is_empty() {
        mistakes.at(
            at,
            format!("“from” of “{code}” is greater than “to”: correct one of them"),
        );
    } else if outer
        .is_some_and(|outer| !(outer.contains(range.start()) && outer.contains(range.end())))
    {
        mistakes.at(
            at,
            format!("“{code}” has ages that its parent does not have: correct one of the two"),
        );
    }
}

/// The ages from `from` to `to`; without `to`, all ages from `from` on.
fn range(category: &format::Category) -> Option<RangeInclusive<u16>> {
    let from = *category.from.as_ref()?.get_ref();
    Some(from..=category.to.as_ref().map_or(u16::MAX, |to| *to.get_ref()))
}

fn overlap(a: &RangeInclusive<u16>, b: &RangeInclusive<u16>) -> bool {
    a.start() <= b.end() && b.start() <= a.end()
}

fn is_leaf(raw: &format::Dimension, category: &format::Category) -> bool {
    let code = category.code.get_ref();
    !raw.categories.iter().any(|other| {
        other
            .parent
            .as_ref()
            .is_some_and(|parent| parent.get_ref() == code)
    })
}
