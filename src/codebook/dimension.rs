//! A dimension's code list, gone through for contradictions and turned into what its fields are read with.

use std::collections::BTreeSet;

use crate::{
    ages,
    answer::Category,
    catalog,
    dictionary::Dictionary,
    format::{self, Disagree, Kind, Of, Unsettled},
    mistake::Collector,
    model::{Birth, Dimension},
    placed::Placed,
    words::{check_code, check_id, check_unique},
};
use crate::{
    notation::spelling::fold,
    rules::{self, OWN_RULES},
};

/// How many codes are listed to whoever wrote another one.
const LISTED: usize = 12;

/// Goes through one dimension of the records.
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
                "the dimension “{}” needs the column that it is read from",
                raw.id.get_ref()
            ),
        );
    }
    if raw.categories.is_empty() {
        mistakes.at(
            &raw.id,
            format!(
                "the dimension “{}” needs at least one category",
                raw.id.get_ref()
            ),
        );
    }
    raw.categories
        .iter()
        .for_each(|category| check_code(&category.code, mistakes));
    check_unique(
        "the code",
        raw.categories.iter().map(|category| &category.code),
        mistakes,
    );
    check_parents(raw, mistakes);
    check_separator(raw, mistakes);
    check_events(raw, mistakes);
    let list = List {
        raw,
        parents: raw
            .categories
            .iter()
            .filter_map(|category| parent(category))
            .collect(),
    };
    let mut dictionary = Dictionary {
        ages: ages::resolve(raw, mistakes),
        missing: records.missing.iter().map(|text| fold(text)).collect(),
        unknown: unknown(&list, mistakes),
        otherwise: raw
            .otherwise
            .as_ref()
            .and_then(|code| list.leaf(code, mistakes)),
        separator: raw
            .separator
            .as_ref()
            .map(|separator| separator.get_ref().clone()),
        ..Dictionary::default()
    };
    declare_spellings(&mut dictionary, &list, mistakes);
    declare_corrections(&mut dictionary, &list, mistakes);
    check_missing(&dictionary, &list, &records.missing, mistakes);
    Dimension {
        id: raw.id.get_ref().clone(),
        column: raw
            .column
            .as_ref()
            .map(|column| column.get_ref().trim().to_owned())
            .unwrap_or_default(),
        of: raw.of(),
        birth: birth(raw, &dictionary, mistakes),
        required: raw.required,
        unsettled: unsettled(raw, &dictionary, mistakes).unwrap_or(records.unsettled),
        expected: expected(&list),
        dictionary,
        list: catalog::dimension(raw),
    }
}

/// The categories of a dimension, and which of them contain others. Records can only be in those that do not.
struct List<'a> {
    raw: &'a format::Dimension,
    parents: BTreeSet<&'a str>,
}

impl<'a> List<'a> {
    fn leaves(&self) -> impl Iterator<Item = (Category, &'a format::Category)> {
        let parents = &self.parents;
        let all = (0..).zip(&self.raw.categories);
        all.filter(move |(_, category)| !parents.contains(category.code.get_ref().as_str()))
    }

    fn code(&self, position: Category) -> &'a str {
        self.raw.categories[position].code.get_ref()
    }

    /// The leaf with this code; reports it where there is none.
    fn leaf(&self, code: &Placed<String>, mistakes: &mut Collector<'_>) -> Option<Category> {
        let found = self
            .leaves()
            .find(|(_, category)| category.code.get_ref() == code.get_ref());
        if found.is_none() {
            let (id, code_text) = (self.raw.id.get_ref(), code.get_ref());
            let why = if self.parents.contains(code_text.as_str()) {
                "is divided further"
            } else {
                "does not exist"
            };
            mistakes.at(
                code,
                format!("the category “{code_text}” of “{id}” {why}, so no record can be in it"),
            );
        }
        found.map(|(position, _)| position)
    }
}

fn parent(category: &format::Category) -> Option<&str> {
    category
        .parent
        .as_ref()
        .map(|parent| parent.get_ref().as_str())
}

