//! Recognizes what categories mean by their labels, their ages, and the codes of countries.

use cube::Category;

use crate::{
    condition::Condition,
    model::Dimension,
    suspected::words::{self, Words},
};

/// What a category means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Recorded as female.
    Female,
    /// Recorded as male.
    Male,
    /// A cisgender woman.
    CisWoman,
    /// A cisgender man.
    CisMan,
    /// Pregnant, by choice or not.
    Pregnant,
    /// The nationality of the country itself.
    Home,
    /// A nationality of another country.
    Foreign,
    /// Without nationality.
    Stateless,
    /// Has the status of nationals.
    National,
    /// Has a status that only foreigners have.
    ForeignStatus,
    /// Has the status of a stateless person.
    StatelessStatus,
    /// Of these ages, and of no other.
    Ages {
        /// The first age.
        first: u16,
        /// The last age.
        last: u16,
    },
    /// Under 18, by the label.
    Minor,
    /// 18 or over, by the label.
    Adult,
    /// Retired from work.
    Retired,
    /// Schooling that is begun at this age or later.
    Schooling {
        /// The age.
        from: u16,
    },
}

/// A category and what it means.
pub(super) struct Meant<'a> {
    pub(super) category: &'a Category,
    pub(super) condition: Condition,
    pub(super) meaning: Meaning,
}

impl Meant<'_> {
    /// Whether two categories are of different dimensions.
    pub(super) fn is_apart_from(&self, other: &Meant<'_>) -> bool {
        self.condition.dimension != other.condition.dimension
    }
}

/// Lists what the categories of a dimension mean, where it is recognized. `position` is the dimension's in the codebook.
/// A category that contains "not known" means nothing for certain.
pub(super) fn list_meanings(position: usize, dimension: &Dimension) -> Vec<Meant<'_>> {
    let subject = Subject::recognize(dimension);
    let mut meant = Vec::new();
    for category in &dimension.list.categories {
        let mut inside = dimension.list.leaves_in(&category.code);
        if inside.any(|leaf| leaf.unknown) || words_of(category).say(words::UNKNOWN) {
            continue;
        }
        for meaning in subject.meanings(dimension, category) {
            meant.push(Meant {
                category,
                condition: condition(position, dimension, category),
                meaning,
            });
        }
    }
    meant
}

/// What a dimension is about, as far as the meaning of its categories depends on it.
enum Subject<'a> {
    /// Gender identity.
    Identity,
    /// Recorded sex.
    Sex,
    /// Nationality, with the code of the country itself.
    Nationality(&'a str),
    /// Migration status.
    Status,
    /// Education.
    Education,
    /// Whether someone is pregnant.
    Pregnancy,
    /// Anything else.
    Other,
}

impl<'a> Subject<'a> {
    fn recognize(dimension: &'a Dimension) -> Self {
        let list = &dimension.list;
        let own = Words::new(std::iter::once(&list.id).chain(list.label.iter()));
        let some = |phrases: &[&str]| {
            let mut categories = list.categories.iter();
            categories.any(|category| words_of(category).say(phrases))
        };
        if some(words::CIS) || some(words::TRANS) {
            return Subject::Identity;
        }
        if list.multi_response {
            return Subject::Other;
        }
        if own.say(words::NATIONALITY) {
            return find_home(dimension).map_or(Subject::Other, Subject::Nationality);
        }
        if some(words::WOMAN) && some(words::MAN) {
            return Subject::Sex;
        }
        if some(words::NATIONAL) && some(words::FOREIGN) {
            return Subject::Status;
        }
        if own.say(words::EDUCATION) {
            return Subject::Education;
        }
        if own.say(words::PREGNANT) {
            return Subject::Pregnancy;
        }
        Subject::Other
    }

    fn meanings(&self, dimension: &Dimension, category: &Category) -> Vec<Meaning> {
        let words = words_of(category);
        let meaning = match self {
            Subject::Identity => recognize_identity(&words),
            Subject::Sex => recognize_sex(&words),
            Subject::Nationality(home) => Some(recognize_nationality(home, category, &words)),
            Subject::Status => recognize_status(&words),
            Subject::Education => schooling(&words).map(|from| Meaning::Schooling { from }),
            Subject::Pregnancy => words.say(words::YES).then_some(Meaning::Pregnant),
            Subject::Other => None,
        };
        let ages = ages_of(dimension, category);
        let by_label = if ages.is_none() {
            recognize_anywhere(&words)
        } else {
            None
        };
        [meaning, ages, by_label].into_iter().flatten().collect()
    }
}

