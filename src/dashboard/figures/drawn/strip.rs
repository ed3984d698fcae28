//! Draws few categories as one bar that is everybody.

use crate::context::Context;
use crate::counts::SMALLEST_BASE;
use crate::figures::drawn::parts::{arrange, inside, item, sum_hidden, together_item};
use crate::numbers::{Line, Numbers};
use crate::plan::Form;
use crate::query::Grain;
use crate::view::drawing::{Fill, Item, Part, Strip};
use crate::view::{Dot, DotGroup, Dots};

/// Draws the categories of a figure; `None` where they are not known to make up the whole.
pub fn strip(context: &Context, form: &Form, numbers: &Numbers) -> Option<Strip> {
    let rows = arrange(context, form, numbers);
    let whole = numbers
        .matrix
        .entry(0, 0)
        .amount
        .exact()
        .filter(|whole| *whole > 0)?;
    let base = numbers.matrix.base();
    let length = |count: u64| count as f64 / whole as f64;
    let (mut parts, mut key, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    let mut sum = rows
        .together
        .as_ref()
        .map(|together| (together_item(context, together, base), together.count));
    let mut known = sum.as_ref().map_or(0, |(_, count)| *count);
    let mut push = |item: Item, count: u64, fill: Fill| {
        if count > 0 {
            groups.push((fill, count));
            parts.push(Part {
                length: length(count),
                fill,
                text: item.text.clone(),
            });
        }
        key.push((item, fill, 0));
    };
    let mut series = 0;
    for place in &rows.places {
        let line = &numbers.shown.rows[*place];
        let entry = numbers.shown.entry(*place, 0);
        let count = entry.amount.exact()?;
        known += count;
        let fill = match (line.unknown, line.aside || line.other) {
            (true, _) => Fill::Unknown,
            (_, true) => Fill::Aside,
            _ => Fill::Series(series),
        };
        if line.unknown {
            if let Some((item, count)) = sum.take() {
                push(item, count, Fill::Together);
            }
        } else {
            series += 1;
        }
        push(item(context, line, entry), count, fill);
    }
    if let Some((item, count)) = sum {
        push(item, count, Fill::Together);
    }
    let is_small = whole < SMALLEST_BASE;
    let dots = is_small.then(|| dots(&groups)).flatten();
    let key = with_inner(context, numbers, &rows.places, key);
    (known == whole && is_small == dots.is_some()).then_some(Strip {
        parts,
        dots,
        key,
        hidden: rows.hidden,
    })
}

/// Makes a dot for each person, so that few persons are not seen as shares. `None` where a part has no dot of its own.
fn dots(groups: &[(Fill, u64)]) -> Option<Dots> {
    let mut drawn = Vec::new();
    for (fill, count) in groups {
        let kind = match fill {
            Fill::Series(at) => Dot::Series(*at),
            Fill::Unknown => Dot::Unknown,
            Fill::Together => Dot::Together,
            Fill::Named | Fill::Plain | Fill::Aside | Fill::Provisional => return None,
        };
        drawn.push(DotGroup {
            kind,
            count: *count,
            text: String::new(),
            label: String::new(),
        });
    }
    Some(Dots {
        groups: drawn,
        says: String::new(),
    })
}

/// Adds to each group in the key what is in it.
fn with_inner(
    context: &Context,
    numbers: &Numbers,
    places: &[usize],
    key: Vec<(Item, Fill, usize)>,
) -> Vec<(Item, Fill, usize)> {
    if numbers.grain() != Grain::Groups || numbers.rolled_up {
        return key;
    }
    let mut whole = Vec::new();
    for (item, fill, depth) in key {
        let lines = places.iter().map(|place| &numbers.shown.rows[*place]);
        let group = lines.into_iter().find(|line| line.label == item.label);
        whole.push((item, fill, depth));
        if let Some(group) = group {
            whole.extend(inner(context, numbers, group, fill));
        }
    }
    whole
}

/// Lists what is in a group, with what is hidden of it at the end.
fn inner(
    context: &Context,
    numbers: &Numbers,
    group: &Line,
    fill: Fill,
) -> Vec<(Item, Fill, usize)> {
    let matrix = &numbers.matrix;
    let children = inside(matrix, &group.code);
    let entries = || {
        children
            .iter()
            .map(|(at, row)| (*row, matrix.entry(*at, 0)))
    };
    let place = matrix.rows.iter().position(|row| row.code == group.code);
    let whole = place.and_then(|place| matrix.entry(place, 0).amount.exact());
    let sum = whole.and_then(|whole| sum_hidden(whole, entries()));
    let mut found: Vec<(Item, Fill, usize)> = Vec::new();
    for (row, entry) in entries() {
        let is_summed = sum.is_some() && entry.amount.exact().is_none();
        if !is_summed {
            let fill = if row.unknown { Fill::Unknown } else { fill };
            found.push((item(context, row, entry), fill, 1));
        }
    }
    if let Some(sum) = sum {
        let item = together_item(context, &sum, matrix.base());
        // Where all of a group is hidden, its number stands above already.
        let item = if found.is_empty() {
            Item {
                text: String::new(),
                beside: String::new(),
                ..item
            }
        } else {
            item
        };
        found.push((item, Fill::Together, 1));
    }
    found
}
