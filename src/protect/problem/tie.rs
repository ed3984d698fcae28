//! Ties the tables of all releases together: whatever one release divides and another pools is a sum.
//!
//! Years in periods and in all years, codes in groups, and what remains of them are related along one dimension at a time.
//! What two releases imply together and neither of them has is a group of persons of its own: those of a year that only one
//! of two sums contains, or those of a category in their two moved borders.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::blocks::{Block, BlockCell, Blocks};
use crate::problem::builder::ProblemBuilder;
use crate::problem::layout::TableLayout;
use crate::problem::lines::{COMPARISONS, Member, Set, find_sums};
use crate::problem::tables::ReleaseTables;

/// The cells that differ in one dimension alone, by what they have in common.
type Lines = BTreeMap<(String, Block), Vec<(Set, BlockCell)>>;

impl ProblemBuilder<'_> {
    /// Adds all sums between the tables of several releases, and the groups that they imply.
    pub(crate) fn tie_releases(&mut self, releases: &[ReleaseTables]) {
        if releases.len() < 2 {
            return;
        }
        let mut blocks = Blocks::from_releases(self, releases);
        self.add_revised(&mut blocks, releases);
        self.add_crossings(&mut blocks, releases);
        self.divide_spans(&mut blocks, releases);
        self.tie_categories(&mut blocks);
        let time = self.implications.lattice.time().to_owned();
        self.tie_along(&mut blocks, &time);
        if self.corrections.has_any() {
            self.tie_categories(&mut blocks);
        }
        for release in releases {
            self.add_responses_of_rest(&blocks, release);
        }
    }

    fn tie_categories(&mut self, blocks: &mut Blocks) {
        for dimension in dimensions_of(blocks) {
            let lattice = &self.implications.lattice;
            if dimension != lattice.time() && lattice.adds_up(&dimension) {
                self.tie_along(blocks, &dimension);
            }
        }
    }

    fn tie_along(&mut self, blocks: &mut Blocks, dimension: &str) {
        let is_time = dimension == self.implications.lattice.time();
        for ((measure, common), cells) in self.lines(blocks, dimension) {
            let members: Vec<Member> = cells
                .iter()
                .map(|(set, entry)| Member {
                    set: set.clone(),
                    releases: entry.releases.clone(),
                })
                .collect();
            let sums = find_sums(&members);
            for sum in sums {
                let mut terms = vec![(cells[sum.whole].1.variable, 1)];
                for part in sum.parts {
                    let mut wanted = common.clone();
                    wanted.insert(dimension.to_owned(), part);
                    let part = blocks.find_or_add(self, &measure, wanted, is_time, None);
                    terms.push((part, -1));
                }
                self.add_equation(terms);
            }
        }
    }

    /// The lines along a dimension of which no release has all cells.
    fn lines(&self, blocks: &Blocks, dimension: &str) -> Lines {
        let lattice = &self.implications.lattice;
        let mut lines = Lines::new();
        for (measure, cells) in &blocks.by_measure {
            for (cell, entry) in cells {
                let mut common = cell.clone();
                if let Some(set) = common.remove(dimension) {
                    let line = lines.entry((measure.clone(), common)).or_default();
                    line.push((set, entry.clone()));
                }
            }
        }
        let is_time = dimension == lattice.time();
        if !is_time {
            for ((measure, common), line) in &mut lines {
                if let Some(entry) = blocks.by_measure[measure].get(common) {
                    line.push((lattice.everybody(dimension), entry.clone()));
                }
            }
        }
        let has_corrections = self.corrections.has_any();
        lines.retain(|_, line| {
            let releases: BTreeSet<usize> = line
                .iter()
                .flat_map(|(_, cell)| cell.releases.iter().copied())
                .collect();
            let has_all = |release: &usize| {
                let mut cells = line.iter();
                cells.all(|(_, cell)| cell.releases.contains(release))
            };
            // Sums of what remains of years follow from those of the years, unless these were corrected.
            let has_rest = !is_time && line.iter().any(|(_, cell)| cell.is_rest);
            if has_rest {
                return has_corrections;
            }
            // A group that only comparing releases has is of none.
            let is_of_several =
                releases.len() > 1 || line.iter().any(|(_, cell)| cell.releases.is_empty());
            is_of_several && !releases.range(..COMPARISONS).any(has_all)
        });
        lines
    }

    /// Where two tables differ along several dimensions, adds the cells that have the sets of one along some of them
    /// and those of the other along the rest.
    fn add_crossings(&mut self, blocks: &mut Blocks, releases: &[ReleaseTables]) {
        let mut grids: Vec<(usize, Grid)> = Vec::new();
        for release in releases {
            for layout in &release.tables {
                if let Some(grid) = self.grid(blocks, release, layout)
                    && !grids.contains(&(release.release, grid.clone()))
                {
                    grids.push((release.release, grid));
                }
            }
        }
        let mut comparison = COMPARISONS;
        for (at, (release, one)) in grids.iter().enumerate() {
            for (other_release, other) in &grids[at + 1..] {
                if release != other_release && one.measure == other.measure {
                    self.add_crossing(blocks, comparison, one, other);
                    comparison += differing_dimensions(one, other).len();
                }
            }
        }
    }

    fn add_crossing(&mut self, blocks: &mut Blocks, comparison: usize, one: &Grid, other: &Grid) {
        let mut mixed: BTreeMap<&String, &BTreeSet<Set>> = BTreeMap::new();
        for (dimension, sets) in &one.sets {
            if other.sets.contains_key(dimension) {
                mixed.insert(dimension, sets);
            }
        }
        let differing = differing_dimensions(one, other);
        let Some((_, all_but_last)) = differing.split_last() else {
            return;
        };
        for (at, dimension) in all_but_last.iter().enumerate() {
            mixed.insert(dimension, &other.sets[*dimension]);
            for wanted in cross(&mixed) {
                let comparison = Some(comparison + at);
                blocks.find_or_add(self, &one.measure, wanted, false, comparison);
            }
        }
    }

    /// The sets of a table along its dimensions; everybody is the empty set. `None` for an empty table.
    fn grid(&self, blocks: &Blocks, release: &ReleaseTables, layout: &TableLayout) -> Option<Grid> {
        let mut sets: BTreeMap<String, BTreeSet<Set>> = BTreeMap::new();
        let (mut measure, mut found) = (None, vec![]);
        for address in &layout.addresses {
            if release.catalog.is_settled(address) {
                let (of, cell) = blocks.to_block(self, release, address);
                measure = Some(of);
                found.push(cell);
            }
        }
        for cell in found.iter().flatten() {
            let (dimension, set) = cell;
            sets.entry(dimension.clone())
                .or_default()
                .insert(set.clone());
        }
        for (dimension, sets) in &mut sets {
            if found.iter().any(|cell| !cell.contains_key(dimension)) {
                sets.insert(Set::new());
            }
        }
        Some(Grid {
            measure: measure?,
            sets,
        })
    }
}

