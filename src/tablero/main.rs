//! `tablero`: records in, dataset out. What is done stands in [`command`], how it is asked for in [`cli`]; the work is
//! the library's.

mod cli;
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
use cli::Tablero;
use command::Done;

fn main() -> ExitCode {
    // Whoever reads may have stopped reading; that changes nothing about what was done.
    let (exit, _) = match Tablero::parse().command.run() {
        Ok(Done { text, code }) => (code, writeln!(io::stdout(), "{}", text.trim_end())),
        Err(failure) => (
            failure.exit(),
            writeln!(io::stderr(), "{}", failure.to_string().trim_end()),
        ),
    };
    exit.into()
}
