//! Changes a three-way table by linear programming until its pairs are as wanted.

use crate::solve::{Column, Row, cheapest};

/// Changes `counts` by as little as its pairs lack; returns whether a change in whole numbers was found.
pub(super) fn solve(
    sizes: [usize; 3],
    counts: &mut [i64],
    is_empty: &[bool],
    lacks: &[Vec<i64>; 3],
) -> bool {
    let mut columns = Vec::new();
    let mut of_column: Vec<(usize, i64)> = Vec::new();
    let mut rows: [Vec<Row>; 3] = [0, 1, 2].map(|pair| {
        let sums = lacks[pair].iter();
        sums.map(|sum| Row::equal(vec![], *sum)).collect()
    });
    for (at, count) in counts.iter().enumerate() {
        for (sign, most) in [(1, None), (-1, Some(*count))] {
            if is_empty[at] || most == Some(0) {
                continue;
            }
            for (pair, cell) in cells_at(sizes, at).into_iter().enumerate() {
                rows[pair][cell].terms.push((columns.len(), sign));
            }
            columns.push(Column { cost: 1.0, most });
            of_column.push((at, sign));
        }
    }
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    let Some(found) = cheapest(&columns, &rows) else {
        return false;
    };
    for ((at, sign), value) in of_column.into_iter().zip(found.values) {
        counts[at] += sign * value;
    }
    true
}

/// The cells of the three pairs in which a cell of the three-way table counts.
pub(super) fn cells_at(sizes: [usize; 3], at: usize) -> [usize; 3] {
    let [_, columns, classes] = sizes;
    let (a, b, c) = (at / classes / columns, at / classes % columns, at % classes);
    [a * columns + b, a * classes + c, b * classes + c]
}
