//! What the outsider has found, as values, as text and as JSON.

use std::fmt::{self, Display, Formatter};

use cube::Address;
use serde::Serialize;

/// A group of persons that somebody can point at: a cell of a table, or one that the tables imply.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Group {
    /// The cell. Where several addresses hold the same persons, the first that is hidden.
    #[serde(flatten, with = "AddressShape")]
    pub address: Address,
    /// If given, the group is of this measure's persons who are *not* of the address's measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
    /// If given, a multi-response dimension of the address: the persons who answered, but *not* with its category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without: Option<String>,
    /// If given, the group is of those only who are counted in one of two releases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// Who is counted in one of two releases and not in the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Counted now, and not yet in the release of this name.
    Since(String),
    /// Counted in the release of this name, and no longer.
    Gone(String),
}

impl Group {
    /// Whether no table has a cell for this group: it is implied by others.
    pub fn is_implied(&self) -> bool {
        self.whole.is_some() || self.without.is_some() || self.change.is_some()
    }
}

impl From<Address> for Group {
    fn from(address: Address) -> Self {
        Group {
            address,
            whole: None,
            without: None,
            change: None,
        }
    }
}

impl Display for Group {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(whole) = &self.whole {
            write!(f, "{whole} minus ")?;
        }
        f.write_str(&self.address.measure)?;
        self.address.pins.iter().try_for_each(|(id, code)| {
            let sign = if self.without.as_ref() == Some(id) {
                '≠'
            } else {
                '='
            };
            write!(f, " {id}{sign}{code}")
        })?;
        match &self.change {
            Some(Change::Since(release)) => write!(f, ", new since {release}"),
            Some(Change::Gone(release)) => write!(f, ", gone since {release}"),
            None => Ok(()),
        }
    }
}

/// What the files prove of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Kind {
    /// It is published, although its count is below the threshold.
    Small {
        /// The published count.
        value: u64,
    },
    /// It is hidden, or implied and below the threshold, and one value is left.
    Exact {
        /// That value.
        value: u64,
    },
    /// It may be below the threshold, and some value below the threshold, or every value from it upwards, is ruled out.
    Narrowed {
        /// The smallest value left.
        low: u64,
        /// The largest value left; `None` where nothing bounds it.
        high: Option<u64>,
    },
    /// It may be below the threshold, but a value below it is ruled out, between others that are possible.
    Excluded {
        /// The smallest such value.
        value: u64,
    },
    /// It is hidden although it provably reaches the threshold. Not a leak.
    Needless {
        /// The smallest value left.
        low: u64,
    },
    /// No table of whole, non-negative counts agrees with what is published.
    Contradiction,
    /// The proof was broken off, so that nothing may be concluded.
    Unsettled,
}

impl Display for Kind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Small { value } => write!(f, "published below the threshold: {value}"),
            Kind::Exact { value } => write!(f, "exactly {value}"),
            Kind::Narrowed {
                low,
                high: Some(high),
            } => write!(f, "between {low} and {high}"),
            Kind::Narrowed { low, high: None } => write!(f, "at least {low}"),
            Kind::Excluded { value } => write!(f, "anything but {value}"),
            Kind::Needless { low } => write!(f, "hidden needlessly: at least {low}"),
            Kind::Contradiction => f.write_str("the files contradict themselves"),
            Kind::Unsettled => f.write_str("the proof was broken off"),
        }
    }
}

/// One thing that the files prove.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Of whom.
    #[serde(flatten)]
    pub group: Group,
    /// What.
    #[serde(flatten)]
    pub kind: Kind,
    /// The tables that have a cell for the group; none if it is implied.
    pub tables: Vec<String>,
    /// Why, in words and numbers: `4524 − 3291 − 1226 = 7`.
    pub proof: String,
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.group, self.kind)?;
        match &self.tables[..] {
            [] => {}
            [first, .., last] if self.tables.len() > 3 => {
                write!(f, " [{first}, … {last}: {} tables]", self.tables.len())?;
            }
            few => write!(f, " [{}]", few.join(", "))?,
        }
        write!(f, "\n    {}", self.proof)
    }
}

/// How many cells there are, and what can be proved of the hidden ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Cells with a published count.
    pub published: usize,
    /// Cells without.
    pub hidden: usize,
    /// Published counts that are below the threshold.
    pub small: usize,
    /// Hidden cells with one value left.
    pub exact: usize,
    /// Hidden cells of which more can be proved than may be, short of the value.
    pub narrowed: usize,
    /// Those of the narrowed that are proved to hold somebody, and fewer than the threshold.
    pub proved: usize,
    /// Rows of known size, with somebody in them, all of whom are proved to be in one category.
    pub homogeneous: usize,
    /// Hidden cells that provably reach the threshold.
    pub needless: usize,
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Tally {
            published,
            hidden,
            small,
            exact,
            narrowed,
            proved,
            homogeneous,
            needless,
        } = self;
        write!(f, "{published} published, {hidden} hidden")?;
        let words = [
            (small, "published below the threshold"),
            (exact, "exact"),
            (narrowed, "narrowed"),
            (proved, "proved small"),
            (homogeneous, "rows of one category"),
            (needless, "needless"),
        ];
        words
            .iter()
            .filter(|(count, _)| **count > 0)
            .try_for_each(|(count, word)| write!(f, ", {count} {word}"))
    }
}

