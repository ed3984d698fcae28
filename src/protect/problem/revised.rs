//! Adds each count of one release as another one would have it, where a declared revision came between them.

use cube::TOTAL;

use crate::lattice::years::Years;
use crate::problem::blocks::{Block, Blocks};
use crate::problem::builder::ProblemBuilder;
use crate::problem::lines::COMPARISONS;
use crate::problem::tables::ReleaseTables;

impl ProblemBuilder<'_> {
    /// Adds these groups, so that changes can be seen of what one release publishes and another one only implies.
    pub(super) fn add_revised(&mut self, blocks: &mut Blocks, releases: &[ReleaseTables]) {
        let is_revised = |release: &ReleaseTables| !release.catalog.revised.is_empty();
        if !releases.iter().any(is_revised) {
            return;
        }
        for one in releases {
            for other in releases {
                if one.release != other.release {
                    self.add_revised_cells(blocks, one.release, other);
                }
            }
        }
    }

    fn add_revised_cells(&mut self, blocks: &mut Blocks, one: usize, other: &ReleaseTables) {
        let time = self.implications.lattice.time().to_owned();
        let lattice = &self.implications.lattice;
        let codes = other.years().chain([TOTAL]);
        let all: Years = codes
            .flat_map(|code| lattice.years(other.release, code))
            .collect();
        let mut wanted: Vec<(String, Block)> = Vec::new();
        for (measure, cells) in &blocks.by_measure {
            for (cell, _) in cells
                .iter()
                .filter(|(_, cell)| cell.releases.contains(&one))
            {
                let Some(set) =
                    blocks.at_release(self, (other.release, &all), measure, &cell[&time])
                else {
                    continue;
                };
                if set != cell[&time] {
                    let mut cell = cell.clone();
                    cell.insert(time.clone(), set);
                    wanted.push((measure.clone(), cell));
                }
            }
        }
        let comparison = Some(2 * COMPARISONS + other.release);
        for (measure, cell) in wanted {
            blocks.find_or_add(self, &measure, cell, false, comparison);
        }
    }
}
