//! Resolves the relations between categories that everyone knows, and reports those that contradict each other.

pub(crate) mod contradiction;
pub(crate) mod known;

use std::collections::BTreeSet;

use crate::{
    condition::Condition,
    format::{self, Format, Kind, Pin},
    lists::CodeLists,
    mistake::Collector,
    placed::Placed,
    relation::known::Relation,
};

/// A relation, and the place in the codebook at which its mistakes are reported.
type PlacedRelation<'a> = (Relation, &'a Placed<String>);

/// Resolves all declared relations.
pub(super) fn resolve(
    format: &Format,
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) -> Vec<Relation> {
    let mut relations: Vec<PlacedRelation<'_>> = Vec::new();
    for format::Equal { a, b } in &format.equal {
        let message = "both categories are of one dimension: name categories of two dimensions";
        let pair = resolve_pair([a, b], message, lists, mistakes);
        for pin in [a, b]
            .into_iter()
            .filter(|pin| lists.is_multi(&pin.dimension))
        {
            mistakes.at(
                &pin.dimension,
                "a dimension with several answers cannot equal another: use [[implies]], or remove this relation",
            );
        }
        relations.extend(pair.map(|[c, d]| (Relation::Equal(c, d), &a.code)));
    }
    for format::Implies { if_, then } in &format.implies {
        let message = "both categories are of one dimension: use “parent” for a category that contains another";
        let pair = resolve_pair([if_, then], message, lists, mistakes);
        relations.extend(pair.map(|[a, b]| (Relation::Implies(a, b), &if_.code)));
    }
    for format::Impossible { a, b } in &format.impossible {
        let message = "both categories are of one dimension: name categories of two dimensions";
        let pair = resolve_pair([a, b], message, lists, mistakes);
        relations.extend(pair.map(|[c, d]| (Relation::Impossible(c, d), &a.code)));
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
        let message = "whether a dimension applies must depend on another dimension: name a category of one in “if”";
        let pair = resolve_pair([&other, if_], message, lists, mistakes);
        if lists.is_unknown(&other) {
            mistakes.at(
                else_,
                "“else” cannot be the category for “not known”: choose the category for “not applicable”",
            );
        }
        relations.extend(pair.map(|[b, a]| (Relation::Either(a, b), else_)));
    }
    for raw in &format.derived {
        relations.extend(resolve_derived(raw, lists, mistakes));
    }
    check_contradictions(&relations, lists, mistakes);
    relations
        .into_iter()
        .map(|(relation, _)| relation)
        .collect()
}

/// Reports relations that together exclude everybody from a category.
fn check_contradictions(
    relations: &[PlacedRelation<'_>],
    lists: &CodeLists<'_>,
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
            .find(|side| contradiction::exclude(&all, &[*side], several))
        {
            mistakes.at(
                place,
                format!(
                    "this contradicts another relation, so that nobody can be in {}: remove one of the relations",
                    side.words
                ),
            );
        }
    }
}

/// The two categories of a relation. Reports `same_dimension` if they are of one dimension.
fn resolve_pair(
    pins: [&Pin; 2],
    same_dimension: &str,
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) -> Option<[Condition; 2]> {
    let [a, b] = pins.map(|pin| lists.resolve_pin(pin, mistakes));
    let (a, b) = (a?, b?);
    if a.dimension == b.dimension {
        mistakes.at(&pins[1].dimension, same_dimension);
        return None;
    }
    Some([a, b])
}

/// One relation for each category of a derived dimension: it contains the persons of its parts.
fn resolve_derived<'a>(
    raw: &'a format::Derived,
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) -> Vec<PlacedRelation<'a>> {
    let dimensions = [&raw.dimension, &raw.from].map(|id| lists.find_dimension(id, mistakes));
    let [Some((at, _)), Some((from, list))] = dimensions else {
        return Vec::new();
    };
    if at == from {
        mistakes.at(
            &raw.from,
            "a dimension cannot be derived from itself: name another dimension in “from”",
        );
        return Vec::new();
    }
    for id in [&raw.dimension, &raw.from]
        .into_iter()
        .filter(|id| lists.is_multi(id))
    {
        mistakes.at(
            id,
            "a dimension with several answers cannot be derived, nor another be derived from it: remove this relation",
        );
    }
    let mut relations = Vec::new();
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    for (code, part_codes) in &raw.codes {
        let pin = Pin {
            dimension: raw.dimension.clone(),
            code: code.clone(),
        };
        let condition = format::Condition {
            dimension: raw.from.clone(),
            codes: part_codes.clone(),
        };
        let whole = lists.resolve_pin(&pin, mistakes);
        let parts = lists.resolve_condition(&condition, mistakes);
        let (Some(whole), Some(parts)) = (whole, parts) else {
            continue;
        };
        if !covered.is_disjoint(&parts.categories) {
            mistakes.at(
                code,
                format!(
                    "“{}” contains a code that another category contains: list each code once",
                    code.get_ref()
                ),
            );
        }
        covered.extend(&parts.categories);
        relations.push((Relation::Derived(whole, parts), code));
    }
    check_covered(raw, list, &covered, mistakes);
    relations
}

/// Every leaf of the dimension from which another is derived must be in one category of the derived dimension.
fn check_covered(
    raw: &format::Derived,
    list: &format::Dimension,
    covered: &BTreeSet<usize>,
    mistakes: &mut Collector<'_>,
) {
    let parents = list.categories.iter().filter_map(|one| one.parent.as_ref());
    let parents: BTreeSet<&String> = parents.map(Placed::get_ref).collect();
    let (from, to) = (raw.from.get_ref(), raw.dimension.get_ref());
    for (position, category) in list.categories.iter().enumerate() {
        let code = category.code.get_ref();
        if !parents.contains(code) && !covered.contains(&position) {
            mistakes.at(
                &raw.dimension,
                format!("“{code}” of “{from}” is in no category of “{to}”: add it to one"),
            );
        }
    }
}
