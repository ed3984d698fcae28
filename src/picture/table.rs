//! Draws tables: the numbers of figures that have no drawing of their own, and of those that ECharts draws on the page.

use dashboard::view::{Area, Chart, ColourClass, Grid};

use crate::{
    font::Face,
    svg::{Anchor, HIDDEN, Letters, Paint, Room, Svg},
};

/// The distance between two lines, and the room above and below a row.
const LEADING: f64 = 17.0;
const PADDING: f64 = 5.0;
/// The gap between columns.
const GAP: f64 = 14.0;
/// The colours of shades, and of text on each, as in `style/tokens.css`.
pub const SHADES: [(&str, &str); 4] = [
    ("#d9e6e9", "#171c22"),
    ("#a9c8d0", "#171c22"),
    ("#5a95a5", "#171c22"),
    ("#0a3f50", "#ffffff"),
];

/// A table as a picture has it: names, and cells with their shades.
struct Table {
    heads: Vec<String>,
    rows: Vec<Row>,
}

/// A row of a table.
struct Row {
    name: String,
    total: bool,
    depth: usize,
    cells: Vec<(String, Option<ColourClass>)>,
}

/// Draws a table. Returns the place below it.
pub fn draw(svg: &mut Svg<'_>, grid: &Grid, room: Room) -> f64 {
    let mut rows = Vec::new();
    for row in &grid.rows {
        let cells = row
            .cells
            .iter()
            .map(|cell| (cell.text.clone(), cell.colour));
        rows.push(Row {
            name: row.head.clone(),
            total: row.total,
            depth: row.depth,
            cells: cells.collect(),
        });
    }
    draw_table(
        svg,
        &Table {
            heads: grid.columns.clone(),
            rows,
        },
        room,
    )
}

/// Draws the numbers of a chart: a row for each category, a column for each series.
pub fn draw_chart(svg: &mut Svg<'_>, chart: &Chart, room: Room) -> f64 {
    let series = chart.series.iter().map(|series| series.name.clone());
    let heads = std::iter::once(String::new()).chain(series).collect();
    let mut rows = Vec::new();
    for (at, category) in chart.categories.iter().enumerate() {
        let marks = chart.series.iter().map(|series| series.marks.get(at));
        let cells = marks.map(|mark| (mark.map_or(String::new(), |mark| mark.label.clone()), None));
        rows.push(Row {
            name: category.clone(),
            total: false,
            depth: 0,
            cells: cells.collect(),
        });
    }
    draw_table(svg, &Table { heads, rows }, room)
}

/// Draws the numbers of a map: a row for each place, which its label names with its number.
pub fn draw_areas(svg: &mut Svg<'_>, areas: &[Area], room: Room) -> f64 {
    let mut rows = Vec::new();
    for area in areas {
        rows.push(Row {
            name: area.label.clone(),
            total: false,
            depth: 0,
            cells: vec![(area.text.clone(), Some(area.colour))],
        });
    }
    draw_table(
        svg,
        &Table {
            heads: vec![],
            rows,
        },
        room,
    )
}

fn draw_table(svg: &mut Svg<'_>, table: &Table, room: Room) -> f64 {
    let columns = table
        .rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    let names = svg.fonts.width(Face::Strong, 14.0, "Sin información sobre");
    let widest = table
        .rows
        .iter()
        .map(|row| svg.fonts.width(Face::Strong, 14.0, &row.name));
    let names = widest.fold(names, f64::max).min(room.width * 0.45);
    let width = (room.width - names - GAP) / columns.max(1) as f64;
    let mut top = draw_heads(svg, table, room, (names, width));
    for Row {
        name,
        total,
        depth,
        cells,
    } in &table.rows
    {
        let face = if *total { Face::Strong } else { Face::Sans };
        let indent = *depth as f64 * 14.0;
        let lines = svg
            .fonts
            .lines(face, 14.0, name, names - indent)
            .len()
            .max(1) as f64;
        let height = lines * LEADING + 2.0 * PADDING;
        let name_room = Room {
            left: room.left + indent,
            top: top + PADDING,
            width: names - indent,
        };
        svg.paragraph(
            name_room,
            Letters::new(face, 14.0, svg.colours.ink),
            LEADING,
            name,
        );
        for (at, (text, colour)) in cells.iter().enumerate() {
            let left = room.left + names + GAP + at as f64 * width;
            draw_cell(svg, text, *colour, [left, top, width, height]);
        }
        top += height;
        svg.line(
            [room.left, top, room.left + room.width, top],
            (svg.colours.line, 1.0),
            None,
        );
    }
    top
}

fn draw_heads(svg: &mut Svg<'_>, table: &Table, room: Room, (names, width): (f64, f64)) -> f64 {
    if table.heads.is_empty() {
        return room.top;
    }
    let letters = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    let mut bottom = room.top;
    for (at, head) in table.heads.iter().enumerate() {
        let place = if at == 0 {
            Room {
                width: names,
                ..room
            }
        } else {
            let left = room.left + names + GAP + (at - 1) as f64 * width;
            Room {
                left: left + 4.0,
                width: width - 8.0,
                ..room
            }
        };
        let anchor = if at == 0 { Anchor::Start } else { Anchor::End };
        bottom = bottom.max(svg.paragraph(place, letters.anchored(anchor), 16.0, head));
    }
    svg.line(
        [
            room.left,
            bottom + 3.0,
            room.left + room.width,
            bottom + 3.0,
        ],
        (svg.colours.line, 1.0),
        None,
    );
    bottom + 4.0
}

fn draw_cell(
    svg: &mut Svg<'_>,
    text: &str,
    colour: Option<ColourClass>,
    [left, top, width, height]: [f64; 4],
) {
    let (right, base) = (left + width - 4.0, top + height / 2.0 + 5.0);
    if text == HIDDEN {
        svg.chip((right, base), Anchor::End, text);
        return;
    }
    let shade = match colour {
        Some(ColourClass::Class(class)) => Some(SHADES[class.min(3)]),
        Some(ColourClass::Hidden | ColourClass::None) | None => None,
    };
    if let Some((fill, _)) = shade {
        svg.rectangle(
            [left + 1.0, top + 1.0, width - 2.0, height - 2.0],
            Paint::plain(fill),
        );
    }
    let ink = shade.map_or(svg.colours.ink, |(_, ink)| ink);
    svg.text(
        (right, base),
        Letters::new(Face::Strong, 14.0, ink).anchored(Anchor::End),
        text,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_are_those_of_the_page() {
        let sheet = include_str!("../../style/tokens.css");
        for (at, (fill, ink)) in SHADES.iter().enumerate() {
            let ink = if *ink == "#ffffff" { "#fff" } else { ink };
            for rule in [format!("--t{at}: {fill};"), format!("--ont{at}: {ink};")] {
                assert!(sheet.contains(&rule), "{rule}");
            }
        }
    }
}
