//! `tablero codebook check`: prints every mistake in codebooks.

use std::path::PathBuf;

use clap::Args;
use codebook::Codebook;

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
            Ok(codebook) => text.push(format!(
                "{}: no mistakes: {}",
                file.display(),
                codebook.summarize()
            )),
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
        let all = "bad.toml, line 11, column 13: a threshold of 1 protects nobody: choose 3 or more\n\
                   bad.toml, line 18, column 8: the last year, 2000, is before the first, 2024: correct one of them\n\
                   good.toml: no mistakes: 7 dimensions, 2 measures, 18 tables, 1 source\n\
                   none.toml: the codebook cannot be read: No such file or directory (os error 2)";
        assert_eq!(
            check(&["bad.toml", "good.toml", "none.toml"]),
            (all.into(), Exit::Problems)
        );
    }
}
