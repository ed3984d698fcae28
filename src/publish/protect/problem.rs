//! The cells of all tables as variables: cells of several tables with one address are one variable.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Cell, Dimension, TOTAL};

use super::Care;
use super::block::{Block, NOT_CHOSEN, answers, lines};
use crate::tabulate::Counts;

/// A cell of the problem; cells of several tables with one address are one variable.
pub type Variable = usize;

/// All cells, what is hidden of them, and the blocks they stand in.
pub struct Problem<'a> {
    catalog: &'a Catalog,
    /// The smallest count that may be published.
    pub threshold: u64,
    variables: BTreeMap<Address, Variable>,
    /// What is known of each.
    pub cells: Vec<State>,
    /// The sums that tie them together.
    pub blocks: Vec<Block>,
}

/// What is known of one variable.
#[derive(Clone, Debug)]
pub struct State {
    /// Its true count.
    pub count: u64,
    /// The cell of the persons that these are some of, over all years.
    pub whole: Option<Variable>,
    /// The cell of those of these persons that are counted as a part, over all years.
    pub part: Option<Variable>,
    /// Whether it is never published anyway.
    pub unpublished: bool,
    /// Whether it is always published: totals of years, and how many people gave no answer where several are possible.
    pub forced: bool,
    /// Whether it may be published however small.
    pub unprotected: bool,
    /// Whether it is a total of a table of pooled years, so that such tables cannot choose to hide it.
    pub margin: bool,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether it stays hidden whatever else is: its table is withheld, or an earlier release hid it.
    pub kept: bool,
    /// The blocks it stands in.
    pub blocks: Vec<usize>,
}

impl State {
    fn new(count: u64) -> Self {
        State {
            count,
            whole: None,
            part: None,
            unpublished: false,
            forced: false,
            unprotected: false,
            margin: false,
            hidden: false,
            kept: false,
            blocks: Vec::new(),
        }
    }
}

impl<'a> Problem<'a> {
    /// The variables and blocks of the published family.
    pub fn new(counts: &Counts, catalog: &'a Catalog, care: &Care) -> Self {
        let threshold = catalog.threshold;
        let mut problem =
            Problem { catalog, threshold, variables: BTreeMap::new(), cells: Vec::new(), blocks: Vec::new() };
        for entry in &catalog.tables {
            if let [rows, columns] = catalog.dimensions_of(entry).as_slice() {
                let blocks = problem.blocks_of(counts, &entry.measure, rows, columns);
                let (withheld, pooled) = (care.withheld.contains(&entry.id), rows.id != catalog.time);
                for mut block in blocks {
                    (block.withheld, block.pooled) = (withheld, pooled);
                    problem.add_block(block);
                }
            } else {
                for (address, _) in addresses(&entry.measure, &catalog.dimensions_of(entry)) {
                    problem.variable(counts, address);
                }
            }
        }
        problem.tie_parts();
        problem
    }

    /// A measure and a year (`_T` for all) whose total must be published and is below the threshold.
    pub fn small_total(&self, catalog: &Catalog) -> Option<(String, String)> {
        let totals = self.variables.iter().filter(|(address, _)| address.pins.keys().all(|id| *id == catalog.time));
        let mut small = totals.filter(|(_, variable)| self.cells[**variable].count < self.threshold);
        let (address, _) = small.next()?;
        let year = address.pins.get(&catalog.time).map_or(TOTAL, String::as_str);
        Some((address.measure.clone(), year.to_owned()))
    }

    /// Whether the cell at this address is hidden.
    pub fn is_hidden(&self, address: &Address) -> bool {
        self.variable_at(address).is_none_or(|variable| self.cells[variable].hidden)
    }

    /// The variable of the cell at this address.
    pub fn variable_at(&self, address: &Address) -> Option<Variable> {
        self.variables.get(&self.canonical(address.clone())).copied()
    }

    fn blocks_of(&mut self, counts: &Counts, measure: &str, rows: &Dimension, columns: &Dimension) -> Vec<Block> {
        let (plain, split) = if columns.multi_response { (rows, columns) } else { (columns, rows) };
        if !split.multi_response {
            let at = |row: &str, column: &str| Address::new(measure, [(&*rows.id, row), (&*columns.id, column)]);
            return vec![Block::new(lines(rows, columns, |row, column| self.variable(counts, at(row, column))))];
        }
        // Where both are multi-response, the first is read option by option as if it were plain.
        let unknown: Vec<&str> = split.categories.iter().filter(|c| c.unknown).map(|c| c.code.as_str()).collect();
        let options = split.categories.iter().filter(|category| !category.unknown);
        let block = |option: &cube::Category| {
            let answers = answers(split, &option.code, &unknown);
            Block::new(lines(plain, &answers, |row, answer| {
                let at = |code: &str| Address::new(measure, [(&*plain.id, row), (&*split.id, code)]);
                if answer != NOT_CHOSEN {
                    return self.variable(counts, at(answer));
                }
                let chosen: u64 =
                    counts.get(&at(&option.code)) + unknown.iter().map(|code| counts.get(&at(code))).sum::<u64>();
                let others = counts.get(&at(TOTAL)).saturating_sub(chosen);
                self.unpublished(at(&format!("{NOT_CHOSEN}{}", option.code)), others)
            }))
        };
        options.map(block).collect()
    }

    fn add_block(&mut self, block: Block) {
        for variable in block.cells() {
            self.cells[variable].blocks.push(self.blocks.len());
        }
        self.blocks.push(block);
    }

    fn variable(&mut self, counts: &Counts, address: Address) -> Variable {
        let count = counts.get(&address);
        let pinned: Vec<&String> = address.pins.keys().filter(|id| **id != self.catalog.time).collect();
        let unprotected = self.catalog.is_unprotected(&address);
        let several = |id| self.catalog.dimension(id).is_some_and(|dimension| dimension.multi_response);
        let forced = match pinned.as_slice() {
            [] => true,
            [id] => unprotected && several(id),
            _ => false,
        };
        let margin = address.pins.len() == 1 && !forced;
        self.insert(self.canonical(address), State { forced, unprotected, margin, ..State::new(count) })
    }

    fn unpublished(&mut self, address: Address, count: u64) -> Variable {
        let unprotected = self.catalog.is_unprotected(&address);
        self.insert(address, State { unpublished: true, unprotected, ..State::new(count) })
    }

    fn insert(&mut self, address: Address, state: State) -> Variable {
        let cells = &mut self.cells;
        *self.variables.entry(address).or_insert_with(|| {
            cells.push(state);
            cells.len() - 1
        })
    }

    /// Ties every part over all years to its whole.
    fn tie_parts(&mut self) {
        for (part, whole) in &self.catalog.relations.part_of {
            let of_part =
                |address: &&Address| address.measure == *part && !address.pins.contains_key(&self.catalog.time);
            for address in self.variables.keys().filter(of_part).cloned().collect::<Vec<_>>() {
                let same_of_whole = Address { measure: whole.clone(), ..address.clone() };
                if let (Some(part), Some(whole)) = (self.variable_at(&address), self.variable_at(&same_of_whole)) {
                    self.cells[part].whole = Some(whole);
                    self.cells[whole].part = Some(part);
                }
            }
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

fn addresses(measure: &str, dimensions: &[Dimension]) -> Vec<(Address, Cell)> {
    let table = cube::Table::from_fn("", cube::Text::default(), measure, dimensions.to_vec(), |_| Cell::Hidden);
    table.addressed().collect()
}
