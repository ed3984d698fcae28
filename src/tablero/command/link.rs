//! `tablero link`: the key of pseudonyms, and which rows may be the same application.

use std::{io, path::Path};

use release::file::write_confidential;

use codebook::Codebook;
use publish::publication::Refused;
use records::{
    link::{Decision, Decisions, Links, Proposals, Secret},
    read::{self, Values},
};

use crate::cli::{Link, Propose};
use crate::command::{confidential::in_no_release, done::Done, failure::Failure, input::inputs};

pub(super) fn run(options: &Link) -> Result<Done, Failure> {
    match options {
        Link::Key { file } => key(file),
        Link::Propose(options) => propose(options),
    }
}

/// Writes a new key. One that is there stays: without it, the decisions that were made with it are lost.
fn key(file: &Path) -> Result<Done, Failure> {
    in_no_release(file)?;
    Secret::write_new(file).map_err(|source| Failure::unwritable(file, source))?;
    Ok(Done::well(format!(
        "A new key in {}. Keep it secret and keep a copy: without it, decisions fit no rows any more.",
        file.display()
    )))
}

fn propose(options: &Propose) -> Result<Done, Failure> {
    let Propose {
        codebook,
        key,
        decisions: file,
        records,
        database,
        show_values,
    } = options;
    in_no_release(file)?;
    let codebook = Codebook::open(codebook)?;
    let secret = Secret::find(key.as_deref())?;
    let before = if file.exists() {
        Decisions::open(file, &secret)?
    } else {
        Decisions::new(&secret)?
    };
    let links = Links {
        secret,
        decisions: before,
    };
    let values = if *show_values {
        Values::Shown
    } else {
        Values::Concealed
    };
    let found = read::propose(
        &codebook,
        &inputs(records, database, &codebook)?,
        values,
        &links,
    );
    let Proposals { pairs, crowded } = found.map_err(|problems| Failure::Refused {
        refused: Refused::Records(problems),
        told: String::new(),
    })?;
    let mut decisions = links.decisions.clone();
    decisions.replace_open(pairs);
    decisions
        .to_text(&links.secret)
        .map_err(io::Error::other)
        .and_then(|text| write_confidential(file, &text))
        .map_err(|source| Failure::unwritable(file, source))?;
    let new = decisions
        .pairs()
        .filter(|pair| !links.decisions.contains(pair))
        .count();
    let mut text = format!(
        "{} proposals to decide in {}, {new} of them new. The file is confidential.",
        decisions.count(Decision::Open),
        file.display()
    );
    for (rule, applications) in crowded {
        text += &format!(
            "\n  {rule}: {applications} applications have more neighbours than were compared"
        );
    }
    Ok(Done::well(text))
}
