//! Reads what a sheet of an XLSX workbook shows.

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

/// The relation from the workbook to its main part.
const MAIN: &str = "/officeDocument";

type Parts<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Reads the view of a sheet. A workbook whose parts are not found shows everything.
pub(super) fn read(bytes: &[u8], sheet: &str) -> Result<SheetView, Cause> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Cause::Workbook)?;
    let book = find_target(&mut parts, "_rels/.rels", "", |_, kind| {
        kind.ends_with(MAIN)
    })?
    .unwrap_or_else(|| "xl/workbook.xml".into());
    let Some(Book { id, is_computed }) = read_book(&mut parts, &book, sheet)? else {
        return Ok(SheetView::default());
    };
    let (folder, name) = book.rsplit_once('/').unwrap_or(("", &book));
    let relations = join(folder, &format!("_rels/{name}.rels"));
    let Some(part) = find_target(&mut parts, &relations, folder, |other, _| other == id)? else {
        return Ok(SheetView::default());
    };
    let mut scan = Scan {
        is_computed,
        ..Scan::default()
    };
    for_each_element(&mut parts, &part, |event| scan.add(event))?;
    Ok(scan.view)
}

/// What the main part says of one sheet.
struct Book {
    /// The id of the relation to its part.
    id: String,
    /// Whether the results of formulas were computed before the workbook was saved.
    is_computed: bool,
}

