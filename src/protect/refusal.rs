//! Lists the reasons why a register cannot be protected under its codebook.

use thiserror::Error;

/// Why a register cannot be protected under its codebook.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// The total of a year, which is always published, is below the threshold.
    #[error(
        "{measure} in {year}: fewer persons than the threshold of {threshold}. Totals of years are always published: leave \
         this year out of the codebook's [time]"
    )]
    SmallYear {
        /// The measure's id.
        measure: String,
        /// The year, or `_T` for all years.
        year: String,
        /// The smallest count that may be published.
        threshold: u64,
    },
    /// The total of a year differs from an earlier release's by fewer persons than the threshold. Comparing the two
    /// would show that a few persons were added or removed, and who among them is in each cell.
    #[error(
        "{measure} in {year}: {by:+} against the release before, and the threshold is {threshold}. Whoever compares the two \
         would see that so few persons were added or removed: hold these records back until there are more of them"
    )]
    SmallCorrection {
        /// The measure's id.
        measure: String,
        /// The year.
        year: String,
        /// How many more there are now; fewer, if negative.
        by: i64,
        /// The smallest correction that may be published.
        threshold: u64,
    },
    /// By the end of a year, fewer persons than the threshold are counted by the whole and not yet by its part, and the
    /// totals that must be published show that.
    #[error(
        "{part} within {whole}, by the end of {until}: published totals would give away how few persons are not counted by \
         {part} yet. Declare periods in place of years for these measures, or leave out the tables of {part} by year"
    )]
    FewWaiting {
        /// The part's id.
        part: String,
        /// The id of the measure that it is part of.
        whole: String,
        /// The year or period.
        until: String,
    },
    /// An earlier release publishes how applications ended, and so would this one, for years in which that still
    /// changes. Outcomes can be published repeatedly only for years in which they are settled.
    #[error(
        "{measure} by {dimension}: an earlier release has this breakdown too, and for the same persons it changes from \
         release to release. State in the codebook until which year {dimension} is `settled`, or leave it out of the \
         sections"
    )]
    Changing {
        /// The measure's id.
        measure: String,
        /// The dimension's id.
        dimension: String,
    },
    /// Some applications are still pending in a year that the codebook declares settled.
    #[error(
        "{group}: applications are pending, although the codebook declares these years settled. Let `settled` end before \
         them, or correct these records"
    )]
    Pending {
        /// The cell.
        group: String,
    },
    /// The codebook's relations make this cell a structural zero, but there are records in it.
    #[error(
        "{group}: there are persons, although the codebook's relations rule this combination out. Correct these records, \
         or the relation"
    )]
    Impossible {
        /// The cell.
        group: String,
    },
    /// The counts contradict the codebook's relations, or an earlier release contradicts itself.
    #[error(
        "{group}: its count contradicts its sums, the codebook's relations or an earlier release. Check the relations, \
         and that the earlier releases are of this register"
    )]
    Contradiction {
        /// A cell of the sum that does not add up.
        group: String,
    },
}
