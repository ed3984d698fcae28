//! Checks that a zipped workbook (XLSX, ODS) is complete and not too large, before calamine reads it.
//!
//! Without this check, calamine waits forever for the end of a truncated sheet, and allocates memory for all the cells
//! that a file claims to hold.

use std::io::{BufRead, BufReader, Cursor, Read, sink};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use crate::read::{problem::Cause, workbook::limits::CELLS};

/// The largest number of bytes of all parts of a workbook after inflation.
const INFLATED: u64 = 1 << 30;
/// The main part of a binary workbook.
const BINARY: &str = "xl/workbook.bin";
/// The largest number of blanks that a sheet may repeat.
const BLANKS: u64 = 1 << 20;

/// Checks all parts of a workbook.
///
/// # Errors
///
/// [`Cause::Workbook`] if it is damaged, [`Cause::TooLarge`] if it is larger than can be read, [`Cause::Binary`] if it is
/// XLSB.
pub(super) fn check(bytes: &[u8]) -> Result<(), Cause> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Cause::Workbook)?;
    let mut left = INFLATED;
    for at in 0..parts.len() {
        let Ok(mut part) = parts.by_index(at) else {
            continue;
        };
        // Damage to a part matters only if calamine reads the part.
        let mut inflated = (&mut part).take(left);
        let _ = std::io::copy(&mut inflated, &mut sink());
        left = inflated.limit();
        if left == 0 {
            return Err(Cause::TooLarge);
        }
    }
    let names: Vec<String> = parts
        .file_names()
        .flatten()
        .map(|name| name.to_string())
        .collect();
    if names.iter().any(|name| name.eq_ignore_ascii_case(BINARY)) {
        return Err(Cause::Binary);
    }
    for name in names
        .iter()
        .filter(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"))
    {
        check_shared_strings(BufReader::new(
            parts.by_name(name).map_err(|_| Cause::Workbook)?,
        ))?;
    }
    match parts.by_name("content.xml") {
        Ok(content) => check_ods_sheets(BufReader::new(content)),
        Err(_) => Ok(()),
    }
}

/// Checks the declared number of shared strings of an XLSX workbook.
fn check_shared_strings(part: impl BufRead) -> Result<(), Cause> {
    let (mut xml, mut buffer) = (Reader::from_reader(part), Vec::new());
    loop {
        buffer.clear();
        match xml
            .read_event_into(&mut buffer)
            .map_err(|_| Cause::Workbook)?
        {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "sst" =>
            {
                return if read_number(&element, "uniqueCount", 0)? > CELLS {
                    Err(Cause::TooLarge)
                } else {
                    Ok(())
                };
            }
            Event::Eof => return Err(Cause::Workbook),
            _ => {}
        }
    }
}

/// Checks that the sheets of an ODS workbook are complete, and how many cells they have.
fn check_ods_sheets(part: impl BufRead) -> Result<(), Cause> {
    let (mut xml, mut buffer) = (Reader::from_reader(part), Vec::new());
    xml.config_mut().expand_empty_elements = true;
    let (mut depth, mut size) = (0_u64, Size::default());
    loop {
        buffer.clear();
        match xml
            .read_event_into(&mut buffer)
            .map_err(|_| Cause::Workbook)?
        {
            Event::Start(element) => {
                depth += 1;
                size.begin(&element)?;
            }
            Event::End(element) => {
                depth = depth.checked_sub(1).ok_or(Cause::Workbook)?;
                size.end(element.name().as_ref())?;
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(Cause::Workbook),
            _ => {}
        }
    }
}

/// The size of the sheets so far after all repetitions are expanded.
#[derive(Default)]
struct Size {
    /// The cells of earlier sheets, and of this one without repeated rows.
    cells: u64,
    /// The rows of this sheet down to the last one that is not empty.
    height: u64,
    /// The cells of its widest row.
    width: u64,
    blank_rows: u64,
    /// The cells of this row up to the last one that is not empty.
    row_width: u64,
    blank_cells: u64,
    row_times: u64,
    blanks: u64,
}

impl Size {
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), Cause> {
        match element.name().as_ref() {
            "table:table" => {
                self.cells = self
                    .cells
                    .saturating_add(self.height.saturating_mul(self.width));
                (self.height, self.width, self.blank_rows) = (0, 0, 0);
            }
            "table:table-row" => {
                self.row_times = read_number(element, "table:number-rows-repeated", 1)?;
                (self.row_width, self.blank_cells) = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let times = read_number(element, "table:number-columns-repeated", 1)?;
                self.blank_cells = self.blank_cells.saturating_add(times);
                if is_filled(element)? {
                    self.row_width = self
                        .row_width
                        .saturating_add(std::mem::take(&mut self.blank_cells));
                }
            }
            "text:s" => {
                self.blanks = self
                    .blanks
                    .saturating_add(read_number(element, "text:c", 1)?);
            }
            _ => {}
        }
        if self.blanks > BLANKS {
            Err(Cause::TooLarge)
        } else {
            Ok(())
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Cause> {
        if name == "table:table-row" {
            self.blank_rows = self.blank_rows.saturating_add(self.row_times);
            if self.row_width > 0 {
                self.cells = self.cells.saturating_add(self.row_width);
                self.height = self
                    .height
                    .saturating_add(std::mem::take(&mut self.blank_rows));
                self.width = self.width.max(self.row_width);
            }
        }
        let all = self
            .cells
            .saturating_add(self.height.saturating_mul(self.width));
        if all > CELLS {
            Err(Cause::TooLarge)
        } else {
            Ok(())
        }
    }
}

/// Whether a cell may have content.
fn is_filled(cell: &BytesStart<'_>) -> Result<bool, Cause> {
    for attribute in cell.attributes().with_checks(false) {
        let name = attribute.map_err(|_| Cause::Workbook)?.key;
        if ["office:", "calcext:", "table:formula"]
            .iter()
            .any(|start| name.as_ref().starts_with(start))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads an attribute that is a number, or returns `otherwise` if it is missing.
fn read_number(element: &BytesStart<'_>, name: &str, otherwise: u64) -> Result<u64, Cause> {
    let attribute = element
        .try_get_attribute(name)
        .map_err(|_| Cause::Workbook)?;
    attribute.map_or(Ok(otherwise), |attribute| {
        attribute.value.trim().parse().map_err(|_| Cause::Workbook)
    })
}
