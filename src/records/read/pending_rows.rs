//! Stores pending rows until all rows are read, in about fifty bytes each.

use std::{collections::BTreeMap, sync::Arc};

use crate::link::{IdentityKeys, PackedRow, PackedRows, Pseudonym, Row, SourceId};
use crate::{
    read::{
        pending_row::{LinkageKeys, PendingRow},
        sheet::Sheet,
    },
    row_location::RowLocation,
};

/// The pending rows of one thread.
#[derive(Default)]
pub(super) struct PendingRows<'a> {
    rows: PackedRows<'a>,
    /// By the positions of their files.
    sheets: BTreeMap<u32, Arc<Sheet>>,
}

/// Identifies a pending row: its thread, and its position there.
#[derive(Clone, Copy)]
pub(super) struct PendingRowId {
    thread: u32,
    row: u32,
}

impl<'a> PendingRows<'a> {
    /// Stores a row.
    pub(super) fn push(&mut self, pending: &PendingRow<'a>) {
        let PendingRow {
            repeated_hash,
            keys:
                LinkageKeys {
                    identity,
                    near,
                    event,
                },
            row,
            sheet,
            quotable,
        } = pending;
        let location = row.place;
        self.sheets
            .entry(location.file)
            .or_insert_with(|| Arc::clone(sheet));
        let rows = &mut self.rows;
        rows.begin_row();
        pack_option(rows, repeated_hash.as_ref(), |rows, hash| {
            rows.push_hash(*hash)
        });
        rows.push_number(location.file.into());
        rows.push_number(location.line);
        pack_option(rows, identity.as_ref(), PackedRows::push_keys);
        pack_option(rows, event.as_ref(), |rows, event| {
            rows.push_pseudonym(*event)
        });
        rows.push_understood(&row.understood);
        pack_slice(rows, near, |rows, near| {
            pack_option(rows, near.as_ref(), |rows, (same, day)| {
                rows.push_pseudonym(*same);
                rows.push_number(day.cast_unsigned().into());
            });
        });
        pack_slice(rows, quotable, |rows, field| {
            pack_option(rows, field.as_ref(), |rows, field| rows.push_text(field))
        });
    }

    fn get(&self, row: u32) -> Option<PendingRow<'a>> {
        let mut packed = self.unpack(row);
        let PendingRowHeader {
            repeated_hash,
            location,
            keys: identity,
        } = PendingRowHeader::unpack(&mut packed);
        let event = unpack_is_some(&mut packed).then(|| packed.read_pseudonym());
        let understood = packed.read_understood();
        let near = (0..packed.read_number())
            .map(|_| unpack_is_some(&mut packed).then(|| unpack_near(&mut packed)))
            .collect();
        let quotable = (0..packed.read_number())
            .map(|_| unpack_is_some(&mut packed).then(|| packed.read_text()))
            .collect();
        let sheet = Arc::clone(self.sheets.get(&location.file)?);
        let row = Row {
            source: sheet.source,
            place: location,
            by_keys: 0,
            understood,
        };
        Some(PendingRow {
            repeated_hash,
            keys: LinkageKeys {
                identity,
                near,
                event,
            },
            row,
            sheet,
            quotable,
        })
    }

    /// Returns the source of a row and its identity keys, if it has any.
    fn keys(&self, row: u32) -> Option<(SourceId, IdentityKeys)> {
        let header = PendingRowHeader::unpack(&mut self.unpack(row));
        let sheet = self.sheets.get(&header.location.file)?;
        Some((sheet.source, header.keys?))
    }

    fn unpack(&self, row: u32) -> PackedRow<'_, 'a> {
        self.rows.row(usize::try_from(row).unwrap_or(usize::MAX))
    }
}

/// The location of a pending row, and why it is pending.
pub(super) struct PendingRowHeader {
    /// The hash of the row, if another row equals it.
    pub repeated_hash: Option<u128>,
    pub location: RowLocation,
    /// The identity keys, if it has any.
    pub keys: Option<IdentityKeys>,
}

impl PendingRowHeader {
    fn unpack(packed: &mut PackedRow<'_, '_>) -> Self {
        let repeated_hash = unpack_is_some(packed).then(|| packed.read_hash());
        let location = RowLocation {
            file: saturating_u32(packed.read_number()),
            line: packed.read_number(),
        };
        PendingRowHeader {
            repeated_hash,
            location,
            keys: unpack_is_some(packed).then(|| packed.read_keys()),
        }
    }
}

/// The pending rows of all threads.
pub(super) struct AllPendingRows<'a>(pub Vec<PendingRows<'a>>);

impl<'a> AllPendingRows<'a> {
    /// Iterates over the headers of all rows.
    pub(super) fn headers(&self) -> impl Iterator<Item = (PendingRowId, PendingRowHeader)> {
        (0..).zip(&self.0).flat_map(|(thread, pending)| {
            let rows = u32::try_from(pending.rows.len()).unwrap_or(u32::MAX);
            (0..rows).map(move |row| {
                let header = PendingRowHeader::unpack(&mut pending.unpack(row));
                (PendingRowId { thread, row }, header)
            })
        })
    }

    /// Returns the source of a row and its identity keys, if it has any.
    pub(super) fn keys(&self, id: PendingRowId) -> Option<(SourceId, IdentityKeys)> {
        self.0.get(usize::try_from(id.thread).ok()?)?.keys(id.row)
    }

    /// Returns a row.
    pub(super) fn get(&self, id: PendingRowId) -> Option<PendingRow<'a>> {
        self.0.get(usize::try_from(id.thread).ok()?)?.get(id.row)
    }
}

fn pack_option<'a, T>(
    rows: &mut PackedRows<'a>,
    option: Option<&T>,
    pack: impl Fn(&mut PackedRows<'a>, &T),
) {
    rows.push_number(option.is_some().into());
    if let Some(value) = option {
        pack(rows, value);
    }
}

fn pack_slice<'a, T>(
    rows: &mut PackedRows<'a>,
    values: &[T],
    pack: impl Fn(&mut PackedRows<'a>, &T),
) {
    rows.push_number(u64::try_from(values.len()).unwrap_or_default());
    for value in values {
        pack(rows, value);
    }
}

fn unpack_is_some(packed: &mut PackedRow<'_, '_>) -> bool {
    packed.read_number() > 0
}

fn unpack_near(packed: &mut PackedRow<'_, '_>) -> (Pseudonym, i32) {
    let same = packed.read_pseudonym();
    (same, saturating_u32(packed.read_number()).cast_signed())
}

fn saturating_u32(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
