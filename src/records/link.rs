//! Finds which rows are about the same application (record linkage) and makes one record of them.
//!
//! Rows that agree in an identity key are one application. The values of a key's columns become a
//! keyed hash ([`Pseudonym`]) at once: no name and no document number is kept, and nobody can guess
//! the values behind a hash without the [`Secret`]. Rows that only nearly agree are candidate
//! pairs: a person reviews them, and the decisions are kept in a file.
//!
//! This module must not know how files are read, nor what is published.

mod clerical_review;
mod disjoint_sets;
mod events;
mod key_forms;
mod key_review;
mod keys;
mod lasting;
mod link_filter;
mod linker;
mod links;
mod packed_rows;
mod pseudonym;
mod repeated;
mod row;
mod row_keys;
#[cfg(test)]
mod sample;
mod secret;
mod survivorship;
#[cfg(test)]
mod tests;

pub use clerical_review::{
    Decision, DecisionSummary, Decisions, DecisionsError, Pair, Proposals, RuleDecisions,
};
pub use links::Links;
pub use pseudonym::Pseudonym;
pub use secret::{KEY_VARIABLE, Secret, SecretError};
pub(crate) use {
    clerical_review::{ReviewRow, propose_pairs},
    events::Events,
    key_forms::KeyForms,
    key_review::{Found, KeyFindings, KeyReview},
    keys::KeyBuilder,
    link_filter::LinkFilter,
    linker::{LinkedRow, LinkedRows, Linker},
    packed_rows::{PackedRow, PackedRows},
    repeated::PseudonymLog,
    row::{Row, SourceId},
    row_keys::{IdentityKeys, RowKeys},
    survivorship::{SurvivingRecord, TrustRanking, choose_fields},
};