/// Cisgender, by the label or because trans persons have a category of their own.
fn recognize_identity(words: &Words) -> Option<Meaning> {
    if words.say(words::TRANS) {
        return None;
    }
    match recognize_sex(words)? {
        Meaning::Female => Some(Meaning::CisWoman),
        _ => Some(Meaning::CisMan),
    }
}

fn recognize_sex(words: &Words) -> Option<Meaning> {
    match (words.say(words::WOMAN), words.say(words::MAN)) {
        (true, false) => Some(Meaning::Female),
        (false, true) => Some(Meaning::Male),
        _ => None,
    }
}

fn recognize_nationality(home: &str, category: &Category, words: &Words) -> Meaning {
    if category.code == home {
        Meaning::Home
    } else if words.say(words::STATELESS) && !words.say(words::FOREIGN) {
        Meaning::Stateless
    } else {
        Meaning::Foreign
    }
}

fn recognize_status(words: &Words) -> Option<Meaning> {
    if words.say(words::STATELESS) {
        Some(Meaning::StatelessStatus)
    } else if words.say(words::FOREIGN) {
        Some(Meaning::ForeignStatus)
    } else {
        words.say(words::NATIONAL).then_some(Meaning::National)
    }
}

/// What a label means whatever the dimension is about.
fn recognize_anywhere(words: &Words) -> Option<Meaning> {
    match (words.say(words::MINOR), words.say(words::ADULT)) {
        (true, false) => return Some(Meaning::Minor),
        (false, true) => return Some(Meaning::Adult),
        _ => {}
    }
    if words.say(words::RETIRED) {
        return Some(Meaning::Retired);
    }
    words.say(words::PREGNANT).then_some(Meaning::Pregnant)
}

/// The earliest age at which what a label names is begun: the highest level that it names in any language.
fn schooling(words: &Words) -> Option<u16> {
    if words.say(words::LESS) {
        return None;
    }
    let named = words::SCHOOLING.iter();
    let named = named.filter(|(phrases, _)| words.say(phrases));
    named.map(|(_, age)| *age).max()
}

/// The ages of a category and of all below it, if all of them have ages.
fn ages_of(dimension: &Dimension, category: &Category) -> Option<Meaning> {
    let list = &dimension.list;
    let (mut first, mut last) = (u16::MAX, 0);
    for leaf in list.leaves_in(&category.code) {
        let position = list.categories.iter().position(|one| one == leaf)?;
        let mut ages = dimension.dictionary.ages.iter();
        let (ages, _) = ages.find(|(_, category)| *category == position)?;
        (first, last) = (first.min(*ages.start()), last.max(*ages.end()));
    }
    Some(Meaning::Ages { first, last })
}

/// The code of the country itself: the only country that no other category contains, beside a category for other
/// countries.
fn find_home(dimension: &Dimension) -> Option<&str> {
    let list = &dimension.list;
    let outside = list.children(cube::TOTAL).filter(|one| !one.unknown);
    let is_country = |one: &Category| list.is_leaf(&one.code) && words::is_country(&one.code);
    let (countries, others): (Vec<&Category>, Vec<&Category>) =
        outside.partition(|one| is_country(one));
    match (countries.as_slice(), others.is_empty()) {
        ([home], false) => Some(home.code.as_str()),
        _ => None,
    }
}

fn words_of(category: &Category) -> Words {
    Words::new(category.label.iter())
}

/// The condition of being in a category or in one below it.
fn condition(position: usize, dimension: &Dimension, category: &Category) -> Condition {
    let list = &dimension.list;
    let is_inside = |other: &Category| {
        other.code == category.code
            || list
                .ancestors(&other.code)
                .any(|code| code == category.code)
    };
    let categories = list.categories.iter().enumerate();
    Condition {
        dimension: position,
        categories: categories
            .filter(|(_, other)| is_inside(other))
            .map(|(at, _)| at)
            .collect(),
        words: format!("{}={}", dimension.id, category.code),
    }
}
