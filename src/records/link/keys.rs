//! Computes the keys by which a row is linked: one for each identity key without a missing field.
//!
//! A placeholder such as `S/N` and an error of a spreadsheet are missing: they identify nobody.

use std::{borrow::Cow, collections::BTreeSet};

use jiff::civil::Date;

use crate::link::{
    lasting::{MISSING, compared_columns},
    pseudonym::{Hasher, Pseudonym},
    row::SourceId,
    secret::Secret,
};
use codebook::{
    Codebook, Column, Dimension, IdentityKey, KeyForm,
    notation::{
        number_form::{describe_form, reduce},
        spelling::fold,
        stand_in::{is_no_number, is_shortened_number},
    },
};

/// The key of a blocking rule: the hash of the fields that have to be equal, and the day number of
/// the date that has to be near.
pub(crate) type BlockKey = (Pseudonym, i32);

/// Builds the keys of rows. A row has one field for each of the codebook's columns, `None` if its
/// source has no such column. In columns of dates, equal days give equal keys, in whatever
/// notation.
pub(crate) struct KeyBuilder<'a> {
    codebook: &'a Codebook,
    /// The identity keys with their names.
    keys: Vec<(String, &'a IdentityKey)>,
    /// For each of the codebook's columns, how its fields are compared.
    columns: Vec<ComparedAs<'a>>,
    /// The columns that do not change.
    lasting: Vec<Column>,
    hasher: Hasher<'a>,
}

impl<'a> KeyBuilder<'a> {
    pub(crate) fn new(codebook: &'a Codebook, secret: &'a Secret) -> Self {
        let mut keys = Vec::new();
        for key in codebook.identity.iter().flat_map(|identity| &identity.keys) {
            keys.push((key_name(codebook, &key.columns), key));
        }
        KeyBuilder {
            codebook,
            keys,
            columns: compared_as(codebook),
            lasting: compared_columns(codebook),
            hasher: Hasher::new(secret),
        }
    }

    /// Computes each identity key, `None` if one of its fields is missing. `date` parses a date as
    /// the row's source writes it.
    pub(crate) fn ranked_keys(
        &mut self,
        fields: &[Option<&str>],
        date: impl Fn(&str) -> Option<Date>,
    ) -> Vec<Option<Pseudonym>> {
        let mut ranked = Vec::with_capacity(self.keys.len());
        for (name, key) in &self.keys {
            let texts = key.columns.iter().map(|column| {
                let text = comparable_text(self.codebook, &self.columns, fields, *column, &date)?;
                match (key.form, self.columns[*column]) {
                    (KeyForm::Number, ComparedAs::Text) => Some(Cow::Owned(reduce(&text))),
                    _ => Some(text),
                }
            });
            let texts = texts.collect::<Option<Vec<_>>>();
            ranked.push(texts.map(|texts| self.hasher.hash(name, texts.iter().map(AsRef::as_ref))));
        }
        ranked
    }

    /// Tells which identity keys are one field of text without any digit: a bit for each, the strongest the lowest.
    pub(crate) fn keys_of_words(&self, fields: &[Option<&str>]) -> u32 {
        let mut words = 0;
        for ((_, key), bit) in self.keys.iter().zip(0..u32::BITS) {
            if let [column] = key.columns[..]
                && matches!(self.columns[column], ComparedAs::Text)
                && fields[column].is_some_and(|field| !field.contains(char::is_numeric))
            {
                words |= 1 << bit;
            }
        }
        words
    }

    /// Computes the hash of each field that does not change.
    pub(crate) fn lasting_fields(
        &mut self,
        fields: &[Option<&str>],
        date: impl Fn(&str) -> Option<Date>,
    ) -> Box<[u32]> {
        let mut hashes = Vec::with_capacity(self.lasting.len());
        for column in &self.lasting {
            let text = comparable_text(self.codebook, &self.columns, fields, *column, &date);
            hashes.push(text.map_or(MISSING, |text| {
                let form = match self.columns[*column] {
                    ComparedAs::Text => Cow::Owned(reduce(&text)),
                    _ => text,
                };
                let name = format!("lasting {}", self.codebook.columns[*column]);
                let half = self.hasher.hash(&name, [form.as_ref()]).half();
                // Never that of a missing field; that two fields have one hash by chance does no harm.
                u32::try_from(half >> 32).unwrap_or_default().max(1)
            }));
        }
        hashes.into()
    }

