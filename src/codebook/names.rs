//! Checks that identifiers, codes and names of folders are well formed and unique.

use std::collections::BTreeSet;

use cube::{Lang, TOTAL};

use crate::{mistake::Collector, placed::Placed};

/// Keys of links that do not name a dimension.
const RESERVED_KEYS: [&str; 18] = [
    "por", "contra", "mostrar", "orden", "grupos", "detalle", "ocultas", "grafico", "apilado",
    "flujo", "calor", "piramide", "mapa", "tabla", "sin", "datos", "v", "medida",
];

/// Folders of the site that do not belong to sections, besides those of languages.
const RESERVED_FOLDERS: [&str; 17] = [
    "ayuda",
    "calidad",
    "charts",
    "check",
    "comprobar",
    "data",
    "datos",
    "embed",
    "fonts",
    "help",
    "maps",
    "method",
    "metodo",
    "pictures",
    "quality",
    "sections",
    "take",
];

/// Whether an identifier would mean something else in links.
pub fn is_reserved_id(id: &str) -> bool {
    RESERVED_KEYS.contains(&id)
}

/// Checks the identifier of a measure, dimension, section or codebook.
pub(super) fn check_id(id: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = id.get_ref();
    if is_reserved_id(text) {
        mistakes.at(
            id,
            format!("“{text}” is reserved for links: choose another identifier"),
        );
    } else if !is_made_of(text, |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
    }) {
        mistakes.at(
            id,
            format!("“{text}” cannot be an identifier: use lower-case letters a–z, digits and “_”"),
        );
    }
}

/// Checks the name of a codebook or of a release, which is used in files but not in links.
pub(super) fn check_name(name: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = name.get_ref();
    if !is_made_of(text, |letter| {
        letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.')
    }) {
        mistakes.at(
            name,
            format!("“{text}” cannot be a name: use letters a–z, digits, “-”, “.” and “_”"),
        );
    }
}

/// Checks the identifier of a source, which is used as `id=FILE` on the command line.
pub(super) fn check_source_id(id: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = id.get_ref();
    if !is_made_of(text, |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-')
    }) {
        mistakes.at(
            id,
            format!("“{text}” cannot be the id of a source: use lower-case letters a–z, digits, “-” and “_”"),
        );
    }
}

/// Checks the address of a page on the web; `fault` says what is wrong with any other.
pub(super) fn check_address(address: &Placed<String>, fault: &str, mistakes: &mut Collector<'_>) {
    if !is_web_address(address.get_ref()) {
        mistakes.at(address, fault);
    }
}

/// Decides whether a text is the whole address of a page on the web.
pub(super) fn is_web_address(address: &str) -> bool {
    let host = address.strip_prefix("https://");
    host.is_some_and(|rest| {
        rest.starts_with(|letter: char| letter.is_ascii_alphanumeric())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}".contains(&byte))
    })
}

/// Checks the name of a rule, as it appears in reports.
pub(super) fn check_rule(rule: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = rule.get_ref();
    if !is_made_of(text, |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
    }) {
        mistakes.at(
            rule,
            format!(
                "“{text}” cannot be the name of a rule: use lower-case letters a–z, digits and “-”"
            ),
        );
    }
}

/// Checks the code of a category.
pub(super) fn check_code(code: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = code.get_ref();
    if text == TOTAL {
        mistakes.at(
            code,
            format!(
                "“{TOTAL}” is the code of the total, which every dimension has: choose another code"
            ),
        );
    } else if !is_made_of(text, |letter| {
        letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-')
    }) {
        mistakes.at(
            code,
            format!("“{text}” cannot be a code: use letters a–z, digits, “-” and “_”"),
        );
    }
}

/// Checks the folder of a section.
pub(super) fn check_slug(slug: &Placed<String>, mistakes: &mut Collector<'_>) {
    let text = slug.get_ref();
    if RESERVED_FOLDERS.contains(&text.as_str()) || Lang::from_tag(text).is_some() {
        mistakes.at(
            slug,
            format!("“{text}” is another folder of the site: choose another name"),
        );
    } else if !is_made_of(text, |letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
    }) {
        mistakes.at(
            slug,
            format!("“{text}” cannot be a folder: use lower-case letters a–z, digits and “-”"),
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
            "write the digits to dial, with “-” between groups and without spaces",
        );
    }
}

/// Finds values that occurred before.
pub(super) struct Duplicates<T>(BTreeSet<T>);

impl<T> Default for Duplicates<T> {
    fn default() -> Self {
        Duplicates(BTreeSet::new())
    }
}

impl<T: Ord> Duplicates<T> {
    /// Whether the value occurred before. Remembers it.
    pub(super) fn is_duplicate(&mut self, value: T) -> bool {
        !self.0.insert(value)
    }

    /// Whether no value occurred yet.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Reports every value that equals an earlier one.
pub(super) fn check_unique<'a>(
    what: &str,
    values: impl IntoIterator<Item = &'a Placed<String>>,
    mistakes: &mut Collector<'_>,
) {
    let mut before = Duplicates::default();
    for value in values {
        if before.is_duplicate(value.get_ref()) {
            let value_text = value.get_ref();
            mistakes.at(
                value,
                format!("{what} “{value_text}” is listed twice: remove or rename one of them"),
            );
        }
    }
}

fn is_made_of(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(allowed)
}
