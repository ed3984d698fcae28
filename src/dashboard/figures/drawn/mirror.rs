//! Draws categories with a bar on each side, for the two groups of another dimension.

use crate::context::Context;
use crate::counts::Amount;
use crate::figures::drawn::parts::{Together, item, sum_hidden};
use crate::numbers::{Entry, Line, Matrix, Numbers};
use crate::view::drawing::{Fill, Mirror, MirrorRow};
use crate::words;

/// How many times the other side's largest number the first one's is, where it has twice the room.
const UNEVEN: f64 = 1.6;

/// Draws the rows of a figure; `named` are those that its sentence names, as [`code`] writes them. `None` where there are
/// not two groups.
pub fn mirror(context: &Context, numbers: &Numbers, named: &[String]) -> Option<Mirror> {
    let (matrix, shown) = (&numbers.matrix, &numbers.shown);
    let [one, other] = shown.columns.as_slice() else {
        return None;
    };
    let first = matrix
        .columns
        .iter()
        .position(|column| column.code == one.code)?;
    let wholes = [first, first + 1].map(|column| matrix.entry(0, column));
    let together = together(numbers, wholes);
    let mut rows = Vec::new();
    let mut hidden = 0;
    for (at, line) in shown.rows.iter().enumerate() {
        let entries = [shown.entry(at, 0), shown.entry(at, 1)];
        if entries.iter().all(is_hidden) && together.is_some() {
            continue;
        }
        if line.unknown
            && let Some(sums) = &together
        {
            rows.push(together_row(context, sums));
        }
        hidden += entries.iter().filter(|entry| is_hidden(entry)).count();
        let codes = [one, other].map(|side| code(&line.code, &side.code));
        let fills = [0, 1].map(|side: usize| match (line.unknown, line.aside) {
            (true, _) => Fill::Unknown,
            (_, true) => Fill::Aside,
            _ if named.contains(&codes[side]) => Fill::Named,
            _ => Fill::Plain,
        });
        rows.push((line.clone(), entries, fills));
    }
    if let Some(sums) = &together {
        hidden += sums.iter().map(|sum| sum.labels.len()).sum::<usize>();
        let is_there = rows.iter().any(|(_, _, fills)| fills[0] == Fill::Together);
        if !is_there {
            rows.push(together_row(context, sums));
        }
    }
    let largest = [0, 1].map(|side: usize| {
        let counts = rows
            .iter()
            .filter_map(|(_, entries, _)| entries[side].amount.exact());
        counts.max().unwrap_or(0) as f64
    });
    let uneven = largest[0] >= UNEVEN * largest[1];
    let room = largest[0]
        .max(largest[1] * if uneven { 2.0 } else { 1.0 })
        .max(1.0);
    let rooms = [room, if uneven { room / 2.0 } else { room }];
    // Where all others are hidden, bars of persons of whom the answer is not known would say that there are many.
    let is_only_unknown = rows.iter().all(|(line, entries, _)| {
        line.unknown || entries.iter().all(|entry| entry.amount.exact().is_none())
    });
    let row = |(line, entries, fills): (Line, [Entry; 2], [Fill; 2])| MirrorRow {
        lengths: [0, 1].map(|side: usize| {
            let count = entries[side].amount.exact().filter(|_| !is_only_unknown);
            count.unwrap_or(0) as f64 / rooms[side]
        }),
        sides: entries.map(|entry| item(context, &line, entry)),
        label: line.label,
        href: line.href,
        fills,
    };
    let base = matrix.entry(0, 0).amount.exact();
    let sides = [(one, wholes[0]), (other, wholes[1])];
    let sides = sides.map(|(line, whole)| (line, Entry { base, ..whole }));
    Some(Mirror {
        sides: sides.map(|(line, whole)| item(context, line, whole)),
        uneven,
        rows: rows.into_iter().map(row).collect(),
        hidden,
    })
}

/// Joins the codes of a row and a column, so that one name stands for their number.
pub fn code(row: &str, column: &str) -> String {
    format!("{row} {column}")
}

fn is_hidden(entry: &Entry) -> bool {
    entry.amount == Amount::Hidden
}

/// Adds up the rows that are hidden on both sides. `None` where one is hidden on one side only: their sums would be those
/// of different rows.
fn together(numbers: &Numbers, wholes: [Entry; 2]) -> Option<[Together; 2]> {
    let shown: &Matrix = &numbers.shown;
    let side = |side: usize| {
        let rows = shown.rows.iter().enumerate();
        let rows = rows.map(|(at, row)| (row, shown.entry(at, side)));
        let folded = numbers.folded().iter().map(|row| (row, Entry::hidden()));
        sum_hidden(wholes[side].amount.exact()?, rows.chain(folded))
    };
    let sums = [side(0)?, side(1)?];
    (sums[0].labels == sums[1].labels).then_some(sums)
}

