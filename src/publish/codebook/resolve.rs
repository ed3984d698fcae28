//! From the written codebook to one that holds together: every reference followed, every contradiction reported.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use toml::Spanned;

use super::{
    Codebook, Condition, Dimension, Measure, Mistakes, Records, catalog, dimension,
    format::{self, Format, Head},
    mistake::Collector,
    pages,
    words::{check_id, check_name, check_telephone, check_unique},
};

const FORMAT: u64 = 1;

/// Below this a threshold hides nothing: of two people, each knows the other.
const SMALLEST_THRESHOLD: u64 = 3;

pub(super) fn parse(text: &str) -> Result<Codebook, Mistakes> {
    let syntax = |error: toml::de::Error| {
        let mut mistakes = Collector::new(text);
        mistakes.in_span(error.span(), error.message());
        mistakes
    };
    match toml::from_str::<Head>(text) {
        Ok(head) if *head.format.get_ref() != FORMAT => {
            let mut mistakes = Collector::new(text);
            let found = head.format.get_ref();
            mistakes.at(&head.format, format!("this is format {found}; this version of tablero reads format {FORMAT}"));
            return Err(mistakes.into_error());
        }
        Ok(_) => {}
        Err(error) => return Err(syntax(error).into_error()),
    }
    let format: Format = toml::from_str(text).map_err(|error| syntax(error).into_error())?;
    let mut mistakes = Collector::new(text);
    let codebook = resolve(format, &mut mistakes);
    mistakes.or(codebook)
}

fn resolve(format: Format, mistakes: &mut Collector<'_>) -> Codebook {
    check_head(&format, mistakes);
    let missing = &format.records.missing;
    let dimensions: Vec<Dimension> =
        format.dimension.iter().map(|raw| dimension::resolve(raw, missing, mistakes)).collect();
    check_unique(
        "the identifier",
        std::iter::once(&format.time.id).chain(format.dimension.iter().map(|raw| &raw.id)),
        mistakes,
    );
    let lists = Lists { raw: &format.dimension };
    let (measures, whole) = measures(&format.measure, &lists, mistakes);
    let records = records(&format.records, &lists, mistakes);
    let equal = format.equal.iter().filter_map(|raw| lists.equal(raw, mistakes)).collect();
    pages::check(&format, &lists, mistakes);
    let years = format.time.first..=*format.time.last.get_ref();
    let columns = columns(&measures, &dimensions);
    Codebook { catalog: catalog::build(format), years, records, measures, whole, dimensions, equal, columns }
}

/// Every column that is read.
fn columns(measures: &[Measure], dimensions: &[Dimension]) -> Vec<String> {
    let dates = measures.iter().map(|measure| &measure.date);
    let columns: BTreeSet<&String> = dates.chain(dimensions.iter().map(|dimension| &dimension.column)).collect();
    columns.into_iter().cloned().collect()
}

fn check_head(format: &Format, mistakes: &mut Collector<'_>) {
    check_name(&format.id, mistakes);
    check_name(&format.release, mistakes);
    check_id(&format.time.id, mistakes);
    format.contacts.iter().for_each(|contact| check_telephone(&contact.telephone, mistakes));
    let threshold = *format.threshold.get_ref();
    if threshold < SMALLEST_THRESHOLD {
        mistakes.at(
            &format.threshold,
            format!("a threshold of {threshold} protects nobody; it has to be {SMALLEST_THRESHOLD} or more"),
        );
    }
    let (first, last) = (format.time.first, *format.time.last.get_ref());
    if last < first {
        mistakes.at(&format.time.last, format!("the last year, {last}, is before the first, {first}"));
    }
}

fn records(raw: &format::Records, lists: &Lists<'_>, mistakes: &mut Collector<'_>) -> Records {
    let delimiter = raw.delimiter.as_ref().map_or(b',', |delimiter| match delimiter.get_ref().as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => *byte,
        _ => {
            mistakes.at(delimiter, "the delimiter is one character of ASCII, such as “,” or “;”");
            b','
        }
    });
    if !tells_a_date(raw.dates.get_ref()) {
        mistakes.at(&raw.dates, "dates need year, month and day in the notation of strptime, such as “%Y-%m-%d”");
    }
    let only = raw.only.as_ref().and_then(|only| lists.condition(only, mistakes));
    Records { delimiter, dates: raw.dates.get_ref().clone(), repeated: raw.repeated, only }
}

/// Whether a date written this way can be read again.
fn tells_a_date(notation: &str) -> bool {
    let sample: Date = date(2021, 3, 14);
    jiff::fmt::strtime::format(notation, sample).is_ok_and(|text| Date::strptime(notation, text).ok() == Some(sample))
}

