//! Writes the equations of all releases, in the order in which the steps depend on each other.

use cube::{Address, Release};

use super::corrections::ReleaseIndex;
use super::id::Id;
use super::system::System;
use super::writer::Writer;
use crate::lattice::{Unrelated, relate_releases};

/// Writes everything that the releases and their catalogs say. Also returns the cells at some
/// addresses, each given with the index of its release.
pub(crate) fn write_equations(
    releases: &[&Release],
    addresses: &[(ReleaseIndex, &Address)],
) -> (System, Vec<Option<Id>>) {
    let related = relate_releases(releases);
    let releases: Vec<&Release> = related.releases.iter().collect();
    let mut writer = Writer::new(&releases);
    for (at, release) in releases.iter().enumerate() {
        for table in release.tables.values() {
            writer.write_table(at, table);
        }
    }
    for (at, release) in releases.iter().enumerate() {
        for (part, whole) in &release.catalog.relations.part_of {
            writer.write_part(at, part, whole);
        }
        writer.write_relations(at);
    }
    writer.write_lattice(&related.dimensions);
    for at in 0..releases.len() {
        let triples = writer.list_triples(at);
        writer.triples.extend(triples);
    }
    let mut ids = Vec::new();
    for (at, address) in addresses {
        let is_known = *at < releases.len();
        let group = (*address).clone().into();
        ids.push(is_known.then(|| writer.find(*at, &group)).flatten());
    }
    let mut system = writer.finish();
    for Unrelated {
        at,
        address,
        reason,
    } in related.unrelated
    {
        let release = &releases[at].catalog.release;
        let reason = format!("in {release}: {reason}");
        system.unrelated.push((at, address.into(), reason));
    }
    (system, ids)
}
