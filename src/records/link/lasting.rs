//! Compares rows in the fields that do not change in a person's life: dates of birth, and what identifies a person only
//! together with others, such as a name. A number that is a key by itself may be of a file, of which a person can have two.
//!
//! A value such as 999 that stands for a missing number in two rows of one source is no identity. If they differ in two
//! such fields besides, as in name and date of birth, they are of two persons: one person's rows hardly differ in both, and
//! whoever is counted twice by mistake is told, while whoever is joined by mistake would vanish. Rows of several sources stay
//! joined if they differ, and that is told: it may be a typing error, or a number that two offices gave to two persons.

use std::collections::BTreeSet;

use codebook::{Codebook, Column, Dimension, notation::spelling::fold};

use crate::link::row::SourceId;

/// In how many lasting fields two rows of one source differ that are of different persons.
const DIFFERENT: usize = 2;

/// A field that is missing.
pub(crate) const MISSING: u32 = 0;

/// Lists the columns that do not change.
pub(crate) fn lasting_columns(codebook: &Codebook) -> Vec<Column> {
    let mut columns: BTreeSet<Column> = BTreeSet::new();
    if let Some(identity) = &codebook.identity {
        let together = identity.keys.iter().filter(|key| key.columns.len() > 1);
        columns.extend(together.flat_map(|key| &key.columns));
        // The day of an application or a decision is another one each time.
        for (column, _) in identity
            .candidate_rules
            .iter()
            .filter_map(|rule| rule.within)
        {
            columns.remove(&column);
        }
    }
    let births = codebook
        .dimensions
        .iter()
        .filter_map(|dimension| dimension.birth.as_ref());
    let (mut born, mut days): (BTreeSet<&String>, BTreeSet<&String>) = Default::default();
    for birth in births {
        born.insert(&birth.column);
        days.insert(&birth.on);
    }
    days.extend(codebook.measures.iter().map(|measure| &measure.date));
    for (column, name) in codebook.columns.iter().enumerate() {
        if born.contains(name) {
            columns.insert(column);
        } else if days.contains(name) {
            columns.remove(&column);
        }
    }
    columns.into_iter().collect()
}

/// Lists the columns in which rows are compared: those that do not change, and at the end the sex of a person. It keeps no
/// rows of one source apart, since it is one of two answers, but where sources differ in it is told.
pub(crate) fn compared_columns(codebook: &Codebook) -> Vec<Column> {
    let mut columns = lasting_columns(codebook);
    for (column, name) in codebook.columns.iter().enumerate() {
        let mut read = codebook.dimensions.iter().filter(|one| one.column == *name);
        if !columns.contains(&column) && read.any(is_sex) {
            columns.push(column);
        }
    }
    columns
}

/// Whether a dimension's categories tell women from men.
fn is_sex(dimension: &Dimension) -> bool {
    const WOMEN: [&str; 8] = [
        "mujer", "mujeres", "femenino", "femenina", "woman", "women", "female", "f",
    ];
    const MEN: [&str; 8] = [
        "hombre",
        "hombres",
        "masculino",
        "masculina",
        "man",
        "men",
        "male",
        "m",
    ];
    let list = &dimension.list;
    let has = |words: &[&str]| {
        list.categories.iter().any(|category| {
            let mut names = category.label.iter().chain([&category.code]);
            names.any(|name| words.contains(&fold(name).as_str()))
        })
    };
    !list.multi_response && has(&WOMEN) && has(&MEN)
}

/// The lasting fields of all rows, in 4 bytes each.
pub(crate) struct LastingFields {
    columns: Vec<Column>,
    /// How many of the columns can keep rows of one source apart; they are the first.
    apart: usize,
    fields: Vec<u32>,
}

impl LastingFields {
    pub(crate) fn new(codebook: &Codebook) -> Self {
        LastingFields {
            columns: compared_columns(codebook),
            apart: lasting_columns(codebook).len(),
            fields: Vec::new(),
        }
    }

