//! Counts the values that no category of the codebook lists.

use std::collections::BTreeMap;

use codebook::{Codebook, Dimension, RowKind};

use crate::read::{
    feed::{Batch, Feed},
    input::Input,
    problem::{Problem, Problems},
    run::connect_databases,
    sheet::Sheet,
};

/// The values that no category lists: for each dimension, in how many rows each stands. It has no `Debug` because they
/// may describe a person.
#[derive(Default)]
pub struct Unlisted {
    /// By the id of the dimension, each value and the number of its rows.
    pub values: BTreeMap<String, BTreeMap<String, u64>>,
}

/// Reads all inputs and counts the values that no category lists, of every row, whether or not it is counted. A column that
/// is a key of persons is left out, because it identifies people.
///
/// # Errors
///
/// The problems of whole files: they cannot be read, or lack a column.
pub fn find_unlisted(codebook: &Codebook, inputs: &[Input]) -> Result<Unlisted, Problems> {
    let databases = connect_databases(codebook, inputs);
    let mut feed = Feed::new(codebook, inputs, &databases);
    let mut batch = Batch::default();
    let mut found = Unlisted::default();
    let dimensions: Vec<(usize, &Dimension)> = list_dimensions(codebook);
    while let Some((sheet, _)) = feed.next(&mut batch) {
        for row in batch.rows() {
            let joined = sheet.join_columns(row);
            found.add(&sheet, &dimensions, &sheet.fields(row, &joined));
        }
    }
    if feed.problems.is_empty() {
        return Ok(found);
    }
    let all: Vec<Problem> = feed
        .problems
        .into_iter()
        .map(|(_, problem)| problem)
        .collect();
    Err(Problems {
        all,
        more: 0,
        suggestions: Default::default(),
    })
}

/// Every dimension with the position of its column, unless that is a column of a key.
fn list_dimensions(codebook: &Codebook) -> Vec<(usize, &Dimension)> {
    let keys = codebook.identity.iter().flat_map(|identity| &identity.keys);
    let keys: Vec<usize> = keys.flat_map(|key| key.columns.iter().copied()).collect();
    let position = |dimension: &Dimension| {
        let mut columns = codebook.columns.iter();
        columns.position(|column| *column == dimension.column)
    };
    let placed = codebook
        .dimensions
        .iter()
        .filter_map(|dimension| Some((position(dimension)?, dimension)));
    placed
        .filter(|(position, _)| !keys.contains(position))
        .collect()
}

impl Unlisted {
    fn add(&mut self, sheet: &Sheet, dimensions: &[(usize, &Dimension)], fields: &[Option<&str>]) {
        for (position, dimension) in dimensions {
            let is_of_other_rows =
                (dimension.row_kind == RowKind::Events) != (sheet.holds == RowKind::Events);
            let Some(field) = fields
                .get(*position)
                .copied()
                .flatten()
                .filter(|_| !is_of_other_rows)
            else {
                continue;
            };
            for text in dimension.dictionary.find_unlisted(field) {
                let values = self.values.entry(dimension.id.clone()).or_default();
                *values.entry(text.to_owned()).or_default() += 1;
            }
        }
    }
}
