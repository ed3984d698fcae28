//! Which rows are the same application, and what they say together.
//!
//! Rows that agree in an identity key are one application. What stands in the key's columns becomes a keyed hash
//! ([`Pseudonym`]) at once: no name and no number of a document is kept, and whoever does not have the [`Secret`]
//! cannot try out who stands behind a hash. Rows that agree nearly are only ever proposed to a person, whose decisions
//! are kept in a file.
//!
//! This module must not know how files are read, nor what is published.

mod application;
mod decisions;
mod events;
#[cfg(test)]
mod fuzz;
mod groups;
mod keys;
mod linker;
mod links;
mod merge;
mod near;
mod packed;
mod propose;
mod pseudonym;
#[cfg(test)]
mod sample;
mod secret;
mod seen;
#[cfg(test)]
mod tests;
mod trust;

pub use decisions::{Decision, Decisions, DecisionsError, Pair};
pub use linker::{Decided, OfRule};
pub use links::Links;
pub use propose::Proposals;
pub use pseudonym::Pseudonym;
pub use secret::{KEY_VARIABLE, Secret, SecretError};
pub(crate) use {
    application::{Merged, Row, merge},
    events::Events,
    keys::{Recognizer, RowKeys},
    linker::{Linked, LinkedRow, Linker, Wanted},
    packed::{Packed, Unpacked},
    propose::{Sighting, propose},
    seen::Seen,
    trust::Trust,
};
