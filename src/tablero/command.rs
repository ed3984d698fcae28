//! What `tablero` does, a file a command: each does its work through the library and says what came of it.

mod accept;
mod attack;
mod candidate;
mod check;
mod confidential;
mod demo;
mod done;
mod failure;
mod input;
mod link;
mod publish;
mod quality;
mod release;
mod suggest_grain;
mod template;

use crate::cli::{Codebook, Command};
pub use done::Done;
pub use failure::Failure;

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
