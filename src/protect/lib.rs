//! Protection: exact counts in, a release out in which no small count stands or can be derived from what is published.
//!
//! The method is exact-or-hidden: every published number is true, and every count below the threshold k is hidden, zero
//! included, because "nobody" and "everybody" tell as much about people as "one" does. Only counts of what is not known
//! may be small, where the codebook says so, and combinations in which nobody can be are published as zero.
//!
//! Hiding small counts alone is not enough: a total minus its other parts gives a lone hidden cell away. So all tables,
//! what the codebook declares of them, and every earlier release are written down as one problem ([`problem`]), and for
//! every hidden number that could be small, other tables of whole numbers are sought that agree with everything
//! published: with 0 there, with k or more, and with every value between ([`search`]); where the sums around a number are
//! a network, what is between follows and is not sought one by one. Whatever the cheapest of them
//! changes is hidden too (complementary suppression, [`suppress`]). They are the proof, and are tabulated again in whole
//! numbers before they count ([`moves`]). In the end, what was hidden for the sake of others and is not needed is
//! published again, the largest first.
//!
//! A hidden number that cannot be below k tells nothing of a small group; of such a number nothing is promised. That it
//! cannot is the solver's word. Where no alternative exists whatever is hidden, the outcome says so ([`Note`]): then the
//! attack will find it too.
//!
//! Which of several equally good patterns is chosen depends on a secret key, so that whoever knows this code and the
//! published files cannot replay the choice. The same counts, catalog, earlier releases and key give the same release.
//!
//! Rounding and noise were not chosen: at this size they cost more and protect less, and officials need exact totals.
//!
//! Only counts, the codebook's public part and earlier releases are known here; never a record, nor the attack, with
//! which nothing is shared but `cube`.

mod anywhere;
mod bounds;
mod earlier;
mod family;
mod moves;
mod names;
mod outcome;
mod problem;
mod relations;
mod search;
mod solve;
mod succession;
mod suppress;
mod versions;
mod writer;

use cube::{Address, Catalog, Release, TOTAL};
use thiserror::Error;

use family::Family;
use names::Names;
pub use outcome::Alternatives;
use problem::{Kind, Name, Problem};
use suppress::Suppression;
use versions::Versions;
use writer::Writer;

/// What decides between equally good patterns. Whoever has it can replay the choice.
pub type Key = [u8; 32];

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
    /// The total of a year differs from an earlier release's by fewer persons than the threshold. Whoever compares the
    /// two knows that a few persons were added or removed, and of each cell that it is one of these.
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
    /// What became of persons is published again, and it changes after their year is over. That is neither a correction
    /// nor the same number twice: it can be published only of years of which it is settled.
    #[error(
        "{measure} by {dimension}: an earlier release publishes that too, and it changes from release to release while \
         nothing else of these persons does: tell in the codebook until which year it is `settled`, or leave {dimension} \
         out of the sections"
    )]
    Changing {
        /// The measure's id.
        measure: String,
        /// The dimension's id.
        dimension: String,
    },
    /// There are persons of whom nothing is settled, in a year of which the codebook says that all is.
    #[error(
        "{group}: there are persons, although the codebook says that all of these years is settled: let `settled` end \
         before them, or mend these records"
    )]
    Pending {
        /// The cell.
        group: String,
    },
    /// There are persons where the codebook says that nobody can be.
    #[error(
        "{group}: there are persons, although the codebook's relations say that there can be none"
    )]
    Impossible {
        /// The cell.
        group: String,
    },
    /// The counts contradict the codebook's relations, or an earlier release contradicts itself.
    #[error(
        "{group}: its count fits neither its sums nor what the codebook and earlier releases say of it"
    )]
    Contradiction {
        /// A cell of the sum that does not add up.
        group: String,
    },
}

/// A release, and what there is to say of how it came about. The notes are confidential: they tell small cells from
/// others.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What may be published, if the attack finds nothing.
    pub release: Release,
    /// What a statistician should make coarser, in order.
    pub notes: Vec<Note>,
    /// What was proved of the hidden numbers.
    pub witnesses: Witnesses,
    /// The proof.
    pub alternatives: Alternatives,
}

/// Something that no pattern could protect well.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// All of a table is hidden: it is too fine for so few people.
    Withheld {
        /// The table's id.
        table: String,
    },
    /// Whatever is hidden, something can be proved of this group: its dimensions are too fine for so few people.
    Bare {
        /// The group, or the cell that implies it.
        address: Address,
    },
}

/// How the hidden numbers are shown to be safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Witnesses {
    /// Hidden and implied numbers that could be small, each with a table for every value that it must be able to have.
    pub shown: usize,
    /// Hidden and implied numbers that cannot be small.
    pub large: usize,
    /// Other tables that agree with everything published, each verified.
    pub tables: usize,
}

