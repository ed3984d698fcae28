//! Dimensions and their code lists, flat or nested.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{TOTAL, Text};

/// What a dimension tells of: JSON-stat's roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The calendar.
    Time,
    /// A place.
    Geo,
    /// Anything else.
    #[default]
    Attribute,
}

/// One category of a dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its code: what links, files and tests name it by.
    pub code: String,
    /// What readers see.
    pub label: Text,
    /// The code of the category that contains it, if it is not directly below the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Whether it stands for "not known": a count of quality, not of people with something in common.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
    /// Whether small counts of it may be published, because it says nothing of anybody: only ever for `unknown`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unprotected: bool,
    /// Whether it stands beside the total and is no part of it: a year that is not counted yet where years are counted
    /// together.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
    /// What it means. The catalog tells it, tables do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<Text>,
    /// What a reader must know to read it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// What other classifications call it, by their names: `glotip`, `iccs`, `htcds`, `ic_tip`. The catalog tells it,
    /// tables do not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, String>,
}

impl Category {
    /// The code directly above, which may be the total; `None` beside the total.
    pub fn above(&self) -> Option<&str> {
        (!self.apart).then(|| self.parent.as_deref().unwrap_or(TOTAL))
    }
}

/// A dimension that tells what became of persons: how it ended for those of some years, of whom it changes no more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// The last of these years.
    pub until: u16,
    /// The codes of what has not ended yet: nobody of these years is in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<String>,
}

/// A dimension with its categories, in the order they are shown. The total is not listed: every dimension has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Its identifier, also its key in links.
    pub id: String,
    /// What readers see.
    pub label: Text,
    /// Its JSON-stat role.
    #[serde(default)]
    pub role: Role,
    /// Whether one person may have several categories; then they do not add up to the total.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multi_response: bool,
    /// What it means. The catalog tells it, tables do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<Text>,
    /// What a reader must know to read it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Of which years it is known for good, if that takes until after them. The catalog tells it, tables do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
    /// The dimension whose categories flow into these: of where persons were taken, where they came from. Both can then be
    /// drawn as a flow. The catalog tells it, tables do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flows_from: Option<String>,
    /// The categories, parents before their children.
    pub categories: Vec<Category>,
}

