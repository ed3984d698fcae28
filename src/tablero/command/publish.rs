//! `tablero publish`: from records to what may be published of them.

use std::path::Path;

use codebook::Codebook;
use cube::certificate::Family;
use publish::{
    publication::{self, Refused},
    report::{account::Account, internal::Folder},
};
use records::read::{Suggestions, Values};
use release::{self, file::stream_confidential};

use crate::cli::Publish;
use crate::command::{
    confidential,
    done::Done,
    failure::Failure,
    input::{inputs, links},
};

pub(super) fn run(options: &Publish) -> Result<Done, Failure> {
    let Publish {
        input,
        earlier,
        out,
        set_aside,
        report,
    } = options;
    let file = &input.codebook;
    let codebook = Codebook::open(file)?;
    let inputs = inputs(&input.records, &input.database, &codebook)?;
    confidential::of_publication(options, &inputs)?;
    let report = report
        .as_ref()
        .map(|folder| Folder::outside(folder, out))
        .transpose()?;
    let earlier = earlier
        .iter()
        .map(|place| release::read(place))
        .collect::<Result<Vec<_>, _>>()?;
    let values = if input.show_values {
        Values::Shown
    } else {
        Values::Concealed
    };
    let links = links(input.key.as_deref(), input.decisions.as_deref())?;
    let publication =
        publication::prepare(&codebook, &inputs, values, &links, &earlier).map_err(|refused| {
            let told = match &refused {
                Refused::Records(problems) => suggested(&problems.suggestions, file, values),
                Refused::Protection { .. }
                | Refused::Insider { .. }
                | Refused::Derivable { .. } => {
                    let account =
                        Account::from_refusal(&codebook, &file.display().to_string(), &refused);
                    report
                        .as_ref()
                        .zip(account)
                        .map(|(folder, account)| why(folder, &account))
                        .unwrap_or_default()
                }
            };
            Failure::Refused { refused, told }
        })?;
    if let Some(file) = set_aside {
        stream_confidential(file, |to| {
            publication.intake.write_set_aside(&codebook, &inputs, to)
        })
        .map_err(|source| Failure::unwritable(file, source))?;
    }
    if let Some(folder) = &report {
        folder.write(&Account::from_intake(
            &codebook,
            &file.display().to_string(),
            &publication.intake,
            &publication.notes,
        ))?;
    }
    release::write(&publication.release, &publication.certificate, out)?;
    let tally = &publication.intake.tally;
    let Family {
        tables,
        published,
        hidden,
    } = publication.certificate.family;
    let suggested = suggested(&publication.intake.suggestions, file, values);
    let decided = input
        .decisions
        .as_ref()
        .map(|_| format!("\n{}", publication.intake.decided))
        .unwrap_or_default();
    Ok(Done::well(format!(
        "{tally}{decided}{suggested}\n{tables} tables in {}: {published} cells published, {hidden} hidden to protect people",
        out.display()
    )))
}

/// Reports on records of which nothing was published, and says where that stands.
fn why(folder: &Folder, account: &Account) -> String {
    match folder.write(account) {
        Ok(()) => format!(
            "\nThe internal report on these records is in {}.",
            folder.path().display()
        ),
        // Beside what was refused, and not in its place.
        Err(error) => format!("\n{error}"),
    }
}

/// What people may have meant by what no category names: how much of it there is, or all of it with the commands that
/// accept it if values are shown.
fn suggested(suggestions: &Suggestions, codebook: &Path, values: Values) -> String {
    let Suggestions { all, more } = suggestions;
    if all.is_empty() {
        return String::new();
    }
    let rows = more + all.iter().map(|suggestion| suggestion.rows).sum::<u64>();
    let count = all.len();
    let mut text = format!(
        "\nspellings that are close to declared ones: {count}, rows that have them: {rows}"
    );
    if values == Values::Concealed {
        return text + "; --show-values shows them, and how to accept them";
    }
    for suggestion in all {
        text += &format!("\n  {suggestion}");
        let commands = suggestion.commands(&codebook.display().to_string());
        text.extend(commands.iter().map(|command| format!("\n    {command}")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Records;

    #[test]
    fn near_misses_are_counted_and_shown_only_to_whoever_asks() {
        let directory = tempfile::tempdir().unwrap();
        let place = |name: &str| directory.path().join(name);
        std::fs::write(place("libro.toml"), codebook::sample::CODEBOOK).unwrap();
        let row = "2024-03-01,2024-09-01,DIR,ACC,Muger,14,CRI,NAC,FUE\n";
        let header =
            "solicitud,resolucion,tipo,resultado,sexo,edad,nacionalidad,condicion,medios\n";
        std::fs::write(place("r.csv"), format!("{header}{row}{row}")).unwrap();
        let told = |show_values| {
            let options = Publish {
                input: Records {
                    codebook: place("libro.toml"),
                    records: vec![place("r.csv")],
                    database: vec![],
                    show_values,
                    key: None,
                    decisions: None,
                },
                earlier: vec![],
                out: place("data"),
                set_aside: None,
                report: None,
            };
            let told = run(&options).err().unwrap().to_string();
            told.replace(&format!("{}/", directory.path().display()), "")
        };
        let expected = "\
r.csv, line 2, column “sexo”: a category of “sexo” was expected: F, M, U
r.csv, line 3, column “sexo”: a category of “sexo” was expected: F, M, U
What stands in the fields is not shown, because it is personal data; --show-values shows it.
spellings that are close to declared ones: 1, rows that have them: 2; --show-values shows them, and how to accept them";
        assert_eq!(told(false), expected);
        let expected = "\
r.csv, line 2, column “sexo”: a category of “sexo” was expected: F, M, U; “Muger” was found
r.csv, line 3, column “sexo”: a category of “sexo” was expected: F, M, U; “Muger” was found
spellings that are close to declared ones: 1, rows that have them: 2
  “Muger” in sexo, rows: 2; did you mean “Mujer” (F)?
    tablero codebook accept --codebook libro.toml --dimension sexo --category F --spelling Muger";
        assert_eq!(told(true), expected);
    }
}
