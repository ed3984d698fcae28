//! Describes a chart: its categories, its series, and the length of each bar.

use cube::Lang;

/// The most series drawn side by side: the palette has no more colours that can be distinguished.
pub const MOST_SERIES: usize = 4;
/// Marks a break in the series along the axis of a chart: from this year on, something else is counted.
pub const BROKEN: &str = "*";

/// A chart: categories along one axis, one or several series of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its form.
    pub kind: Kind,
    /// The labels of the whole bars, if its series are stacked.
    pub stacked: Option<Vec<String>>,
    /// The unit of the numbers along its axis.
    pub unit: Unit,
    /// The names along the category axis.
    pub categories: Vec<String>,
    /// The series, each with one mark per category.
    pub series: Vec<Series>,
    /// The text alternative.
    pub description: String,
    /// Its height in CSS pixels.
    pub height: Height,
    /// Whether a legend names its series.
    pub legend: bool,
    /// The least range that its axis and margins must cover, so that both sides of a comparison have one scale.
    pub reach: Reach,
}

/// The range of a chart's numbers, and the length of its labels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// The smallest number, 0 or below.
    pub least: f64,
    /// The largest known number.
    pub most: f64,
    /// The number of letters of the longest label.
    pub letters: usize,
}

impl Reach {
    /// Returns the range that covers both.
    pub fn and(self, other: Reach) -> Reach {
        Reach {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
            letters: self.letters.max(other.letters),
        }
    }
}

/// The height of a chart in CSS pixels, so that its room is reserved before it is drawn.
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

/// The unit of the numbers along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Persons.
    Count,
    /// Per cent, as the language writes it.
    Percent(Lang),
}

/// One series of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Whether it is the residual: the whole minus the other series.
    pub residual: bool,
    /// One mark per category.
    pub marks: Vec<Mark>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its length.
    pub size: Size,
    /// Its label: `1 234`, `c`, `43–51`.
    pub label: String,
    /// Whether the reader has chosen other categories of its dimension.
    pub aside: bool,
    /// The address that a click on it leads to, below the site's root.
    pub href: Option<String>,
}

/// The length of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    /// Its number, which may be below zero.
    Exact(f64),
    /// A lower and an upper bound.
    Between(f64, f64),
    /// Unknown, because the number is hidden: a sign without any length.
    Hidden,
    /// Not drawn: persons of whom the answer is not known, where nothing else has a bar because it is hidden. Theirs would
    /// be as long as the chart.
    Apart(f64),
    /// None, because there is no number.
    None,
}

impl Size {
    /// Returns the length, if it is known exactly.
    pub fn exact(self) -> Option<f64> {
        match self {
            Size::Exact(size) => Some(size),
            Size::Between(..) | Size::Hidden | Size::Apart(_) | Size::None => None,
        }
    }

    /// Returns a lower and an upper bound of the length, if there are any.
    pub fn bounds(self) -> Option<(f64, f64)> {
        match self {
            Size::Exact(size) => Some((size, size)),
            Size::Between(least, most) => Some((least, most)),
            Size::Hidden | Size::Apart(_) | Size::None => None,
        }
    }
}

impl Chart {
    /// Computes the range of its numbers, widened to the one it must cover.
    pub fn reach(&self) -> Reach {
        let mut reach = self.reach;
        match &self.stacked {
            Some(wholes) => {
                for (at, label) in wholes.iter().enumerate() {
                    reach = reach.and(Reach {
                        least: 0.0,
                        most: self.whole(at),
                        letters: label.chars().count(),
                    });
                }
            }
            None => {
                for mark in self.series.iter().flat_map(|series| &series.marks) {
                    let (least, most) = mark.size.bounds().unwrap_or_default();
                    reach = reach.and(Reach {
                        least: least.min(0.0),
                        most,
                        letters: mark.label.chars().count(),
                    });
                }
            }
        }
        reach
    }

    /// Adds up the known parts of a stacked bar.
    fn whole(&self, category: usize) -> f64 {
        let parts = self
            .series
            .iter()
            .filter_map(|series| series.marks.get(category)?.size.exact());
        parts.sum()
    }

    /// Returns the address that a click on a mark leads to; series and data are numbered as ECharts does.
    pub fn href_at(&self, series_index: usize, data_index: usize) -> Option<&str> {
        // ECharts draws the known numbers of every series, then the hidden ones of every series or one series of wholes.
        let series = self.series.get(series_index % self.series.len().max(1))?;
        series.marks.get(data_index)?.href.as_deref()
    }
}
