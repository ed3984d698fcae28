//! Writes the table of a figure as a workbook (XLSX) with three sheets: the table, its notes, its codes.

use dashboard::{Sheet, Value};
use jiff::civil::date;
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::{origin::Origin, spread, words};

/// How wide columns of names and of texts are, in characters.
const NAME: f64 = 30.0;
const TEXT: f64 = 100.0;

/// Writes the file.
pub fn write(sheet: &Sheet, origin: &Origin) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day, because the same numbers must give the same bytes.
    let properties = DocProperties::new()
        .set_title(&sheet.title)
        .set_company(origin.publisher)
        .set_creation_datetime(&date(2026, 1, 1));
    workbook.set_properties(&properties);
    let add = |name: cube::Phrase| -> Result<Worksheet, XlsxError> {
        let mut page = Worksheet::new();
        page.set_name(name.get(sheet.lang))?;
        Ok(page)
    };
    let (mut table, mut notes, mut codes) =
        (add(words::DATA)?, add(words::NOTES)?, add(words::CODES)?);
    write_table(&mut table, sheet)?;
    write_notes(&mut notes, sheet, origin)?;
    write_codes(&mut codes, sheet)?;
    for page in [table, notes, codes] {
        workbook.push_worksheet(page);
    }
    workbook.save_to_buffer()
}

fn write_table(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    write_heads(page, &spread::heads(sheet))?;
    page.set_column_width(0, NAME)?;
    for (at, row) in (1..).zip(&sheet.rows) {
        page.write_string(at, 0, &row.label)?;
        let mut column = 1;
        for cell in &row.cells {
            match &cell.value {
                Value::Exact(count) => drop(page.write_number(at, column, as_number(*count))?),
                Value::Missing => {}
                other => drop(page.write_string(at, column, spread::value(other))?),
            }
            column += 1;
            for number in &cell.beside {
                if let Some(number) = number {
                    page.write_number(at, column, *number)?;
                }
                column += 1;
            }
        }
    }
    Ok(())
}

/// Converts a count to the only kind of number that workbooks have. It is exact up to 2⁵³.
fn as_number(count: u64) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "nobody counts 2⁵³ persons")]
    let number = count as f64;
    number
}

fn write_notes(page: &mut Worksheet, sheet: &Sheet, origin: &Origin) -> Result<(), XlsxError> {
    page.set_column_width(0, TEXT)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut lines: Vec<&str> = sheet.mark.as_deref().into_iter().collect();
    let address = origin.address(sheet);
    lines.extend([sheet.title.as_str(), &sheet.subtitle]);
    lines.extend(sheet.notes.iter().map(String::as_str));
    lines.extend([sheet.source.as_str(), origin.site, &address]);
    for (at, line) in (0..).zip(lines) {
        page.write_string_with_format(at, 0, line, &wrapped)?;
    }
    Ok(())
}

/// Writes the code of each row and column.
fn write_codes(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    write_heads(page, &words::CODE_HEADS.map(|head| head.text(sheet.lang)))?;
    page.set_column_width(1, NAME)?;
    let rows = sheet.rows.iter().map(|row| (&row.code, &row.label));
    let columns = sheet.columns.iter().map(|one| (&one.code, &one.label));
    for (at, (code, label)) in (1..).zip(rows.chain(columns)) {
        page.write_string(at, 0, code)?;
        page.write_string(at, 1, label)?;
    }
    Ok(())
}

fn write_heads(page: &mut Worksheet, heads: &[String]) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00EF_EBE3))
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    for (column, head) in (0..).zip(heads) {
        page.write_string_with_format(0, column, head, &format)?;
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::sample::{ORIGIN, ages};

    #[test]
    fn a_workbook_has_the_numbers_of_the_sheet_as_numbers() {
        let sheet = ages();
        let bytes = write(&sheet, &ORIGIN).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Datos", "Notas", "Códigos"]);
        let table = book.worksheet_range("Datos").unwrap();
        let mut counts = 0;
        for (row, cells) in sheet.rows.iter().zip(table.rows().skip(1)) {
            assert_eq!(cells[0], Data::String(row.label.clone()));
            let expected = match row.cells[0].value {
                Value::Exact(count) => Data::Float(as_number(count)),
                Value::Missing => Data::Empty,
                ref other => Data::String(spread::value(other)),
            };
            assert_eq!(cells[1], expected, "{}", row.label);
            counts += usize::from(matches!(expected, Data::Float(_)));
        }
        assert!(counts > 1);
        let notes = book.worksheet_range("Notas").unwrap();
        let address = Data::String("https://cifras.example/acreditadas/?anio=2023-2024&v=1".into());
        assert!(notes.rows().any(|row| row[0] == address), "{notes:?}");
    }

    #[test]
    fn the_same_numbers_give_the_same_bytes() {
        let sheet = ages();
        assert_eq!(
            write(&sheet, &ORIGIN).unwrap(),
            write(&sheet, &ORIGIN).unwrap()
        );
    }
}
