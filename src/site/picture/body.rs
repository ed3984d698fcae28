//! Draws the body of a figure by its form. A form without a drawing of its own is drawn as its table.

use dashboard::view::{Body, drawing::Drawing};

use crate::picture::{
    bars, columns,
    font::Face,
    lines, mirror, pairs, stacks, strip,
    svg::{Letters, Room, Svg},
    table,
};

/// Draws a body. Returns the place below it.
pub fn draw(svg: &mut Svg<'_>, body: &Body, room: Room) -> f64 {
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
