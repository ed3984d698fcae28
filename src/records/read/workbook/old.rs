//! Old workbooks (XLS), looked at and put into a sound container before calamine sees them: that one follows sectors in
//! circles, makes room for every cell up to the last one that a file names, and takes the later of two cells that stand
//! in one place.
//!
//! The format is [MS-XLS]: a stream of records, each with its kind and its length before it, in a container ([MS-CFB]).

use std::io::{Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use crate::read::{problem::Cause, workbook::limits::CELLS};

/// The names of the stream, the usual one first.
const STREAMS: [&str; 2] = ["/Workbook", "/Book"];
/// No sheet is higher or wider.
const ROWS: u32 = 1 << 16;
const COLUMNS: u16 = 1 << 8;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
/// Number, label, rich text, truth or error, compact number, shared text, formula.
const CELL: [u16; 7] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd, 0x0006];
/// Several compact numbers.
const SEVERAL: u16 = 0x00bd;

/// The same workbook in a container of its own.
///
/// # Errors
///
/// [`Cause::Workbook`] if it is damaged, [`Cause::TooLarge`] if it holds more than can be read.
pub(super) fn sound(bytes: &[u8]) -> Result<Vec<u8>, Cause> {
    let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Cause::Workbook)?;
    let name = STREAMS
        .into_iter()
        .find(|name| container.is_stream(name))
        .ok_or(Cause::Workbook)?;
    let mut stream = Vec::new();
    container
        .open_stream(name)
        .and_then(|mut from| from.read_to_end(&mut stream))
        .map_err(|_| Cause::Workbook)?;
    look(&stream)?;
    contained(name, &stream).map_err(|_| Cause::Workbook)
}

fn contained(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    // Of version 4, calamine expects more than a stream alone.
    let mut container = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
    container.create_stream(name)?.write_all(stream)?;
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

/// Looks at every cell of every sheet.
fn look(stream: &[u8]) -> Result<(), Cause> {
    let mut sheets = Vec::new();
    let mut records = Records(stream);
    loop {
        match records.next()? {
            (END, _) => break,
            (SHEET, record) => sheets.push(record.get(..4).ok_or(Cause::Workbook)?),
            _ => {}
        }
    }
    let mut cells = 0;
    for begin in sheets {
        let begin = begin
            .try_into()
            .map(u32::from_le_bytes)
            .ok()
            .and_then(|begin| usize::try_from(begin).ok());
        let sheet = begin
            .and_then(|begin| stream.get(begin..))
            .ok_or(Cause::Workbook)?;
        cells += sheet_of(Records(sheet))?;
        if cells > CELLS {
            return Err(Cause::TooLarge);
        }
    }
    Ok(())
}

/// How many cells the rectangle around a sheet's cells has.
fn sheet_of(mut records: Records<'_>) -> Result<u64, Cause> {
    let (mut places, mut depth) = (Vec::new(), 0_u32);
    loop {
        let (kind, record) = records.next()?;
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // A chart within the sheet.
            _ if depth > 1 => {}
            DIMENSIONS => dimensions(record)?,
            SEVERAL => {
                let first = short(record, 2)?;
                let numbers = record.len().checked_sub(6).ok_or(Cause::Workbook)? / 6;
                for at in 0..u16::try_from(numbers).map_err(|_| Cause::Workbook)? {
                    places.push((
                        short(record, 0)?,
                        first.checked_add(at).ok_or(Cause::Workbook)?,
                    ));
                }
            }
            kind if CELL.contains(&kind) => places.push((short(record, 0)?, short(record, 2)?)),
            _ => {}
        }
    }
    places.sort_unstable();
    if places.windows(2).any(|pair| pair[0] == pair[1])
        || places.iter().any(|(_, column)| *column >= COLUMNS)
    {
        return Err(Cause::Workbook);
    }
    let height = places
        .first()
        .zip(places.last())
        .map_or(0, |(first, last)| u64::from(last.0 - first.0) + 1);
    Ok(height * u64::from(COLUMNS))
}

/// What a sheet says of its size has to be possible.
fn dimensions(record: &[u8]) -> Result<(), Cause> {
    let at = |at| {
        record
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .map(u32::from_le_bytes)
    };
    let [first, last] = match record.len() {
        10 => [u32::from(short(record, 0)?), u32::from(short(record, 2)?)],
        14 | 16 => [at(0).ok_or(Cause::Workbook)?, at(4).ok_or(Cause::Workbook)?],
        _ => return Err(Cause::Workbook),
    };
    if last <= ROWS && (first < last || last == 0 && first <= ROWS) {
        Ok(())
    } else {
        Err(Cause::Workbook)
    }
}

fn short(record: &[u8], at: usize) -> Result<u16, Cause> {
    let bytes = record
        .get(at..at + 2)
        .and_then(|bytes| bytes.try_into().ok());
    bytes.map(u16::from_le_bytes).ok_or(Cause::Workbook)
}

/// Goes through records. Each stream of them ends with a record of its own, so that there always is a next one.
struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    fn next(&mut self) -> Result<(u16, &'a [u8]), Cause> {
        let (kind, length) = (short(self.0, 0)?, usize::from(short(self.0, 2)?));
        let record = self.0.get(4..4 + length).ok_or(Cause::Workbook)?;
        self.0 = &self.0[4 + length..];
        Ok((kind, record))
    }
}
