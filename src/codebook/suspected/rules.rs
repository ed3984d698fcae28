//! Relates meanings: which two exclude each other, are the same, or follow from one another by definition.

use crate::{
    relation::known::Relation,
    suspected::meaning::{Meaning, Meant},
};

/// The first age of adults.
const ADULT: u16 = 18;

/// How two categories are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Both hold the same persons.
    Equal,
    /// Whoever is in the first is in the second.
    Implies,
    /// Nobody is in both.
    Impossible,
}

impl Holds {
    /// Its table in a codebook.
    pub(super) fn table(self) -> &'static str {
        match self {
            Holds::Equal => "equal",
            Holds::Implies => "implies",
            Holds::Impossible => "impossible",
        }
    }

    /// The relation of this kind between two categories.
    pub(super) fn between(self, one: &Meant<'_>, other: &Meant<'_>) -> Relation {
        let (a, b) = (one.condition.clone(), other.condition.clone());
        match self {
            Holds::Equal => Relation::Equal(a, b),
            Holds::Implies => Relation::Implies(a, b),
            Holds::Impossible => Relation::Impossible(a, b),
        }
    }
}

/// How two meanings are related, if they are, and why. Each pair is listed in one order only.
pub(super) fn relate(one: Meaning, other: Meaning) -> Option<(Holds, &'static str)> {
    use Meaning::{
        Adult, Ages, CisMan, CisWoman, Female, Foreign, ForeignStatus, Home, Male, Minor, National,
        Pregnant, Retired, Schooling, Stateless, StatelessStatus,
    };
    let impossible = |reason| Some((Holds::Impossible, reason));
    match (one, other) {
        (Male, CisWoman) | (Female, CisMan) => {
            impossible("a cisgender person has the gender of the recorded sex")
        }
        (Pregnant, CisMan) => impossible("cisgender men do not become pregnant"),
        (Home, National) => Some((
            Holds::Equal,
            "nationals, and only they, have the nationality of the country",
        )),
        (Home, ForeignStatus) => impossible("nobody has this status in their own country"),
        (Foreign | Stateless, National) => impossible("nationals have another nationality"),
        (Home, StatelessStatus) => impossible("a stateless person has no nationality"),
        (StatelessStatus, Stateless) => Some((
            Holds::Implies,
            "whoever is recognized as stateless has no nationality",
        )),
        (Minor, Ages { first, .. }) if first >= ADULT => impossible("minors are under 18"),
        (Adult, Ages { last, .. }) if last < ADULT => impossible("adults are 18 or over"),
        (Minor, Adult) => impossible("nobody is both"),
        (Retired, Ages { last, .. }) if last < ADULT => impossible("minors do not retire"),
        (Schooling { from }, Ages { last, .. }) if last < from => {
            impossible("nobody of this age has begun it, by the ages of ISCED 2011")
        }
        _ => None,
    }
}
