//! Describes a chart: its categories, its series, and how long each bar is.

use cube::Lang;

/// How many series are drawn side by side: the palette has no more colours that keep apart.
pub const MOST_SERIES: usize = 4;
/// The sign of a year from which on something else is counted, along the axis of a chart.
pub const BROKEN: &str = "*";

/// A chart: categories along one axis, one or several series of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its form.
    pub kind: Kind,
    /// Where its series stand one on the other: what is written at each whole.
    pub stacked: Option<Vec<String>>,
    /// What the numbers along its axis are.
    pub unit: Unit,
    /// The names along the category axis.
    pub categories: Vec<String>,
    /// What is drawn for each category.
    pub series: Vec<Series>,
    /// The sentence that says what the chart shows, for those who do not see it.
    pub description: String,
    /// Its height in CSS pixels.
    pub height: Height,
    /// Whether a legend names its series.
    pub legend: bool,
    /// What its axis and its margins must hold, also where its own numbers need less: those of the other side.
    pub reach: Reach,
}

/// How far the numbers of a chart reach.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// The least number, 0 or below.
    pub least: f64,
    /// The largest number, where any is known.
    pub most: f64,
    /// How many letters the longest of the numbers' labels has.
    pub letters: usize,
}

impl Reach {
    /// What holds both.
    pub fn and(self, other: Reach) -> Reach {
        Reach {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
            letters: self.letters.max(other.letters),
        }
    }
}

/// How high a chart must be, in CSS pixels, so that it can have its room before it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Height {
    /// On a phone, where names need more lines.
    pub narrow: u32,
    /// Everywhere else.
    pub wide: u32,
}

/// The form of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Vertical bars, the categories from left to right: time.
    Columns,
    /// Horizontal bars, the categories from top to bottom.
    Bars,
}

/// What the numbers along an axis are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Persons.
    Count,
    /// Per cent, as a language writes it.
    Percent(Lang),
}

/// One series of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Whether it is what the others leave of a whole.
    pub residual: bool,
    /// One mark a category.
    pub marks: Vec<Mark>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// How long it is.
    pub size: Size,
    /// What is written at it: `1 234`, `c`, `43–51`.
    pub label: String,
    /// Whether the reader has chosen others of its dimension.
    pub aside: bool,
    /// Where a click on it leads, below the site's root.
    pub href: Option<String>,
}

/// How long a bar is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    /// As long as its number, which may be below zero.
    Exact(f64),
    /// At least and at most as long.
    Between(f64, f64),
    /// The number is hidden.
    Hidden,
    /// Its source has a mark in the place of a number.
    Marked,
    /// There is no number.
    None,
}

impl Size {
    /// How long it is, where that is known.
    pub fn exact(self) -> Option<f64> {
        match self {
            Size::Exact(size) => Some(size),
            Size::Between(..) | Size::Hidden | Size::Marked | Size::None => None,
        }
    }

    /// How long it is at least and at most, where anything is known.
    pub fn bounds(self) -> Option<(f64, f64)> {
        match self {
            Size::Exact(size) => Some((size, size)),
            Size::Between(least, most) => Some((least, most)),
            Size::Hidden | Size::Marked | Size::None => None,
        }
    }
}

impl Chart {
    /// How far its numbers reach, and those that it must hold besides.
    pub fn reach(&self) -> Reach {
        let marks = self.series.iter().flat_map(|series| &series.marks);
        let own = marks.map(|mark| {
            let (least, most) = mark.size.bounds().unwrap_or_default();
            Reach {
                least: least.min(0.0),
                most,
                letters: mark.label.chars().count(),
            }
        });
        let wholes = self
            .stacked
            .iter()
            .flatten()
            .enumerate()
            .map(|(at, label)| {
                let parts = self
                    .series
                    .iter()
                    .filter_map(|series| series.marks.get(at)?.size.exact());
                Reach {
                    least: 0.0,
                    most: parts.sum(),
                    letters: label.chars().count(),
                }
            });
        if self.stacked.is_some() {
            wholes.fold(self.reach, Reach::and)
        } else {
            own.fold(self.reach, Reach::and)
        }
    }

    /// Where a click on a mark leads, in ECharts' own numbering of series and data.
    pub fn href_at(&self, series_index: usize, data_index: usize) -> Option<&str> {
        // Behind the series of numbers stand as many with what is hidden of them, or one with the wholes.
        let series = self.series.get(series_index % self.series.len().max(1))?;
        series.marks.get(data_index)?.href.as_deref()
    }
}
