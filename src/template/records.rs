//! Draws a sheet that institutions fill in: a column for each field, with drop-down lists, checks and help.

use jiff::civil::Date;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationRule, Format, FormatAlign, Formula,
    Table, TableColumn, TableStyle, Worksheet, XlsxError, utility::column_number_to_name,
};

use crate::{
    field::{Field, Input, Requirement},
    form::{Form, Sheet},
    layout::{HEADER, PAPER},
    lists::{column_index, list_range},
    style,
};

/// The number of rows that can be filled in.
const ROWS: u32 = 3_000;

const FIRST: u32 = HEADER + 1;
const LAST: u32 = HEADER + ROWS;

/// The widths of the narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (13, 28);
/// The most characters of the title of a help text.
const TITLE: usize = 32;

/// The print scale in percent: several columns fit on a page.
const SCALE: u16 = 65;

pub(super) fn draw(
    form: &Form<'_>,
    collected: &Sheet,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    sheet.set_name(collected.name)?.set_freeze_panes(FIRST, 1)?;
    sheet
        .set_row_height(0, 26)?
        .set_row_height(1, 20)?
        .set_row_height(HEADER, 50)?;
    let title = format!(
        "{} · {}",
        collected.name,
        form.codebook.catalog().title.get(form.lang)
    );
    sheet.write_string_with_format(0, 0, title, &style::title())?;
    sheet.write_string_with_format(1, 0, collected.legend, &style::legend())?;
    for (at, field) in collected.fields.iter().enumerate() {
        sheet.set_column_width(column_index(at), column_width(form, field))?;
        sheet.set_column_format(column_index(at), &cell_format(field))?;
        add_check(form, at, field, sheet)?;
        highlight_missing(collected, at, field, sheet)?;
        grey_out_not_applicable(collected, at, field, sheet)?;
    }
    let columns: Vec<TableColumn> = collected.fields.iter().map(table_column).collect();
    let table = Table::new()
        .set_name(collected.name)
        .set_style(TableStyle::Light1)
        .set_autofilter(false)
        .set_columns(&columns);
    sheet.add_table(HEADER, 0, LAST, last_column(collected), &table)?;
    sheet
        .set_landscape()
        .set_paper_size(PAPER)
        .set_print_scale(SCALE)
        .set_repeat_rows(HEADER, HEADER)?
        .set_repeat_columns(0, 0)?;
    sheet.set_print_gridlines(true);
    Ok(())
}

fn last_column(collected: &Sheet) -> u16 {
    column_index(collected.fields.len() - 1)
}

fn table_column(field: &Field) -> TableColumn {
    let header = match field.requirement {
        Requirement::Required => style::required_header(),
        Requirement::RequiredIf(..) | Requirement::Optional => style::header(),
    };
    TableColumn::new()
        .set_header(field.header())
        .set_header_format(header)
}

/// The width of a column: enough for its title in three lines and for most answers.
fn column_width(form: &Form<'_>, field: &Field) -> f64 {
    let length = |text: &String| text.chars().count();
    let longest = match field.input {
        Input::Choice(list) => form.lists[list]
            .iter()
            .map(length)
            .max()
            .unwrap_or_default(),
        Input::Text => 18,
        Input::Day(_) | Input::Age(..) => 0,
    };
    let width = longest
        .max(length(&field.header()) / 2)
        .clamp(WIDTHS.0, WIDTHS.1);
    u32::try_from(width).map_or(0.0, f64::from)
}

/// The format of a column's cells. Text stays text, so that a code of digits is not converted into a number.
fn cell_format(field: &Field) -> Format {
    match field.input {
        Input::Text | Input::Choice(_) => Format::new().set_num_format("@"),
        Input::Day(_) => Format::new()
            .set_num_format("dd/mm/yyyy")
            .set_align(FormatAlign::Center),
        Input::Age(..) => Format::new().set_align(FormatAlign::Center),
    }
}

