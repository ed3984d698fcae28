//! What everybody knows beyond totals and code lists, as equations: who implies whom, who excludes whom, and which
//! categories together are another one.

use cube::{Address, Pin, Release, TOTAL};

use super::system::{At, Id, Writer};

impl Writer<'_> {
    /// Writes down what a release's catalog declares, wherever the cells that it speaks of are known.
    pub(super) fn known_relations(&mut self, at: At) {
        let relations = &self.releases[at].catalog.relations;
        for (inner, outer) in &relations.implies {
            self.at_every(at, inner, |writer, of_inner, beside| {
                if let Some(of_outer) = beside(writer, outer) {
                    let rest = writer.number(of_outer);
                    writer.write([(of_outer, 1), (of_inner, -1), (rest, -1)]);
                }
            });
        }
        for (one, other) in &relations.impossible {
            self.at_every(at, one, |writer, of_one, beside| {
                if let (Some(of_other), Some(everybody)) =
                    (beside(writer, other), beside(writer, &everybody(one)))
                {
                    let rest = writer.number(everybody);
                    writer.write([(everybody, 1), (of_one, -1), (of_other, -1), (rest, -1)]);
                }
            });
        }
        for (whole, parts) in &relations.unions {
            let Some(first) = parts.first() else { continue };
            self.at_every(at, first, |writer, _, beside| {
                let parts: Option<Vec<Id>> =
                    parts.iter().map(|part| beside(writer, part)).collect();
                if let (Some(of_whole), Some(parts)) = (beside(writer, whole), parts) {
                    writer.write(
                        parts
                            .into_iter()
                            .map(|part| (part, -1))
                            .chain([(of_whole, 1)]),
                    );
                }
            });
        }
    }

    /// Calls `say` with every cell of a category, and with how to find the cell of another category that has all else
    /// in common with it.
    fn at_every(
        &mut self,
        at: At,
        category: &Pin,
        say: impl Fn(&mut Self, Id, &dyn Fn(&Self, &Pin) -> Option<Id>),
    ) {
        for address in addresses(self.releases[at], category) {
            let Some(id) = self.known(at, &address.clone().into()) else {
                continue;
            };
            let mut beside = address;
            beside.pins.remove(&category.dimension);
            say(self, id, &|writer, other| {
                let mut address = beside.clone();
                if other.code != TOTAL
                    && address
                        .pins
                        .insert(other.dimension.clone(), other.code.clone())
                        .is_some()
                {
                    return None;
                }
                writer.known(at, &address.into())
            });
        }
    }
}

/// Every address of a release that pins a category.
fn addresses(release: &Release, category: &Pin) -> Vec<Address> {
    let tables = release.tables.values();
    let all = tables
        .flat_map(|table| table.addressed())
        .map(|(address, _)| address);
    all.filter(|address| address.pins.get(&category.dimension) == Some(&category.code))
        .collect()
}

fn everybody(of: &Pin) -> Pin {
    Pin {
        dimension: of.dimension.clone(),
        code: TOTAL.into(),
    }
}
