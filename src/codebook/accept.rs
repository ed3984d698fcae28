//! Adds a spelling that a person accepts to the text of a codebook, and leaves everything else as it is.
//!
//! Pure: text in, text out.

#[cfg(test)]
mod tests;

use std::fmt;

use thiserror::Error;
use toml_edit::{Array, DocumentMut, Item, RawString, TableLike, Value};

use crate::{
    mistake::{Mistake, Mistakes},
    model::Codebook,
    rules::OTHERWISE,
};

/// A spelling and the category that it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelling<'a> {
    /// The dimension's id.
    pub dimension: &'a str,
    /// The category's code.
    pub category: &'a str,
    /// The spelling.
    pub written: &'a str,
}

impl Spelling<'_> {
    /// The command that accepts the spelling, for a terminal. `codebook` is the codebook's file.
    pub fn command(self, codebook: &str) -> String {
        let Spelling {
            dimension,
            category,
            written,
        } = self;
        let [codebook, dimension, category, written] =
            [codebook, dimension, category, written].map(quote);
        format!(
            "tablero codebook accept --codebook {codebook} --dimension {dimension} --category {category} \
             --spelling {written}"
        )
    }
}

/// Quotes a text for the terminal: in double quotes if every shell takes such a text literally.
fn quote(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.into()
    } else if text.contains(['"', '$', '`', '!', '\\', '%']) {
        format!("'{}'", text.replace('\'', "'\\''"))
    } else {
        format!("\"{text}\"")
    }
}

impl fmt::Display for Spelling<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "“{}” means {} in {}",
            self.written, self.category, self.dimension
        )
    }
}

/// The result of accepting a spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// The new text of the codebook.
    Added(String),
    /// The spelling already meant this category: nothing changed.
    Known,
}

/// Why a spelling cannot be accepted.
#[derive(Debug, Error)]
pub enum NotAccepted {
    /// The codebook has mistakes, even without the spelling.
    #[error(transparent)]
    Mistaken(#[from] Mistakes),
    /// The dimension does not exist.
    #[error("the dimension “{0}” does not exist")]
    NoDimension(String),
    /// The category does not exist.
    #[error("the category “{category}” of “{dimension}” does not exist")]
    NoCategory {
        /// The dimension's id.
        dimension: String,
        /// The code that does not exist.
        category: String,
    },
    /// The category contains others, so that no record can be in it.
    #[error("the category “{0}” contains others: choose one of these")]
    Divided(String),
    /// The codebook gives the spelling another meaning.
    #[error("“{written}” cannot mean “{category}”: {why}")]
    Contradiction {
        /// The spelling.
        written: String,
        /// The category's code.
        category: String,
        /// The other meaning.
        why: String,
    },
}

/// Adds a spelling to the text of a codebook, which keeps its comments and its layout.
pub fn accept(text: &str, spelling: Spelling<'_>) -> Result<Accepted, NotAccepted> {
    if is_known(&Codebook::parse(text)?, spelling)? {
        return Ok(Accepted::Known);
    }
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| syntax_mistake(&error))?;
    let dimension = find_table(document.get_mut("dimension"), "id", spelling.dimension);
    let categories = dimension.and_then(|dimension| dimension.get_mut("categories"));
    let category =
        find_table(categories, "code", spelling.category).ok_or_else(|| no_category(spelling))?;
    add_spelling(category, spelling.written.trim());
    let text = document.to_string();
    match Codebook::parse(&text) {
        Ok(_) => Ok(Accepted::Added(text)),
        Err(Mistakes(mistakes)) => {
            let messages: Vec<String> = mistakes
                .into_iter()
                .map(|mistake| mistake.message)
                .collect();
            Err(contradiction(spelling, messages.join("; ")))
        }
    }
}

