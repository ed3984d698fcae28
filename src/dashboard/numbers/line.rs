//! Describes a row or a column of numbers: what it is about, and what kind of line it is.

/// A row or a column.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about.
    pub label: String,
    /// The view that keeps only this.
    pub href: Option<String>,
    /// Whether it adds up the others.
    pub total: bool,
    /// Whether it is what the others leave of a whole.
    pub rest: bool,
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

impl Line {
    /// A category by its name alone.
    pub fn plain(label: String) -> Line {
        Line {
            label,
            href: None,
            total: false,
            rest: false,
            depth: 0,
            leaf: true,
            unknown: false,
            without_answer: false,
            aside: false,
        }
    }

    /// What the others leave of a whole.
    pub fn rest(label: String) -> Line {
        Line {
            rest: true,
            leaf: false,
            ..Line::plain(label)
        }
    }

    /// What adds up the others.
    pub fn total(label: String) -> Line {
        Line {
            total: true,
            leaf: false,
            ..Line::plain(label)
        }
    }
}

/// The labels of some lines.
pub fn labels(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| line.label.clone()).collect()
}
