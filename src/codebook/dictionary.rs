//! Reads a field as categories: by corrections, then codes, labels and spellings, then as missing or `otherwise`.
//!
//! It knows one field at a time and no other field of the row, so that answers can be cached by field.

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use crate::{
    answer::{Answer, Category, Garbling, Resolved, Unresolved},
    notation::{
        age::{WrittenAge, parse_age},
        garbled::{recognize, restore},
        near::{NearMiss, nearest},
        spelling::fold,
        stand_in::{has_no_letter, is_absent, is_spreadsheet_error},
    },
    rules::{AGE_NOTATION, BESIDE_ANSWERS, OTHERWISE, SPELLING},
};

/// The texts that fields of a dimension may contain, and their meanings.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    pub(super) exact: BTreeMap<String, (Category, Option<&'static str>)>,
    pub(super) folded: BTreeMap<String, Category>,
    pub(super) corrections: BTreeMap<String, (String, Category)>,
    /// The groups of ages in whole years.
    pub(super) ages: Vec<(RangeInclusive<u16>, Category)>,
    pub(super) missing: BTreeSet<String>,
    pub(super) unknown: Option<Category>,
    pub(super) otherwise: Option<Category>,
    /// The text between the answers of a multi-response dimension.
    pub(super) separator: Option<String>,
    /// The most separators that one code, label or spelling contains.
    pub(super) separators_inside: usize,
}

/// A category, and the rule that found it.
type Match<'a> = (Category, Option<&'a str>);

