//! Computes the layout of a chart: margins, the numbers' axis, and the labels at bars.
//!
//! Text is not measured (this crate knows no fonts) but estimated, on the wide side.

use serde_json::{Value, json};

use crate::view::{BROKEN, Chart, Height, Kind, Mark, Reach, Size, Unit};

/// The estimated width of a letter at the charts' font size.
const LETTER: f64 = 8.0;
/// The height of one line of a category's name.
const LINE: usize = 14;
/// The least height of a bar with the space around it.
const BAR: usize = 34;
/// In a container narrower than this, names stand above their bars: beside them, the bars would have hardly any room.
const NARROW: f64 = 428.0;
/// The width of a container on a small phone.
const NARROWEST: f64 = 280.0;
/// The share of the width for names beside bars, and the most that they take.
const NAME_SHARE: f64 = 0.38;
const NAME_MOST: f64 = 190.0;
/// The number of letters that surely fit on a line above a bar, and on a line beside one.
const NAME_LETTERS_ABOVE: usize = 40;
const NAME_LETTERS: usize = 20;
/// The thickness of a bar below its name, and the distance between the two.
pub const BAR_BELOW: u8 = 14;
const NAME_GAP: f64 = 2.0;
/// A column narrower than this has no number at it.
const LEAST_COLUMN: f64 = 12.5;
/// The width of a series' box in the legend, and of a piece of its line.
const BOX: f64 = 12.0;
const STROKE: f64 = 28.0;
/// The height of a line of the legend.
const LEGEND_LINE: u32 = 24;
/// The height of a number at a bar or a point.
pub const LABEL: f64 = 16.0;
/// The height of the sign in place of a number that is not known, with the space below it.
pub const CHIP: f64 = 26.0;

/// The axis of the numbers: from `bottom` to `top` with a line every `step`, and 0 among them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The lowest number on it: 0, or below.
    pub bottom: f64,
    /// The highest number on it.
    pub top: f64,
    /// The distance between its lines.
    pub step: f64,
}

/// The places of the parts of a chart, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The margin left of the bars.
    pub left: f64,
    /// The margin right of the bars.
    pub right: f64,
    /// The margin above the bars.
    pub top: f64,
    /// The margin below the bars.
    pub bottom: f64,
    /// The width of the categories' names, for horizontal bars.
    pub name_width: f64,
    /// The distance from the end of a name to the middle of its bars, if names stand above their bars.
    pub name_above: Option<f64>,
    /// The axis of the numbers.
    pub scale: Scale,
    /// The length of the numbers' axis, and the room that a number has across a bar.
    pub room: (f64, f64),
    /// The width that the names share.
    across: f64,
    /// Whether its lines carry numbers.
    pub numbered: bool,
    /// Whether known numbers are drawn as lines, because columns of several series have no room for their numbers.
    pub lines: bool,
    labels: Labels,
}

/// The way in which numbers are written at bars and points.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Labels {
    /// From left to right.
    Level,
    /// Turned by 90 degrees.
    Upright,
    /// Not at all, except for hidden marks.
    OnlyHidden,
}

impl Layout {
    /// Computes the layout of a chart in a container of this width.
    pub fn new(chart: &Chart, width: u32) -> Layout {
        match chart.kind {
            Kind::Bars => Layout::for_bars(chart, width.into()),
            Kind::Columns => Layout::for_columns(chart, width.into()),
        }
    }

    /// Lays out horizontal bars: the names beside them, or above them in a narrow container.
    fn for_bars(chart: &Chart, width: f64) -> Layout {
        let Reach { most, letters, .. } = chart.reach();
        let is_narrow = width < NARROW;
        let name_width = (width * NAME_SHARE).min(NAME_MOST).floor();
        let left = if is_narrow { 0.0 } else { name_width + 12.0 };
        let right = (letters as f64 * LETTER + 10.0).min(width / 2.0);
        let above = if is_narrow { 12.0 } else { 4.0 };
        let half = bars_per_category(chart) as f64 * f64::from(BAR_BELOW) / 2.0;
        let top = if most > 0.0 { most } else { 1.0 };
        Layout {
            left,
            right,
            top: legend_height(chart, width, BOX) + above,
            bottom: 4.0,
            name_width: if is_narrow { width } else { name_width },
            name_above: is_narrow.then_some(half + NAME_GAP),
            scale: Scale {
                bottom: 0.0,
                top,
                step: top,
            },
            room: (width - left - right, f64::INFINITY),
            across: f64::INFINITY,
            numbered: false,
            lines: false,
            labels: Labels::Level,
        }
    }

