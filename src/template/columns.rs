//! The columns that the codebook reads, in the order in which people are asked for them.

use std::collections::BTreeSet;

use codebook::{Codebook, Dimension, Of};

/// Columns of the records by what they hold.
pub(super) struct Columns<'a>(pub &'a Codebook);

impl<'a> Columns<'a> {
    /// Those of each person: what identifies the application, then dates, what a date depends on before it, then the
    /// dimensions.
    pub(super) fn of_persons(&self) -> Vec<&'a str> {
        let keys = self
            .keys()
            .into_iter()
            .filter(|column| self.is_text(column));
        let columns = keys
            .chain(self.dates())
            .chain(self.answers(Of::Persons))
            .chain(self.keys());
        let mut seen = BTreeSet::new();
        columns.filter(|column| seen.insert(*column)).collect()
    }

    /// Those of each event: whose it is, then the dimensions.
    pub(super) fn of_events(&self) -> Vec<&'a str> {
        let mut seen = BTreeSet::new();
        self.key_of_events()
            .into_iter()
            .chain(self.answers(Of::Events))
            .filter(|column| seen.insert(*column))
            .collect()
    }

    /// The column that says whose an event is.
    pub(super) fn key_of_events(&self) -> Option<&'a str> {
        self.0.events.as_ref().map(|events| self.name(events.key))
    }

    /// The dimensions of a kind of row that are read from a column.
    pub(super) fn readers(&self, of: Of, column: &str) -> Vec<&'a Dimension> {
        self.0
            .dimensions
            .iter()
            .filter(|one| one.of == of && one.column == column)
            .collect()
    }

    /// Whether a column has to be filled in for the application to be recognized.
    pub(super) fn identifies(&self, column: &str) -> bool {
        let first = self
            .0
            .identity
            .iter()
            .flat_map(|identity| identity.keys.first())
            .flatten();
        first
            .map(|at| self.name(*at))
            .chain(self.key_of_events())
            .any(|key| key == column)
    }

    /// Whether it is the date of birth.
    pub(super) fn is_birth(&self, column: &str) -> bool {
        self.births().any(|birth| birth.column == column)
    }

    /// Whether it holds neither answers nor a date.
    pub(super) fn is_text(&self, column: &str) -> bool {
        let near = self.0.identity.iter().flat_map(|identity| &identity.near);
        let near = near
            .filter_map(|near| near.within)
            .map(|(date, _)| self.name(date));
        let births = self
            .births()
            .flat_map(|birth| [birth.column.as_str(), birth.on.as_str()]);
        let mut days = self
            .0
            .measures
            .iter()
            .map(|measure| measure.date.as_str())
            .chain(births)
            .chain(near);
        self.readers(Of::Persons, column).is_empty() && !days.any(|day| day == column)
    }

    fn births(&self) -> impl Iterator<Item = &'a codebook::Birth> {
        self.0
            .dimensions
            .iter()
            .filter_map(|dimension| dimension.birth.as_ref())
    }

    /// What identifies an application, for certain or nearly.
    fn keys(&self) -> Vec<&'a str> {
        let identity = self.0.identity.iter();
        let keys = identity
            .clone()
            .flat_map(|identity| &identity.keys)
            .flatten();
        let near = identity.flat_map(|identity| &identity.near);
        let near = near.flat_map(|near| {
            near.same
                .iter()
                .chain(near.within.iter().map(|(date, _)| date))
        });
        keys.map(|at| self.name(*at))
            .chain(self.key_of_events())
            .chain(near.map(|at| self.name(*at)))
            .collect()
    }

    fn dates(&self) -> impl Iterator<Item = &'a str> {
        self.0.measures.iter().flat_map(|measure| {
            let before = measure
                .when
                .as_ref()
                .map(|when| self.0.dimensions[when.dimension].column.as_str());
            before.into_iter().chain([measure.date.as_str()])
        })
    }

    fn answers(&self, of: Of) -> impl Iterator<Item = &'a str> {
        let dimensions = self
            .0
            .dimensions
            .iter()
            .filter(move |dimension| dimension.of == of);
        dimensions.flat_map(|dimension| {
            let birth = dimension
                .birth
                .iter()
                .flat_map(|birth| [birth.on.as_str(), birth.column.as_str()]);
            birth.chain([dimension.column.as_str()])
        })
    }

    /// Positions of columns come from the codebook itself.
    fn name(&self, column: usize) -> &'a str {
        self.0.columns.get(column).map_or("", String::as_str)
    }
}
