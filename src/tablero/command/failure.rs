//! Why a command failed, as it is told once.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{facts::FactsError, foreign::ForeignError};
use codebook::{CodebookError, NotAccepted};
use publish::{
    candidate::CandidateError, grain::GrainError, publication::Refused,
    report::internal::ReportError,
};
use quality::site::WriteError;
use records::{
    link::{DecisionsError, SecretError},
    read::{Cause, Problem},
};
use release::ReleaseError;
use template::TemplateError;
use thiserror::Error;

use crate::command::done::Exit;

/// Why a command failed.
#[derive(Debug, Error)]
pub enum Failure {
    /// The codebook cannot be used.
    #[error(transparent)]
    Codebook(#[from] CodebookError),
    /// There is no key that could be used.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The decisions cannot be used.
    #[error(transparent)]
    Decisions(#[from] DecisionsError),
    /// The records cannot be published.
    #[error("{refused}{hint}{told}", hint = hint(.refused))]
    Refused {
        /// Why.
        refused: Refused,
        /// What people may have meant by what was not understood, or where the report is: after a line break, or nothing.
        told: String,
    },
    /// There is no candidate, or it may not be released.
    #[error(transparent)]
    Candidate(#[from] CandidateError),
    /// A release cannot be read or written.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// What is known from elsewhere cannot be read.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// No grain can be proposed.
    #[error("no grain can be proposed: {0}")]
    Grain(#[from] GrainError),
    /// The table of somebody else cannot be read.
    #[error(transparent)]
    Foreign(#[from] ForeignError),
    /// Records are to be removed from several releases at once.
    #[error(
        "--insider takes one release, the one that these records were published as; earlier ones stand after --previous"
    )]
    NotOneRelease,
    /// There is no workbook.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// Something confidential would stand in a public directory.
    #[error("{}: this is confidential; name a place that is neither in {} nor around it", .place.display(), .public.display())]
    Confidential {
        /// The file or directory that was named.
        place: PathBuf,
        /// The directory of a release.
        public: PathBuf,
    },
    /// A spelling cannot be added to a codebook.
    #[error("{}: {why}", .file.display())]
    NotAccepted {
        /// The codebook.
        file: PathBuf,
        /// Why.
        why: NotAccepted,
    },
    /// A file cannot be written.
    #[error("{}: this cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The internal report cannot be written.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The public report cannot be written.
    #[error(transparent)]
    Quality(#[from] WriteError),
    /// The findings cannot be written as JSON.
    #[error("the findings cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// A file that cannot be written.
    pub(super) fn unwritable(file: &Path, source: io::Error) -> Self {
        Failure::Unwritable {
            file: file.into(),
            source,
        }
    }

    /// The code that the program ends with.
    pub fn exit(&self) -> Exit {
        match self {
            Failure::Refused {
                refused:
                    Refused::Protection { .. } | Refused::Insider { .. } | Refused::Derivable { .. },
                ..
            } => Exit::Unsafe,
            _ => Exit::Problems,
        }
    }
}

/// How to see more of what is wrong.
fn hint(refused: &Refused) -> &'static str {
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
            "\nWhat stands in the fields is not shown, because it is personal data; --show-values shows it."
        }
        _ => "",
    }
}
