//! Runs the command line of `tablero`: reads the arguments, runs the command, prints what it returns.

mod absent;
mod command;
mod demo;
mod facts;
mod foreign;
#[cfg(test)]
mod round_trip;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use command::{Command, Outcome};

/// Turn a register of people into statistics that can be published without revealing anything about anybody.
///
/// The records stay where they are. The result is a folder of JSON-stat 2.0 files: tables of exact counts in which every
/// small count is hidden, and every other count from which a small one could be derived.
///
/// To try it on invented people:
///
///   tablero demo --out invented
///   tablero publish --codebook invented/codebook.toml --out public invented/records
///   tablero attack public
#[derive(Parser)]
#[command(version, verbatim_doc_comment, after_help = EXIT_CODES)]
struct Tablero {
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 success; 1 the input has problems; 2 the command line has a mistake; 3 hidden numbers could be derived.";

fn main() -> ExitCode {
    // A closed pipe does not change the exit code: the command has done its work by then.
    let (exit, _) = match Tablero::parse().command.run() {
        Ok(Outcome { text, exit }) => (exit, writeln!(io::stdout(), "{}", text.trim_end())),
        Err(failure) => (
            failure.exit(),
            writeln!(io::stderr(), "{}", failure.to_string().trim_end()),
        ),
    };
    exit.into()
}
