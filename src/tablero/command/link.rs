//! `tablero link`: writes the key of pseudonyms, and proposes candidate pairs for clerical review.

use std::{
    io,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use codebook::Codebook;
use records::{
    link::{Decision, Decisions, Links, Proposals, Secret},
    read,
};
use release::file::{create_confidential, write_confidential};

use crate::command::{
    failure::Failure,
    input::{list_inputs, list_records},
    options,
    outcome::Outcome,
    places::Places,
};

/// A command on rows that may be the same application.
#[derive(Subcommand)]
pub enum Options {
    /// Write a new secret key, which turns names and numbers into pseudonyms. Keep it secret, and keep a copy.
    Key {
        /// The new file of the key.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Propose pairs of rows that may be the same application, by the codebook's rules. A person decides on each pair in
    /// the file of decisions.
    ///
    /// Decisions that are already in the file stay. The file holds no values, but says where to find them: it is
    /// confidential.
    Propose(Propose),
}

/// The options of `tablero link propose`.
#[derive(Args)]
pub struct Propose {
    /// The codebook: what the columns mean, and by which rules rows are compared (TOML).
    #[arg(long, value_name = "FILE")]
    pub codebook: PathBuf,
    /// The file of the secret key for pseudonyms; without it, the environment variable TABLERO_KEY.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// The file of decisions. If it exists, new pairs are added and the decisions in it stay.
    #[arg(long, value_name = "FILE")]
    pub decisions: PathBuf,
    /// Files of records: CSV or workbooks (XLSX, XLS, ODS), or folders of them. ID=FILE names the codebook's source that
    /// a file comes from.
    #[arg(required_unless_present = "database", value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// Read the database of this source of the codebook.
    #[arg(long, value_name = "ID")]
    pub database: Vec<String>,
    /// Quote values of fields in error messages. They are personal data: mind who sees your screen.
    #[arg(long)]
    pub show_values: bool,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    match options {
        Options::Key { file } => write_key(file),
        Options::Propose(options) => propose(options),
    }
}

/// Writes a new key; refuses to replace one, because the decisions made with it would be lost.
fn write_key(file: &Path) -> Result<Outcome, Failure> {
    Places::default()
        .write_confidential(file, |_| true)
        .check()?;
    Secret::new_text()
        .and_then(|text| create_confidential(file, &text))
        .map_err(|source| Failure::unwritable(file, source))?;
    Ok(Outcome::success(format!(
        "Wrote a new key to {}. Keep it secret and keep a copy: decisions made with it work with no other key.",
        file.display()
    )))
}

/// Adds new candidate pairs to the file of decisions.
fn propose(options: &Propose) -> Result<Outcome, Failure> {
    let Propose {
        codebook,
        key,
        decisions: file,
        records,
        database,
        show_values,
    } = options;
    Places::default()
        .read([&**codebook])
        .read(list_records(records))
        .read_confidential(key.as_deref())
        // Opening the decisions refuses any other file.
        .write_confidential(file, |_| true)
        .check()?;
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
    let inputs = list_inputs(records, database, &codebook)?;
    let values = options::show_values(*show_values);
    let Proposals { pairs, crowded } =
        read::find_candidate_pairs(&codebook, &inputs, values, &links)?;
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
        "{} pairs to decide on in {}, {new} of them new. The file is confidential.",
        decisions.count(Decision::Open),
        file.display()
    );
    for (rule, applications) in crowded {
        text += &format!(
            "\n  {rule}: {applications} applications resemble too many others; not all of their pairs were compared"
        );
    }
    Ok(Outcome::success(text))
}
