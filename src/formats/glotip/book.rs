//! Draws the workbook: numbers, rates, what is not filled, notes.

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};

use crate::glotip::{asked::Asked, filled::Filled, words};

/// The width of a column of texts, in characters.
const TEXT: f64 = 120.0;
/// The position of the number in a row.
const VALUE: usize = 9;

/// Writes rows, rates, gaps and notes as a workbook.
pub fn write(filled: &Filled, asked: &Asked<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day, because the same release must give the same bytes.
    let properties = DocProperties::new()
        .set_title(words::INDICATOR)
        .set_creation_datetime(&date(2026, 1, 1));
    workbook.set_properties(&properties);
    let [victims, rates, gaps, notes] = words::SHEETS.map(|name| name.get(asked.lang));
    let sheet = workbook.add_worksheet().set_name(victims)?;
    draw_heads(sheet, &filled.heads)?;
    for (at, row) in (1..).zip(&filled.rows) {
        draw_row(sheet, at, &row.fields(asked, &filled.source))?;
    }
    let sheet = workbook.add_worksheet().set_name(rates)?;
    let mut heads = filled.heads.clone();
    heads.extend(words::RATE_HEADS.map(|head| head.get(asked.lang)));
    draw_heads(sheet, &heads)?;
    for (at, rate) in (1..).zip(&filled.rates) {
        let mut fields = rate.row.fields(asked, &filled.source).to_vec();
        fields.extend([
            rate.inhabitants.to_string(),
            rate.text.clone(),
            rate.source.clone(),
        ]);
        draw_row(sheet, at, &fields)?;
    }
    for (name, texts) in [(gaps, &filled.gaps), (notes, &filled.notes)] {
        let sheet = workbook.add_worksheet().set_name(name)?;
        sheet.set_column_width(0, TEXT)?;
        let wrapped = Format::new().set_text_wrap();
        for (at, text) in (0..).zip(texts) {
            sheet.write_string_with_format(at, 0, text, &wrapped)?;
        }
    }
    workbook.save_to_buffer()
}

fn draw_heads(sheet: &mut Worksheet, heads: &[&str]) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, head) in (0..).zip(heads) {
        sheet.set_column_width(column, 18.0)?;
        sheet.write_string_with_format(0, column, *head, &bold)?;
    }
    Ok(())
}

/// Draws a row. The number is one, everything else a text.
fn draw_row(sheet: &mut Worksheet, at: u32, fields: &[String]) -> Result<(), XlsxError> {
    for (place, field) in fields.iter().enumerate() {
        let column = u16::try_from(place).unwrap_or(u16::MAX);
        match field.parse::<f64>() {
            Ok(number) if place == VALUE => {
                sheet.write_number(at, column, number)?;
            }
            _ => {
                sheet.write_string(at, column, field)?;
            }
        }
    }
    Ok(())
}
