//! `tablero codebook draft`: proposes a codebook for files of records.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::{Args, builder::RangedU64ValueParser};
use draft::{Column, Counts, FIRST_LINE, Table, propose, summarize, write};
use records::read::{Problem, Problems, read_table};
use release::{
    file::write_public,
    seal::{is_sealed, seal},
};

use crate::command::{failure::Failure, outcome::Outcome, places::Places};

/// What makes a comment of the last line, which tells whether somebody edited the draft.
const COMMENT: [&str; 2] = ["# ", ""];

/// The options of `tablero codebook draft`.
#[derive(Args)]
pub struct Options {
    /// Files of records: CSV or workbooks (XLSX, XLS, ODS), or folders of them.
    #[arg(required = true, value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// The codebook to write (TOML).
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The smallest count that may be published. Answers that occur less often stand nowhere in the codebook.
    #[arg(long, value_name = "NUMBER", default_value = "5", value_parser = RangedU64ValueParser::<u64>::new().range(3..))]
    pub threshold: u64,
    /// Count each row as one person, although a column seems to say for how many persons a row stands.
    #[arg(long)]
    pub row_is_person: bool,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let Options { records, out, .. } = options;
    Places::default()
        .read(records.iter().map(PathBuf::as_path))
        .write(out, is_draft)
        .check()?;
    let files = publish::candidate::list_files(records)?;
    let mut tables = Vec::new();
    let mut problems = Vec::new();
    for file in &files {
        match open_table(file) {
            Ok(table) => tables.push(table),
            Err(problem) => problems.push(*problem),
        }
    }
    if !problems.is_empty() {
        let all = Problems {
            all: problems,
            more: 0,
            suggestions: Default::default(),
        };
        return Err(all.into());
    }
    let counts = if options.row_is_person {
        Counts::Ignored
    } else {
        Counts::Refused
    };
    let drafted = propose(
        &tables,
        draft::Options {
            threshold: options.threshold,
            counts,
        },
    )?;
    check_unedited(out)?;
    write_public(out, seal(write(&drafted), COMMENT))
        .map_err(|source| Failure::unwritable(out, source))?;
    let (file, records) = (out.display(), names(records));
    Ok(Outcome::success(format!(
        "{}\nWrote {file}. Read it, then check and publish:\n  tablero codebook check {file}\n  tablero codebook values \
         --codebook {file} {records}\n  tablero suggest-grain --codebook {file} {records}\n  tablero publish --codebook {file} \
         --out data {records}",
        summarize(&drafted)
    )))
}

/// Refuses to replace a draft that somebody edited.
fn check_unedited(out: &Path) -> Result<(), Failure> {
    match fs::read_to_string(out) {
        Ok(text) if !is_sealed(&text, COMMENT) => Err(Failure::Edited(out.into())),
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(Failure::unwritable(out, source))
        }
        _ => Ok(()),
    }
}

fn open_table(file: &Path) -> Result<Table, Box<Problem>> {
    let raw = read_table(file)?;
    let columns = raw.columns.into_iter().map(|column| Column {
        name: column.name,
        texts: column.texts,
    });
    Ok(Table {
        file: file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        header: raw.header,
        uneven: raw.uneven,
        columns: columns.collect(),
    })
}

fn names(files: &[PathBuf]) -> String {
    let names: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    names.join(" ")
}

/// Whether a file that is there is a draft.
fn is_draft(beginning: &str) -> bool {
    beginning.starts_with(FIRST_LINE)
}
