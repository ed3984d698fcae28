//! By what a row is recognized: a pseudonym for each identity key that it has.

use std::{borrow::Cow, collections::BTreeSet};

use jiff::civil::Date;

use crate::link::{
    merge::SourceId,
    pseudonym::{Hasher, Pseudonym},
    secret::Secret,
};
use codebook::{Codebook, Column, Dimension, notation::spelling::fold};

/// What a row is recognized by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowKeys {
    /// Its identity keys, in the codebook's order, at least one. Rows that share one are one application.
    Exact(Box<[Pseudonym]>),
    /// It has none: all that it says. Several people may say the same, so equal rows are not one application.
    Whole(Pseudonym),
}

impl RowKeys {
    /// What stands for the row in decisions.
    pub(crate) fn all(&self) -> &[Pseudonym] {
        match self {
            RowKeys::Exact(keys) => keys,
            RowKeys::Whole(whole) => std::slice::from_ref(whole),
        }
    }
}

/// Recognizes rows. A row has one field for each of the codebook's columns, `None` where its source has no such column.
/// Dates of columns that hold dates count as the days that they name, however they are written.
pub(crate) struct Recognizer<'a> {
    codebook: &'a Codebook,
    /// For each identity key, its name and its columns.
    keys: Vec<(String, &'a [Column])>,
    /// For each of the codebook's columns, how it is read.
    columns: Vec<Reads<'a>>,
    hasher: Hasher<'a>,
}

impl<'a> Recognizer<'a> {
    pub(crate) fn new(codebook: &'a Codebook, secret: &'a Secret) -> Self {
        let keys = codebook.identity.iter().flat_map(|identity| &identity.keys);
        let name = |columns: &[Column]| {
            let names: Vec<&str> = columns
                .iter()
                .map(|column| codebook.columns[*column].as_str())
                .collect();
            format!("key {}", names.join("|"))
        };
        Recognizer {
            codebook,
            keys: keys
                .map(|columns| (name(columns), columns.as_slice()))
                .collect(),
            columns: columns(codebook),
            hasher: Hasher::new(secret),
        }
    }

    /// The pseudonyms of the identity keys of which nothing is missing. `date` reads a date as the row's source writes
    /// it.
    pub(crate) fn exact(
        &mut self,
        fields: &[Option<&str>],
        date: impl Fn(&str) -> Option<Date>,
    ) -> Vec<Pseudonym> {
        let mut pseudonyms = Vec::new();
        for (name, columns) in &self.keys {
            let told = columns
                .iter()
                .map(|column| told(self.codebook, &self.columns, fields, *column, &date));
            if let Some(told) = told.collect::<Option<Vec<_>>>() {
                pseudonyms.push(self.hasher.hash(name, told.iter().map(AsRef::as_ref)));
            }
        }
        pseudonyms
    }

    /// What the row is recognized by.
    pub(crate) fn row(
        &mut self,
        source: SourceId,
        fields: &[Option<&str>],
        date: impl Fn(&str) -> Option<Date>,
    ) -> RowKeys {
        match self.exact(fields, date) {
            keys if keys.is_empty() => {
                let source = std::iter::once(self.codebook.sources[source].id.as_str());
                let fields = fields.iter().map(|field| field.unwrap_or_default());
                RowKeys::Whole(self.hasher.hash("row", source.chain(fields)))
            }
            keys => RowKeys::Exact(keys.into()),
        }
    }

    /// The pseudonym of a row's event, or of the event that a row is.
    pub(crate) fn event(
        &mut self,
        fields: &[Option<&str>],
        date: impl Fn(&str) -> Option<Date>,
    ) -> Option<Pseudonym> {
        let column = self.codebook.events.as_ref()?.key;
        let told = told(self.codebook, &self.columns, fields, column, &date)?;
        Some(self.hasher.hash("event", [told.as_ref()]))
    }

    /// For each rule of what is near, what has to be the same, and the day of the date; none where any of it is missing.
    pub(crate) fn near(
        &mut self,
        fields: &[Option<&str>],
        date: impl Fn(&str) -> Option<Date>,
    ) -> Vec<Option<(Pseudonym, i32)>> {
        let rules = self
            .codebook
            .identity
            .iter()
            .flat_map(|identity| &identity.candidate_rules);
        let mut found = Vec::new();
        for rule in rules {
            let same = rule
                .same
                .iter()
                .map(|column| told(self.codebook, &self.columns, fields, *column, &date));
            let day = match rule.within {
                Some((column, _)) => fields[column].and_then(&date).map(day),
                None => Some(0),
            };
            let same = same.collect::<Option<Vec<_>>>();
            let block =
                same.map(|same| self.hasher.hash(&rule.rule, same.iter().map(AsRef::as_ref)));
            found.push(block.zip(day));
        }
        found
    }
}

