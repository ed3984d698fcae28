//! The workbook: its sheets in their order, its properties, its lists.

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::{codes, form::Form, instructions, lists, manifest, records};

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
    lists::draw(form, workbook.add_worksheet())?;
    manifest::draw(form, workbook.add_worksheet())?;
    Ok(workbook)
}
