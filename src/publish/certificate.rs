//! Writes the certificate of a release: which checks were run before it was published, with what result.
//!
//! It contains nothing that would help an attacker. It is made from the release and the attack's report; this module must
//! not know records or exact counts, and of the secret key only whether there is one.

use std::collections::BTreeMap;

use attack::{InsiderReport, Kind, Report};
use cube::{
    Address, Cell, Release, Table, TableEntry,
    certificate::{
        Certificate, Check, CheckName, FORMAT, Family, Gap, Method, MethodName, Profile,
    },
};

use records::link::Secret;

use crate::insider::SAMPLE;

/// Which insider check was run: the attack by somebody who knows one record, their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsiderCheck {
    /// None: the records were not available.
    NotRun,
    /// Each distinct record was removed in turn, or a sample of them. Nothing was found.
    Run {
        /// The largest sample; `None` if every record was tried.
        sample: Option<usize>,
        /// Whether the release was attacked without the earlier ones.
        without_earlier: bool,
    },
}

impl InsiderCheck {
    /// Describes an insider attack that found nothing. Reports a sample if there are more records than the sample holds:
    /// the number of records is published, the number of distinct ones is not.
    pub fn from_report(report: &InsiderReport) -> Self {
        let sample = (report.records > SAMPLE as u64).then_some(SAMPLE);
        InsiderCheck::Run {
            sample,
            without_earlier: report.apart > 0,
        }
    }

    /// Reads the insider check from a certificate, for a release that is published after these earlier ones.
    pub fn from_certificate(certificate: Option<&Certificate>, earlier: &[Release]) -> Self {
        let Some(certificate) = certificate else {
            return InsiderCheck::NotRun;
        };
        let check = certificate
            .checks
            .iter()
            .find(|check| check.check == CheckName::Insider);
        let names = earlier.iter().map(|release| &release.catalog.release);
        let without_earlier = certificate.not_checked.contains(&Gap::EarlierInsider)
            || !names.eq(&certificate.earlier);
        check.map_or(InsiderCheck::NotRun, |check| InsiderCheck::Run {
            sample: check.sample,
            without_earlier,
        })
    }
}

/// Who can replay which cells were hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Whoever has the secret key.
    Secret,
    /// Whoever has the program: no key was given.
    Public,
}

impl Order {
    /// The order of a release that was made with this secret.
    pub fn of_secret(secret: &Secret) -> Self {
        if secret.is_lasting() {
            Order::Secret
        } else {
            Order::Public
        }
    }

    /// Reads the order from a certificate. A release without one may have been made in any order.
    pub fn from_certificate(certificate: Option<&Certificate>) -> Self {
        match certificate {
            Some(certificate) if certificate.method.secret_order => Order::Secret,
            _ => Order::Public,
        }
    }
}

/// Certifies a release that was attacked together with earlier ones, with this report. The hashes of its files are added
/// when the release is written.
pub fn certify(
    release: &Release,
    earlier: &[Release],
    report: &Report,
    insider: InsiderCheck,
    order: Order,
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
            secret_order: order == Order::Secret,
        },
        threshold: catalog.threshold,
        profile: classify_profile(release),
        family: count_cells(release),
        earlier: earlier
            .iter()
            .map(|release| release.catalog.release.clone())
            .collect(),
        checks: list_checks(small, report.findings.len() - small, insider),
        not_checked: list_gaps(insider),
        whole_registers: None,
        files: BTreeMap::new(),
        formats: BTreeMap::new(),
    }
}

fn list_checks(small: usize, derived: usize, insider: InsiderCheck) -> Vec<Check> {
    let check = |check, findings| Check {
        check,
        findings,
        sample: None,
    };
    let insider = match insider {
        InsiderCheck::NotRun => None,
        InsiderCheck::Run { sample, .. } => Some(Check {
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

fn list_gaps(insider: InsiderCheck) -> Vec<Gap> {
    let more = match insider {
        InsiderCheck::NotRun => Some(Gap::OwnRecord),
        InsiderCheck::Run {
            without_earlier: true,
            ..
        } => Some(Gap::EarlierInsider),
        InsiderCheck::Run {
            without_earlier: false,
            ..
        } => None,
    };
    Gap::ALL.into_iter().chain(more).collect()
}

/// Whether each table has at most one dimension besides time. A codebook that declares another profile is refused.
fn classify_profile(release: &Release) -> Profile {
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

/// Counts tables, published cells and hidden cells; a cell that several tables share counts once.
pub fn count_cells(release: &Release) -> Family {
    let cells: BTreeMap<Address, Cell> =
        release.tables.values().flat_map(Table::addressed).collect();
    let hidden = cells.values().filter(|cell| **cell == Cell::Hidden).count();
    Family {
        tables: release.tables.len(),
        published: cells.len() - hidden,
        hidden,
    }
}
