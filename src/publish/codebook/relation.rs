//! What everybody knows of how categories hang together, gone through for what contradicts itself.

use cube::Text;
use toml::Spanned;

use super::{
    Answer, Condition,
    format::{self, Format, Kind, Pin},
    lists::Lists,
    mistake::Collector,
};

/// What everybody knows of two conditions on one person.
#[derive(Clone, Debug)]
pub(crate) enum Relation {
    /// Whoever fulfils one fulfils the other.
    Equal(Condition, Condition),
    /// Whoever fulfils the first fulfils the second.
    Implies(Condition, Condition),
    /// Nobody fulfils both.
    Impossible(Condition, Condition),
    /// Everybody fulfils one of them, and nobody both.
    Either(Condition, Condition),
}

impl Relation {
    /// Whether a person, known by their answer in each of the codebook's dimensions, agrees with it.
    pub(crate) fn holds(&self, answers: &[Answer]) -> bool {
        let is = |condition: &Condition| condition.holds(&answers[condition.dimension]);
        match self {
            Relation::Equal(a, b) => is(a) == is(b),
            Relation::Implies(a, b) => !is(a) || is(b),
            Relation::Impossible(a, b) => !(is(a) && is(b)),
            Relation::Either(a, b) => is(a) != is(b),
        }
    }
}

impl Relation {
    /// What everybody knows, in words.
    pub(crate) fn text(&self) -> Text {
        let (Relation::Equal(a, b) | Relation::Implies(a, b) | Relation::Impossible(a, b) | Relation::Either(a, b)) =
            self;
        let (a, b) = (&a.words, &b.words);
        match self {
            Relation::Equal(..) => Text::new(
                format!("{a} y {b} son siempre las mismas personas"),
                format!("{a} and {b} always hold the same persons"),
            ),
            Relation::Implies(..) => {
                Text::new(format!("quien está en {a} está en {b}"), format!("whoever is in {a} is in {b}"))
            }
            Relation::Impossible(..) => {
                Text::new(format!("nadie está a la vez en {a} y en {b}"), format!("nobody is in both {a} and {b}"))
            }
            Relation::Either(..) => Text::new(
                format!("toda persona está en {a} o en {b}, y nadie en ambas"),
                format!("everybody is in one of {a} and {b}, and nobody in both"),
            ),
        }
    }
}

pub(super) fn resolve(format: &Format, lists: &Lists<'_>, mistakes: &mut Collector<'_>) -> Vec<Relation> {
    let mut relations = Vec::new();
    for format::Equal { a, b } in &format.equal {
        let words = "two categories that hold the same persons are of different dimensions";
        let pair = pair([a, b], words, lists, mistakes);
        for pin in [a, b].into_iter().filter(|pin| is_multi(lists, pin)) {
            mistakes.at(&pin.dimension, "a dimension of several answers cannot equal another");
        }
        relations.extend(pair.map(|[a, b]| Relation::Equal(a, b)));
    }
    for format::Implies { if_, then } in &format.implies {
        let words = "a category implies one of another dimension; within one, “parent” says so";
        relations.extend(pair([if_, then], words, lists, mistakes).map(|[a, b]| Relation::Implies(a, b)));
    }
    for format::Impossible { a, b } in &format.impossible {
        let words = "two categories in which nobody can be at once are of different dimensions";
        relations.extend(pair([a, b], words, lists, mistakes).map(|[a, b]| Relation::Impossible(a, b)));
    }
    for asked in &format.asked {
        let other = Pin { dimension: asked.dimension.clone(), code: asked.else_.clone() };
        let words = "who is asked depends on another dimension";
        relations.extend(pair([&asked.if_, &other], words, lists, mistakes).map(|[a, b]| Relation::Either(a, b)));
    }
    format.derived.iter().for_each(|raw| relations.extend(derived(raw, lists, mistakes)));
    relations
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
    }
    Some([a, b])
}

fn is_multi(lists: &Lists<'_>, pin: &Pin) -> bool {
    let raw = lists.raw.iter().find(|dimension| dimension.id.get_ref() == pin.dimension.get_ref());
    raw.is_some_and(|dimension| dimension.kind == Kind::Multi)
}

/// Each category of the derived dimension holds the persons of those that it consists of.
fn derived(raw: &format::Derived, lists: &Lists<'_>, mistakes: &mut Collector<'_>) -> Vec<Relation> {
    let (Some(_), Some(_)) = (lists.dimension(&raw.dimension, mistakes), lists.dimension(&raw.from, mistakes)) else {
        return Vec::new();
    };
    let mut relations = Vec::new();
    for (code, of) in &raw.codes {
        let whole = Pin { dimension: raw.dimension.clone(), code: code.clone() };
        let parts = format::Condition { dimension: raw.from.clone(), codes: of.clone() };
        let (whole, parts) = (lists.pin(&whole, mistakes), lists.condition(&parts, mistakes));
        relations.extend(whole.zip(parts).map(|(whole, parts)| Relation::Equal(whole, parts)));
    }
    check_all_are_derived(raw, lists, mistakes);
    relations
}

/// Whether each category of the dimension that another follows from is in one of that other's, and in one only.
fn check_all_are_derived(raw: &format::Derived, lists: &Lists<'_>, mistakes: &mut Collector<'_>) {
    let dimension = |id: &Spanned<String>| lists.raw.iter().find(|dimension| dimension.id.get_ref() == id.get_ref());
    let (Some(derived), Some(from)) = (dimension(&raw.dimension), dimension(&raw.from)) else { return };
    if derived.id.get_ref() == from.id.get_ref() {
        return mistakes.at(&raw.from, "a dimension follows from another one, not from itself");
    }
    for id in [&raw.dimension, &raw.from].into_iter().filter(|id| dimension(id).is_some_and(|d| d.kind == Kind::Multi))
    {
        mistakes.at(id, "a dimension of several answers does not follow from another, nor another from it");
    }
    let mut named: Vec<&String> = Vec::new();
    for code in raw.codes.values().flatten() {
        if named.contains(&code.get_ref()) {
            mistakes.at(code, format!("“{}” is there already", code.get_ref()));
        }
        named.push(code.get_ref());
    }
    let is_named = |category: &format::Category| {
        let mut at = Some(category);
        std::iter::from_fn(|| {
            let category = at?;
            let parent = category.parent.as_ref().map(Spanned::get_ref);
            at = from
                .categories
                .iter()
                .find(|other| Some(other.code.get_ref()) == parent && !std::ptr::eq(*other, category));
            Some(category.code.get_ref())
        })
        .take(from.categories.len())
        .any(|code| named.contains(&code))
    };
    let is_leaf = |category: &&format::Category| {
        let code = category.code.get_ref();
        !from.categories.iter().any(|other| other.parent.as_ref().is_some_and(|parent| parent.get_ref() == code))
    };
    for category in from.categories.iter().filter(is_leaf).filter(|category| !is_named(category)) {
        let (code, id) = (category.code.get_ref(), raw.from.get_ref());
        mistakes.at(&raw.from, format!("“{code}” of “{id}” is in none of the derived categories"));
    }
}
