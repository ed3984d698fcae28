//! Runs the commands of the checkout: `cargo site`, `cargo bundle`, `cargo verify` and `cargo arrows`.
//!
//! This program runs other programs and copies files. Of our crates it knows only `structure`, which reads our own
//! sources, and `serve`: what a dataset holds, it reads from the published files like everybody else.

mod arrows;
mod browser;
mod budget;
mod builder;
mod bundle;
mod check;
mod checkout;
mod data;
mod dist;
mod engines;
mod fingerprint;
mod ignored;
mod needs;
mod page;
mod path;
mod report;
mod run;
mod say;
mod site;
mod tally;
mod tools;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use crate::checkout::Checkout;

/// Builds, shows and checks Tablero.
#[derive(Parser)]
#[command(bin_name = "cargo")]
enum Task {
    /// Build the site and show it on this machine.
    ///
    /// Installs what is missing, publishes the invented demonstration records (or your own), builds the page, and
    /// serves both at http://localhost:8080 until you press Ctrl-C. The finished site is in dist/ and can be copied
    /// to any static host, under any path.
    Site(site::Options),
    /// Build the program with the page in it, for machines that have neither Rust nor Node.js.
    ///
    /// Writes target/program/tablero-VERSION-TARGET.tar.gz with the program, its licences and a short text for whoever uses
    /// it: from a codebook and records to a site in one command.
    Bundle(bundle::Options),
    /// Check everything that guards the project: format, lints, tests, documentation, size, a real browser.
    ///
    /// Runs the tests that need other data or programs where this machine has them, and lists the tests that were not
    /// run.
    Verify,
    /// Draw the crates, their folders and who knows whom into src/README.md.
    Arrows(arrows::Options),
}

fn main() -> ExitCode {
    let task = Task::parse();
    let outcome = Checkout::find().and_then(|checkout| match task {
        Task::Site(options) => site::run(&checkout, &options),
        Task::Bundle(bundle::Options {}) => bundle::run(&checkout),
        Task::Verify => verify::run(&checkout),
        Task::Arrows(options) => arrows::run(&checkout, &options),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::failure(&error);
            ExitCode::FAILURE
        }
    }
}
