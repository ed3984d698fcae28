//! Writes the internal report for those who keep the records: how each row was used, and what changed since the last report.
//!
//! Its numbers are exact, so it is confidential. Its only input is an [`Account`] and the account of the last report. It must
//! not know records.

mod changes;
mod chart;
mod page;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use cube::Lang;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::report::account::Account;
use changes::Changes;
use release::file::{overlap, write_confidential};

/// The name of the JSON file.
const JSON: &str = "report.json";
/// The format version of the JSON file.
const FORMAT: u64 = 1;

/// Why the internal report cannot be written.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The folder of the report overlaps with the folder of the release.
    #[error(
        "{}: the internal report is confidential; name a directory that is neither in {} nor around it",
        .folder.display(), .public.display()
    )]
    Public {
        /// The folder of the report.
        folder: PathBuf,
        /// The folder of the release.
        public: PathBuf,
    },
    /// A file cannot be written.
    #[error("{}: the internal report cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}

/// The folder of the internal report, checked to lie outside the folder of the release.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Accepts a folder that lies neither in the folder of the release nor around it.
    pub fn outside(folder: &Path, public: &Path) -> Result<Self, ReportError> {
        if overlap(folder, public) {
            return Err(ReportError::Public {
                folder: folder.into(),
                public: public.into(),
            });
        }
        Ok(Folder(folder.into()))
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes the report in both languages and as JSON, compared with the report that is already there.
    pub fn write(&self, account: &Account) -> Result<(), ReportError> {
        let changes = self
            .read_last_account()
            .map(|last| Changes::between(&last, account));
        for (lang, name) in [(Lang::Es, "informe.html"), (Lang::En, "report.html")] {
            self.write_file(name, &page::render(account, changes.as_ref(), lang))?;
        }
        // Last, so that the next run is not compared with one that failed halfway.
        self.write_file(JSON, &to_json(account, changes.as_ref()))
    }

    fn write_file(&self, name: &str, text: &str) -> Result<(), ReportError> {
        let file = self.0.join(name);
        write_confidential(&file, text).map_err(|source| ReportError::Unwritable { file, source })
    }

    /// Reads the account of the last run; `None` if there is none or it has another format.
    fn read_last_account(&self) -> Option<Account> {
        let text = fs::read_to_string(self.0.join(JSON)).ok()?;
        let header: Header = serde_json::from_str(&text).ok()?;
        if header.format != FORMAT {
            return None;
        }
        let last: LastReport = serde_json::from_str(&text).ok()?;
        Some(last.account)
    }
}

/// The names of the files that [`Folder::write`] writes.
pub const FILES: [&str; 3] = ["informe.html", "report.html", JSON];

/// Whether a text is the beginning of one of these files.
pub fn is_own_file(beginning: &str) -> bool {
    let titles =
        [Lang::Es, Lang::En].map(|lang| format!("<title>{} · ", words::CONFIDENTIAL.get(lang)));
    beginning.contains(words::CONFIDENTIAL_FILE)
        || titles.iter().any(|title| beginning.contains(title))
}

/// The JSON file as it is written.
#[derive(Serialize)]
struct Report<'a> {
    confidential: &'static str,
    format: u64,
    account: &'a Account,
    changes: Option<&'a Changes>,
}

/// The part of the JSON file that every format has.
#[derive(Deserialize)]
struct Header {
    format: u64,
}

/// The part of the JSON file that the next run is compared with.
#[derive(Deserialize)]
struct LastReport {
    account: Account,
}

fn to_json(account: &Account, changes: Option<&Changes>) -> String {
    let report = Report {
        confidential: words::CONFIDENTIAL_FILE,
        format: FORMAT,
        account,
        changes,
    };
    // The report holds only plain structs and lists: serialization cannot fail.
    serde_json::to_string_pretty(&report)
        .map(|text| text + "\n")
        .unwrap_or_default()
}
