//! Tests the grain at which a figure opens, and the categories that it folds away.

use proptest::prelude::*;

use super::*;
use crate::counts::Amount;
use crate::numbers::entry::Entry;

/// The number of persons in a group and in each of its details: `None` where it is hidden.
type Group = (Option<u64>, Vec<Option<u64>>);

fn matrix(groups: &[Group]) -> Matrix {
    let line = |label: String, depth, leaf| Line {
        depth,
        leaf,
        ..Line::category("", label)
    };
    let mut rows = vec![(Line::total("Total".into()), None)];
    for (at, (number, inside)) in groups.iter().enumerate() {
        rows.push((line(format!("g{at}"), 0, inside.is_empty()), *number));
        rows.extend(
            inside
                .iter()
                .enumerate()
                .map(|(inner, number)| (line(format!("g{at}.{inner}"), 1, true), *number)),
        );
    }
    let entry = |number: &Option<u64>| Entry::new(number.map_or(Amount::Hidden, Amount::Exact));
    Matrix {
        head: String::new(),
        columns: vec![line("n".into(), 0, true)],
        entries: rows.iter().map(|(_, number)| vec![entry(number)]).collect(),
        rows: rows.into_iter().map(|(row, _)| row).collect(),
    }
}

fn labels(matrix: &Matrix, rows: &[usize]) -> String {
    rows.iter()
        .map(|row| matrix.rows[*row].label.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns the labels of the rows that are drawn, and of those that are folded away.
fn fold_labels(groups: &[Group], grain: Grain) -> (String, String) {
    let matrix = matrix(groups);
    let rows = fold(&matrix, rows_at(&matrix, grain));
    (labels(&matrix, &rows.shown), labels(&matrix, &rows.folded))
}

#[test]
fn detail_opens_where_it_shows_four_fifths_of_the_persons_and_half_of_the_numbers() {
    let opens = |groups: &[Group]| opening(&matrix(groups));
    let whole = |inside| (Some(100), inside);
    assert_eq!(opens(&[whole(vec![Some(80), None])]), Grain::Detail);
    assert_eq!(opens(&[whole(vec![Some(79), None])]), Grain::Groups);
    assert_eq!(opens(&[whole(vec![Some(100), None, None])]), Grain::Groups);
    assert_eq!(
        opens(&[
            whole(vec![Some(50), None]),
            (Some(30), vec![]),
            (Some(120), vec![])
        ]),
        Grain::Detail
    );
    assert_eq!(
        opens(&[whole(vec![Some(30), None]), (Some(30), vec![])]),
        Grain::Groups
    );
    // Persons in a hidden group are in neither number.
    assert_eq!(
        opens(&[whole(vec![Some(60), Some(40)]), (None, vec![None])]),
        Grain::Detail
    );
    assert_eq!(opens(&[(None, vec![None, None])]), Grain::Groups);
}

#[test]
fn persons_with_several_categories_of_a_group_do_not_make_up_for_another_group() {
    let overlapping = (Some(50), vec![Some(50), Some(50)]);
    assert_eq!(
        opening(&matrix(&[
            overlapping.clone(),
            (Some(50), vec![Some(10), None])
        ])),
        Grain::Groups
    );
    assert_eq!(
        opening(&matrix(&[overlapping, (Some(10), vec![Some(5), None])])),
        Grain::Detail
    );
}

#[test]
fn categories_without_a_published_number_are_folded_unless_all_are_like_that() {
    let groups = [
        (Some(9), vec![]),
        (None, vec![]),
        (Some(0), vec![]),
        (None, vec![]),
    ];
    assert_eq!(
        fold_labels(&groups, Grain::Detail),
        ("g0 g2".into(), "g1 g3".into())
    );
    assert_eq!(
        fold_labels(&[(None, vec![]), (None, vec![])], Grain::Detail),
        ("g0 g1".into(), String::new())
    );
}

proptest! {
    #[test]
    fn no_category_is_lost_between_what_is_shown_and_what_is_folded(
        numbers in proptest::collection::vec(proptest::option::of(0..9_u64), 1..9),
    ) {
        let groups: Vec<Group> = numbers.iter().map(|number| (*number, vec![])).collect();
        let matrix = matrix(&groups);
        let rows = fold(&matrix, rows_at(&matrix, Grain::Groups));
        prop_assert_eq!(rows.shown.len() + rows.folded.len(), numbers.len());
        let hidden = numbers.iter().filter(|number| number.is_none()).count();
        prop_assert_eq!(rows.folded.len(), if hidden == numbers.len() { 0 } else { hidden });
    }
}
