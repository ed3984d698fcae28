//! Defines pending rows: rows that are decided together with others, because these are equal or of the same application.

use std::sync::Arc;

use crate::{
    link::{IdentityKeys, Pseudonym, ReviewRow, Row, RowKeys},
    read::{problem::Values, sheet::Sheet},
};

/// The keys by which a row is linked, as far as the codebook links any.
#[derive(Default)]
pub(super) struct LinkageKeys {
    /// The identity keys, if other rows may be of the same application.
    pub identity: Option<IdentityKeys>,
    /// For each rule for candidate pairs, the pseudonym and day to compare.
    pub near: Box<[Option<(Pseudonym, i32)>]>,
    /// The key of the person's events.
    pub event: Option<Pseudonym>,
}

/// A row that is decided together with others.
pub(super) struct PendingRow<'a> {
    /// The hash of the row, if another row equals it.
    pub repeated_hash: Option<u128>,
    pub keys: LinkageKeys,
    pub row: Row<'a>,
    pub sheet: Arc<Sheet>,
    /// A copy of the fields if problems may quote them, else empty.
    pub quotable: Box<[Option<String>]>,
}

impl<'a> PendingRow<'a> {
    /// Returns the field in one of the codebook's columns, if problems may quote it.
    pub(super) fn quotable_field(&self, column: usize) -> Option<&str> {
        self.quotable.get(column)?.as_deref()
    }

    /// Returns the row as one side of candidate pairs, with the keys that may join it.
    pub(super) fn into_sighting(self, keys: RowKeys) -> ReviewRow<'a> {
        ReviewRow {
            row: self.row,
            keys,
            near: self.keys.near.into(),
        }
    }
}

/// Copies the fields of a row if problems may quote them.
pub(super) fn copy_quotable(fields: &[Option<&str>], values: Values) -> Box<[Option<String>]> {
    match values {
        Values::Shown => fields.iter().map(|field| field.map(Into::into)).collect(),
        Values::Concealed => Box::default(),
    }
}
