//! Draws lines from year to year, as the page does: thick where a change is beyond chance, none across what is hidden.

use dashboard::view::{
    BROKEN,
    drawing::{Lines, Point, Stroke, Trend},
};

use crate::{
    font::Face,
    svg::{Anchor, EDGE, Letters, Paint, Room, Svg},
};

/// The height of the lines' room.
const HEIGHT: f64 = 240.0;
/// The room above the lines, and for years below them.
const MARGIN: f64 = 26.0;
/// The room for the values of the grid, and the widest for names.
const STEPS: f64 = 34.0;
const NAMES: f64 = 170.0;
/// The distance between a point and the line on which its number stands, above and below it.
const ABOVE: f64 = 12.0;
const BELOW: f64 = 22.0;
/// The distance that keeps a number and the line of another series apart.
const CLEAR: f64 = 44.0;
/// The colours of series: the first pair is told apart best.
const ORDER: [usize; 4] = [3, 0, 1, 2];

/// A drawing of lines with its measures.
struct Plot<'a> {
    lines: &'a Lines,
    left: f64,
    width: f64,
    top: f64,
    height: f64,
}

/// Draws the key of the strokes, the grid, the lines and their names. Returns the place below them.
pub fn draw(svg: &mut Svg<'_>, lines: &Lines, room: Room) -> f64 {
    let top = draw_key(svg, lines, room) + 4.0;
    let name = |series: &Trend| svg.fonts.width(Face::Strong, 13.0, &series.name);
    let names = lines.series.iter().map(name).fold(0.0, f64::max).min(NAMES);
    let plot = Plot {
        lines,
        left: room.left + STEPS,
        width: room.width - STEPS - names - 8.0,
        top: top + MARGIN,
        height: HEIGHT * svg.height,
    };
    plot.draw_grid(svg, room.left);
    for (place, series) in lines.series.iter().enumerate() {
        plot.draw_strokes(svg, series, place);
    }
    for at in 0..lines.years.len() {
        for place in 0..lines.series.len() {
            plot.draw_point(svg, at, place);
        }
    }
    plot.draw_names(svg, names);
    plot.base() + MARGIN
}

fn draw_key(svg: &mut Svg<'_>, lines: &Lines, room: Room) -> f64 {
    let letters = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    let (mut x, mut base) = (room.left, room.top + 13.0);
    for (at, text) in lines.strokes.iter().enumerate() {
        let width = 34.0 + svg.fonts.width(Face::Sans, 13.0, text);
        if x > room.left && x + width > room.left + room.width {
            (x, base) = (room.left, base + 18.0);
        }
        let (stroke, dashes) = ([5.0, 1.5, 1.5][at], (at == 2).then_some("5 4"));
        let colour = svg.colours.muted;
        svg.line(
            [x, base - 4.5, x + 26.0, base - 4.5],
            (colour, stroke),
            dashes,
        );
        svg.text((x + 34.0, base), letters, text);
        x += width + 20.0;
    }
    base + 6.0
}

