//! Defines what is known of the records: the columns of each table, and how often each text occurs in them.

use std::collections::BTreeMap;

use codebook::notation::spelling::fold;

use crate::not_known::is_not_known;

/// A table of records. It has no `Debug` because it describes people.
pub struct Table {
    /// The name of its file, without folders.
    pub file: String,
    /// The row with the column names, if it is not the first.
    pub header: Option<u64>,
    /// How many of its rows have more or fewer fields than there are columns.
    pub uneven: u64,
    /// Its columns in order.
    pub columns: Vec<Column>,
}

/// A column, and the number of rows in which each text occurs. It has no `Debug` because it describes people.
#[derive(Clone, Default)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its texts, without white space around them. Empty ones are counted too.
    pub texts: BTreeMap<String, u64>,
}

impl Column {
    /// The texts that are answers, with the number of their rows: neither empty nor a way to say “not known”.
    pub(crate) fn answers(&self) -> impl Iterator<Item = (&str, u64)> {
        let all = self.texts.iter().map(|(text, rows)| (text.as_str(), *rows));
        all.filter(|(text, _)| !is_not_known(text))
    }

    /// In how many rows there is an answer.
    pub(crate) fn answered(&self) -> u64 {
        self.answers().map(|(_, rows)| rows).sum()
    }

    /// In how many rows the answer satisfies a condition.
    pub(crate) fn count(&self, is_wanted: impl Fn(&str) -> bool) -> u64 {
        let wanted = self.answers().filter(|(text, _)| is_wanted(text));
        wanted.map(|(_, rows)| rows).sum()
    }

    /// The answers grouped by how spellings are compared; of each group the written form that occurs most often.
    pub(crate) fn group_spellings(&self) -> BTreeMap<String, Spelled> {
        group_spellings(self.answers())
    }

    /// Adds the texts of the same column in another table.
    pub(crate) fn add(&mut self, other: &Column) {
        for (text, rows) in &other.texts {
            *self.texts.entry(text.clone()).or_default() += rows;
        }
    }
}

/// A text in all of its spellings.
#[derive(Clone)]
pub(crate) struct Spelled {
    /// The spelling that occurs most often.
    pub written: String,
    /// In how many rows any of its spellings occurs.
    pub rows: u64,
    most: u64,
}

/// Groups texts by how spellings are compared.
pub(crate) fn group_spellings<'a>(
    texts: impl Iterator<Item = (&'a str, u64)>,
) -> BTreeMap<String, Spelled> {
    let mut groups: BTreeMap<String, Spelled> = BTreeMap::new();
    for (text, rows) in texts {
        let group = groups.entry(fold(text)).or_insert_with(|| Spelled {
            written: text.to_owned(),
            rows: 0,
            most: 0,
        });
        group.rows += rows;
        if rows > group.most {
            group.most = rows;
            text.clone_into(&mut group.written);
        }
    }
    groups
}

/// Whether a part is at least so many percent of a whole, and the whole is not empty.
pub(crate) fn is_share(part: u64, whole: u64, percent: u64) -> bool {
    whole > 0 && part * 100 >= whole * percent
}
