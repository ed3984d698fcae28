//! Declares how published numbers depend on each other beyond totals and nested code lists.

use serde::Serialize;

use crate::objects::object;

/// One dimension pinned to one category.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pin {
    /// The dimension's id.
    pub dimension: String,
    /// The category's code.
    pub code: String,
}

object!(Pin: dimension code;);

/// How published numbers depend on each other, beyond totals and nested code lists. Everybody is supposed to know this.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Relations {
    /// `(part, whole)`: over all years, every person of measure `part` is also one of measure `whole`.
    pub part_of: Vec<(String, String)>,
    /// `(part, category)`: every person of measure `part` is in this category of the whole: whoever was accredited has
    /// applied, with that outcome. Listed where the whole is published by the category's dimension and the part is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<(String, Pin)>,
    /// Two categories of different dimensions that always hold the same persons.
    pub equal: Vec<(Pin, Pin)>,
    /// Whoever is in the first category is in the second, which is of another dimension.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub implies: Vec<(Pin, Pin)>,
    /// Two categories of different dimensions in which nobody is at once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub impossible: Vec<(Pin, Pin)>,
    /// A category that holds the persons of several others, each person in one of them. Its code may be the total's:
    /// then everybody is in one of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unions: Vec<(Pin, Vec<Pin>)>,
}

object!(Relations: ; part_of within equal implies impossible unions);