    /// Lays out columns, which become lines where they have no room for their numbers.
    fn for_columns(chart: &Chart, width: f64) -> Layout {
        let Reach {
            least,
            most,
            letters,
        } = chart.reach();
        let label = letters as f64 * LETTER;
        let scale = scale(least, most);
        let numbered = is_numbered(chart, scale);
        let left = if numbered {
            axis_width(chart, scale)
        } else {
            4.0
        };
        let across = width - left - 8.0;
        let columns = chart.categories.len().max(1) * bars_per_category(chart);
        let column = across * 0.85 / columns as f64;
        let at_columns = labels_at_columns(column, label);
        let lines = at_columns != Labels::Level && can_be_lines(chart, least);
        let labels = if lines {
            labels_at_points(across / chart.categories.len() as f64, label)
        } else {
            at_columns
        };
        let above = if labels == Labels::Upright {
            label
        } else {
            LABEL
        };
        let icon = if lines { STROKE } else { BOX };
        let top = legend_height(chart, width, icon) + above + 8.0;
        let bottom = 28.0;
        Layout {
            left,
            right: 8.0,
            top,
            bottom,
            room: (f64::from(chart.height.wide) - top - bottom, column),
            across,
            name_width: 0.0,
            name_above: None,
            scale,
            numbered,
            lines,
            labels,
        }
    }

    /// Chooses the names written along the axis, and leaves the others empty. Below columns, they are as many as have
    /// room, counted from the last, and always those that mark a break.
    pub fn names(&self, chart: &Chart) -> Vec<String> {
        let names = &chart.categories;
        let widest = names
            .iter()
            .map(|name| text_width(name))
            .fold(0.0, f64::max);
        let step = (widest * names.len() as f64 / self.across).ceil().max(1.0) as usize;
        let is_break = |at: usize| names[at].ends_with(BROKEN);
        let is_shown = |at: usize| {
            let mut near = at.saturating_sub(step - 1)..names.len().min(at + step);
            is_break(at) || (names.len() - 1 - at).is_multiple_of(step) && !near.any(is_break)
        };
        let mut shown = names.clone();
        for (at, name) in shown.iter_mut().enumerate() {
            if !is_shown(at) {
                name.clear();
            }
        }
        shown
    }

    /// Returns the width of a series' sign in the legend: a box, or a piece of its line.
    pub fn legend_icon(&self) -> f64 {
        if self.lines { STROKE } else { BOX }
    }

    /// Decides whether a part of a stacked bar has room for its number.
    pub fn holds(&self, chart: &Chart, size: f64, label: &str) -> bool {
        let (axis, across) = self.room;
        let length = size / (self.scale.top - self.scale.bottom) * axis;
        match chart.kind {
            Kind::Columns => length >= LABEL && across >= text_width(label),
            Kind::Bars => length >= text_width(label),
        }
    }

    /// Returns the space on both sides of the sign in place of a number, so that neighbouring signs do not lie upon each
    /// other.
    pub fn sign_padding(&self, label: &str) -> u8 {
        let (_, across) = self.room;
        let free = (across - text_width(label)) / 2.0 - 1.0;
        if free >= 5.0 {
            5
        } else if free >= 3.0 {
            3
        } else {
            1
        }
    }

    /// Returns the label at a bar, as ECharts expects it.
    pub fn label(&self, mark: &Mark) -> Value {
        let known = mark.size.bounds();
        let below = known.is_some_and(|(least, _)| least < 0.0);
        let mut label = match self.labels {
            Labels::OnlyHidden if known.is_some() => return json!({ "show": false }),
            Labels::Upright if known.is_some() => json!({
                "formatter": mark.label, "rotate": 90, "align": if below { "right" } else { "left" },
                "verticalAlign": "middle", "distance": 8, "fontSize": 12,
            }),
            _ => json!({ "formatter": mark.label }),
        };
        if below {
            label["position"] = "bottom".into();
        }
        label
    }
}

/// Counts the bars that stand side by side in a category; stacked ones are one bar.
fn bars_per_category(chart: &Chart) -> usize {
    if chart.stacked.is_some() {
        1
    } else {
        chart.series.len().max(1)
    }
}

/// Decides whether the lines of the numbers' axis carry numbers.
///
/// ECharts groups the digits of an axis in the English way and writes a hyphen for a minus; so from 1,000 on and below
/// 0, only the bars carry numbers.
fn is_numbered(chart: &Chart, scale: Scale) -> bool {
    let is_known = marks(chart).any(|mark| mark.size.bounds().is_some());
    is_known && scale.top < 1000.0 && scale.bottom == 0.0
}

