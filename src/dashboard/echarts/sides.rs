//! Places the numbers at the points of lines.

use crate::echarts::layout::{CHIP, LABEL, Layout};
use crate::view::{Chart, Series, Size};

/// The room that a point takes, in CSS pixels.
const POINT: f64 = 8.0;

/// The point of a series in a category.
struct Point {
    /// The place of the series.
    series: usize,
    /// Its height above the axis, in CSS pixels.
    height: f64,
}

/// Chooses the side of its point on which each series' number stands in a category: where the line does not pass and
/// nothing else stands. A number without room is `None`; the table has it.
pub fn label_sides(layout: &Layout, chart: &Chart, category: usize) -> Vec<Option<&'static str>> {
    let points = points_from_the_highest(layout, chart, category);
    let floor = floor(layout, chart, category);
    let mut ceiling = f64::INFINITY;
    let mut sides = vec![None; chart.series.len()];
    for (place, Point { series, height }) in points.iter().enumerate() {
        let next = points
            .get(place + 1)
            .map_or(0.0, |next| next.height + POINT);
        let fits_above = *height >= floor && height + LABEL + POINT < ceiling;
        let fits_below = height - LABEL - POINT > next.max(floor);
        let is_valley = is_valley(layout, chart, &chart.series[*series], category);
        let side = match (fits_above, fits_below) {
            (true, true) if is_valley => Some("bottom"),
            (true, _) => Some("top"),
            (false, true) => Some("bottom"),
            (false, false) => None,
        };
        let below = if side == Some("bottom") { LABEL } else { 0.0 };
        ceiling = height - POINT - below;
        sides[*series] = side;
    }
    sides
}

/// Lists the points of all series in a category from the highest to the lowest.
fn points_from_the_highest(layout: &Layout, chart: &Chart, category: usize) -> Vec<Point> {
    // Inserted one by one: sorting would add a sort of its own to the page.
    let mut points: Vec<Point> = vec![];
    for (at, series) in chart.series.iter().enumerate() {
        if let Some(height) = height(layout, chart, series, category) {
            let place = points.partition_point(|other| other.height >= height);
            let point = Point { series: at, height };
            points.insert(place, point);
        }
    }
    points
}

/// Returns the height above which numbers may stand: above the mark of a hidden number, if the category has one.
fn floor(layout: &Layout, chart: &Chart, category: usize) -> f64 {
    let mut marks = chart
        .series
        .iter()
        .filter_map(|series| series.marks.get(category));
    if marks.any(|mark| matches!(mark.size, Size::Hidden | Size::Apart(_))) {
        above_axis(layout, chart, 0.0) + CHIP
    } else {
        0.0
    }
}

/// Decides whether a line rises to every neighbour that it has.
fn is_valley(layout: &Layout, chart: &Chart, series: &Series, category: usize) -> bool {
    let before = category
        .checked_sub(1)
        .and_then(|before| height(layout, chart, series, before));
    let here = height(layout, chart, series, category);
    let after = height(layout, chart, series, category + 1);
    match (before, after) {
        (Some(before), Some(after)) => Some(before) > here && Some(after) > here,
        (Some(only), None) | (None, Some(only)) => Some(only) > here,
        (None, None) => false,
    }
}

/// Returns how far a series' point is above the axis; `None` where its number is not exact.
fn height(layout: &Layout, chart: &Chart, series: &Series, category: usize) -> Option<f64> {
    let size = series.marks.get(category)?.size.exact()?;
    Some(above_axis(layout, chart, size))
}

fn above_axis(layout: &Layout, chart: &Chart, size: f64) -> f64 {
    let height = f64::from(chart.height.wide) - layout.top - layout.bottom;
    (size - layout.scale.bottom) / (layout.scale.top - layout.scale.bottom) * height
}

#[cfg(test)]
mod tests;
