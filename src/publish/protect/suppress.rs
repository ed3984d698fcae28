//! Suppression: which cells are hidden, and which of them need not be.
//!
//! Everything here ends in marks on the cells of a [`Problem`]; which alternatives there are is for [`cover`] to say.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use cube::{Cell, Release};

use super::Care;
use super::block::Block;
use super::cover::{self, Direction, Over};
use super::problem::{Problem, State, Variable};

/// By block and cell: the other cells that change in alternatives that are known to exist.
type Alternatives = BTreeMap<(usize, Variable), BTreeSet<Variable>>;

impl Problem<'_> {
    /// Primary suppression: hides every count below the threshold, and parts whose remainder is below it.
    pub fn hide_small(&mut self) {
        for at in 0..self.cells.len() {
            let cell = &mut self.cells[at];
            cell.hidden = !cell.forced && !cell.unprotected && cell.count < self.threshold;
        }
        for at in 0..self.cells.len() {
            self.cells[at].hidden |= !self.cells[at].forced && self.is_small(&self.cells[at]);
        }
    }

    /// Hides what an outsider learned too much from: single cells, the neighbours of others, whole tables.
    pub fn hide_carefully(&mut self, care: &Care) {
        let mut hide: BTreeSet<Variable> = care.cells.iter().filter_map(|address| self.variable_at(address)).collect();
        for block in self.blocks.iter().filter(|block| block.withheld) {
            hide.extend(self.hideable(block));
        }
        for (address, most) in &care.neighbours {
            if let Some(variable) = self.variable_at(address) {
                let blocks = self.cells[variable].blocks.iter().map(|at| &self.blocks[*at]);
                hide.extend(blocks.flat_map(|block| self.smallest_neighbours(block, variable, *most)));
            }
        }
        for variable in hide {
            let state = &mut self.cells[variable];
            state.kept = !state.forced;
            state.hidden |= !state.forced;
        }
    }

    /// Hides what an earlier release hid.
    pub fn hide_again(&mut self, earlier: &[Release]) {
        for (address, cell) in earlier.iter().flat_map(|release| release.tables.values()).flat_map(|t| t.addressed()) {
            if let Some(variable) = self.variable_at(&address).filter(|_| cell == Cell::Hidden) {
                let state = &mut self.cells[variable];
                state.kept = !state.forced;
                state.hidden |= !state.forced;
            }
        }
    }

    /// Complementary suppression: hides more until every hidden cell can move in every block it stands in. Blocks
    /// share cells, so this goes on until nothing changes.
    pub fn cover_all(&mut self) {
        // Tables by year decide on the totals that tables of pooled years then take as given.
        for pooled in [false, true] {
            loop {
                let before = self.hidden_count();
                for at in (0..self.blocks.len()).filter(|at| self.blocks[*at].pooled == pooled).collect::<Vec<_>>() {
                    self.cover_block(at);
                }
                if self.hidden_count() == before {
                    break;
                }
            }
        }
    }

    /// Publishes again what was hidden for the sake of others and turns out not to be needed, the largest first.
    pub fn publish_again(&mut self) {
        let mut alternatives = Alternatives::default();
        for (at, block) in self.blocks.iter().enumerate() {
            for variable in block.cells().filter(|variable| self.must_move(*variable)) {
                // What cannot move now need not be able to later.
                alternatives.extend(self.moves(at, variable).map(|moved| ((at, variable), moved)));
            }
        }
        let mut needless: Vec<Variable> = (0..self.cells.len()).filter(|at| self.is_complementary(*at)).collect();
        needless.sort_by_key(|at| Reverse(self.cells[*at].count));
        for variable in needless {
            self.cells[variable].hidden = false;
            match self.without(variable, &alternatives) {
                Some(found) => alternatives.extend(found),
                None => self.cells[variable].hidden = true,
            }
        }
    }

    fn hidden_count(&self) -> usize {
        self.cells.iter().filter(|cell| cell.hidden).count()
    }

    fn cover_block(&mut self, at: usize) {
        for variable in self.blocks[at].cells().filter(|variable| self.must_move(*variable)).collect::<Vec<_>>() {
            if self.moves(at, variable).is_some() {
                continue;
            }
            for (direction, amount) in self.needs(variable) {
                let block = &self.blocks[at];
                let found = cover::alternative((block, Over::Hideable), &self.cells, variable, (direction, amount));
                // Where a small cell has no alternative, its neighbours are hidden, then the block, as far as may be.
                let hide = match found.amount == amount {
                    true => found.moved,
                    false if self.cells[variable].count >= self.threshold => BTreeSet::new(),
                    false => match self.neighbours(block, variable) {
                        near if near.iter().any(|cell| !self.cells[*cell].hidden) => near,
                        _ => self.hideable(block),
                    },
                };
                for cell in hide {
                    self.cells[cell].hidden = true;
                }
            }
        }
    }

    /// Every hidden cell must be able to move, the small ones and those that hide them alike: an outsider cannot tell
    /// which is which.
    fn must_move(&self, variable: Variable) -> bool {
        let cell = &self.cells[variable];
        !cell.forced && !cell.unprotected && (self.is_small(cell) || cell.hidden || cell.unpublished)
    }

    fn is_small(&self, cell: &State) -> bool {
        let remainder = self.remainder(cell);
        !cell.unprotected && (cell.count < self.threshold || remainder.is_some_and(|rest| rest < self.threshold))
    }

    /// How many persons of a published whole are not in this part.
    fn remainder(&self, cell: &State) -> Option<u64> {
        let whole = &self.cells[cell.whole?];
        (!whole.hidden).then(|| whole.count.saturating_sub(cell.count))
    }

    fn is_complementary(&self, variable: Variable) -> bool {
        let cell = &self.cells[variable];
        // A hidden part counts on its whole.
        let supports = cell.part.is_some_and(|part| self.cells[part].hidden);
        cell.hidden && !cell.unpublished && !cell.kept && !supports && !self.is_small(cell)
    }

    /// By how much a cell must be able to move each way: down to zero, up to k; a part whose remainder is small, until
    /// the remainder is zero or k.
    fn needs(&self, variable: Variable) -> [(Direction, u64); 2] {
        let cell = &self.cells[variable];
        let (down, up) = match self.remainder(cell) {
            _ if cell.count < self.threshold => (cell.count, self.threshold - cell.count),
            Some(remainder) if remainder < self.threshold => (self.threshold - remainder, remainder),
            _ => (cell.count, 0),
        };
        [(Direction::Down, down), (Direction::Up, up)]
    }

    /// The cells that move with this one in a block where it can move as it must and nothing published changes;
    /// `None` where it cannot. A cell of k or more that can go below k must be able to be zero: an outsider who could
    /// prove otherwise had proved that there is someone. One that stays at k or more must only not be stuck.
    fn moves(&self, at: usize, variable: Variable) -> Option<BTreeSet<Variable>> {
        let within_hidden = |direction, amount| {
            cover::alternative((&self.blocks[at], Over::Hidden), &self.cells, variable, (direction, amount))
        };
        let [(_, down), (_, up)] = self.needs(variable);
        let (falls, rises) = (within_hidden(Direction::Down, down), within_hidden(Direction::Up, up.max(1)));
        let cell = &self.cells[variable];
        // An unpublished group that cannot move is derived from what is published, and large: nothing is lost by that.
        let stuck = falls.amount + rises.amount == 0;
        let stays = !self.is_small(cell) && cell.count - falls.amount >= self.threshold && (cell.unpublished || !stuck);
        let moves = (falls.amount == down && rises.amount >= up) || stays;
        moves.then(|| falls.moved.into_iter().chain(rises.moved).collect())
    }

    /// Alternatives in place of those that change `variable`, now published; `None` where one has no replacement.
    fn without(&self, variable: Variable, alternatives: &Alternatives) -> Option<Alternatives> {
        let affected = alternatives.iter().filter(|((at, cell), moved)| {
            *cell != variable && self.cells[variable].blocks.contains(at) && moved.contains(&variable)
        });
        affected.map(|((at, cell), _)| Some(((*at, *cell), self.moves(*at, *cell)?))).collect()
    }

    /// In each sum that a cell stands in, as many of the other parts as are asked for, the smallest that could be published.
    fn smallest_neighbours(&self, block: &Block, variable: Variable, most: usize) -> Vec<Variable> {
        let mut smallest = Vec::new();
        for (line, _) in block.places(variable) {
            let parts = block.lines[*line].parts.iter().copied();
            let hideable = |cell: &Variable| {
                let state = &self.cells[*cell];
                *cell != variable && !state.hidden && !state.unpublished && block.may_hide(state)
            };
            let mut parts: Vec<Variable> = parts.filter(hideable).collect();
            parts.sort_by_key(|cell| self.cells[*cell].count);
            smallest.extend(parts.into_iter().take(most));
        }
        smallest
    }

    /// The other cells of the sums that a cell stands in, as far as they may be hidden.
    fn neighbours(&self, block: &Block, variable: Variable) -> BTreeSet<Variable> {
        let lines = block.places(variable).iter().map(|(line, _)| &block.lines[*line]);
        let cells = lines.flat_map(|line| line.parts.iter().chain([&line.total]).copied());
        cells.filter(|cell| *cell != variable && block.may_hide(&self.cells[*cell])).collect()
    }

    fn hideable(&self, block: &Block) -> BTreeSet<Variable> {
        block.cells().filter(|variable| block.may_hide(&self.cells[*variable])).collect()
    }
}
