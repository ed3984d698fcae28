//! Rows that wait for others until all are read, in some fifty bytes each.

use std::{collections::BTreeMap, sync::Arc};

use crate::link::{Packed, Row, RowKeys, Unpacked};
use crate::{
    place::Place,
    read::{
        held::{Held, Recognized},
        sheet::Sheet,
    },
};

/// The rows that one thread has put aside.
#[derive(Default)]
pub(super) struct Waiting<'a> {
    rows: Packed<'a>,
    /// By the positions of their files.
    sheets: BTreeMap<u32, Arc<Sheet>>,
}

/// A row that waits: of which thread, and which of its rows.
#[derive(Clone, Copy)]
pub(super) struct Ticket {
    thread: u32,
    row: u32,
}

impl<'a> Waiting<'a> {
    /// Takes a row.
    pub(super) fn push(&mut self, held: &Held<'a>) {
        let Held {
            repeats,
            recognized: Recognized { keys, near, event },
            row,
            sheet,
            shown,
        } = held;
        let place = row.place;
        self.sheets
            .entry(place.file)
            .or_insert_with(|| Arc::clone(sheet));
        let rows = &mut self.rows;
        rows.begin();
        option(rows, repeats.as_ref(), |rows, hash| rows.hash(*hash));
        rows.number(place.file.into());
        rows.number(place.line);
        option(rows, keys.as_ref(), Packed::keys);
        option(rows, event.as_ref(), |rows, event| rows.pseudonym(*event));
        rows.understood(&row.understood);
        several(rows, near, |rows, near| {
            option(rows, near.as_ref(), |rows, (same, day)| {
                rows.pseudonym(*same);
                rows.number(day.cast_unsigned().into());
            });
        });
        several(rows, shown, |rows, field| {
            option(rows, field.as_ref(), |rows, field| rows.text(field))
        });
    }

    fn held(&self, row: u32) -> Option<Held<'a>> {
        let mut packed = self.unpack(row);
        let Head {
            repeats,
            place,
            keys,
        } = Head::unpack(&mut packed);
        let event = is_told(&mut packed).then(|| packed.pseudonym());
        let understood = packed.understood();
        let near = (0..packed.number()).map(|_| {
            is_told(&mut packed).then(|| (packed.pseudonym(), small(packed.number()).cast_signed()))
        });
        let near = near.collect();
        let shown = (0..packed.number())
            .map(|_| is_told(&mut packed).then(|| packed.text()))
            .collect();
        let sheet = Arc::clone(self.sheets.get(&place.file)?);
        let row = Row {
            source: sheet.source,
            place,
            by_keys: 0,
            understood,
        };
        Some(Held {
            repeats,
            recognized: Recognized { keys, near, event },
            row,
            sheet,
            shown,
        })
    }

    fn unpack(&self, row: u32) -> Unpacked<'_, 'a> {
        self.rows.row(usize::try_from(row).unwrap_or(usize::MAX))
    }
}

/// Why a row waits, and where it stands.
pub(super) struct Head {
    /// Its hash, if others equal it.
    pub repeats: Option<u128>,
    pub place: Place,
    /// What it is linked by, if it is.
    pub keys: Option<RowKeys>,
}

impl Head {
    fn unpack(packed: &mut Unpacked<'_, '_>) -> Self {
        let repeats = is_told(packed).then(|| packed.hash());
        let place = Place {
            file: small(packed.number()),
            line: packed.number(),
        };
        Head {
            repeats,
            place,
            keys: is_told(packed).then(|| packed.keys()),
        }
    }
}

/// All rows that wait.
pub(super) struct All<'a>(pub Vec<Waiting<'a>>);

impl<'a> All<'a> {
    /// Each row.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Ticket, Head)> {
        let tickets = (0..).zip(&self.0).flat_map(|(thread, waiting)| {
            let rows = u32::try_from(waiting.rows.len()).unwrap_or(u32::MAX);
            (0..rows).map(move |row| (Ticket { thread, row }, waiting))
        });
        tickets.map(|(ticket, waiting)| (ticket, Head::unpack(&mut waiting.unpack(ticket.row))))
    }

    /// The row of a ticket.
    pub(super) fn held(&self, ticket: Ticket) -> Option<Held<'a>> {
        self.0
            .get(usize::try_from(ticket.thread).ok()?)?
            .held(ticket.row)
    }
}

fn option<'a, T>(rows: &mut Packed<'a>, told: Option<&T>, pack: impl Fn(&mut Packed<'a>, &T)) {
    rows.number(told.is_some().into());
    if let Some(told) = told {
        pack(rows, told);
    }
}

fn several<'a, T>(rows: &mut Packed<'a>, told: &[T], pack: impl Fn(&mut Packed<'a>, &T)) {
    rows.number(u64::try_from(told.len()).unwrap_or_default());
    told.iter().for_each(|told| pack(rows, told));
}

fn is_told(packed: &mut Unpacked<'_, '_>) -> bool {
    packed.number() > 0
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
