//! Lists the reasons why a register cannot be protected under its codebook.

use cube::{TOTAL, parse_years};
use thiserror::Error;

/// Why a register cannot be protected under its codebook.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// The total of a year, of a period, or of all years is below the threshold; these are always published.
    #[error(
        "{measure} in {}: fewer persons than the threshold of {threshold}, and totals over time are always published. {}",
        name_years(year),
        advise_longer(year)
    )]
    SmallYear {
        /// The measure's id.
        measure: String,
        /// The code of the year or the period, or `_T` for all years.
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
    /// Counts of closed years differ from those of an earlier release, and the codebook does not declare these years revised.
    /// Comparing the two would show who was corrected.
    #[error(
        "{measure} in {years}: these years are closed, and an earlier release has other counts of them. Whoever compares \
         the two would see who was corrected: name the ledger that keeps the counts of the earlier release (--ledger), or \
         declare these years `revised` in the codebook's [time]"
    )]
    Undeclared {
        /// The measure's id.
        measure: String,
        /// The years, or `_T` for all.
        years: String,
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
    /// Releases divide a dimension into categories that nothing relates, so that nobody can say which of their counts are
    /// about the same persons.
    #[error(
        "{dimension}: nothing relates {before} of earlier releases to {after}. For each new category, name in its \
         `replaces` the codes under which earlier releases counted these persons"
    )]
    Unrelated {
        /// The dimension's id.
        dimension: String,
        /// Categories of one release.
        before: String,
        /// Categories of a later one.
        after: String,
    },
    /// A category replaces others in a way in which nobody can say who of them is in it.
    #[error(
        "{dimension}: {category} replaces several categories of which others replace parts, or has several answers. Merge \
         whole categories or split one in a release, but not both at once; rename those with several answers"
    )]
    Entangled {
        /// The dimension's id.
        dimension: String,
        /// The category that replaces others.
        category: String,
    },
    /// A release publishes all years together and does not say which they are.
    #[error(
        "release {release} has no years or periods, so that its totals cannot be compared with other releases. Declare \
         its years as one period"
    )]
    Timeless {
        /// The name of the release.
        release: String,
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

/// Names a code of time.
fn name_years(code: &str) -> &str {
    if code == TOTAL { "all years" } else { code }
}

/// Says what to declare in the codebook instead of years or periods that are too short.
fn advise_longer(code: &str) -> &'static str {
    match parse_years(code) {
        Some(years) if years.start() == years.end() => {
            "Publish periods in place of years: declare `finest = \"period\"` and `periods` in the codebook's [time], or \
             `finest = \"all\"` if there are few persons in all years; `tablero suggest-grain` proposes which"
        }
        Some(_) => {
            "Declare longer `periods` in the codebook's [time], or `finest = \"all\"`; `tablero suggest-grain` proposes which"
        }
        None => "Leave this measure out of the codebook until there are more persons",
    }
}
