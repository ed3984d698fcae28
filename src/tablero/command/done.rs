//! Says what came of a command: what is printed, and how the program ends.

use std::process::ExitCode;

/// What a command has to say, and the code it ends with.
pub struct Done {
    /// What is printed.
    pub text: String,
    /// How it ends.
    pub code: Exit,
}

impl Done {
    /// All went well.
    pub(super) fn well(text: impl Into<String>) -> Self {
        Done {
            text: text.into(),
            code: Exit::Done,
        }
    }
}

/// How a command ends; the code 2 is clap's: the command was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what it was asked to.
    Done = 0,
    /// The input has problems.
    Problems = 1,
    /// Something hidden could be derived.
    Unsafe = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
