//! Computes where the parts of a chart go: margins, the axis, and how the numbers at the bars are written.
//!
//! Text is not measured (this crate knows no fonts) but estimated, on the wide side.

use serde_json::{Value, json};

use crate::view::{BROKEN, Chart, Height, Kind, Mark, Reach, Size, Unit};

/// The estimated width of a letter at the charts' font size.
const LETTER: f64 = 8.0;
/// The height of a line of a category's name.
const LINE: usize = 14;
/// The least height of a bar with the space around it.
const BAR: usize = 34;
/// In a container narrower than this, names stand above their bars: beside them, hardly any room would be left for bars.
const NARROW: f64 = 428.0;
/// The width of a container on a small phone.
const NARROWEST: f64 = 280.0;
/// The names' column beside bars: its share of the width, and the most it takes.
const NAME_SHARE: f64 = 0.38;
const NAME_MOST: f64 = 190.0;
/// As many letters of a name as surely fit a line: above a bar, and beside one.
const NAME_LETTERS_ABOVE: usize = 40;
const NAME_LETTERS: usize = 20;
/// The thickness of a bar below its name, and the distance between the two.
pub const BAR_BELOW: u8 = 14;
const NAME_GAP: f64 = 2.0;
/// A column narrower than this has no number at it.
const LEAST_COLUMN: f64 = 12.5;
/// How wide a series' colour is in the legend, and how wide a piece of its line.
const BOX: f64 = 12.0;
const STROKE: f64 = 28.0;
/// The height of a line of the legend.
const LEGEND_LINE: u32 = 24;
/// The height of a number at a bar or a point.
pub const LABEL: f64 = 16.0;
/// The stub that stands for a hidden number is this fraction of the axis.
const STUB_OF_COLUMNS: f64 = 16.0;
const STUB_OF_BARS: f64 = 10.0;

/// The axis of the numbers: from `bottom` to `top`, a line every `step`. It holds 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Where it begins: 0, or below.
    pub bottom: f64,
    /// Where it ends.
    pub top: f64,
    /// The distance between its lines.
    pub step: f64,
}

/// Where the parts of a chart go, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Left of the bars.
    pub left: f64,
    /// Right of the bars.
    pub right: f64,
    /// Above the bars.
    pub top: f64,
    /// Below the bars.
    pub bottom: f64,
    /// The width of the categories' names, for horizontal bars.
    pub name_width: f64,
    /// How far above the middle of their bars the names end, where they stand above them.
    pub name_above: Option<f64>,
    /// The axis of the numbers.
    pub scale: Scale,
    /// The length of the stub that stands for a hidden number.
    pub stub: f64,
    /// How long the axis of the numbers is, and how much room a number has across a bar.
    pub room: (f64, f64),
    /// How much room the names have beside each other.
    across: f64,
    /// Whether its lines carry numbers.
    pub numbered: bool,
    /// Whether what is known is drawn as lines: columns of several series that have no room for their numbers.
    pub lines: bool,
    labels: Labels,
}

/// How the numbers at the bars are written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Labels {
    Level,
    Upright,
    OnlyHidden,
}

