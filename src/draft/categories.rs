//! Builds the categories of a dimension, in which no text may stand for two of them.

use std::collections::BTreeSet;

use codebook::notation::spelling::fold;

use crate::words::capitalize;

/// The categories of a dimension, without those for other answers and for “not known”, which every draft writes alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Categories {
    /// The known code list that they are taken from, as a text for readers; empty if they were observed.
    pub source: String,
    /// The categories in order.
    pub all: Vec<Category>,
    /// The rows with an answer that is none of them: counted as other.
    pub folded: u64,
    /// Whether the categories have an order of their own.
    pub is_ordered: bool,
    /// Whether they are places.
    pub are_places: bool,
}

/// One category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Category {
    /// Its code.
    pub code: String,
    /// Its label in Spanish.
    pub es: String,
    /// Its label in English.
    pub en: String,
    /// Whether it is known to which language the label belongs, so that nobody must translate it.
    pub is_translated: bool,
    /// Other texts that mean the same.
    pub spellings: Vec<String>,
    /// Its place for a map: key and code.
    pub place: Option<(&'static str, String)>,
}

/// The code of the category for other answers.
pub(crate) const OTHER: &str = "OTR";
/// The code of the category for “not known”.
pub(crate) const UNKNOWN: &str = "U";
/// The labels of the category for other answers, and its spellings.
pub(crate) const OTHER_TEXTS: [&str; 7] = [
    "Otro", "Other", "Otra", "Otros", "Otras", "Others", "Otro/a",
];

/// How many letters an invented code has.
const CODE: usize = 3;
/// How long a text may be that is its own code.
const LONGEST_CODE: usize = 8;

/// Whether an answer says that it is another one than those that are listed.
pub(crate) fn is_other(text: &str) -> bool {
    let folded = fold(text);
    OTHER_TEXTS.iter().any(|other| fold(other) == folded)
}

/// Collects categories, and drops spellings that already mean another one.
pub(crate) struct Builder {
    categories: Categories,
    taken: BTreeSet<String>,
}

impl Builder {
    pub(crate) fn new(source: &str) -> Self {
        let taken = OTHER_TEXTS
            .iter()
            .chain(&crate::not_known::LABELS)
            .chain(&[OTHER, UNKNOWN, "_T"]);
        Builder {
            categories: Categories {
                source: source.to_owned(),
                ..Categories::default()
            },
            taken: taken.map(|text| fold(text)).collect(),
        }
    }

    /// Adds a category, unless its code or its label means another one already.
    pub(crate) fn add(&mut self, mut category: Category) {
        let own = [&category.code, &category.es, &category.en].map(|text| fold(text));
        if own.iter().any(|text| self.taken.contains(text)) {
            return;
        }
        self.taken.extend(own);
        category
            .spellings
            .retain(|text| self.taken.insert(fold(text)));
        self.categories.all.push(category);
    }

    /// Adds a category that was observed, with a code that is made of its label.
    pub(crate) fn add_observed(&mut self, label: &str) {
        let code = self.invent_code(label);
        let shown = if label.len() > CODE {
            capitalize(label)
        } else {
            label.to_owned()
        };
        self.add(Category {
            code,
            es: shown.clone(),
            en: shown,
            // A label without letters is the same in every language.
            is_translated: !label.contains(char::is_alphabetic),
            ..Category::default()
        });
    }

    pub(crate) fn finish(mut self, folded: u64) -> Categories {
        self.categories.folded = folded;
        self.categories
    }

    pub(crate) fn categories(&mut self) -> &mut Categories {
        &mut self.categories
    }

    /// The label itself if it is like a code; else its first letters, or a number behind them.
    fn invent_code(&self, label: &str) -> String {
        let is_code = |text: &str| {
            text.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
        };
        let is_word =
            label.len() > CODE && label.contains(|letter: char| letter.is_ascii_lowercase());
        if label.len() <= LONGEST_CODE && is_code(label) && !is_word && !label.starts_with('-') {
            return label.to_owned();
        }
        let folded = fold(label);
        let letters: String = folded
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_uppercase();
        let start = letters
            .get(..CODE.min(letters.len()))
            .filter(|start| !start.is_empty())
            .unwrap_or("C");
        let longer = (CODE..=letters.len().min(LONGEST_CODE)).map(|end| letters[..end].to_owned());
        let numbered = (2..).map(|number| format!("{start}{number}"));
        let mut tried = longer.chain(numbered);
        tried
            .find(|code| !self.taken.contains(&fold(code)))
            .unwrap_or_default()
    }
}