fn check_parents(raw: &format::Dimension, mistakes: &mut Collector<'_>) {
    let mut before = BTreeSet::new();
    for category in &raw.categories {
        if let Some(parent) = &category.parent {
            let name = parent.get_ref();
            if raw.kind == Kind::Multi {
                mistakes.at(
                    parent,
                    format!(
                        "“{}” takes several answers and cannot be nested",
                        raw.id.get_ref()
                    ),
                );
            } else if !raw
                .categories
                .iter()
                .any(|category| category.code.get_ref() == name)
            {
                mistakes.at(
                    parent,
                    format!(
                        "the parent “{name}” is not a category of “{}”",
                        raw.id.get_ref()
                    ),
                );
            } else if !before.contains(name) {
                mistakes.at(
                    parent,
                    format!("the parent “{name}” has to stand before its children"),
                );
            }
        }
        before.insert(category.code.get_ref());
    }
}

fn check_events(raw: &format::Dimension, mistakes: &mut Collector<'_>) {
    if let Some(of) = raw
        .of
        .as_ref()
        .filter(|of| *of.get_ref() == Of::Events && raw.kind != Kind::Multi)
    {
        let id = raw.id.get_ref();
        mistakes
            .at(of, format!("a person may have several events, so “{id}” takes several answers: its kind is “multi”"));
    }
}

fn unsettled(
    raw: &format::Dimension,
    dictionary: &Dictionary,
    mistakes: &mut Collector<'_>,
) -> Option<Unsettled> {
    let unsettled = raw.unsettled.as_ref()?;
    if *unsettled.get_ref() == Unsettled::Unknown && dictionary.unknown.is_none() {
        mistakes.at(
            unsettled,
            format!("“{}” has no category for “not known”", raw.id.get_ref()),
        );
    }
    Some(*unsettled.get_ref())
}

fn birth(
    raw: &format::Dimension,
    dictionary: &Dictionary,
    mistakes: &mut Collector<'_>,
) -> Option<Birth> {
    let name = |column: &Placed<String>| column.get_ref().trim().to_owned();
    match (&raw.birth, &raw.on) {
        (Some(birth), _) if raw.kind != Kind::Age => {
            mistakes.at(
                birth,
                "only a dimension of kind “age” is reckoned from a date of birth",
            );
            None
        }
        (Some(birth), None) => {
            mistakes.at(
                birth,
                "an age is that on some day: “on” has to tell the column with its date",
            );
            None
        }
        (None, Some(on)) => {
            mistakes.at(
                on,
                "“on” tells the day of an age that is reckoned from “birth”, which is not told",
            );
            None
        }
        (Some(birth), Some(on)) => {
            let disagree = raw
                .disagree
                .as_ref()
                .map(|disagree| *disagree.get_ref())
                .unwrap_or_default();
            if disagree == Disagree::Unknown && dictionary.unknown.is_none() {
                mistakes.at(birth, "an age that contradicts it becomes “not known”, for which there is no category");
            }
            Some(Birth {
                column: name(birth),
                on: name(on),
                disagree,
            })
        }
        (None, None) => {
            if let Some(disagree) = &raw.disagree {
                mistakes.at(
                    disagree,
                    "“disagree” is about an age and a date of “birth”, which is not told",
                );
            }
            None
        }
    }
}

fn check_separator(raw: &format::Dimension, mistakes: &mut Collector<'_>) {
    let id = raw.id.get_ref();
    match (&raw.separator, raw.kind) {
        (None, Kind::Multi) if raw.of() == Of::Persons => mistakes.at(
            &raw.id,
            format!("“{id}” takes several answers and needs a separator"),
        ),
        (Some(separator), Kind::Multi) if separator.get_ref().trim().is_empty() => {
            mistakes.at(separator, "the separator has to be more than white space");
        }
        (Some(separator), Kind::Code | Kind::Age) => {
            mistakes.at(
                separator,
                format!("“{id}” takes one answer and needs no separator; or is its kind “multi”?"),
            );
        }
        _ => {}
    }
}

