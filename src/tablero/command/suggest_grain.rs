//! `tablero suggest-grain`: which grain of time and which roll-ups would show more.

use std::fs;

use codebook::{Codebook, CodebookError};
use publish::{
    grain::{GrainError, propose},
    publication::Refused,
};
use records::read::Values;
use release::file::stream_confidential;

use crate::cli::SuggestGrain;
use crate::command::{
    confidential,
    done::Done,
    failure::Failure,
    input::{inputs, links},
};

pub(super) fn run(options: &SuggestGrain) -> Result<Done, Failure> {
    let SuggestGrain { input, out } = options;
    let file = &input.codebook;
    out.as_deref().map_or(Ok(()), confidential::in_no_release)?;
    let inputs = inputs(&input.records, &input.database, &Codebook::open(file)?)?;
    let text = fs::read_to_string(file).map_err(|source| CodebookError::Unreadable {
        file: file.display().to_string(),
        source,
    })?;
    let values = if input.show_values {
        Values::Shown
    } else {
        Values::Concealed
    };
    let links = links(input.key.as_deref(), input.decisions.as_deref())?;
    let proposal = propose(&text, &inputs, values, &links).map_err(|error| match error {
        GrainError::Records(problems) => Failure::Refused {
            refused: Refused::Records(problems),
            told: String::new(),
        },
        other => Failure::Grain(other),
    })?;
    let text = proposal.to_string();
    let Some(file) = out else {
        return Ok(Done::well(text.trim_end()));
    };
    stream_confidential(file, |to| to.write_all(text.as_bytes()))
        .map_err(|source| Failure::unwritable(file, source))?;
    Ok(Done::well(format!(
        "{}: a proposal, confidential; nothing was changed",
        file.display()
    )))
}