fn measures(raw: &[format::Measure], lists: &Lists<'_>, mistakes: &mut Collector<'_>) -> (Vec<Measure>, usize) {
    check_unique("the identifier", raw.iter().map(|measure| &measure.id), mistakes);
    for measure in raw {
        check_id(&measure.id, mistakes);
        let Some(whole) = &measure.part_of else { continue };
        match raw.iter().find(|other| other.id.get_ref() == whole.get_ref()) {
            None => mistakes.at(whole, format!("the measure “{}” does not exist", whole.get_ref())),
            Some(other) if other.part_of.is_some() => {
                mistakes.at(whole, format!("“{}” is itself part of another measure", whole.get_ref()));
            }
            Some(_) => {}
        }
    }
    let wholes: Vec<usize> = (0..raw.len()).filter(|at| raw[*at].part_of.is_none()).collect();
    match wholes.as_slice() {
        [] => mistakes.in_span(None, "one measure has to be the whole, without part_of"),
        [_] => {}
        [_, others @ ..] => others.iter().for_each(|at| {
            mistakes.at(&raw[*at].id, "a second measure without part_of: every measure but one is part of that one");
        }),
    }
    let measure = |raw: &format::Measure| Measure {
        id: raw.id.get_ref().clone(),
        date: raw.date.trim().to_owned(),
        when: raw.when.as_ref().and_then(|when| lists.condition(when, mistakes)),
    };
    (raw.iter().map(measure).collect(), wholes.first().copied().unwrap_or_default())
}

/// The code lists as written, to follow references into.
pub(super) struct Lists<'a> {
    raw: &'a [format::Dimension],
}

impl<'a> Lists<'a> {
    /// The dimension with this id, with its position; reports it where there is none.
    pub(super) fn dimension(
        &self,
        id: &Spanned<String>,
        mistakes: &mut Collector<'_>,
    ) -> Option<(usize, &'a format::Dimension)> {
        let found = self.raw.iter().enumerate().find(|(_, dimension)| dimension.id.get_ref() == id.get_ref());
        if found.is_none() {
            mistakes.at(id, format!("the dimension “{}” does not exist", id.get_ref()));
        }
        found
    }

    fn condition(&self, raw: &format::Condition, mistakes: &mut Collector<'_>) -> Option<Condition> {
        let (position, dimension) = self.dimension(&raw.dimension, mistakes)?;
        check_unique("the code", &raw.codes, mistakes);
        if raw.codes.is_empty() {
            mistakes.at(&raw.dimension, "a condition needs at least one code");
        }
        for code in &raw.codes {
            check_category(dimension, code, mistakes);
        }
        let codes: Vec<&str> = raw.codes.iter().map(|code| code.get_ref().as_str()).collect();
        Some(Condition {
            dimension: position,
            categories: below(dimension, &codes),
            words: format!("{}={}", dimension.id.get_ref(), codes.join("~")),
        })
    }

    /// The category that a pin names; reports it where there is none.
    pub(super) fn pin(&self, raw: &format::Pin, mistakes: &mut Collector<'_>) -> Option<Condition> {
        let codes = vec![raw.code.clone()];
        self.condition(&format::Condition { dimension: raw.dimension.clone(), codes }, mistakes)
    }

    fn equal(&self, raw: &format::Equal, mistakes: &mut Collector<'_>) -> Option<(Condition, Condition)> {
        let (a, b) = (self.pin(&raw.a, mistakes), self.pin(&raw.b, mistakes));
        let (a, b) = (a?, b?);
        if a.dimension == b.dimension {
            mistakes.at(&raw.b.dimension, "two categories that hold the same persons are of different dimensions");
        }
        for pin in [&raw.a, &raw.b] {
            let raw = self.raw.iter().find(|dimension| dimension.id.get_ref() == pin.dimension.get_ref());
            if raw.is_some_and(|dimension| dimension.kind == format::Kind::Multi) {
                mistakes.at(&pin.dimension, "a dimension of several answers cannot equal another");
            }
        }
        Some((a, b))
    }
}

fn check_category(dimension: &format::Dimension, code: &Spanned<String>, mistakes: &mut Collector<'_>) {
    if !dimension.categories.iter().any(|category| category.code.get_ref() == code.get_ref()) {
        mistakes.at(code, format!("“{}” is not a category of “{}”", code.get_ref(), dimension.id.get_ref()));
    }
}

/// The positions of the categories named, and of all that lies below them. Parents stand before their children.
fn below(dimension: &format::Dimension, codes: &[&str]) -> BTreeSet<usize> {
    let mut inside: BTreeSet<&str> = codes.iter().copied().collect();
    let mut positions = BTreeSet::new();
    for (position, category) in (0..).zip(&dimension.categories) {
        let parent = category.parent.as_ref().map(|parent| parent.get_ref().as_str());
        let code = category.code.get_ref().as_str();
        if inside.contains(code) || parent.is_some_and(|parent| inside.contains(parent)) {
            inside.insert(code);
            positions.insert(position);
        }
    }
    positions
}
