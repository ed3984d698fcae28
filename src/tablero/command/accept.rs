//! `tablero codebook accept`: adds spellings to the categories of a codebook.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use codebook::{Accepted, Codebook, CodebookError, NotAccepted, Spelling, accept};
use records::read::{Suggestion, Values, read};
use release::file::lock_folder;

use crate::command::{
    failure::Failure,
    input::{list_inputs, list_records, open_links, read_codebook},
    outcome::Outcome,
    places::check_files,
};

/// The options of `tablero codebook accept`.
#[derive(Args)]
pub struct Options {
    /// The codebook to change (TOML).
    #[arg(long, value_name = "FILE")]
    pub codebook: PathBuf,
    /// The id of the dimension.
    #[arg(long, value_name = "ID", required_unless_present = "all")]
    pub dimension: Option<String>,
    /// The code of the category that the spelling stands for.
    #[arg(long, value_name = "CODE", required_unless_present = "all")]
    pub category: Option<String>,
    /// The spelling, as it is written in the records.
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        required_unless_present = "all"
    )]
    pub spelling: Option<String>,
    /// Accept every spelling in the records that resembles those of one category alone. The others are only listed.
    #[arg(long, requires = "show_values", conflicts_with_all = ["dimension", "category", "spelling"])]
    pub all: bool,
    /// Allow --all to print values of fields and to write them into the codebook. They are personal data: mind who sees
    /// both.
    #[arg(long, requires = "all")]
    pub show_values: bool,
    /// For --all: files or folders of records. ID=FILE names the codebook's source that a file comes from.
    #[arg(requires = "all", value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// For --all: read the database of this source of the codebook.
    #[arg(long, value_name = "ID", requires = "all")]
    pub database: Vec<String>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    check_files(list_records(&options.records))?;
    let Options {
        codebook,
        dimension,
        category,
        spelling,
        ..
    } = options;
    match (dimension, category, spelling) {
        (Some(dimension), Some(category), Some(written)) => accept_one(
            codebook,
            Spelling {
                dimension,
                category,
                written,
            },
        ),
        _ => accept_all(options),
    }
}

/// Accepts one spelling that the command line names.
fn accept_one(codebook: &Path, spelling: Spelling<'_>) -> Result<Outcome, Failure> {
    let file = codebook.display().to_string();
    let text = edit(codebook, |before| {
        let accepted = accept(before, spelling).map_err(|why| match why {
            NotAccepted::Mistaken(mistakes) => CodebookError::Mistaken {
                file: file.clone(),
                mistakes,
            }
            .into(),
            why => Failure::NotAccepted {
                file: codebook.into(),
                why,
            },
        })?;
        Ok(match accepted {
            Accepted::Known => (
                format!("{file}: {spelling} already; nothing was changed"),
                before.into(),
            ),
            Accepted::Added(after) => (format!("{file}: {spelling} from now on"), after),
        })
    })?;
    Ok(Outcome::success(text))
}

/// Accepts every spelling in the records that resembles those of one category alone.
fn accept_all(options: &Options) -> Result<Outcome, Failure> {
    let Options {
        codebook: file,
        records,
        database,
        ..
    } = options;
    let codebook = Codebook::open(file)?;
    let inputs = list_inputs(records, database, &codebook)?;
    let links = open_links(None, None)?;
    let suggestions = match read(&codebook, &inputs, Values::Shown, &links) {
        Ok(intake) => intake.suggestions,
        // The records may be refused only because these spellings are not accepted yet.
        Err(problems) if !problems.suggestions.all.is_empty() => problems.suggestions,
        Err(problems) => return Err(problems.into()),
    };
    let (accepted, left_out) = edit(file, |before| {
        let Extended {
            text,
            accepted,
            left_out,
        } = accept_unambiguous(before, &suggestions.all);
        Ok(((accepted, left_out), text))
    })?;
    let mut report = format!(
        "{}: {} spellings accepted, {} left for you to decide",
        file.display(),
        accepted.len(),
        left_out.len()
    );
    report.extend(accepted.iter().map(|line| format!("\n  accepted: {line}")));
    report.extend(left_out.iter().map(|line| format!("\n  to decide: {line}")));
    if suggestions.more > 0 {
        report += &format!(
            "\n  rows with further spellings: {}; run this command again for them",
            suggestions.more
        );
    }
    Ok(Outcome::success(report))
}

/// A codebook to which spellings were added.
struct Extended {
    /// The text of the codebook with the accepted spellings.
    text: String,
    /// The accepted spellings, a line each.
    accepted: Vec<String>,
    /// The spellings that a person has to decide on, a line each.
    left_out: Vec<String>,
}

/// Accepts the suggestions that name one category alone, in their order.
fn accept_unambiguous(codebook: &str, suggestions: &[Suggestion]) -> Extended {
    let mut extended = Extended {
        text: codebook.into(),
        accepted: Vec::new(),
        left_out: Vec::new(),
    };
    for suggestion in suggestions {
        let Suggestion {
            dimension,
            written,
            meant,
            rows,
        } = suggestion;
        let [category] = meant.as_slice() else {
            extended.left_out.push(suggestion.to_string());
            continue;
        };
        let spelling = Spelling {
            dimension,
            category: &category.code,
            written,
        };
        match accept(&extended.text, spelling) {
            Ok(Accepted::Added(text)) => {
                extended.text = text;
                extended.accepted.push(format!("{spelling}, rows: {rows}"));
            }
            Ok(Accepted::Known) => {}
            Err(why) => extended.left_out.push(why.to_string()),
        }
    }
    extended
}

