//! One dimension of a table, and where records are placed along it.

use cube::Dimension;

use crate::tabulate::record::Record;
use codebook::Codebook;

/// A dimension as records are placed along it.
pub(super) struct Axis {
    dimension: Dimension,
    /// The position of the dimension in records; `None` for time.
    source: Option<usize>,
    /// For each year, or each category of the codebook, the positions in the published dimension at which it counts: the
    /// total, which is position 0, its own, and those of the categories that contain it. What stands beside the total does
    /// not count in it.
    lineages: Vec<Vec<usize>>,
}

impl Axis {
    pub(super) fn new(dimension: Dimension, codebook: &Codebook) -> Self {
        let source = codebook
            .dimensions
            .iter()
            .position(|known| known.id == dimension.id);
        // The catalog's dimension is whole where the table's is rolled up.
        let whole = codebook
            .catalog()
            .dimension(&dimension.id)
            .unwrap_or(&dimension);
        let position = |code: &str| dimension.codes().position(|known| known == code);
        let lineage = |category: &cube::Category| {
            let codes =
                std::iter::once(category.code.as_str()).chain(whole.ancestors(&category.code));
            let total = (!category.apart).then_some(0);
            total
                .into_iter()
                .chain(codes.filter_map(position))
                .collect()
        };
        // Records say the year; of other dimensions they may say whatever category there is.
        let lineages = match source {
            None => whole.leaves().map(lineage).collect(),
            Some(_) => whole.categories.iter().map(lineage).collect(),
        };
        Axis {
            source,
            lineages,
            dimension,
        }
    }

    /// Whether a record may stand at several positions.
    pub(super) fn takes_several(&self) -> bool {
        self.dimension.multi_response
    }

    /// How many positions records are placed at: one a category, and where there may be several answers, one for all.
    pub(super) fn width(&self) -> usize {
        self.lineages.len() + usize::from(self.takes_several())
    }

    /// How many positions are published: one a category, and the total.
    pub(super) fn full_width(&self) -> usize {
        self.dimension.categories.len() + 1
    }

    /// Where a record of one answer is placed.
    pub(super) fn position(&self, record: &Record, year: usize) -> usize {
        let first = |source: usize| {
            record.answers[source]
                .categories()
                .first()
                .copied()
                .unwrap_or_default()
        };
        self.source.map_or(year, first)
    }

    /// Where a record is placed, each position once.
    pub(super) fn positions(&self, record: &Record, year: usize) -> Vec<usize> {
        match self
            .source
            .map(|source| record.answers[source].categories())
        {
            None => vec![year],
            Some(categories) if self.takes_several() => std::iter::once(0)
                .chain(categories.iter().map(|category| category + 1))
                .collect(),
            Some(categories) => categories.to_vec(),
        }
    }

    /// Where the records of a block are placed.
    pub(super) fn column<'b>(
        &self,
        years: &'b [usize],
        categories: &'b [Vec<usize>],
    ) -> &'b [usize] {
        self.source.map_or(years, |source| &categories[source])
    }

    /// The published positions at which a placed record counts.
    pub(super) fn lineage(&self, position: usize) -> &[usize] {
        match position {
            at if !self.takes_several() => &self.lineages[at],
            0 => &[0],
            // The total has its own position, and categories of several answers contain no others.
            at => &self.lineages[at - 1][1..],
        }
    }

    /// What a published position pins: the dimension and the code; the total pins nothing.
    pub(super) fn pin(&self, position: usize) -> Option<(&str, &str)> {
        let category = self.dimension.categories.get(position.checked_sub(1)?)?;
        Some((&self.dimension.id, &category.code))
    }
}
