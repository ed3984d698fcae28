//! Adds the equations of multi-response dimensions for those of years that only one of two sums contains.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::blocks::{Block, Blocks};
use crate::problem::builder::{NOBODY, ProblemBuilder};
use crate::problem::layout::ResponseCells;
use crate::problem::lines::Set;
use crate::problem::number::{Group, Variable};
use crate::problem::tables::ReleaseTables;

impl ProblemBuilder<'_> {
    /// Adds these equations wherever all groups that a release's table would have are there.
    pub(super) fn add_responses_of_rest(&mut self, blocks: &Blocks, release: &ReleaseTables) {
        let time = self.implications.lattice.time().to_owned();
        let rests = rests_of(blocks, &time);
        for layout in &release.tables {
            for cells in layout.response_cells() {
                let total = &layout.addresses[cells.total];
                if total.pins.contains_key(&release.catalog.time) {
                    continue;
                }
                let to_block = |at: &usize| blocks.to_block(self, release, &layout.addresses[*at]);
                let all: Vec<usize> = cells.all().collect();
                let all: Vec<(String, Block)> = all.iter().map(to_block).collect();
                let measure = all[0].0.clone();
                for rest in rests.get(&measure).into_iter().flatten() {
                    let at_rest = |(_, cell): &(String, Block)| {
                        let mut cell = cell.clone();
                        cell.insert(time.clone(), rest.clone());
                        cell
                    };
                    let cells_of_rest: Vec<Block> = all.iter().map(at_rest).collect();
                    self.add_responses_at(blocks, (release, &measure), &cells, &cells_of_rest);
                }
            }
        }
    }

    /// Of those who answered, each chose an option or did not; and together the options count everybody at least once.
    /// `all` are the total, the unknown and the options.
    fn add_responses_at(
        &mut self,
        blocks: &Blocks,
        (release, measure): (&ReleaseTables, &str),
        cells: &ResponseCells,
        all: &[Block],
    ) {
        let known = &blocks.by_measure[measure];
        let found: Option<Vec<_>> = all.iter().map(|cell| known.get(cell)).collect();
        let Some(found) = found else { return };
        if !found.iter().any(|cell| cell.is_rest) {
            return;
        }
        let variables: Vec<Variable> = found.iter().map(|cell| cell.variable).collect();
        let (unknown, options) = variables[1..].split_at(cells.unknown.len());
        let mut answered = vec![(variables[0], 1)];
        answered.extend(unknown.iter().map(|variable| (*variable, -1)));
        for (option, cell) in options.iter().zip(&all[1 + unknown.len()..]) {
            let others = self.add_not_chosen(blocks, (release, measure), &cells.dimension, cell);
            let mut terms = answered.clone();
            terms.extend([(*option, -1), (others, -1)]);
            self.add_equation(terms);
        }
        let (total, _) = blocks.to_address(self, measure, &all[0]);
        let mut terms = vec![(self.add_slack(&total), -1)];
        terms.extend(options.iter().map(|option| (*option, 1)));
        terms.extend(answered.iter().map(|(number, by)| (*number, -by)));
        self.add_equation(terms);
    }

    /// Those at an address who answered without choosing its option.
    fn add_not_chosen(
        &mut self,
        blocks: &Blocks,
        (release, measure): (&ReleaseTables, &str),
        dimension: &str,
        cell: &Block,
    ) -> Variable {
        let lattice = &self.implications.lattice;
        let dimension = lattice.dimension(release.release, dimension).to_owned();
        let (mut address, time) = blocks.to_address(self, measure, cell);
        let Some(option) = address.pins.remove(&dimension) else {
            return NOBODY;
        };
        let group = Group::NotChosen(Box::new(Group::Cell), dimension.clone());
        self.add_group_at(group, address, &time, Some((dimension, option)))
    }
}

/// The sets of years that only the comparison of releases gives, by measure.
fn rests_of(blocks: &Blocks, time: &str) -> BTreeMap<String, BTreeSet<Set>> {
    let mut rests = BTreeMap::new();
    for (measure, cells) in &blocks.by_measure {
        let cells = cells.iter().filter(|(_, cell)| cell.is_rest);
        let sets = cells.filter_map(|(cell, _)| cell.get(time).cloned());
        rests.insert(measure.clone(), sets.collect());
    }
    rests
}
