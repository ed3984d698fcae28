//! Keeps in which order numbers have their turns, and what was foreseen for those that come next.

use std::sync::Arc;

use crate::alternatives::ahead::Program;
use crate::alternatives::scope::Scope;
use crate::problem::number::Variable;

/// Numbers that are gone through in order.
#[derive(Default)]
pub(super) struct Turns {
    pub(super) numbers: Vec<Variable>,
    /// How many of them had their turns, with the one whose turn it is.
    pub(super) taken: usize,
    /// Up to which one was foreseen what they need.
    pub(super) foreseen: usize,
    pub(super) hopes: Vec<Hope>,
}

impl Turns {
    pub(super) fn new(numbers: Vec<Variable>) -> Self {
        Turns {
            numbers,
            taken: 0,
            foreseen: 0,
            hopes: vec![],
        }
    }

    /// The next number.
    pub(super) fn take(&mut self) -> Option<Variable> {
        let number = self.numbers.get(self.taken).copied();
        self.taken += 1;
        self.foreseen = self.foreseen.max(self.taken);
        number
    }
}

/// An alternative that will probably be searched for.
pub(super) struct Hope {
    /// Which turn it is needed for.
    pub(super) turn: usize,
    pub(super) variable: Variable,
    pub(super) value: i64,
    pub(super) scope: Scope,
    pub(super) program: Arc<Program>,
}
