//! Draws persons as dots: each group begins in a column of its own, and nothing tells which dot is who.

use dashboard::view::{Dot, Dots, drawing::Fill};

use crate::svg::{Room, Svg};

/// The most distance between two dots.
const STEP: f64 = 16.0;
/// How many dots stand in a column, where there are few and where there are many.
const ROWS: [u64; 2] = [3, 6];
/// From how many on there are many.
const MANY: u64 = 66;

/// Draws the dots. Returns the place below them.
pub fn draw(svg: &mut Svg<'_>, dots: &Dots, room: Room) -> f64 {
    let all: u64 = dots.groups.iter().map(|group| group.count).sum();
    let rows = ROWS[usize::from(all > MANY)];
    let columns: u64 = dots
        .groups
        .iter()
        .map(|group| group.count.div_ceil(rows))
        .sum();
    let gaps = dots.groups.len().saturating_sub(1) as f64 * 0.7;
    let step = STEP.min(room.width / (columns as f64 + gaps).max(1.0));
    let mut left = room.left;
    for group in &dots.groups {
        let fill = match group.kind {
            Dot::Series(place) => Fill::Series(place),
            Dot::Unknown => Fill::Unknown,
            Dot::Together => Fill::Together,
        };
        let paint = svg.paint(fill);
        let radius = if paint.stroke.is_some() { 0.34 } else { 0.41 };
        for place in 0..group.count {
            let x = left + ((place / rows) as f64 + 0.5) * step;
            let y = room.top + ((place % rows) as f64 + 0.5) * step;
            svg.circle([x, y, radius * step], paint);
        }
        left += (group.count.div_ceil(rows) as f64 + 0.7) * step;
    }
    room.top + rows as f64 * step
}
