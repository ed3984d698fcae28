//! Describes a drawing: marks on a scale, with the numbers and sentences that belong to them.
//!
//! Lengths are shares of the room that a drawing has, from 0 to 1. They follow from published numbers alone: what is
//! hidden by itself has none.

use crate::view::dots::Dots;

/// A drawing of the dashboard's own: text and SVG that nothing has to measure.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// Rows with a bar each.
    Bars(Bars),
    /// One bar that is everybody, divided into categories.
    Strip(Strip),
    /// Lines from year to year.
    Lines(Lines),
    /// A column a year.
    Columns(Columns),
    /// A bar a year, each divided into the same categories.
    Stacks(Stacks),
    /// Two selections on one scale.
    Pairs(Pairs),
    /// Bars on both sides of the categories.
    Mirror(Mirror),
}

/// What the fill of a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A number that the figure's sentence names.
    Named,
    /// A number.
    Plain,
    /// The number of a category with a colour of its own; there are four.
    Series(usize),
    /// A category that the reader has not chosen.
    Aside,
    /// Persons of whom the answer is not known.
    Unknown,
    /// What several hidden numbers add up to.
    Together,
    /// A number that may change, because more records are expected.
    Provisional,
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its length.
    pub length: f64,
    /// Its fill.
    pub fill: Fill,
    /// Its number, written in it where it has room.
    pub text: String,
}

/// A name with its number, as a row of a drawing or of its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The name.
    pub label: String,
    /// The address of the view filtered by it, if there is one.
    pub href: Option<String>,
    /// The number: `1 234`, `c`.
    pub text: String,
    /// The meaning of the number, where the text alone does not say it.
    pub meaning: Option<String>,
    /// The second number: the share of a count, the count of a share or a rate.
    pub beside: String,
    /// Whether the number is hidden.
    pub hidden: bool,
}

/// Rows with a bar each, the numbers in columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The headings of the name, the number, and the second number.
    pub heads: [String; 3],
    /// The rows.
    pub rows: Vec<Bar>,
    /// The number of hidden values that it shows only together, or not at all.
    pub hidden: usize,
}

/// A row with a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its name and number.
    pub item: Item,
    /// The parts of its bar; none where the number is hidden or nought.
    pub parts: Vec<Part>,
    /// Whether the number is 0.
    pub zero: bool,
    /// Whether the figure's sentence names it.
    pub named: bool,
    /// What its parts are: "incompleta 67 · completa 59".
    pub detail: Vec<Item>,
}

/// One bar that is everybody, with a key.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Its parts.
    pub parts: Vec<Part>,
    /// A dot for each person in place of the bar, where there are few.
    pub dots: Option<Dots>,
    /// The key: the items with their fill, and how deep they are nested.
    pub key: Vec<(Item, Fill, usize)>,
    /// The number of hidden values that it shows only together.
    pub hidden: usize,
}

/// Lines from year to year.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The name of the drawing for readers who do not see it.
    pub label: String,
    /// The years.
    pub years: Vec<Year>,
    /// The lines.
    pub series: Vec<Trend>,
    /// The values of the grid with their texts, from 0 to 1 of the height.
    pub steps: Vec<(f64, String)>,
    /// The meaning of the strokes: beyond chance, similar, provisional.
    pub strokes: [String; 3],
}

/// A year on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// Its label.
    pub label: String,
    /// Whether something else is counted from this year on.
    pub broken: bool,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Its name.
    pub name: String,
    /// Its points, one for each year.
    pub points: Vec<Point>,
}

/// A number of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The height; `None` where there is no number.
    pub height: Option<f64>,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether it may change.
    pub provisional: bool,
    /// The number.
    pub text: String,
    /// The sentence that says what it is.
    pub says: String,
    /// The stroke from the year before, if they can be compared.
    pub stroke: Option<Stroke>,
    /// The address of the view of this year alone, if there is one.
    pub href: Option<String>,
}

/// A stroke between two years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// The change is beyond chance.
    Thick,
    /// The two are similar.
    Thin,
}

/// A column a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The name of the drawing for readers who do not see it.
    pub label: String,
    /// The years, all labelled or only the first and the last.
    pub years: Vec<Year>,
    /// The numbers, one for each year.
    pub points: Vec<Point>,
    /// Whether all years are labelled.
    pub labelled: bool,
}

