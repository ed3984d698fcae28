//! A sheet that is filled in: a column a field, with lists, checks and help.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationRule, Format, FormatAlign, Formula,
    Table, TableColumn, TableStyle, Worksheet, XlsxError, utility::column_number_to_name,
};

use crate::{
    field::{Asks, Field, Needed},
    form::{Form, Sheet},
    layout::{HEADER, PAPER},
    lists::{list_range, position},
    style,
};

/// How many rows there is room for.
const ROWS: u32 = 3_000;

const FIRST: u32 = HEADER + 1;
const LAST: u32 = HEADER + ROWS;

/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (13, 28);
/// The tallest that a title or an error message may be long.
const TITLE: usize = 32;

/// In percent: on paper, several columns stand beside each other.
const SCALE: u16 = 65;

pub(super) fn draw(form: &Form<'_>, asked: &Sheet, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(asked.name)?.set_freeze_panes(FIRST, 1)?;
    sheet
        .set_row_height(0, 26)?
        .set_row_height(1, 20)?
        .set_row_height(HEADER, 50)?;
    let title = format!(
        "{} · {}",
        asked.name,
        form.codebook.catalog().title.get(form.lang)
    );
    sheet.write_string_with_format(0, 0, title, &style::title())?;
    sheet.write_string_with_format(1, 0, asked.legend, &style::legend())?;
    for (at, field) in asked.fields.iter().enumerate() {
        sheet.set_column_width(position(at), width(form, field))?;
        sheet.set_column_format(position(at), &format(field))?;
        check(form, at, field, sheet)?;
        show_missing(asked, at, field, sheet)?;
        show_not_asked(asked, at, field, sheet)?;
    }
    let table = Table::new()
        .set_name(asked.name)
        .set_style(TableStyle::Light1)
        .set_autofilter(false);
    let columns: Vec<TableColumn> = asked.fields.iter().map(column).collect();
    sheet.add_table(HEADER, 0, LAST, last(asked), &table.set_columns(&columns))?;
    sheet
        .set_landscape()
        .set_paper_size(PAPER)
        .set_print_scale(SCALE)
        .set_repeat_rows(HEADER, HEADER)?
        .set_repeat_columns(0, 0)?;
    sheet.set_print_gridlines(true);
    Ok(())
}

fn last(asked: &Sheet) -> u16 {
    position(asked.fields.len() - 1)
}

fn column(field: &Field) -> TableColumn {
    let header = match field.needed {
        Needed::Always => style::needed_header(),
        Needed::If(..) | Needed::No => style::header(),
    };
    TableColumn::new()
        .set_header(field.header())
        .set_header_format(header)
}

/// Wide enough for the title in three lines and for most of what is filled in.
fn width(form: &Form<'_>, field: &Field) -> f64 {
    let length = |text: &String| text.chars().count();
    let longest = match field.asks {
        Asks::Choice(list) => form.lists[list]
            .iter()
            .map(length)
            .max()
            .unwrap_or_default(),
        Asks::Text => 18,
        Asks::Day(_) | Asks::Age(..) => 0,
    };
    let width = longest
        .max(length(&field.header()) / 2)
        .clamp(WIDTHS.0, WIDTHS.1);
    u32::try_from(width).map_or(0.0, f64::from)
}

/// Text stays text, so that a code or a label made of digits is not taken for a number.
fn format(field: &Field) -> Format {
    match field.asks {
        Asks::Text | Asks::Choice(_) => Format::new().set_num_format("@"),
        Asks::Day(_) => Format::new()
            .set_num_format("dd/mm/yyyy")
            .set_align(FormatAlign::Center),
        Asks::Age(..) => Format::new().set_align(FormatAlign::Center),
    }
}

