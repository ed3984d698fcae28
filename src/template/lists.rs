//! Draws the hidden sheet with the drop-down lists, and says where each list stands.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::form::Form;

/// The sheet with the drop-down lists: one column each, from the first row on.
const LISTS: &str = "_listas";

/// The place of a list, as a formula.
pub(super) fn list_range(form: &Form<'_>, list: usize) -> String {
    let column = rust_xlsxwriter::utility::column_number_to_name(position(list));
    format!(
        "'{LISTS}'!${column}$1:${column}${}",
        form.lists[list].len().max(1)
    )
}

pub(super) fn draw(form: &Form<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(LISTS)?.set_hidden(true);
    for (list, labels) in form.lists.iter().enumerate() {
        for (row, label) in (0..).zip(labels) {
            sheet.write_string(row, position(list), label)?;
        }
    }
    Ok(())
}

/// The column of something that is in the order of columns; beyond the last one, the writer refuses it.
pub(super) fn position(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