    /// Computes the hash of all fields of a row.
    pub(crate) fn whole_row(&mut self, source: SourceId, fields: &[Option<&str>]) -> Pseudonym {
        let source = std::iter::once(self.codebook.sources[source].id.as_str());
        let fields = fields.iter().map(|field| field.unwrap_or_default());
        self.hasher.hash("row", source.chain(fields))
    }

    /// Lists the columns of keys in which a placeholder or an error stands in the place of a number.
    pub(crate) fn columns_without_number(&self, fields: &[Option<&str>]) -> Vec<Column> {
        self.filled_key_columns(fields, is_no_number)
    }

    /// Lists the columns of keys in which a spreadsheet shortened a number, so that it identifies
    /// nobody.
    pub(crate) fn shortened_columns(&self, fields: &[Option<&str>]) -> Vec<Column> {
        self.filled_key_columns(fields, is_shortened_number)
    }

    /// Lists the columns that are compared as text by a key of persons or events, and whose field
    /// meets a condition and is not missing.
    fn filled_key_columns(
        &self,
        fields: &[Option<&str>],
        condition: impl Fn(&str) -> bool,
    ) -> Vec<Column> {
        let mut columns: BTreeSet<Column> = BTreeSet::new();
        columns.extend(self.keys.iter().flat_map(|(_, key)| &key.columns));
        columns.extend(self.codebook.events.iter().map(|events| events.key));
        columns.retain(|column| {
            matches!(self.columns[*column], ComparedAs::Text)
                && fields[*column]
                    .is_some_and(|field| !is_missing(self.codebook, field) && condition(field))
        });
        columns.into_iter().collect()
    }

    /// Computes for each identity key the hash of its letters and digits alone, and the form in
    /// which it is written; `None` if a field is missing or no column is compared as text.
    pub(crate) fn key_forms(
        &mut self,
        fields: &[Option<&str>],
        date: impl Fn(&str) -> Option<Date>,
    ) -> Vec<Option<(Pseudonym, String)>> {
        let mut forms = Vec::with_capacity(self.keys.len());
        for (name, key) in &self.keys {
            let (mut reduced, mut form, mut has_text) = (Vec::new(), String::new(), false);
            for column in &key.columns {
                let text = comparable_text(self.codebook, &self.columns, fields, *column, &date);
                reduced.push(match (text, self.columns[*column]) {
                    (Some(text), ComparedAs::Text) => {
                        has_text = true;
                        form.push_str(&describe_form(&text));
                        form.push('|');
                        Some(reduce(&text))
                    }
                    (text, _) => text.map(Cow::into_owned),
                });
            }
            let reduced = reduced.into_iter().collect::<Option<Vec<_>>>();
            forms.push(reduced.filter(|_| has_text).map(|reduced| {
                let fields = reduced.iter().map(String::as_str);
                (self.hasher.hash(&format!("form of {name}"), fields), form)
            }));
        }
        forms
    }

    /// Computes the event key of a row, of a person or of an event.
    pub(crate) fn event_key(
        &mut self,
        fields: &[Option<&str>],
        date: impl Fn(&str) -> Option<Date>,
    ) -> Option<Pseudonym> {
        let column = self.codebook.events.as_ref()?.key;
        let text = comparable_text(self.codebook, &self.columns, fields, column, &date)?;
        Some(self.hasher.hash("event", [text.as_ref()]))
    }

    /// Computes the key of each blocking rule, `None` if one of its fields is missing.
    pub(crate) fn block_keys(
        &mut self,
        fields: &[Option<&str>],
        date: impl Fn(&str) -> Option<Date>,
    ) -> Vec<Option<BlockKey>> {
        let identity = self.codebook.identity.iter();
        let mut keys = Vec::new();
        for rule in identity.flat_map(|identity| &identity.candidate_rules) {
            let texts = rule.same.iter().map(|column| {
                comparable_text(self.codebook, &self.columns, fields, *column, &date)
            });
            let texts = texts.collect::<Option<Vec<_>>>();
            let block = texts.map(|texts| {
                self.hasher
                    .hash(&rule.rule, texts.iter().map(AsRef::as_ref))
            });
            let day = match rule.within {
                Some((column, _)) => fields[column].and_then(&date).map(day_number),
                None => Some(0),
            };
            keys.push(block.zip(day));
        }
        keys
    }
}