fn unknown(list: &List<'_>, mistakes: &mut Collector<'_>) -> Option<Category> {
    for category in list
        .raw
        .categories
        .iter()
        .filter(|category| category.unknown)
        .skip(1)
    {
        mistakes.at(
            &category.code,
            "only one category of a dimension can stand for “not known”",
        );
    }
    for category in list
        .raw
        .categories
        .iter()
        .filter(|category| category.unprotected && !category.unknown)
    {
        mistakes.at(
            &category.code,
            "only the category for “not known” can be left unprotected",
        );
    }
    let category = list
        .raw
        .categories
        .iter()
        .find(|category| category.unknown)?;
    if let Some(parent) = &category.parent {
        mistakes.at(
            parent,
            "the category for “not known” has to stand directly below the total",
        );
    }
    list.leaf(&category.code, mistakes)
}

/// What may stand in a field: codes, or an age in their place.
fn expected(list: &List<'_>) -> String {
    let has_age = list
        .leaves()
        .any(|(_, category)| category.from.is_some())
        .then_some("an age in whole years");
    let plain = list
        .leaves()
        .filter(|(_, category)| category.from.is_none());
    let codes = plain.map(|(_, category)| category.code.get_ref().as_str());
    let all: Vec<&str> = has_age.into_iter().chain(codes).collect();
    match all.len().checked_sub(LISTED) {
        None | Some(0) => all.join(", "),
        Some(more) => format!("{} and {more} more", all[..LISTED].join(", ")),
    }
}

fn declare_spellings(dictionary: &mut Dictionary, list: &List<'_>, mistakes: &mut Collector<'_>) {
    for (position, category) in list.leaves() {
        let at = |text: &String| Placed::new(category.code.span(), text.clone());
        let labels = [category.code.clone(), at(&category.es), at(&category.en)];
        let as_is = labels
            .iter()
            .chain(&category.verbatim)
            .map(|text| (text, None));
        let synonyms = category
            .spellings
            .iter()
            .map(|text| (text, Some(rules::SYNONYM)));
        for (text, rule) in as_is.chain(synonyms) {
            let words = text.get_ref();
            if fold(words).is_empty() {
                mistakes.at(
                    text,
                    format!(
                        "the category “{}” has an empty label or spelling",
                        category.code.get_ref()
                    ),
                );
            } else if let Err(other) = dictionary.declare(words, position, rule) {
                // Two categories of one code are a mistake of their own.
                if list.code(other) != list.code(position) {
                    mistakes.at(
                        text,
                        format!("“{words}” already stands for “{}”", list.code(other)),
                    );
                }
            } else if dictionary.missing.contains(&fold(words)) && !category.unknown {
                mistakes.at(
                    text,
                    format!("“{words}” is declared to mean that a value is missing"),
                );
            }
        }
        for text in category.verbatim.iter().chain(&category.spellings) {
            let years = dictionary.years(text.get_ref());
            if let Some(other) = years
                .and_then(|years| dictionary.group(years))
                .filter(|other| *other != position)
            {
                let (words, other) = (text.get_ref(), list.code(other));
                mistakes.at(
                    text,
                    format!("“{words}” is also an age that “{other}” covers: use “correct”"),
                );
            }
        }
    }
}

/// What is declared to be missing for all dimensions may be an age in this one.
fn check_missing(
    dictionary: &Dictionary,
    list: &List<'_>,
    missing: &[String],
    mistakes: &mut Collector<'_>,
) {
    let group = |text: &String| {
        dictionary
            .years(text)
            .and_then(|years| dictionary.group(years))
    };
    for (text, group) in missing.iter().filter_map(|text| Some((text, group(text)?))) {
        let code = list.code(group);
        let message = format!(
            "“{text}” means that a value is missing, but it is an age that “{code}” covers: use “correct”"
        );
        mistakes.at(&list.raw.id, message);
    }
}

fn declare_corrections(dictionary: &mut Dictionary, list: &List<'_>, mistakes: &mut Collector<'_>) {
    for correction in &list.raw.correct {
        let rule = correction.rule.get_ref();
        if rule.trim().is_empty() || OWN_RULES.contains(&rule.as_str()) {
            mistakes.at(
                &correction.rule,
                format!("a correction needs a name of its own, which “{rule}” is not"),
            );
        }
        let Some(to) = list.leaf(&correction.to, mistakes) else {
            continue;
        };
        for from in &correction.from {
            if !dictionary.correct(from.get_ref(), rule, to) {
                mistakes.at(from, format!("“{}” is corrected already", from.get_ref()));
            }
        }
    }
}