/// A bar a year, each divided into the same categories.
#[derive(Clone, Debug, PartialEq)]
pub struct Stacks {
    /// The key: the categories with their fills.
    pub key: Vec<(String, Fill)>,
    /// The headings of the year, the whole, and the share of the first category.
    pub heads: [String; 3],
    /// The bars: the year, the whole and the share, and the parts.
    pub rows: Vec<(Item, Vec<Part>)>,
    /// The number of hidden values that it shows only together.
    pub hidden: usize,
}

/// Two selections on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// The names of the two selections.
    pub sides: [String; 2],
    /// The selection of the earlier years, if they differ in years: its points are hollow.
    pub earlier: Option<usize>,
    /// The values of the grid with their texts, from 0 to 1 of the room.
    pub steps: Vec<(f64, String)>,
    /// The rows.
    pub rows: Vec<Pair>,
}

/// A category of two selections.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Its name.
    pub label: String,
    /// Its number in each selection.
    pub sides: [Item; 2],
    /// Where each stands on the scale; `None` where it has no share.
    pub places: [Option<f64>; 2],
    /// Whether the two differ by more than chance.
    pub differ: bool,
}

/// Bars on both sides of the categories, on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Mirror {
    /// The two groups with their numbers.
    pub sides: [Item; 2],
    /// Whether the first side has twice the room of the second.
    pub uneven: bool,
    /// The rows.
    pub rows: Vec<MirrorRow>,
    /// The number of hidden values that it shows only together, or not at all.
    pub hidden: usize,
}

/// A category with a bar on each side.
#[derive(Clone, Debug, PartialEq)]
pub struct MirrorRow {
    /// Its name.
    pub label: String,
    /// The address of the view filtered by it, if there is one.
    pub href: Option<String>,
    /// Its numbers.
    pub sides: [Item; 2],
    /// Their lengths as shares of each side's room; 0 where there is none.
    pub lengths: [f64; 2],
    /// The fills.
    pub fills: [Fill; 2],
}

impl Drawing {
    /// Counts the hidden values that it stands for.
    pub fn count_hidden(&self) -> usize {
        let points = |points: &[Point]| points.iter().filter(|point| point.hidden).count();
        match self {
            Drawing::Bars(bars) => bars.hidden,
            Drawing::Strip(strip) => strip.hidden,
            Drawing::Stacks(stacks) => stacks.hidden,
            Drawing::Mirror(mirror) => mirror.hidden,
            Drawing::Columns(columns) => points(&columns.points),
            Drawing::Lines(lines) => {
                let each = lines.series.iter().map(|line| points(&line.points));
                each.sum()
            }
            Drawing::Pairs(pairs) => {
                let items = pairs.rows.iter().flat_map(|row| &row.sides);
                items.filter(|item| item.hidden).count()
            }
        }
    }

    /// Counts its rows, or its years.
    pub fn count_rows(&self) -> usize {
        match self {
            Drawing::Bars(bars) => bars.rows.len(),
            Drawing::Strip(strip) => strip.key.len(),
            Drawing::Stacks(stacks) => stacks.rows.len(),
            Drawing::Columns(columns) => columns.points.len(),
            Drawing::Lines(lines) => lines.years.len(),
            Drawing::Pairs(pairs) => pairs.rows.len(),
            Drawing::Mirror(mirror) => mirror.rows.len(),
        }
    }

    /// Lists the addresses that its marks and names lead to.
    pub fn hrefs(&self) -> Vec<&str> {
        let mut found: Vec<&Option<String>> = Vec::new();
        match self {
            Drawing::Bars(bars) => {
                for row in &bars.rows {
                    found.push(&row.item.href);
                    found.extend(row.detail.iter().map(|item| &item.href));
                }
            }
            Drawing::Strip(strip) => found.extend(strip.key.iter().map(|(item, ..)| &item.href)),
            Drawing::Stacks(stacks) => found.extend(stacks.rows.iter().map(|(row, _)| &row.href)),
            Drawing::Mirror(mirror) => {
                found.extend(mirror.sides.iter().map(|side| &side.href));
                found.extend(mirror.rows.iter().map(|row| &row.href));
            }
            Drawing::Columns(columns) => found.extend(columns.points.iter().map(|one| &one.href)),
            Drawing::Lines(lines) => {
                let points = lines.series.iter().flat_map(|line| &line.points);
                found.extend(points.map(|point| &point.href));
            }
            Drawing::Pairs(pairs) => {
                let items = pairs.rows.iter().flat_map(|row| &row.sides);
                found.extend(items.map(|item| &item.href));
            }
        }
        found
            .into_iter()
            .filter_map(|href| href.as_deref())
            .collect()
    }
}
