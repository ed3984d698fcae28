//! The cells of all tables as variables, and the sums that tie them together, in blocks.
//!
//! A block is a set of sums in which every cell stands in at most two: the rows and columns of one two-dimensional
//! table, whose columns may nest. Such sums form a network, so whole-numbered alternatives are cycles in it. An option
//! of a multi-response dimension is a block of its own, with the people who did not choose it as an unpublished
//! category.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Cell, Dimension, Release, TOTAL};

use super::cover;
use crate::tabulate::Counts;

/// A cell of the problem; cells of several tables with one address are one variable.
pub type Variable = usize;

/// `total` is the sum of `parts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub total: Variable,
    pub parts: Vec<Variable>,
}

/// Sums in which each variable stands at most twice.
#[derive(Clone, Debug, Default)]
pub struct Block {
    pub lines: Vec<Line>,
    /// Whether its totals over all years may be hidden for the sake of other cells. They may in tables by year, whose columns
    /// absorb it; tables of pooled years take them as they are.
    pub pooled: bool,
}

/// All cells, what is hidden of them, and the blocks they stand in.
pub struct Problem<'a> {
    catalog: &'a Catalog,
    threshold: u64,
    variables: BTreeMap<Address, Variable>,
    cells: Vec<State>,
    blocks: Vec<Block>,
}

/// What is known of one variable.
#[derive(Clone, Debug)]
pub struct State {
    /// Its true count.
    pub count: u64,
    /// By how much it may grow, given the persons it is part of.
    pub room: u64,
    /// Whether it is never published anyway.
    pub unpublished: bool,
    /// Whether it is always published: totals of years.
    pub forced: bool,
    /// Whether it is a total of a table of pooled years, so that such tables cannot choose to hide it.
    pub margin: bool,
    /// Whether it is hidden.
    pub hidden: bool,
    /// In how many blocks it stands.
    pub blocks: usize,
}

impl<'a> Problem<'a> {
    /// The variables and blocks of the published family.
    pub fn new(counts: &Counts, catalog: &'a Catalog) -> Self {
        let threshold = catalog.threshold;
        let mut problem =
            Problem { catalog, threshold, variables: BTreeMap::new(), cells: Vec::new(), blocks: Vec::new() };
        for entry in &catalog.tables {
            if let [rows, columns] = catalog.dimensions_of(entry).as_slice() {
                problem.add_table(counts, &entry.measure, rows, columns);
            } else {
                for (address, _) in addresses(&entry.measure, &catalog.dimensions_of(entry)) {
                    problem.variable(counts, address);
                }
            }
        }
        problem
    }

    /// A measure and a year (`_T` for all) whose total must be published and is below the threshold.
    pub fn small_total(&self, catalog: &Catalog) -> Option<(String, String)> {
        let forced = self.variables.iter().filter(|(_, variable)| self.cells[**variable].forced);
        let mut small = forced.filter(|(_, variable)| self.cells[**variable].count < self.threshold);
        let (address, _) = small.next()?;
        let year = address.pins.get(&catalog.time).map_or(TOTAL, String::as_str);
        Some((address.measure.clone(), year.to_owned()))
    }

    /// Primary suppression: hides every count below the threshold, and parts whose remainder is below it.
    pub fn hide_small(&mut self) {
        for cell in &mut self.cells {
            cell.hidden = !cell.forced && (cell.count < self.threshold || cell.room < self.threshold);
        }
    }

    /// Hides what an earlier release hid.
    pub fn hide_again(&mut self, earlier: &[Release]) {
        for (address, cell) in earlier.iter().flat_map(|release| release.tables.values()).flat_map(|t| t.addressed()) {
            let known = self.variables.get(&self.canonical(address)).copied();
            if let Some(variable) = known.filter(|_| cell == Cell::Hidden) {
                self.cells[variable].hidden |= !self.cells[variable].forced;
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
                for at in 0..self.blocks.len() {
                    if self.blocks[at].pooled == pooled {
                        self.cover_block(at);
                    }
                }
                if self.hidden_count() == before {
                    break;
                }
            }
        }
    }

