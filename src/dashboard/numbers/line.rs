//! Describes a row or a column of numbers: which category, year or measure it is, and what is drawn of it.

use cube::TOTAL;

/// A row or a column.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it stands for.
    pub kind: LineKind,
    /// The code of its category or year, or the id of its measure; nothing where it is a residual.
    pub code: String,
    /// Its name in the page's language.
    pub label: String,
    /// The view that keeps only this.
    pub href: Option<String>,
    /// How many categories contain it.
    pub depth: usize,
    /// Whether it contains no other.
    pub leaf: bool,
    /// Whether it counts those of whom it is not known.
    pub unknown: bool,
    /// Whether it counts those without an answer where shares are of those with one.
    pub without_answer: bool,
    /// Whether the reader has chosen others of its dimension.
    pub aside: bool,
}

/// What a row or a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// It adds up the others.
    Total,
    /// A category of a dimension.
    Category,
    /// A year.
    Year,
    /// A measure.
    Measure,
    /// What the others leave of a whole.
    Residual,
}

impl Line {
    /// A category, which contains no other.
    pub fn category(code: &str, label: String) -> Line {
        Line::new(LineKind::Category, code, label)
    }

    /// A year.
    pub fn year(code: &str, label: String) -> Line {
        Line::new(LineKind::Year, code, label)
    }

    /// A measure.
    pub fn measure(id: &str, label: String) -> Line {
        Line::new(LineKind::Measure, id, label)
    }

    /// What adds up the others.
    pub fn total(label: String) -> Line {
        Line {
            leaf: false,
            ..Line::new(LineKind::Total, TOTAL, label)
        }
    }

    /// What the others leave of a whole.
    pub fn residual(label: String) -> Line {
        Line {
            leaf: false,
            ..Line::new(LineKind::Residual, "", label)
        }
    }

    /// Whether it adds up the others.
    pub fn is_total(&self) -> bool {
        self.kind == LineKind::Total
    }

    /// Whether it is what the others leave of a whole.
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
            without_answer: false,
            aside: false,
        }
    }
}

/// The labels of some lines.
pub fn labels(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| line.label.clone()).collect()
}
