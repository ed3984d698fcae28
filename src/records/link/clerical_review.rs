//! Finds pairs of applications that nearly agree, and keeps a person's decisions about them.

mod candidate_pairs;
mod decisions;
#[cfg(test)]
mod fuzz;
mod proposals;
mod summary;

pub use decisions::{Decision, Decisions, DecisionsError, Pair};
pub use proposals::Proposals;
pub(crate) use proposals::{ReviewRow, propose_pairs};
pub use summary::{DecisionSummary, RuleDecisions};