    /// Whether the cell at this address is hidden.
    pub fn is_hidden(&self, address: &Address) -> bool {
        let variable = self.variables.get(&self.canonical(address.clone()));
        variable.is_none_or(|variable| self.cells[*variable].hidden)
    }

    fn hidden_count(&self) -> usize {
        self.cells.iter().filter(|cell| cell.hidden).count()
    }

    fn cover_block(&mut self, at: usize) {
        let block = self.blocks[at].clone();
        let members: BTreeSet<Variable> =
            block.lines.iter().flat_map(|line| line.parts.iter().chain([&line.total]).copied()).collect();
        for variable in members.into_iter().filter(|variable| self.must_move(*variable)).collect::<Vec<_>>() {
            let State { count, room, .. } = self.cells[variable];
            let small = count < self.threshold;
            let (down, up) = match small {
                true => (count, self.threshold - count),
                false if room < self.threshold => (self.threshold - room, room),
                false => (1, 1),
            };
            for (direction, amount) in [(cover::Direction::Down, down), (cover::Direction::Up, up)] {
                let cycle = cover::cheapest_cycle(&block, &self.cells, variable, direction, amount);
                // Where a small cell has no cycle, its whole block is hidden as far as it may be.
                let hide = cycle.unwrap_or_else(|| if small { self.hideable(&block) } else { Vec::new() });
                for cell in hide {
                    self.cells[cell].hidden = true;
                }
            }
        }
    }

    /// Small cells must be able to be zero and to be k, and so must small remainders. Other hidden cells matter only
    /// where another block counts on their moving.
    fn must_move(&self, variable: Variable) -> bool {
        let cell = &self.cells[variable];
        let small = cell.count < self.threshold || cell.room < self.threshold;
        !cell.forced && (small || (cell.hidden && cell.blocks > 1))
    }

    fn hideable(&self, block: &Block) -> Vec<Variable> {
        let all = block.lines.iter().flat_map(|line| line.parts.iter().chain([&line.total]).copied());
        all.filter(|variable| cover::may_hide(block, &self.cells[*variable])).collect()
    }

    fn add_table(&mut self, counts: &Counts, measure: &str, rows: &Dimension, columns: &Dimension) {
        let pooled = rows.id != self.catalog.time;
        let (plain, split) = if columns.multi_response { (rows, columns) } else { (columns, rows) };
        if !split.multi_response {
            let at = |row: &str, column: &str| Address::new(measure, [(&*rows.id, row), (&*columns.id, column)]);
            let lines = lines(rows, columns, |row, column| self.variable(counts, at(row, column)));
            self.add_block(Block { lines, pooled });
            return;
        }
        // Where both are multi-response, the first is read option by option as if it were plain.
        let unknown: Vec<&str> = split.categories.iter().filter(|c| c.unknown).map(|c| c.code.as_str()).collect();
        for option in split.categories.iter().filter(|category| !category.unknown) {
            let answers = answers(split, &option.code, &unknown);
            let lines = lines(plain, &answers, |row, answer| {
                let address = Address::new(measure, [(&*plain.id, row), (&*split.id, answer)]);
                if answer != NOT_CHOSEN {
                    return self.variable(counts, address);
                }
                let at = |code: &str| counts.get(&Address::new(measure, [(&*plain.id, row), (&*split.id, code)]));
                let chosen: u64 = at(&option.code) + unknown.iter().map(|code| at(code)).sum::<u64>();
                let pin = (split.id.clone(), format!("{NOT_CHOSEN}{}", option.code));
                let address = Address { pins: address.pins.into_iter().chain([pin]).collect(), ..address };
                self.unpublished(address, at(TOTAL).saturating_sub(chosen))
            });
            self.add_block(Block { lines, pooled });
        }
    }

