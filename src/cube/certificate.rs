//! What a release says of its own protection: by what method, what was tried against it, what was not, and which files
//! that holds for.
//!
//! Everything in it can be found out from the files by whoever has them; it tells nothing of which cells were hidden for
//! their own sake, of how many alternatives there are, or of the secret that broke ties.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The file of a release that holds it.
pub const FILE: &str = "certificate.json";

/// The version of the certificate's own shape.
pub const FORMAT: u32 = 1;

/// How a release was protected, what was tried against it, and what it consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// [`FORMAT`].
    pub certificate: u32,
    /// The codebook's identifier.
    pub codebook: String,
    /// The release's name.
    pub release: String,
    /// How it was protected.
    pub method: Method,
    /// The smallest count that may be published.
    pub threshold: u64,
    /// Which kinds of tables are published.
    pub profile: Profile,
    /// What is published: how many tables, and how many different cells.
    pub family: Family,
    /// The names of the earlier releases that were held against it, in the order given.
    pub earlier: Vec<String>,
    /// What was tried, and what came of it.
    pub checks: Vec<Check>,
    /// What was not tried.
    pub not_checked: Vec<Gap>,
    /// The SHA-256 of every other file of the release, in hexadecimal digits, by the file's name.
    pub files: BTreeMap<String, String>,
}

/// How a release was protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// What is done with small counts.
    pub name: MethodName,
    /// The version of the publisher.
    pub version: String,
}

/// What is done with small counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MethodName {
    /// A count is published exactly, or not at all.
    ExactOrHidden,
}

/// Which kinds of tables are published. It follows from the codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// By time, and one more dimension at most: for such tables linear bounds are the true ones, up to one nested
    /// dimension.
    Provable,
    /// Pairs of dimensions, or of these by period, besides: safe as far as the joint attack goes.
    Wide,
}

/// What is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// How many tables.
    pub tables: usize,
    /// How many different cells have a number; a total that several tables have is one.
    pub published: usize,
    /// How many have none.
    pub hidden: usize,
}

/// One thing that was tried against the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What was tried.
    pub check: CheckName,
    /// How many groups of persons something was found of that must not be provable. A release with any is not written.
    pub findings: usize,
    /// Of how many different records at most it was tried; without it, of each, or not of records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<usize>,
}

/// What can be tried against the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// No published count is below the threshold, but of what is not known where the codebook allows it.
    Threshold,
    /// All equations of all tables and earlier releases together: whole-number bounds, elimination, linear programming
    /// and search.
    JointAttack,
    /// What an insider, who knows one record (their own), can prove of others. Older certificates name it
    /// `coalition`.
    #[serde(alias = "coalition")]
    Insider,
}

/// What was not tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gap {
    /// Whether the method itself, followed again with other records, gives the same marks.
    MethodReplayed,
    /// What people know from elsewhere.
    OutsideFacts,
    /// Whether tables with more dimensions than are published exist that have the published ones as their margins.
    FinerTables,
    /// What communities, not persons, can be recognized by.
    Communities,
    /// What several people can prove of others who tell each other their records.
    SeveralRecords,
    /// What somebody can prove of others who knows their own record.
    OwnRecord,
    /// What an insider can prove together with earlier releases, because records were corrected since, or others were
    /// public. Older certificates name it `earlier-coalition`.
    #[serde(alias = "earlier-coalition")]
    EarlierInsider,
}

impl Gap {
    /// Everything that is never tried.
    pub const ALL: [Gap; 5] = [
        Gap::MethodReplayed,
        Gap::OutsideFacts,
        Gap::FinerTables,
        Gap::Communities,
        Gap::SeveralRecords,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_reads_as_json() {
        let certificate = Certificate {
            certificate: FORMAT,
            codebook: "prueba".into(),
            release: "2026-10".into(),
            method: Method {
                name: MethodName::ExactOrHidden,
                version: "0.1.0".into(),
            },
            threshold: 5,
            profile: Profile::Wide,
            family: Family {
                tables: 1,
                published: 2,
                hidden: 3,
            },
            earlier: vec!["2025-10".into()],
            checks: vec![
                Check {
                    check: CheckName::JointAttack,
                    findings: 0,
                    sample: None,
                },
                Check {
                    check: CheckName::Insider,
                    findings: 0,
                    sample: Some(2_000),
                },
            ],
            not_checked: vec![Gap::OutsideFacts],
            files: [("index.json".to_owned(), "00".repeat(32))].into(),
        };
        let expected = serde_json::json!({
            "certificate": 1, "codebook": "prueba", "release": "2026-10",
            "method": { "name": "exact-or-hidden", "version": "0.1.0" },
            "threshold": 5, "profile": "wide", "family": { "tables": 1, "published": 2, "hidden": 3 }, "earlier": ["2025-10"],
            "checks": [
                { "check": "joint-attack", "findings": 0 }, { "check": "insider", "findings": 0, "sample": 2000 },
            ], "not_checked": ["outside-facts"],
            "files": { "index.json": "0".repeat(64) },
        });
        let written = serde_json::to_value(&certificate).unwrap();
        assert_eq!(written, expected);
        assert_eq!(
            serde_json::from_value::<Certificate>(written).unwrap(),
            certificate
        );
    }
    #[test]
    fn an_old_certificate_is_still_read() {
        let old = r#"{
            "certificate": 1, "codebook": "prueba", "release": "2025-10",
            "method": { "name": "exact-or-hidden", "version": "0.1.0" },
            "threshold": 5, "profile": "wide", "family": { "tables": 1, "published": 2, "hidden": 3 }, "earlier": [],
            "checks": [{ "check": "joint-attack", "findings": 0 }, { "check": "coalition", "findings": 0 }],
            "not_checked": ["several-records", "earlier-coalition"],
            "files": {}
        }"#;
        let read: Certificate = serde_json::from_str(old).unwrap();
        assert_eq!(read.checks[1].check, CheckName::Insider);
        assert_eq!(read.not_checked, [Gap::SeveralRecords, Gap::EarlierInsider]);
    }
}
