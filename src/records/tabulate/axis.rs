//! Places records along one dimension of a table.

use cube::{Category, Dimension};

use crate::tabulate::record::Record;
use codebook::Codebook;

/// A dimension of a table, with the positions that records take along it.
pub(super) struct Axis {
    dimension: Dimension,
    /// The position of the dimension in records; `None` for time.
    source: Option<usize>,
    /// For each year or each category of the codebook, the published positions at which it counts:
    /// the total, which is position 0, its own, and those of its ancestors. A category apart from
    /// the total does not count there.
    lineages: Vec<Vec<usize>>,
}

impl Axis {
    pub(super) fn new(dimension: Dimension, codebook: &Codebook) -> Self {
        let source = codebook
            .dimensions
            .iter()
            .position(|known| known.id == dimension.id);
        // The table's dimension may be rolled up; the catalog's dimension has all categories.
        let whole = codebook
            .catalog()
            .dimension(&dimension.id)
            .unwrap_or(&dimension);
        let lineage = |category| published_positions(category, whole, &dimension);
        let lineages = match source {
            // Records have a year, which is a leaf; in other dimensions they may have any category.
            None => whole.leaves().map(lineage).collect(),
            Some(_) => whole.categories.iter().map(lineage).collect(),
        };
        Axis {
            source,
            lineages,
            dimension,
        }
    }

    /// Returns the position of the dimension in records; `None` for time.
    pub(super) fn source(&self) -> Option<usize> {
        self.source
    }

    /// Returns whether a record may have several categories.
    pub(super) fn is_multi_response(&self) -> bool {
        self.dimension.multi_response
    }

    /// Returns the number of positions of records: one for each category, and in a multi-response
    /// dimension one for each person.
    pub(super) fn width(&self) -> usize {
        self.lineages.len() + usize::from(self.is_multi_response())
    }

    /// Returns the number of published positions: one for each category, and the total.
    pub(super) fn published_width(&self) -> usize {
        self.dimension.categories.len() + 1
    }

    /// Calls `visit` with the positions of a record, each once.
    pub(super) fn for_each_position(
        &self,
        record: &Record,
        year: usize,
        mut visit: impl FnMut(usize),
    ) {
        let Some(source) = self.source else {
            return visit(year);
        };
        let categories = record.answers[source].categories();
        if self.is_multi_response() {
            visit(0);
            categories.iter().for_each(|category| visit(category + 1));
        } else {
            categories.iter().for_each(|category| visit(*category));
        }
    }

    /// Returns the positions of the records of a block.
    pub(super) fn column<'b>(
        &self,
        years: &'b [usize],
        categories: &'b [Vec<usize>],
    ) -> &'b [usize] {
        self.source.map_or(years, |source| &categories[source])
    }

    /// Returns the published positions at which a position of records counts.
    pub(super) fn lineage(&self, position: usize) -> &[usize] {
        if !self.is_multi_response() {
            return &self.lineages[position];
        }
        match position {
            0 => &[0],
            // The total counts persons at position 0, and multi-response categories have no
            // ancestors.
            _ => &self.lineages[position - 1][1..],
        }
    }

    /// Returns the dimension and the code that a published position pins; the total pins none.
    pub(super) fn pin(&self, position: usize) -> Option<(&str, &str)> {
        let category = self.dimension.categories.get(position.checked_sub(1)?)?;
        Some((&self.dimension.id, &category.code))
    }
}

/// Returns the positions in a published dimension at which a category counts: the total, its own
/// and its ancestors'.
fn published_positions(
    category: &Category,
    whole: &Dimension,
    published: &Dimension,
) -> Vec<usize> {
    let mut positions = Vec::new();
    if !category.apart {
        positions.push(0);
    }
    let own = std::iter::once(category.code.as_str());
    for code in own.chain(whole.ancestors(&category.code)) {
        positions.extend(published.codes().position(|known| known == code));
    }
    positions
}