impl Dimension {
    /// The category with this code; `None` for the total and for codes that do not exist.
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories
            .iter()
            .find(|category| category.code == code)
    }

    /// Every code of the dimension, the total first.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(TOTAL).chain(
            self.categories
                .iter()
                .map(|category| category.code.as_str()),
        )
    }

    /// The categories directly below `code`, which may be the total: those that it consists of.
    pub fn children<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Category> {
        self.categories
            .iter()
            .filter(move |category| category.above() == Some(code))
    }

    /// Whether nothing lies below `code`.
    pub fn is_leaf(&self, code: &str) -> bool {
        self.children(code).next().is_none()
    }

    /// The categories that contain no others, in order: of time, the years.
    pub fn leaves(&self) -> impl DoubleEndedIterator<Item = &Category> {
        self.categories
            .iter()
            .filter(|category| self.is_leaf(&category.code))
    }

    /// Those of the leaves that are, or lie below, `code`, which may be the total.
    pub fn leaves_in<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Category> {
        // Files may say anything, also that a category contains itself.
        let above = |leaf: &'a Category| self.ancestors(&leaf.code).take(self.categories.len());
        let is_in = move |leaf: &&'a Category| match code {
            TOTAL => !leaf.apart,
            _ => leaf.code == code || above(leaf).any(|above| above == code),
        };
        self.leaves().filter(is_in)
    }

    /// The fewest categories below the total that hold what these hold: a category in the place of all directly below
    /// it. For dimensions whose categories add up.
    pub fn condensed<'a>(&'a self, codes: &[&'a str]) -> Vec<&'a str> {
        let mut held: Vec<&str> = codes.to_vec();
        // Children stand behind their parents, so what lies deepest is looked at first.
        for category in self.categories.iter().rev() {
            let mut children = self.children(&category.code).peekable();
            if children.peek().is_some()
                && children.all(|child| held.contains(&child.code.as_str()))
            {
                held.retain(|code| {
                    self.category(code).and_then(|held| held.parent.as_ref())
                        != Some(&category.code)
                });
                held.push(&category.code);
            }
        }
        let codes = self
            .categories
            .iter()
            .map(|category| category.code.as_str());
        codes.filter(|code| held.contains(code)).collect()
    }

    /// The fewest codes that hold everything: the total, and what stands beside it.
    pub fn everything(&self) -> Vec<&str> {
        let beside = self.categories.iter().filter(|category| category.apart);
        std::iter::once(TOTAL)
            .chain(beside.map(|category| category.code.as_str()))
            .collect()
    }

    /// The codes that contain `code`, the nearest first, without the total.
    pub fn ancestors<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> {
        let parent = |code: &str| {
            self.category(code)
                .and_then(|category| category.parent.as_deref())
        };
        std::iter::successors(parent(code), move |code| parent(code))
    }

    /// The same dimension as tables hold it: without what only the catalog tells.
    pub fn in_table(mut self) -> Dimension {
        self.definition = None;
        self.settled = None;
        self.flows_from = None;
        for category in &mut self.categories {
            category.definition = None;
            category.map.clear();
        }
        self
    }

    /// The same dimension rolled up to the categories directly below the total.
    pub fn top(&self) -> Dimension {
        Dimension {
            categories: self.children(TOTAL).cloned().collect(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn age() -> Dimension {
        let category = |code: &str, parent: Option<&str>| Category {
            code: code.into(),
            label: Text::new(code, code),
            parent: parent.map(Into::into),
            ..Category::default()
        };
        Dimension {
            id: "edad".into(),
            categories: vec![
                category("MIN", None),
                category("0_11", Some("MIN")),
                category("12_17", Some("MIN")),
                category("ADU", None),
            ],
            ..Dimension::default()
        }
    }

    #[test]
    fn a_nested_list_knows_its_levels() {
        let age = age();
        let below = |code| {
            age.children(code)
                .map(|category| category.code.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(below(TOTAL), ["MIN", "ADU"]);
        assert_eq!(below("MIN"), ["0_11", "12_17"]);
        assert!(age.is_leaf("ADU") && !age.is_leaf("MIN") && !age.is_leaf(TOTAL));
        assert_eq!(
            age.leaves()
                .map(|category| category.code.as_str())
                .collect::<Vec<_>>(),
            ["0_11", "12_17", "ADU"]
        );
        assert_eq!(age.ancestors("12_17").collect::<Vec<_>>(), ["MIN"]);
        let leaves = |code| {
            age.leaves_in(code)
                .map(|category| category.code.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            [leaves("MIN"), leaves("ADU"), leaves("12_17")],
            [vec!["0_11", "12_17"], vec!["ADU"], vec!["12_17"]]
        );
        assert_eq!(leaves(TOTAL), ["0_11", "12_17", "ADU"]);
        assert_eq!(age.top().codes().collect::<Vec<_>>(), [TOTAL, "MIN", "ADU"]);
    }

    #[test]
    fn what_stands_beside_the_total_is_no_part_of_it() {
        let mut age = age();
        age.categories[3].apart = true;
        assert_eq!(
            age.children(TOTAL)
                .map(|category| category.code.as_str())
                .collect::<Vec<_>>(),
            ["MIN"]
        );
        assert_eq!(
            age.leaves()
                .map(|category| category.code.as_str())
                .collect::<Vec<_>>(),
            ["0_11", "12_17", "ADU"]
        );
        assert_eq!(age.top().codes().collect::<Vec<_>>(), [TOTAL, "MIN"]);
        assert_eq!(
            age.leaves_in(TOTAL)
                .map(|category| category.code.as_str())
                .collect::<Vec<_>>(),
            ["0_11", "12_17"]
        );
        assert_eq!(
            age.leaves_in("ADU")
                .map(|category| category.code.as_str())
                .collect::<Vec<_>>(),
            ["ADU"]
        );
    }

    #[test]
    fn a_category_stands_for_all_directly_below_it() {
        let age = age();
        assert_eq!(age.condensed(&["12_17", "0_11"]), ["MIN"]);
        assert_eq!(age.condensed(&["0_11", "ADU"]), ["0_11", "ADU"]);
        assert_eq!(age.condensed(&["ADU", "12_17", "0_11"]), ["MIN", "ADU"]);
        assert_eq!(age.condensed(&["MIN"]), ["MIN"]);
    }
}
