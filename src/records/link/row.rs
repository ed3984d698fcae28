//! Defines a row as linking sees it: its source, its place and what was understood of its fields.

use crate::link::disjoint_sets::Position;
use crate::{clean::CleanRow, row_location::RowLocation};

/// The position of a source in the codebook.
pub(crate) type SourceId = usize;

/// One row of a source.
#[derive(Clone)]
pub(crate) struct Row<'a> {
    pub source: SourceId,
    pub place: RowLocation,
    /// The set of rows that identity keys alone connect; rows joined by a person's decision have
    /// different ones.
    pub by_keys: Position,
    pub understood: CleanRow<'a>,
}
