//! Finds what one column holds.

use codebook::notation::spelling::fold;

use crate::{
    ages::find_ages,
    choices::find_choices,
    column::{Column, is_share},
    dates::find_dates,
    finding::{Finding, Unused},
    identify::identify,
    lists::find_list,
    places::find_places,
    several::find_several,
    words::has_word,
};

/// The share of the answers that must be numbers for a column to be one of numbers, in percent.
const NUMBERS: u64 = 90;
/// Marks in forms: a field has one or is empty.
pub(crate) const MARKS: [&str; 6] = ["x", "xx", "✓", "✔", "1", "si"];
/// Words in the names of columns of counts.
const COUNTS: [&str; 13] = [
    "casos", "cases", "cantidad", "count", "counts", "conteo", "numero", "total", "totales",
    "victimas", "victims", "personas", "persons",
];

/// Finds what a column holds. An answer is rare if it occurs less often than the threshold.
pub fn look(column: &Column, threshold: u64) -> Finding {
    find_unused(column, threshold)
        .or_else(|| find_kind(column, threshold))
        .unwrap_or_else(|| Finding::Unused(classify_rest(column)))
}

/// Why nothing of a column may be read, whatever it holds; or marks, of which one alone says something.
fn find_unused(column: &Column, threshold: u64) -> Option<Finding> {
    if let Some(identifier) = identify(column) {
        return Some(Finding::Unused(Unused::Identifies(identifier)));
    }
    let groups = column.group_spellings();
    let blank = column.texts.get("").copied().unwrap_or(0);
    let is_mark = |folded: &String| MARKS.contains(&folded.as_str());
    match groups.len() {
        0 => Some(Finding::Unused(Unused::Empty)),
        1 if blank > 0 && groups.keys().all(is_mark) => Some(match column.answered() {
            marked if marked >= threshold => Finding::Marks { marked },
            _ => Finding::Unused(Unused::FewMarks),
        }),
        _ if is_count(column) => Some(Finding::Unused(Unused::Counts)),
        _ => None,
    }
}

fn find_kind(column: &Column, threshold: u64) -> Option<Finding> {
    if let Some((fits, others)) = find_ages(column) {
        return Some(Finding::Ages { fits, others });
    }
    if let Some(dates) = find_dates(column, threshold) {
        return Some(Finding::Dates(dates));
    }
    if column.group_spellings().len() == 1 {
        return Some(Finding::Unused(Unused::Constant));
    }
    let list = find_list(column, threshold).or_else(|| find_places(column, threshold));
    if let Some(categories) = list {
        return Some(Finding::Choices(categories));
    }
    if let Some((separator, categories)) = find_several(column, threshold) {
        return Some(Finding::Several {
            separator,
            categories,
        });
    }
    let observed = find_choices(column.group_spellings().into_values(), threshold);
    observed.map(|categories| match categories.all.len() {
        1 => Finding::Unused(Unused::Constant),
        _ => Finding::Choices(categories),
    })
}

fn classify_rest(column: &Column) -> Unused {
    if is_share(column.count(is_number), column.answered(), NUMBERS) {
        Unused::Numbers
    } else {
        Unused::FreeText
    }
}

/// Whether a column seems to say for how many persons a row stands: by its name, and by whole numbers above one.
fn is_count(column: &Column) -> bool {
    let is_above_one = |text: &str| text.parse::<u64>().is_ok_and(|number| number > 1);
    has_word(&column.name, &COUNTS)
        && is_share(column.count(is_number), column.answered(), NUMBERS)
        && column.answers().any(|(text, _)| is_above_one(text))
}

fn is_number(text: &str) -> bool {
    let digits = fold(text).replace(['.', ',', ' '], "");
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
