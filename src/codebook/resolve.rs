//! Turns a codebook as written into one without contradictions: follows every reference and reports every mistake.

use crate::{
    breaks, catalog, classification, dimension, editions, flow,
    format::{self, Format, Head},
    identity, indicator, languages,
    lists::CodeLists,
    mistake::{Collector, Mistakes},
    model::{Codebook, Dimension, Measure},
    names::{check_id, check_name, check_telephone, check_unique},
    pages, part,
    placed::Placed,
    population, records, relation, replaces, settled, site,
    source::{
        self,
        read_columns::{
            ReadColumns, candidate_columns, event_key, identifier_message, list_columns,
        },
    },
    tables, template, time,
};

/// The version of the format that is read.
const FORMAT: u64 = 1;

/// The smallest threshold that protects anybody: of two people in a cell, each knows the other.
const SMALLEST_THRESHOLD: u64 = 3;

/// Reads a codebook from its text.
pub(super) fn parse(text: &str) -> Result<Codebook, Mistakes> {
    let mut mistakes = Collector::new(text);
    let Some(format) = read_format(text, &mut mistakes) else {
        return Err(mistakes.into_error());
    };
    let mut codebook = resolve(format, &mut mistakes);
    codebook.notes = mistakes.take_notes();
    mistakes.or(codebook)
}

/// Reads the keys of the text, if it is TOML of this format.
fn read_format(text: &str, mistakes: &mut Collector<'_>) -> Option<Format> {
    let head: Head = read_toml(text, mistakes)?;
    let found = *head.format.get_ref();
    if found != FORMAT {
        mistakes.at(
            &head.format,
            format!(
                "this codebook has format {found}, but this version of tablero reads format {FORMAT}: install a newer one"
            ),
        );
        return None;
    }
    read_toml(text, mistakes)
}

/// Reads the text as TOML with certain keys; reports the first error.
fn read_toml<T: serde::de::DeserializeOwned>(
    text: &str,
    mistakes: &mut Collector<'_>,
) -> Option<T> {
    toml::from_str(text)
        .map_err(|error| mistakes.in_span(error.span(), error.message()))
        .ok()
}

fn resolve(mut format: Format, mistakes: &mut Collector<'_>) -> Codebook {
    let languages = languages::settle(&mut format, mistakes);
    check_head(&format, mistakes);
    let dimensions: Vec<Dimension> = format
        .dimension
        .iter()
        .map(|raw| dimension::resolve(raw, &format.records, mistakes))
        .collect();
    let ids = format.dimension.iter().map(|raw| &raw.id);
    check_unique(
        "the identifier",
        std::iter::once(&format.time.id).chain(ids),
        mistakes,
    );
    let lists = CodeLists {
        raw: &format.dimension,
    };
    let whole = check_parts(&format.measure, mistakes);
    let measures = resolve_measures(&format.measure, &lists, mistakes);
    let records = records::resolve(&format, &lists, mistakes);
    let relations = relation::resolve(&format, &lists, mistakes);
    breaks::check(&format, &lists, mistakes);
    pages::check(&format, &lists, mistakes);
    part::check(&format, mistakes);
    replaces::check(&format, mistakes);
    settled::check(&format, mistakes);
    flow::check(&format, &lists, mistakes);
    indicator::check(&format, mistakes);
    classification::check(&format, &lists, mistakes);
    population::check(&format, &lists, mistakes);
    tables::check(&format, &lists, mistakes);
    let columns = list_columns(&format);
    let read_columns = ReadColumns::new(&format, &columns);
    check_columns(&format, &read_columns, mistakes);
    let sources = source::resolve(&format, &read_columns, mistakes);
    let identity = identity::resolve(&format, &read_columns, &sources, mistakes);
    let events = identity::resolve_events(&format, &read_columns);
    let template = template::resolve(&format, &columns, mistakes);
    let years = format.time.first..=*format.time.last.get_ref();
    let without = format.time.without.iter();
    let without = without.map(|year| *year.get_ref()).collect();
    let pooled = editions::last_pooled_year(&format.time);
    Codebook {
        catalog: catalog::build(format, languages),
        years,
        without,
        pooled,
        records,
        measures,
        whole,
        dimensions,
        relations,
        sources,
        identity,
        events,
        template,
        columns,
        notes: Vec::new(),
    }
}

