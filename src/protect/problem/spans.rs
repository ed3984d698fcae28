//! Adds those whom all years of one release contain and all years of another do not, also where tables have each year.

use std::collections::BTreeSet;

use cube::TOTAL;

use crate::problem::blocks::{Block, Blocks};
use crate::problem::builder::ProblemBuilder;
use crate::problem::lines::Set;
use crate::problem::tables::ReleaseTables;

impl ProblemBuilder<'_> {
    /// Adds what two sums over all years have in common and what each has alone, so that it is protected like single years:
    /// those who came in new years, and those of revised years.
    pub(super) fn divide_spans(&mut self, blocks: &mut Blocks, releases: &[ReleaseTables]) {
        let time = self.implications.lattice.time().to_owned();
        let measures: Vec<String> = blocks.by_measure.keys().cloned().collect();
        for measure in measures {
            let spans = self.spans(blocks, releases, &measure);
            let mut wanted: BTreeSet<Block> = BTreeSet::new();
            for cell in blocks.by_measure[&measure].keys() {
                let one = &cell[&time];
                for other in spans.iter().filter(|_| spans.contains(one)) {
                    let at = |set: Set| {
                        let mut cell = cell.clone();
                        cell.insert(time.clone(), set);
                        cell
                    };
                    let is_cell = blocks.by_measure[&measure].contains_key(&at(other.clone()));
                    let parts = [one & other, one - other];
                    if is_cell && parts.iter().all(|part| !part.is_empty()) {
                        wanted.extend(parts.map(at));
                    }
                }
            }
            for part in wanted {
                blocks.find_or_add(self, &measure, part, true, None);
            }
        }
    }

    /// The years in a measure's sums over all years of each release, in every version that a release has of them.
    fn spans(&self, blocks: &Blocks, releases: &[ReleaseTables], measure: &str) -> BTreeSet<Set> {
        let mut spans = BTreeSet::new();
        for of_years in releases {
            let years = self.implications.lattice.years(of_years.release, TOTAL);
            for of_versions in releases {
                let versions = self.versions(of_versions.release, measure, &years);
                spans.extend(blocks.set_of_years(versions));
            }
        }
        spans
    }
}