fn read_book(parts: &mut Parts<'_>, book: &str, sheet: &str) -> Result<Option<Book>, Cause> {
    let (mut id, mut is_computed) = (None, true);
    for_each_element(parts, book, |event| {
        if let Seen::Begin(element) = event {
            match element.local_name().as_ref() {
                "sheet" if attribute(element, "name")?.as_deref() == Some(sheet) => {
                    id = attribute(element, "r:id")?.or(attribute(element, "relationships:id")?);
                }
                // A program that cannot compute asks that formulas be computed when the workbook is opened.
                "calcPr" if is_true(attribute(element, "fullCalcOnLoad")?.as_deref()) => {
                    is_computed = false;
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(id.map(|id| Book { id, is_computed }))
}

/// Finds the part that a relation names.
fn find_target(
    parts: &mut Parts<'_>,
    relations: &str,
    folder: &str,
    is_it: impl Fn(&str, &str) -> bool,
) -> Result<Option<String>, Cause> {
    let mut found = None;
    for_each_element(parts, relations, |event| {
        if let Seen::Begin(element) = event
            && element.local_name().as_ref() == "Relationship"
        {
            let id = attribute(element, "Id")?.unwrap_or_default();
            let kind = attribute(element, "Type")?.unwrap_or_default();
            if found.is_none() && is_it(&id, &kind) {
                let target = attribute(element, "Target")?.unwrap_or_default();
                found = Some(match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => join(folder, &target),
                });
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// Joins a folder and a relative path.
fn join(folder: &str, path: &str) -> String {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// What is seen in a part.
enum Seen<'e, 'x> {
    Begin(&'e BytesStart<'x>),
    Text(&'e str),
    End(&'e str),
}

/// Calls a function for each element of a part, if the part exists.
fn for_each_element(
    parts: &mut Parts<'_>,
    name: &str,
    mut see: impl FnMut(Seen<'_, '_>) -> Result<(), Cause>,
) -> Result<(), Cause> {
    let names = parts.file_names().flatten();
    let own_name = names
        .map(|own| own.to_string())
        .find(|own| own.replace('\\', "/").eq_ignore_ascii_case(name));
    let Some(own_name) = own_name else {
        return Ok(());
    };
    let part = parts.by_name(&own_name).map_err(|_| Cause::Workbook)?;
    let (mut xml, mut buffer) = (Reader::from_reader(BufReader::new(part)), Vec::new());
    xml.config_mut().expand_empty_elements = true;
    loop {
        buffer.clear();
        match xml
            .read_event_into(&mut buffer)
            .map_err(|_| Cause::Workbook)?
        {
            Event::Start(element) => see(Seen::Begin(&element))?,
            Event::End(element) => see(Seen::End(element.local_name().as_ref()))?,
            Event::Text(text) => see(Seen::Text(&text))?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Follows the rows and cells of a sheet.
#[derive(Default)]
struct Scan {
    view: SheetView,
    is_computed: bool,
    /// The row and column after the last ones.
    next_row: u32,
    next_column: u32,
    cell: Option<Cell>,
    is_in_value: bool,
}

/// A cell whose end is not read yet.
struct Cell {
    row: u32,
    column: u32,
    has_formula: bool,
    /// Whether it holds text, which may be empty.
    is_text: bool,
    /// The stored value, if there is one.
    value: Option<String>,
}

impl Scan {
    fn add(&mut self, seen: Seen<'_, '_>) -> Result<(), Cause> {
        match seen {
            Seen::Begin(element) => self.begin(element)?,
            Seen::Text(text) => {
                if let Some(value) = self.cell.as_mut().and_then(|cell| cell.value.as_mut())
                    && self.is_in_value
                {
                    value.push_str(text);
                }
            }
            Seen::End("c") => self.end_cell(),
            Seen::End("v" | "t") => self.is_in_value = false,
            Seen::End(_) => {}
        }
        Ok(())
    }

    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), Cause> {
        match element.local_name().as_ref() {
            "col" if is_true(attribute(element, "hidden")?.as_deref()) => {
                let number = |name| -> Result<Option<u32>, Cause> {
                    Ok(attribute(element, name)?.and_then(|text| text.trim().parse().ok()))
                };
                if let (Some(first), Some(last)) = (number("min")?, number("max")?) {
                    let hidden = (first.saturating_sub(1), last.saturating_sub(1));
                    self.view.hidden_columns.push(hidden);
                }
            }
            "row" => {
                let written = attribute(element, "r")?.and_then(|text| text.trim().parse().ok());
                let row = written.map_or(self.next_row, |row: u32| row.saturating_sub(1));
                if is_true(attribute(element, "hidden")?.as_deref()) {
                    self.view.hide_rows(row, row);
                }
                self.next_row = row.saturating_add(1);
                self.next_column = 0;
            }
            "c" => {
                let written = attribute(element, "r")?.and_then(|text| parse_position(&text));
                let row = self.next_row.saturating_sub(1);
                let (row, column) = written.unwrap_or((row, self.next_column));
                self.next_column = column.saturating_add(1);
                self.cell = Some(Cell {
                    row,
                    column,
                    has_formula: false,
                    is_text: attribute(element, "t")?.as_deref() == Some("str"),
                    value: None,
                });
            }
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.has_formula = true;
                }
            }
            "v" | "t" => {
                if let Some(cell) = &mut self.cell {
                    cell.value.get_or_insert_default();
                    self.is_in_value = true;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let is_stored = match cell.value.as_deref() {
            None => false,
            // Programs that cannot compute leave an empty value, or 0.
            Some("") => cell.is_text,
            Some("0") => self.is_computed,
            Some(_) => true,
        };
        if cell.has_formula && !is_stored {
            let position = (cell.row, cell.column);
            self.view.uncomputed.push(Dimensions {
                start: position,
                end: position,
            });
        }
    }
}

fn is_true(attribute: Option<&str>) -> bool {
    matches!(attribute.map(str::trim), Some("1" | "true"))
}

/// Parses a position such as `C7` as its row and column, from 0.
fn parse_position(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let digit = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|digit| *digit < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(digit) + 1)?;
    }
    Some((
        row.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_parsed() {
        assert_eq!(parse_position("A1"), Some((0, 0)));
        assert_eq!(parse_position("AB12"), Some((11, 27)));
        for wrong in ["", "A", "1", "A0", "Ñ1", "ZZZZZZZZZZZ1", "A99999999999"] {
            assert_eq!(parse_position(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn paths_are_joined() {
        assert_eq!(
            join("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(join("xl", "../other/./a.xml"), "other/a.xml");
        assert_eq!(join("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
