//! The workbook: its sheets in their order, its properties, its lists.

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::{codes, form::Form, instructions, manifest, records};

/// The sheet with the drop-down lists: one column each, from the first row on.
const LISTS: &str = "_listas";

/// The workbook. Its bytes depend on the form alone.
pub(super) fn draw(form: &Form<'_>) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let made = date(2026, 1, 1);
    let catalog = form.codebook.catalog();
    let properties = DocProperties::new()
        .set_title(catalog.title.get(form.lang))
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    instructions::draw(form, workbook.add_worksheet())?;
    for asked in &form.sheets {
        records::draw(form, asked, workbook.add_worksheet())?;
    }
    codes::draw(form, workbook.add_worksheet())?;
    draw_lists(form, workbook.add_worksheet())?;
    manifest::draw(form, workbook.add_worksheet())?;
    Ok(workbook)
}

/// The place of a list, as a formula.
pub(super) fn list_range(form: &Form<'_>, list: usize) -> String {
    let column = rust_xlsxwriter::utility::column_number_to_name(position(list));
    format!(
        "'{LISTS}'!${column}$1:${column}${}",
        form.lists[list].len().max(1)
    )
}

fn draw_lists(form: &Form<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
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
