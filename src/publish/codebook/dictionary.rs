//! How what stands in a field becomes a category: corrections, then codes, labels and spellings, then the two ways out.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use crate::spelling::fold;

/// The position of a category in its dimension.
pub(crate) type Category = usize;

/// Rule: another declared spelling of the category.
pub(crate) const SYNONYM: &str = "synonym";
/// Rule: a declared spelling but for case, accents or white space.
pub(crate) const SPELLING: &str = "spelling";
/// Rule: a value that no category names.
pub(crate) const OTHERWISE: &str = "otherwise";
/// Rule: "not known" among answers that are known.
pub(crate) const BESIDE_ANSWERS: &str = "not-known-beside-answers";

/// What a record answers in one dimension.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// One category.
    One(Category),
    /// The categories of a multi-response dimension, sorted, at least one.
    Several(Vec<Category>),
}

impl Answer {
    /// Its categories.
    pub(crate) fn categories(&self) -> &[Category] {
        match self {
            Answer::One(category) => std::slice::from_ref(category),
            Answer::Several(categories) => categories,
        }
    }
}

/// A field that was understood, with the names of the rules that it took.
pub(crate) struct Reading<'a> {
    pub answer: Answer,
    pub rules: Vec<&'a str>,
}

/// Why a field was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strange {
    /// It is missing, and the dimension has no category for that.
    Missing,
    /// No category has this code, label or spelling.
    Unlisted,
}

/// What a field may say, and what it then means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    pub(super) exact: BTreeMap<String, (Category, Option<&'static str>)>,
    pub(super) folded: BTreeMap<String, Category>,
    pub(super) corrections: BTreeMap<String, (String, Category)>,
    /// Whole years of age.
    pub(super) ages: Vec<(RangeInclusive<u16>, Category)>,
    pub(super) missing: BTreeSet<String>,
    pub(super) unknown: Option<Category>,
    pub(super) otherwise: Option<Category>,
    /// What stands between the answers of a multi-response dimension.
    pub(super) separator: Option<String>,
}

impl Dictionary {
    /// Declares a code, label or spelling; the category that has it already, if it is another one.
    pub(super) fn declare(
        &mut self,
        text: &str,
        category: Category,
        rule: Option<&'static str>,
    ) -> Result<(), Category> {
        self.exact.entry(text.trim().to_owned()).or_insert((category, rule));
        let holder = *self.folded.entry(fold(text)).or_insert(category);
        if holder == category { Ok(()) } else { Err(holder) }
    }

    /// Declares a named correction; false if another one has this spelling already.
    pub(super) fn correct(&mut self, from: &str, rule: &str, to: Category) -> bool {
        self.corrections.insert(fold(from), (rule.to_owned(), to)).is_none()
    }

    /// The category that covers an age, if the text is a whole number of years.
    pub(super) fn age(&self, text: &str) -> Option<Category> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let years = digits.then(|| text.parse::<u16>().ok()).flatten()?;
        self.ages.iter().find(|(range, _)| range.contains(&years)).map(|(_, category)| *category)
    }

    /// The category for "not known".
    pub(crate) fn unknown(&self) -> Option<Category> {
        self.unknown
    }

    /// What a field says.
    pub(crate) fn read(&self, field: &str) -> Result<Reading<'_>, Strange> {
        match &self.separator {
            None => {
                let (category, rule) = self.read_one(field.trim())?;
                Ok(Reading { answer: Answer::One(category), rules: rule.into_iter().collect() })
            }
            Some(separator) => self.read_several(field.trim(), separator),
        }
    }

    fn read_one(&self, text: &str) -> Result<(Category, Option<&str>), Strange> {
        if let Some(listed) = self.listed(text) {
            Ok(listed)
        } else if self.missing.contains(&fold(text)) {
            self.unknown.map(|category| (category, None)).ok_or(Strange::Missing)
        } else {
            self.otherwise.map(|category| (category, Some(OTHERWISE))).ok_or(Strange::Unlisted)
        }
    }

    fn listed(&self, text: &str) -> Option<(Category, Option<&str>)> {
        self.corrected(text)
            .or_else(|| self.age(text).map(|category| (category, None)))
            .or_else(|| self.exact.get(text).copied())
            .or_else(|| self.folded.get(&fold(text)).map(|category| (*category, Some(SPELLING))))
    }

    fn corrected(&self, text: &str) -> Option<(Category, Option<&str>)> {
        // Most dimensions correct nothing, and folding every field would take most of the time.
        let (rule, category) = if self.corrections.is_empty() { None } else { self.corrections.get(&fold(text)) }?;
        Some((*category, Some(rule)))
    }

    /// Splits the field at its separators, but takes the longest stretch that is listed as a whole: labels may contain
    /// the separator.
    fn read_several(&self, field: &str, separator: &str) -> Result<Reading<'_>, Strange> {
        let mut ends: Vec<usize> = field.match_indices(separator).map(|(at, _)| at).collect();
        ends.push(field.len());
        let (mut start, mut next) = (0, 0);
        let (mut categories, mut rules) = (BTreeSet::new(), BTreeSet::new());
        let mut not_known = false;
        while next < ends.len() {
            let stretch = |end: usize| field[start..end].trim();
            let longest = (next..ends.len()).rev().find_map(|at| Some((at, self.listed(stretch(ends[at]))?)));
            let (at, read) = match longest {
                Some((at, listed)) => (at, Ok(listed)),
                None => (next, self.read_one(stretch(ends[next]))),
            };
            match read {
                Err(Strange::Unlisted) => return Err(Strange::Unlisted),
                Err(Strange::Missing) => not_known = true,
                Ok((category, rule)) => {
                    rules.extend(rule);
                    if Some(category) == self.unknown {
                        not_known = true;
                    } else {
                        categories.insert(category);
                    }
                }
            }
            start = ends[at] + separator.len();
            next = at + 1;
        }
        if categories.is_empty() {
            categories.insert(self.unknown.ok_or(Strange::Missing)?);
        } else if not_known {
            rules.insert(BESIDE_ANSWERS);
        }
        Ok(Reading { answer: Answer::Several(categories.into_iter().collect()), rules: rules.into_iter().collect() })
    }
}
