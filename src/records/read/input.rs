//! What is read: files and databases, each of one of the codebook's sources.

use std::path::{Path, PathBuf};

use crate::read::problem::Cause;
use codebook::Codebook;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file of the source whose patterns its name fits.
    File(PathBuf),
    /// A file of the source with this id.
    Of(String, PathBuf),
    /// The database of the source with this id.
    Database(String),
}

impl Input {
    /// What `FILE` or `ID=FILE` names. What stands before `=` is part of the file's name unless it is a source.
    pub fn new(argument: &Path, codebook: &Codebook) -> Self {
        let named = argument.to_str().and_then(|text| text.split_once('='));
        match named.filter(|(id, _)| codebook.sources.iter().any(|source| source.id == *id)) {
            Some((id, file)) => Input::Of(id.into(), file.into()),
            None => Input::File(argument.into()),
        }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Input::File(path) | Input::Of(_, path) => Some(path),
            Input::Database(_) => None,
        }
    }

    /// As it is told to people.
    pub(super) fn name(&self) -> String {
        match self {
            Input::File(path) | Input::Of(_, path) => path.display().to_string(),
            Input::Database(id) => format!("the database of “{id}”"),
        }
    }

    /// The position of its source.
    pub(super) fn source(&self, codebook: &Codebook) -> Result<usize, Cause> {
        let position = |id: &String| codebook.sources.iter().position(|source| source.id == *id);
        match self {
            Input::Of(id, _) | Input::Database(id) => {
                position(id).ok_or_else(|| Cause::NoSource { id: id.clone() })
            }
            // A source alone takes whatever it is given, unless it says what its files are called.
            Input::File(_)
                if codebook.sources.len() == 1 && codebook.sources[0].files.is_empty() =>
            {
                Ok(0)
            }
            Input::File(path) => {
                let name = path
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default();
                let fits = |at: &usize| {
                    codebook.sources[*at]
                        .files
                        .iter()
                        .any(|pattern| fits(pattern, &name))
                };
                let sources: Vec<usize> = (0..codebook.sources.len()).filter(fits).collect();
                match sources.as_slice() {
                    [source] => Ok(*source),
                    [] => Err(Cause::NoPattern),
                    [one, other, ..] => {
                        let id = |at: &usize| codebook.sources[*at].id.clone();
                        Err(Cause::TwoPatterns {
                            one: id(one),
                            other: id(other),
                        })
                    }
                }
            }
        }
    }
}

/// Whether a name fits a pattern, in which `*` stands for any letters and `?` for one.
fn fits(pattern: &str, name: &str) -> bool {
    let mut pattern_chars = pattern.chars();
    match pattern_chars.next() {
        None => name.is_empty(),
        Some('*') => {
            let rest = pattern_chars.as_str();
            (0..=name.len())
                .filter(|at| name.is_char_boundary(*at))
                .any(|at| fits(rest, &name[at..]))
        }
        Some(letter) => {
            let mut name_chars = name.chars();
            name_chars
                .next()
                .is_some_and(|found| letter == '?' || letter == found)
                && fits(pattern_chars.as_str(), name_chars.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_fit_whole_names() {
        let fitting = [
            ("*", ""),
            ("*", "a.csv"),
            ("pani-*.csv", "pani-2024.csv"),
            ("a?.x", "añ.x"),
            ("*a*b", "xaybab"),
        ];
        assert!(fitting.iter().all(|(pattern, name)| fits(pattern, name)));
        let others = [
            ("pani-*.csv", "pani-2024.xlsx"),
            ("a?", "a"),
            ("a", "ab"),
            ("", "a"),
            ("*a*b", "ba"),
        ];
        assert!(others.iter().all(|(pattern, name)| !fits(pattern, name)));
    }
}
