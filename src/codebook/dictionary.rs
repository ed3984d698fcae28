//! How what stands in a field becomes a category: corrections, then codes, labels and spellings, then the two ways out.
//! One field at a time: what other fields of the row say is not known here, so that an answer may be remembered.

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use crate::{
    answer::{Answer, Category, Reading, Strange},
    notation::{
        age::{self, Written},
        near::{NearMiss, nearest},
        spelling::fold,
    },
    rules::{AGE_NOTATION, BESIDE_ANSWERS, OTHERWISE, SPELLING},
};

/// What a field may say, and what it then means.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
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
    /// The most separators that stand inside one code, label or spelling.
    pub(super) separators_inside: usize,
}

/// A category, and the rule that it took to find it.
type Listed<'a> = (Category, Option<&'a str>);

impl Dictionary {
    /// Declares a code, label or spelling; the category that has it already, if it is another one.
    pub(super) fn declare(
        &mut self,
        text: &str,
        category: Category,
        rule: Option<&'static str>,
    ) -> Result<(), Category> {
        self.look_inside(text);
        self.exact
            .entry(text.trim().to_owned())
            .or_insert((category, rule));
        let holder = *self.folded.entry(fold(text)).or_insert(category);
        if holder == category {
            Ok(())
        } else {
            Err(holder)
        }
    }

    /// Declares a named correction; false if another one has this spelling already.
    pub(super) fn correct(&mut self, from: &str, rule: &str, to: Category) -> bool {
        self.look_inside(from);
        self.corrections
            .insert(fold(from), (rule.to_owned(), to))
            .is_none()
    }

    fn look_inside(&mut self, text: &str) {
        let separators = self
            .separator
            .as_ref()
            .map_or(0, |separator| text.matches(separator.as_str()).count());
        self.separators_inside = self.separators_inside.max(separators);
    }

    /// The group that an age in whole years is in.
    pub fn group(&self, years: u16) -> Option<Category> {
        self.ages
            .iter()
            .find(|(range, _)| range.contains(&years))
            .map(|(_, category)| *category)
    }

    /// The ages that are read as a group of known age, from the youngest on, if fields hold ages at all.
    pub fn known_ages(&self) -> Option<RangeInclusive<u16>> {
        let last = self.ages.iter().map(|(range, _)| *range.end()).max()?;
        let is_known = |years: &u16| {
            let read = self.listed(&years.to_string());
            read.is_some_and(|(category, _)| Some(category) != self.unknown)
        };
        Some((0..=last).find(is_known)?..=last)
    }

    /// What stands between several answers, if there may be several.
    pub fn separator(&self) -> Option<&str> {
        self.separator.as_deref()
    }

    /// The category for "not known".
    pub fn unknown(&self) -> Option<Category> {
        self.unknown
    }

    /// The age in whole years that a field says, in a dimension of ages.
    pub fn years(&self, field: &str) -> Option<u16> {
        match self.age(field)? {
            Written::Plain(years) | Written::Otherwise(years) => Some(years),
            Written::Impossible => None,
        }
    }

    /// The ages that a field may mean which was understood as this category: one, or all of a group.
    pub fn ages(&self, field: &str, category: Category) -> Option<RangeInclusive<u16>> {
        let group = || {
            self.ages
                .iter()
                .find(|(_, other)| *other == category)
                .map(|(ages, _)| ages.clone())
        };
        self.years(field).map(|years| years..=years).or_else(group)
    }

    /// Whether a field says that something is not known.
    pub fn is_missing(&self, field: &str) -> bool {
        self.missing.contains(&fold(field))
    }

