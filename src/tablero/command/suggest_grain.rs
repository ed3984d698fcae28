//! `tablero suggest-grain`: proposes by which time, and how finely, to publish each dimension.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::Args;
use codebook::Codebook;
use publish::grain::{GrainError, is_proposal, is_unedited, propose};
use release::file::write_confidential;

use crate::command::{
    failure::Failure,
    input::{list_inputs, list_records, open_links, read_codebook},
    options::{Records, show_values},
    outcome::Outcome,
    places::{Places, check_files},
};

/// The options of `tablero suggest-grain`.
#[derive(Args)]
pub struct Options {
    /// The codebook and the records.
    #[command(flatten)]
    pub input: Records,
    /// Write the proposal to this file, which only its owner can read, instead of printing it.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let Options { input, out } = options;
    let file = &input.codebook;
    check_files(list_records(&input.records))?;
    if let Some(out) = out {
        let secrets = [&input.reading.key, &input.reading.decisions];
        Places::default()
            .read([&**file])
            .read(list_records(&input.records))
            .read_confidential(secrets.into_iter().filter_map(Option::as_deref))
            .write_confidential(out, is_proposal)
            .check()?;
        check_unedited(out)?;
    }
    let inputs = list_inputs(
        &input.records,
        &input.reading.database,
        &Codebook::open(file)?,
    )?;
    let codebook = read_codebook(file)?;
    let links = open_links(
        input.reading.key.as_deref(),
        input.reading.decisions.as_deref(),
    )?;
    let values = show_values(input.reading.show_values);
    let proposal = propose(&codebook, &inputs, values, &links).map_err(|error| match error {
        GrainError::Records(problems) => problems.into(),
        other => Failure::Grain(other),
    })?;
    let Some(out) = out else {
        return Ok(Outcome::success(proposal.to_string().trim_end()));
    };
    // It took a while, in which somebody may have opened the last one.
    check_unedited(out)?;
    write_confidential(out, &proposal.to_file())
        .map_err(|source| Failure::unwritable(out, source))?;
    Ok(Outcome::success(format!(
        "Wrote the proposal to {}. It is confidential. The codebook was not changed.",
        out.display()
    )))
}

/// Refuses to replace a proposal that somebody edited.
fn check_unedited(out: &Path) -> Result<(), Failure> {
    match fs::read_to_string(out) {
        Ok(text) if !is_unedited(&text) => Err(Failure::Edited(out.into())),
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(Failure::unwritable(out, source))
        }
        _ => Ok(()),
    }
}
