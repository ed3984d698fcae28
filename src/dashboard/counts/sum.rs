//! Adds up published cells: what anyone with the files and a pencil would get.
//!
//! A sum is exact, or lies between two bounds, or is hidden. Everything comes from published cells by adding and
//! subtracting, so nothing is disclosed here that the files do not say already.

use std::collections::BTreeMap;

use cube::{Cell, Dimension, TOTAL, Table};

use crate::counts::amount::Amount;

/// The cells to add up: dimension id → codes. Dimensions that are not named are at their total. The codes of a
/// dimension do not contain one another, and there is only one where the categories overlap (multi-response).
pub type Picks = BTreeMap<String, Vec<String>>;

/// The sum of the picked cells; `None` where the table lacks a dimension or a code.
pub fn sum(table: &Table, picks: &Picks) -> Option<Amount> {
    let cells = cells(picks);
    if let [cell] = cells.as_slice() {
        return Some(match table.cell(cell.iter().copied())? {
            Cell::Published(count) => Amount::Exact(count),
            Cell::Hidden => Amount::Hidden,
        });
    }
    let mut range = added(table, &cells)?;
    for (id, codes) in picks
        .iter()
        .filter(|(_, codes)| codes.iter().all(|code| code != TOTAL))
    {
        let dimension = table.dimension(id)?;
        if !dimension.multi_response {
            range = range.and(total_minus_rest(table, picks, dimension, codes)?);
        }
    }
    Some(range.amount())
}

/// At least and at most so many; no upper bound is known where `most` is `None`.
#[derive(Clone, Copy, Debug)]
struct Range {
    least: u64,
    most: Option<u64>,
}

impl Range {
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

    fn minus(self, part: Range) -> Range {
        let least = part.most.map_or(0, |most| self.least.saturating_sub(most));
        Range {
            least,
            most: self.most.map(|most| most.saturating_sub(part.least)),
        }
    }

    fn and(self, other: Range) -> Range {
        let most = self.most.into_iter().chain(other.most).min();
        Range {
            least: self.least.max(other.least),
            most,
        }
    }

    /// A lower bound of zero says no more than the hidden mark does.
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

/// Every combination of the picked codes.
fn cells(picks: &Picks) -> Vec<Pins<'_>> {
    let mut cells: Vec<Pins<'_>> = vec![vec![]];
    for (id, codes) in picks {
        let with = |code| {
            cells
                .iter()
                .map(move |cell| [cell.as_slice(), &[(id.as_str(), code)]].concat())
        };
        cells = codes.iter().map(String::as_str).flat_map(with).collect();
    }
    cells
}

/// The sum of the cells one by one.
fn added<'a>(table: &Table, cells: &[Pins<'a>]) -> Option<Range> {
    let nothing = Range {
        least: 0,
        most: Some(0),
    };
    cells.iter().try_fold(nothing, |range, cell| {
        Some(range.plus(cell_range(table, cell)?))
    })
}

/// The total of the line minus everything on it that was not picked, and what was picked beside the total.
fn total_minus_rest(
    table: &Table,
    picks: &Picks,
    dimension: &Dimension,
    codes: &[String],
) -> Option<Range> {
    let with = |codes: Vec<&str>| {
        let mut picks = picks.clone();
        picks.insert(
            dimension.id.clone(),
            codes.into_iter().map(Into::into).collect(),
        );
        added(table, &cells(&picks))
    };
    let is_apart = |code: &&str| {
        dimension
            .category(code)
            .is_some_and(|category| category.apart)
    };
    let beside = codes.iter().map(String::as_str).filter(is_apart).collect();
    Some(
        with(vec![TOTAL])?
            .minus(with(rest(dimension, TOTAL, codes))?)
            .plus(with(beside)?),
    )
}

/// The largest categories below `code` that together with the picked ones make it up.
fn rest<'a>(dimension: &'a Dimension, code: &'a str, picked: &[String]) -> Vec<&'a str> {
    let is_picked = |code: &str| picked.iter().any(|pick| pick == code);
    let contains_picked = |code: &str| {
        picked
            .iter()
            .any(|pick| dimension.ancestors(pick).any(|above| above == code))
    };
    let rest_of_child = |child: &'a str| {
        if is_picked(child) {
            vec![]
        } else if contains_picked(child) {
            rest(dimension, child, picked)
        } else {
            vec![child]
        }
    };
    dimension
        .children(code)
        .flat_map(|child| rest_of_child(&child.code))
        .collect()
}

/// A cell as it is published; a hidden one is bounded by each of its lines.
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

/// What a line leaves for a hidden cell: the category above it, minus the published categories beside it.
fn room(table: &Table, pins: &[(&str, &str)], dimension: &Dimension) -> Option<u64> {
    let code = pins
        .iter()
        .find(|(id, code)| *id == dimension.id && *code != TOTAL)?
        .1;
    let at = |code: &str| {
        let pin = |(id, old)| {
            if id == dimension.id {
                (id, code)
            } else {
                (id, old)
            }
        };
        table
            .cell(pins.iter().copied().map(pin))
            .and_then(Cell::published)
    };
    let above = dimension.category(code)?.parent_or_total()?;
    let beside = dimension
        .children(above)
        .filter(|_| !dimension.multi_response);
    let published: u64 = beside
        .filter(|sibling| sibling.code != code)
        .filter_map(|sibling| at(&sibling.code))
        .sum();
    Some(at(above)?.saturating_sub(published))
}

#[cfg(test)]
mod tests;
