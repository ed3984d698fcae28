//! Whether a zipped workbook (XLSX, XLSB, ODS) is whole and of a size that can be read, before calamine sees it: that
//! one waits forever for the end of a sheet that breaks off, and makes room for all that a file claims to hold.

use std::io::{BufRead, BufReader, Cursor, Read, sink};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use crate::read::{problem::Cause, workbook::limits::CELLS};

/// How many bytes the parts of a workbook may hold together once they are inflated.
const INFLATED: u64 = 1 << 30;
/// How many blanks a sheet may repeat.
const BLANKS: u64 = 1 << 20;

/// Looks at all parts of a workbook.
///
/// # Errors
///
/// [`Cause::Workbook`] if it is damaged, [`Cause::TooLarge`] if it holds more than can be read.
pub(super) fn look(bytes: &[u8]) -> Result<(), Cause> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Cause::Workbook)?;
    let mut left = INFLATED;
    for at in 0..parts.len() {
        let Ok(mut part) = parts.by_index(at) else {
            continue;
        };
        // What is wrong with a part matters only if it is read.
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
    for name in names
        .iter()
        .filter(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"))
    {
        strings(BufReader::new(
            parts.by_name(name).map_err(|_| Cause::Workbook)?,
        ))?;
    }
    match parts.by_name("content.xml") {
        Ok(content) => sheets(BufReader::new(content)),
        Err(_) => Ok(()),
    }
}

/// The texts of an XLSX workbook: how many it says there are.
fn strings(part: impl BufRead) -> Result<(), Cause> {
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
                return if number(&element, "uniqueCount", 0)? > CELLS {
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

/// The sheets of an ODS workbook: whether they end, and how many cells they come to.
fn sheets(part: impl BufRead) -> Result<(), Cause> {
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

/// What the sheets so far come to once everything that is repeated stands there.
#[derive(Default)]
struct Size {
    /// Of earlier sheets, and of this one without repeated rows.
    cells: u64,
    /// Of this sheet, down to the last row in which anything stands.
    height: u64,
    width: u64,
    blank_rows: u64,
    /// Of this row, up to the last cell in which anything stands.
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
                self.row_times = number(element, "table:number-rows-repeated", 1)?;
                (self.row_width, self.blank_cells) = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let times = number(element, "table:number-columns-repeated", 1)?;
                self.blank_cells = self.blank_cells.saturating_add(times);
                if is_filled(element)? {
                    self.row_width = self
                        .row_width
                        .saturating_add(std::mem::take(&mut self.blank_cells));
                }
            }
            "text:s" => {
                self.blanks = self.blanks.saturating_add(number(element, "text:c", 1)?);
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

/// Whether anything may stand in a cell.
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

/// What an attribute says, or what holds if it is not there.
fn number(element: &BytesStart<'_>, name: &str, otherwise: u64) -> Result<u64, Cause> {
    let attribute = element
        .try_get_attribute(name)
        .map_err(|_| Cause::Workbook)?;
    attribute.map_or(Ok(otherwise), |attribute| {
        attribute.value.trim().parse().map_err(|_| Cause::Workbook)
    })
}
