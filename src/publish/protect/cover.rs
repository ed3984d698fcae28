//! Alternatives as flows: which cells can go up and down together without any sum noticing.
//!
//! If a cell loses an amount, others in each of its two sums must gain it, and so on until the circle closes. The
//! amount is sent round in as many circles as it takes, the cheapest first: a shortest path from one of the cell's
//! sums to the other (Dijkstra, successive shortest paths), where a step over a cell costs next to nothing if it is
//! hidden already, and more the larger it is if it is still published. So nothing published is touched as long as
//! hidden cells can carry the amount.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::block::Block;
use super::problem::{State, Variable};

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

/// Which cells an alternative may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Those that are hidden, or published nowhere.
    Hidden,
    /// Those that the block may hide as well.
    Hideable,
}

/// How far a cell can move, and the other cells that move with it.
pub struct Alternative {
    pub amount: u64,
    pub moved: BTreeSet<Variable>,
}

/// The alternative in which `variable` moves as far as it can, but no farther than `amount`, in this block: the
/// cheapest that is found. A cell that stands in fewer than two sums moves freely.
pub fn alternative(
    (block, over): (&Block, Over),
    cells: &[State],
    variable: Variable,
    (direction, amount): (Direction, u64),
) -> Alternative {
    let &[(from, from_total), (to, to_total)] = block.places(variable) else {
        return Alternative { amount, moved: BTreeSet::new() };
    };
    let start = Sum { line: from, direction: direction.turned_if(!from_total) };
    // At the last sum, what arrives is undone by the cell itself.
    let goal = Sum { line: to, direction: direction.turned_if(to_total) };
    let mut flow = Flow { block, over, cells, variable, moved: BTreeMap::new() };
    let mut left = amount;
    while left > 0 {
        let Some(sent) = flow.send(start, goal, left) else { break };
        left -= sent;
    }
    let moved = flow.moved.into_iter().filter(|(_, by)| *by != 0).map(|(cell, _)| cell).collect();
    Alternative { amount: amount - left, moved }
}

/// A sum that is out of balance: its total minus its parts is too high (up) or too low (down).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    line: usize,
    direction: Direction,
}

struct Flow<'a> {
    block: &'a Block,
    over: Over,
    cells: &'a [State],
    variable: Variable,
    /// How far each cell is from its true count.
    moved: BTreeMap<Variable, i64>,
}

/// How a sum was reached: from which, over which cell, moving which way.
type Step = (Sum, Variable, Direction);

impl Flow<'_> {
    /// Sends as much of `left` as the cheapest path carries; `None` where no path is left.
    fn send(&mut self, start: Sum, goal: Sum, left: u64) -> Option<u64> {
        let reached = self.shortest_paths(start, goal);
        let back = |sum: &Sum| reached.get(sum).and_then(|(_, step)| *step);
        let path: Vec<Step> = std::iter::successors(back(&goal), |(sum, _, _)| back(sum)).collect();
        if path.is_empty() {
            return None;
        }
        let amount = path.iter().map(|(_, cell, moves)| self.room(*cell, *moves)).fold(left, u64::min);
        for (_, cell, moves) in path {
            let by = i64::try_from(amount).unwrap_or(i64::MAX);
            *self.moved.entry(cell).or_default() += if moves == Direction::Up { by } else { -by };
        }
        Some(amount)
    }

    fn shortest_paths(&self, start: Sum, goal: Sum) -> BTreeMap<Sum, (u64, Option<Step>)> {
        let mut reached = BTreeMap::from([(start, (0, None))]);
        let mut queue = BinaryHeap::from([Reverse((0, start))]);
        while let Some(Reverse((cost, sum))) = queue.pop() {
            if sum == goal {
                break;
            }
            if reached.get(&sum).is_some_and(|(known, _)| *known < cost) {
                continue;
            }
            for (cell, moves) in self.neighbours(sum) {
                let Some(price) = self.price(cell, moves) else { continue };
                let others = self.block.places(cell).iter().filter(|(line, _)| *line != sum.line);
                for (line, is_total) in others {
                    let next = Sum { line: *line, direction: moves.turned_if(!is_total) };
                    if reached.get(&next).is_none_or(|(known, _)| cost + price < *known) {
                        reached.insert(next, (cost + price, Some((sum, cell, moves))));
                        queue.push(Reverse((cost + price, next)));
                    }
                }
            }
        }
        reached
    }

    /// The cells that can balance a sum, and the way they must move for it.
    fn neighbours(&self, sum: Sum) -> impl Iterator<Item = (Variable, Direction)> {
        let line = &self.block.lines[sum.line];
        let total = std::iter::once((line.total, sum.direction.turned_if(true)));
        let parts = line.parts.iter().map(move |part| (*part, sum.direction));
        total.chain(parts).filter(|(cell, _)| *cell != self.variable)
    }

    fn price(&self, cell: Variable, moves: Direction) -> Option<u64> {
        let state = &self.cells[cell];
        let changed = self.moved.get(&cell).is_some_and(|by| *by != 0);
        match () {
            () if self.room(cell, moves) == 0 || !self.block.may_hide(state) => None,
            () if state.hidden || state.unpublished || changed => Some(1),
            () if self.over == Over::Hidden => None,
            // A cell weighs as much as twenty people in it, so that few cells and small ones are hidden; and any
            // detour over hidden cells is cheaper than hiding one more.
            () => Some(1000 * (20 + state.count)),
        }
    }

    /// How much further a cell can move: never below zero, nor past the published count of the persons it is part of or
    /// of those who are part of it.
    fn room(&self, cell: Variable, moves: Direction) -> u64 {
        let (state, by) = (&self.cells[cell], self.moved.get(&cell).copied().unwrap_or(0));
        let published = |other: Option<Variable>| other.map(|at| &self.cells[at]).filter(|other| !other.hidden);
        match moves {
            Direction::Up => published(state.whole)
                .map_or(u64::MAX, |whole| whole.count.saturating_sub(state.count))
                .saturating_add_signed(-by),
            Direction::Down => {
                let floor = published(state.part).map_or(0, |part| part.count);
                state.count.saturating_sub(floor).saturating_add_signed(by)
            }
        }
    }
}
