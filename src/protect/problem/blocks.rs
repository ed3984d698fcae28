//! Indexes the cells of all releases as blocks: a set of persons along each dimension, and a set of years.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use cube::{Address, TOTAL};

use crate::lattice::years::Years;
use crate::problem::builder::{ProblemBuilder, Time, Versions};
use crate::problem::lines::Set;
use crate::problem::number::{Group, Variable};
use crate::problem::tables::ReleaseTables;

/// A set along each dimension, by the names of dimensions; everybody is left out. Time is always there.
pub(super) type Block = BTreeMap<String, Set>;

/// A cell of some releases, or a group that only their comparison has.
#[derive(Clone, Debug)]
pub(super) struct BlockCell {
    pub(super) variable: Variable,
    pub(super) releases: BTreeSet<usize>,
    /// Whether it is what remains of a set of years.
    pub(super) is_rest: bool,
}

/// All blocks of each measure.
#[derive(Default)]
pub(super) struct Blocks {
    pub(super) by_measure: BTreeMap<String, BTreeMap<Block, BlockCell>>,
    /// The years with their versions that an atom of time stands for.
    years: Vec<(String, usize)>,
    atoms: BTreeMap<(String, usize), usize>,
}

impl Blocks {
    /// All settled cells of these releases.
    pub(super) fn from_releases(problem: &ProblemBuilder, releases: &[ReleaseTables]) -> Self {
        let mut blocks = Blocks::default();
        for release in releases {
            blocks.add_years(problem, release);
            blocks.add_release(problem, release);
        }
        blocks
    }

    fn add_years(&mut self, problem: &ProblemBuilder, tables: &ReleaseTables) {
        let lattice = &problem.implications.lattice;
        for measure in &tables.catalog.measures {
            let measure = lattice.measure(tables.release, &measure.id);
            for code in tables.years().chain([TOTAL]) {
                let years = lattice.years(tables.release, code);
                for year in problem.versions(tables.release, measure, &years) {
                    let next = self.years.len();
                    if let Entry::Vacant(entry) = self.atoms.entry(year.clone()) {
                        entry.insert(next);
                        self.years.push(year);
                    }
                }
            }
        }
    }

    /// The years of a set, each with how often its counts had been corrected.
    pub(super) fn versions(&self, set: &Set) -> Versions {
        set.iter().map(|atom| self.years[*atom].clone()).collect()
    }

    /// Adds the settled cells of a release.
    fn add_release(&mut self, problem: &ProblemBuilder, tables: &ReleaseTables) {
        for layout in &tables.tables {
            for address in &layout.addresses {
                if !tables.catalog.is_settled(address) {
                    continue;
                }
                let Some(variable) = problem.find_cell(tables, address) else {
                    continue;
                };
                let (measure, found) = self.to_block(problem, tables, address);
                let blocks = self.by_measure.entry(measure).or_default();
                let entry = blocks.entry(found).or_insert(BlockCell {
                    variable,
                    releases: BTreeSet::new(),
                    is_rest: false,
                });
                entry.releases.insert(tables.release);
            }
        }
    }

    /// The measure and the block of a release's address.
    pub(super) fn to_block(
        &self,
        problem: &ProblemBuilder,
        tables: &ReleaseTables,
        address: &Address,
    ) -> (String, Block) {
        let lattice = &problem.implications.lattice;
        let timeless = lattice.timeless(tables.release, address);
        let years = lattice.years(tables.release, tables.time_code(address));
        let versions = problem.versions(tables.release, &timeless.measure, &years);
        let years = versions.iter();
        let years = years.filter_map(|(year, version)| self.atoms.get(&(year.clone(), *version)));
        let mut found = Block::from([(lattice.time().to_owned(), years.copied().collect())]);
        for (dimension, category) in &timeless.pins {
            if let Some(atoms) = lattice.atoms(dimension, category) {
                found.insert(dimension.clone(), atoms.into_owned());
            }
        }
        (timeless.measure, found)
    }

    /// A set of years as another release has them; `None` if it lacks some of them.
    pub(super) fn at_release(
        &self,
        problem: &ProblemBuilder,
        (release, all): (usize, &Years),
        measure: &str,
        set: &Set,
    ) -> Option<Set> {
        let years: Years = self.versions(set).into_keys().collect();
        if !years.is_subset(all) {
            return None;
        }
        self.set_of_years(problem.versions(release, measure, &years))
    }

    /// The set of these years; `None` if no release has one of them so.
    pub(super) fn set_of_years(&self, years: Versions) -> Option<Set> {
        let mut set = Set::new();
        for year in years {
            set.insert(*self.atoms.get(&year)?);
        }
        Some(set)
    }

    /// The number of a block, added as a group if no release has it.
    pub(super) fn find_or_add(
        &mut self,
        problem: &mut ProblemBuilder,
        measure: &str,
        wanted: Block,
        is_rest: bool,
        comparison: Option<usize>,
    ) -> Variable {
        let known = self.by_measure.get_mut(measure);
        if let Some(entry) = known.and_then(|blocks| blocks.get_mut(&wanted)) {
            entry.releases.extend(comparison);
            return entry.variable;
        }
        let (address, time) = self.to_address(problem, measure, &wanted);
        let variable = problem.add_group_at(Group::Cell, address, &time, None);
        let blocks = self.by_measure.entry(measure.to_owned()).or_default();
        let entry = BlockCell {
            variable,
            releases: comparison.into_iter().collect(),
            is_rest,
        };
        blocks.insert(wanted, entry);
        variable
    }

    /// The address of a block without time, in the names of all releases, and its years.
    pub(super) fn to_address(
        &self,
        problem: &ProblemBuilder,
        measure: &str,
        wanted: &Block,
    ) -> (Address, Time) {
        let lattice = &problem.implications.lattice;
        let mut time = Versions::new();
        let mut pins = BTreeMap::new();
        for (dimension, set) in wanted {
            if dimension == lattice.time() {
                time = self.versions(set);
                continue;
            }
            let name = lattice.name_of_atoms(dimension, set);
            if name != TOTAL {
                pins.insert(dimension.clone(), name);
            }
        }
        let address = Address {
            measure: measure.to_owned(),
            pins,
        };
        (address, Time::Settled(time))
    }
}