impl Plot<'_> {
    fn base(&self) -> f64 {
        self.top + self.height
    }

    /// Returns the place of a year.
    fn middle(&self, at: usize) -> f64 {
        self.left + (at as f64 + 0.5) * self.width / self.lines.years.len().max(1) as f64
    }

    /// Returns the place of a point; hidden ones have none.
    fn place(&self, point: &Point) -> Option<f64> {
        Some(self.top + self.height * (1.0 - point.height?.clamp(0.0, 1.0)))
    }

    fn colour(&self, svg: &Svg<'_>, place: usize) -> &'static str {
        svg.colours.series[ORDER[place % ORDER.len()]]
    }

    fn draw_grid(&self, svg: &mut Svg<'_>, left: f64) {
        let right = self.left + self.width;
        let small = Letters::new(Face::Sans, 12.0, svg.colours.muted);
        for (height, text) in &self.lines.steps {
            let y = self.top + self.height * (1.0 - height.clamp(0.0, 1.0));
            let rule = (svg.colours.line, 1.0);
            svg.line([left, y, right, y], rule, None);
            svg.text((left, y - 4.0), small, text);
        }
        svg.line([left, self.base(), right, self.base()], (EDGE, 1.0), None);
        for (at, year) in self.lines.years.iter().enumerate() {
            let sign = if year.broken { BROKEN } else { "" };
            let label = format!("{}{sign}", year.label);
            let place = (self.middle(at), self.base() + MARGIN - 7.0);
            svg.text(place, small.anchored(Anchor::Middle), &label);
            if year.broken && at > 0 {
                let x = (self.middle(at) + self.middle(at - 1)) / 2.0;
                svg.line(
                    [x, self.top - MARGIN / 2.0, x, self.base()],
                    (EDGE, 1.0),
                    Some("2 4"),
                );
            }
        }
    }

    fn draw_strokes(&self, svg: &mut Svg<'_>, series: &Trend, place: usize) {
        for (at, pair) in series.points.windows(2).enumerate() {
            let (Some(from), Some(to), Some(stroke)) =
                (self.place(&pair[0]), self.place(&pair[1]), pair[1].stroke)
            else {
                continue;
            };
            let width = if stroke == Stroke::Thick { 5.0 } else { 1.5 };
            let dashes = pair[1].provisional.then_some("5 4");
            let colour = self.colour(svg, place);
            svg.line(
                [self.middle(at), from, self.middle(at + 1), to],
                (colour, width),
                dashes,
            );
        }
    }

    fn draw_point(&self, svg: &mut Svg<'_>, at: usize, place: usize) {
        let Some(point) = self.lines.series[place].points.get(at) else {
            return;
        };
        let x = self.middle(at);
        let Some(y) = self.place(point) else {
            if point.hidden {
                // Hidden numbers of several series in one year stand beside each other.
                svg.chip(
                    (x, self.base() - 8.0 - 20.0 * place as f64),
                    Anchor::Middle,
                    &point.text,
                );
            }
            return;
        };
        let (colour, paper) = (self.colour(svg, place), svg.colours.paper);
        let paint = if point.provisional {
            Paint {
                fill: paper,
                stroke: Some((colour, 2.5)),
                dashes: None,
            }
        } else {
            Paint {
                fill: colour,
                stroke: Some((paper, 2.0)),
                dashes: None,
            }
        };
        match place % 2 {
            0 => svg.rectangle([x - 5.0, y - 5.0, 10.0, 10.0], paint),
            _ => svg.circle([x, y, 5.4], paint),
        }
        let base = if self.is_above(at, place, y) {
            y - ABOVE
        } else {
            y + BELOW
        };
        let letters = Letters::new(Face::Strong, 13.0, svg.colours.ink).anchored(Anchor::Middle);
        svg.text((x, base), letters.rimmed(paper), &point.text);
    }

    /// Decides on which side of its point a number stands: outside of a turn of the line, and away from other lines.
    fn is_above(&self, at: usize, place: usize, y: f64) -> bool {
        let points = &self.lines.series[place].points;
        let beside: Vec<f64> = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .filter_map(|at| self.place(points.get(at?)?))
            .collect();
        let own_side = place == 0;
        let is_turn = |is_beyond: fn(f64, f64) -> bool| {
            beside.len() == 2 && beside.iter().all(|other| is_beyond(y, *other))
        };
        let above = match (
            is_turn(|y, other| y >= other),
            is_turn(|y, other| y <= other),
        ) {
            (true, _) => false,
            (_, true) => true,
            _ => own_side,
        };
        let mut others = self.lines.series.iter().enumerate();
        let is_in_the_way = others.any(|(other, series)| {
            let line = series.points.get(at).and_then(|point| self.place(point));
            let distance = line.map(|line| if above { y - line } else { line - y });
            other != place && distance.is_some_and(|distance| distance > 0.0 && distance < CLEAR)
        });
        let above = if is_in_the_way { own_side } else { above };
        // Nothing stands on the axis.
        above || y + BELOW > self.base() - 2.0
    }

    /// Writes the names of the series beside their last points.
    fn draw_names(&self, svg: &mut Svg<'_>, width: f64) {
        let left = self.left + self.width + 8.0;
        let mut taken: Vec<f64> = Vec::new();
        for (place, series) in self.lines.series.iter().enumerate() {
            let last = series
                .points
                .iter()
                .rev()
                .find_map(|point| self.place(point));
            let lines = svg
                .fonts
                .lines(Face::Strong, 13.0, &series.name, width + 1.0);
            let mut top = last.unwrap_or(self.base()) - 8.0 * lines.len() as f64;
            // Two names do not lie on each other.
            while taken
                .iter()
                .any(|other| (other - top).abs() < 16.0 * lines.len() as f64)
            {
                top += 16.0;
            }
            taken.push(top);
            let letters = Letters::new(Face::Strong, 13.0, self.colour(svg, place));
            svg.paragraph(
                Room {
                    left,
                    top,
                    width: width + 1.0,
                },
                letters,
                16.0,
                &series.name,
            );
        }
    }
}
