//! Declares the result of protection: the release, the proof that it is safe, and notes for the statistician.

use std::collections::BTreeMap;
use std::fmt;

use cube::{Address, Release};

use crate::alternatives::moves::Move;
use crate::problem::number::Variable;

/// A protected release and how it came about. The notes are confidential: they tell small cells from others.
#[derive(Clone, Debug)]
pub struct ProtectedRelease {
    /// What may be published, if the attack finds nothing.
    pub release: Release,
    /// What a statistician should make coarser, in order.
    pub notes: Vec<Note>,
    /// How many hidden counts are proved safe, and by how many alternative tables.
    pub witnesses: Witnesses,
    /// The alternative tables themselves.
    pub alternatives: Alternatives,
}

/// Something that no suppression pattern protects well.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// A whole table is hidden: it is too fine for so few people.
    Withheld {
        /// The table's id.
        table: String,
    },
    /// Whatever is hidden, something can be proved about this group: its dimensions are too fine for so few people.
    Exposed {
        /// The group, or the cell that implies it.
        address: Address,
    },
}

/// How many hidden counts are proved safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Witnesses {
    /// Hidden and implied counts that could be small, each with an alternative table for every value it must allow, or at
    /// least for the smallest and the largest, between which linear programming finds all others.
    pub shown: usize,
    /// Those of them for which linear programming alone finds some value possible.
    pub possible: usize,
    /// Hidden and implied counts that cannot be small.
    pub large: usize,
    /// Alternative tables that agree with everything published, each verified.
    pub tables: usize,
}

/// Alternative tables that agree with everything published, as differences from the true counts. Confidential: together
/// with the release they reveal much of what is hidden.
#[derive(Clone)]
pub struct Alternatives {
    pub(crate) cells: BTreeMap<Address, Variable>,
    pub(crate) moves: Vec<Move>,
}

impl Alternatives {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.moves.len()
    }

    /// Whether there are none: then nothing is hidden that could be small.
    pub fn is_empty(&self) -> bool {
        self.moves.is_empty()
    }

    /// For each alternative, by how much it differs from the true counts, at every address where it does.
    pub fn iter(&self) -> impl Iterator<Item = BTreeMap<&Address, i64>> {
        self.moves.iter().map(|alternative| {
            let mut changes = BTreeMap::new();
            for (address, variable) in &self.cells {
                let change = alternative.change_of(*variable);
                if change != 0 {
                    changes.insert(address, change);
                }
            }
            changes
        })
    }
}

impl fmt::Debug for Alternatives {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Alternatives({})", self.moves.len())
    }
}
