//! The internal report: what became of the records, for those who keep them. Confidential: its numbers are exact.
//!
//! Its only input is an [`Account`], and the one that the last report was made of, to tell what changed. It must not
//! know records.

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

/// What the JSON file is called.
const JSON: &str = "report.json";
/// The version of the JSON file.
const FORMAT: u64 = 1;

/// Why there is no internal report.
#[derive(Debug, Error)]
pub enum ReportError {
    /// It would stand beside what is public.
    #[error(
        "{}: the internal report is confidential; name a directory that is neither in {} nor around it",
        .folder.display(), .public.display()
    )]
    Public {
        /// Where the report was to go.
        folder: PathBuf,
        /// Where the release goes.
        public: PathBuf,
    },
    /// The system refuses to write.
    #[error("{}: the internal report cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Where the internal report goes: a directory that is kept apart from what is public.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A directory that is neither in the directory of the release nor around it.
    pub fn apart(folder: &Path, public: &Path) -> Result<Self, ReportError> {
        if overlap(folder, public) {
            return Err(ReportError::Public {
                folder: folder.into(),
                public: public.into(),
            });
        }
        Ok(Folder(folder.into()))
    }

    /// The directory.
    pub fn place(&self) -> &Path {
        &self.0
    }

    /// Writes the report in both languages and as JSON, and tells in it what changed since the one that stands there.
    pub fn write(&self, account: &Account) -> Result<(), ReportError> {
        let changes = self.last().map(|last| Changes::between(&last, account));
        for (lang, name) in [(Lang::Es, "informe.html"), (Lang::En, "report.html")] {
            self.put(name, &page::html(account, changes.as_ref(), lang))?;
        }
        // Last, so that a run that fails on the way is not what the next one is compared with.
        self.put(JSON, &json(account, changes.as_ref()))
    }

    fn put(&self, name: &str, text: &str) -> Result<(), ReportError> {
        let file = self.0.join(name);
        write_confidential(&file, text).map_err(|source| ReportError::Unwritable { file, source })
    }

    /// The account of the last run, if this version can read it.
    fn last(&self) -> Option<Account> {
        let text = fs::read_to_string(self.0.join(JSON)).ok()?;
        let head: Head = serde_json::from_str(&text).ok()?;
        (head.format == FORMAT)
            .then(|| {
                serde_json::from_str::<Read>(&text)
                    .ok()
                    .map(|read| read.account)
            })
            .flatten()
    }
}

/// What stands in the JSON file.
#[derive(Serialize)]
struct Written<'a> {
    confidential: &'static str,
    format: u64,
    account: &'a Account,
    changes: Option<&'a Changes>,
}

#[derive(Deserialize)]
struct Head {
    format: u64,
}

#[derive(Deserialize)]
struct Read {
    account: Account,
}

fn json(account: &Account, changes: Option<&Changes>) -> String {
    let written = Written {
        confidential: words::CONFIDENTIAL_FILE,
        format: FORMAT,
        account,
        changes,
    };
    // Plain structs and lists: there is nothing in them that serde_json can refuse.
    serde_json::to_string_pretty(&written)
        .map(|text| text + "\n")
        .unwrap_or_default()
}