/// Adds the check of what is filled in, with its help and its error message.
fn add_check(
    form: &Form<'_>,
    at: usize,
    field: &Field,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let (rule, error) = check_rule(form, at, &field.input);
    let title: String = field.label.chars().take(TITLE).collect();
    let check = rule
        .set_input_title(title)?
        .set_input_message(&field.hint)?
        .set_error_title(form.words.wrong)?
        .set_error_message(error)?;
    sheet.add_data_validation(FIRST, column_index(at), LAST, column_index(at), &check)?;
    Ok(())
}

/// The rule that an input must follow, and the error message if it does not.
fn check_rule(form: &Form<'_>, at: usize, input: &Input) -> (DataValidation, String) {
    let words = form.words;
    let check = DataValidation::new();
    match input {
        Input::Text => (check.allow_any_value(), String::new()),
        Input::Day(days) => (
            check.allow_date(DataValidationRule::Between(*days.start(), *days.end())),
            (words.wrong_day)(&write_day(*days.start()), &write_day(*days.end())),
        ),
        Input::Age(years, unknown) => {
            let (first, last) = (*years.start(), *years.end());
            let rule = match unknown {
                None => {
                    check.allow_whole_number(DataValidationRule::Between(first.into(), last.into()))
                }
                Some(label) => {
                    check.allow_custom(Formula::new(age_or_label(&cell(at), first, last, label)))
                }
            };
            (rule, (words.wrong_age)(first, last))
        }
        Input::Choice(list) => (
            check.allow_list_formula(Formula::new(list_range(form, *list))),
            words.wrong_choice.to_owned(),
        ),
    }
}

fn write_day(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// The formula that accepts an age or one label.
fn age_or_label(cell: &str, first: u16, last: u16, label: &str) -> String {
    let is_age = format!("AND(ISNUMBER({cell}),{cell}>={first},{cell}<={last},{cell}=INT({cell}))");
    format!("OR({is_age},{cell}={})", quote(label))
}

/// Highlights required cells that are empty, in rows that somebody has begun.
fn highlight_missing(
    collected: &Sheet,
    at: usize,
    field: &Field,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let is_empty = format!("ISBLANK({})", cell(at));
    let rule = match &field.requirement {
        Requirement::Optional => return Ok(()),
        Requirement::Required => {
            let last = column_number_to_name(last_column(collected));
            format!(
                "AND({is_empty},COUNTA($A{row}:${last}{row})>0)",
                row = FIRST + 1
            )
        }
        Requirement::RequiredIf(other, labels) => {
            format!(
                "AND({is_empty},OR({}))",
                equals_any(&[cell(*other)], labels)
            )
        }
    };
    add_rule(at, rule, style::missing(), sheet)
}

/// Greys out cells that do not apply to the person, once the answer on which that depends is filled in.
fn grey_out_not_applicable(
    collected: &Sheet,
    at: usize,
    field: &Field,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let Some(applicability) = &field.applicability else {
        return Ok(());
    };
    let mut cells = Vec::new();
    for (other, field) in collected.fields.iter().enumerate() {
        if field.column.as_ref() == Some(&applicability.column) {
            cells.push(cell(other));
        }
    }
    if cells.is_empty() {
        return Ok(());
    }
    let applies = equals_any(&cells, &applicability.labels);
    let rule = format!("AND(COUNTA({})>0,NOT(OR({applies})))", cells.join(","));
    add_rule(at, rule, style::not_applicable(), sheet)
}

/// Formats the cells of a column for which a formula is true.
fn add_rule(
    at: usize,
    formula: String,
    format: Format,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let rule = ConditionalFormatFormula::new()
        .set_rule(Formula::new(formula))
        .set_format(format);
    sheet.add_conditional_format(FIRST, column_index(at), LAST, column_index(at), &rule)?;
    Ok(())
}

/// Comparisons of cells with labels, as arguments of a formula.
fn equals_any(cells: &[String], labels: &[String]) -> String {
    let mut comparisons = Vec::new();
    for cell in cells {
        for label in labels {
            comparisons.push(format!("{cell}={}", quote(label)));
        }
    }
    comparisons.join(",")
}

/// The first cell below a field's title, relative in its row: a formula applies to the whole column.
fn cell(at: usize) -> String {
    format!("${}{}", column_number_to_name(column_index(at)), FIRST + 1)
}

/// A text in a formula.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
