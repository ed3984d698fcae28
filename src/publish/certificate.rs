//! What is certified of a release: what was tried before it was written, told without anything that would help to break
//! it.
//!
//! It knows the release and what the attack found, never records or exact counts.

use std::collections::BTreeMap;

use attack::{InsiderReport, Kind, Report};
use cube::{
    Address, Cell, Release, Table, TableEntry,
    certificate::{
        Certificate, Check, CheckName, FORMAT, Family, Gap, Method, MethodName, Profile,
    },
};

use crate::insider::TRIED;

/// What was tried of those who know one record, their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Nothing: the records were not at hand.
    Untried,
    /// Each record, or so many different ones at most.
    Tried {
        /// How many at most; `None`: each.
        sample: Option<usize>,
        /// Whether earlier releases were left out.
        apart: bool,
    },
}

impl Others {
    /// What was tried where nothing was found. Whether it was a sample depends on how many records there are, which is
    /// published, and not on how many of them differ.
    pub fn of(found: &InsiderReport) -> Self {
        let sample = (found.records > TRIED as u64).then_some(TRIED);
        Others::Tried {
            sample,
            apart: found.apart > 0,
        }
    }

    /// What a certificate says of it, for a release that is held against these earlier ones.
    pub fn certified(certificate: Option<&Certificate>, earlier: &[Release]) -> Self {
        let Some(certificate) = certificate else {
            return Others::Untried;
        };
        let check = certificate
            .checks
            .iter()
            .find(|check| check.check == CheckName::Insider);
        let names = earlier.iter().map(|release| &release.catalog.release);
        let apart = certificate.not_checked.contains(&Gap::EarlierInsider)
            || !names.eq(&certificate.earlier);
        check.map_or(Others::Untried, |check| Others::Tried {
            sample: check.sample,
            apart,
        })
    }
}

/// The certificate of a release that was attacked together with earlier ones, with this result. Its files are named when
/// it is written.
pub fn certify(
    release: &Release,
    earlier: &[Release],
    report: &Report,
    others: Others,
) -> Certificate {
    let catalog = &release.catalog;
    let is_small = |kind: &Kind| matches!(kind, Kind::Small { .. });
    let small = report
        .findings
        .iter()
        .filter(|finding| is_small(&finding.kind))
        .count();
    Certificate {
        certificate: FORMAT,
        codebook: catalog.codebook.clone(),
        release: catalog.release.clone(),
        method: Method {
            name: MethodName::ExactOrHidden,
            version: env!("CARGO_PKG_VERSION").into(),
        },
        threshold: catalog.threshold,
        profile: profile(release),
        family: family(release),
        earlier: earlier
            .iter()
            .map(|release| release.catalog.release.clone())
            .collect(),
        checks: checks(small, report.findings.len() - small, others),
        not_checked: gaps(others),
        files: BTreeMap::new(),
    }
}

fn checks(small: usize, derived: usize, others: Others) -> Vec<Check> {
    let check = |check, findings| Check {
        check,
        findings,
        sample: None,
    };
    let insider = match others {
        Others::Untried => None,
        Others::Tried { sample, .. } => Some(Check {
            sample,
            ..check(CheckName::Insider, 0)
        }),
    };
    [
        check(CheckName::Threshold, small),
        check(CheckName::JointAttack, derived),
    ]
    .into_iter()
    .chain(insider)
    .collect()
}

fn gaps(others: Others) -> Vec<Gap> {
    let more = match others {
        Others::Untried => Some(Gap::OwnRecord),
        Others::Tried { apart: true, .. } => Some(Gap::EarlierInsider),
        Others::Tried { apart: false, .. } => None,
    };
    Gap::ALL.into_iter().chain(more).collect()
}

/// What the tables are: a codebook that names another profile is refused.
fn profile(release: &Release) -> Profile {
    let time = &release.catalog.time;
    let besides_time =
        |table: &TableEntry| table.dimensions.iter().filter(|id| *id != time).count();
    let is_star = release
        .catalog
        .tables
        .iter()
        .all(|table| besides_time(table) <= 1);
    if is_star {
        Profile::Provable
    } else {
        Profile::Wide
    }
}

/// How much is published. A cell that stands in several tables is one.
pub fn family(release: &Release) -> Family {
    let cells: BTreeMap<Address, Cell> =
        release.tables.values().flat_map(Table::addressed).collect();
    let hidden = cells.values().filter(|cell| **cell == Cell::Hidden).count();
    Family {
        tables: release.tables.len(),
        published: cells.len() - hidden,
        hidden,
    }
}
