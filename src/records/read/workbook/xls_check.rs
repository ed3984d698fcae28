//! Checks XLS workbooks and repacks them into a sound container, before calamine reads them.
//!
//! Without this check, calamine follows circular lists of sectors forever, allocates memory for every cell up to the last
//! one that a file names, and silently drops one of two cells in the same position.
//!
//! The format is [MS-XLS]: a stream of records, each with its kind and its length before it, in a container ([MS-CFB]).

use std::io::{Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use crate::read::{problem::Cause, workbook::limits::CELLS};

/// The possible names of the stream, the usual one first.
const STREAMS: [&str; 2] = ["/Workbook", "/Book"];
/// The largest number of rows in a sheet.
const ROWS: u32 = 1 << 16;
/// The largest number of columns in a sheet.
const COLUMNS: u16 = 1 << 8;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const MANIFEST_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
/// Records of one cell: number, label, rich text, boolean or error, compact number, shared text, formula.
const CELL: [u16; 7] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd, 0x0006];
/// A record of several cells with compact numbers.
const SEVERAL: u16 = 0x00bd;

/// Checks a workbook, and returns it in a new container.
///
/// # Errors
///
/// [`Cause::Workbook`] if it is damaged, [`Cause::TooLarge`] if it is larger than can be read.
pub(super) fn check_and_repack(bytes: &[u8]) -> Result<Vec<u8>, Cause> {
    let (name, stream) = read_stream(bytes)?;
    check_sheets(&stream)?;
    repack(name, &stream).map_err(|_| Cause::Workbook)
}

/// Calls a function for each record of the sheet at a position, except those of charts within it.
pub(super) fn for_each_record(
    bytes: &[u8],
    position: usize,
    mut see: impl FnMut(u16, &[u8]) -> Result<(), Cause>,
) -> Result<(), Cause> {
    let (_, stream) = read_stream(bytes)?;
    let sheets = find_sheets(&stream)?;
    let mut records = Records(sheets.get(position).ok_or(Cause::Workbook)?);
    let mut depth = 0_u32;
    loop {
        let (kind, record) = records.next()?;
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => return Ok(()),
            END => depth -= 1,
            _ if depth > 1 => {}
            _ => see(kind, record)?,
        }
    }
}

/// Reads the stream of records, and returns it with its name.
fn read_stream(bytes: &[u8]) -> Result<(&'static str, Vec<u8>), Cause> {
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
    Ok((name, stream))
}

fn repack(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    // Version 3, because calamine expects more than one stream in version 4.
    let mut container = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
    container.create_stream(name)?.write_all(stream)?;
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

/// Checks every cell of every sheet.
fn check_sheets(stream: &[u8]) -> Result<(), Cause> {
    let mut cells = 0;
    for sheet in find_sheets(stream)? {
        cells += check_sheet(Records(sheet))?;
        if cells > CELLS {
            return Err(Cause::TooLarge);
        }
    }
    Ok(())
}

/// Returns the records of each sheet.
fn find_sheets(stream: &[u8]) -> Result<Vec<&[u8]>, Cause> {
    let mut begins = Vec::new();
    let mut records = Records(stream);
    loop {
        match records.next()? {
            (END, _) => break,
            (MANIFEST_SHEET, record) => begins.push(record.get(..4).ok_or(Cause::Workbook)?),
            _ => {}
        }
    }
    let mut sheets = Vec::new();
    for begin in begins {
        let offset = begin.try_into().map(u32::from_le_bytes).ok();
        let sheet = offset
            .and_then(|offset| stream.get(usize::try_from(offset).ok()?..))
            .ok_or(Cause::Workbook)?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Checks a sheet, and returns the number of cells in the rows from its first to its last.
fn check_sheet(mut records: Records<'_>) -> Result<u64, Cause> {
    let (mut positions, mut depth) = (Vec::new(), 0_u32);
    loop {
        let (kind, record) = records.next()?;
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // Records of a chart within the sheet.
            _ if depth > 1 => {}
            DIMENSIONS => check_dimensions(record)?,
            SEVERAL => {
                let first = read_u16(record, 2)?;
                let numbers = record.len().checked_sub(6).ok_or(Cause::Workbook)? / 6;
                for at in 0..u16::try_from(numbers).map_err(|_| Cause::Workbook)? {
                    positions.push((
                        read_u16(record, 0)?,
                        first.checked_add(at).ok_or(Cause::Workbook)?,
                    ));
                }
            }
            kind if CELL.contains(&kind) => {
                positions.push((read_u16(record, 0)?, read_u16(record, 2)?))
            }
            _ => {}
        }
    }
    positions.sort_unstable();
    if positions.windows(2).any(|pair| pair[0] == pair[1])
        || positions.iter().any(|(_, column)| *column >= COLUMNS)
    {
        return Err(Cause::Workbook);
    }
    let height = positions
        .first()
        .zip(positions.last())
        .map_or(0, |(first, last)| u64::from(last.0 - first.0) + 1);
    Ok(height * u64::from(COLUMNS))
}

/// Checks that the declared size of a sheet is possible.
fn check_dimensions(record: &[u8]) -> Result<(), Cause> {
    let at = |at| {
        record
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .map(u32::from_le_bytes)
    };
    let [first, last] = match record.len() {
        10 => [
            u32::from(read_u16(record, 0)?),
            u32::from(read_u16(record, 2)?),
        ],
        14 | 16 => [at(0).ok_or(Cause::Workbook)?, at(4).ok_or(Cause::Workbook)?],
        _ => return Err(Cause::Workbook),
    };
    if last <= ROWS && (first < last || last == 0 && first <= ROWS) {
        Ok(())
    } else {
        Err(Cause::Workbook)
    }
}

/// Reads a 16-bit number.
pub(super) fn read_u16(record: &[u8], at: usize) -> Result<u16, Cause> {
    let bytes = record
        .get(at..at + 2)
        .and_then(|bytes| bytes.try_into().ok());
    bytes.map(u16::from_le_bytes).ok_or(Cause::Workbook)
}

/// Iterates over records. Every stream ends with a special record, so a missing next record is damage.
struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    fn next(&mut self) -> Result<(u16, &'a [u8]), Cause> {
        let (kind, length) = (read_u16(self.0, 0)?, usize::from(read_u16(self.0, 2)?));
        let record = self.0.get(4..4 + length).ok_or(Cause::Workbook)?;
        self.0 = &self.0[4 + length..];
        Ok((kind, record))
    }
}
