//! Checks a dimension's code list and turns it into a dictionary for its fields.

use std::collections::BTreeSet;

use crate::{
    ages,
    answer::Category,
    catalog,
    dictionary::Dictionary,
    format::{self, AgeConflictPolicy, Kind, RowKind, UnresolvedPolicy},
    mistake::Collector,
    model::{Birth, Dimension},
    names::{check_code, check_id, check_unique},
    placed::Placed,
};
use crate::{
    notation::spelling::fold,
    rules::{self, OWN_RULES},
};

/// The most codes that a message lists as expected.
const LISTED: usize = 12;

/// Resolves one dimension.
pub(super) fn resolve(
    raw: &format::Dimension,
    records: &format::Records,
    mistakes: &mut Collector<'_>,
) -> Dimension {
    check_id(&raw.id, mistakes);
    if raw.column.is_none() {
        mistakes.at(
            &raw.id,
            format!(
                "the dimension “{}” has no column: name the column that it is read from",
                raw.id.get_ref()
            ),
        );
    }
    if raw.categories.is_empty() {
        mistakes.at(
            &raw.id,
            format!(
                "the dimension “{}” has no categories: declare at least one",
                raw.id.get_ref()
            ),
        );
    }
    for category in &raw.categories {
        check_code(&category.code, mistakes);
        check_unprotected(category, mistakes);
        check_sentence(category, mistakes);
    }
    let codes = raw.categories.iter().map(|category| &category.code);
    check_unique("the code", codes, mistakes);
    check_parents(raw, mistakes);
    check_separator(raw, mistakes);
    check_events(raw, mistakes);
    let list = CodeList::new(raw);
    let otherwise = raw.otherwise.as_ref();
    let separator = raw.separator.as_ref();
    let mut dictionary = Dictionary {
        ages: ages::resolve(raw, mistakes),
        missing: records.missing.iter().map(|text| fold(text)).collect(),
        unknown: resolve_unknown(&list, mistakes),
        otherwise: otherwise.and_then(|code| list.find_leaf(code, mistakes)),
        separator: separator.map(|text| text.get_ref().clone()),
        ..Dictionary::default()
    };
    declare_spellings(&mut dictionary, &list, mistakes);
    declare_corrections(&mut dictionary, &list, mistakes);
    check_missing(&dictionary, &list, &records.missing, mistakes);
    Dimension {
        id: raw.id.get_ref().clone(),
        column: raw.column.as_ref().map(trim).unwrap_or_default(),
        row_kind: raw.row_kind(),
        birth: resolve_birth(raw, &dictionary, mistakes),
        required: raw.required,
        unresolved: resolve_policy(raw, &dictionary, mistakes).unwrap_or(records.unsettled),
        expected: describe_expected(&list),
        dictionary,
        list: catalog::build_dimension(raw),
    }
}

fn trim(column: &Placed<String>) -> String {
    column.get_ref().trim().to_owned()
}

/// The categories of a dimension. Records can only be in leaves: categories that contain no others.
struct CodeList<'a> {
    raw: &'a format::Dimension,
    parents: BTreeSet<&'a str>,
}

impl<'a> CodeList<'a> {
    fn new(raw: &'a format::Dimension) -> Self {
        let parents = raw.categories.iter().filter_map(|one| one.parent.as_ref());
        CodeList {
            raw,
            parents: parents.map(|parent| parent.get_ref().as_str()).collect(),
        }
    }

    fn leaves(&self) -> impl Iterator<Item = (Category, &'a format::Category)> {
        let parents = &self.parents;
        let all = (0..).zip(&self.raw.categories);
        all.filter(move |(_, category)| !parents.contains(category.code.get_ref().as_str()))
    }

    fn code(&self, position: Category) -> &'a str {
        self.raw.categories[position].code.get_ref()
    }

    /// The leaf with this code; reports a code that is no leaf.
    fn find_leaf(&self, code: &Placed<String>, mistakes: &mut Collector<'_>) -> Option<Category> {
        let mut leaves = self.leaves();
        let found = leaves.find(|(_, category)| category.code.get_ref() == code.get_ref());
        if found.is_none() {
            let (id, text) = (self.raw.id.get_ref(), code.get_ref());
            let message = if self.parents.contains(text.as_str()) {
                format!("the category “{text}” of “{id}” contains others: choose one of these")
            } else {
                format!("the category “{text}” of “{id}” does not exist")
            };
            mistakes.at(code, message);
        }
        found.map(|(position, _)| position)
    }
}

fn check_parents(raw: &format::Dimension, mistakes: &mut Collector<'_>) {
    let all: BTreeSet<&String> = raw
        .categories
        .iter()
        .map(|category| category.code.get_ref())
        .collect();
    let mut before = BTreeSet::new();
    for category in &raw.categories {
        if let Some(parent) = &category.parent {
            let (id, name) = (raw.id.get_ref(), parent.get_ref());
            if raw.kind == Kind::Multi {
                mistakes.at(
                    parent,
                    format!("“{id}” takes several answers, so its categories have no parents: remove “parent”"),
                );
            } else if !all.contains(name) {
                mistakes.at(
                    parent,
                    format!("the parent “{name}” is not a category of “{id}”"),
                );
            } else if !before.contains(name) {
                mistakes.at(
                    parent,
                    format!("the parent “{name}” must be listed before its children"),
                );
            }
        }
        before.insert(category.code.get_ref());
    }
}

