//! Defines what a command returns: the text to print and the exit code.

use std::process::ExitCode;

/// The text that a command prints, and its exit code.
pub struct Outcome {
    /// The text, without a line break at the end.
    pub text: String,
    /// The exit code.
    pub exit: Exit,
}

impl Outcome {
    /// A command that succeeded.
    pub(super) fn success(text: impl Into<String>) -> Self {
        Outcome {
            text: text.into(),
            exit: Exit::Success,
        }
    }

    /// An attack that was run; it fails the command if it found anything, or did not try everything.
    pub(super) fn attack_report(text: String, has_findings: bool, is_finished: bool) -> Self {
        let exit = match (has_findings, is_finished) {
            (true, _) => Exit::Derivable,
            (false, false) => Exit::Unfinished,
            (false, true) => Exit::Success,
        };
        Outcome { text, exit }
    }
}

/// The exit code of a command. Mistakes on the command line end with 2, which clap does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The command succeeded.
    Success = 0,
    /// The input has problems.
    Problems = 1,
    /// Hidden numbers could be derived.
    Derivable = 3,
    /// The time limit was reached before everything was tried, and nothing was found until then.
    Unfinished = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
