//! Declares the certificate of a release: its method of protection, the attacks that were tried, and its files.
//!
//! Whoever has the files can check everything in it. It does not reveal which cells are primary suppressions, how many
//! alternatives there are, or the secret key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The name of its file in a release.
pub const FILE: &str = "certificate.json";

/// The version of the certificate's own shape.
pub const FORMAT: u32 = 1;

/// The certificate of a release.
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
    /// How many tables and how many different cells are published.
    pub family: Family,
    /// The names of the earlier releases that the attack compared it with, in the order given.
    pub earlier: Vec<String>,
    /// The attacks that were tried, with their findings.
    pub checks: Vec<Check>,
    /// The attacks that were not tried.
    pub not_checked: Vec<Gap>,
    /// Of the values that hidden counts may have (for each count, those below the threshold, and the threshold or more),
    /// the share, in whole percent, that a whole invented register has: invented persons with all attributes, whose
    /// tables agree with every number of this release, not with those of earlier ones. Without it, no register was looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole_registers: Option<u8>,
    /// The SHA-256 of the index and of every table, in hexadecimal digits, by the file's name.
    pub files: BTreeMap<String, String>,
    /// The same of the files that repeat or describe the tables in other formats. Older releases have none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub formats: BTreeMap<String, String>,
}

/// How a release was protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// How small counts are treated.
    pub name: MethodName,
    /// The version of the publisher.
    pub version: String,
    /// Whether a secret key chose among the patterns that protect equally: without one, whoever has the program can
    /// replay the choice. Older certificates do not say; they are read as if there was none.
    #[serde(default)]
    pub secret_order: bool,
}

/// How small counts are treated.
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
    /// Tables by time and at most one more dimension. With at most one nested dimension, their linear bounds are exact.
    Provable,
    /// Also pairs of dimensions, some by period: safe as far as the joint attack can tell.
    Wide,
}

/// How many tables and cells are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// How many tables.
    pub tables: usize,
    /// How many different cells have a number; a total that several tables have is one.
    pub published: usize,
    /// How many are hidden.
    pub hidden: usize,
}

/// One attack that was tried on the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The attack.
    pub check: CheckName,
    /// About how many groups of persons it proved something. A release with any finding is not written.
    pub findings: usize,
    /// The most records it was tried with, where it is tried record by record; without it, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<usize>,
}

/// The attacks that can be tried on the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// No published count is below the threshold.
    Threshold,
    /// All equations of all tables and earlier releases together: whole-number bounds, elimination, linear programming
    /// and search.
    JointAttack,
    /// An insider, who knows one record (their own), proves something about others. Older certificates name it
    /// `coalition`.
    #[serde(alias = "coalition")]
    Insider,
}

/// An attack that was not tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gap {
    /// Replaying the method with other records, to see which give the same hidden cells.
    MethodReplayed,
    /// Using facts from other sources.
    OutsideFacts,
    /// Using that all published tables are sums of one table of four or more dimensions, or those of
    /// several releases of one of three. That there is one of every three in each release is used.
    FourDimensions,
    /// Using that all published tables are sums of one table with more dimensions, be they three or
    /// more. Only older certificates have this gap.
    FinerTables,
    /// Recognizing communities rather than persons.
    Communities,
    /// Several insiders who share their records.
    SeveralRecords,
    /// An insider, who knows their own record.
    OwnRecord,
    /// An insider with earlier releases, where records were corrected since or other tables were published. Older
    /// certificates name it `earlier-coalition`.
    #[serde(alias = "earlier-coalition")]
    EarlierInsider,
}

impl Gap {
    /// The attacks that are never tried.
    pub const ALL: [Gap; 5] = [
        Gap::MethodReplayed,
        Gap::OutsideFacts,
        Gap::FourDimensions,
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
                secret_order: true,
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
            whole_registers: Some(61),
            files: [("index.json".to_owned(), "00".repeat(32))].into(),
            formats: [("a.csv".to_owned(), "11".repeat(32))].into(),
        };
        let expected = serde_json::json!({
            "certificate": 1, "codebook": "prueba", "release": "2026-10",
            "method": { "name": "exact-or-hidden", "version": "0.1.0", "secret_order": true },
            "threshold": 5, "profile": "wide", "family": { "tables": 1, "published": 2, "hidden": 3 }, "earlier": ["2025-10"],
            "checks": [
                { "check": "joint-attack", "findings": 0 }, { "check": "insider", "findings": 0, "sample": 2000 },
            ], "not_checked": ["outside-facts"], "whole_registers": 61,
            "files": { "index.json": "0".repeat(64) }, "formats": { "a.csv": "1".repeat(64) },
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
            "not_checked": ["several-records", "finer-tables", "earlier-coalition"],
            "files": {}
        }"#;
        let read: Certificate = serde_json::from_str(old).unwrap();
        assert!(!read.method.secret_order);
        assert_eq!(read.checks[1].check, CheckName::Insider);
        assert_eq!(
            read.not_checked,
            [Gap::SeveralRecords, Gap::FinerTables, Gap::EarlierInsider]
        );
    }
}
