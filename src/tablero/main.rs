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
use command::{Command, Exit, Outcome};
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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
Exit codes: 0 success; 1 the input has problems; 2 the command line has a mistake; 3 hidden numbers could be derived; \
4 an attack was not finished in its time.";

fn main() -> ExitCode {
    forbid_core_dumps();
    let (exit, printed) = match Tablero::parse().command.run() {
        Ok(Outcome { text, exit }) => (exit, print(io::stdout(), &text)),
        Err(failure) => (failure.exit(), print(io::stderr(), &failure.to_string())),
    };
    match printed {
        // A full disk has lost what the command had to say; its exit code must not say that all is well.
        Err(error) if exit == Exit::Success => {
            // If this cannot be written either, the exit code still says it.
            let _ = print(
                io::stderr(),
                &format!("the output cannot be written: {error}"),
            );
            Exit::Problems.into()
        }
        _ => exit.into(),
    }
}

/// Prints a text and a line break. A closed pipe is no error: its reader has read enough.
fn print(mut to: impl Write, text: &str) -> io::Result<()> {
    match writeln!(to, "{}", text.trim_end()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Keeps records out of core dumps: a crash must not write to a disk what identifies people.
fn forbid_core_dumps() {
    // If the system refuses, the command is no worse than any other program.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    #[cfg(unix)]
    let _ = rustix::process::setrlimit(
        rustix::process::Resource::Core,
        rustix::process::Rlimit {
            current: Some(0),
            maximum: Some(0),
        },
    );
}
