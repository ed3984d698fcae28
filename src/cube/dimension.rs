//! Declares dimensions and their code lists, flat or nested.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use serde_json::Value;

use crate::objects::{Mistake, Read, object};
use crate::text::Text;

/// The code of the category "all" of every dimension, as SDMX writes it.
pub const TOTAL: &str = "_T";

/// The role of a dimension in JSON-stat.
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

impl Read for Role {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        *self = match value.as_str() {
            Some("time") => Role::Time,
            Some("geo") => Role::Geo,
            Some("attribute") => Role::Attribute,
            _ => return Err(Mistake::expected("time, geo or attribute")),
        };
        Ok(())
    }
}

/// How the categories of a dimension are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Drawn {
    /// A row with a bar for each.
    #[default]
    Bars,
    /// One bar that is everybody.
    Strip,
}

impl Read for Drawn {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        *self = match value.as_str() {
            Some("bars") => Drawn::Bars,
            Some("strip") => Drawn::Strip,
            _ => return Err(Mistake::expected("bars or strip")),
        };
        Ok(())
    }
}

/// One category of a dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Category {
    /// Its code, by which links, files and tests name it.
    pub code: String,
    /// The name that readers see.
    pub label: Text,
    /// The code of the category that contains it, if it is not directly below the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Whether it stands for "not known": a count of quality, not of people with something in common.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
    /// Whether it holds what no other category names: it is drawn grey after the others; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub other: bool,
    /// Read from earlier releases and ignored: they marked "not known" so, and published small counts of it.
    #[serde(skip)]
    pub unprotected: (),
    /// Whether the total leaves it out: a year that sums over all years do not contain yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
    /// The codes under which earlier releases counted these persons, where that was not this code: what was renamed, what
    /// was merged into this category, or what it was split off from; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
    /// Its definition; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<Text>,
    /// What readers must know to interpret it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// What a share of it says, where `{}` is the share: “{} are women or girls”; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Text>,
    /// Its codes in other classifications, by their names (`glotip`, `iccs`, `htcds`, `ic_tip`); only in the catalog, not
    /// in tables.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, String>,
}

object!(Category: code label; parent unknown other unprotected apart replaces definition note sentence map);

impl Category {
    /// The code of the parent, which may be the total; `None` if the total leaves the category out.
    pub fn parent_or_total(&self) -> Option<&str> {
        (!self.apart).then(|| self.parent.as_deref().unwrap_or(TOTAL))
    }
}

/// The years for which an outcome dimension is settled: how those applications ended is final.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Settled {
    /// The last of these years.
    pub until: u16,
    /// The codes for "still pending": nobody of these years is in them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<String>,
}

object!(Settled: until; pending);

/// A dimension with its categories in display order. The total is not listed: every dimension has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dimension {
    /// Its identifier, also its key in links.
    pub id: String,
    /// The name that readers see.
    pub label: Text,
    /// The identifier that the same attribute had in earlier releases; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Its JSON-stat role.
    pub role: Role,
    /// Whether one person may have several categories; then they do not add up to the total.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub multi_response: bool,
    /// Its definition; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<Text>,
    /// What readers must know to interpret it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// The years for which it is settled, if it is an outcome; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
    /// The dimension whose two categories are drawn on both sides of these (sex, for ages); only in the catalog, not in
    /// tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mirrored_by: Option<String>,
    /// Whether the categories have an order of their own, from low to high; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
    /// How the categories are drawn, if not as their number suggests; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
    /// The dimension from whose categories persons came to these (origin, for a destination), so that both can be drawn as
    /// a flow; only in the catalog, not in tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flows_from: Option<String>,
    /// The categories, parents before their children.
    pub categories: Vec<Category>,
}

