//! What everybody knows of how categories hang together, gone through for what contradicts itself.

mod contradiction;
mod known;

use std::collections::BTreeSet;

pub use known::{Follows, Relation};

use crate::{
    condition::Condition,
    format::{self, Format, Kind, Pin},
    lists::Lists,
    mistake::Collector,
    placed::Placed,
};

pub(super) fn resolve(
    format: &Format,
    lists: &Lists<'_>,
    mistakes: &mut Collector<'_>,
) -> Vec<Relation> {
    // Each with the place where it would be mended.
    let mut relations: Vec<(Relation, &Placed<String>)> = Vec::new();
    for format::Equal { a, b } in &format.equal {
        let words = "two categories that hold the same persons are of different dimensions";
        let pair = pair([a, b], words, lists, mistakes);
        for pin in [a, b]
            .into_iter()
            .filter(|pin| lists.is_multi(&pin.dimension))
        {
            mistakes.at(
                &pin.dimension,
                "a dimension of several answers cannot equal another",
            );
        }
        relations.extend(pair.map(|[c, d]| (Relation::Equal(c, d), &a.code)));
    }
    for format::Implies { if_, then } in &format.implies {
        let words =
            "a category implies one of another dimension; within one dimension, “parent” says so";
        let pair = pair([if_, then], words, lists, mistakes);
        relations.extend(pair.map(|[a, b]| (Relation::Implies(a, b), &if_.code)));
    }
    for format::Impossible { a, b } in &format.impossible {
        let words = "two categories in which nobody can be at once are of different dimensions";
        relations.extend(
            pair([a, b], words, lists, mistakes)
                .map(|[c, d]| (Relation::Impossible(c, d), &a.code)),
        );
    }
    for format::Asked {
        dimension,
        if_,
        else_,
    } in &format.asked
    {
        let other = Pin {
            dimension: dimension.clone(),
            code: else_.clone(),
        };
        let words = "who is asked depends on another dimension";
        let pair = pair([&other, if_], words, lists, mistakes);
        if lists.is_unknown(&other) {
            mistakes.at(
                else_,
                "who is not asked is known not to be: the category is not the one for “not known”",
            );
        }
        relations.extend(pair.map(|[b, a]| (Relation::Either(a, b), else_)));
    }
    for raw in &format.derived {
        relations.extend(derived(raw, lists, mistakes));
    }
    check_contradictions(&relations, lists, mistakes);
    relations
        .into_iter()
        .map(|(relation, _)| relation)
        .collect()
}

/// Relations may not leave a category without anybody who could be in it.
fn check_contradictions(
    relations: &[(Relation, &Placed<String>)],
    lists: &Lists<'_>,
    mistakes: &mut Collector<'_>,
) {
    let all: Vec<&Relation> = relations.iter().map(|(relation, _)| relation).collect();
    let several = |dimension: usize| lists.raw[dimension].kind == Kind::Multi;
    for (relation, place) in relations {
        let sides = match relation {
            Relation::Implies(a, _) => vec![a],
            Relation::Equal(a, b)
            | Relation::Derived(a, b)
            | Relation::Impossible(a, b)
            | Relation::Either(a, b) => {
                vec![a, b]
            }
        };
        if let Some(side) = sides
            .into_iter()
            .find(|side| contradiction::excludes(&all, side, several))
        {
            mistakes.at(
                place,
                format!(
                    "nobody could be in {}: this contradicts another relation",
                    side.words
                ),
            );
        }
    }
}

fn pair(
    pins: [&Pin; 2],
    same_dimension: &str,
    lists: &Lists<'_>,
    mistakes: &mut Collector<'_>,
) -> Option<[Condition; 2]> {
    let [a, b] = pins.map(|pin| lists.pin(pin, mistakes));
    let (a, b) = (a?, b?);
    if a.dimension == b.dimension {
        mistakes.at(&pins[1].dimension, same_dimension);
        return None;
    }
    Some([a, b])
}

/// Each category of the derived dimension holds the persons of those that it consists of.
fn derived<'a>(
    raw: &'a format::Derived,
    lists: &Lists<'_>,
    mistakes: &mut Collector<'_>,
) -> Vec<(Relation, &'a Placed<String>)> {
    let dimensions = [&raw.dimension, &raw.from].map(|id| lists.dimension(id, mistakes));
    let [Some((at, _)), Some((from, list))] = dimensions else {
        return Vec::new();
    };
    if at == from {
        mistakes.at(
            &raw.from,
            "a dimension follows from another one, not from itself",
        );
        return Vec::new();
    }
    for id in [&raw.dimension, &raw.from]
        .into_iter()
        .filter(|id| lists.is_multi(id))
    {
        mistakes.at(
            id,
            "a dimension of several answers does not follow from another, nor another from it",
        );
    }
    let mut relations = Vec::new();
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    for (code, of) in &raw.codes {
        let whole = Pin {
            dimension: raw.dimension.clone(),
            code: code.clone(),
        };
        let parts = format::Condition {
            dimension: raw.from.clone(),
            codes: of.clone(),
        };
        let (whole, parts) = (
            lists.pin(&whole, mistakes),
            lists.condition(&parts, mistakes),
        );
        let Some((whole, parts)) = whole.zip(parts) else {
            continue;
        };
        if !covered.is_disjoint(&parts.categories) {
            mistakes.at(
                code,
                format!(
                    "“{}” holds what another category holds already",
                    code.get_ref()
                ),
            );
        }
        covered.extend(&parts.categories);
        relations.push((Relation::Derived(whole, parts), code));
    }
    let parents: BTreeSet<&String> = list
        .categories
        .iter()
        .filter_map(|raw| raw.parent.as_ref())
        .map(Placed::get_ref)
        .collect();
    let leaves = list
        .categories
        .iter()
        .enumerate()
        .filter(|(_, raw)| !parents.contains(raw.code.get_ref()));
    for (_, left_out) in leaves.filter(|(at, _)| !covered.contains(at)) {
        let (code, from, to) = (
            left_out.code.get_ref(),
            raw.from.get_ref(),
            raw.dimension.get_ref(),
        );
        mistakes.at(
            &raw.dimension,
            format!("“{code}” of “{from}” is in no category of “{to}”"),
        );
    }
    relations
}
