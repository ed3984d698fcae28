//! What `tablero` does, a file a command: each does its work through the library and says what came of it.

mod accept;
mod attack;
mod candidate;
mod check;
mod confidential;
mod demo;
mod failure;
mod link;
mod publish;
mod quality;
mod release;
mod suggest_grain;
mod template;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use records::{
    link::{Decisions, Links, Secret},
    read::Input,
};

use crate::cli::{Codebook, Command};
pub use failure::Failure;

/// What a command has to say, and the code it ends with.
pub struct Done {
    /// What is printed.
    pub text: String,
    /// How it ends.
    pub code: Exit,
}

impl Done {
    /// All went well.
    fn well(text: impl Into<String>) -> Self {
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

/// What is to be read: files, those of folders, and databases by the ids of their sources.
fn inputs(
    records: &[PathBuf],
    databases: &[String],
    codebook: &codebook::Codebook,
) -> Result<Vec<Input>, Failure> {
    let files = ::publish::candidate::list_files(records)?;
    let files = files.iter().map(|argument| Input::new(argument, codebook));
    Ok(files
        .chain(databases.iter().cloned().map(Input::Database))
        .collect())
}

/// What rows are linked with: a key, and decisions if there are any.
fn links(key: Option<&Path>, decisions: Option<&Path>) -> Result<Links, Failure> {
    let secret = Secret::find(key)?;
    let decisions = decisions
        .map(|file| Decisions::open(file, &secret))
        .transpose()?
        .unwrap_or_default();
    Ok(Links { secret, decisions })
}

impl Command {
    /// Does it.
    pub fn run(self) -> Result<Done, Failure> {
        match self {
            Command::Publish(options) => publish::run(&options),
            Command::Candidate(options) => candidate::run(&options),
            Command::Release(options) => release::run(&options),
            Command::Attack(options) => attack::run(&options),
            Command::Quality(options) => quality::run(&options),
            Command::Codebook(Codebook::Check(options)) => Ok(check::run(&options)),
            Command::Codebook(Codebook::Schema) => Ok(Done::well(codebook::schema())),
            Command::Codebook(Codebook::Accept(options)) => accept::run(&options),
            Command::Link(options) => link::run(&options),
            Command::SuggestGrain(options) => suggest_grain::run(&options),
            Command::Demo(options) => demo::run(&options),
            Command::Template(options) => template::run(&options),
        }
    }
}
