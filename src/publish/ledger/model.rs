//! Declares the file of a ledger, and reads and writes it. It is confidential, and holds counts but no record.

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use cube::Dimension;
use serde::{Deserialize, Serialize};

use crate::ledger::error::LedgerError;

/// The version of the format.
const FORMAT: u64 = 1;

/// The counts of closed years, and of open years whose totals were published. `Debug` shows none of them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// The version of the format.
    format: u64,
    /// The codebook's id.
    pub codebook: String,
    /// The fingerprint of the release that it was made with.
    pub made_with: String,
    /// The fingerprint of the ledger that it follows, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
    /// The names of the releases that advanced it, the oldest first.
    pub releases: Vec<String>,
    /// The years that it has.
    pub years: BTreeMap<u16, Year>,
    /// The counts.
    pub tables: Vec<CountTable>,
}

/// How a year came into the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// The release with which its counts were taken from the records.
    pub release: String,
    /// Whether it is closed; of an open year only the totals are public.
    pub closed: bool,
}

/// The counts of one measure by some dimensions, for one span of years after the other.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountTable {
    /// The measure's id.
    pub measure: String,
    /// The dimensions, without time.
    pub dimensions: Vec<CodeList>,
    /// The spans; where one contains others, they add up to it.
    pub spans: Vec<Span>,
}

/// The codes of a dimension at the time of counting. The total is not listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    /// The dimension's id.
    pub id: String,
    /// Whether one person may have several codes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multi: bool,
    /// The codes, parents before their children.
    pub codes: Vec<Code>,
}

/// One code of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The code.
    pub code: String,
    /// The code that contains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// The counts of a span of years, in row-major order: each dimension runs over its total and then its codes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first year.
    pub first: u16,
    /// The last year.
    pub last: u16,
    /// Whether no release has it: it waits until a published span contains it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pending: bool,
    /// The counts.
    pub counts: Vec<u64>,
}

impl Ledger {
    /// An empty ledger of a codebook.
    pub fn new(codebook: &str) -> Self {
        Ledger {
            format: FORMAT,
            codebook: codebook.to_owned(),
            ..Ledger::default()
        }
    }

    /// Reads a ledger; `None` if the file does not exist.
    pub fn read(file: &Path) -> Result<Option<Self>, LedgerError> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                return Err(LedgerError::Unreadable {
                    file: file.into(),
                    source,
                });
            }
        };
        let malformed = |place: String| LedgerError::Malformed {
            file: file.into(),
            place,
        };
        // The error itself could quote a count.
        let ledger: Ledger = serde_json::from_str(&text).map_err(|error| {
            malformed(format!("line {}, column {}", error.line(), error.column()))
        })?;
        if ledger.format != FORMAT {
            return Err(malformed(format!("format {}", ledger.format)));
        }
        for table in &ledger.tables {
            let is_whole = |span: &Span| {
                span.counts.len() == table.size()
                    && span.first <= span.last
                    && (span.first..=span.last).all(|year| ledger.years.contains_key(&year))
            };
            if !table.spans.iter().all(is_whole) {
                return Err(malformed(format!("table {}", table.name())));
            }
        }
        Ok(Some(ledger))
    }

    /// Whether a text is the beginning of the file of a ledger.
    pub fn is_own_file(beginning: &str) -> bool {
        beginning.starts_with("{\"format\":") && beginning.contains("\"made_with\":")
    }

    /// Writes the file, which only its owner may read.
    pub fn write(&self, file: &Path) -> Result<(), LedgerError> {
        release::file::write_confidential(file, &self.to_text()).map_err(|source| {
            LedgerError::Unwritable {
                file: file.into(),
                source,
            }
        })
    }

    /// The fingerprint of its text.
    pub fn fingerprint(&self) -> String {
        release::fingerprint_text(&self.to_text())
    }

    fn to_text(&self) -> String {
        // A ledger holds only texts, numbers and maps by number: serialization cannot fail.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }
}