fn check(
    form: &Form<'_>,
    at: usize,
    field: &Field,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let words = form.words;
    let check = DataValidation::new();
    let (check, wrong) = match &field.asks {
        Asks::Text => (check.allow_any_value(), String::new()),
        Asks::Day(days) => {
            let shown = |day: &jiff::civil::Date| {
                format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
            };
            let wrong = (words.wrong_day)(&shown(days.start()), &shown(days.end()));
            (
                check.allow_date(DataValidationRule::Between(*days.start(), *days.end())),
                wrong,
            )
        }
        Asks::Age(years, or) => {
            let (first, last) = (*years.start(), *years.end());
            let check = match or {
                None => {
                    check.allow_whole_number(DataValidationRule::Between(first.into(), last.into()))
                }
                Some(words) => {
                    check.allow_custom(Formula::new(age_or(&cell(at), first, last, words)))
                }
            };
            (check, (words.wrong_age)(first, last))
        }
        Asks::Choice(list) => (
            check.allow_list_formula(Formula::new(list_range(form, *list))),
            words.wrong_choice.to_owned(),
        ),
    };
    let title: String = field.label.chars().take(TITLE).collect();
    let check = check
        .set_input_title(title)?
        .set_input_message(&field.hint)?;
    let check = check
        .set_error_title(words.wrong)?
        .set_error_message(wrong)?;
    sheet.add_data_validation(FIRST, position(at), LAST, position(at), &check)?;
    Ok(())
}

fn age_or(cell: &str, first: u16, last: u16, words: &str) -> String {
    let is_age = format!("AND(ISNUMBER({cell}),{cell}>={first},{cell}<={last},{cell}=INT({cell}))");
    format!("OR({is_age},{cell}={})", quoted(words))
}

/// Paints what has to be filled in and is empty, in rows that somebody has begun.
fn show_missing(
    asked: &Sheet,
    at: usize,
    field: &Field,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let is_empty = format!("ISBLANK({})", cell(at));
    let rule = match &field.needed {
        Needed::No => return Ok(()),
        Needed::Always => {
            let last = column_number_to_name(last(asked));
            format!(
                "AND({is_empty},COUNTA($A{row}:${last}{row})>0)",
                row = FIRST + 1
            )
        }
        Needed::If(other, labels) => {
            let is_one = labels
                .iter()
                .map(|label| format!("{}={}", cell(*other), quoted(label)));
            format!(
                "AND({is_empty},OR({}))",
                is_one.collect::<Vec<_>>().join(",")
            )
        }
    };
    let rule = ConditionalFormatFormula::new()
        .set_rule(Formula::new(rule))
        .set_format(style::missing());
    sheet.add_conditional_format(FIRST, position(at), LAST, position(at), &rule)?;
    Ok(())
}

/// Greys out what is not asked, once the answer is there on which that depends.
fn show_not_asked(
    asked: &Sheet,
    at: usize,
    field: &Field,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let Some(only) = &field.only else {
        return Ok(());
    };
    let of_column = |other: &usize| asked.fields[*other].column.as_ref() == Some(&only.column);
    let others: Vec<String> = (0..asked.fields.len())
        .filter(of_column)
        .map(cell)
        .collect();
    if others.is_empty() {
        return Ok(());
    }
    let is_asked = others.iter().flat_map(|other| {
        only.labels
            .iter()
            .map(move |label| format!("{other}={}", quoted(label)))
    });
    let is_asked = is_asked.collect::<Vec<_>>().join(",");
    let rule = format!("AND(COUNTA({})>0,NOT(OR({is_asked})))", others.join(","));
    let rule = ConditionalFormatFormula::new()
        .set_rule(Formula::new(rule))
        .set_format(style::not_asked());
    sheet.add_conditional_format(FIRST, position(at), LAST, position(at), &rule)?;
    Ok(())
}

/// The first cell below a field's title, as a formula for all of them names it.
fn cell(at: usize) -> String {
    format!("${}{}", column_number_to_name(position(at)), FIRST + 1)
}

/// A text in a formula.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
