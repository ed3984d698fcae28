//! Filters the rows that may have to be linked with others.

use crate::link::{
    clerical_review::Decisions,
    pseudonym::Pseudonym,
    repeated::{PseudonymLog, RepeatedPseudonyms},
};

/// A filter of rows: those that it rejects are applications of their own.
pub(crate) struct LinkFilter(RepeatedPseudonyms);

impl LinkFilter {
    /// Builds a filter that accepts rows with a pseudonym that occurs more than once or in a
    /// decision.
    pub(crate) fn new(pseudonyms: PseudonymLog, decisions: &Decisions) -> Self {
        let decided = decisions.pairs().flat_map(|pair| [pair.a, pair.b]);
        LinkFilter(pseudonyms.into_repeated(decided))
    }

    /// Returns whether a row with these pseudonyms may have to be linked with another.
    pub(crate) fn accepts(&self, pseudonyms: impl IntoIterator<Item = Pseudonym>) -> bool {
        pseudonyms.into_iter().any(|key| self.0.contains(key))
    }
}
