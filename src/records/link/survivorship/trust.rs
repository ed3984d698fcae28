//! Ranks sources by trust, for all fields or for one.

use crate::link::row::SourceId;
use codebook::Codebook;

/// The rank of each source in each field, from the codebook's order of trust. Ranks start at 0, the
/// most trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TrustRanking {
    /// For each of the codebook's measures, the rank of each source for its date.
    pub dates: Vec<Vec<usize>>,
    /// For each of the codebook's dimensions, the rank of each source for its answer.
    pub answers: Vec<Vec<usize>>,
    /// The rank of each source for fields without an order of their own.
    pub general: Vec<usize>,
}

impl TrustRanking {
    /// Returns the general rank of a source. The row of the best rank represents its application.
    pub(crate) fn general_rank(&self, source: SourceId) -> usize {
        self.general.get(source).copied().unwrap_or(usize::MAX)
    }

    /// Reads the order of trust from a codebook. Without one, all sources have the same rank.
    pub(crate) fn from_codebook(codebook: &Codebook) -> Self {
        let order = |field: Option<&str>| match (&codebook.identity, field) {
            (None, _) => &[],
            (Some(identity), None) => identity.trust.as_slice(),
            (Some(identity), Some(id)) => identity.trust(id),
        };
        let ranks = |field| ranks(codebook.sources.len(), order(field));
        let (measures, dimensions) = (codebook.measures.iter(), codebook.dimensions.iter());
        TrustRanking {
            dates: measures.map(|measure| ranks(Some(&measure.id))).collect(),
            answers: dimensions
                .map(|dimension| ranks(Some(&dimension.id)))
                .collect(),
            general: ranks(None),
        }
    }
}

/// Returns the rank of each source; sources that the order leaves out share the last rank.
fn ranks(sources: usize, order: &[SourceId]) -> Vec<usize> {
    let rank = |source: SourceId| order.iter().position(|ranked| *ranked == source);
    (0..sources)
        .map(|source| rank(source).unwrap_or(order.len()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ranks;

    #[test]
    fn a_source_has_the_rank_of_its_position_in_the_order() {
        assert_eq!(ranks(4, &[2, 0, 1, 3]), [1, 2, 0, 3]);
        assert_eq!(ranks(3, &[1]), [1, 0, 1]);
        assert_eq!(ranks(3, &[]), [0, 0, 0]);
    }
}
