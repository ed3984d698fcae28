//! Tests the order of a figure's rows.

use proptest::prelude::*;

use super::*;
use crate::counts::Amount;
use crate::numbers::entry::Entry;
use crate::numbers::line::Line;

/// Makes numbers from labels, depths and amounts.
fn matrix(rows: &[(&str, usize, Amount)]) -> Matrix {
    let line = |(label, depth, _): &(&str, usize, Amount)| match *label {
        "Total" => Line::total("Total".into()),
        label => Line {
            depth: *depth,
            ..Line::category("", label.into())
        },
    };
    Matrix {
        head: String::new(),
        rows: rows.iter().map(line).collect(),
        columns: vec![Line::measure("", "n".into())],
        entries: rows
            .iter()
            .map(|(_, _, amount)| vec![Entry::new(*amount)])
            .collect(),
    }
}

fn labels(matrix: &Matrix, order: Order) -> String {
    matrix
        .only(&matrix.order(order))
        .rows
        .iter()
        .map(|row| row.label.clone())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_largest_come_first_and_inexact_numbers_last() {
    use Amount::{Between, Exact, Hidden};
    let rows = [
        ("Total", 0, Exact(90)),
        ("A", 0, Exact(20)),
        ("a1", 1, Hidden),
        ("a2", 1, Exact(8)),
        ("B", 0, Hidden),
        ("C", 0, Exact(30)),
        ("c1", 1, Exact(10)),
        ("c2", 1, Exact(20)),
        ("D", 0, Between(5, 80)),
        ("E", 0, Exact(20)),
    ];
    assert_eq!(
        labels(&matrix(&rows), Order::Codebook),
        "Total A a1 a2 B C c1 c2 D E"
    );
    assert_eq!(
        labels(&matrix(&rows), Order::Value),
        "Total C c2 c1 A a2 a1 E B D"
    );
}

proptest! {
    #[test]
    fn an_order_is_made_of_exact_numbers_alone(
        counts in proptest::collection::vec(0..30_u64, 1..8),
        hidden in proptest::collection::vec(any::<bool>(), 8),
    ) {
        let rows = |unknown: fn(u64) -> Amount| {
            let amounts = counts.iter().zip(&hidden).enumerate();
            let amounts = amounts.map(|(at, (count, hide))| {
                (["a", "b", "c", "d", "e", "f", "g", "h"][at], 0, if *hide { unknown(*count) } else { Amount::Exact(*count) })
            });
            labels(&matrix(&amounts.collect::<Vec<_>>()), Order::Value)
        };
        prop_assert_eq!(rows(|_| Amount::Hidden), rows(|count| Amount::Between(count, count + 9)));
    }
}

#[test]
fn bars_are_ordered_regardless_of_their_groups() {
    use Amount::{Exact, Hidden};
    let rows = [
        ("a1", 1, Exact(8)),
        ("a2", 1, Hidden),
        ("c1", 1, Exact(10)),
        ("c2", 1, Exact(20)),
        ("D", 0, Exact(9)),
    ];
    let matrix = matrix(&rows);
    assert_eq!(
        matrix.in_order(Order::Value, vec![0, 1, 2, 3, 4]),
        [3, 2, 4, 0, 1]
    );
    assert_eq!(
        matrix.in_order(Order::Codebook, vec![0, 1, 2, 3, 4]),
        [0, 1, 2, 3, 4]
    );
}
