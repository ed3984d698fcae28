//! What is certified of a release: what was tried before it was written, told without anything that would help to break
//! it.
//!
//! It knows the release and what the attack found, never records or exact counts.

use std::collections::BTreeMap;

use attack::{Kind, Report};
use cube::{
    Address, Cell, Release, Table, TableEntry,
    certificate::{Certificate, Check, CheckName, FORMAT, Family, Gap, Method, MethodName, Profile},
};

/// The certificate of a release that was attacked together with earlier ones, with this result. Its files are named when
/// it is written.
pub fn certify(release: &Release, earlier: &[Release], report: &Report) -> Certificate {
    let catalog = &release.catalog;
    let is_small = |kind: &Kind| matches!(kind, Kind::Small { .. });
    let small = report.findings.iter().filter(|finding| is_small(&finding.kind)).count();
    Certificate {
        certificate: FORMAT,
        codebook: catalog.codebook.clone(),
        release: catalog.release.clone(),
        method: Method { name: MethodName::ExactOrHidden, version: env!("CARGO_PKG_VERSION").into() },
        threshold: catalog.threshold,
        profile: profile(release),
        family: family(release),
        earlier: earlier.iter().map(|release| release.catalog.release.clone()).collect(),
        checks: vec![
            Check { check: CheckName::Threshold, findings: small },
            Check { check: CheckName::JointAttack, findings: report.findings.len() - small },
        ],
        not_checked: Gap::ALL.to_vec(),
        files: BTreeMap::new(),
    }
}

fn profile(release: &Release) -> Profile {
    let time = &release.catalog.time;
    let besides_time = |table: &TableEntry| table.dimensions.iter().filter(|id| *id != time).count();
    let is_star = release.catalog.tables.iter().all(|table| besides_time(table) <= 1);
    if is_star { Profile::Provable } else { Profile::Wide }
}

/// How much is published. A cell that stands in several tables is one.
pub fn family(release: &Release) -> Family {
    let cells: BTreeMap<Address, Cell> = release.tables.values().flat_map(Table::addressed).collect();
    let hidden = cells.values().filter(|cell| **cell == Cell::Hidden).count();
    Family { tables: release.tables.len(), published: cells.len() - hidden, hidden }
}
