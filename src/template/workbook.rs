//! Draws the workbook: its properties, its sheets in order, and its drop-down lists.

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::{codes, form::Form, instructions, manifest, records};

/// The hidden sheet of drop-down lists, one in each column.
const LISTS: &str = "_listas";

/// Draws the workbook. Its bytes depend on the form alone.
pub(super) fn draw(form: &Form<'_>) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day, because the same codebook must give the same bytes.
    let made = date(2026, 1, 1);
    let catalog = form.codebook.catalog();
    let properties = DocProperties::new()
        .set_title(catalog.title.get(form.lang))
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    instructions::draw(form, workbook.add_worksheet())?;
    for collected in &form.sheets {
        records::draw(form, collected, workbook.add_worksheet())?;
    }
    codes::draw(form, workbook.add_worksheet())?;
    draw_lists(form, workbook.add_worksheet())?;
    manifest::draw(form, workbook.add_worksheet())?;
    Ok(workbook)
}

/// The cells of a drop-down list, as a formula.
pub(super) fn list_range(form: &Form<'_>, list: usize) -> String {
    let column = rust_xlsxwriter::utility::column_number_to_name(column_index(list));
    format!(
        "'{LISTS}'!${column}$1:${column}${}",
        form.lists[list].len().max(1)
    )
}

fn draw_lists(form: &Form<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
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
