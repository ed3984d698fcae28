//! `tablero serve`: shows a finished site on this machine.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;

use crate::command::{failure::Failure, outcome::Outcome};

/// The options of `tablero serve`.
#[derive(Args)]
pub struct Options {
    /// The folder of the site, as `tablero site` wrote it.
    #[arg(value_name = "DIR")]
    pub site: PathBuf,
    /// The port to serve at [default: 8080, or the next one that is free].
    #[arg(long)]
    pub port: Option<u16>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let router = ::serve::router(&options.site)?;
    let listener = ::serve::listen(options.port)?;
    let port = listener
        .local_addr()
        .map_err(::serve::ServeError::from)?
        .port();
    // Whether somebody reads the line or not, the site is there.
    let _ = writeln!(
        io::stdout(),
        "{} is shown at http://localhost:{port}/ to this machine alone; press Ctrl-C to stop.",
        options.site.display()
    );
    ::serve::forever(listener, router)?;
    Ok(Outcome::success(""))
}
