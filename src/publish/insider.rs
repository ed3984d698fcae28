//! Attacks a release as an insider: somebody who knows one record of the register, their own.
//!
//! Each record is removed in turn, and the attack then looks for what can be proved about other people.

use attack::{InsiderReport, Register, Unwatched, Watch};
use cube::{Address, Release};

use codebook::Codebook;
use records::tabulate::{AddressLookup, Counts, PackedRecords};

/// How many distinct records are tried at most before a release is published.
pub const SAMPLE: usize = 2_000;

/// Removes each record, or `most` distinct ones, and attacks all releases together. If the records do not add up to the
/// earlier releases, attacks the last one alone.
pub(crate) fn try_records(
    codebook: &Codebook,
    releases: &[&Release],
    register: (&Counts, &PackedRecords),
    most: Option<usize>,
) -> InsiderReport {
    attack_register(
        codebook,
        releases,
        register,
        most,
        &mut Unwatched,
        &mut |_| (),
    )
}

/// Removes each record that was read, or `most` distinct ones, and attacks all releases together, the last of which was
/// made from them, while somebody watches who may stop it, and keeps what is found after each record. If the records do not
/// add up to the earlier releases, attacks the last one alone.
pub fn attack_register(
    codebook: &Codebook,
    releases: &[&Release],
    (counts, records): (&Counts, &PackedRecords),
    most: Option<usize>,
    watch: &mut dyn Watch,
    keep: &mut dyn FnMut(&InsiderReport),
) -> InsiderReport {
    let mut lookup = AddressLookup::new(codebook);
    let count = |address: &Address| counts.get(address);
    let register = Register::watched(releases, lookup.addresses(), &count, watch);
    let mut register = register.with_sample(most);
    let addresses = lookup.addresses().iter();
    let is_counted: Vec<bool> = addresses.map(|address| counts.get(address) > 0).collect();
    lookup.retain(register.relevant_addresses());
    for record in records.iter() {
        let positions = lookup.find_positions(&record);
        // Whoever waits, because closed years stay as they are, is not in the release yet.
        if positions.iter().all(|position| is_counted[*position]) {
            register.add(&positions);
        }
    }
    let found = register.judge_watched(watch, keep);
    match releases {
        [earlier @ .., last] if !found.agrees && found.earlier > 0 => {
            let register = (counts, records);
            let alone = attack_register(codebook, &[*last], register, most, watch, keep);
            InsiderReport {
                apart: earlier.len(),
                ..alone
            }
        }
        _ => found,
    }
}
