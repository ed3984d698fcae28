//! Defines a condition on persons: some categories of one dimension.

use std::collections::BTreeSet;

use crate::answer::{Answer, Category};

/// Some categories of one dimension.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The position of the dimension.
    pub dimension: usize,
    /// The categories of the condition, with all below them.
    pub categories: BTreeSet<Category>,
    /// The condition in messages: `tipo=DIR~IND`.
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