/// A person may have several events, and then has several answers.
fn check_events(raw: &format::Dimension, mistakes: &mut Collector<'_>) {
    let Some(row_kind) = &raw.of else { return };
    if *row_kind.get_ref() == RowKind::Events && raw.kind != Kind::Multi {
        let id = raw.id.get_ref();
        mistakes.at(
            row_kind,
            format!("a person may have several events, so “{id}” takes several answers: its kind must be “multi”"),
        );
    }
}

fn resolve_policy(
    raw: &format::Dimension,
    dictionary: &Dictionary,
    mistakes: &mut Collector<'_>,
) -> Option<UnresolvedPolicy> {
    let unsettled = raw.unsettled.as_ref()?;
    if *unsettled.get_ref() == UnresolvedPolicy::Unknown && dictionary.unknown.is_none() {
        mistakes.at(
            unsettled,
            format!(
                "“{}” has no category for “not known”: declare one with unknown = true",
                raw.id.get_ref()
            ),
        );
    }
    Some(*unsettled.get_ref())
}

/// How ages are computed from a date of birth, if the dimension has one.
fn resolve_birth(
    raw: &format::Dimension,
    dictionary: &Dictionary,
    mistakes: &mut Collector<'_>,
) -> Option<Birth> {
    let (birth, on) = match (&raw.birth, &raw.on) {
        (Some(birth), _) if raw.kind != Kind::Age => {
            mistakes.at(
                birth,
                "only a dimension of kind “age” has a date of birth: remove “birth”, or let the kind be “age”",
            );
            return None;
        }
        (Some(birth), Some(on)) => (birth, on),
        (Some(birth), None) => {
            mistakes.at(
                birth,
                "“birth” needs “on”: name the column with the date at which the age is computed",
            );
            return None;
        }
        (None, Some(on)) => {
            mistakes.at(
                on,
                "“on” needs “birth”: name the column with the date of birth",
            );
            return None;
        }
        (None, None) => {
            if let Some(conflict) = &raw.disagree {
                mistakes.at(
                    conflict,
                    "“disagree” needs “birth”: name the column with the date of birth",
                );
            }
            return None;
        }
    };
    let conflict = raw.disagree.as_ref().map(|policy| *policy.get_ref());
    let conflict = conflict.unwrap_or_default();
    if conflict == AgeConflictPolicy::Unknown && dictionary.unknown.is_none() {
        mistakes.at(
            birth,
            "an age that contradicts the date of birth becomes “not known”: declare a category with unknown = true, or \
             another value of “disagree”",
        );
    }
    Some(Birth {
        column: trim(birth),
        on: trim(on),
        conflict,
    })
}

fn check_separator(raw: &format::Dimension, mistakes: &mut Collector<'_>) {
    let id = raw.id.get_ref();
    match (&raw.separator, raw.kind) {
        (None, Kind::Multi) if raw.row_kind() == RowKind::Persons => mistakes.at(
            &raw.id,
            format!("“{id}” takes several answers: declare the “separator” between them"),
        ),
        (Some(separator), Kind::Multi) if separator.get_ref().trim().is_empty() => {
            mistakes.at(
                separator,
                "the separator is white space: choose another one, such as “;”",
            );
        }
        (Some(separator), Kind::Code | Kind::Age) => {
            mistakes.at(
                separator,
                format!("“{id}” takes one answer: remove “separator”, or let the kind be “multi”"),
            );
        }
        _ => {}
    }
}

/// Says that the key that once published "not known" however small has no effect any more.
fn check_unprotected(category: &format::Category, mistakes: &mut Collector<'_>) {
    if let Some(unprotected) = category.unprotected.as_ref().filter(|key| *key.get_ref()) {
        mistakes.note(
            unprotected,
            "“unprotected” has no effect: nobody is exempt from protection, because a person of whom one thing is not known \
             has other attributes, and small counts would publish them. Remove it; where “not known” hides too much, fold it into a category \
             that says so: “18 or over, or not stated”, with the known part and “not known” as its children",
        );
    }
}

/// Reports a sentence on a share in which the share is missing.
fn check_sentence(category: &format::Category, mistakes: &mut Collector<'_>) {
    let Some(sentence) = &category.sentence else {
        return;
    };
    let lacks_share = |text: &Placed<String>| text.get_ref().matches("{}").count() != 1;
    if sentence.each().any(lacks_share) {
        mistakes.at(
            sentence.place(),
            "the sentence needs the share once in each language: write it as {}, as in “El {} son mujeres o niñas”",
        );
    }
}

