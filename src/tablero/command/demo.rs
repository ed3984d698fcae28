//! `tablero demo`: invented records and their codebook.

use crate::demo;

use crate::cli::Demo;
use crate::command::{done::Done, failure::Failure};

pub(super) fn run(options: &Demo) -> Result<Done, Failure> {
    demo::write(&options.out).map_err(|source| Failure::unwritable(&options.out, source))?;
    Ok(Done::well(format!(
        "codebook.toml and the folder records in {}",
        options.out.display()
    )))
}