/// How a column is read where rows are compared by it.
#[derive(Clone, Copy)]
enum Reads<'a> {
    /// As the day that it names.
    Day,
    /// As the categories that it names.
    Categories(&'a Dimension),
    /// As it stands.
    Text,
}

/// What a row tells in a column, if it tells anything: a category by its code, a day as ISO 8601 writes it, else
/// what stands there.
fn told<'f>(
    codebook: &Codebook,
    columns: &[Reads<'_>],
    fields: &[Option<&'f str>],
    column: Column,
    date: impl Fn(&str) -> Option<Date>,
) -> Option<Cow<'f, str>> {
    let field = fields[column].filter(|field| !is_missing(codebook, field))?;
    let dimension = match columns[column] {
        Reads::Text => return Some(Cow::Borrowed(field)),
        Reads::Day => return date(field).map(|date| Cow::Owned(date.to_string())),
        Reads::Categories(dimension) => dimension,
    };
    let answer = dimension.dictionary.read(field).ok()?.answer;
    let known = answer
        .categories()
        .iter()
        .all(|category| Some(*category) != dimension.dictionary.unknown());
    let codes = answer
        .categories()
        .iter()
        .map(|category| dimension.list.categories[*category].code.as_str());
    known.then(|| Cow::Owned(codes.collect::<Vec<_>>().join("~")))
}

fn is_missing(codebook: &Codebook, field: &str) -> bool {
    field.trim().is_empty() || codebook.records.missing.contains(&fold(field))
}

/// How each of the codebook's columns is read.
fn columns(codebook: &Codebook) -> Vec<Reads<'_>> {
    let dates = dates(codebook);
    let reads = |(at, name): (Column, &String)| match codebook
        .dimensions
        .iter()
        .find(|one| one.column == *name)
    {
        _ if dates.contains(&at) => Reads::Day,
        Some(dimension) => Reads::Categories(dimension),
        None => Reads::Text,
    };
    codebook.columns.iter().enumerate().map(reads).collect()
}

/// The columns that date measures, birth, ages and what is near.
fn dates(codebook: &Codebook) -> BTreeSet<Column> {
    let measures = codebook.measures.iter().map(|measure| &measure.date);
    let births = codebook
        .dimensions
        .iter()
        .filter_map(|dimension| dimension.birth.as_ref());
    let named: BTreeSet<&String> = measures
        .chain(births.flat_map(|birth| [&birth.column, &birth.on]))
        .collect();
    let near = codebook
        .identity
        .iter()
        .flat_map(|identity| &identity.candidate_rules);
    let near = near.filter_map(|near| near.within.map(|(column, _)| column));
    (0..codebook.columns.len())
        .filter(|at| named.contains(&codebook.columns[*at]))
        .chain(near)
        .collect()
}

/// The days since a day long ago.
fn day(date: Date) -> i32 {
    i32::try_from(date.duration_since(Date::ZERO).as_hours() / 24).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::sample::{codebook, secret};

    /// The fields of a row of which these columns are told.
    fn fields<'f>(codebook: &Codebook, told: &[(&str, &'f str)]) -> Vec<Option<&'f str>> {
        let field = |column: &String| {
            told.iter()
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

    fn keys(source: SourceId, told: &[(&str, &str)]) -> RowKeys {
        let (codebook, secret) = (codebook(), secret());
        Recognizer::new(&codebook, &secret).row(source, &fields(&codebook, told), date)
    }

    #[test]
    fn a_row_has_each_key_of_which_nothing_is_missing() {
        let all = keys(
            0,
            &[
                ("expediente", "17"),
                ("nombre", "Ana"),
                ("nacimiento", "1990-01-31"),
            ],
        );
        assert_eq!(all.all().len(), 2);
        let by_number = RowKeys::Exact([all.all()[0]].into());
        let by_name = RowKeys::Exact([all.all()[1]].into());
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
            by_name
        );
        assert_eq!(
            keys(2, &[("nombre", "ana"), ("nacimiento", "1990-01-31")]),
            by_name
        );
        assert_ne!(
            keys(2, &[("nombre", "ana"), ("nacimiento", "1990-01-30")]),
            by_name
        );
    }

    #[test]
    fn a_row_without_keys_is_recognized_by_all_of_it() {
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
    fn what_is_near_agrees_in_categories_and_days_however_they_are_written() {
        let (codebook, secret) = (codebook(), secret());
        let mut recognizer = Recognizer::new(&codebook, &secret);
        let mut near = |told: &[(&str, &str)]| recognizer.near(&fields(&codebook, told), date)[0];
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
