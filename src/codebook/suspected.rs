//! Proposes relations that everybody knows by what labels mean, for a person to confirm.
//!
//! It reads labels, ages, codes of countries and the relations that are declared, and never a record: a relation that an
//! empty crossing suggested would publish that zero.

mod meaning;
mod rules;
#[cfg(test)]
mod tests;
mod words;

use std::fmt::{self, Display, Formatter};

use crate::{
    model::Codebook,
    relation::{contradiction, known::Relation},
    suspected::{
        meaning::{Meant, list_meanings},
        rules::{Holds, relate},
    },
};

/// A relation that is suspected by meaning. `Display` writes it as lines of a codebook, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspectedRelation {
    /// Its table in a codebook: `equal`, `implies` or `impossible`.
    pub table: &'static str,
    /// The dimension and the code of both sides.
    pub sides: [(String, String); 2],
    /// Why it is suspected.
    pub reason: String,
}

/// Lists the relations between published dimensions that hold by what the labels mean, and that neither are declared nor
/// follow from those that are.
pub fn suspect_relations(codebook: &Codebook) -> Vec<SuspectedRelation> {
    let mut meant = Vec::new();
    for (position, dimension) in codebook.dimensions.iter().enumerate() {
        if codebook.catalog.dimension(&dimension.id).is_some() {
            meant.extend(list_meanings(position, dimension));
        }
    }
    let mut relations = codebook.relations.clone();
    let mut suspected = Vec::new();
    // The strongest first: the others may follow from them.
    for kind in [Holds::Equal, Holds::Implies, Holds::Impossible] {
        for (one, other, reason) in pairs(&meant, kind) {
            let relation = kind.between(one, other);
            if !follows(codebook, &relations, &relation) {
                suspected.push(describe(codebook, kind, [one, other], reason));
                relations.push(relation);
            }
        }
    }
    suspected
}

/// Whether a relation holds because of others.
fn follows(codebook: &Codebook, relations: &[Relation], relation: &Relation) -> bool {
    let relations: Vec<&Relation> = relations.iter().collect();
    let several = |dimension: usize| codebook.dimensions[dimension].list.multi_response;
    let implies = |a, b| contradiction::imply(&relations, a, b);
    match relation {
        Relation::Impossible(a, b) => contradiction::exclude(&relations, &[a, b], several),
        Relation::Implies(a, b) => implies(a, b),
        Relation::Equal(a, b) | Relation::Derived(a, b) => implies(a, b) && implies(b, a),
        Relation::Either(..) => false,
    }
}

/// Lists the pairs that are related so by meaning, and why.
fn pairs<'a>(
    meant: &'a [Meant<'a>],
    kind: Holds,
) -> impl Iterator<Item = (&'a Meant<'a>, &'a Meant<'a>, &'static str)> {
    let others = |one: &'a Meant<'a>| {
        let apart = meant.iter().filter(|other| other.is_apart_from(one));
        apart.map(move |other| (one, other))
    };
    meant
        .iter()
        .flat_map(others)
        .filter_map(move |(one, other)| {
            let (holds, reason) = relate(one.meaning, other.meaning)?;
            (holds == kind).then_some((one, other, reason))
        })
}

fn describe(
    codebook: &Codebook,
    holds: Holds,
    sides: [&Meant<'_>; 2],
    reason: &str,
) -> SuspectedRelation {
    let lang = codebook.catalog.languages.first();
    let [one, other] = sides.map(|side| side.category.label.get(lang));
    SuspectedRelation {
        table: holds.table(),
        sides: sides.map(|side| {
            let id = &codebook.dimensions[side.condition.dimension].id;
            (id.clone(), side.category.code.clone())
        }),
        reason: format!("“{one}”, “{other}”: {reason}"),
    }
}

impl Display for SuspectedRelation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let keys = match self.table {
            "implies" => ["if", "then"],
            _ => ["a", "b"],
        };
        writeln!(f, "# {}", self.reason)?;
        writeln!(f, "[[{}]]", self.table)?;
        for (key, (dimension, code)) in keys.iter().zip(&self.sides) {
            writeln!(
                f,
                "{key} = {{ dimension = \"{dimension}\", code = \"{code}\" }}"
            )?;
        }
        Ok(())
    }
}
