//! The code lists as written, to follow references into: each that leads nowhere is a mistake.

use std::collections::BTreeSet;

use crate::{
    condition::Condition, format, mistake::Collector, placed::Placed, words::check_unique,
};

/// The code lists as written, to follow references into.
pub(super) struct Lists<'a> {
    pub(super) raw: &'a [format::Dimension],
}

impl<'a> Lists<'a> {
    /// The dimension with this id, with its position; reports it where there is none.
    pub(super) fn dimension(
        &self,
        id: &Placed<String>,
        mistakes: &mut Collector<'_>,
    ) -> Option<(usize, &'a format::Dimension)> {
        let found = self
            .raw
            .iter()
            .enumerate()
            .find(|(_, dimension)| dimension.id.get_ref() == id.get_ref());
        if found.is_none() {
            mistakes.at(
                id,
                format!("the dimension “{}” does not exist", id.get_ref()),
            );
        }
        found
    }

    /// Whether a dimension, should it exist, takes several answers.
    pub(super) fn is_multi(&self, id: &Placed<String>) -> bool {
        let mut named = self
            .raw
            .iter()
            .filter(|dimension| dimension.id.get_ref() == id.get_ref());
        named.any(|dimension| dimension.kind == format::Kind::Multi)
    }

    /// Whether a pin, should it exist, names the category for "not known".
    pub(super) fn is_unknown(&self, pin: &format::Pin) -> bool {
        let named = self
            .raw
            .iter()
            .filter(|dimension| dimension.id.get_ref() == pin.dimension.get_ref());
        let mut categories = named.flat_map(|dimension| &dimension.categories);
        categories.any(|category| category.unknown && category.code.get_ref() == pin.code.get_ref())
    }

    pub(super) fn condition(
        &self,
        raw: &format::Condition,
        mistakes: &mut Collector<'_>,
    ) -> Option<Condition> {
        let (position, dimension) = self.dimension(&raw.dimension, mistakes)?;
        check_unique("the code", &raw.codes, mistakes);
        if raw.codes.is_empty() {
            mistakes.at(&raw.dimension, "a condition needs at least one code");
        }
        for code in &raw.codes {
            check_category(dimension, code, mistakes);
        }
        let codes: Vec<&str> = raw
            .codes
            .iter()
            .map(|code| code.get_ref().as_str())
            .collect();
        Some(Condition {
            dimension: position,
            categories: below(dimension, &codes),
            words: format!("{}={}", dimension.id.get_ref(), codes.join("~")),
        })
    }

    /// The category that a pin names; reports it where there is none.
    pub(super) fn pin(&self, raw: &format::Pin, mistakes: &mut Collector<'_>) -> Option<Condition> {
        let codes = vec![raw.code.clone()];
        self.condition(
            &format::Condition {
                dimension: raw.dimension.clone(),
                codes,
            },
            mistakes,
        )
    }
}

fn check_category(
    dimension: &format::Dimension,
    code: &Placed<String>,
    mistakes: &mut Collector<'_>,
) {
    if !dimension
        .categories
        .iter()
        .any(|category| category.code.get_ref() == code.get_ref())
    {
        mistakes.at(
            code,
            format!(
                "“{}” is not a category of “{}”",
                code.get_ref(),
                dimension.id.get_ref()
            ),
        );
    }
}

/// The positions of the categories named, and of all that lies below them. Parents stand before their children.
fn below(dimension: &format::Dimension, codes: &[&str]) -> BTreeSet<usize> {
    let mut inside: BTreeSet<&str> = codes.iter().copied().collect();
    let mut positions = BTreeSet::new();
    for (position, category) in (0..).zip(&dimension.categories) {
        let parent = category
            .parent
            .as_ref()
            .map(|parent| parent.get_ref().as_str());
        let code = category.code.get_ref().as_str();
        if inside.contains(code) || parent.is_some_and(|parent| inside.contains(parent)) {
            inside.insert(code);
            positions.insert(position);
        }
    }
    positions
}