    fn add_block(&mut self, block: Block) {
        let members: BTreeSet<Variable> =
            block.lines.iter().flat_map(|line| line.parts.iter().chain([&line.total]).copied()).collect();
        for variable in members {
            self.cells[variable].blocks += 1;
        }
        self.blocks.push(block);
    }

    fn variable(&mut self, counts: &Counts, address: Address) -> Variable {
        let count = counts.get(&address);
        let room = self.room(counts, &address, count);
        let forced = address.pins.keys().all(|id| *id == self.catalog.time);
        let margin = address.pins.len() == 1 && !forced;
        let state = State { count, room, unpublished: false, forced, margin, hidden: false, blocks: 0 };
        self.insert(self.canonical(address), state)
    }

    fn unpublished(&mut self, address: Address, count: u64) -> Variable {
        let state =
            State { count, room: u64::MAX, unpublished: true, forced: false, margin: false, hidden: false, blocks: 0 };
        self.insert(address, state)
    }

    fn insert(&mut self, address: Address, state: State) -> Variable {
        let cells = &mut self.cells;
        *self.variables.entry(address).or_insert_with(|| {
            cells.push(state);
            cells.len() - 1
        })
    }

    /// How many persons of the whole are not in this part: over all years, a part cannot outgrow its whole.
    fn room(&self, counts: &Counts, address: &Address, count: u64) -> u64 {
        let relation = self.catalog.relations.part_of.iter().find(|(part, _)| *part == address.measure);
        match relation {
            Some((_, whole)) if !address.pins.contains_key(&self.catalog.time) => {
                let whole = Address { measure: whole.clone(), pins: address.pins.clone() };
                counts.get(&whole).saturating_sub(count)
            }
            _ => u64::MAX,
        }
    }

    /// One name for cells that always hold the same persons.
    fn canonical(&self, mut address: Address) -> Address {
        for (kept, other) in &self.catalog.relations.equal {
            if address.pins.get(&other.dimension) == Some(&other.code) && !address.pins.contains_key(&kept.dimension) {
                address.pins.remove(&other.dimension);
                address.pins.insert(kept.dimension.clone(), kept.code.clone());
            }
        }
        address
    }
}

/// The code of the people who did not choose an option; it is no code of any list.
const NOT_CHOSEN: &str = "!";

/// A multi-response option as a dimension whose categories add up: chosen, not chosen, no answer.
fn answers(dimension: &Dimension, option: &str, unknown: &[&str]) -> Dimension {
    let codes = [option, NOT_CHOSEN].into_iter().chain(unknown.iter().copied());
    let category = |code: &str| cube::Category { code: code.into(), ..cube::Category::default() };
    Dimension {
        id: dimension.id.clone(),
        categories: codes.map(category).collect(),
        ..Dimension::default()
    }
}

/// The sums of a table: over the nested columns in every row, and over the rows in every leaf column (in the other
/// columns they follow). So every cell stands in at most two.
fn lines(rows: &Dimension, columns: &Dimension, mut variable: impl FnMut(&str, &str) -> Variable) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in rows.codes() {
        for parent in columns.codes().filter(|code| !columns.is_leaf(code)) {
            let parts = columns.children(parent).map(|category| variable(row, &category.code)).collect();
            lines.push(Line { total: variable(row, parent), parts });
        }
    }
    for leaf in columns.codes().filter(|code| columns.is_leaf(code)) {
        for parent in rows.codes().filter(|code| !rows.is_leaf(code)) {
            let parts = rows.children(parent).map(|category| variable(&category.code, leaf)).collect();
            lines.push(Line { total: variable(parent, leaf), parts });
        }
    }
    lines
}

fn addresses(measure: &str, dimensions: &[Dimension]) -> Vec<(Address, Cell)> {
    let table = cube::Table::from_fn("", cube::Text::default(), measure, dimensions.to_vec(), |_| Cell::Hidden);
    table.addressed().collect()
}