    fn age_group(&self, text: &str, rule: Option<&'static str>) -> Option<Listed<'_>> {
        let years = match (self.age(text)?, rule) {
            (Written::Plain(years), None) | (Written::Otherwise(years), Some(_)) => years,
            _ => return None,
        };
        self.group(years).map(|category| (category, rule))
    }

    fn age(&self, text: &str) -> Option<Written> {
        if self.ages.is_empty() {
            None
        } else {
            age::written(text)
        }
    }

    /// What a field says.
    pub fn read(&self, field: &str) -> Result<Reading<'_>, Strange> {
        let Some(separator) = &self.separator else {
            let (category, rule) = self.read_one(field.trim())?;
            return Ok(Reading {
                answer: Answer::One(category),
                rules: rule.into_iter().collect(),
            });
        };
        let (mut categories, mut rules) = (BTreeSet::new(), BTreeSet::new());
        let mut not_known = false;
        for (_, read) in self.parts(field, separator) {
            match read {
                Err(Strange::Missing) => not_known = true,
                Err(strange) => return Err(strange),
                Ok((category, rule)) => {
                    rules.extend(rule);
                    if Some(category) == self.unknown {
                        not_known = true;
                    } else {
                        categories.insert(category);
                    }
                }
            }
        }
        if categories.is_empty() {
            categories.insert(self.unknown.ok_or(Strange::Missing)?);
        } else if not_known {
            rules.insert(BESIDE_ANSWERS);
        }
        Ok(Reading {
            answer: Answer::Several(categories.into_iter().collect()),
            rules: rules.into_iter().collect(),
        })
    }

    /// What of a field no category names and a declared spelling is close to, with the categories of that spelling.
    pub fn near_misses(&self, field: &str) -> Vec<NearMiss<Category>> {
        let parts = match &self.separator {
            None => vec![(field.trim(), self.read_one(field.trim()))],
            Some(separator) => self.parts(field, separator),
        };
        let near = |(text, read): (&str, Result<Listed<'_>, Strange>)| match read {
            Err(Strange::Unlisted) | Ok((_, Some(OTHERWISE))) => {
                let (written, folded) = (text.to_owned(), fold(text));
                let spellings = self
                    .folded
                    .iter()
                    .map(|(spelling, category)| (spelling.as_str(), *category));
                let meant = nearest(&folded, spellings);
                (!meant.is_empty()).then_some(NearMiss {
                    written,
                    folded,
                    meant,
                })
            }
            _ => None,
        };
        parts.into_iter().filter_map(near).collect()
    }

    fn read_one(&self, text: &str) -> Result<Listed<'_>, Strange> {
        if let Some(listed) = self.listed(text) {
            Ok(listed)
        } else if self.is_missing(text) {
            self.unknown
                .map(|category| (category, None))
                .ok_or(Strange::Missing)
        } else if self.age(text) == Some(Written::Impossible) {
            Err(Strange::Impossible)
        } else {
            self.otherwise
                .map(|category| (category, Some(OTHERWISE)))
                .ok_or(Strange::Unlisted)
        }
    }

    fn listed(&self, text: &str) -> Option<Listed<'_>> {
        self.corrected(text)
            .or_else(|| self.age_group(text, None))
            .or_else(|| self.exact.get(text).copied())
            .or_else(|| {
                self.folded
                    .get(&fold(text))
                    .map(|category| (*category, Some(SPELLING)))
            })
            .or_else(|| self.age_group(text, Some(AGE_NOTATION)))
    }

    fn corrected(&self, text: &str) -> Option<Listed<'_>> {
        // Most dimensions correct nothing, and folding every field would take most of the time.
        let (rule, category) = if self.corrections.is_empty() {
            None
        } else {
            self.corrections.get(&fold(text))
        }?;
        Some((*category, Some(rule)))
    }

    /// The parts of a field between its separators, but the longest stretch that is listed as a whole is one: labels
    /// may contain the separator.
    fn parts<'a>(
        &self,
        field: &'a str,
        separator: &str,
    ) -> Vec<(&'a str, Result<Listed<'_>, Strange>)> {
        let mut ends: Vec<usize> = field.match_indices(separator).map(|(at, _)| at).collect();
        ends.push(field.len());
        let (mut start, mut next) = (0, 0);
        let mut parts = Vec::new();
        while next < ends.len() {
            let stretch = |end: usize| field[start..end].trim();
            let is_whole = |text: &str| !text.starts_with(separator) && !text.ends_with(separator);
            let longest = (next..ends.len().min(next + 1 + self.separators_inside))
                .rev()
                .find_map(|at| {
                    let text = stretch(ends[at]);
                    let listed = if at == next || is_whole(text) {
                        self.listed(text)
                    } else {
                        None
                    };
                    listed.map(|listed| (at, listed))
                });
            let (at, read) = match longest {
                Some((at, listed)) => (at, Ok(listed)),
                None => (next, self.read_one(stretch(ends[next]))),
            };
            parts.push((stretch(ends[at]), read));
            start = ends[at] + separator.len();
            next = at + 1;
        }
        parts
    }
}
