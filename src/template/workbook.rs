//! Draws the workbook: its properties and its sheets in order.

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::{codes, form::Form, instructions, lists, manifest, records};

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
    lists::draw(form, workbook.add_worksheet())?;
    manifest::draw(form, workbook.add_worksheet())?;
    Ok(workbook)
}
