//! Describes a row or a column of numbers: its category, year or measure, and how it is drawn.

use cube::TOTAL;

/// A row or a column.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its kind.
    pub kind: LineKind,
    /// The code of its category or year, or the id of its measure; empty for a residual.
    pub code: String,
    /// Its name in the page's language.
    pub label: String,
    /// The address of the view filtered by it.
    pub href: Option<String>,
    /// The number of categories that contain it.
    pub depth: usize,
    /// Whether it contains no other category.
    pub leaf: bool,
    /// Whether it counts the persons whose category is not known.
    pub unknown: bool,
    /// Whether it holds what no other category names.
    pub other: bool,
    /// Whether it counts persons without an answer, while shares are of those with one.
    pub without_answer: bool,
    /// Whether the reader has chosen other categories of its dimension.
    pub aside: bool,
}

/// The kind of a row or a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// The sum of the others.
    Total,
    /// A category of a dimension.
    Category,
    /// A year.
    Year,
    /// A measure.
    Measure,
    /// The residual: a whole minus the others.
    Residual,
}

impl Line {
    /// Makes the line of a category that contains no other.
    pub fn category(code: &str, label: String) -> Line {
        Line::new(LineKind::Category, code, label)
    }

    /// Makes the line of a year.
    pub fn year(code: &str, label: String) -> Line {
        Line::new(LineKind::Year, code, label)
    }

    /// Makes the line of a measure.
    pub fn measure(id: &str, label: String) -> Line {
        Line::new(LineKind::Measure, id, label)
    }

    /// Makes the line of the total.
    pub fn total(label: String) -> Line {
        Line {
            leaf: false,
            ..Line::new(LineKind::Total, TOTAL, label)
        }
    }

    /// Makes the line of a residual.
    pub fn residual(label: String) -> Line {
        Line {
            leaf: false,
            ..Line::new(LineKind::Residual, "", label)
        }
    }

    /// Decides whether it is the total.
    pub fn is_total(&self) -> bool {
        self.kind == LineKind::Total
    }

    /// Decides whether it is a residual.
    pub fn is_residual(&self) -> bool {
        self.kind == LineKind::Residual
    }

    fn new(kind: LineKind, code: &str, label: String) -> Line {
        Line {
            kind,
            code: code.into(),
            label,
            href: None,
            depth: 0,
            leaf: true,
            unknown: false,
            other: false,
            without_answer: false,
            aside: false,
        }
    }
}

/// Lists the labels of some lines.
pub fn labels(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| line.label.clone()).collect()
}