/// Names an identity key by its columns; the name is part of the hash.
fn key_name(codebook: &Codebook, columns: &[Column]) -> String {
    let names: Vec<&str> = columns
        .iter()
        .map(|column| codebook.columns[*column].as_str())
        .collect();
    format!("key {}", names.join("|"))
}

/// How the fields of a column are compared.
#[derive(Clone, Copy)]
enum ComparedAs<'a> {
    /// By the day, in whatever notation.
    Day,
    /// By the categories, in whatever spelling.
    Categories(&'a Dimension),
    /// As text.
    Text,
}

/// Returns the text by which a field is compared: codes of categories, a day in ISO 8601, or the
/// field itself. Returns `None` if the field is missing, unknown or unreadable.
fn comparable_text<'f>(
    codebook: &Codebook,
    columns: &[ComparedAs<'_>],
    fields: &[Option<&'f str>],
    column: Column,
    date: impl Fn(&str) -> Option<Date>,
) -> Option<Cow<'f, str>> {
    let field = fields[column].filter(|field| !is_missing(codebook, field))?;
    match columns[column] {
        ComparedAs::Text => (!is_no_number(field)).then_some(Cow::Borrowed(field)),
        ComparedAs::Day => date(field).map(|date| Cow::Owned(date.to_string())),
        ComparedAs::Categories(dimension) => known_codes(dimension, field).map(Cow::Owned),
    }
}

/// Returns the codes of the categories that a field names, unless one of them is "not known".
fn known_codes(dimension: &Dimension, field: &str) -> Option<String> {
    let answer = dimension.dictionary.read(field).ok()?.answer;
    let mut codes = Vec::new();
    for category in answer.categories() {
        if Some(*category) == dimension.dictionary.unknown() {
            return None;
        }
        codes.push(dimension.list.categories[*category].code.as_str());
    }
    Some(codes.join("~"))
}

fn is_missing(codebook: &Codebook, field: &str) -> bool {
    field.trim().is_empty() || codebook.records.missing.contains(&fold(field))
}

/// Returns how each of the codebook's columns is compared.
fn compared_as(codebook: &Codebook) -> Vec<ComparedAs<'_>> {
    let dates = date_columns(codebook);
    let mut kinds = Vec::new();
    for (column, name) in codebook.columns.iter().enumerate() {
        let dimension = codebook.dimensions.iter().find(|one| one.column == *name);
        kinds.push(match dimension {
            _ if dates.contains(&column) => ComparedAs::Day,
            Some(dimension) => ComparedAs::Categories(dimension),
            None => ComparedAs::Text,
        });
    }
    kinds
}

/// Returns the columns with dates: of measures, of births and ages, and of blocking rules.
fn date_columns(codebook: &Codebook) -> BTreeSet<Column> {
    let mut names: BTreeSet<&String> = BTreeSet::new();
    names.extend(codebook.measures.iter().map(|measure| &measure.date));
    for dimension in &codebook.dimensions {
        if let Some(birth) = &dimension.birth {
            names.extend([&birth.column, &birth.on]);
        }
    }
    let mut columns: BTreeSet<Column> = (0..codebook.columns.len())
        .filter(|column| names.contains(&codebook.columns[*column]))
        .collect();
    let blocking_rules = codebook
        .identity
        .iter()
        .flat_map(|identity| &identity.candidate_rules);
    columns.extend(blocking_rules.filter_map(|rule| rule.within.map(|(column, _)| column)));
    columns
}

