//! RowKind rows that cannot be settled one by one: those that equal others, and those of applications that have several.

use std::sync::Arc;

use crate::{
    link::{Pseudonym, Row, RowKeys, Sighting},
    read::{problem::Values, sheet::Sheet},
};

/// By what a row is recognized, as far as anything is linked.
#[derive(Default)]
pub(super) struct Recognized {
    /// Only if other rows may be of the same application.
    pub keys: Option<RowKeys>,
    /// For each rule of what is near.
    pub near: Box<[Option<(Pseudonym, i32)>]>,
    /// The key of the events of the row's person.
    pub event: Option<Pseudonym>,
}

/// A row that waits for others.
pub(super) struct Held<'a> {
    /// Its hash, if it waits because another one equals it.
    pub repeats: Option<u128>,
    pub recognized: Recognized,
    pub row: Row<'a>,
    pub sheet: Arc<Sheet>,
    /// What stands in its fields, if problems tell it; else nothing.
    pub shown: Box<[Option<String>]>,
}

impl<'a> Held<'a> {
    /// Its field in one of the codebook's columns, if it may be shown.
    pub(super) fn shown(&self, column: usize) -> Option<&str> {
        self.shown.get(column)?.as_deref()
    }

    pub(super) fn sighting(self) -> Option<Sighting<'a>> {
        let Recognized { keys, near, .. } = self.recognized;
        Some(Sighting {
            row: self.row,
            keys: keys?,
            near: near.into(),
        })
    }
}

/// What stands in the fields of a row, if it may be shown.
pub(super) fn shown(fields: &[Option<&str>], values: Values) -> Box<[Option<String>]> {
    match values {
        Values::Shown => fields.iter().map(|field| field.map(Into::into)).collect(),
        Values::Concealed => Box::default(),
    }
}
