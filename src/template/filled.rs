//! Workbooks as institutions fill them in, for tests: the rows of a CSV, answer by answer.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use cube::Lang;
use jiff::civil::Date;
use rust_xlsxwriter::Worksheet;

use crate::{
    field::{Asks, Field},
    form::Form,
    layout::HEADER,
    workbook,
};
use codebook::Codebook;

/// The workbook of a codebook with the people of a CSV, and perhaps their events, whose dates are ISO 8601. A column
/// that the codebook does not read numbers the applications.
pub fn filled(codebook: &Codebook, lang: Lang, csvs: &[&str]) -> Vec<u8> {
    let form = Form::new(codebook, lang);
    let mut book = workbook::draw(&form).unwrap();
    for (asked, csv) in form.sheets.iter().zip(csvs) {
        let sheet = book.worksheet_from_name(asked.name).unwrap();
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().unwrap().clone();
        for (row, record) in (HEADER + 1..).zip(reader.records()) {
            let record = record.unwrap();
            let told = |column: &str| {
                header
                    .iter()
                    .position(|name| name == column)
                    .map_or("", |at| &record[at])
            };
            for (at, field) in (0..).zip(&asked.fields) {
                let text = field
                    .column
                    .as_ref()
                    .map_or_else(|| told("expediente"), |column| told(column));
                let number = asked.fields[..usize::from(at)]
                    .iter()
                    .filter(|one| one.column == field.column)
                    .count();
                fill(sheet, (row, at), &form, field, text, number);
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// Fills in one cell; of several answers, the one with this number.
fn fill(
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
    match (&field.asks, dimension) {
        (Asks::Day(_), _) => match text.trim().parse::<Date>() {
            Ok(day) => sheet.write_datetime(row, at, day).unwrap(),
            Err(_) => return,
        },
        (Asks::Age(..), Some(dimension)) => match dimension.dictionary.years(text) {
            Some(years) => sheet.write_number(row, at, years).unwrap(),
            None => return,
        },
        (Asks::Choice(list), Some(dimension)) => {
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
