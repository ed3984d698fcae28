//! Lists the columns that the codebook reads, in the order in which the workbook collects them.

use std::collections::BTreeSet;

use codebook::{Birth, Codebook, Dimension, RowKind};

/// The columns of a codebook, by what they contain.
pub(super) struct Columns<'a>(pub &'a Codebook);

impl<'a> Columns<'a> {
    /// The columns of each person: what identifies the application, then dates, each after the column on which it
    /// depends, then answers.
    pub(super) fn list_of_persons(&self) -> Vec<&'a str> {
        let keys = self.keys();
        let mut columns: Vec<&str> = keys
            .iter()
            .copied()
            .filter(|column| self.is_text(column))
            .collect();
        columns.extend(self.dates());
        columns.extend(self.answers(RowKind::Persons));
        columns.extend(keys);
        without_duplicates(columns)
    }

    /// The columns of each event: the number of the person, then answers.
    pub(super) fn list_of_events(&self) -> Vec<&'a str> {
        let mut columns: Vec<&str> = self.event_key().into_iter().collect();
        columns.extend(self.answers(RowKind::Events));
        without_duplicates(columns)
    }

    /// The dimensions that are read from a column in rows of a kind.
    pub(super) fn find_readers(&self, kind: RowKind, column: &str) -> Vec<&'a Dimension> {
        let dimensions = self.0.dimensions.iter();
        dimensions
            .filter(|one| one.row_kind == kind && one.column == column)
            .collect()
    }

    /// Whether a column must be filled in to recognize the application.
    pub(super) fn is_identifying(&self, column: &str) -> bool {
        let first_key = self
            .0
            .identity
            .iter()
            .flat_map(|identity| identity.keys.first());
        let mut columns = first_key
            .flat_map(|key| &key.columns)
            .map(|at| self.name(*at));
        columns.any(|key| key == column) || self.event_key() == Some(column)
    }

    /// Whether a column is a date of birth.
    pub(super) fn is_birth(&self, column: &str) -> bool {
        self.births().any(|birth| birth.column == column)
    }

    /// Whether a column contains neither answers nor a date.
    pub(super) fn is_text(&self, column: &str) -> bool {
        self.find_readers(RowKind::Persons, column).is_empty() && !self.is_day(column)
    }

    /// Whether a column contains a date of any use.
    fn is_day(&self, column: &str) -> bool {
        let identity = self.0.identity.iter();
        let mut rules = identity.flat_map(|identity| &identity.candidate_rules);
        self.0.measures.iter().any(|measure| measure.date == column)
            || self
                .births()
                .any(|birth| birth.column == column || birth.on == column)
            || rules.any(|rule| rule.within.is_some_and(|(at, _)| self.name(at) == column))
    }

    fn births(&self) -> impl Iterator<Item = &'a Birth> {
        let dimensions = self.0.dimensions.iter();
        dimensions.filter_map(|dimension| dimension.birth.as_ref())
    }

    /// The columns of keys, then those of rules for candidate pairs.
    fn keys(&self) -> Vec<&'a str> {
        let mut columns = Vec::new();
        if let Some(identity) = &self.0.identity {
            columns.extend(
                identity
                    .keys
                    .iter()
                    .flat_map(|key| &key.columns)
                    .map(|at| self.name(*at)),
            );
        }
        columns.extend(self.event_key());
        if let Some(identity) = &self.0.identity {
            for rule in &identity.candidate_rules {
                columns.extend(rule.same.iter().map(|at| self.name(*at)));
                columns.extend(rule.within.map(|(date, _)| self.name(date)));
            }
        }
        columns
    }

    /// The column that links an event with a person.
    fn event_key(&self) -> Option<&'a str> {
        self.0.events.as_ref().map(|events| self.name(events.key))
    }

    /// The dates of measures, each after the column of its condition.
    fn dates(&self) -> Vec<&'a str> {
        let mut columns = Vec::new();
        for measure in &self.0.measures {
            if let Some(when) = &measure.when {
                columns.push(self.0.dimensions[when.dimension].column.as_str());
            }
            columns.push(measure.date.as_str());
        }
        columns
    }

    /// The columns of dimensions, each after the dates from which an age is computed.
    fn answers(&self, kind: RowKind) -> Vec<&'a str> {
        let mut columns = Vec::new();
        for dimension in &self.0.dimensions {
            if dimension.row_kind == kind {
                if let Some(birth) = &dimension.birth {
                    columns.extend([birth.on.as_str(), birth.column.as_str()]);
                }
                columns.push(dimension.column.as_str());
            }
        }
        columns
    }

    /// The name of a column. Its position comes from the codebook itself.
    fn name(&self, column: usize) -> &'a str {
        self.0.columns.get(column).map_or("", String::as_str)
    }
}

/// The first of each group of equal columns, in their order.
fn without_duplicates(columns: Vec<&str>) -> Vec<&str> {
    let mut before = BTreeSet::new();
    columns
        .into_iter()
        .filter(|column| before.insert(*column))
        .collect()
}
