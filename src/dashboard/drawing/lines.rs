//! Writes lines from year to year.
//!
//! A thick stroke is a change beyond chance. No stroke crosses a hidden year, or a year from which on something else is
//! counted. What may still change is hollow.

use crate::drawing::markup::{Markup, from_top, percent};
use crate::view::drawing::{Lines, Point, Stroke, Trend};

/// The height of the lines' room in pixels.
const ROOM: u32 = 240;
/// The room above the lines, and for years below them, in pixels.
const MARGIN: u32 = 26;
/// Where the first year's room begins; before it stand the values of the grid.
const LEFT: f64 = 0.04;
/// The distance between a point and the line on which its number stands, above and below it, in pixels.
const ABOVE: u32 = 12;
const BELOW: u32 = 22;
/// The distance that keeps a number and the line of another series apart, in pixels.
const CLEAR: u32 = 44;
/// The shapes of points, by the place of their series.
const SHAPES: [&str; 2] = [
    "<rect x=\"-5\" y=\"-5\" width=\"10\" height=\"10\"/>",
    "<circle r=\"5.4\"/>",
];
/// The classes of series: the first pair of colours is told apart best.
const CLASSES: [&str; 4] = ["line-4", "line-1", "line-2", "line-3"];

/// Writes the key of the strokes, the grid, the lines and their names.
pub fn write(markup: &mut Markup, lines: &Lines) {
    write_key(markup, lines);
    markup.open("div", "lines");
    let base = MARGIN + ROOM;
    markup.begin("svg");
    markup.raw(" class=\"canvas\" width=\"100%\" role=\"group\"");
    markup.pixels("height", base + MARGIN);
    markup.attribute("aria-label", &lines.label);
    markup.raw(">");
    for (height, text) in &lines.steps {
        let y = MARGIN + from_top(*height, ROOM);
        markup.line("grid", [0.0, 1.0], [y, y]);
        markup.label("step", 0.0, y - 4, text);
    }
    markup.line("axis", [0.0, 1.0], [base, base]);
    write_years(markup, lines);
    for (place, series) in lines.series.iter().enumerate() {
        write_strokes(markup, lines, series, CLASSES[place % CLASSES.len()]);
    }
    for at in 0..lines.years.len() {
        for (place, series) in lines.series.iter().enumerate() {
            if let Some(point) = series.points.get(at) {
                write_point(markup, lines, point, (at, place));
            }
        }
    }
    markup.close("svg");
    write_names(markup, lines);
    markup.close("div");
}

/// Returns the place of a year.
fn middle(at: usize, lines: &Lines) -> f64 {
    LEFT + (at as f64 + 0.5) * (1.0 - LEFT) / lines.years.len().max(1) as f64
}

/// Returns the distance of a point from the top; hidden ones have none.
fn top(point: &Point) -> Option<u32> {
    Some(MARGIN + from_top(point.height?, ROOM))
}

fn write_key(markup: &mut Markup, lines: &Lines) {
    markup.raw("<ul class=\"fills strokes\" aria-hidden=\"true\">");
    for (place, series) in lines.series.iter().enumerate() {
        markup.raw("<li class=\"series\"><svg class=\"canvas\" width=\"18\" height=\"14\"><svg x=\"9\" y=\"7\"");
        let class = ["point ", CLASSES[place % CLASSES.len()]].concat();
        markup.attribute("class", &class);
        markup.raw(" overflow=\"visible\">");
        markup.raw(SHAPES[place % SHAPES.len()]);
        markup.raw("</svg></svg>");
        markup.text(&series.name);
        markup.close("li");
    }
    let classes = ["stroke thick", "stroke", "stroke provisional"];
    for (text, class) in lines.strokes.iter().zip(classes) {
        markup.raw("<li><svg class=\"canvas\" width=\"26\" height=\"14\">");
        markup.line(class, [0.0, 1.0], [7, 7]);
        markup.close("svg");
        markup.text(text);
        markup.close("li");
    }
    markup.close("ul");
}