/// Estimates the width that the axis' numbers need.
fn axis_width(chart: &Chart, scale: Scale) -> f64 {
    let unit = if matches!(chart.unit, Unit::Percent(_)) {
        2.0 * LETTER
    } else {
        0.0
    };
    // Written as a whole number: code that writes fractions would make the page larger.
    text_width(&(scale.top as u64).to_string()) + unit + 10.0
}

/// Decides whether columns may become lines: a line can show neither ranges nor changes.
fn can_be_lines(chart: &Chart, least: f64) -> bool {
    let has_ranges = marks(chart).any(|mark| matches!(mark.size, Size::Between(..)));
    bars_per_category(chart) > 1 && least >= 0.0 && !has_ranges
}

fn marks(chart: &Chart) -> impl Iterator<Item = &Mark> {
    chart.series.iter().flat_map(|series| &series.marks)
}

/// Chooses how numbers are written at columns of this width.
fn labels_at_columns(column: f64, label: f64) -> Labels {
    if column >= label + 2.0 {
        Labels::Level
    } else if column >= LEAST_COLUMN {
        Labels::Upright
    } else {
        Labels::OnlyHidden
    }
}

/// Chooses how numbers are written at the points of lines that lie this far apart.
fn labels_at_points(distance: f64, label: f64) -> Labels {
    if distance >= label {
        Labels::Level
    } else {
        Labels::OnlyHidden
    }
}

/// Computes the height of a chart of horizontal bars, with `beside` bars for each name.
///
/// Each name has the room that the longest one needs, beside its bars or above them; a legend of these series adds its
/// lines.
pub fn bars_height<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    beside: usize,
    legend: &[&str],
) -> Height {
    let longest = |letters| {
        names
            .clone()
            .map(|name| lines(name, letters))
            .max()
            .unwrap_or(1)
    };
    let height = |each: usize, width| {
        let bars = u32::try_from(names.clone().count() * each + 8).unwrap_or(u32::MAX);
        bars + legend_lines(legend, width, BOX) * LEGEND_LINE
    };
    let more = (beside - 1) * usize::from(BAR_BELOW);
    let at_side = (BAR + more).max(longest(NAME_LETTERS) * LINE + 2);
    let above = BAR + 4 + more + (longest(NAME_LETTERS_ABOVE) - 1) * LINE;
    Height {
        narrow: height(at_side.max(above), NARROWEST) + 8,
        wide: height(at_side, NARROW),
    }
}

/// Counts the lines of a text that is broken between words.
fn lines(text: &str, letters: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in text.split_whitespace().map(|word| word.chars().count()) {
        if used > 0 && used + 1 + word > letters {
            lines += 1;
            used = 0;
        }
        used += word + usize::from(used > 0);
    }
    lines
}

/// Estimates the width of a text.
fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER
}

/// Computes the height of a chart's legend; 0 where it has none.
fn legend_height(chart: &Chart, width: f64, icon: f64) -> f64 {
    let names: Vec<&str> = chart
        .series
        .iter()
        .filter(|_| chart.legend)
        .map(|series| series.name.as_str())
        .collect();
    f64::from(legend_lines(&names, width, icon) * LEGEND_LINE)
}

/// Counts the lines of a legend that is filled from the left.
fn legend_lines(names: &[&str], width: f64, icon: f64) -> u32 {
    let (mut lines, mut used) = (u32::from(!names.is_empty()), 0.0);
    for item in names.iter().map(|name| text_width(name) + icon + 18.0) {
        if used > 0.0 && used + item > width {
            lines += 1;
            used = 0.0;
        }
        used += item;
    }
    lines
}

/// Chooses an axis with about five lines at round whole numbers.
fn scale(least: f64, most: f64) -> Scale {
    let step = step(most - least, 5.0);
    let (bottom, top) = (
        (least / step).floor() * step,
        (most.max(1.0) / step).ceil() * step,
    );
    // Below zero the numbers need room above the names of the categories.
    if bottom < 0.0 {
        Scale {
            bottom: bottom - step,
            top,
            step,
        }
    } else {
        Scale { bottom, top, step }
    }
}

/// Finds the least round whole number of which `parts` cover `room`.
fn step(room: f64, parts: f64) -> f64 {
    let room = room.max(1.0);
    let mut least = f64::INFINITY;
    let mut power = 1.0;
    for _ in 0..20 {
        for round in [1.0, 2.0, 5.0, 10.0, 25.0, 50.0] {
            let step = round * power;
            if step * parts >= room {
                least = step.min(least);
            }
        }
        power *= 10.0;
    }
    if least.is_finite() { least } else { room }
}