/// The cells of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableTally {
    /// The table's id, after the release's name where several releases were given: `2026-10/acreditadas.anio`.
    pub table: String,
    /// Its cells.
    #[serde(flatten)]
    pub cells: Tally,
}

/// What can be proved from the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Every table.
    pub tables: Vec<TableTally>,
    /// All tables together; what several tables show is counted once.
    pub total: Tally,
    /// What must not be provable, sorted by group.
    pub findings: Vec<Finding>,
    /// What is hidden needlessly, sorted by group. Nobody is harmed by it.
    pub needless: Vec<Finding>,
    /// Facts that could not be used, each with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<String>,
}

impl Report {
    /// Whether nothing was found that must not be provable.
    pub fn is_safe(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.tables
            .iter()
            .try_for_each(|table| writeln!(f, "{}: {}", table.table, table.cells))?;
        writeln!(f, "All tables: {}", self.total)?;
        self.refused
            .iter()
            .try_for_each(|fact| writeln!(f, "not used: {fact}"))?;
        self.needless
            .iter()
            .try_for_each(|finding| writeln!(f, "{finding}"))?;
        self.findings
            .iter()
            .try_for_each(|finding| writeln!(f, "{finding}"))?;
        match self.findings.len() {
            0 => writeln!(f, "Nothing hidden can be derived."),
            1 => writeln!(f, "1 finding."),
            several => writeln!(f, "{several} findings."),
        }
    }
}

/// How an address is written: its measure and its pins.
#[derive(Serialize)]
#[serde(remote = "Address")]
struct AddressShape {
    measure: String,
    pins: std::collections::BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let lacking = Group {
            address: Address::new("acreditadas", [("anio", "2024"), ("medios", "RED")]),
            whole: None,
            without: Some("medios".into()),
            change: None,
        };
        let rest = Group {
            address: Address::new("acreditadas", [("sexo", "M")]),
            whole: Some("solicitudes".into()),
            without: None,
            change: None,
        };
        let finding = |group: Group, kind, tables: &[&str], proof: &str| Finding {
            group,
            kind,
            tables: tables.iter().map(|table| (*table).into()).collect(),
            proof: proof.into(),
        };
        let cells = Tally {
            published: 3,
            hidden: 2,
            exact: 1,
            narrowed: 1,
            proved: 1,
            homogeneous: 1,
            ..Tally::default()
        };
        Report {
            tables: vec![TableTally {
                table: "acreditadas.sexo".into(),
                cells,
            }],
            total: cells,
            findings: vec![
                finding(
                    lacking,
                    Kind::Narrowed { low: 1, high: None },
                    &[],
                    "at least 14 − 13 = 1",
                ),
                finding(
                    rest,
                    Kind::Exact { value: 3 },
                    &["acreditadas.sexo"],
                    "20 − 17 = 3",
                ),
            ],
            needless: vec![],
            refused: vec![],
        }
    }

    #[test]
    fn a_report_reads_as_text() {
        let expected = "\
acreditadas.sexo: 3 published, 2 hidden, 1 exact, 1 narrowed, 1 proved small, 1 rows of one category
All tables: 3 published, 2 hidden, 1 exact, 1 narrowed, 1 proved small, 1 rows of one category
acreditadas anio=2024 medios≠RED: at least 1
    at least 14 − 13 = 1
solicitudes minus acreditadas sexo=M: exactly 3 [acreditadas.sexo]
    20 − 17 = 3
2 findings.
";
        assert_eq!(report().to_string(), expected);
    }

    #[test]
    fn a_report_reads_as_json() {
        let expected = serde_json::json!({
            "tables": [{
                "table": "acreditadas.sexo",
                "published": 3, "hidden": 2, "small": 0, "exact": 1, "narrowed": 1, "proved": 1, "homogeneous": 1,
                "needless": 0,
            }],
            "total": {
                "published": 3, "hidden": 2, "small": 0, "exact": 1, "narrowed": 1, "proved": 1, "homogeneous": 1,
                "needless": 0,
            },
            "findings": [
                {
                    "measure": "acreditadas", "pins": { "anio": "2024", "medios": "RED" }, "without": "medios",
                    "kind": "narrowed", "low": 1, "high": null, "tables": [], "proof": "at least 14 − 13 = 1",
                },
                {
                    "measure": "acreditadas", "pins": { "sexo": "M" }, "whole": "solicitudes",
                    "kind": "exact", "value": 3, "tables": ["acreditadas.sexo"], "proof": "20 − 17 = 3",
                },
            ],
            "needless": [],
        });
        assert_eq!(serde_json::to_value(report()).unwrap(), expected);
    }
}
