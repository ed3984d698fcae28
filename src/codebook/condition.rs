//! Defines a condition on a person: some categories of one dimension.

use std::collections::BTreeSet;

use crate::answer::{Answer, Category};

/// Some categories of one dimension.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The position of the dimension.
    pub dimension: usize,
    /// The categories below which nothing lies.
    pub categories: BTreeSet<Category>,
    /// As it is told to people: `tipo=DIR~IND`.
    pub words: String,
}

impl Condition {
    /// Whether an answer is, or includes, one of these categories.
    pub fn holds(&self, answer: &Answer) -> bool {
        answer
            .categories()
            .iter()
            .any(|category| self.categories.contains(category))
    }
}