/// The category for "not known", if there is one.
fn resolve_unknown(list: &CodeList<'_>, mistakes: &mut Collector<'_>) -> Option<Category> {
    let mut unknown = None;
    for category in &list.raw.categories {
        if category.unknown && unknown.is_some() {
            mistakes.at(
                &category.code,
                "a dimension has one category for “not known”: remove the second unknown = true",
            );
        } else if category.unknown {
            unknown = Some(category);
        }
    }
    list.find_leaf(&unknown?.code, mistakes)
}

/// Lists what a field may contain: codes, or an age in their place.
fn describe_expected(list: &CodeList<'_>) -> String {
    let mut all = Vec::new();
    for (_, category) in list.leaves() {
        if category.from.is_none() {
            all.push(category.code.get_ref().as_str());
        }
    }
    if all.len() < list.leaves().count() {
        all.insert(0, "an age in whole years");
    }
    match all.len().checked_sub(LISTED) {
        None | Some(0) => all.join(", "),
        Some(more) => format!("{} and {more} more", all[..LISTED].join(", ")),
    }
}

/// Declares the codes, labels and spellings of all leaves.
fn declare_spellings(
    dictionary: &mut Dictionary,
    list: &CodeList<'_>,
    mistakes: &mut Collector<'_>,
) {
    for (position, category) in list.leaves() {
        let code = &category.code;
        let labels = category.labels();
        let labels: Vec<Placed<String>> = labels
            .map(|label| Placed::new(code.span(), label.clone()))
            .collect();
        let mut declare = |text: &Placed<String>, rule| {
            let leaf = (position, category);
            declare_spelling(dictionary, list, leaf, text, rule, mistakes);
        };
        for text in std::iter::once(code)
            .chain(&labels)
            .chain(&category.verbatim)
        {
            declare(text, None);
        }
        for text in &category.spellings {
            declare(text, Some(rules::SYNONYM));
        }
        for text in category.verbatim.iter().chain(&category.spellings) {
            check_age(dictionary, list, position, text, mistakes);
        }
    }
}

/// Declares one code, label or spelling of a leaf, to be read by a rule.
fn declare_spelling(
    dictionary: &mut Dictionary,
    list: &CodeList<'_>,
    (position, category): (Category, &format::Category),
    text: &Placed<String>,
    rule: Option<&'static str>,
    mistakes: &mut Collector<'_>,
) {
    let spelling = text.get_ref();
    if fold(spelling).is_empty() {
        let code = category.code.get_ref();
        mistakes.at(
            text,
            format!("the category “{code}” has an empty label or spelling: write or remove it"),
        );
    } else if let Err(other) = dictionary.declare(spelling, position, rule) {
        // A duplicate code is reported by itself.
        let (other, code) = (list.code(other), list.code(position));
        if other != code {
            mistakes.at(
                text,
                format!(
                    "“{spelling}” already means “{other}”: remove it from one of the categories"
                ),
            );
        }
    } else if dictionary.missing.contains(&fold(spelling)) && !category.unknown {
        mistakes.at(
            text,
            format!("“{spelling}” means “not known” in [records]: remove it from “missing” or from the category"),
        );
    }
}

/// A spelling must not be an age of another category.
fn check_age(
    dictionary: &Dictionary,
    list: &CodeList<'_>,
    position: Category,
    text: &Placed<String>,
    mistakes: &mut Collector<'_>,
) {
    let spelling = text.get_ref();
    if let Some(group) = read_age_group(dictionary, spelling)
        && group != position
    {
        let other = list.code(group);
        mistakes.at(
            text,
            format!("“{spelling}” is also an age that “{other}” covers: use “correct” instead"),
        );
    }
}

/// A spelling of "not known" for all dimensions must not be an age in this one.
fn check_missing(
    dictionary: &Dictionary,
    list: &CodeList<'_>,
    missing: &[String],
    mistakes: &mut Collector<'_>,
) {
    for text in missing {
        if let Some(group) = read_age_group(dictionary, text) {
            let code = list.code(group);
            mistakes.at(
                &list.raw.id,
                format!(
                    "“{text}” in “missing” is an age that “{code}” covers: use “correct” instead"
                ),
            );
        }
    }
}

fn read_age_group(dictionary: &Dictionary, text: &str) -> Option<Category> {
    dictionary.find_age_group(dictionary.read_years(text)?)
}

fn declare_corrections(
    dictionary: &mut Dictionary,
    list: &CodeList<'_>,
    mistakes: &mut Collector<'_>,
) {
    for correction in &list.raw.correct {
        let rule = correction.rule.get_ref();
        if rule.trim().is_empty() || OWN_RULES.contains(&rule.as_str()) {
            mistakes.at(
                &correction.rule,
                format!("“{rule}” cannot be the name of a correction: choose another one"),
            );
        }
        let Some(to) = list.find_leaf(&correction.to, mistakes) else {
            continue;
        };
        for from in &correction.from {
            if !dictionary.declare_correction(from.get_ref(), rule, to) {
                mistakes.at(
                    from,
                    format!(
                        "“{}” already has a correction: remove one of them",
                        from.get_ref()
                    ),
                );
            }
        }
    }
}