/// Only a key may read a column that seems to identify people.
fn check_columns(format: &Format, read_columns: &ReadColumns<'_>, mistakes: &mut Collector<'_>) {
    let mut columns: Vec<&Placed<String>> =
        format.measure.iter().map(|measure| &measure.date).collect();
    for raw in &format.dimension {
        columns.extend([&raw.column, &raw.birth, &raw.on].into_iter().flatten());
    }
    columns.extend(candidate_columns(format));
    columns.extend(event_key(format));
    for column in columns {
        let name = column.get_ref();
        if name.trim().is_empty() {
            mistakes.at(
                column,
                "the name of the column is empty: write the name of a column",
            );
        } else if let Some(identifier) = read_columns.find_identifier(name, name) {
            mistakes.at(column, identifier_message(name, identifier));
        }
    }
}

fn check_head(format: &Format, mistakes: &mut Collector<'_>) {
    check_name(&format.id, mistakes);
    check_name(&format.release, mistakes);
    check_id(&format.time.id, mistakes);
    site::check(&format.site, mistakes);
    for contact in &format.contacts {
        check_telephone(&contact.telephone, mistakes);
    }
    let threshold = *format.threshold.get_ref();
    if threshold < SMALLEST_THRESHOLD {
        mistakes.at(
            &format.threshold,
            format!(
                "a threshold of {threshold} protects nobody: choose {SMALLEST_THRESHOLD} or more"
            ),
        );
    }
    time::check(format, mistakes);
    time::check_next(format, mistakes);
}

/// Checks that exactly one measure is the whole and that all others are part of it. Returns the position of the whole.
fn check_parts(raw: &[format::Measure], mistakes: &mut Collector<'_>) -> usize {
    check_unique(
        "the identifier",
        raw.iter().map(|measure| &measure.id),
        mistakes,
    );
    let mut wholes = Vec::new();
    for (position, measure) in raw.iter().enumerate() {
        check_id(&measure.id, mistakes);
        match &measure.part_of {
            None => wholes.push(position),
            Some(whole) => check_whole(raw, whole, mistakes),
        }
    }
    match wholes.as_slice() {
        [] => mistakes.in_span(
            None,
            "every measure has part_of: remove it from the measure that counts everybody",
        ),
        [_] => {}
        [_, others @ ..] => others.iter().for_each(|position| {
            mistakes.at(
                &raw[*position].id,
                "this is a second measure without part_of: name there the measure that counts everybody",
            );
        }),
    }
    wholes.first().copied().unwrap_or_default()
}

/// Checks the measure that another one is part of.
fn check_whole(raw: &[format::Measure], whole: &Placed<String>, mistakes: &mut Collector<'_>) {
    let id = whole.get_ref();
    match raw.iter().find(|other| other.id.get_ref() == id) {
        None => mistakes.at(whole, format!("the measure “{id}” does not exist")),
        Some(other) if other.part_of.is_some() => mistakes.at(
            whole,
            format!(
                "“{id}” is itself part of another measure: name the measure that counts everybody"
            ),
        ),
        Some(_) => {}
    }
}

fn resolve_measures(
    raw: &[format::Measure],
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) -> Vec<Measure> {
    let resolve_measure = |raw: &format::Measure| {
        let when = raw.when.as_ref();
        Measure {
            id: raw.id.get_ref().clone(),
            date: raw.date.get_ref().trim().to_owned(),
            when: when.and_then(|when| lists.resolve_condition(when, mistakes)),
        }
    };
    raw.iter().map(resolve_measure).collect()
}