/// The sets of a table along each of its dimensions.
#[derive(Clone, PartialEq, Eq)]
struct Grid {
    measure: String,
    sets: BTreeMap<String, BTreeSet<Set>>,
}

/// The dimensions of two tables of which neither has all sets of the other.
fn differing_dimensions<'a>(one: &'a Grid, other: &Grid) -> Vec<&'a String> {
    let mut differing = Vec::new();
    for (dimension, sets) in &one.sets {
        if let Some(others) = other.sets.get(dimension)
            && !sets.is_subset(others)
            && !others.is_subset(sets)
        {
            differing.push(dimension);
        }
    }
    differing
}

/// Every combination of these sets.
fn cross(sets: &BTreeMap<&String, &BTreeSet<Set>>) -> Vec<Block> {
    let mut all = vec![Block::new()];
    for (dimension, sets) in sets {
        let mut longer = Vec::new();
        for cell in &all {
            for set in *sets {
                let mut cell = cell.clone();
                if !set.is_empty() {
                    cell.insert((*dimension).clone(), set.clone());
                }
                longer.push(cell);
            }
        }
        all = longer;
    }
    all
}

fn dimensions_of(blocks: &Blocks) -> BTreeSet<String> {
    let cells = blocks.by_measure.values().flatten();
    cells.flat_map(|(cell, _)| cell.keys().cloned()).collect()
}
