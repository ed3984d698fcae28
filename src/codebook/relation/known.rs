//! Defines what everybody knows of two conditions on one person, and what follows from it.

use cube::Text;

use crate::{
    answer::{Answer, Category},
    condition::Condition,
    rules::{DERIVED, NOT_ASKED},
};

/// What everybody knows of two conditions on one person.
#[derive(Clone, Debug)]
pub enum Relation {
    /// Whoever fulfils one fulfils the other.
    Equal(Condition, Condition),
    /// Whoever fulfils the first fulfils the second.
    Implies(Condition, Condition),
    /// Nobody fulfils both.
    Impossible(Condition, Condition),
    /// The same, where the dimension of the first follows from that of the second.
    Derived(Condition, Condition),
    /// Everybody fulfils one of them, and nobody both: only who fulfils the first is asked.
    Either(Condition, Condition),
}

/// What follows for a person who says nothing in a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Follows {
    /// The position of the dimension.
    pub dimension: usize,
    /// The category that follows.
    pub category: Category,
    /// The position of the dimension that it follows from.
    pub from: usize,
    /// The name of the rule.
    pub rule: &'static str,
}

impl Relation {
    /// Whether a person, known by their answer in each of the codebook's dimensions, agrees with it.
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
    /// What follows for a person who says nothing in one of its dimensions. `holds` is whether the person fulfils a
    /// condition, if that is understood.
    pub fn follows(&self, holds: impl Fn(&Condition) -> Option<bool>) -> Option<Follows> {
        let (to, from, rule) = match self {
            Relation::Either(asked, others) if holds(asked) == Some(false) => {
                (others, asked, NOT_ASKED)
            }
            Relation::Derived(whole, parts) if holds(parts) == Some(true) => {
                (whole, parts, DERIVED)
            }
            _ => return None,
        };
        // Of several categories it is not known which.
        let category = to.categories.first().filter(|_| to.categories.len() == 1)?;
        Some(Follows {
            dimension: to.dimension,
            category: *category,
            from: from.dimension,
            rule,
        })
    }

    /// What everybody knows, in words.
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
