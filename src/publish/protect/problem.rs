//! The cells of all tables as variables, and the sums that tie them together, in blocks.
//!
//! A block is a set of sums in which every cell stands in at most two: the rows and columns of one two-dimensional
//! table, whose columns may nest. Such sums form a network, so whole-numbered alternatives are cycles in it. An option
//! of a multi-response dimension is a block of its own, with the people who did not choose it as an unpublished
//! category.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Cell, Dimension, Release, TOTAL};

use super::cover::{self, Direction};
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
#[derive(Debug, Default)]
pub struct Block {
    pub lines: Vec<Line>,
    places: BTreeMap<Variable, Vec<(usize, bool)>>,
    /// Whether it is a table of pooled years. Its margins are the all-years column of a table by year, which decides
    /// on them: here they can be hidden, but not become so.
    pooled: bool,
}

impl Block {
    fn new(lines: Vec<Line>, pooled: bool) -> Self {
        let mut places: BTreeMap<Variable, Vec<(usize, bool)>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            places.entry(line.total).or_default().push((at, true));
            for part in &line.parts {
                places.entry(*part).or_default().push((at, false));
            }
        }
        Block { lines, places, pooled }
    }

    /// The sums that hold a cell, by their position, and whether it is their total.
    pub fn places(&self, variable: Variable) -> &[(usize, bool)] {
        self.places.get(&variable).map_or(&[], Vec::as_slice)
    }

    /// Whether the block may hide a cell for the sake of others, or finds it hidden.
    pub fn may_hide(&self, cell: &State) -> bool {
        !cell.forced && (cell.hidden || !(self.pooled && cell.margin))
    }

    fn cells(&self) -> impl Iterator<Item = Variable> {
        self.places.keys().copied()
    }
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
    /// Whether an earlier release hid it.
    pub hidden_before: bool,
    /// The blocks it stands in.
    pub blocks: Vec<usize>,
}

impl State {
    fn new(count: u64, room: u64) -> Self {
        State {
            count,
            room,
            unpublished: false,
            forced: false,
            margin: false,
            hidden: false,
            hidden_before: false,
            blocks: Vec::new(),
        }
    }
}

/// By block, cell and direction: the other cells that change in an alternative that is known to exist.
type Alternatives = BTreeMap<(usize, Variable, Direction), BTreeSet<Variable>>;

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
                let state = &mut self.cells[variable];
                state.hidden_before = !state.forced;
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
                for need in self.needs(variable) {
                    // What cannot move now need not be able to later.
                    if let Some(moved) = self.moved_within_hidden(at, variable, need) {
                        alternatives.insert((at, variable, need.0), moved);
                    }
                }
            }
        }
        let mut needless: Vec<Variable> = (0..self.cells.len()).filter(|at| self.is_complementary(*at)).collect();
        needless.sort_by_key(|at| std::cmp::Reverse(self.cells[*at].count));
        for variable in needless {
            self.cells[variable].hidden = false;
            match self.without(variable, &alternatives) {
                Some(found) => alternatives.extend(found),
                None => self.cells[variable].hidden = true,
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
        for variable in self.blocks[at].cells().filter(|variable| self.must_move(*variable)).collect::<Vec<_>>() {
            for (direction, amount) in self.needs(variable) {
                let block = &self.blocks[at];
                let moved = cover::alternative(block, &self.cells, variable, direction, amount);
                // Where a small cell has no alternative, its whole block is hidden as far as it may be.
                let hide = match moved {
                    Some(moved) => moved,
                    None if self.cells[variable].count < self.threshold => self.hideable(block),
                    None => BTreeSet::new(),
                };
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
        !cell.forced && (self.is_small(cell) || (cell.hidden && cell.blocks.len() > 1))
    }

    fn is_small(&self, cell: &State) -> bool {
        cell.count < self.threshold || cell.room < self.threshold
    }

    fn is_complementary(&self, variable: Variable) -> bool {
        let cell = &self.cells[variable];
        cell.hidden && !cell.unpublished && !cell.hidden_before && !self.is_small(cell)
    }

    /// By how much a cell must be able to move each way.
    fn needs(&self, variable: Variable) -> [(Direction, u64); 2] {
        let State { count, room, .. } = self.cells[variable];
        let (down, up) = match () {
            () if count < self.threshold => (count, self.threshold - count),
            () if room < self.threshold => (self.threshold - room, room),
            () => (1, 1),
        };
        [(Direction::Down, down), (Direction::Up, up)]
    }

    /// The cells of an alternative that touches nothing published.
    fn moved_within_hidden(
        &self,
        at: usize,
        variable: Variable,
        (direction, amount): (Direction, u64),
    ) -> Option<BTreeSet<Variable>> {
        let moved = cover::alternative(&self.blocks[at], &self.cells, variable, direction, amount)?;
        let untouched = |cell: &Variable| self.cells[*cell].hidden || self.cells[*cell].unpublished;
        moved.iter().all(untouched).then_some(moved)
    }

    /// Alternatives in place of those that change `variable`, now published; `None` where one has no replacement.
    fn without(&self, variable: Variable, alternatives: &Alternatives) -> Option<Alternatives> {
        let affected = alternatives
            .iter()
            .filter(|((at, _, _), moved)| self.cells[variable].blocks.contains(at) && moved.contains(&variable));
        let replace = |(key, _): (&(usize, Variable, Direction), _)| {
            let (at, cell, direction) = *key;
            let need = self.needs(cell).into_iter().find(|(way, _)| *way == direction)?;
            Some((*key, self.moved_within_hidden(at, cell, need)?))
        };
        affected.filter(|((_, cell, _), _)| *cell != variable).map(replace).collect()
    }

    fn hideable(&self, block: &Block) -> BTreeSet<Variable> {
        block.cells().filter(|variable| block.may_hide(&self.cells[*variable])).collect()
    }

    fn add_table(&mut self, counts: &Counts, measure: &str, rows: &Dimension, columns: &Dimension) {
        let pooled = rows.id != self.catalog.time;
        let (plain, split) = if columns.multi_response { (rows, columns) } else { (columns, rows) };
        if !split.multi_response {
            let at = |row: &str, column: &str| Address::new(measure, [(&*rows.id, row), (&*columns.id, column)]);
            let lines = lines(rows, columns, |row, column| self.variable(counts, at(row, column)));
            self.add_block(Block::new(lines, pooled));
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
            self.add_block(Block::new(lines, pooled));
        }
    }

    fn add_block(&mut self, block: Block) {
        for variable in block.cells() {
            self.cells[variable].blocks.push(self.blocks.len());
        }
        self.blocks.push(block);
    }

    fn variable(&mut self, counts: &Counts, address: Address) -> Variable {
        let count = counts.get(&address);
        let room = self.room(counts, &address, count);
        let forced = address.pins.keys().all(|id| *id == self.catalog.time);
        let margin = address.pins.len() == 1 && !forced;
        self.insert(self.canonical(address), State { forced, margin, ..State::new(count, room) })
    }

    fn unpublished(&mut self, address: Address, count: u64) -> Variable {
        self.insert(address, State { unpublished: true, ..State::new(count, u64::MAX) })
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
    Dimension { id: dimension.id.clone(), categories: codes.map(category).collect(), ..Dimension::default() }
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
