//! The sheet of codes: every answer of every list, with its code and what it covers. For reading only.

use cube::{Lang, Text};
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::{form::Form, layout::PAPER, style};

/// In characters: code, answer, what it covers.
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
        let ages = dimension
            .dictionary
            .known_ages()
            .map(|_| form.words.groups_of_age);
        let note = told(&[&list.definition, &list.note], form.lang);
        let note = note.into_iter().chain(ages).collect::<Vec<_>>().join(" ");
        sheet
            .set_row_height(row, style::height(&note, WIDTHS[2]))?
            .write_blank(row, 0, &style::block())?;
        sheet.write_string_with_format(row, 1, list.label.get(form.lang), &style::block())?;
        sheet.write_string_with_format(row, 2, note, &style::block_note())?;
        row += 1;
        for category in &list.categories {
            let is_group = !list.is_leaf(&category.code);
            let look = if is_group {
                style::group()
            } else {
                style::cell()
            };
            let depth = u8::try_from(list.ancestors(&category.code).count()).unwrap_or(u8::MAX);
            let not_a_choice = (is_group && ages.is_none()).then_some(form.words.not_a_choice);
            let covers = told(&[&category.definition, &category.note], form.lang);
            let covers = covers
                .into_iter()
                .chain(not_a_choice)
                .collect::<Vec<_>>()
                .join(" ");
            let label = category.label.get(form.lang);
            let height = style::height(&covers, WIDTHS[2]).max(style::height(label, WIDTHS[1]));
            sheet.set_row_height(row, height)?;
            sheet.write_string_with_format(row, 0, &category.code, &look)?;
            sheet.write_string_with_format(row, 1, label, &look.clone().set_indent(depth))?;
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

/// What is said of a category or a dimension: first what it means, then what else has to be known.
fn told<'a>(texts: &[&'a Option<Text>], lang: Lang) -> Vec<&'a str> {
    texts
        .iter()
        .filter_map(|text| text.as_ref())
        .map(|text| text.get(lang))
        .collect()
}
