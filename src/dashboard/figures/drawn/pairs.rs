//! Draws the categories of two selections on one scale.

use std::cmp::Ordering;

use crate::context::Context;
use crate::counts;
use crate::figures::drawn::parts::{self, item};
use crate::figures::drawn::scale;
use crate::numbers::{Entry, Numbers};
use crate::plan::Form;
use crate::query::Show;
use crate::view::drawing::{Pair, Pairs};

/// One of two selections: its name, its query, and its numbers.
pub struct Side<'a> {
    /// Its name: "Mujer", "2019–2021".
    pub name: String,
    /// Its query.
    pub context: Context<'a>,
    /// Its numbers, with the same rows as the other's.
    pub numbers: &'a Numbers,
}

/// Draws two selections with the same rows. Their shares are on one scale; without shares there are numbers only.
pub fn pairs(form: &Form, sides: [Side; 2]) -> Pairs {
    let [one, other] = &sides;
    let mut rows = Vec::new();
    let mut largest: f64 = 0.0;
    for at in parts::in_order(&one.context, form, &one.numbers.shown) {
        let line = &one.numbers.shown.rows[at];
        let entries = [one, other].map(|side| side.numbers.shown.entry(at, 0));
        if line.is_total() {
            continue;
        }
        let shares = entries.map(|entry| entry.ratio());
        largest = shares.iter().flatten().copied().fold(largest, f64::max);
        let count = |side: &Side, entry: Entry| {
            let context = Context {
                show: Show::Count,
                ..side.context
            };
            item(&context, line, entry)
        };
        rows.push(Pair {
            label: line.label.clone(),
            sides: [count(one, entries[0]), count(other, entries[1])],
            places: shares,
            differ: differ(entries),
        });
    }
    let (top, values) = scale::grid(largest * 100.0);
    for row in &mut rows {
        row.places = row.places.map(|place| Some(place? * 100.0 / top));
    }
    let lang = one.context.lang();
    let mut steps = vec![(0.0, cube::number::share(lang, 0, 100))];
    for value in values {
        steps.push((value / top, cube::number::share(lang, value as u64, 100)));
    }
    let has_shares = rows
        .iter()
        .any(|row| row.places.iter().any(Option::is_some));
    let earlier = earlier(&sides);
    Pairs {
        earlier,
        sides: sides.map(|side| side.name),
        steps: if has_shares { steps } else { vec![] },
        rows,
    }
}

/// Finds the selection of the earlier years, if the two differ in years.
fn earlier(sides: &[Side; 2]) -> Option<usize> {
    let [one, other] = sides
        .each_ref()
        .map(|side| side.context.years().first().map(|year| year.code.clone()));
    match one?.cmp(&other?) {
        Ordering::Less => Some(0),
        Ordering::Equal => None,
        Ordering::Greater => Some(1),
    }
}

/// Decides whether two shares differ by more than chance.
fn differ(entries: [Entry; 2]) -> bool {
    let known = entries.map(|entry| entry.amount.exact().zip(entry.base));
    match known {
        [Some(one), Some(other)] => counts::shares_differ(one, other),
        _ => false,
    }
}
