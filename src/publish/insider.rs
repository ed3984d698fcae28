//! What those can prove of others who know one record: their own. Asked of the register itself before anything is
//! published.

use attack::{InsiderReport, Register};
use cube::Release;

use crate::{
    codebook::Codebook,
    read::Intake,
    tabulate::{Counts, Kept, Places},
};

/// So many different records are tried at most, before a release; of fewer persons, each is.
pub const TRIED: usize = 2_000;

/// Tries what was read, of which the last of these releases was made: all of it, or so many different records at most.
pub fn tried(
    codebook: &Codebook,
    releases: &[&Release],
    intake: &Intake,
    most: Option<usize>,
) -> InsiderReport {
    try_records(codebook, releases, (&intake.counts, &intake.records), most)
}

/// Tries the records that the last of these releases was made of, or so many different ones at most. Earlier releases
/// with which they do not add up are left out.
pub(crate) fn try_records(
    codebook: &Codebook,
    releases: &[&Release],
    (counts, records): (&Counts, &Kept),
    most: Option<usize>,
) -> InsiderReport {
    let mut places = Places::new(codebook);
    let register = Register::new(releases, places.addresses(), &|address| counts.get(address));
    let mut register = register.with_sample(most);
    places.keep(register.relevant_addresses());
    records
        .iter()
        .for_each(|record| register.add(&places.of(&record)));
    let found = register.judge();
    match releases {
        [earlier @ .., last] if !found.agrees && found.earlier > 0 => {
            let alone = try_records(codebook, &[*last], (counts, records), most);
            InsiderReport {
                apart: earlier.len(),
                ..alone
            }
        }
        _ => found,
    }
}
