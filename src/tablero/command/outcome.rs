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

    /// An attack that was run; it fails the command if it found anything.
    pub(super) fn attack_report(text: String, is_safe: bool) -> Self {
        let exit = if is_safe {
            Exit::Success
        } else {
            Exit::Derivable
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
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
