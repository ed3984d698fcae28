//! Reads what a sheet of an ODS workbook shows.

use std::io::{BufReader, Cursor};

use calamine::Dimensions;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use crate::read::{
    problem::Cause,
    workbook::view::{attribute::attribute, sheet_view::SheetView},
};

/// Reads the view of a sheet.
pub(super) fn read(bytes: &[u8], sheet: &str) -> Result<SheetView, Cause> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Cause::Workbook)?;
    let part = parts.by_name("content.xml").map_err(|_| Cause::Workbook)?;
    let (mut xml, mut buffer) = (Reader::from_reader(BufReader::new(part)), Vec::new());
    xml.config_mut().expand_empty_elements = true;
    let mut scan = Scan::default();
    loop {
        buffer.clear();
        match xml
            .read_event_into(&mut buffer)
            .map_err(|_| Cause::Workbook)?
        {
            Event::Start(element) => scan.begin(&element, sheet)?,
            Event::End(element) => scan.end(element.name().as_ref()),
            Event::Eof => return Ok(scan.view),
            _ => {}
        }
    }
}

/// Follows the rows and cells of a sheet, whose repetitions are counted.
#[derive(Default)]
struct Scan {
    view: SheetView,
    /// How many tables, one within the other, are open; the sheet itself is the first.
    depth: u32,
    is_own: bool,
    row: u32,
    row_times: u32,
    column: u32,
    /// The column of the next declaration of columns.
    declared: u32,
    cell: Option<Cell>,
}

/// A cell whose end is not read yet.
struct Cell {
    times: u32,
    columns: u32,
    rows: u32,
    has_formula: bool,
    has_value: bool,
    is_error: bool,
}

impl Scan {
    fn begin(&mut self, element: &BytesStart<'_>, sheet: &str) -> Result<(), Cause> {
        let name = element.name();
        if name.as_ref() == "table:table" {
            self.depth += 1;
            if self.depth == 1 {
                self.is_own = attribute(element, "table:name")?.as_deref() == Some(sheet);
                (self.row, self.row_times, self.declared) = (0, 0, 0);
            }
        }
        if !self.is_own || self.depth != 1 {
            return Ok(());
        }
        match name.as_ref() {
            "table:table-column" => {
                let times = number(element, "table:number-columns-repeated")?;
                let next = self.declared.saturating_add(times);
                if is_hidden(element)? {
                    self.view
                        .hidden_columns
                        .push((self.declared, next.saturating_sub(1)));
                }
                self.declared = next;
            }
            "table:table-row" => {
                self.row_times = number(element, "table:number-rows-repeated")?;
                self.column = 0;
                if is_hidden(element)? {
                    let last = self.row.saturating_add(self.row_times).saturating_sub(1);
                    self.view.hide_rows(self.row, last);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let value_type = attribute(element, "calcext:value-type")?;
                self.cell = Some(Cell {
                    times: number(element, "table:number-columns-repeated")?,
                    columns: number(element, "table:number-columns-spanned")?,
                    rows: number(element, "table:number-rows-spanned")?,
                    has_formula: attribute(element, "table:formula")?.is_some(),
                    has_value: attribute(element, "office:value-type")?.is_some(),
                    is_error: value_type.as_deref() == Some("error"),
                });
            }
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    cell.has_value = true;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if name == "table:table" {
            self.depth = self.depth.saturating_sub(1);
            self.is_own &= self.depth > 0;
        }
        if !self.is_own || self.depth != 1 {
            return;
        }
        match name {
            "table:table-row" => self.row = self.row.saturating_add(self.row_times),
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let start = (self.row, self.column);
        let to = |rows: u32, columns: u32| Dimensions {
            start,
            end: (
                start.0.saturating_add(rows).saturating_sub(1),
                start.1.saturating_add(columns).saturating_sub(1),
            ),
        };
        if cell.columns > 1 || cell.rows > 1 {
            self.view.merged.push(to(cell.rows, cell.columns));
        }
        if cell.has_formula && !cell.has_value {
            self.view.uncomputed.push(to(self.row_times, cell.times));
        }
        if cell.is_error {
            self.view.errors.push(to(self.row_times, cell.times));
        }
        self.column = self.column.saturating_add(cell.times);
    }
}

/// Reads a number of repetitions; 1 if it is not written.
fn number(element: &BytesStart<'_>, name: &str) -> Result<u32, Cause> {
    let text = attribute(element, name)?;
    text.map_or(Ok(1), |text| {
        text.trim().parse().map_err(|_| Cause::Workbook)
    })
}

fn is_hidden(element: &BytesStart<'_>) -> Result<bool, Cause> {
    let visibility = attribute(element, "table:visibility")?;
    Ok(matches!(visibility.as_deref(), Some("collapse" | "filter")))
}
