//! Writes a table as a workbook (XLSX) with three sheets: the rows, the notes, the codes.

use cube::{Catalog, Dimension, TOTAL, Table};
use jiff::civil::date;
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::{
    columns::{CONFIDENTIALITY, STATUS, TIME},
    notes,
    rows::{Field, Rows, code_column, label},
    titles::table_title,
    words::{self, Coded},
};

/// The most rows of a sheet, its heads included.
const MOST_ROWS: usize = 1_048_576;
/// How wide columns of labels and of texts are, in characters.
const LABEL: f64 = 26.0;
const TEXT: f64 = 100.0;

/// Whether a sheet has room for these rows.
pub fn fits(rows: &Rows) -> bool {
    rows.rows.len() < MOST_ROWS
}

/// Writes the workbook of a table.
pub fn write(rows: &Rows, table: &Table, catalog: &Catalog) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let lang = catalog.languages.first();
    // A fixed day, because the same release must give the same bytes.
    let properties = DocProperties::new()
        .set_title(table_title(table, catalog, lang))
        .set_creation_datetime(&date(2026, 1, 1));
    workbook.set_properties(&properties);
    draw_rows(
        workbook.add_worksheet().set_name(words::DATA.get(lang))?,
        rows,
    )?;
    draw_notes(
        workbook.add_worksheet().set_name(words::NOTES.get(lang))?,
        table,
        catalog,
    )?;
    draw_codes(
        workbook.add_worksheet().set_name(words::CODES.get(lang))?,
        table,
        catalog,
    )?;
    workbook.save_to_buffer()
}

fn draw_rows(sheet: &mut Worksheet, rows: &Rows) -> Result<(), XlsxError> {
    draw_heads(sheet, rows.heads.iter().map(String::as_str))?;
    for (column, head) in (0..).zip(&rows.heads) {
        if head.contains("_label_") {
            sheet.set_column_width(column, LABEL)?;
        }
    }
    let mut last = 0;
    for (at, row) in (1..).zip(&rows.rows) {
        for (column, field) in (0..).zip(row) {
            match field {
                Field::Text(text) => {
                    sheet.write_string(at, column, text)?;
                }
                Field::Count(Some(count)) => {
                    sheet.write_number(at, column, as_number(*count))?;
                }
                Field::Count(None) => {}
            }
        }
        last = at;
    }
    let columns = u16::try_from(rows.heads.len()).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
    Ok(())
}

/// Converts a count to the only kind of number that workbooks have. It is exact up to 2⁵³.
fn as_number(count: u64) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "nobody counts 2⁵³ persons")]
    let number = count as f64;
    number
}

fn draw_notes(sheet: &mut Worksheet, table: &Table, catalog: &Catalog) -> Result<(), XlsxError> {
    sheet
        .set_column_width(0, LABEL)?
        .set_column_width(1, TEXT)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut row = 0;
    for lang in &catalog.languages {
        for (about, text) in notes::list(table, catalog, *lang) {
            sheet.write_string_with_format(row, 0, about, &head())?;
            sheet.write_string_with_format(row, 1, text, &wrapped)?;
            row += 1;
        }
        row += 1;
    }
    Ok(())
}

/// Draws every code of every column, with the group that contains it and its labels.
fn draw_codes(sheet: &mut Worksheet, table: &Table, catalog: &Catalog) -> Result<(), XlsxError> {
    let mut heads = words::CODE_HEADS
        .map(|head| head.get(catalog.languages.first()))
        .to_vec();
    heads.extend(catalog.languages.iter().map(|lang| lang.tag()));
    let columns = heads.len();
    draw_heads(sheet, heads)?;
    for column in 3..columns {
        sheet.set_column_width(u16::try_from(column).unwrap_or(u16::MAX), 2.0 * LABEL)?;
    }
    let mut rows = Vec::new();
    for dimension in table.dimensions() {
        rows.extend(list_codes(dimension, catalog));
    }
    let coded = |column: &str, (code, meaning): Coded| {
        let mut row = vec![column.to_owned(), code.to_owned(), String::new()];
        row.extend(catalog.languages.iter().map(|lang| meaning.text(*lang)));
        row
    };
    rows.extend(words::STATUSES.map(|one| coded(STATUS, one)));
    rows.extend(words::CONFIDENTIALITIES.map(|one| coded(CONFIDENTIALITY, one)));
    for (at, row) in (1..).zip(&rows) {
        for (column, text) in (0..).zip(row) {
            sheet.write_string(at, column, text)?;
        }
    }
    Ok(())
}

fn list_codes(dimension: &Dimension, catalog: &Catalog) -> Vec<Vec<String>> {
    let column = code_column(dimension, catalog);
    let codes = dimension.codes();
    let row = |code: &str| {
        let category = dimension.category(code);
        let within = category.and_then(|category| category.parent_or_total());
        let mut row = vec![column.clone(), code.to_owned()];
        row.push(within.unwrap_or_default().to_owned());
        row.extend(
            catalog
                .languages
                .iter()
                .map(|lang| label(dimension, code, *lang)),
        );
        row
    };
    // Years explain themselves.
    codes
        .filter(|code| column != TIME || *code == TOTAL || code.contains('-'))
        .map(row)
        .collect()
}

fn draw_heads<'a>(
    sheet: &mut Worksheet,
    heads: impl IntoIterator<Item = &'a str>,
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    for (column, text) in (0..).zip(heads) {
        sheet.set_column_width(column, 16.0)?;
        sheet.write_string_with_format(0, column, text, &head())?;
    }
    Ok(())
}

fn head() -> Format {
    Format::new()
        .set_bold()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0xe8_eef5))
}
