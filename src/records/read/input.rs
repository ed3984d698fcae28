//! Defines the inputs, files and databases, and finds the source in the codebook that each belongs to.

use std::path::{Path, PathBuf};

use crate::read::problem::Cause;
use codebook::Codebook;

/// A file or database to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file of the source whose patterns match its name.
    File(PathBuf),
    /// A file of the source with this id.
    OfSource(String, PathBuf),
    /// The database of the source with this id.
    Database(String),
}

impl Input {
    /// Parses `FILE` or `ID=FILE`. The text before `=` is part of the file's name unless it is the id of a source.
    pub fn parse(argument: &Path, codebook: &Codebook) -> Self {
        let named = argument.to_str().and_then(|text| text.split_once('='));
        match named.filter(|(id, _)| codebook.sources.iter().any(|source| source.id == *id)) {
            Some((id, file)) => Input::OfSource(id.into(), file.into()),
            None => Input::File(argument.into()),
        }
    }

    /// Returns the path of a file; `None` for a database.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Input::File(path) | Input::OfSource(_, path) => Some(path),
            Input::Database(_) => None,
        }
    }

    /// Returns the name for messages.
    pub(super) fn name(&self) -> String {
        match self {
            Input::File(path) | Input::OfSource(_, path) => path.display().to_string(),
            Input::Database(id) => format!("the database of “{id}”"),
        }
    }

    /// Finds the position of its source.
    pub(super) fn find_source(&self, codebook: &Codebook) -> Result<usize, Cause> {
        let position = |id: &String| codebook.sources.iter().position(|source| source.id == *id);
        match self {
            Input::OfSource(id, _) | Input::Database(id) => {
                position(id).ok_or_else(|| Cause::NoSource { id: id.clone() })
            }
            // A source that is alone takes any file, unless it declares patterns.
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
                let mut sources = Vec::new();
                for (position, source) in codebook.sources.iter().enumerate() {
                    let mut patterns = source.files.iter();
                    if patterns.any(|pattern| matches_pattern(pattern, &name)) {
                        sources.push(position);
                    }
                }
                match sources.as_slice() {
                    [source] => Ok(*source),
                    [] => Err(Cause::NoPattern),
                    [one, other, ..] => Err(Cause::TwoPatterns {
                        one: codebook.sources[*one].id.clone(),
                        other: codebook.sources[*other].id.clone(),
                    }),
                }
            }
        }
    }
}

/// Whether a name matches a pattern, in which `*` stands for any letters and `?` for one.
fn matches_pattern(pattern: &str, name: &str) -> bool {
    let mut pattern_chars = pattern.chars();
    match pattern_chars.next() {
        None => name.is_empty(),
        Some('*') => {
            let rest = pattern_chars.as_str();
            (0..=name.len())
                .filter(|at| name.is_char_boundary(*at))
                .any(|at| matches_pattern(rest, &name[at..]))
        }
        Some(letter) => {
            let mut name_chars = name.chars();
            name_chars
                .next()
                .is_some_and(|found| letter == '?' || letter == found)
                && matches_pattern(pattern_chars.as_str(), name_chars.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches_pattern;

    #[test]
    fn patterns_match_whole_names() {
        let matching = [
            ("*", ""),
            ("*", "a.csv"),
            ("pani-*.csv", "pani-2024.csv"),
            ("a?.x", "añ.x"),
            ("*a*b", "xaybab"),
        ];
        assert!(
            matching
                .iter()
                .all(|(pattern, name)| matches_pattern(pattern, name))
        );
        let others = [
            ("pani-*.csv", "pani-2024.xlsx"),
            ("a?", "a"),
            ("a", "ab"),
            ("", "a"),
            ("*a*b", "ba"),
        ];
        assert!(
            others
                .iter()
                .all(|(pattern, name)| !matches_pattern(pattern, name))
        );
    }
}
