//! Whose word is taken: the declared order of sources, for all fields or for one.

use super::merge::SourceId;

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

/// The rank of each of so many sources: those declared for one field, then the general order, then all others alike.
pub(crate) fn ranks(sources: usize, declared: &[SourceId], general: &[SourceId]) -> Vec<usize> {
    let order: Vec<SourceId> =
        declared.iter().chain(general.iter().filter(|source| !declared.contains(source))).copied().collect();
    (0..sources).map(|source| order.iter().position(|one| *one == source).unwrap_or(order.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_for_one_field_goes_before_the_general_one() {
        assert_eq!(ranks(4, &[], &[2, 0, 1, 3]), [1, 2, 0, 3]);
        assert_eq!(ranks(4, &[3, 0], &[2, 0, 1, 3]), [1, 3, 2, 0]);
        assert_eq!(ranks(3, &[], &[]), [0, 0, 0]);
        assert_eq!(ranks(3, &[1], &[]), [1, 0, 1]);
    }
}
