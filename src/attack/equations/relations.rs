//! Writes declared relations between categories: implications, exclusions, and unions.

use cube::{Address, Pin, TOTAL};

use super::corrections::ReleaseIndex;
use super::id::Id;
use super::writer::Writer;

/// A cell that pins a category, and the rest of its address.
struct PinnedCell {
    id: Id,
    /// The address without the category.
    context: Address,
}

impl Writer<'_> {
    /// Adds the relations that a release's catalog declares, wherever their cells exist.
    pub(super) fn write_relations(&mut self, at: ReleaseIndex) {
        let relations = &self.releases[at].catalog.relations;
        for (inner, outer) in &relations.implies {
            self.write_implication(at, inner, outer);
        }
        for (one, other) in &relations.impossible {
            self.write_exclusion(at, one, other);
        }
        for (whole, parts) in &relations.unions {
            self.write_union(at, whole, parts);
        }
    }

    /// Adds `outer − inner ≥ 0`.
    fn write_implication(&mut self, at: ReleaseIndex, inner: &Pin, outer: &Pin) {
        for PinnedCell { id, context } in self.cells_of_category(at, inner) {
            if let Some(outer) = self.find_in_context(at, &context, outer) {
                let residual = self.unjudged_part(outer);
                self.write([(outer, 1), (id, -1), (residual, -1)]);
            }
        }
    }

    /// Adds `total − one − other ≥ 0`.
    fn write_exclusion(&mut self, at: ReleaseIndex, one: &Pin, other: &Pin) {
        let total = Pin {
            dimension: one.dimension.clone(),
            code: TOTAL.into(),
        };
        for PinnedCell { id, context } in self.cells_of_category(at, one) {
            let other = self.find_in_context(at, &context, other);
            let total = self.find_in_context(at, &context, &total);
            if let (Some(other), Some(total)) = (other, total) {
                let residual = self.unjudged_part(total);
                self.write([(total, 1), (id, -1), (other, -1), (residual, -1)]);
            }
        }
    }

    /// Adds `whole − Σ parts = 0`.
    fn write_union(&mut self, at: ReleaseIndex, whole: &Pin, parts: &[Pin]) {
        let Some(first) = parts.first() else { return };
        for PinnedCell { context, .. } in self.cells_of_category(at, first) {
            let parts: Option<Vec<Id>> = parts
                .iter()
                .map(|part| self.find_in_context(at, &context, part))
                .collect();
            let whole = self.find_in_context(at, &context, whole);
            if let (Some(whole), Some(parts)) = (whole, parts) {
                let parts = parts.into_iter().map(|part| (part, -1));
                self.write(parts.chain([(whole, 1)]));
            }
        }
    }

    /// Lists every cell of a release that pins a category.
    fn cells_of_category(&self, at: ReleaseIndex, category: &Pin) -> Vec<PinnedCell> {
        let tables = self.releases[at].tables.values();
        let mut cells = Vec::new();
        for (mut address, _) in tables.flat_map(|table| table.addressed()) {
            if address.pins.get(&category.dimension) != Some(&category.code) {
                continue;
            }
            if let Some(id) = self.find(at, &address.clone().into()) {
                address.pins.remove(&category.dimension);
                cells.push(PinnedCell {
                    id,
                    context: address,
                });
            }
        }
        cells
    }

    /// Finds the cell that pins another category besides a context. `None`: it does not exist, or
    /// the context pins that dimension already.
    fn find_in_context(&self, at: ReleaseIndex, context: &Address, category: &Pin) -> Option<Id> {
        let mut address = context.clone();
        if category.code != TOTAL {
            let (dimension, code) = (category.dimension.clone(), category.code.clone());
            if address.pins.insert(dimension, code).is_some() {
                return None;
            }
        }
        self.find(at, &address.into())
    }
}
