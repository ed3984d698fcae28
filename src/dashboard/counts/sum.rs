//! Adds up published cells, as anyone with the files can.
//!
//! A sum is exact, or lies between two bounds, or is hidden. Everything follows from published cells by adding and
//! subtracting, so nothing is disclosed beyond the published files.

use std::collections::BTreeMap;

use cube::{Cell, Dimension, TOTAL, Table};

use crate::counts::amount::Amount;

/// The cells to add up: dimension id → codes. A dimension without an entry is at its total.
///
/// The codes of a dimension do not contain one another, and there is only one where categories overlap (multi-response).
pub type Picks = BTreeMap<String, Vec<String>>;

/// Adds up the picked cells; `None` where the table lacks a dimension or a code.
pub fn sum(table: &Table, picks: &Picks) -> Option<Amount> {
    let cells = cells(picks);
    if let [cell] = cells.as_slice() {
        return Some(match table.cell(cell.iter().copied())? {
            Cell::Published(count) => Amount::Exact(count),
            Cell::Hidden => Amount::Hidden,
        });
    }
    let mut range = add_up(table, &cells)?;
    for (id, codes) in picks {
        if codes.iter().any(|code| code == TOTAL) {
            continue;
        }
        let dimension = table.dimension(id)?;
        if !dimension.multi_response {
            range = range.and(total_minus_rest(table, picks, dimension, codes)?);
        }
    }
    Some(range.amount())
}

/// A lower and an upper bound; `most` is `None` where no upper bound is known.
#[derive(Clone, Copy, Debug)]
struct Range {
    least: u64,
    most: Option<u64>,
}

impl Range {
    /// Adds another range.
    fn plus(self, other: Range) -> Range {
        let most = self
            .most
            .zip(other.most)
            .map(|(one, two)| one.saturating_add(two));
        Range {
            least: self.least.saturating_add(other.least),
            most,
        }
    }

    /// Subtracts a part.
    fn minus(self, part: Range) -> Range {
        let least = part.most.map_or(0, |most| self.least.saturating_sub(most));
        Range {
            least,
            most: self.most.map(|most| most.saturating_sub(part.least)),
        }
    }

    /// Intersects two ranges of the same number.
    fn and(self, other: Range) -> Range {
        let most = self.most.into_iter().chain(other.most).min();
        Range {
            least: self.least.max(other.least),
            most,
        }
    }

    /// Converts the range into an amount. A lower bound of zero says no more than the hidden mark.
    fn amount(self) -> Amount {
        match self {
            Range {
                least,
                most: Some(most),
            } if least == most => Amount::Exact(least),
            Range {
                least: least @ 1..,
                most: Some(most),
            } => Amount::Between(least, most),
            Range { .. } => Amount::Hidden,
        }
    }
}

type Pins<'a> = Vec<(&'a str, &'a str)>;

/// Lists every combination of the picked codes.
fn cells(picks: &Picks) -> Vec<Pins<'_>> {
    let mut cells: Vec<Pins<'_>> = vec![vec![]];
    for (id, codes) in picks {
        let mut longer = Vec::new();
        for code in codes {
            for cell in &cells {
                longer.push([cell.as_slice(), &[(id.as_str(), code.as_str())]].concat());
            }
        }
        cells = longer;
    }
    cells
}

/// Adds up the ranges of cells.
fn add_up<'a>(table: &Table, cells: &[Pins<'a>]) -> Option<Range> {
    let mut sum = Range {
        least: 0,
        most: Some(0),
    };
    for cell in cells {
        sum = sum.plus(cell_range(table, cell)?);
    }
    Some(sum)
}

/// Bounds the picked cells from their line's total: the total, minus the categories that were not picked, plus the picked
/// ones that the total does not count.
fn total_minus_rest(
    table: &Table,
    picks: &Picks,
    dimension: &Dimension,
    codes: &[String],
) -> Option<Range> {
    let sum_of = |codes: Vec<&str>| {
        let codes = codes.into_iter().map(Into::into).collect();
        let mut others = picks.clone();
        others.insert(dimension.id.clone(), codes);
        add_up(table, &cells(&others))
    };
    let mut beside = Vec::new();
    for code in codes {
        let category = dimension.category(code);
        if category.is_some_and(|category| category.apart) {
            beside.push(code.as_str());
        }
    }
    let not_picked = sum_of(rest(dimension, TOTAL, codes))?;
    let beside = sum_of(beside)?;
    Some(sum_of(vec![TOTAL])?.minus(not_picked).plus(beside))
}

/// Finds the largest categories below `code` that complement the picked ones.
fn rest<'a>(dimension: &'a Dimension, code: &'a str, picked: &[String]) -> Vec<&'a str> {
    let contains_picked = |code: &str| {
        picked
            .iter()
            .any(|pick| dimension.ancestors(pick).any(|above| above == code))
    };
    let mut others = Vec::new();
    for child in dimension.children(code) {
        if picked.contains(&child.code) {
            continue;
        }
        if contains_picked(&child.code) {
            others.extend(rest(dimension, &child.code, picked));
        } else {
            others.push(child.code.as_str());
        }
    }
    others
}

/// Returns the published number of a cell, or what its lines leave for it if it is hidden.
fn cell_range(table: &Table, pins: &[(&str, &str)]) -> Option<Range> {
    match table.cell(pins.iter().copied())? {
        Cell::Published(count) => Some(Range {
            least: count,
            most: Some(count),
        }),
        Cell::Hidden => {
            let lines = pins.iter().filter_map(|(id, _)| table.dimension(id));
            Some(Range {
                least: 0,
                most: lines
                    .filter_map(|dimension| room(table, pins, dimension))
                    .min(),
            })
        }
    }
}

/// Returns the fewest persons of a category: its published number, or what is published within it.
fn least(dimension: &Dimension, code: &str, published_at: &dyn Fn(&str) -> Option<u64>) -> u64 {
    published_at(code).unwrap_or_else(|| {
        let within = dimension.children(code);
        within
            .map(|category| least(dimension, &category.code, published_at))
            .sum()
    })
}

/// Computes the upper bound that one line gives for a hidden cell: the category above it, minus what is published of the
/// categories beside it.
fn room(table: &Table, pins: &[(&str, &str)], dimension: &Dimension) -> Option<u64> {
    let code = pins
        .iter()
        .find(|(id, code)| *id == dimension.id && *code != TOTAL)?
        .1;
    let published_at = |code: &str| {
        let moved = pins.iter().map(|(id, old)| {
            if *id == dimension.id {
                (*id, code)
            } else {
                (*id, *old)
            }
        });
        table.cell(moved).and_then(Cell::published)
    };
    let above = dimension.category(code)?.parent_or_total()?;
    let mut beside = 0;
    if !dimension.multi_response {
        for sibling in dimension.children(above) {
            if sibling.code != code {
                beside += least(dimension, &sibling.code, &published_at);
            }
        }
    }
    Some(published_at(above)?.saturating_sub(beside))
}

#[cfg(test)]
mod tests;
