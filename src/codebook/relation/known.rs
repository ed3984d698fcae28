//! Defines relations between categories that everyone knows, and imputes missing answers from them.

use cube::Text;

use crate::{
    answer::{Answer, Category},
    condition::Condition,
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
