//! Draws the body of a figure by its form. A form without a drawing of its own is drawn as its table.

use dashboard::view::{Body, drawing::Drawing};

use crate::{
    bars,
    circles::OnMap,
    columns,
    font::Face,
    lines, mirror, pairs, stacks, strip,
    svg::{Letters, Room, Svg},
    table,
};

/// The part of the room that a map has beside its list, as on the page, and the gap between them.
const MAP: f64 = 0.4;
const GAP: f64 = 24.0;

/// Draws a body, and beside it the map of its numbers where there is one, no higher than `most`. Returns the place below
/// both.
pub fn draw_with_map(
    svg: &mut Svg<'_>,
    body: &Body,
    map: Option<OnMap<'_>>,
    room: Room,
    most: f64,
) -> f64 {
    let Some(map) = map else {
        return draw(svg, body, room);
    };
    let width = map.width_at(most).min((room.width - GAP) * MAP);
    let list = Room {
        left: room.left + width + GAP,
        width: room.width - width - GAP,
        ..room
    };
    let below = map.draw(svg, Room { width, ..room });
    draw(svg, body, list).max(below)
}

/// Draws a body. Returns the place below it.
fn draw(svg: &mut Svg<'_>, body: &Body, room: Room) -> f64 {
    match body {
        Body::Drawing(drawing) => match drawing.as_ref() {
            Drawing::Bars(bars) => bars::draw(svg, bars, room),
            Drawing::Strip(strip) => strip::draw(svg, strip, room),
            Drawing::Lines(lines) => lines::draw(svg, lines, room),
            Drawing::Columns(columns) => columns::draw(svg, columns, room),
            Drawing::Stacks(stacks) => stacks::draw(svg, stacks, room),
            Drawing::Pairs(pairs) => pairs::draw(svg, pairs, room),
            Drawing::Mirror(mirror) => mirror::draw(svg, mirror, room),
        },
        Body::Chart(chart) => table::draw_chart(svg, chart, room),
        Body::Map(map) => {
            let bottom = table::draw_areas(svg, &map.areas, room);
            let elsewhere = map.elsewhere.as_deref().unwrap_or_default();
            draw_words(
                svg,
                elsewhere,
                Room {
                    top: bottom + 6.0,
                    ..room
                },
            )
        }
        Body::Flow(flow) => table::draw(svg, &flow.table.1, room),
        Body::Heat(heat) => table::draw(svg, &heat.grid, room),
        Body::Table(grid) => table::draw(svg, grid, room),
        Body::Missing(reason) | Body::Unanswered { reason, .. } => draw_words(svg, reason, room),
    }
}

fn draw_words(svg: &mut Svg<'_>, words: &str, room: Room) -> f64 {
    let letters = Letters::new(Face::Sans, 14.0, svg.colours.ink);
    svg.paragraph(room, letters, 20.0, words)
}
