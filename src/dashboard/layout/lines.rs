//! Where the numbers stand at the points of lines.

use std::collections::BTreeMap;

use super::{LABEL, Layout};
use crate::chart::{Chart, Series, Size};

/// The room that a point takes, in CSS pixels.
const POINT: f64 = 8.0;

impl Layout {
    /// On which side of its point each line's number stands in a category, by the series' places: where the line does
    /// not pass and nothing else stands. Numbers that have no room are left to the table.
    pub fn sides(&self, chart: &Chart, category: usize) -> BTreeMap<usize, &'static str> {
        let (height, scale) = (f64::from(chart.height.wide) - self.top - self.bottom, self.scale);
        let above_axis = |size: f64| (size - scale.bottom) / (scale.top - scale.bottom) * height;
        let size = |series: &Series, at: usize| series.marks.get(at).map(|mark| mark.size);
        let point = |series: &Series, at: usize| Some(above_axis(size(series, at)?.exact()?));
        let points = chart.series.iter().enumerate().filter_map(|(at, series)| Some((at, point(series, category)?)));
        let mut points: Vec<(usize, f64)> = points.collect();
        points.sort_by(|one, other| other.1.total_cmp(&one.1));
        let stub = chart.series.iter().filter_map(|series| size(series, category));
        let stub = stub.into_iter().any(|size| matches!(size, Size::Hidden | Size::Marked));
        let floor = if stub { above_axis(scale.bottom + self.stub) + LABEL } else { 0.0 };
        let (mut ceiling, mut sides) = (f64::INFINITY, BTreeMap::new());
        for (place, (at, here)) in points.iter().copied().enumerate() {
            let next = points.get(place + 1).map_or(0.0, |(_, next)| next + POINT);
            let neighbours = [category.checked_sub(1), category.checked_add(1)].into_iter().flatten();
            let mut neighbours = neighbours.filter_map(|other| point(&chart.series[at], other)).peekable();
            let is_valley = neighbours.peek().is_some() && neighbours.all(|other| other > here);
            let above = here >= floor && here + LABEL + POINT < ceiling;
            let below = here - LABEL - POINT > next.max(floor);
            let side = match (above, below) {
                (_, true) if is_valley || !above => "bottom",
                (true, _) => "top",
                _ => {
                    ceiling = here - POINT;
                    continue;
                }
            };
            ceiling = if side == "bottom" { here - LABEL - POINT } else { here - POINT };
            sides.insert(at, side);
        }
        sides
    }
}

#[cfg(test)]
mod tests;