/// Counts the days from a fixed day to a date.
fn day_number(date: Date) -> i32 {
    i32::try_from(date.duration_since(Date::ZERO).as_hours() / 24).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{
        row_keys::{IdentityKeys, RowKeys},
        sample::{codebook, secret},
    };

    /// Returns the fields of a row with these columns.
    fn fields<'f>(codebook: &Codebook, columns: &[(&str, &'f str)]) -> Vec<Option<&'f str>> {
        let field = |column: &String| {
            columns
                .iter()
                .find(|(name, _)| name == column)
                .map(|(_, field)| *field)
        };
        codebook.columns.iter().map(field).collect()
    }

    fn date(field: &str) -> Option<Date> {
        ["%Y-%m-%d", "%d/%m/%Y"]
            .iter()
            .find_map(|notation| Date::strptime(notation, field.trim()).ok())
    }

    fn keys(source: SourceId, columns: &[(&str, &str)]) -> RowKeys {
        let (codebook, secret) = (codebook(), secret());
        let mut builder = KeyBuilder::new(&codebook, &secret);
        let fields = fields(&codebook, columns);
        IdentityKeys {
            ranked: builder.ranked_keys(&fields, date).into(),
            words: builder.keys_of_words(&fields),
            lasting: builder.lasting_fields(&fields, date),
            whole: builder.whole_row(source, &fields),
        }
        .to_row_keys(|_| true)
    }

    #[test]
    fn a_row_has_each_key_without_a_missing_field() {
        let all = keys(
            0,
            &[
                ("expediente", "17"),
                ("nombre", "Ana"),
                ("nacimiento", "1990-01-31"),
            ],
        );
        assert_eq!(all.pseudonyms().len(), 2);
        let by_number = RowKeys::Exact([all.pseudonyms()[0]].into());
        let recognize_by_name = RowKeys::Exact([all.pseudonyms()[1]].into());
        assert_eq!(
            keys(
                1,
                &[
                    ("expediente", "17 "),
                    ("nombre", "N/D"),
                    ("nacimiento", "1990-01-31")
                ]
            ),
            by_number
        );
        assert_eq!(
            keys(
                1,
                &[
                    ("expediente", " "),
                    ("nombre", "ÁNA"),
                    ("nacimiento", "1990-01-31")
                ]
            ),
            recognize_by_name
        );
        assert_eq!(
            keys(2, &[("nombre", "ana"), ("nacimiento", "1990-01-31")]),
            recognize_by_name
        );
        assert_ne!(
            keys(2, &[("nombre", "ana"), ("nacimiento", "1990-01-30")]),
            recognize_by_name
        );
    }

    #[test]
    fn a_row_without_keys_is_hashed_as_a_whole() {
        let one = keys(0, &[("nombre", "Ana"), ("sexo", "F")]);
        assert!(matches!(one, RowKeys::Whole(_)));
        assert_eq!(
            one,
            keys(0, &[("nombre", "ana"), ("sexo", "f"), ("expediente", "")])
        );
        assert_ne!(one, keys(1, &[("nombre", "Ana"), ("sexo", "F")]));
        assert_ne!(one, keys(0, &[("nombre", "Eva"), ("sexo", "F")]));
    }

    #[test]
    fn block_keys_compare_categories_and_days_in_any_spelling() {
        let (codebook, secret) = (codebook(), secret());
        let mut builder = KeyBuilder::new(&codebook, &secret);
        let mut near =
            |columns: &[(&str, &str)]| builder.block_keys(&fields(&codebook, columns), date)[0];
        let one = near(&[
            ("nacionalidad", "Costa Rica"),
            ("edad", "14"),
            ("solicitud", "2024-03-01"),
        ])
        .unwrap();
        let other = near(&[
            ("nacionalidad", "CRI"),
            ("edad", "15"),
            ("solicitud", "01/04/2024"),
        ])
        .unwrap();
        assert_eq!((one.0, one.1 + 31), other);
        assert_eq!(
            near(&[
                ("nacionalidad", "CRI"),
                ("edad", "U"),
                ("solicitud", "2024-03-01")
            ]),
            None
        );
        assert_eq!(
            near(&[("nacionalidad", "CRI"), ("edad", "15"), ("solicitud", "")]),
            None
        );
        assert_eq!(near(&[("edad", "15"), ("solicitud", "2024-03-01")]), None);
    }
}
