//! Places the numbers at the points of lines.

use crate::echarts::layout::{LABEL, Layout};
use crate::view::{Chart, Series, Size};

/// The room that a point takes, in CSS pixels.
const POINT: f64 = 8.0;

/// On which side of its point each line's number stands in a category, one a series: where the line does
/// not pass and nothing else stands. Numbers that have no room are left to the table.
pub fn sides(layout: &Layout, chart: &Chart, category: usize) -> Vec<Option<&'static str>> {
    let (height, scale) = (
        f64::from(chart.height.wide) - layout.top - layout.bottom,
        layout.scale,
    );
    let above_axis = |size: f64| (size - scale.bottom) / (scale.top - scale.bottom) * height;
    let size = |series: &Series, at: usize| series.marks.get(at).map(|mark| mark.size);
    let point = |series: &Series, at: usize| Some(above_axis(size(series, at)?.exact()?));
    // The highest first, put in order one by one: a sort of its own would weigh on the page.
    let mut points: Vec<(usize, f64)> = vec![];
    for (at, here) in chart
        .series
        .iter()
        .enumerate()
        .filter_map(|(at, one)| Some((at, point(one, category)?)))
    {
        points.insert(
            points.partition_point(|(_, other)| *other >= here),
            (at, here),
        );
    }
    let mut sizes = chart
        .series
        .iter()
        .filter_map(|series| size(series, category));
    let stub = sizes.any(|size| matches!(size, Size::Hidden | Size::Marked));
    let floor = if stub {
        above_axis(scale.bottom + layout.stub) + LABEL
    } else {
        0.0
    };
    let (mut ceiling, mut sides) = (f64::INFINITY, vec![None; chart.series.len()]);
    for (place, (at, here)) in points.iter().copied().enumerate() {
        let next = points.get(place + 1).map_or(0.0, |(_, next)| next + POINT);
        let neighbours = category.checked_sub(1).into_iter().chain([category + 1]);
        let mut neighbours = neighbours
            .filter_map(|other| point(&chart.series[at], other))
            .peekable();
        let is_valley = neighbours.peek().is_some() && neighbours.all(|other| other > here);
        let above = here >= floor && here + LABEL + POINT < ceiling;
        let below = here - LABEL - POINT > next.max(floor);
        sides[at] = match (above, below) {
            (_, true) if is_valley || !above => Some("bottom"),
            (true, _) => Some("top"),
            _ => None,
        };
        ceiling = here
            - POINT
            - if sides[at] == Some("bottom") {
                LABEL
            } else {
                0.0
            };
    }
    sides
}

#[cfg(test)]
mod tests;
