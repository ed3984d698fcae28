//! Whose word is taken: the declared order of sources, for all fields or for one.

use crate::link::merge::SourceId;
use codebook::Codebook;

/// The order of trust, resolved for each thing that rows say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trust {
    /// For each of the codebook's measures, the rank of each source in what it says of the date.
    pub dates: Vec<Vec<usize>>,
    /// For each of the codebook's dimensions, the rank of each source in what it answers.
    pub answers: Vec<Vec<usize>>,
    /// The rank of each source where nothing else is declared.
    pub general: Vec<usize>,
}

impl Trust {
    /// Where a row of a source stands among those of its application: the first stands for all of them.
    pub(crate) fn place(&self, source: SourceId) -> usize {
        self.general.get(source).copied().unwrap_or(usize::MAX)
    }

    /// The order of trust of a codebook; without one, no source is trusted more than another.
    pub(crate) fn of(codebook: &Codebook) -> Self {
        let order = |id: Option<&str>| match (&codebook.identity, id) {
            (None, _) => &[],
            (Some(identity), None) => identity.trust.as_slice(),
            (Some(identity), Some(id)) => identity.trust(id),
        };
        let ranks = |id| ranks(codebook.sources.len(), order(id));
        Trust {
            dates: codebook
                .measures
                .iter()
                .map(|measure| ranks(Some(&measure.id)))
                .collect(),
            answers: codebook
                .dimensions
                .iter()
                .map(|dimension| ranks(Some(&dimension.id)))
                .collect(),
            general: ranks(None),
        }
    }
}

/// The rank of each of so many sources; those that are not in the order come last, all alike.
fn ranks(sources: usize, order: &[SourceId]) -> Vec<usize> {
    (0..sources)
        .map(|source| {
            order
                .iter()
                .position(|one| *one == source)
                .unwrap_or(order.len())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ranks;

    #[test]
    fn a_source_has_the_rank_of_its_place() {
        assert_eq!(ranks(4, &[2, 0, 1, 3]), [1, 2, 0, 3]);
        assert_eq!(ranks(3, &[1]), [1, 0, 1]);
        assert_eq!(ranks(3, &[]), [0, 0, 0]);
    }
}