/// The file in which a candidate's ledger waits for its release: beside the ledger.
pub fn waiting_file(ledger: &Path) -> PathBuf {
    let mut name = ledger.file_name().unwrap_or_default().to_owned();
    name.push(".next");
    ledger.with_file_name(name)
}

/// Makes the ledger that waits with a candidate the ledger. `release` is the fingerprint of the candidate. Nothing changes
/// if it is the ledger already. Call it once the release is public: if it fails, it can be called again.
pub fn adopt(file: &Path, release: &str) -> Result<(), LedgerError> {
    let waiting = waiting_file(file);
    let current = check_adoptable(file, release)?;
    if current.is_some_and(|ledger| ledger.made_with == release) {
        return Ok(());
    }
    // A link stays a link: the ledger that it leads to is replaced.
    let place = if file.is_symlink() {
        file.canonicalize()
    } else {
        Ok(file.to_owned())
    };
    place
        .and_then(|place| fs::rename(&waiting, place))
        .map_err(|source| LedgerError::Unwritable {
            file: file.into(),
            source,
        })
}

/// Checks that the ledger that waits belongs to a release and follows the present one, which is returned.
pub fn check_adoptable(file: &Path, release: &str) -> Result<Option<Ledger>, LedgerError> {
    let waiting = waiting_file(file);
    let current = Ledger::read(file)?;
    let Some(next) = Ledger::read(&waiting)? else {
        return match current {
            Some(current) if current.made_with == release => Ok(Some(current)),
            _ => Err(LedgerError::NothingWaits {
                file: file.into(),
                waiting,
            }),
        };
    };
    if next.made_with != release {
        // It waits with a later candidate; this release has its ledger already.
        return match current {
            Some(current) if current.made_with == release => Ok(Some(current)),
            _ => Err(LedgerError::OtherRelease(waiting)),
        };
    }
    if next.follows != current.as_ref().map(Ledger::fingerprint) {
        return Err(LedgerError::Changed(file.into()));
    }
    Ok(current)
}

impl CountTable {
    /// How many counts each span has.
    pub fn size(&self) -> usize {
        self.dimensions.iter().map(CodeList::width).product()
    }

    /// Its name in messages: `personas by sexo, edad`.
    pub fn name(&self) -> String {
        let ids: Vec<&str> = self
            .dimensions
            .iter()
            .map(|list| list.id.as_str())
            .collect();
        if ids.is_empty() {
            return self.measure.clone();
        }
        format!("{} by {}", self.measure, ids.join(", "))
    }
}

impl CodeList {
    /// The codes of a published dimension.
    pub fn from_dimension(dimension: &Dimension) -> Self {
        let code = |category: &cube::Category| Code {
            code: category.code.clone(),
            parent: category.parent.clone(),
        };
        CodeList {
            id: dimension.id.clone(),
            multi: dimension.multi_response,
            codes: dimension.categories.iter().map(code).collect(),
        }
    }

    /// The number of codes, with the total.
    pub fn width(&self) -> usize {
        self.codes.len() + 1
    }

    /// The position of a code; the total is at 0.
    pub fn position(&self, code: &str) -> Option<usize> {
        let at = self.codes.iter().position(|known| known.code == code)?;
        Some(at + 1)
    }

    /// The positions directly below a position.
    pub fn children(&self, position: usize) -> Vec<usize> {
        let above = position.checked_sub(1).map(|at| &self.codes[at].code);
        let is_below = |code: &Code| code.parent.as_ref() == above;
        let codes = self.codes.iter().enumerate();
        codes
            .filter(|(_, code)| is_below(code))
            .map(|(at, _)| at + 1)
            .collect()
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ledger({} tables, confidential)", self.tables.len())
    }
}

impl fmt::Debug for CountTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CountTable({}, confidential)", self.name())
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Span({}-{}, confidential)", self.first, self.last)
    }
}
