//! Follows references to dimensions and categories, and reports those that do not exist.

use std::collections::BTreeSet;

use crate::{
    condition::Condition, format, mistake::Collector, names::check_unique, placed::Placed,
};

/// The code lists of all dimensions, as they are written.
pub(super) struct CodeLists<'a> {
    pub(super) raw: &'a [format::Dimension],
}

impl<'a> CodeLists<'a> {
    /// The dimension with this id and its position; reports an id that does not exist.
    pub(super) fn find_dimension(
        &self,
        id: &Placed<String>,
        mistakes: &mut Collector<'_>,
    ) -> Option<(usize, &'a format::Dimension)> {
        let mut dimensions = self.raw.iter().enumerate();
        let found = dimensions.find(|(_, dimension)| dimension.id.get_ref() == id.get_ref());
        if found.is_none() {
            mistakes.at(
                id,
                format!("the dimension “{}” does not exist", id.get_ref()),
            );
        }
        found
    }

    /// Whether the dimension with this id takes several answers.
    pub(super) fn is_multi(&self, id: &Placed<String>) -> bool {
        self.with_id(id)
            .any(|dimension| dimension.kind == format::Kind::Multi)
    }

    /// Whether a pin names the category for "not known".
    pub(super) fn is_unknown(&self, pin: &format::Pin) -> bool {
        let mut categories = self
            .with_id(&pin.dimension)
            .flat_map(|dimension| &dimension.categories);
        categories.any(|category| category.unknown && category.code.get_ref() == pin.code.get_ref())
    }

    /// The categories of a condition; reports a dimension or code that does not exist.
    pub(super) fn resolve_condition(
        &self,
        raw: &format::Condition,
        mistakes: &mut Collector<'_>,
    ) -> Option<Condition> {
        let (position, dimension) = self.find_dimension(&raw.dimension, mistakes)?;
        check_unique("the code", &raw.codes, mistakes);
        if raw.codes.is_empty() {
            mistakes.at(
                &raw.dimension,
                "the list of codes is empty: name at least one code",
            );
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
            categories: with_descendants(dimension, &codes),
            words: format!("{}={}", dimension.id.get_ref(), codes.join("~")),
        })
    }

    /// The category of a pin; reports a dimension or code that does not exist.
    pub(super) fn resolve_pin(
        &self,
        raw: &format::Pin,
        mistakes: &mut Collector<'_>,
    ) -> Option<Condition> {
        let condition = format::Condition {
            dimension: raw.dimension.clone(),
            codes: vec![raw.code.clone()],
        };
        self.resolve_condition(&condition, mistakes)
    }

    /// The dimensions with this id: at most one, unless the id is duplicated by mistake.
    fn with_id(&self, id: &Placed<String>) -> impl Iterator<Item = &'a format::Dimension> {
        let dimensions = self.raw.iter();
        dimensions.filter(move |dimension| dimension.id.get_ref() == id.get_ref())
    }
}

/// Reports a code that is no category of the dimension.
pub(super) fn check_category(
    dimension: &format::Dimension,
    code: &Placed<String>,
    mistakes: &mut Collector<'_>,
) {
    let mut categories = dimension.categories.iter();
    if !categories.any(|category| category.code.get_ref() == code.get_ref()) {
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

/// The positions of the categories with these codes and of all categories below them. Relies on parents being listed
/// before their children.
fn with_descendants(dimension: &format::Dimension, codes: &[&str]) -> BTreeSet<usize> {
    let mut inside: BTreeSet<&str> = codes.iter().copied().collect();
    let mut positions = BTreeSet::new();
    for (position, category) in (0..).zip(&dimension.categories) {
        let parent = category.parent.as_ref();
        let is_child = parent.is_some_and(|parent| inside.contains(parent.get_ref().as_str()));
        let code = category.code.get_ref().as_str();
        if is_child || inside.contains(code) {
            inside.insert(code);
            positions.insert(position);
        }
    }
    positions
}
