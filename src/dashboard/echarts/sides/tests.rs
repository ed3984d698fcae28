//! Tests when columns become lines, and on which side of their points numbers stand.

use super::*;
use crate::view::{Height, Kind, Mark, Reach, Unit};

fn chart(series: &[&[Size]]) -> Chart {
    let mark = |size: &Size| Mark {
        size: *size,
        label: "123".into(),
        aside: false,
        href: None,
    };
    let series = series.iter().map(|sizes| Series {
        name: "Mujer".into(),
        residual: false,
        marks: sizes.iter().map(mark).collect(),
    });
    let series: Vec<Series> = series.collect();
    Chart {
        kind: Kind::Columns,
        stacked: None,
        unit: Unit::Count,
        categories: (0..series[0].marks.len())
            .map(|at| (2017 + at).to_string())
            .collect(),
        series,
        description: String::new(),
        height: Height {
            narrow: 300,
            wide: 300,
        },
        legend: true,
        reach: Reach::default(),
    }
}

fn exact<const N: usize>(numbers: [u32; N]) -> [Size; N] {
    numbers.map(|number| Size::Exact(f64::from(number)))
}

#[test]
fn columns_without_room_for_their_numbers_become_lines() {
    let (one, other) = (
        exact([94, 65, 90, 63, 47, 63, 69, 100, 109]),
        exact([60, 30, 62, 51, 21, 38, 44, 58, 63]),
    );
    let lines = |series: &[&[Size]], width| Layout::new(&chart(series), width).lines;
    assert!(!lines(&[&one, &other], 800));
    assert!(lines(&[&one, &other], 320));
    assert!(
        !lines(&[&one], 200),
        "what stands alone has columns at any width"
    );
    let mut range = other;
    range[3] = Size::Between(40.0, 51.0);
    assert!(!lines(&[&one, &range], 320), "a line cannot show a range");
    range[3] = Size::Exact(-5.0);
    assert!(!lines(&[&one, &range], 320), "changes are bars up and down");
}

/// Returns the sides of all numbers in a year, by series.
fn sides(chart: &Chart, year: usize) -> Vec<&'static str> {
    let sides = super::sides(&Layout::new(chart, 320), chart, year);
    sides
        .into_iter()
        .map(|side| side.unwrap_or("none"))
        .collect()
}

#[test]
fn numbers_stand_above_their_points_but_below_in_a_valley() {
    let (one, other) = (exact([90, 60, 90, 100, 90]), exact([30, 40, 30, 20, 30]));
    let chart = chart(&[&one, &other]);
    let found: Vec<Vec<&str>> = (0..5).map(|year| sides(&chart, year)).collect();
    // In the second year the higher number, in a valley, takes the room above the lower one, which else would have it.
    let expected = [
        ["top", "bottom"],
        ["bottom", "bottom"],
        ["top", "top"],
        ["top", "bottom"],
        ["bottom", "top"],
    ]
    .map(Vec::from);
    assert_eq!(found, expected);
}

#[test]
fn no_number_stands_on_another_or_on_the_mark_of_what_is_hidden() {
    let (one, other) = (exact([90, 90, 90, 90]), exact([88, 60, 0, 2]));
    assert_eq!(sides(&chart(&[&one, &other]), 0), ["top", "bottom"]);
    let hidden = [
        Size::Exact(9.0),
        Size::Hidden,
        Size::Hidden,
        Size::Exact(9.0),
    ];
    let three = chart(&[&one, &other, &hidden]);
    assert_eq!(
        sides(&three, 2),
        ["top", "none", "none"],
        "a nought where something is hidden"
    );
    assert_eq!(
        sides(&three, 3),
        ["top", "none", "top"],
        "two is too near to nine and to the axis"
    );
}