/// Writes the years, and a dotted line before one from which on something else is counted.
fn write_years(markup: &mut Markup, lines: &Lines) {
    let base = MARGIN + ROOM;
    let last = lines.years.len().saturating_sub(1);
    for (at, year) in lines.years.iter().enumerate() {
        let is_end = at == 0 || at == last;
        markup.year(year, (middle(at, lines), base + MARGIN - 7), (true, is_end));
        if year.broken && at > 0 {
            let between = (middle(at, lines) + middle(at - 1, lines)) / 2.0;
            markup.line("break", [between, between], [MARGIN / 2, base]);
        }
    }
}

fn write_strokes(markup: &mut Markup, lines: &Lines, series: &Trend, colour: &str) {
    for (at, pair) in series.points.windows(2).enumerate() {
        let (Some(from), Some(to), Some(stroke)) = (top(&pair[0]), top(&pair[1]), pair[1].stroke)
        else {
            continue;
        };
        let mut class = [colour, " stroke"].concat();
        if stroke == Stroke::Thick {
            class.push_str(" thick");
        }
        if pair[1].provisional {
            class.push_str(" provisional");
        }
        let x = [middle(at, lines), middle(at + 1, lines)];
        markup.line(&class, x, [from, to]);
    }
}

fn write_point(markup: &mut Markup, lines: &Lines, point: &Point, (at, place): (usize, usize)) {
    let colour = CLASSES[place % CLASSES.len()];
    let x = middle(at, lines);
    match top(point) {
        Some(y) => {
            let mut class = ["point ", colour].concat();
            if point.provisional {
                class.push_str(" open");
            }
            markup.point(point, &class);
            markup.begin("svg");
            markup.attribute("x", &percent(x));
            markup.pixels("y", y);
            markup.raw(" overflow=\"visible\">");
            markup.raw("<circle class=\"target\" r=\"16\"/>");
            markup.raw(SHAPES[place % SHAPES.len()]);
            markup.close("svg");
            let bottom = if is_above(lines, (at, place), y) {
                y - ABOVE
            } else {
                y + BELOW
            };
            markup.label("value", x, bottom, &point.text);
            markup.end_point(point);
        }
        None if point.hidden => {
            markup.point(point, "");
            // Hidden numbers of several series in one year stand beside each other.
            let bottom = MARGIN + ROOM - 6 - 16 * place as u32;
            markup.label("value hidden", x, bottom, &point.text);
            markup.end_point(point);
        }
        None => {}
    }
}

/// Decides on which side of its point a number stands: outside of a turn of the line, and away from other lines.
fn is_above(lines: &Lines, (at, place): (usize, usize), y: u32) -> bool {
    let points = &lines.series[place].points;
    let beside: Vec<u32> = [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .filter_map(|at| top(points.get(at?)?))
        .collect();
    let own_side = place == 0;
    let is_valley = beside.len() == 2 && beside.iter().all(|other| y >= *other);
    let is_peak = beside.len() == 2 && beside.iter().all(|other| y <= *other);
    let above = match (is_valley, is_peak) {
        (true, _) => false,
        (_, true) => true,
        _ => own_side,
    };
    let mut others = lines.series.iter().enumerate();
    let is_in_the_way = others.any(|(other, series)| {
        let line = (other != place)
            .then(|| top(series.points.get(at)?))
            .flatten();
        line.is_some_and(|line| {
            let distance = if above {
                y.checked_sub(line)
            } else {
                line.checked_sub(y)
            };
            distance.is_some_and(|distance| distance > 0 && distance < CLEAR)
        })
    });
    if is_in_the_way { own_side } else { above }
}

/// Writes the names of the series beside their last points.
fn write_names(markup: &mut Markup, lines: &Lines) {
    markup.open_svg("canvas names", MARGIN + ROOM + MARGIN);
    let mut taken: Vec<u32> = Vec::new();
    for (place, series) in lines.series.iter().enumerate() {
        let known = series.points.iter().rev().find_map(top);
        let mut y = known.unwrap_or(MARGIN + ROOM) + 5;
        // Two names do not lie on each other.
        while taken.iter().any(|other| other.abs_diff(y) < 16) {
            y += 16;
        }
        taken.push(y);
        let class = ["name-", CLASSES[place % CLASSES.len()]].concat();
        markup.label(&class, 0.0, y, &series.name);
    }
    markup.close("svg");
}
