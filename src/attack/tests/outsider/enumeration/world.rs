//! Describes a small register: types of persons, tables, and who is in each group.

use std::collections::BTreeMap;

use attack::Group;
use cube::{Address, Dimension, Release, Table, Text};

use crate::small::{pin, release};

/// A type of persons: the measures that count them, and their codes in every dimension.
pub type Type = (Vec<&'static str>, BTreeMap<&'static str, Vec<&'static str>>);

/// The dimensions, types of persons, tables and declared relations of a small register.
pub struct World {
    pub dimensions: Vec<Dimension>,
    pub types: Vec<Type>,
    /// Measures with the dimensions of their tables.
    pub tables: Vec<(&'static str, Vec<&'static str>)>,
    pub equal: Vec<(&'static str, &'static str)>,
    pub part_of: Vec<(&'static str, &'static str)>,
    /// The categories of the whole that contain everybody of the part; the first is the declared
    /// one.
    pub within: Vec<&'static str>,
    /// Whether the attack finds everything that follows. It does not know what several options of a
    /// multi-response dimension and two more dimensions demand together.
    pub is_exact: bool,
}

/// Stands for a dimension: the year in which the part counts a person.
pub const LATER: &str = "later";

impl World {
    /// Returns whether the persons of a type are in a group.
    pub fn contains(&self, group: &Group, (measures, codes): &Type) -> bool {
        let Group {
            address,
            whole,
            until,
            without,
            ..
        } = group;
        let is_within = |dimension: &str| {
            let last = until.as_ref().zip(codes.get(dimension));
            last.is_none_or(|(last, years)| years[0] <= last.as_str())
        };
        let counted = match whole {
            Some(whole) if until.is_some() => {
                let is_counted_later = measures.contains(&address.measure.as_str())
                    && codes.contains_key(LATER)
                    && !is_within(LATER);
                let is_in_part = measures.contains(&address.measure.as_str());
                measures.contains(&whole.as_str())
                    && is_within("anio")
                    && (!is_in_part || is_counted_later)
            }
            Some(whole) => {
                measures.contains(&whole.as_str()) && !measures.contains(&address.measure.as_str())
            }
            None => measures.contains(&address.measure.as_str()),
        };
        counted
            && address.pins.iter().all(|(dimension, code)| {
                let later = codes
                    .get(LATER)
                    .filter(|_| dimension == "anio" && address.measure == "m");
                let known = later.unwrap_or_else(|| &codes[dimension.as_str()]);
                if without.contains(dimension) {
                    !known.contains(&code.as_str()) && !known.contains(&"U")
                } else {
                    known.contains(&code.as_str())
                }
            })
    }

    /// Lists the types in a group.
    pub fn members(&self, group: &Group) -> Vec<usize> {
        (0..self.types.len())
            .filter(|at| self.contains(group, &self.types[*at]))
            .collect()
    }

    /// Publishes the true counts except those that `hide` selects, by table, address and count.
    pub fn release(
        &self,
        truth: &[u64],
        threshold: u64,
        hide: &dyn Fn(&str, &Address, u64) -> bool,
    ) -> Release {
        let table = |(measure, ids): &(&'static str, Vec<&'static str>)| {
            let id = format!("{measure}.{}", ids.join("."));
            let dimensions = ids
                .iter()
                .filter_map(|id| {
                    self.dimensions
                        .iter()
                        .find(|known| known.id == *id)
                        .cloned()
                })
                .collect();
            Table::from_fn(
                id.clone(),
                Text::default(),
                *measure,
                dimensions,
                |address| {
                    let count = self
                        .members(&address.clone().into())
                        .into_iter()
                        .map(|at| truth[at])
                        .sum();
                    if hide(&id, address, count) {
                        cube::Cell::Hidden
                    } else {
                        cube::Cell::Published(count)
                    }
                },
            )
        };
        let mut release = release(threshold, self.tables.iter().map(table));
        release.catalog.relations.equal =
            self.equal.iter().map(|(a, b)| (pin(a), pin(b))).collect();
        release.catalog.relations.part_of = self
            .part_of
            .iter()
            .map(|(a, b)| ((*a).into(), (*b).into()))
            .collect();
        let declared = self
            .within
            .first()
            .map(|category| ("m".to_owned(), pin(category)));
        release.catalog.relations.within = declared.into_iter().collect();
        release
    }

    /// Lists the published counts, each with the types that it counts.
    pub fn published(&self, release: &Release) -> Vec<(Vec<usize>, u64)> {
        let cells = release.tables.values().flat_map(Table::addressed);
        cells
            .filter_map(|(address, cell)| Some((self.members(&address.into()), cell.published()?)))
            .collect()
    }

    /// Lists every hidden or implied group with its types.
    pub fn secrets(&self, release: &Release) -> Vec<(Group, Vec<usize>)> {
        let mut groups = Vec::new();
        for (address, cell) in release.tables.values().flat_map(Table::addressed) {
            let plain = Group::from(address.clone());
            let mut residuals = vec![];
            if cell == cube::Cell::Hidden {
                groups.push(plain.clone());
            }
            if !address.pins.contains_key("anio")
                && self
                    .part_of
                    .iter()
                    .any(|(part, _)| *part == address.measure)
            {
                residuals.push(Group {
                    whole: Some("n".into()),
                    ..plain.clone()
                });
                for category in self.within.iter().map(|category| pin(category)) {
                    let mut residual = Group {
                        whole: Some("n".into()),
                        ..plain.clone()
                    };
                    residual
                        .address
                        .pins
                        .insert(category.dimension, category.code);
                    residuals.push(residual);
                }
            }
            let waiting: Vec<Group> = residuals
                .iter()
                .filter(|_| {
                    release
                        .tables
                        .values()
                        .any(|table| has_years(table, &address))
                })
                .map(|residual| Group {
                    until: Some("2001".into()),
                    ..residual.clone()
                })
                .collect();
            residuals.extend(waiting);
            groups.extend(residuals.clone());
            for group in residuals.into_iter().chain([plain]) {
                let answered: Vec<String> = ["r", "s"]
                    .into_iter()
                    .filter(|id| group.address.pins.get(*id).is_some_and(|code| code != "U"))
                    .map(str::to_owned)
                    .collect();
                let both = (answered.len() == 2).then(|| answered.clone());
                let each = answered.into_iter().map(|id| vec![id]);
                for without in each.chain(both) {
                    groups.push(Group {
                        without: without.into_iter().collect(),
                        ..group.clone()
                    });
                }
            }
        }
        groups
            .into_iter()
            .map(|group| (group.clone(), self.members(&group)))
            .collect()
    }
}

/// Returns whether a table of the part counts an address by year.
fn has_years(table: &Table, address: &Address) -> bool {
    let has = |dimension: &str| table.dimension(dimension).is_some();
    table.measure == address.measure
        && has("anio")
        && address.pins.keys().all(|dimension| has(dimension))
}