    /// Adds a row by the hashes of its fields.
    pub(crate) fn add(&mut self, fields: &[u32]) {
        for column in 0..self.columns.len() {
            self.fields
                .push(fields.get(column).copied().unwrap_or(MISSING));
        }
    }

    /// Returns whether two of some rows, of which there are few, are of different persons by fields besides those of a key.
    pub(crate) fn have_different(&self, rows: &[usize], key: &[Column]) -> bool {
        rows.iter().enumerate().any(|(at, one)| {
            let mut before = rows[..at].iter();
            before.any(|other| self.differ([*one, *other], key))
        })
    }

    /// Returns whether two rows differ in several fields besides those of a key.
    fn differ(&self, [one, other]: [usize; 2], key: &[Column]) -> bool {
        let fields = |row: usize| self.fields_of(row).iter();
        let besides = self
            .columns
            .iter()
            .zip(fields(one).zip(fields(other)))
            .take(self.apart)
            .filter(|(column, _)| !key.contains(column));
        let different = besides
            .filter(|(_, (one, other))| **one != MISSING && **other != MISSING && one != other);
        different.count() >= DIFFERENT
    }

    fn fields_of(&self, row: usize) -> &[u32] {
        let width = self.columns.len();
        &self.fields[row * width..(row + 1) * width]
    }

    /// Finds the sources, with the columns, that have in some rows of one application another value than a more trusted
    /// source, and not its value as well. `trust`: all sources, the most trusted first.
    pub(crate) fn find_elsewhere(
        &self,
        rows: &[usize],
        sources: &[SourceId],
        trust: &[SourceId],
    ) -> Vec<(SourceId, Column)> {
        let mut found = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let mut trusted: BTreeSet<u32> = BTreeSet::new();
            for source in trust {
                let of_source = rows.iter().filter(|row| sources[**row] == *source);
                let values: BTreeSet<u32> = of_source
                    .map(|row| self.fields_of(*row)[at])
                    .filter(|value| *value != MISSING)
                    .collect();
                if values.is_empty() {
                    continue;
                }
                if !trusted.is_empty() && trusted.is_disjoint(&values) {
                    found.push((*source, *column));
                }
                trusted.extend(values);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::link::{
        Found, IdentityKeys, KeyReview, Pseudonym, RowKeys, SourceId, sample::codebook,
    };

    #[test]
    fn rows_of_one_source_that_differ_in_name_and_birth_are_two_persons() {
        // The columns that do not change, in order: name, date of birth.
        let row = |name: u32, birth: u32| IdentityKeys {
            ranked: [Some(Pseudonym::from(9 << 64)), None].into(),
            words: 0,
            lasting: [name, birth].into(),
            whole: Pseudonym::from(7),
        };
        let is_joined = |rows: &[(SourceId, IdentityKeys)]| {
            let mut review = KeyReview::new(&codebook());
            for (source, keys) in rows {
                review.add(*source, keys);
            }
            let reviewed = review.finish();
            let usable = rows.iter().enumerate().all(|(position, (_, keys))| {
                matches!(reviewed.row_keys(position, keys), RowKeys::Exact(_))
            });
            (usable, reviewed.findings.different)
        };
        let told = BTreeMap::from([((0, 0), Found { values: 1, rows: 2 })]);
        // A third row, of another source, could be of either.
        let (ana, eva) = ((0, row(1, 1)), (0, row(2, 2)));
        assert_eq!(
            is_joined(&[ana.clone(), eva.clone()]),
            (false, told.clone())
        );
        assert_eq!(
            is_joined(&[ana.clone(), eva.clone(), (1, row(1, 1))]),
            (false, told)
        );
        // A mistake in one field, a missing one, and another source keep nobody apart.
        for other in [
            (0, row(1, 2)),
            (0, row(2, 1)),
            (0, row(2, 0)),
            (1, row(2, 2)),
        ] {
            assert_eq!(is_joined(&[ana.clone(), other]), (true, BTreeMap::new()));
        }
    }
}