object!(Dimension: id label categories; replaces role multi_response definition note settled mirrored_by ordered drawn flows_from);

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

    /// The categories directly below `code`, which may be the total.
    pub fn children<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Category> {
        self.categories
            .iter()
            .filter(move |category| category.parent_or_total() == Some(code))
    }

    /// Whether nothing lies below `code`.
    pub fn is_leaf(&self, code: &str) -> bool {
        self.children(code).next().is_none()
    }

    /// The categories that contain no others, in order: the years, for time.
    pub fn leaves(&self) -> impl DoubleEndedIterator<Item = &Category> {
        self.categories
            .iter()
            .filter(|category| self.is_leaf(&category.code))
    }

    /// The leaves at or below `code`, which may be the total.
    pub fn leaves_in<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Category> {
        let is_in = move |leaf: &&'a Category| match code {
            TOTAL => !leaf.apart,
            _ => leaf.code == code || self.ancestors(&leaf.code).any(|above| above == code),
        };
        self.leaves().filter(is_in)
    }

    /// Replaces categories by their parent wherever all of its children are listed. For dimensions whose categories add
    /// up.
    pub fn condense<'a>(&'a self, codes: &[&'a str]) -> Vec<&'a str> {
        let mut condensed: Vec<&str> = codes.to_vec();
        // Children are listed after their parents, so backwards the deepest come first.
        for category in self.categories.iter().rev() {
            let mut children = self.children(&category.code).peekable();
            if children.peek().is_some()
                && children.all(|child| condensed.contains(&child.code.as_str()))
            {
                condensed.retain(|code| self.parent(code) != Some(category.code.as_str()));
                condensed.push(&category.code);
            }
        }
        self.codes()
            .skip(1)
            .filter(|code| condensed.contains(code))
            .collect()
    }

    /// The fewest codes that cover all persons: the total, and the categories that it leaves out.
    pub fn covering_codes(&self) -> Vec<&str> {
        let mut codes = vec![TOTAL];
        for category in &self.categories {
            if category.apart {
                codes.push(&category.code);
            }
        }
        codes
    }

    /// The codes that contain `code`, the nearest first, without the total.
    pub fn ancestors<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> {
        // A category that contains itself would have ancestors without end.
        std::iter::successors(self.parent(code), move |code| self.parent(code))
            .take(self.categories.len())
    }

    /// The first category that is not listed after the one that contains it, as it must be: a broken file may leave its
    /// parent out, or let it contain itself.
    pub fn misplaced(&self) -> Option<&Category> {
        let is_misplaced = |(at, category): &(usize, &Category)| {
            let before = &self.categories[..*at];
            let is_parent = |one: &Category| category.parent.as_ref() == Some(&one.code);
            category.parent.is_some() && !before.iter().any(is_parent)
        };
        let mut categories = self.categories.iter().enumerate();
        categories.find(is_misplaced).map(|(_, category)| category)
    }

    /// The code that directly contains `code`, without the total.
    fn parent(&self, code: &str) -> Option<&str> {
        self.category(code)?.parent.as_deref()
    }

    /// The same dimension as table files have it: without the fields that only the catalog has.
    pub fn without_catalog_fields(mut self) -> Dimension {
        self.replaces = None;
        self.definition = None;
        self.settled = None;
        self.mirrored_by = None;
        self.ordered = false;
        self.drawn = None;
        self.flows_from = None;
        for category in &mut self.categories {
            category.replaces.clear();
            category.definition = None;
            category.sentence = None;
            category.other = false;
            category.map.clear();
        }
        self
    }

    /// The same dimension with only the categories directly below the total.
    pub fn roll_up(&self) -> Dimension {
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
        assert_eq!(
            age.roll_up().codes().collect::<Vec<_>>(),
            [TOTAL, "MIN", "ADU"]
        );
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
        assert_eq!(age.roll_up().codes().collect::<Vec<_>>(), [TOTAL, "MIN"]);
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
        assert_eq!(age.condense(&["12_17", "0_11"]), ["MIN"]);
        assert_eq!(age.condense(&["0_11", "ADU"]), ["0_11", "ADU"]);
        assert_eq!(age.condense(&["ADU", "12_17", "0_11"]), ["MIN", "ADU"]);
        assert_eq!(age.condense(&["MIN"]), ["MIN"]);
    }
}
