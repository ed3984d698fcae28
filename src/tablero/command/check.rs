//! `tablero codebook check`: whether codebooks are free of contradictions.

use codebook::Codebook;

use super::{Done, Exit};
use crate::cli::Check;

pub(super) fn run(options: &Check) -> Done {
    let mut text = Vec::new();
    let mut code = Exit::Done;
    for file in &options.files {
        match Codebook::open(file) {
            Ok(codebook) => text.push(format!(
                "{}: sound: {}",
                file.display(),
                codebook.summarize()
            )),
            Err(error) => {
                text.push(error.to_string());
                code = Exit::Problems;
            }
        }
    }
    Done {
        text: text.join("\n"),
        code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use codebook::sample::CODEBOOK;

    #[test]
    fn every_file_is_told_of_and_every_mistake_with_its_place() {
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
            let done = run(&Check { files });
            (
                done.text
                    .replace(&format!("{}/", directory.path().display()), ""),
                done.code,
            )
        };
        let good = "good.toml: sound: 7 dimensions, 2 measures, 18 tables, 1 source";
        assert_eq!(check(&["good.toml"]), (good.into(), Exit::Done));
        let all = "bad.toml, line 11, column 13: a threshold of 1 protects nobody: choose 3 or more\n\
                   bad.toml, line 18, column 8: the last year, 2000, is before the first, 2024: correct one of them\n\
                   good.toml: sound: 7 dimensions, 2 measures, 18 tables, 1 source\n\
                   none.toml: the codebook cannot be read: No such file or directory (os error 2)";
        assert_eq!(
            check(&["bad.toml", "good.toml", "none.toml"]),
            (all.into(), Exit::Problems)
        );
    }
}
