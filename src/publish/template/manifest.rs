//! The hidden sheet by which a workbook is known again: of which codebook it is, and which column is which.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{
    form::{Field, Form},
    records::HEADER,
};

/// The sheet's name.
const SHEET: &str = "_tablero";
/// What stands in its first cell, with [`FORMAT`] beside it.
const MARK: &str = "tablero template";
/// The version of this sheet.
const FORMAT: &str = "1";

/// Writes the sheet: what a row says stands in its first cell.
pub(super) fn draw(form: &Form<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?.set_hidden(true);
    let header = (HEADER + 1).to_string();
    let codebook = &form.codebook.catalog().codebook;
    let head = [vec![MARK, FORMAT], vec!["codebook", codebook], vec!["persons", form.words.records, &header]];
    let headers: Vec<String> = form.fields.iter().map(Field::header).collect();
    let columns = form.fields.iter().zip(&headers);
    let columns = columns.filter_map(|(field, header)| Some(vec!["column", field.column.as_ref()?, header]));
    for (row, cells) in (0..).zip(head.into_iter().chain(columns)) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}
