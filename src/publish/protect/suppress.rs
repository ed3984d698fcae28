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
        for cell in &mut self.cells {
            cell.hidden = !cell.forced && (cell.count < self.threshold || cell.room < self.threshold);
        }
    }

    /// Hides whole tables that are to be withheld.
    pub fn withhold(&mut self) {
        for block in self.blocks.iter().filter(|block| block.care == Some(Care::Withhold)) {
            for variable in self.hideable(block) {
                self.cells[variable].hidden = true;
                self.cells[variable].kept = true;
            }
        }
    }

    /// Hides what an earlier release hid.
    pub fn hide_again(&mut self, earlier: &[Release]) {
        for (address, cell) in earlier.iter().flat_map(|release| release.tables.values()).flat_map(|t| t.addressed()) {
            let known = self.variables.get(&self.canonical(address)).copied();
            if let Some(variable) = known.filter(|_| cell == Cell::Hidden) {
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
                // Where a small cell has no alternative, its whole block is hidden as far as it may be.
                let hide = match found.amount == amount {
                    true => found.moved,
                    false if self.cells[variable].count < self.threshold => self.hideable(block),
                    false => BTreeSet::new(),
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
        !cell.forced && (self.is_small(cell) || (cell.hidden && !cell.unpublished))
    }

    fn is_small(&self, cell: &State) -> bool {
        cell.count < self.threshold || cell.room < self.threshold
    }

    fn is_complementary(&self, variable: Variable) -> bool {
        let cell = &self.cells[variable];
        cell.hidden && !cell.unpublished && !cell.kept && !self.is_small(cell)
    }

    /// By how much a cell must be able to move each way: down to zero, up to k; a part whose remainder is small, until
    /// the remainder is zero or k.
    fn needs(&self, variable: Variable) -> [(Direction, u64); 2] {
        let State { count, room, .. } = self.cells[variable];
        let (down, up) = match () {
            () if count < self.threshold => (count, self.threshold - count),
            () if room < self.threshold => (self.threshold - room, room),
            () => (count, 0),
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
        let stays = !self.is_small(cell)
            && cell.count - falls.amount >= self.threshold
            && falls.amount + rises.amount > 0
            && self.blocks[at].care.is_none();
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

    fn hideable(&self, block: &Block) -> BTreeSet<Variable> {
        block.cells().filter(|variable| block.may_hide(&self.cells[*variable])).collect()
    }
}
