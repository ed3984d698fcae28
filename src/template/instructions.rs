//! Draws the sheet of instructions, which is shown when the workbook is opened.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::{
    field::{Field, Requirement},
    form::Form,
    layout::PAPER,
    style,
};

/// The widths of the columns in characters: column, whether it is required, what to write. Paragraphs span all three.
const WIDTHS: [u16; 3] = [34, 13, 80];

pub(super) fn draw(form: &Form<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let words = form.words;
    sheet
        .set_name(words.instructions)?
        .set_screen_gridlines(false);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut page = Page { sheet, row: 0 };
    let title = format!(
        "{} · {}",
        words.guide.title,
        form.codebook.catalog().title.get(form.lang)
    );
    page.write_line(&title, 28, &style::title())?;
    page.write_paragraph(words.guide.purpose)?;
    let has_events = form.codebook.events.is_some();
    for (at, (heading, paragraphs)) in words.guide.parts.into_iter().enumerate() {
        page.write_line(heading, 28, &style::heading())?;
        let events = (at == 0 && has_events).then_some(&words.guide.events);
        for text in paragraphs.iter().chain(events) {
            page.write_paragraph(&format!("•  {text}"))?;
        }
    }
    page.write_line(words.guide.send, 28, &style::heading())?;
    let send = form.codebook.template.send.as_ref();
    let send = send.map_or(words.guide.send_to, |send| send.get(form.lang));
    page.write_paragraph(send)?;
    page.write_line(words.guide.fields, 28, &style::heading())?;
    page.write_cells(words.field_columns, &style::header())?;
    for collected in &form.sheets {
        if has_events {
            let heading = (words.guide.fields_of)(collected.name);
            page.write_cells([&heading, "", ""], &style::block())?;
        }
        for fields in collected.fields.chunk_by(|a, b| a.column == b.column) {
            page.write_fields(form, fields)?;
        }
    }
    sheet
        .set_portrait()
        .set_paper_size(PAPER)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A sheet that is written row by row.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
}

impl Page<'_> {
    fn write_line(&mut self, text: &str, height: u16, format: &Format) -> Result<(), XlsxError> {
        self.sheet
            .set_row_height(self.row, height)?
            .write_string_with_format(self.row, 0, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// Writes a text across all columns, in a row as high as it needs: spreadsheets do not adjust merged cells.
    fn write_paragraph(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet
            .set_row_height(self.row, style::height(text, WIDTHS.iter().sum()) + 3.0)?;
        self.sheet
            .merge_range(self.row, 0, self.row, 2, text, &style::text())?;
        self.row += 1;
        Ok(())
    }

    fn write_cells(&mut self, texts: [&str; 3], format: &Format) -> Result<(), XlsxError> {
        let heights = texts
            .into_iter()
            .zip(WIDTHS)
            .map(|(text, width)| style::height(text, width));
        self.sheet
            .set_row_height(self.row, heights.fold(0.0, f64::max))?;
        for (column, text) in (0..).zip(texts) {
            self.sheet
                .write_string_with_format(self.row, column, text, format)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Explains the fields of one column, which differ in their number only.
    fn write_fields(&mut self, form: &Form<'_>, fields: &[Field]) -> Result<(), XlsxError> {
        let [field, others @ ..] = fields else {
            return Ok(());
        };
        let required = match field.requirement {
            Requirement::Required => form.words.yes,
            Requirement::RequiredIf(..) => form.words.sometimes,
            Requirement::Optional => form.words.no,
        };
        let header = if others.is_empty() {
            field.header()
        } else {
            format!("{} … {}", field.header(), fields.len())
        };
        self.write_cells([&header, required, &field.hint], &style::cell())
    }
}
