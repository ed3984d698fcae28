//! Explains why there is nothing to show, and what the reader can do.

use cube::Lang;

use crate::words::failure as words;

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The site cannot be reached.
    Unreachable,
    /// The site does not answer in time.
    Silent,
    /// The site answers, but does not have the file.
    Missing,
    /// What arrived cannot be read: it was cut off, or is damaged.
    Unreadable,
    /// What arrived is of a newer format than this page knows.
    NewerFormat,
}

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub heading: String,
    /// What can be done.
    pub text: String,
    /// The button that tries again.
    pub retry: String,
}

impl Failure {
    /// Whether to ask again is of no use to the page as it is: it must itself be loaded anew.
    pub fn needs_another_page(self) -> bool {
        self == Failure::NewerFormat
    }
}

/// What to say of a failure.
pub fn failure(lang: Lang, failure: Failure) -> Message {
    let [heading, text] = match failure {
        Failure::Unreachable => words::UNREACHABLE,
        Failure::Silent => words::SILENT,
        Failure::Missing => words::MISSING,
        Failure::Unreadable => words::UNREADABLE,
        Failure::NewerFormat => words::NEWER_FORMAT,
    };
    let retry = if failure.needs_another_page() {
        words::RELOAD
    } else {
        words::RETRY
    };
    Message {
        heading: heading.get(lang),
        text: text.get(lang),
        retry: retry.get(lang),
    }
}