impl Layout {
    /// The layout in a container of this width.
    pub fn new(chart: &Chart, width: u32) -> Layout {
        let width = f64::from(width);
        let marks = || chart.series.iter().flat_map(|series| &series.marks);
        let known = marks().any(|mark| mark.size.bounds().is_some());
        let Reach {
            least,
            most,
            letters,
        } = chart.reach();
        let label = letters as f64 * LETTER;
        match chart.kind {
            Kind::Bars => {
                let beside = if chart.stacked.is_some() {
                    1
                } else {
                    chart.series.len().max(1)
                };
                let half = beside as f64 * f64::from(BAR_BELOW) / 2.0;
                let name_above = (width < NARROW).then_some(half + NAME_GAP);
                let name_width = (width * NAME_SHARE).min(NAME_MOST).floor();
                let top = if most > 0.0 { most } else { 1.0 };
                let left = if name_above.is_some() {
                    0.0
                } else {
                    name_width + 12.0
                };
                let right = (label + 10.0).min(width / 2.0);
                Layout {
                    left,
                    right,
                    room: (width - left - right, f64::INFINITY),
                    across: f64::INFINITY,
                    top: legend_height(chart, width, BOX)
                        + if name_above.is_some() { 12.0 } else { 4.0 },
                    bottom: 4.0,
                    name_width: if name_above.is_some() {
                        width
                    } else {
                        name_width
                    },
                    name_above,
                    scale: Scale {
                        bottom: 0.0,
                        top,
                        step: top,
                    },
                    stub: top / STUB_OF_BARS,
                    numbered: false,
                    lines: false,
                    labels: Labels::Level,
                }
            }
            Kind::Columns => {
                let scale = scale(least, most);
                // ECharts groups the digits of an axis in the English way and writes a hyphen for a minus; from 1,000 on
                // and below 0 the bars alone carry numbers.
                let numbered = known && scale.top < 1000.0 && scale.bottom == 0.0;
                let unit = if matches!(chart.unit, Unit::Percent(_)) {
                    2.0 * LETTER
                } else {
                    0.0
                };
                // A whole number: how to write any other would weigh on the page.
                let left = if numbered {
                    text_width(&(scale.top as u64).to_string()) + unit + 10.0
                } else {
                    4.0
                };
                let beside = if chart.stacked.is_some() {
                    1
                } else {
                    chart.series.len().max(1)
                };
                let columns = chart.categories.len().max(1) * beside;
                let across = width - left - 8.0;
                let column = across * 0.85 / columns as f64;
                let labels = labels(column, label);
                // A range is no point of a line, and changes are no course.
                let pointed =
                    least >= 0.0 && !marks().any(|mark| matches!(mark.size, Size::Between(..)));
                let lines = labels != Labels::Level && beside > 1 && pointed;
                let labels = match labels {
                    _ if !lines => labels,
                    _ if across / chart.categories.len() as f64 >= label => Labels::Level,
                    _ => Labels::OnlyHidden,
                };
                let above = if labels == Labels::Upright {
                    label
                } else {
                    LABEL
                };
                let (top, bottom) = (
                    legend_height(chart, width, if lines { STROKE } else { BOX }) + above + 8.0,
                    28.0,
                );
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
                    stub: scale.top / STUB_OF_COLUMNS,
                    numbered,
                    lines,
                    labels,
                }
            }
        }
    }

    /// The names along the axis: below columns, as many as there is room for, counted from the last, and always those
    /// with a sign.
    pub fn names(&self, chart: &Chart) -> Vec<String> {
        let names = &chart.categories;
        let widest = names
            .iter()
            .map(|name| text_width(name))
            .fold(0.0, f64::max);
        let step = (widest * names.len() as f64 / self.across).ceil().max(1.0) as usize;
        let signed = |at: usize| names[at].ends_with(BROKEN);
        let is_shown = |at: usize| {
            let mut near = at.saturating_sub(step - 1)..names.len().min(at + step);
            signed(at) || (names.len() - 1 - at).is_multiple_of(step) && !near.any(signed)
        };
        let mut shown = names.clone();
        for (at, name) in shown.iter_mut().enumerate() {
            if !is_shown(at) {
                name.clear();
            }
        }
        shown
    }

    /// How wide what stands for a series is in the legend.
    pub fn legend_icon(&self) -> f64 {
        if self.lines { STROKE } else { BOX }
    }

    /// Whether a part of a stacked bar has room for its number.
    pub fn holds(&self, chart: &Chart, size: f64, label: &str) -> bool {
        let (length, across) = self.room;
        let length = size / (self.scale.top - self.scale.bottom) * length;
        match chart.kind {
            Kind::Columns => length >= LABEL && across >= text_width(label),
            Kind::Bars => length >= text_width(label),
        }
    }

    /// What is written at a bar.
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

/// How the numbers are written at bars or points that have so much room each.
fn labels(room: f64, label: f64) -> Labels {
    if room >= label + 2.0 {
        Labels::Level
    } else if room >= LEAST_COLUMN {
        Labels::Upright
    } else {
        Labels::OnlyHidden
    }
}

/// The height of a chart of horizontal bars, so many for each name: what the longest name needs, beside its bars or above
/// them, and a legend of these series, if there is one.
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

/// How many lines a text takes, broken between words.
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

fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER
}

/// The height of a chart's legend, if it has one.
fn legend_height(chart: &Chart, width: f64, icon: f64) -> f64 {
    let names: Vec<&str> = chart
        .series
        .iter()
        .filter(|_| chart.legend)
        .map(|series| series.name.as_str())
        .collect();
    f64::from(legend_lines(&names, width, icon) * LEGEND_LINE)
}

/// How many lines a legend takes, filled from the left.
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

/// At most some five lines at round whole numbers.
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

/// The least round whole number of which `parts` make up `room`.
fn step(room: f64, parts: f64) -> f64 {
    let room = room.max(1.0);
    let powers = std::iter::successors(Some(1.0_f64), |power| Some(power * 10.0)).take(20);
    let steps = powers.flat_map(|power| [1.0, 2.0, 5.0, 10.0, 25.0, 50.0].map(|step| power * step));
    let step = steps
        .filter(|step| step * parts >= room)
        .fold(f64::INFINITY, f64::min);
    if step.is_finite() { step } else { room }
}
