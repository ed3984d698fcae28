//! The sheet of instructions, which opens first.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::{
    field::{Field, Needed},
    form::Form,
    layout::PAPER,
    style,
};

/// In characters: column, whether it is required, what to write. A text stands across all three.
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
    page.line(&title, 28, &style::title())?;
    page.paragraph(words.guide.purpose)?;
    let has_events = form.codebook.events.is_some();
    for (at, (heading, paragraphs)) in words.guide.parts.into_iter().enumerate() {
        page.line(heading, 28, &style::heading())?;
        let of_events = (at == 0 && has_events).then_some(&words.guide.events);
        paragraphs
            .iter()
            .chain(of_events)
            .try_for_each(|text| page.paragraph(&format!("•  {text}")))?;
    }
    page.line(words.guide.send, 28, &style::heading())?;
    let send = form
        .codebook
        .template
        .send
        .as_ref()
        .map(|send| send.get(form.lang));
    page.paragraph(send.unwrap_or(words.guide.send_to))?;
    page.line(words.guide.fields, 28, &style::heading())?;
    page.cells(words.field_columns, &style::header())?;
    for asked in &form.sheets {
        if has_events {
            page.cells(
                [&(words.guide.fields_of)(asked.name), "", ""],
                &style::block(),
            )?;
        }
        let columns = asked.fields.chunk_by(|a, b| a.column == b.column);
        columns
            .into_iter()
            .try_for_each(|fields| page.fields(form, fields))?;
    }
    sheet
        .set_portrait()
        .set_paper_size(PAPER)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A sheet that is written from top to bottom.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
}

impl Page<'_> {
    fn line(&mut self, text: &str, height: u16, look: &Format) -> Result<(), XlsxError> {
        self.sheet
            .set_row_height(self.row, height)?
            .write_string_with_format(self.row, 0, text, look)?;
        self.row += 1;
        Ok(())
    }

    /// A text across all columns. Spreadsheets do not find the height of such a row by themselves.
    fn paragraph(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet
            .set_row_height(self.row, style::height(text, WIDTHS.iter().sum()) + 3.0)?;
        self.sheet
            .merge_range(self.row, 0, self.row, 2, text, &style::text())?;
        self.row += 1;
        Ok(())
    }

    fn cells(&mut self, texts: [&str; 3], look: &Format) -> Result<(), XlsxError> {
        let heights = texts
            .into_iter()
            .zip(WIDTHS)
            .map(|(text, width)| style::height(text, width));
        self.sheet
            .set_row_height(self.row, heights.fold(0.0, f64::max))?;
        for (column, text) in (0..).zip(texts) {
            self.sheet
                .write_string_with_format(self.row, column, text, look)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The fields of one column, which differ in their number only.
    fn fields(&mut self, form: &Form<'_>, fields: &[Field]) -> Result<(), XlsxError> {
        let [field, others @ ..] = fields else {
            return Ok(());
        };
        let needed = match field.needed {
            Needed::Always => form.words.yes,
            Needed::If(..) => form.words.sometimes,
            Needed::No => form.words.no,
        };
        let header = if others.is_empty() {
            field.header()
        } else {
            format!("{} … {}", field.header(), fields.len())
        };
        self.cells([&header, needed, &field.hint], &style::cell())
    }
}