/// Changes a codebook: reads it, computes its new text, and replaces it in one step. If somebody else has written another
/// text meanwhile, that one is changed, so that no edit is lost. Keeps the file's permissions, and follows a link instead of
/// replacing it.
fn edit<T>(
    codebook: &Path,
    change: impl Fn(&str) -> Result<(T, String), Failure>,
) -> Result<T, Failure> {
    loop {
        let before = read_codebook(codebook)?;
        let (result, after) = change(&before)?;
        let is_done = after == before
            || replace(codebook, &before, &after)
                .map_err(|source| Failure::unwritable(codebook, source))?;
        if is_done {
            return Ok(result);
        }
    }
}

/// Replaces a file in one step, unless its text is no longer `before`: then returns `false`.
fn replace(codebook: &Path, before: &str, after: &str) -> io::Result<bool> {
    let file = codebook.canonicalize()?;
    let folder = file.parent().unwrap_or(Path::new("."));
    // Another `accept` waits here.
    let _lock = lock_folder(folder)?;
    if fs::read_to_string(&file)? != before {
        return Ok(false);
    }
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    temporary.write_all(after.as_bytes())?;
    fs::set_permissions(temporary.path(), fs::metadata(&file)?.permissions())?;
    temporary.as_file().sync_all()?;
    temporary.persist(&file)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    use codebook::sample::CODEBOOK;

    fn accept_all(codebook: &Path, records: Vec<PathBuf>) -> Options {
        let (dimension, category, spelling) = (None, None, None);
        let (codebook, database) = (codebook.into(), vec![]);
        Options {
            codebook,
            dimension,
            category,
            spelling,
            all: true,
            show_values: true,
            records,
            database,
        }
    }

    #[test]
    fn unambiguous_spellings_are_accepted_and_listed() {
        let directory = tempfile::tempdir().unwrap();
        let place = |name: &str| directory.path().join(name);
        // “Mujar” is as close to a woman as to somebody else.
        let codebook = CODEBOOK.replace("[\"Masculino\"]", "[\"Masculino\", \"Mujaz\"]");
        fs::write(place("libro.toml"), &codebook).unwrap();
        let row = |sex: &str| format!("2024-03-01,2024-09-01,DIR,ACC,{sex},14,CRI,NAC,FUE\n");
        let header =
            "solicitud,resolucion,tipo,resultado,sexo,edad,nacionalidad,condicion,medios\n"
                .to_owned();
        fs::write(
            place("r.csv"),
            header + &["Muger", "Muger", "Ombre", "Mujar", "F"].map(row).concat(),
        )
        .unwrap();
        let accept = || {
            let outcome = run(&accept_all(&place("libro.toml"), vec![place("r.csv")]));
            let text = outcome.map_or_else(|failure| failure.to_string(), |outcome| outcome.text);
            text.replace(&format!("{}/", directory.path().display()), "")
        };
        let expected = "\
libro.toml: 2 spellings accepted, 1 left for you to decide
  accepted: “Muger” means F in sexo, rows: 2
  accepted: “Ombre” means M in sexo, rows: 1
  to decide: “Mujar” in sexo, rows: 1; did you mean “Mujer” (F) or “Hombre” (M)?";
        assert_eq!(accept(), expected);
        let after = codebook.replace("\"Señora\"]", "\"Señora\", \"Muger\"]");
        let after = after.replace("\"Mujaz\"]", "\"Mujaz\", \"Ombre\"]");
        assert_eq!(fs::read_to_string(place("libro.toml")).unwrap(), after);
        let again = "libro.toml: 0 spellings accepted, 1 left for you to decide\n  to decide: “Mujar” in sexo";
        assert!(accept().starts_with(again), "{}", accept());
        assert_eq!(fs::read_to_string(place("libro.toml")).unwrap(), after);
    }

    #[test]
    fn a_spelling_is_added_once_and_the_file_stays_as_it_was() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("libro.toml");
        fs::write(&file, CODEBOOK).unwrap();
        let accept = |category: &str| {
            let [dimension, category, spelling] =
                ["sexo", category, "Muger"].map(|text| Some(text.to_owned()));
            let one = Options {
                dimension,
                category,
                spelling,
                ..accept_all(&file, vec![])
            };
            let text = run(&one).map_or_else(|failure| failure.to_string(), |outcome| outcome.text);
            text.replace(&format!("{}/", directory.path().display()), "")
        };
        let before = fs::metadata(&file).unwrap().permissions();
        let expected = CODEBOOK.replace("\"Señora\"]", "\"Señora\", \"Muger\"]");
        assert_eq!(
            accept("F"),
            "libro.toml: “Muger” means F in sexo from now on"
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), expected);
        assert_eq!(
            accept("F"),
            "libro.toml: “Muger” means F in sexo already; nothing was changed"
        );
        assert_eq!(
            accept("M"),
            "libro.toml: “Muger” cannot mean “M”: it already means “F”"
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), expected);
        assert_eq!(fs::metadata(&file).unwrap().permissions(), before);
        fs::remove_file(&file).unwrap();
        let missing =
            "libro.toml: the codebook cannot be read: No such file or directory (os error 2)";
        assert_eq!(accept("F"), missing);
        fs::write(&file, "format = 1").unwrap();
        assert_eq!(
            accept("F"),
            "libro.toml, line 1, column 1: missing field `id`"
        );
    }
}
