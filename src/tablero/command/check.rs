//! `tablero codebook check`: prints every mistake in codebooks, and proposes relations that are missing.

use std::path::PathBuf;

use clap::Args;
use codebook::{Codebook, suspect_relations};

use crate::command::outcome::{Exit, Outcome};

/// The options of `tablero codebook check`.
#[derive(Args)]
pub struct Options {
    /// The codebooks to check (TOML).
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

pub(super) fn run(options: &Options) -> Outcome {
    let mut text = Vec::new();
    let mut exit = Exit::Success;
    for file in &options.files {
        match Codebook::open(file) {
            Ok(codebook) => {
                let name = file.display();
                text.push(format!("{name}: no mistakes: {}", codebook.summarize()));
                text.extend(codebook.notes.iter().map(|note| format!("{name}, {note}")));
                text.extend(propose(&codebook).map(|proposed| format!("{name}: {proposed}")));
            }
            Err(error) => {
                text.push(error.to_string());
                exit = Exit::Problems;
            }
        }
    }
    Outcome {
        text: text.join("\n"),
        exit,
    }
}

/// Lists the relations that are suspected, ready to paste; `None` if there are none.
fn propose(codebook: &Codebook) -> Option<String> {
    let suspected = suspect_relations(codebook);
    if suspected.is_empty() {
        return None;
    }
    let lines: Vec<String> = suspected.iter().map(ToString::to_string).collect();
    Some(format!(
        "relations that the labels suggest: {}. Without them, whoever knows them can narrow hidden numbers. Add those that \
         hold by definition; never add one because a crossing is empty, for that would publish the zero:\n\n{}",
        suspected.len(),
        lines.join("\n")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    use codebook::sample::CODEBOOK;

    #[test]
    fn every_file_is_listed_and_every_mistake_with_its_line() {
        let directory = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            std::fs::write(directory.path().join(name), text).unwrap();
        };
        file("good.toml", CODEBOOK);
        file(
            "bad.toml",
            &CODEBOOK
                .replace("threshold = 5", "threshold = 1")
                .replace("last = 2025", "last = 2000"),
        );
        let check = |names: &[&str]| {
            let files = names
                .iter()
                .map(|name| directory.path().join(name))
                .collect();
            let done = run(&Options { files });
            (
                done.text
                    .replace(&format!("{}/", directory.path().display()), ""),
                done.exit,
            )
        };
        let good = "good.toml: no mistakes: 7 dimensions, 2 measures, 18 tables, 1 source";
        assert_eq!(check(&["good.toml"]), (good.into(), Exit::Success));
        file(
            "old.toml",
            &CODEBOOK.replace("en = \"Male\"", "en = \"Male\", unprotected = true"),
        );
        let (old, exit) = check(&["old.toml"]);
        assert!(
            old.contains("\nold.toml, line 65, column 59: “unprotected” has no effect: nobody is exempt from protection"),
            "{old}"
        );
        assert_eq!(exit, Exit::Success);
        let all = "bad.toml, line 11, column 13: a threshold of 1 protects nobody: choose 3 or more\n\
                   bad.toml, line 18, column 8: the last year, 2000, is before the first, 2024: correct one of them\n\
                   good.toml: no mistakes: 7 dimensions, 2 measures, 18 tables, 1 source\n\
                   none.toml: the codebook cannot be read: No such file or directory (os error 2)";
        assert_eq!(
            check(&["bad.toml", "good.toml", "none.toml"]),
            (all.into(), Exit::Problems)
        );
    }

    #[test]
    fn relations_that_labels_suggest_are_proposed_ready_to_paste() {
        let undeclared = CODEBOOK
            .replace("[[equal]]\n", "")
            .replace("a = { dimension = \"nacionalidad\", code = \"CRI\" }\n", "")
            .replace("b = { dimension = \"condicion\", code = \"NAC\" }\n", "");
        assert_ne!(undeclared, CODEBOOK);
        let proposed = propose(&Codebook::parse(&undeclared).unwrap()).unwrap();
        let expected = "\
# “Costa Rica”, “Nacional”: nationals, and only they, have the nationality of the country
[[equal]]
a = { dimension = \"nacionalidad\", code = \"CRI\" }
b = { dimension = \"condicion\", code = \"NAC\" }
";
        assert!(proposed.ends_with(expected), "{proposed}");
        let pasted = undeclared.replace("[tables]", &format!("{expected}\n[tables]"));
        assert_eq!(propose(&Codebook::parse(&pasted).unwrap()), None);
    }

    #[test]
    fn the_demonstration_declares_what_its_labels_suggest() {
        let codebook = Codebook::parse(crate::demo::CODEBOOK).unwrap();
        assert_eq!(propose(&codebook).unwrap_or_default(), "");
    }
}
