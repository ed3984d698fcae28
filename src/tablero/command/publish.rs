//! `tablero publish`: reads records and writes a release of them.

use std::path::{Path, PathBuf};

use clap::Args;
use codebook::Codebook;
use cube::certificate::Family;
use publish::{
    ledger::{Ledger, LedgerError, model::waiting_file, waiting::Waiting},
    publication::{self, ClosedYears, Refused},
    report::{
        account::Account,
        internal::{self, Folder},
    },
};
use records::{
    link::Links,
    read::{Input, SetAside, Suggestions, Values},
};
use release::file::stream_confidential;

use crate::command::{
    failure::Failure,
    input::{list_inputs, list_records, open_links, read_earlier},
    options::{Records, show_values},
    outcome::Outcome,
    places::Places,
};

/// The options of `tablero publish`.
#[derive(Args)]
pub struct Options {
    /// The codebook and the records.
    #[command(flatten)]
    pub input: Records,
    /// Write the release to this folder: a new or empty one, or one that holds a release, which is replaced.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// What it is published together with, and what is written about it.
    #[command(flatten)]
    pub beside: Beside,
}

/// What a release is published together with, and what is written about it.
#[derive(Args, Clone, Default)]
pub struct Beside {
    /// The folder of a release that is already public: nothing hidden may be derived from it and the new one together.
    #[arg(long, value_name = "DIR")]
    pub earlier: Vec<PathBuf>,
    /// The ledger of closed years: their counts come from it and never change. If FILE does not exist, it is begun. The
    /// ledger of this release waits in FILE.next until `tablero release --ledger`. Confidential.
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// Write every row that was set aside, with the reason, for the institution that sent it. Confidential, not for
    /// publication.
    #[arg(long, value_name = "FILE")]
    pub set_aside: Option<PathBuf>,
    /// Write the internal report: informe.html, report.html and report.json. Confidential, not for publication.
    ///
    /// It shows how each row was used, what each rule did, what is missing, and what changed since the report that is
    /// already in DIR. DIR must be neither in the folder of the release nor around it.
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    write_to(options, &options.out)
}

/// Writes the release to a folder from which it is moved to where the options say.
pub(super) fn write_to(options: &Options, folder: &Path) -> Result<Outcome, Failure> {
    let Options { input, out, beside } = options;
    let Beside {
        earlier,
        ledger,
        set_aside,
        report,
    } = beside;
    let file = &input.codebook;
    let codebook = Codebook::open(file)?;
    let inputs = list_inputs(&input.records, &input.reading.database, &codebook)?;
    check_places(options, &inputs)?;
    let report = report
        .as_ref()
        .map(|folder| Folder::outside(folder, out))
        .transpose()?;
    let earlier = read_earlier(earlier)?;
    let kept = match ledger {
        Some(file) => Ledger::read(file)?,
        None => None,
    };
    let closed = match ledger {
        Some(_) => ClosedYears::Ledger(kept.as_ref()),
        None => ClosedYears::Records,
    };
    let values = show_values(input.reading.show_values);
    let links = open_links(
        input.reading.key.as_deref(),
        input.reading.decisions.as_deref(),
    )?;
    let publication = publication::prepare(&codebook, &inputs, values, &links, &earlier, closed)
        .map_err(|refused| {
            let details = match &refused {
                Refused::Records(problems) => list_suggestions(&problems.suggestions, file, values),
                Refused::Ledger { .. } => String::new(),
                Refused::Protection { .. }
                | Refused::Insider { .. }
                | Refused::Derivable { .. } => {
                    let codebook_path = file.display().to_string();
                    let account = Account::from_refusal(&codebook, &codebook_path, &refused);
                    match (&report, account) {
                        (Some(folder), Some(account)) => report_refusal(folder, &account),
                        _ => String::new(),
                    }
                }
            };
            Failure::Refused { refused, details }
        })?;
    if let Some(file) = set_aside {
        stream_confidential(file, |to| {
            publication.intake.write_set_aside(&codebook, &inputs, to)
        })
        .map_err(|source| Failure::unwritable(file, source))?;
    }
    if let Some(report) = &report {
        let account = Account::from_intake(
            &codebook,
            &file.display().to_string(),
            &publication.intake,
            &publication.notes,
        );
        report.write(&account.with_waiting(publication.waiting.as_ref()))?;
    }
    release::write(&publication.release, &publication.certificate, folder)?;
    let kept = match (ledger, &publication.ledger) {
        (Some(file), Some(next)) => write_ledger(file, next, publication.waiting.as_ref())?,
        _ => String::new(),
    };
    let tally = &publication.intake.tally;
    let Family {
        tables,
        published,
        hidden,
    } = publication.certificate.family;
    let suggestions = list_suggestions(&publication.intake.suggestions, file, values);
    let decisions = match &input.reading.decisions {
        Some(_) => format!("\n{}", publication.intake.decided),
        None => String::new(),
    };
    let notes = list_notes(&codebook, file);
    let warning = warn_of_replay(&links);
    Ok(Outcome::success(format!(
        "{tally}{decisions}{suggestions}\n{tables} tables in {}: {published} cells published, {hidden} hidden to protect \
         people{kept}{notes}{warning}",
        out.display()
    )))
}