impl Dictionary {
    /// Declares a code, label or spelling. Returns the other category that already has it, as an error.
    pub(super) fn declare(
        &mut self,
        text: &str,
        category: Category,
        rule: Option<&'static str>,
    ) -> Result<(), Category> {
        self.count_separators_inside(text);
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

    /// Declares a named correction. Returns false if another one has this spelling already.
    pub(super) fn declare_correction(&mut self, from: &str, rule: &str, to: Category) -> bool {
        self.count_separators_inside(from);
        self.corrections
            .insert(fold(from), (rule.to_owned(), to))
            .is_none()
    }

    fn count_separators_inside(&mut self, text: &str) {
        let separators = self
            .separator
            .as_ref()
            .map_or(0, |separator| text.matches(separator.as_str()).count());
        self.separators_inside = self.separators_inside.max(separators);
    }

    /// The group of an age in whole years.
    pub fn find_age_group(&self, years: u16) -> Option<Category> {
        self.ages
            .iter()
            .find(|(range, _)| range.contains(&years))
            .map(|(_, category)| *category)
    }

    /// The range of ages that are read as a known group, if fields contain ages.
    pub fn known_ages(&self) -> Option<RangeInclusive<u16>> {
        let last = self.ages.iter().map(|(range, _)| *range.end()).max()?;
        let is_known = |years: &u16| {
            let read = self.look_up(&years.to_string());
            read.is_some_and(|(category, _)| Some(category) != self.unknown)
        };
        Some((0..=last).find(is_known)?..=last)
    }

    /// The text between several answers, if there may be several.
    pub fn separator(&self) -> Option<&str> {
        self.separator.as_deref()
    }

    /// The category for "not known".
    pub fn unknown(&self) -> Option<Category> {
        self.unknown
    }

    /// Reads a field as an age in whole years, in a dimension of ages.
    pub fn read_years(&self, field: &str) -> Option<u16> {
        match self.parse_age(field)? {
            WrittenAge::Digits(years) | WrittenAge::OtherNotation(years) => Some(years),
            WrittenAge::Impossible => None,
        }
    }

    /// The ages that are possible for a field that was read as this category: one age, or all of a group.
    pub fn possible_ages(&self, field: &str, category: Category) -> Option<RangeInclusive<u16>> {
        let group = || {
            self.ages
                .iter()
                .find(|(_, other)| *other == category)
                .map(|(ages, _)| ages.clone())
        };
        self.read_years(field)
            .map(|years| years..=years)
            .or_else(group)
    }

    /// Whether a field contains a spelling of "not known".
    pub fn is_missing(&self, field: &str) -> bool {
        self.missing.contains(&fold(field))
    }

    fn match_age(&self, text: &str, rule: Option<&'static str>) -> Option<Match<'_>> {
        let years = match (self.parse_age(text)?, rule) {
            (WrittenAge::Digits(years), None) | (WrittenAge::OtherNotation(years), Some(_)) => {
                years
            }
            _ => return None,
        };
        self.find_age_group(years).map(|category| (category, rule))
    }

    fn parse_age(&self, text: &str) -> Option<WrittenAge> {
        if self.ages.is_empty() {
            None
        } else {
            parse_age(text)
        }
    }

    /// Reads a field.
    pub fn read(&self, field: &str) -> Result<Resolved<'_>, Unresolved> {
        let Some(separator) = &self.separator else {
            let (category, rule) = self.read_answer(field)?;
            return Ok(Resolved {
                answer: Answer::One(category),
                rules: rule.into_iter().collect(),
            });
        };
        let (mut categories, mut rules) = (BTreeSet::new(), BTreeSet::new());
        let mut not_known = false;
        for (_, read) in self.split_field(field, separator) {
            match read {
                Err(Unresolved::Missing) => not_known = true,
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
            categories.insert(self.unknown.ok_or(Unresolved::Missing)?);
        } else if not_known {
            rules.insert(BESIDE_ANSWERS);
        }
        Ok(Resolved {
            answer: Answer::Several(categories.into_iter().collect()),
            rules: rules.into_iter().collect(),
        })
    }

    /// Lists the parts of a field that no category lists, whether or not they are counted as other values.
    pub fn find_unlisted<'a>(&self, field: &'a str) -> Vec<&'a str> {
        let parts = match &self.separator {
            None => vec![(field.trim(), self.read_answer(field))],
            Some(separator) => self.split_field(field, separator),
        };
        let is_unlisted = |read: &Result<Match<'_>, Unresolved>| match read {
            Ok((_, rule)) => *rule == Some(OTHERWISE),
            Err(cause) => *cause != Unresolved::Missing,
        };
        let unlisted = parts.into_iter().filter(|(_, read)| is_unlisted(read));
        unlisted.map(|(text, _)| text).collect()
    }

    /// Finds the parts of a field that no category lists and that are close to a declared spelling.
    pub fn find_near_misses(&self, field: &str) -> Vec<NearMiss<Category>> {
        let parts = match &self.separator {
            None => vec![(field.trim(), self.read_answer(field))],
            Some(separator) => self.split_field(field, separator),
        };
        let near = |(text, read): (&str, Result<Match<'_>, Unresolved>)| match read {
            Err(Unresolved::Unlisted | Unresolved::Garbled(_)) | Ok((_, Some(OTHERWISE))) => {
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

    /// Reads one answer, with the white space around it: in another encoding, it may be a letter.
    fn read_answer(&self, field: &str) -> Result<Match<'_>, Unresolved> {
        let text = field.trim();
        if let Some(listed) = self.look_up(text) {
            Ok(listed)
        } else if self.is_missing(text) {
            self.unknown
                .map(|category| (category, None))
                .ok_or(Unresolved::Missing)
        } else if self.parse_age(text) == Some(WrittenAge::Impossible) {
            Err(Unresolved::Impossible)
        } else if let Some(cause) = self.find_damage(field) {
            Err(cause)
        } else {
            self.otherwise
                .map(|category| (category, Some(OTHERWISE)))
                .ok_or(Unresolved::Unlisted)
        }
    }

    /// Finds why a text that no category names is no answer: not even an answer that is meant otherwise.
    fn find_damage(&self, field: &str) -> Option<Unresolved> {
        let is_listed = |(_, text): &(Garbling, String)| self.look_up(text.trim()).is_some();
        if let Some((garbling, _)) = restore(field).into_iter().find(is_listed) {
            return Some(Unresolved::Garbled(garbling));
        }
        let is_taken_otherwise = self.otherwise.is_some();
        if is_spreadsheet_error(field)
            || is_taken_otherwise && (is_absent(field) || has_no_letter(field))
        {
            return Some(Unresolved::NoAnswer);
        }
        recognize(field).map(Unresolved::Garbled)
    }

    fn look_up(&self, text: &str) -> Option<Match<'_>> {
        self.find_correction(text)
            .or_else(|| self.match_age(text, None))
            .or_else(|| self.exact.get(text).copied())
            .or_else(|| {
                self.folded
                    .get(&fold(text))
                    .map(|category| (*category, Some(SPELLING)))
            })
            .or_else(|| self.match_age(text, Some(AGE_NOTATION)))
    }

    fn find_correction(&self, text: &str) -> Option<Match<'_>> {
        // Most dimensions have no corrections, and folding every field would take most of the time.
        let (rule, category) = if self.corrections.is_empty() {
            None
        } else {
            self.corrections.get(&fold(text))
        }?;
        Some((*category, Some(rule)))
    }

    /// Splits a field at its separators, except inside the longest stretch that is listed as a whole: labels may contain
    /// the separator.
    fn split_field<'a>(
        &self,
        field: &'a str,
        separator: &str,
    ) -> Vec<(&'a str, Result<Match<'_>, Unresolved>)> {
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
                        self.look_up(text)
                    } else {
                        None
                    };
                    listed.map(|listed| (at, listed))
                });
            let (at, read) = match longest {
                Some((at, listed)) => (at, Ok(listed)),
                None => (next, self.read_answer(&field[start..ends[next]])),
            };
            parts.push((stretch(ends[at]), read));
            start = ends[at] + separator.len();
            next = at + 1;
        }
        parts
    }
}