fn together_row(context: &Context, sums: &[Together; 2]) -> (Line, [Entry; 2], [Fill; 2]) {
    let label = words::drawing::together(context.lang(), &sums[0].labels);
    let entries = sums
        .each_ref()
        .map(|sum| Entry::new(Amount::Exact(sum.count)));
    (Line::category("", label), entries, [Fill::Together; 2])
}

/// Lists every number of a figure with a name of its own, so that the largest can be named.
pub fn cells(context: &Context, numbers: &Numbers) -> Matrix {
    let (matrix, shown) = (&numbers.matrix, &numbers.shown);
    let whole = matrix.entry(0, 0);
    let base = whole.amount.exact();
    let based = |entry: Entry| Entry { base, ..entry };
    let mut rows = vec![Line::total(words::figure::TOTAL.text(context.lang()))];
    let mut entries = vec![vec![based(whole)]];
    let folded = numbers.folded().iter().map(|row| (row, None));
    let drawn = shown
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| (row, Some(at)));
    for (row, at) in drawn.chain(folded) {
        for (column, side) in shown.columns.iter().enumerate() {
            let label = format!("{}, {}", side.label, words::uncapitalized(&row.label));
            rows.push(Line {
                unknown: row.unknown || side.unknown,
                ..Line::category(&code(&row.code, &side.code), label)
            });
            let entry = at.map_or(Entry::hidden(), |at| shown.entry(at, column));
            entries.push(vec![based(entry)]);
        }
    }
    Matrix {
        head: String::new(),
        rows,
        columns: vec![Line::measure("", String::new())],
        entries,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Request;
    use crate::plan;
    use crate::query::Shape;
    use crate::testing::sample;

    /// Draws ages of women and men, where these counts are published; the last age is not known.
    fn drawn(counts: [[Option<u64>; 2]; 4], wholes: [Option<u64>; 2]) -> Mirror {
        let amount = |count: Option<u64>| Entry::new(count.map_or(Amount::Hidden, Amount::Exact));
        let ages = ["0–17", "18–24", "25–64", "U"];
        let mut rows: Vec<Line> = ages.map(|age| Line::category(age, age.into())).into();
        rows[3].unknown = true;
        let columns = vec![
            Line::category("F", "Mujer".into()),
            Line::category("M", "Hombre".into()),
        ];
        let shown = Matrix {
            head: String::new(),
            rows,
            columns,
            entries: counts.map(|row| row.map(amount).to_vec()).into(),
        };
        let matrix = Matrix {
            rows: vec![Line::total("Total".into())],
            entries: vec![wholes.map(amount).to_vec()],
            ..shown.clone()
        };
        let numbers = Numbers {
            matrix,
            shown,
            wholes: vec![],
            hidden: vec![],
            unfolded: true,
            shapes: (Shape::Mirror, Shape::Mirror),
            rolled_up: false,
            grains: None,
        };
        let release = sample::release();
        let query = Request::parse(&release.catalog, "acreditadas", "").query;
        mirror(&plan::for_page(&release, &query), &numbers, &[]).unwrap()
    }

    #[test]
    fn what_is_hidden_on_both_sides_is_drawn_together() {
        let hidden = [None, None];
        let both = drawn(
            [[Some(40), Some(9)], hidden, hidden, [Some(8), Some(5)]],
            [Some(60), Some(20)],
        );
        let labels: Vec<&str> = both.rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels, ["0–17", "18–24 y 25–64, juntas", "U"]);
        assert_eq!(both.rows[1].fills, [Fill::Together; 2]);
        // The first side is more than one and a half times as long, and has twice the room.
        assert!(both.uneven);
        assert_eq!(both.rows[0].lengths, [1.0, 9.0 / 20.0]);
        assert_eq!(both.rows[1].lengths, [12.0 / 40.0, 6.0 / 20.0]);
        assert_eq!(both.hidden, 4);
    }

    #[test]
    fn not_stated_is_never_the_only_bar() {
        let (hidden, unknown) = ([None, None], [Some(8), Some(5)]);
        let alone = drawn([hidden, hidden, hidden, unknown], [None, None]);
        assert!(alone.rows.iter().all(|row| row.lengths == [0.0; 2]));
        let beside = drawn([[Some(9), None], hidden, hidden, unknown], [None, None]);
        // One scale: the first side has twice the room.
        assert_eq!(beside.rows[3].lengths, [8.0 / 10.0, 5.0 / 5.0]);
    }

    #[test]
    fn what_is_hidden_on_one_side_only_has_no_length() {
        let one = drawn(
            [
                [Some(40), None],
                [None, Some(9)],
                [None, None],
                [Some(8), Some(5)],
            ],
            [Some(60), Some(20)],
        );
        assert!(one.rows.iter().all(|row| row.fills[0] != Fill::Together));
        assert_eq!(one.rows[0].lengths, [1.0, 0.0]);
        assert!(one.rows[0].sides[1].hidden && one.hidden == 4);
    }
}