/// A release in which every count below the catalog's threshold is hidden, and others as far as needed to keep them so.
/// Totals of years are published always. What an earlier release hid is published as soon as that is safe.
pub fn protect(
    counts: &dyn Fn(&Address) -> u64,
    catalog: &Catalog,
    earlier: &[Release],
    key: &Key,
) -> Result<Outcome, Refusal> {
    if let Some(changing) = changing(catalog, earlier) {
        return Err(changing);
    }
    let problem = joint(counts, catalog, earlier)?;
    if let Some((measure, year)) = small_total(&problem, catalog, earlier.len()) {
        return Err(Refusal::SmallYear {
            measure,
            year,
            threshold: catalog.threshold,
        });
    }
    let ranks = problem
        .numbers
        .iter()
        .map(|number| rank(key, &number.name))
        .collect();
    let mut suppression = Suppression::new(problem, ranks);
    suppression.run();
    Ok(outcome::of(&suppression, catalog))
}

/// A dimension that tells what became of persons, if an earlier release is published by it as this one is to be, and one
/// of the two does not say of which years that is settled.
fn changing(catalog: &Catalog, earlier: &[Release]) -> Option<Refusal> {
    let is_unsettled = |catalog: &Catalog, id: &str| {
        catalog
            .dimension(id)
            .is_none_or(|held| held.settled.is_none())
    };
    let is_told = |id: &str| {
        catalog
            .relations
            .within
            .iter()
            .any(|(_, pin)| pin.dimension == id)
    };
    let changes = |before: &Catalog, id: &str| {
        is_told(id) && [before, catalog].iter().any(|held| is_unsettled(held, id))
    };
    let before = earlier.iter().map(|release| &release.catalog);
    let mut told = before.flat_map(|before| {
        before
            .relations
            .within
            .iter()
            .map(move |(_, pin)| (before, &pin.dimension))
    });
    let (_, dimension) = told.find(|(before, id)| changes(before, id))?;
    let is_by = |entry: &&cube::TableEntry| entry.dimensions.contains(dimension);
    let measure = catalog.tables.iter().find(is_by)?.measure.clone();
    Some(Refusal::Changing {
        measure,
        dimension: dimension.clone(),
    })
}

/// All tables of all releases and all that ties them together.
fn joint(
    counts: &dyn Fn(&Address) -> u64,
    catalog: &Catalog,
    earlier: &[Release],
) -> Result<Problem, Refusal> {
    let catalogs: Vec<&Catalog> = [catalog]
        .into_iter()
        .chain(earlier.iter().map(|release| &release.catalog))
        .collect();
    let threshold = catalogs
        .iter()
        .map(|catalog| catalog.threshold)
        .max()
        .unwrap_or_default();
    let mut writer = Writer::new(Names::of(&catalogs), counts, threshold);
    let now = Family::announced(earlier.len(), catalog);
    writer.tables(&now);
    let published = earlier.iter().enumerate();
    let mut families: Vec<Family> = published
        .map(|(at, release)| Family::published(at, release))
        .collect();
    let versions = Versions::of(
        families
            .iter()
            .chain([&now])
            .map(|family| writer.told(family)),
    );
    if let Some(((measure, year), by)) = versions.small_correction(writer.problem.threshold) {
        let (measure, year, threshold) = (measure.clone(), year.clone(), threshold);
        return Err(Refusal::SmallCorrection {
            measure,
            year,
            by,
            threshold,
        });
    }
    for family in &mut families {
        family.outdated = versions.outdated(family.release);
        writer.tables(family);
    }
    for family in families.iter().chain([&now]) {
        writer.relations(family);
        writer.parts(family);
    }
    let all: Vec<&Family> = families.iter().chain([&now]).collect();
    for (at, after) in all.iter().enumerate() {
        writer.succession(&all[..at], after, &versions);
    }
    writer.name_cells(now.release);
    writer.finished()
}

/// A measure and a year (`_T` for all) whose total must be published and is below the threshold.
fn small_total(problem: &Problem, catalog: &Catalog, release: usize) -> Option<(String, String)> {
    let mut totals = problem.numbers.iter().filter(|number| {
        let name = &number.name;
        let here = name.release.is_none_or(|at| at == release) && name.kind == Kind::Cell;
        here && number.shown && name.address.pins.keys().all(|id| *id == catalog.time)
    });
    let small = totals.find(|number| number.count < problem.threshold)?;
    let year = small
        .name
        .address
        .pins
        .get(&catalog.time)
        .map_or(TOTAL, String::as_str);
    Some((small.name.address.measure.clone(), year.to_owned()))
}

/// The place of a number among those of its size: the same for the same key and name, and nothing to anybody without
/// the key.
fn rank(key: &Key, name: &Name) -> u64 {
    let hash = blake3::keyed_hash(
        key,
        format!("{:?} {:?} {}", name.release, name.kind, name.address).as_bytes(),
    );
    hash.as_bytes()
        .iter()
        .take(8)
        .fold(0, |rank, byte| rank << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests;
