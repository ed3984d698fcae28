//! `tablero codebook accept`: a spelling that a person accepts into the codebook.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use codebook::{Accepted, Codebook, CodebookError, NotAccepted, Spelling, accept};
use publish::publication::Refused;
use records::read::{Suggestion, Values, read};

use super::{Done, Failure, inputs, links};
use crate::cli::Accept;

pub(super) fn run(options: &Accept) -> Result<Done, Failure> {
    let Accept {
        codebook,
        dimension,
        category,
        spelling,
        ..
    } = options;
    match (dimension, category, spelling) {
        (Some(dimension), Some(category), Some(written)) => one(
            codebook,
            Spelling {
                dimension,
                category,
                written,
            },
        ),
        _ => all(options),
    }
}

fn text(codebook: &Path) -> Result<String, CodebookError> {
    let file = || codebook.display().to_string();
    fs::read_to_string(codebook).map_err(|source| CodebookError::Unreadable {
        file: file(),
        source,
    })
}

fn one(codebook: &Path, spelling: Spelling<'_>) -> Result<Done, Failure> {
    let file = codebook.display().to_string();
    let text = text(codebook)?;
    let accepted = accept(&text, spelling).map_err(|why| match why {
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
    Ok(Done::well(match accepted {
        Accepted::Known => format!("{file}: {spelling} already; nothing was changed"),
        Accepted::Added(text) => {
            write(codebook, &text).map_err(|source| Failure::unwritable(codebook, source))?;
            format!("{file}: {spelling} from now on")
        }
    }))
}

/// Accepts whatever the records suggest and the codebook leaves no doubt about.
fn all(options: &Accept) -> Result<Done, Failure> {
    let Accept {
        codebook: file,
        records,
        database,
        ..
    } = options;
    let before = text(file)?;
    let codebook = Codebook::open(file)?;
    let inputs = inputs(records, database, &codebook)?;
    let suggestions = match read(&codebook, &inputs, Values::Shown, &links(None, None)?) {
        Ok(intake) => intake.suggestions,
        // What is accepted may be what they lack.
        Err(problems) if !problems.suggestions.all.is_empty() => problems.suggestions,
        Err(problems) => {
            return Err(Failure::Refused {
                refused: Refused::Records(problems),
                told: String::new(),
            });
        }
    };
    let Sorted {
        text,
        accepted,
        left,
    } = sort(&before, &suggestions.all);
    if !accepted.is_empty() {
        write(file, &text).map_err(|source| Failure::unwritable(file, source))?;
    }
    let mut told = format!(
        "{}: {} spellings accepted, {} left alone",
        file.display(),
        accepted.len(),
        left.len()
    );
    told.extend(accepted.iter().map(|line| format!("\n  accepted: {line}")));
    told.extend(left.iter().map(|line| format!("\n  left alone: {line}")));
    if suggestions.more > 0 {
        told += &format!(
            "\n  rows with more of them, for the next time: {}",
            suggestions.more
        );
    }
    Ok(Done::well(told))
}

/// Suggestions, gone through in their order.
struct Sorted {
    /// The codebook's text with what was accepted.
    text: String,
    /// What was, in words.
    accepted: Vec<String>,
    /// What was not, and why.
    left: Vec<String>,
}

fn sort(codebook: &str, suggestions: &[Suggestion]) -> Sorted {
    let mut sorted = Sorted {
        text: codebook.into(),
        accepted: Vec::new(),
        left: Vec::new(),
    };
    for suggestion in suggestions {
        let Suggestion {
            dimension,
            written,
            meant,
            rows,
        } = suggestion;
        let [category] = meant.as_slice() else {
            sorted.left.push(suggestion.to_string());
            continue;
        };
        let spelling = Spelling {
            dimension,
            category: &category.code,
            written,
        };
        match accept(&sorted.text, spelling) {
            Ok(Accepted::Added(text)) => {
                sorted.text = text;
                sorted.accepted.push(format!("{spelling}, rows: {rows}"));
            }
            Ok(Accepted::Known) => {}
            Err(why) => sorted.left.push(why.to_string()),
        }
    }
    sorted
}

/// Writes the codebook beside its place, then there. Who may read it stays as it was, and a link stays a link.
fn write(codebook: &Path, text: &str) -> io::Result<()> {
    let place = codebook.canonicalize()?;
    let mut temporary = tempfile::NamedTempFile::new_in(place.parent().unwrap_or(Path::new(".")))?;
    temporary.write_all(text.as_bytes())?;
    fs::set_permissions(temporary.path(), fs::metadata(&place)?.permissions())?;
    temporary.persist(&place)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    use codebook::sample::CODEBOOK;

    fn all(codebook: &Path, records: Vec<PathBuf>) -> Accept {
        let (dimension, category, spelling) = (None, None, None);
        let (codebook, database) = (codebook.into(), vec![]);
        Accept {
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
    fn all_that_leaves_no_doubt_is_accepted_and_listed() {
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
            let told = run(&all(&place("libro.toml"), vec![place("r.csv")]));
            let told = told.map_or_else(|failure| failure.to_string(), |done| done.text);
            told.replace(&format!("{}/", directory.path().display()), "")
        };
        let expected = "\
libro.toml: 2 spellings accepted, 1 left alone
  accepted: “Muger” means F in sexo, rows: 2
  accepted: “Ombre” means M in sexo, rows: 1
  left alone: “Mujar” in sexo, rows: 1; did you mean “Mujer” (F) or “Hombre” (M)?";
        assert_eq!(accept(), expected);
        let after = codebook.replace("\"Señora\"]", "\"Señora\", \"Muger\"]");
        let after = after.replace("\"Mujaz\"]", "\"Mujaz\", \"Ombre\"]");
        assert_eq!(fs::read_to_string(place("libro.toml")).unwrap(), after);
        let again = "libro.toml: 0 spellings accepted, 1 left alone\n  left alone: “Mujar” in sexo";
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
            let one = Accept {
                dimension,
                category,
                spelling,
                ..all(&file, vec![])
            };
            let told = run(&one).map_or_else(|failure| failure.to_string(), |done| done.text);
            told.replace(&format!("{}/", directory.path().display()), "")
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
