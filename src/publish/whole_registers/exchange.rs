//! Defines exchanges of answers between two persons, such that everything that everyone knows stays true.

use codebook::{Answer, Codebook, Relation};
use records::tabulate::Record;

/// Dimensions that persons exchange together, because known relations tie them to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bundle {
    /// Positions of dimensions in records.
    pub(super) dimensions: Vec<usize>,
    /// Whether the years are exchanged as well.
    pub(super) years: bool,
    /// The position of a dimension of which one category alone can be handed over: one with several answers that no
    /// relation ties.
    pub(super) options: Option<usize>,
    /// Its category for "not known", which stands alone.
    unknown: Option<usize>,
}

/// Something that two persons exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exchange {
    /// All answers of a bundle.
    Bundle(usize),
    /// One category of a dimension with several answers passes from the first person to the second.
    Option {
        /// The bundle of the dimension.
        bundle: usize,
        /// The category.
        category: usize,
    },
}

impl Bundle {
    /// Whether it has a dimension, given by its position in records; `None` for time.
    pub(super) fn has(&self, dimension: Option<usize>) -> bool {
        dimension.map_or(self.years, |at| self.dimensions.contains(&at))
    }
}

/// Lists the bundles of a codebook.
pub(super) fn list_bundles(codebook: &Codebook) -> Vec<Bundle> {
    let number = codebook.dimensions.len();
    // The last position stands for the years.
    let mut groups: Vec<usize> = (0..=number).collect();
    for measure in &codebook.measures {
        if let Some(condition) = &measure.when {
            join(&mut groups, condition.dimension, number);
        }
    }
    for (position, dimension) in codebook.dimensions.iter().enumerate() {
        if dimension.list.settled.is_some() {
            join(&mut groups, position, number);
        }
    }
    for relation in &codebook.relations {
        let [one, other] = dimensions_of(relation);
        join(&mut groups, one, other);
    }
    let mut bundles: Vec<Bundle> = Vec::new();
    for group in 0..=number {
        let members = |at: &usize| groups[*at] == group;
        let dimensions: Vec<usize> = (0..number).filter(members).collect();
        let years = groups[number] == group;
        if years || !dimensions.is_empty() {
            bundles.push(new_bundle(codebook, dimensions, years));
        }
    }
    bundles
}

fn new_bundle(codebook: &Codebook, dimensions: Vec<usize>, years: bool) -> Bundle {
    let alone = match dimensions.as_slice() {
        [only] if !years => Some(*only),
        _ => None,
    };
    let list = |at: usize| &codebook.dimensions[at].list;
    let options = alone.filter(|at| list(*at).multi_response);
    let unknown = options.and_then(|at| {
        let mut categories = list(at).categories.iter();
        categories.position(|category| category.unknown)
    });
    Bundle {
        dimensions,
        years,
        options,
        unknown,
    }
}

fn join(groups: &mut [usize], one: usize, other: usize) {
    let (from, to) = (groups[one], groups[other]);
    for group in groups {
        if *group == from {
            *group = to;
        }
    }
}

fn dimensions_of(relation: &Relation) -> [usize; 2] {
    let (Relation::Equal(a, b)
    | Relation::Implies(a, b)
    | Relation::Impossible(a, b)
    | Relation::Derived(a, b)
    | Relation::Either(a, b)) = relation;
    [a.dimension, b.dimension]
}

impl Exchange {
    /// The bundle that it changes.
    pub(super) fn bundle(self) -> usize {
        match self {
            Exchange::Bundle(bundle) | Exchange::Option { bundle, .. } => bundle,
        }
    }

    /// Exchanges answers; returns false, and changes nothing, where that is impossible or has no effect.
    pub(super) fn apply(self, bundles: &[Bundle], one: &mut Record, other: &mut Record) -> bool {
        let bundle = &bundles[self.bundle()];
        match (self, bundle.options) {
            (Exchange::Bundle(_), _) => exchange_all(bundle, one, other),
            (Exchange::Option { category, .. }, Some(dimension)) => hand_over(
                category,
                bundle.unknown,
                &mut one.answers[dimension],
                &mut other.answers[dimension],
            ),
            (Exchange::Option { .. }, None) => false,
        }
    }

    /// Takes an exchange back.
    pub(super) fn undo(self, bundles: &[Bundle], one: &mut Record, other: &mut Record) -> bool {
        match self {
            Exchange::Bundle(_) => self.apply(bundles, one, other),
            Exchange::Option { .. } => self.apply(bundles, other, one),
        }
    }
}

fn exchange_all(bundle: &Bundle, one: &mut Record, other: &mut Record) -> bool {
    let mut differs = false;
    if bundle.years {
        differs |= one.years != other.years;
        std::mem::swap(&mut one.years, &mut other.years);
    }
    for at in &bundle.dimensions {
        differs |= one.answers[*at] != other.answers[*at];
        std::mem::swap(&mut one.answers[*at], &mut other.answers[*at]);
    }
    differs
}

/// Moves a category from one answer to another, unless an answer would then be empty or hold it twice.
fn hand_over(category: usize, unknown: Option<usize>, from: &mut Answer, to: &mut Answer) -> bool {
    let (giver, taker) = (from.categories(), to.categories());
    let is_possible = giver.len() > 1
        && giver.contains(&category)
        && !taker.contains(&category)
        && unknown.is_none_or(|unknown| category != unknown && !taker.contains(&unknown));
    if !is_possible {
        return false;
    }
    let mut given = giver.to_vec();
    given.retain(|other| *other != category);
    let mut taken = taker.to_vec();
    taken.push(category);
    taken.sort_unstable();
    (*from, *to) = (Answer::Several(given), Answer::Several(taken));
    true
}