/// Refuses to write over an input or somebody else's file, or anything confidential into what is public.
fn check_places(options: &Options, inputs: &[Input]) -> Result<(), Failure> {
    let Options { input, out, beside } = options;
    let Beside {
        earlier,
        ledger,
        set_aside,
        report,
    } = beside;
    let secrets = [&input.reading.key, &input.reading.decisions, ledger];
    let mut places = Places::default()
        .releases(earlier.iter().map(PathBuf::as_path))
        .write_release(out)
        .read([&*input.codebook])
        .read(list_records(&input.records))
        .read_confidential(secrets.into_iter().filter_map(Option::as_deref))
        .read_confidential(inputs.iter().filter_map(Input::file));
    if let Some(file) = ledger {
        places = places.write_confidential(&waiting_file(file), Ledger::is_own_file);
    }
    if let Some(file) = set_aside {
        places = places.write_confidential(file, SetAside::is_own_file);
    }
    if let Some(folder) = report {
        places = places.write_confidential_folder(folder, &internal::FILES, internal::is_own_file);
    }
    places.check()
}

/// Writes the ledger that waits for the release of this candidate. Returns lines about it.
fn write_ledger(
    file: &Path,
    next: &Ledger,
    waiting: Option<&Waiting>,
) -> Result<String, LedgerError> {
    let waits_in = waiting_file(file);
    next.write(&waits_in)?;
    let differs = match waiting {
        Some(waiting) if !waiting.is_empty() => {
            "; the records say otherwise of some of them, which the internal report lists"
        }
        _ => "",
    };
    Ok(format!(
        "\nclosed years stay as they were closed{differs}\nthe ledger of this release waits in {}: tablero release --ledger {}",
        waits_in.display(),
        file.display()
    ))
}

/// Lists what the author of the codebook should know, a line each.
fn list_notes(codebook: &Codebook, file: &Path) -> String {
    let line = |note| format!("\n{}, {note}", file.display());
    codebook.notes.iter().map(line).collect()
}

/// Says that no key was given, on a line of its own.
fn warn_of_replay(links: &Links) -> &'static str {
    if links.secret.is_lasting() {
        ""
    } else {
        "\nNo key was given: whoever has this program can replay which numbers were hidden, and learn from that. Before you \
         make real numbers public, make a key (tablero link key FILE), and name it with --key FILE or TABLERO_KEY."
    }
}

/// Writes the internal report on records of which nothing was published. Returns a line that says where it is.
fn report_refusal(folder: &Folder, account: &Account) -> String {
    match folder.write(account) {
        Ok(()) => format!(
            "\nThe internal report on these records is in {}.",
            folder.path().display()
        ),
        // Printed after the refusal, which matters more.
        Err(error) => format!("\n{error}"),
    }
}

/// Lists values that resemble a known spelling, with the commands that accept them. If values are concealed, only counts
/// them.
fn list_suggestions(suggestions: &Suggestions, codebook: &Path, values: Values) -> String {
    let Suggestions { all, more } = suggestions;
    if all.is_empty() {
        return String::new();
    }
    let rows = more + all.iter().map(|suggestion| suggestion.rows).sum::<u64>();
    let count = all.len();
    let mut text = format!(
        "\nunknown spellings that resemble a known one: {count}, rows that have them: {rows}"
    );
    if values == Values::Concealed {
        return text + "; --show-values lists them with the commands that accept them";
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
    use crate::command::options::Reading;

    #[test]
    fn suggestions_are_counted_and_shown_only_with_show_values() {
        let directory = tempfile::tempdir().unwrap();
        let place = |name: &str| directory.path().join(name);
        std::fs::write(place("libro.toml"), codebook::sample::CODEBOOK).unwrap();
        let row = "2024-03-01,2024-09-01,DIR,ACC,Muger,14,CRI,NAC,FUE\n";
        let header =
            "solicitud,resolucion,tipo,resultado,sexo,edad,nacionalidad,condicion,medios\n";
        std::fs::write(place("r.csv"), format!("{header}{row}{row}")).unwrap();
        let message = |show_values| {
            let options = Options {
                input: Records {
                    codebook: place("libro.toml"),
                    records: vec![place("r.csv")],
                    reading: Reading {
                        database: vec![],
                        show_values,
                        key: None,
                        decisions: None,
                    },
                },
                out: place("data"),
                beside: Beside::default(),
            };
            let message = run(&options).err().unwrap().to_string();
            message.replace(&format!("{}/", directory.path().display()), "")
        };
        let expected = "\
r.csv, line 2, column “sexo”: a category of “sexo” was expected: F, M, U
r.csv, line 3, column “sexo”: a category of “sexo” was expected: F, M, U
The values of the fields are not shown, because they are personal data; --show-values shows them.
unknown spellings that resemble a known one: 1, rows that have them: 2; --show-values lists them with the commands that accept them";
        assert_eq!(message(false), expected);
        let expected = "\
r.csv, line 2, column “sexo”: a category of “sexo” was expected: F, M, U; “Muger” was found
r.csv, line 3, column “sexo”: a category of “sexo” was expected: F, M, U; “Muger” was found
unknown spellings that resemble a known one: 1, rows that have them: 2
  “Muger” in sexo, rows: 2; did you mean “Mujer” (F)?
    tablero codebook accept --codebook libro.toml --dimension sexo --category F --spelling Muger";
        assert_eq!(message(true), expected);
    }
}
