//! `tablero`: records in, dataset out. What it prints, and with which code it ends; the work is done by the library.

mod cli;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use cli::{Command, Tablero};
use publish::{
    codebook::{Codebook, CodebookError},
    demo,
    publication::{self, Refused},
    read::{Cause, Problem, SetAside, Values},
    release::{self, ReleaseError},
};
use thiserror::Error;

/// Exit code: the input has problems.
const PROBLEMS: u8 = 1;
/// Exit code: something hidden could be derived.
const UNSAFE: u8 = 3;

/// What a command has to say, and the code it ends with.
struct Done {
    text: String,
    code: u8,
}

fn main() -> ExitCode {
    let done = match Tablero::parse().command {
        Command::Publish { codebook, out, records, show_values, set_aside } => {
            let values = if show_values { Values::Shown } else { Values::Concealed };
            publish(&codebook, &records, values, &out, set_aside.as_deref())
        }
        Command::Attack { releases, json } => attack(&releases, json),
        Command::Demo { out } => demo(&out),
    };
    // Whoever reads may have stopped reading; that changes nothing about what was done.
    let (code, _) = match done {
        Ok(Done { text, code }) => (code, writeln!(io::stdout(), "{}", text.trim_end())),
        Err(failure) => (failure.code(), writeln!(io::stderr(), "{}", failure.to_string().trim_end())),
    };
    code.into()
}

fn publish(
    codebook: &Path,
    records: &[PathBuf],
    values: Values,
    out: &Path,
    set_aside: Option<&Path>,
) -> Result<Done, Failure> {
    if let Some(file) = set_aside.filter(|file| file.starts_with(out)) {
        return Err(Failure::SetAsideInside { file: file.into(), out: out.into() });
    }
    let codebook = Codebook::open(codebook)?;
    let publication = publication::prepare(&codebook, records, values, &[])?;
    if let Some(file) = set_aside {
        write_set_aside(&publication.intake.set_aside, file).map_err(|source| Failure::unwritable(file, source))?;
    }
    release::write(&publication.release, out)?;
    let (tally, cells) = (&publication.intake.tally, &publication.report.total);
    let tables = publication.release.tables.len();
    let (published, hidden) = (cells.published, cells.hidden);
    let text = format!(
        "{tally}\n{tables} tables in {}: {published} cells published, {hidden} hidden to protect people",
        out.display()
    );
    Ok(Done { text, code: 0 })
}

fn attack(places: &[PathBuf], json: bool) -> Result<Done, Failure> {
    let releases = places.iter().map(|place| release::read(place)).collect::<Result<Vec<_>, _>>()?;
    let report = attack::attack(&releases.iter().collect::<Vec<_>>());
    let text = if json { serde_json::to_string_pretty(&report)? } else { report.to_string() };
    Ok(Done { text, code: if report.is_safe() { 0 } else { UNSAFE } })
}

fn demo(out: &Path) -> Result<Done, Failure> {
    demo::write(out).map_err(|source| Failure::unwritable(out, source))?;
    Ok(Done { text: format!("records.csv and codebook.toml in {}", out.display()), code: 0 })
}

/// Writes the rows that do not count beside the file's place, then there.
fn write_set_aside(rows: &[SetAside], file: &Path) -> io::Result<()> {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut csv = csv::Writer::from_writer(tempfile::NamedTempFile::new_in(parent)?);
    csv.write_record(["file", "line", "reason"])?;
    for SetAside { file, line, reason } in rows {
        csv.write_record([file, &line.to_string(), &reason.to_string()])?;
    }
    csv.into_inner().map_err(|error| io::Error::from(error.error().kind()))?.persist(file)?;
    Ok(())
}

/// Why a command failed.
#[derive(Debug, Error)]
enum Failure {
    #[error(transparent)]
    Codebook(#[from] CodebookError),
    #[error("{0}{hint}", hint = hint(.0))]
    Refused(#[from] Refused),
    #[error(transparent)]
    Release(#[from] ReleaseError),
    #[error("{}: rows set aside are not for publication; name a file outside {}", .file.display(), .out.display())]
    SetAsideInside { file: PathBuf, out: PathBuf },
    #[error("{}: this cannot be written: {source}", .file.display())]
    Unwritable { file: PathBuf, source: io::Error },
    #[error("the findings cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    fn unwritable(file: &Path, source: io::Error) -> Self {
        Failure::Unwritable { file: file.into(), source }
    }

    fn code(&self) -> u8 {
        match self {
            Failure::Refused(Refused::Protection { .. } | Refused::Derivable { .. }) => UNSAFE,
            _ => PROBLEMS,
        }
    }
}

/// How to see more of what is wrong.
fn hint(refused: &Refused) -> &'static str {
    let is_concealed = |problem: &Problem| {
        problem.value.is_none() && matches!(problem.cause, Cause::Category { .. } | Cause::Date { .. })
    };
    match refused {
        Refused::Records(problems) if problems.0.iter().any(is_concealed) => {
            "\nWhat stands in the fields is not shown, because it is personal data; --show-values shows it."
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use publish::read::Reason;

    #[test]
    fn rows_set_aside_are_written_with_their_reasons_and_nothing_else() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("aside.csv");
        let rows = [
            SetAside { file: "a, b.csv".into(), line: 7, reason: Reason::OutsideYears },
            SetAside { file: "c.csv".into(), line: 12, reason: Reason::Outside("tipo=DIR".into()) },
        ];
        write_set_aside(&rows, &file).unwrap();
        let expected = "file,line,reason\n\"a, b.csv\",7,outside the published years\nc.csv,12,not tipo=DIR\n";
        assert_eq!(std::fs::read_to_string(&file).unwrap(), expected);
    }

    #[test]
    fn rows_set_aside_are_never_written_beside_what_is_published() {
        let told =
            publish(Path::new("no.toml"), &[], Values::Concealed, Path::new("data"), Some(Path::new("data/a.csv")));
        let expected = "data/a.csv: rows set aside are not for publication; name a file outside data";
        assert_eq!(told.err().unwrap().to_string(), expected);
    }
}
