//! Draws the hidden sheet of drop-down lists, and locates each list on it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::form::Form;

/// The hidden sheet of drop-down lists, one in each column.
pub(super) const LISTS: &str = "_listas";

/// The cells of a drop-down list, as a formula.
pub(super) fn list_range(form: &Form<'_>, list: usize) -> String {
    let column = rust_xlsxwriter::utility::column_number_to_name(column_index(list));
    format!(
        "'{LISTS}'!${column}$1:${column}${}",
        form.lists[list].len().max(1)
    )
}

/// Draws the hidden sheet of drop-down lists.
pub(super) fn draw(form: &Form<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(LISTS)?.set_hidden(true);
    for (list, labels) in form.lists.iter().enumerate() {
        for (row, label) in (0..).zip(labels) {
            sheet.write_string(row, column_index(list), label)?;
        }
    }
    Ok(())
}

/// The index of a column in the workbook. The writer refuses an index beyond the last column.
pub(super) fn column_index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
