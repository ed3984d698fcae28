//! Collects the mistakes of a codebook, each with its line and column.

use std::{fmt, ops::Range};

use crate::placed::Placed;

/// One mistake of a codebook.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Its line and column, from 1, in characters; `None` if the mistake has no place, such as a missing table.
    pub place: Option<(usize, usize)>,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// All mistakes of a codebook, in the order of their places. Never empty if returned as an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Mistake::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Mistakes {}

/// Collects mistakes while a codebook is resolved, so that its author sees all of them at once.
pub(super) struct Collector<'a> {
    text: &'a str,
    found: Vec<Mistake>,
    notes: Vec<Mistake>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Collector {
            text,
            found: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Reports a mistake at the place of a value.
    pub(super) fn at<T>(&mut self, value: &Placed<T>, message: impl Into<String>) {
        self.in_span(Some(value.span()), message);
    }

    /// Reports what the author should know and need not mend, at the place of a value.
    pub(super) fn note<T>(&mut self, value: &Placed<T>, message: impl Into<String>) {
        self.notes.push(Mistake {
            place: Some(place(self.text, value.span().start)),
            message: message.into(),
        });
    }

    /// Returns what the author should know, in the order of the text.
    pub(super) fn take_notes(&mut self) -> Vec<Mistake> {
        let mut notes = std::mem::take(&mut self.notes);
        notes.sort();
        notes.dedup();
        notes
    }

    /// Reports a mistake at a span of the text, or without a place.
    pub(super) fn in_span(&mut self, span: Option<Range<usize>>, message: impl Into<String>) {
        let place = span.map(|span| place(self.text, span.start));
        self.found.push(Mistake {
            place,
            message: message.into(),
        });
    }

    /// Returns the value if there are no mistakes.
    pub(super) fn or<T>(self, value: T) -> Result<T, Mistakes> {
        if self.found.is_empty() {
            Ok(value)
        } else {
            Err(self.into_error())
        }
    }

    /// Returns all mistakes in the order of the text.
    pub(super) fn into_error(mut self) -> Mistakes {
        self.found.sort();
        self.found.dedup();
        Mistakes(self.found)
    }
}

fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}
