//! Resolves the relations between categories that everyone knows, and reports those that contradict each other.

mod contradiction;

use std::collections::BTreeSet;

use cube::Text;

use super::{
    Answer, Category, Condition,
    format::{self, Format, Kind, Pin},
    lists::CodeLists,
    mistake::Collector,
    placed::Placed,
    rules::{DERIVED, NOT_ASKED},
};

/// A relation between two conditions that is true of every person.
#[derive(Clone, Debug)]
pub enum Relation {
    /// A person who meets one condition meets the other.
    Equal(Condition, Condition),
    /// A person who meets the first condition meets the second.
    Implies(Condition, Condition),
    /// No person meets both conditions.
    Impossible(Condition, Condition),
    /// As `Equal`; the dimension of the first condition is derived from that of the second.
    Derived(Condition, Condition),
    /// Every person meets exactly one condition: the first if the dimension applies to them, else the second.
    Either(Condition, Condition),
}

/// A category that replaces a missing answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imputation {
    /// The position of the dimension with the missing answer.
    pub dimension: usize,
    /// The imputed category.
    pub category: Category,
    /// The position of the dimension from which it is imputed.
    pub from: usize,
    /// The name of the rule.
    pub rule: &'static str,
}

impl Relation {
    /// Whether the relation is true of a person with these answers, one for each of the codebook's dimensions.
    pub fn holds(&self, answers: &[Answer]) -> bool {
        let is = |condition: &Condition| condition.holds(&answers[condition.dimension]);
        match self {
            Relation::Equal(a, b) | Relation::Derived(a, b) => is(a) == is(b),
            Relation::Implies(a, b) => !is(a) || is(b),
            Relation::Impossible(a, b) => !(is(a) && is(b)),
            Relation::Either(a, b) => is(a) != is(b),
        }
    }
}

impl Relation {
    /// Imputes a missing answer of a person in one of its dimensions. `holds` returns whether the person meets a
    /// condition, or `None` if that is not known.
    pub fn impute(&self, holds: impl Fn(&Condition) -> Option<bool>) -> Option<Imputation> {
        let (to, from, rule) = match self {
            Relation::Either(asked, others) if holds(asked) == Some(false) => {
                (others, asked, NOT_ASKED)
            }
            Relation::Derived(whole, parts) if holds(parts) == Some(true) => {
                (whole, parts, DERIVED)
            }
            _ => return None,
        };
        // If there are several categories, it is not known which one.
        let category = to.categories.first().filter(|_| to.categories.len() == 1)?;
        Some(Imputation {
            dimension: to.dimension,
            category: *category,
            from: from.dimension,
            rule,
        })
    }

    /// Describes the relation in a sentence.
    pub fn text(&self) -> Text {
        let (Relation::Equal(a, b)
        | Relation::Derived(a, b)
        | Relation::Implies(a, b)
        | Relation::Impossible(a, b)
        | Relation::Either(a, b)) = self;
        let (a, b) = (&a.words, &b.words);
        match self {
            Relation::Equal(..) | Relation::Derived(..) => Text::new(
                format!("{a} y {b} son siempre las mismas personas"),
                format!("{a} and {b} always hold the same persons"),
            ),
            Relation::Implies(..) => Text::new(
                format!("quien está en {a} está en {b}"),
                format!("whoever is in {a} is in {b}"),
            ),
            Relation::Impossible(..) => Text::new(
                format!("nadie está a la vez en {a} y en {b}"),
                format!("nobody is in both {a} and {b}"),
            ),
            Relation::Either(..) => Text::new(
                format!("toda persona está en {a} o en {b}, y nadie en ambas"),
                format!("everybody is in one of {a} and {b}, and nobody in both"),
            ),
        }
    }
}

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
            .find(|side| contradiction::exclude(&all, side, several))
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
