//! Lists why a command can fail, with the message that is printed.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{facts::FactsError, foreign::ForeignError};
use codebook::{CodebookError, NotAccepted};
use draft::NoDraft;
use publish::{
    candidate::CandidateError, grain::GrainError, ledger::LedgerError, publication::Refused,
    report::internal::ReportError,
};
use quality::site::WriteError;
use records::{
    link::{DecisionsError, SecretError},
    read::{Cause, Problem, Problems},
};
use release::ReleaseError;
use serve::ServeError;
use site::{NoPage, SiteError};
use template::TemplateError;
use thiserror::Error;

use crate::command::outcome::Exit;

/// Why a command failed.
#[derive(Debug, Error)]
pub enum Failure {
    /// The codebook cannot be read or has mistakes.
    #[error(transparent)]
    Codebook(#[from] CodebookError),
    /// The key is missing or cannot be read.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The file of decisions cannot be read or does not fit the key.
    #[error(transparent)]
    Decisions(#[from] DecisionsError),
    /// The records cannot be read or published.
    #[error("{refused}{hint}{details}", hint = hint_at_values(.refused))]
    Refused {
        /// The reason.
        refused: Refused,
        /// Suggested spellings, or where the report is. Empty, or begins with a line break.
        details: String,
    },
    /// The records cannot be listed, or the candidate may not be released.
    #[error(transparent)]
    Candidate(#[from] CandidateError),
    /// The ledger of closed years cannot be read, written or used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A release cannot be read or written.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// The file of known numbers cannot be read.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// No codebook can be drafted.
    #[error(transparent)]
    Draft(#[from] NoDraft),
    /// No grain can be proposed.
    #[error("no grain can be proposed: {0}")]
    Grain(#[from] GrainError),
    /// The table of another publisher cannot be read.
    #[error(transparent)]
    Foreign(#[from] ForeignError),
    /// `--insider` was given several releases, or none.
    #[error(
        "--insider takes one release, the one that was made from these records; name earlier ones after --previous"
    )]
    NotOneRelease,
    /// A language was named in which the codebook has no texts.
    #[error(
        "there are no texts in “{lang}”: choose among the languages of the codebook: {languages}"
    )]
    NoSuchLanguage {
        /// The tag of the language.
        lang: &'static str,
        /// The tags of those that there are.
        languages: String,
    },
    /// The workbook cannot be written.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A candidate that was made without a secret key, or of which no certificate says how it was made.
    #[error(
        "{}: this was made without a secret key, or no certificate says how, so nothing was released: without a key, \
         whoever has this program can replay which numbers were hidden, and learn from that. Make a key once (tablero link key FILE), keep it secret, and make the \
         candidate again with --key FILE or TABLERO_KEY", .0.display()
    )]
    NoSecretOrder(PathBuf),
    /// A confidential file or folder overlaps with the folder of a release.
    #[error("{}: this is confidential; name a path that is neither in {} nor around it", .path.display(), .public.display())]
    Confidential {
        /// The confidential file or folder.
        path: PathBuf,
        /// The folder of a release.
        public: PathBuf,
    },
    /// An input is a device or a pipe: it may have no end, and cannot be read twice.
    #[error("{}: this is a device or a pipe; save what comes from it to a file, and name that file", .0.display())]
    NotFile(PathBuf),
    /// A file that the command would write is one that it reads.
    #[error("{}: this command reads this file, so it does not write over it; name another one", .0.display())]
    OverwritesInput(PathBuf),
    /// A file that the command would write stands in a folder of records, and would be taken for records.
    #[error("{}: the next run would read this file as records, because all tables in {} are read; name another folder", .file.display(), .folder.display())]
    AmongRecords {
        /// The file.
        file: PathBuf,
        /// The folder of records.
        folder: PathBuf,
    },
    /// A file that the command would write is there, and is not one of its own.
    #[error("{}: this file is there, and this command did not write it; name another one", .0.display())]
    NotOurs(PathBuf),
    /// A file that the command would write was written by it, and edited since.
    #[error("{}: somebody edited this file since this command wrote it, or an older version did; name another one, or delete it", .0.display())]
    Edited(PathBuf),
    /// A file that the command would write is in the folder of a release.
    #[error("{}: the folder of a release holds its own files alone; name a path outside of {}", .file.display(), .folder.display())]
    InRelease {
        /// The file.
        file: PathBuf,
        /// The folder of the release.
        folder: PathBuf,
    },
    /// A release would replace one that it is attacked together with.
    #[error("{}: this command reads the release in this folder, so it does not replace it; name another folder", .0.display())]
    OwnEarlier(PathBuf),
    /// The folder of a candidate holds a release that was not made there.
    #[error("{}: this release was not made by `tablero candidate`, so it is not replaced; name another folder", .0.display())]
    NotCandidate(PathBuf),
    /// The folder of a release holds files that are not part of it.
    #[error("{}", list_other_files(.folder, .files))]
    OtherFiles {
        /// The folder of the release.
        folder: PathBuf,
        /// The files.
        files: Vec<PathBuf>,
    },
    /// An attack that proved nothing in its time.
    #[error(
        "not finished: {hidden} of {hidden} hidden cells were not tried in {limit} seconds, so nothing can be said about \
         them; --time-limit SECONDS gives it more time, and a part of the tables takes less"
    )]
    Unfinished {
        /// How many cells are hidden.
        hidden: usize,
        /// The limit in seconds.
        limit: u64,
    },
    /// An attack as an insider that tried no record in its time.
    #[error(
        "not finished: no record was tried in {0} seconds, so nothing can be said about them; --time-limit SECONDS gives it \
         more time"
    )]
    UnfinishedInsider(u64),
    /// The attack cannot be started.
    #[error("the attack cannot be started: {0}")]
    Thread(io::Error),
    /// A release without tables: there is nothing to attack.
    #[error("{}: this release has no tables, so nothing can be said about it", .0.display())]
    NoTables(PathBuf),
    /// A release was attacked with earlier ones that were not named now.
    #[error(
        "“{release}” was made after “{missing}”, which somebody may have kept; name its folder too (--earlier), so \
         that nothing can be derived from both", release = .release, missing = .missing.join("”, “")
    )]
    EarlierMissing {
        /// The name of the later release.
        release: String,
        /// The names of the earlier ones.
        missing: Vec<String>,
    },
    /// A release that was withdrawn was not named now.
    #[error(
        "“{release}” was withdrawn from {}, but somebody may have kept it; name the folder in which you keep it (--earlier), \
         so that nothing can be derived from it", .public.display()
    )]
    WithdrawnMissing {
        /// The name of the release.
        release: String,
        /// The folder from which it was withdrawn.
        public: PathBuf,
    },
    /// A release has no measure of this name.
    #[error("the release has no measure “{name}”; name one with --measure: {}", .known.join(", "))]
    NoMeasure {
        /// The name.
        name: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// A release has no dimension of this name.
    #[error("the release has no dimension “{name}”; it has: {}", .known.join(", "))]
    NoDimension {
        /// The name.
        name: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// A spelling cannot be added to a codebook.
    #[error("{}: {why}", .file.display())]
    NotAccepted {
        /// The codebook.
        file: PathBuf,
        /// The reason.
        why: NotAccepted,
    },
    /// A file cannot be written.
    #[error("{}: the file cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The internal report cannot be written.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The public report cannot be written.
    #[error(transparent)]
    Quality(#[from] WriteError),
    /// A site whose pages are all written together.
    #[error(
        "{}: tablero site wrote this site, and its pages on quality and method with it; run tablero site again, with \
         --previous to compare with another release", .0.display()
    )]
    WrittenSite(PathBuf),
    /// There is no page to write a site with.
    #[error(transparent)]
    NoPage(#[from] NoPage),
    /// The site cannot be written.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The site cannot be shown.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The findings cannot be written as JSON.
    #[error("the findings cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// Wraps the system's error for a file that cannot be written.
    pub(super) fn unwritable(file: &Path, source: io::Error) -> Self {
        Failure::Unwritable {
            file: file.into(),
            source,
        }
    }

    /// The exit code.
    pub fn exit(&self) -> Exit {
        match self {
            Failure::Refused {
                refused:
                    Refused::Protection { .. } | Refused::Insider { .. } | Refused::Derivable { .. },
                ..
            } => Exit::Derivable,
            Failure::Unfinished { .. } | Failure::UnfinishedInsider(_) => Exit::Unfinished,
            _ => Exit::Problems,
        }
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Failure::Refused {
            refused: Refused::Records(problems),
            details: String::new(),
        }
    }
}

/// Lists files that are in the folder of a release and no part of it.
fn list_other_files(folder: &Path, files: &[PathBuf]) -> String {
    const MOST: usize = 10;
    let mut text = format!(
        "{}: neither the index nor the certificate names these files, so they were not attacked; move them away:",
        folder.display()
    );
    for file in files.iter().take(MOST) {
        text += &format!("\n  {}", file.display());
    }
    if files.len() > MOST {
        text += &format!("\n  and {} more", files.len() - MOST);
    }
    text
}

/// Says how to see the values that an error message leaves out.
fn hint_at_values(refused: &Refused) -> &'static str {
    let is_concealed = |problem: &Problem| {
        problem.value.is_none()
            && matches!(
                problem.cause,
                Cause::Category { .. }
                    | Cause::Age { .. }
                    | Cause::Date { .. }
                    | Cause::Day { .. }
                    | Cause::Birth { .. }
            )
    };
    match refused {
        Refused::Records(problems) if problems.all.iter().any(is_concealed) => {
            "\nThe values of the fields are not shown, because they are personal data; --show-values shows them."
        }
        _ => "",
    }
}
