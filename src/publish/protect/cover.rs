//! Alternatives as cycles: which cells can go up and down together without any sum noticing.
//!
//! If a cell loses an amount, a neighbour in each of its two sums must gain it, and so on until the circle closes. The
//! cheapest circle is a shortest path from one of the cell's sums to the other (Dijkstra), where a step over a cell
//! costs little if it is hidden already and more the larger it is if it is still published.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::problem::{Block, State, Variable};

/// Which way a cell moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Up,
    Down,
}

impl Direction {
    fn turned_if(self, turn: bool) -> Self {
        match (self, turn) {
            (Direction::Up, true) => Direction::Down,
            (Direction::Down, true) => Direction::Up,
            (same, false) => same,
        }
    }
}

/// Whether a block may hide a cell for the sake of others.
pub fn may_hide(block: &Block, cell: &State) -> bool {
    !cell.forced && (cell.hidden || !(block.pooled && cell.margin))
}

/// The published cells that must be hidden so that `variable` can move by `amount` in this block, by the cheapest
/// cycle there is; `None` where there is none. A cell that stands in fewer than two sums of the block moves freely.
pub fn cheapest_cycle(
    block: &Block,
    cells: &[State],
    variable: Variable,
    direction: Direction,
    amount: u64,
) -> Option<Vec<Variable>> {
    let places = places(block, variable);
    let &[(from, from_total), (to, to_total)] = places.as_slice() else { return Some(Vec::new()) };
    if amount == 0 {
        return Some(Vec::new());
    }
    let start = Sum { line: from, direction: direction.turned_if(!from_total) };
    // At the last sum, what arrives must be undone by the cell itself.
    let goal = Sum { line: to, direction: direction.turned_if(to_total) };
    let mut best: BTreeMap<Sum, (u64, Option<(Sum, Variable)>)> = [(start, (0, None))].into();
    let mut queue = BinaryHeap::from([Reverse((0, start))]);
    while let Some(Reverse((cost, sum))) = queue.pop() {
        if sum == goal {
            return Some(published_on_the_way(&best, goal, cells));
        }
        if best.get(&sum).is_some_and(|(known, _)| *known < cost) {
            continue;
        }
        for (step, moves, next) in steps(block, sum).filter(|(step, _, _)| *step != variable) {
            let Some(price) = price(block, &cells[step], moves, amount) else { continue };
            let total = cost + price;
            if best.get(&next).is_none_or(|(known, _)| total < *known) {
                best.insert(next, (total, Some((sum, step))));
                queue.push(Reverse((total, next)));
            }
        }
    }
    None
}

/// A sum that is out of balance: its total minus its parts is too high (up) or too low (down) by the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    line: usize,
    direction: Direction,
}

/// The sums of the block that hold a cell, and whether it is their total.
fn places(block: &Block, variable: Variable) -> Vec<(usize, bool)> {
    let place = |(at, line): (usize, &super::problem::Line)| match line.total == variable {
        true => Some((at, true)),
        false => line.parts.contains(&variable).then_some((at, false)),
    };
    block.lines.iter().enumerate().filter_map(place).collect()
}

/// The cells that can balance a sum: each with the way it moves and the sum that is out of balance afterwards.
fn steps(block: &Block, sum: Sum) -> impl Iterator<Item = (Variable, Direction, Sum)> {
    let line = &block.lines[sum.line];
    let total = std::iter::once((line.total, sum.direction.turned_if(true)));
    let parts = line.parts.iter().map(move |part| (*part, sum.direction));
    total.chain(parts).flat_map(move |(cell, moves)| {
        let others = places(block, cell).into_iter().filter(move |(at, _)| *at != sum.line);
        others.map(move |(at, is_total)| {
            (cell, moves, Sum { line: at, direction: moves.turned_if(!is_total) })
        })
    })
}

fn price(block: &Block, cell: &State, moves: Direction, amount: u64) -> Option<u64> {
    let room = match moves {
        Direction::Up => cell.room,
        Direction::Down => cell.count,
    };
    match () {
        () if room < amount || !may_hide(block, cell) => None,
        () if cell.hidden || cell.unpublished => Some(1),
        // A cell weighs as much as about twenty people in it, so that few cells and small ones are hidden.
        () => Some(20 + cell.count),
    }
}

fn published_on_the_way(
    best: &BTreeMap<Sum, (u64, Option<(Sum, Variable)>)>,
    goal: Sum,
    cells: &[State],
) -> Vec<Variable> {
    let back = |sum: &Sum| best.get(sum).and_then(|(_, from)| *from);
    let way = std::iter::successors(back(&goal), |(sum, _)| back(sum));
    way.map(|(_, cell)| cell).filter(|cell| !cells[*cell].hidden).collect()
}
