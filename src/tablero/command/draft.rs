//! `tablero codebook draft`: proposes a codebook for files of records.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::{Args, builder::RangedU64ValueParser};
use draft::{Column, Counts, FIRST_LINE, Table, propose, summarize, write};
use records::read::{Problems, RawTable, read_table};
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
    let mut unread = String::new();
    let mut problems = Vec::new();
    for file in &files {
        match read_table(file) {
            Ok(raw) => {
                unread += &tell_unread(file, &raw);
                tables.push(name_table(file, raw));
            }
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
        "{}\n{unread}Wrote {file}. Read it, then check and publish:\n  tablero codebook check {file}\n  tablero codebook values \
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

/// Says which sheet of a workbook was read, if there are others.
fn tell_unread(file: &Path, raw: &RawTable) -> String {
    let (Some(sheet), 1..) = (&raw.sheet, raw.unread_sheets) else {
        return String::new();
    };
    let (file, others) = (file.display(), raw.unread_sheets);
    format!(
        "{file}: only the sheet “{sheet}” was looked at. Other sheets, which were not: {others}.\n"
    )
}

fn name_table(file: &Path, raw: RawTable) -> Table {
    let columns = raw.columns.into_iter().map(|column| Column {
        name: column.name,
        texts: column.texts,
    });
    let name = file.file_name();
    Table {
        file: name
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        header: raw.header,
        uneven: raw.uneven,
        columns: columns.collect(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_that_were_not_looked_at_are_told() {
        let told = |sheet: Option<&str>, unread_sheets| {
            let raw = RawTable {
                sheet: sheet.map(str::to_owned),
                unread_sheets,
                header: None,
                columns: Vec::new(),
                rows: 1,
                uneven: 0,
            };
            tell_unread(Path::new("w.xlsx"), &raw)
        };
        assert_eq!(
            told(Some("Casos"), 2),
            "w.xlsx: only the sheet “Casos” was looked at. Other sheets, which were not: 2.\n"
        );
        assert_eq!(told(Some("Casos"), 0), "");
        assert_eq!(told(None, 0), "");
    }
}
