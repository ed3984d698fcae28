//! Draws the sheet of codes: every answer with its code and what it covers. For reading only.

use cube::{Lang, Text};
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::{form::Form, layout::PAPER, style};

/// The widths of the columns in characters: code, answer, what it covers.
const WIDTHS: [u16; 3] = [12, 44, 80];

pub(super) fn draw(form: &Form<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet
        .set_name(form.words.codes)?
        .set_row_height(0, 26)?
        .set_freeze_panes(2, 0)?;
    sheet.write_string_with_format(0, 0, form.words.codes_title, &style::title())?;
    for (column, (width, title)) in (0..).zip(WIDTHS.into_iter().zip(form.words.code_columns)) {
        sheet
            .set_column_width(column, width)?
            .write_string_with_format(1, column, title, &style::header())?;
    }
    let mut row = 2;
    for dimension in &form.codebook.dimensions {
        let list = &dimension.list;
        let has_ages = dimension.dictionary.known_ages().is_some();
        let extra = has_ages.then_some(form.words.groups_of_age);
        let note = join_texts([&list.definition, &list.note], extra, form.lang);
        sheet
            .set_row_height(row, style::height(&note, WIDTHS[2]))?
            .write_blank(row, 0, &style::block())?;
        sheet.write_string_with_format(row, 1, list.label.get(form.lang), &style::block())?;
        sheet.write_string_with_format(row, 2, note, &style::block_note())?;
        row += 1;
        for category in &list.categories {
            let is_group = !list.is_leaf(&category.code);
            let format = if is_group {
                style::group()
            } else {
                style::cell()
            };
            let depth = u8::try_from(list.ancestors(&category.code).count()).unwrap_or(u8::MAX);
            let extra = (is_group && !has_ages).then_some(form.words.not_a_choice);
            let covers = join_texts([&category.definition, &category.note], extra, form.lang);
            let label = category.label.get(form.lang);
            let height = style::height(&covers, WIDTHS[2]).max(style::height(label, WIDTHS[1]));
            sheet.set_row_height(row, height)?;
            sheet.write_string_with_format(row, 0, &category.code, &format)?;
            sheet.write_string_with_format(row, 1, label, &format.clone().set_indent(depth))?;
            sheet.write_string_with_format(row, 2, covers, &style::cell())?;
            row += 1;
        }
    }
    sheet
        .set_landscape()
        .set_paper_size(PAPER)
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(1, 1)?;
    Ok(())
}

/// Joins a definition, a note and an extra sentence, as far as they are there.
fn join_texts(texts: [&Option<Text>; 2], extra: Option<&str>, lang: Lang) -> String {
    let mut sentences: Vec<&str> = Vec::new();
    for text in texts.into_iter().flatten() {
        sentences.push(text.get(lang));
    }
    sentences.extend(extra);
    sentences.join(" ")
}
