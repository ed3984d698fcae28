//! Fills in workbooks as institutions do, for tests: with the rows of a CSV, answer by answer.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use cube::Lang;
use jiff::civil::Date;
use rust_xlsxwriter::Worksheet;

use crate::{
    field::{Field, Input},
    form::Form,
    layout::HEADER,
    workbook,
};
use codebook::Codebook;

/// Fills in the workbook of a codebook with CSVs of persons and, optionally, of events. Dates are in ISO 8601. The column
/// `expediente`, which the codebook does not read, has the numbers of applications.
pub fn fill_workbook(codebook: &Codebook, lang: Lang, csvs: &[&str]) -> Vec<u8> {
    fill_workbook_and_add(codebook, lang, csvs, &[])
}

/// The same with sheets that somebody added: their names, and their rows of one cell.
pub fn fill_workbook_and_add(
    codebook: &Codebook,
    lang: Lang,
    csvs: &[&str],
    added: &[(&str, &[&str])],
) -> Vec<u8> {
    let form = Form::new(codebook, lang);
    let mut book = workbook::draw(&form).unwrap();
    for (collected, csv) in form.sheets.iter().zip(csvs) {
        let sheet = book.worksheet_from_name(collected.name).unwrap();
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().unwrap().clone();
        for (row, record) in (HEADER + 1..).zip(reader.records()) {
            let record = record.unwrap();
            for (at, field) in (0..).zip(&collected.fields) {
                let column = field.column.as_deref().unwrap_or("expediente");
                let text = header
                    .iter()
                    .position(|name| name == column)
                    .map_or("", |at| &record[at]);
                let number = collected.fields[..usize::from(at)]
                    .iter()
                    .filter(|one| one.column == field.column)
                    .count();
                fill_cell(sheet, (row, at), &form, field, text, number);
            }
        }
    }
    for (name, rows) in added {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, text) in (0..).zip(*rows) {
            sheet.write_string(row, 0, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Fills in one cell. If there are several answers, `number` chooses one.
fn fill_cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    form: &Form<'_>,
    field: &Field,
    text: &str,
    number: usize,
) {
    if text.is_empty() {
        return;
    }
    let dimension = form
        .codebook
        .dimensions
        .iter()
        .find(|one| Some(&one.column) == field.column.as_ref());
    match (&field.input, dimension) {
        (Input::Day(_), _) => match text.trim().parse::<Date>() {
            Ok(day) => sheet.write_datetime(row, at, day).unwrap(),
            Err(_) => return,
        },
        (Input::Age(..), Some(dimension)) => match dimension.dictionary.read_years(text) {
            Some(years) => sheet.write_number(row, at, years).unwrap(),
            None => return,
        },
        (Input::Choice(list), Some(dimension)) => {
            let answer = dimension.dictionary.read(text).ok().unwrap().answer;
            let Some(category) = answer.categories().get(number) else {
                return;
            };
            let label = dimension.list.categories[*category].label.get(form.lang);
            assert!(
                form.lists[*list].iter().any(|one| one == label),
                "{label} is not on the list"
            );
            sheet.write_string(row, at, label).unwrap()
        }
        _ => sheet.write_string(row, at, text).unwrap(),
    };
}
