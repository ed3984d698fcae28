//! Recognizes several answers in one field, and the text between them.

use std::collections::BTreeSet;

use codebook::notation::spelling::fold;

use crate::{
    categories::Categories,
    choices::find_choices,
    column::{Column, group_spellings, is_share},
    not_known::is_not_known,
};

/// The texts between answers that are tried, the likeliest first.
const SEPARATORS: [&str; 6] = [";", "|", " / ", "/", "+", ","];
/// The share of the answers in which the separator must stand, in percent.
const SEPARATED: u64 = 5;

/// Finds the separator, and the answers as categories: the parts must recur more than the fields as wholes do.
pub(crate) fn find_several(column: &Column, threshold: u64) -> Option<(String, Categories)> {
    SEPARATORS.iter().find_map(|separator| {
        let with = column.count(|text| text.contains(separator));
        if with < threshold || !is_share(with, column.answered(), SEPARATED) {
            return None;
        }
        let wholes = column.group_spellings();
        let parts = split(column, separator);
        let groups = group_spellings(parts.iter().map(|(part, rows)| (part.as_str(), *rows)));
        let recurs = groups.len() < wholes.len();
        let categories = find_choices(groups.into_values(), threshold)?;
        (recurs && categories.all.len() > 1).then(|| ((*separator).to_owned(), categories))
    })
}

/// Splits all answers. A comma may stand inside an answer: what never begins a field belongs to the part before it.
fn split(column: &Column, separator: &str) -> Vec<(String, u64)> {
    let first = |text: &str| fold(text.split(separator).next().unwrap_or_default());
    let begins: BTreeSet<String> = column.answers().map(|(text, _)| first(text)).collect();
    let mut parts: Vec<(String, u64)> = Vec::new();
    for (text, rows) in column.answers() {
        let mut whole: Option<String> = None;
        for part in text.split(separator) {
            let is_inside = separator == "," && !begins.contains(&fold(part));
            match &mut whole {
                Some(before) if is_inside => {
                    before.push_str(separator);
                    before.push_str(part);
                }
                _ => parts.extend(whole.replace(part.to_owned()).map(|done| (done, rows))),
            }
        }
        parts.extend(whole.map(|done| (done, rows)));
    }
    let trimmed = parts
        .into_iter()
        .map(|(part, rows)| (part.trim().to_owned(), rows));
    trimmed.filter(|(part, _)| !is_not_known(part)).collect()
}
