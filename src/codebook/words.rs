//! Which identifiers, codes and folder names are well formed.

use crate::placed::Placed;
use cube::TOTAL;

use crate::mistake::Collector;

/// Keys of links that mean something else than a dimension.
const RESERVED_KEYS: [&str; 13] = [
    "por", "contra", "mostrar", "orden", "grupos", "detalle", "ocultas", "grafico", "calor",
    "mapa", "tabla", "v", "medida",
];

/// Folders of the site that are not sections.
const RESERVED_FOLDERS: [&str; 5] = ["en", "es", "data", "calidad", "quality"];

/// Checks the identifier of a measure, dimension, section or codebook.
pub(super) fn check_id(id: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = id.get_ref();
    if RESERVED_KEYS.contains(&text.as_str()) {
        mistakes.at(
            id,
            format!("“{text}” is reserved for links and cannot be an identifier"),
        );
    } else if !is_made_of(text, |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
    }) {
        mistakes.at(
            id,
            format!("“{text}” is no identifier: lower-case letters a–z, digits and “_” are"),
        );
    }
}

/// Checks a name that stands in files but not in links: the codebook's and the release's.
pub(super) fn check_name(name: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = name.get_ref();
    if !is_made_of(text, |letter| {
        letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.')
    }) {
        mistakes.at(
            name,
            format!("“{text}” is no name: letters a–z, digits, “-”, “.” and “_” are"),
        );
    }
}

/// Checks the identifier of a source, which stands before "=" on the command line and in reports.
pub(super) fn check_source_id(id: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = id.get_ref();
    if !is_made_of(text, |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-')
    }) {
        mistakes.at(
            id,
            format!("“{text}” is no source: lower-case letters a–z, digits, “-” and “_” are"),
        );
    }
}

/// Checks the name of a rule, which reports count it by.
pub(super) fn check_rule(rule: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = rule.get_ref();
    if !is_made_of(text, |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
    }) {
        mistakes.at(
            rule,
            format!("“{text}” is no rule: lower-case letters a–z, digits and “-” are"),
        );
    }
}

/// Checks the code of a category.
pub(super) fn check_code(code: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = code.get_ref();
    if text == TOTAL {
        mistakes.at(
            code,
            format!("“{TOTAL}” is the total, which every dimension has, and cannot be declared"),
        );
    } else if !is_made_of(text, |letter| {
        letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-')
    }) {
        mistakes.at(
            code,
            format!("“{text}” is no code: letters a–z, digits, “-” and “_” are"),
        );
    }
}

/// Checks the folder of a section.
pub(super) fn check_slug(slug: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = slug.get_ref();
    if RESERVED_FOLDERS.contains(&text.as_str()) {
        mistakes.at(
            slug,
            format!("“{text}” is a folder of the site already and cannot be a section's"),
        );
    } else if !is_made_of(text, |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
    }) {
        mistakes.at(
            slug,
            format!("“{text}” is no folder: lower-case letters a–z, digits and “-” are"),
        );
    }
}

/// Checks a telephone number.
pub(super) fn check_telephone(number: &Placed<String>, mistakes: &mut Collector<'_>) {
    let digits = number
        .get_ref()
        .strip_prefix('+')
        .unwrap_or(number.get_ref());
    if !is_made_of(digits, |letter| letter.is_ascii_digit() || letter == '-') {
        mistakes.at(
            number,
            "a telephone number is the digits to dial, with “-” between groups and no spaces",
        );
    }
}

/// Reports every value that an earlier one equals.
pub(super) fn check_unique<'a>(
    what: &str,
    values: impl IntoIterator<Item = &'a Placed<String>>,
    mistakes: &mut Collector<'_>,
) {
    let mut seen = std::collections::BTreeSet::new();
    for value in values {
        if !seen.insert(value.get_ref()) {
            mistakes.at(
                value,
                format!("{what} “{}” is there already", value.get_ref()),
            );
        }
    }
}

fn is_made_of(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(allowed)
}
