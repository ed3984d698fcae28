//! Explains why the page has no numbers, and what the reader can do.

use cube::Lang;

use crate::words::failure as words;

/// The reason why the page has no numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server cannot be reached.
    Unreachable,
    /// The server does not answer in time.
    Silent,
    /// The server does not have the file.
    Missing,
    /// The file is incomplete or damaged.
    Unreadable,
    /// The file has a newer format than this page knows.
    NewerFormat,
    /// The table is of another release, or of another codebook, than the index.
    OtherRelease,
}

/// A message about a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The problem.
    pub heading: String,
    /// The next step.
    pub text: String,
    /// The label of the button that tries again.
    pub retry: String,
}

impl Failure {
    /// Decides whether the page itself must be loaded again, because trying again would not help.
    pub fn needs_another_page(self) -> bool {
        self == Failure::NewerFormat
    }
}

/// Writes the message about a failure.
pub fn failure(lang: Lang, failure: Failure) -> Message {
    let [heading, text] = match failure {
        Failure::Unreachable => words::UNREACHABLE,
        Failure::Silent => words::SILENT,
        Failure::Missing => words::MISSING,
        Failure::Unreadable => words::UNREADABLE,
        Failure::NewerFormat => words::NEWER_FORMAT,
        Failure::OtherRelease => words::OTHER_RELEASE,
    };
    let retry = if failure.needs_another_page() {
        words::RELOAD
    } else {
        words::RETRY
    };
    Message {
        heading: heading.text(lang),
        text: text.text(lang),
        retry: retry.text(lang),
    }
}