/// Whether a spelling already means its category. A value that is read by the rule `otherwise` has no meaning yet.
fn is_known(codebook: &Codebook, spelling: Spelling<'_>) -> Result<bool, NotAccepted> {
    let dimension = codebook
        .dimensions
        .iter()
        .find(|dimension| dimension.id == spelling.dimension);
    let dimension = dimension.ok_or_else(|| NotAccepted::NoDimension(spelling.dimension.into()))?;
    let categories = &dimension.list.categories;
    let category = categories
        .iter()
        .position(|category| category.code == spelling.category);
    let category = category.ok_or_else(|| no_category(spelling))?;
    if categories
        .iter()
        .any(|child| child.parent.as_deref() == Some(spelling.category))
    {
        return Err(NotAccepted::Divided(spelling.category.into()));
    }
    let reading = dimension.dictionary.read(spelling.written).ok();
    let Some(reading) = reading.filter(|reading| !reading.rules.contains(&OTHERWISE)) else {
        return Ok(false);
    };
    let meaning = reading.answer.categories();
    if meaning == [category] {
        return Ok(true);
    }
    let codes: Vec<&str> = meaning
        .iter()
        .map(|at| categories[*at].code.as_str())
        .collect();
    Err(contradiction(
        spelling,
        format!("it already means “{}”", codes.join("” and “")),
    ))
}

fn contradiction(spelling: Spelling<'_>, why: String) -> NotAccepted {
    NotAccepted::Contradiction {
        written: spelling.written.into(),
        category: spelling.category.into(),
        why,
    }
}

fn no_category(spelling: Spelling<'_>) -> NotAccepted {
    NotAccepted::NoCategory {
        dimension: spelling.dimension.into(),
        category: spelling.category.into(),
    }
}

fn syntax_mistake(error: &toml_edit::TomlError) -> Mistakes {
    Mistakes(vec![Mistake {
        place: None,
        message: error.message().into(),
    }])
}

/// Finds the table with a value of a key in an array that is written as `[[…]]` or inline.
fn find_table<'a>(
    array: Option<&'a mut Item>,
    key: &str,
    text: &str,
) -> Option<&'a mut dyn TableLike> {
    let tables: Vec<&mut dyn TableLike> = match array? {
        Item::ArrayOfTables(tables) => tables
            .iter_mut()
            .map(|table| table as &mut dyn TableLike)
            .collect(),
        Item::Value(Value::Array(array)) => {
            let tables = array.iter_mut().filter_map(Value::as_inline_table_mut);
            tables.map(|table| table as &mut dyn TableLike).collect()
        }
        _ => Vec::new(),
    };
    tables
        .into_iter()
        .find(|table| table.get(key).and_then(Item::as_str) == Some(text))
}

/// Adds a spelling to a category, which may have no spellings yet.
fn add_spelling(category: &mut dyn TableLike, written: &str) {
    if let Some(spellings) = category.get_mut("spellings").and_then(Item::as_array_mut) {
        return push_text(spellings, written);
    }
    // In an inline table, the space before the closing brace belongs to the last value.
    let last = category.iter().last().map(|(key, _)| key.to_owned());
    let last = last
        .and_then(|key| category.get_mut(&key))
        .and_then(Item::as_value_mut);
    let space = last.and_then(|last| {
        let space = last
            .decor()
            .suffix()
            .filter(|space| space.as_str().is_some_and(is_blank))
            .cloned()?;
        last.decor_mut().set_suffix("");
        Some(space)
    });
    let spellings =
        Value::Array(Array::from_iter([written])).decorated(" ", space.unwrap_or_default());
    category.insert("spellings", Item::Value(spellings));
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Appends a text with the layout of the one before it. A comment after the last text stays with that text.
fn push_text(spellings: &mut Array, written: &str) {
    let text = |raw: Option<&RawString>| {
        raw.and_then(RawString::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let has_comma = spellings.trailing_comma();
    let trailing = text(Some(spellings.trailing()));
    let (before, tail) = match spellings.iter_mut().last().map(Value::decor_mut) {
        None => (None, trailing),
        Some(last) if has_comma => (Some(text(last.prefix())), trailing),
        Some(last) => {
            let tail = text(last.suffix());
            last.set_suffix("");
            (Some(text(last.prefix())), tail)
        }
    };
    let (prefix, rest) = match (tail.rfind('\n'), before) {
        (Some(end), before) => {
            let indent = before
                .as_deref()
                .and_then(|before| before.rsplit('\n').next())
                .unwrap_or_default();
            (format!("{}\n{indent}", &tail[..end]), &tail[end..])
        }
        (None, None) => (String::new(), tail.as_str()),
        (None, Some(_)) => (" ".to_owned(), tail.as_str()),
    };
    let (suffix, trailing) = if has_comma { ("", rest) } else { (rest, "") };
    spellings.set_trailing(trailing);
    spellings.push_formatted(Value::from(written).decorated(prefix, suffix));
}
