//! Resolves how rows of one application are linked, and how events are linked with persons.

use std::collections::BTreeMap;

use crate::{
    format::{self, Format, KeyForm, RowKind, SharedKey},
    mistake::Collector,
    names::{check_rule, check_unique},
    placed::Placed,
    source::{Source, read_columns::ReadColumns},
};

/// The position of a column among the codebook's.
pub type Column = usize;

/// How rows of one application are recognized, and which source is trusted.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The positions of all sources, the most trusted first.
    pub trust: Vec<usize>,
    /// The same for dimensions and measures that have an order of their own, by their ids.
    pub trust_for: BTreeMap<String, Vec<usize>>,
    /// Keys, the strongest first: rows with equal values in all columns of one are the same application.
    pub keys: Vec<IdentityKey>,
    /// Rules that propose candidate pairs, which a person decides.
    pub candidate_rules: Vec<CandidateRule>,
}

/// Columns that identify an application.
#[derive(Clone, Debug)]
pub struct IdentityKey {
    /// The columns.
    pub columns: Vec<Column>,
    /// In how many rows of one source the same application may be. A value that more rows share identifies none.
    pub most_rows: u32,
    /// Whether the codebook says so: then a person with several rows of one source is expected.
    pub expects_rows: bool,
    /// How rows with a value that too many rows share are treated.
    pub shared: SharedKey,
    /// How values are compared.
    pub form: KeyForm,
}

/// In how many rows of one source the same application may be, unless the codebook says otherwise.
const MOST_ROWS: u32 = 3;

/// A rule by which two rows are a candidate pair.
#[derive(Clone, Debug)]
pub struct CandidateRule {
    /// The name of the rule.
    pub rule: String,
    /// The columns with equal values.
    pub same: Vec<Column>,
    /// A column with a date, and the greatest difference in days.
    pub within: Option<(Column, u16)>,
}

impl Identity {
    /// The sources, the most trusted first, for a dimension or the date of a measure.
    pub fn trust(&self, id: &str) -> &[usize] {
        self.trust_for.get(id).unwrap_or(&self.trust)
    }
}

/// How rows of events are linked with persons.
#[derive(Clone, Debug)]
pub struct Events {
    /// The column that rows of events and rows of persons both have.
    pub key: Column,
}

pub(super) fn resolve_events(format: &Format, read_columns: &ReadColumns<'_>) -> Option<Events> {
    Some(Events {
        key: find_column(read_columns, &format.events.as_ref()?.key),
    })
}

pub(super) fn resolve(
    format: &Format,
    read_columns: &ReadColumns<'_>,
    sources: &[Source],
    mistakes: &mut Collector<'_>,
) -> Option<Identity> {
    let raw = format.identity.as_ref()?;
    let declared: Vec<usize> = (0..sources.len()).collect();
    let trust = order_sources(&raw.trust, &declared, sources, mistakes);
    let mut trust_for = BTreeMap::new();
    for (field, first) in &raw.trust_for {
        check_trusted_field(format, field, mistakes);
        let order = order_sources(first, &trust, sources, mistakes);
        trust_for.insert(field.get_ref().clone(), order);
    }
    check_keys(raw, mistakes);
    check_candidate_rules(raw, mistakes);
    check_links(format, raw, sources, read_columns, mistakes);
    let keys = raw.key.iter();
    let rules = raw.near.iter();
    Some(Identity {
        trust,
        trust_for,
        keys: keys.map(|key| resolve_key(key, read_columns)).collect(),
        candidate_rules: rules
            .map(|rule| resolve_rule(rule, read_columns, mistakes))
            .collect(),
    })
}

/// An order of trust of its own is for one dimension or for one measure.
fn check_trusted_field(format: &Format, field: &Placed<String>, mistakes: &mut Collector<'_>) {
    let id = field.get_ref();
    let is_dimension = format.dimension.iter().any(|raw| raw.id.get_ref() == id);
    let is_measure = format.measure.iter().any(|raw| raw.id.get_ref() == id);
    match (is_dimension, is_measure) {
        (true, false) | (false, true) => {}
        (false, false) => mistakes.at(
            field,
            format!("“{id}” is neither a dimension nor a measure: write the id of one"),
        ),
        (true, true) => mistakes.at(
            field,
            format!("“{id}” is a dimension and also a measure: give one of them another id"),
        ),
    }
}

fn check_keys(raw: &format::Identity, mistakes: &mut Collector<'_>) {
    for key in &raw.key {
        check_unique("the column", key.columns.get_ref(), mistakes);
        if key.columns.get_ref().is_empty() {
            mistakes.at(&key.columns, "the key has no columns: name at least one");
        }
        if let Some(most) = key.most_rows.as_ref().filter(|most| *most.get_ref() == 0) {
            mistakes.at(
                most,
                "a person is in at least one row: write how many rows of one source a person may have",
            );
        }
    }
}

fn check_candidate_rules(raw: &format::Identity, mistakes: &mut Collector<'_>) {
    check_unique("the rule", raw.near.iter().map(|near| &near.rule), mistakes);
    for near in &raw.near {
        check_rule(&near.rule, mistakes);
        check_unique("the column", &near.same, mistakes);
        if near.same.is_empty() {
            mistakes.at(
                &near.rule,
                "the rule compares no columns: name at least one in “same”",
            );
        }
    }
}

/// Rows of every source with persons must be linkable, unless rules for candidate pairs can propose them to a person.
fn check_links(
    format: &Format,
    raw: &format::Identity,
    sources: &[Source],
    read_columns: &ReadColumns<'_>,
    mistakes: &mut Collector<'_>,
) {
    if raw.key.is_empty() || !raw.near.is_empty() {
        return;
    }
    for (written, source) in format.source.iter().zip(sources) {
        let has =
            |column: &Placed<String>| !source.columns[find_column(read_columns, column)].is_empty();
        let has_key = raw
            .key
            .iter()
            .any(|key| key.columns.get_ref().iter().all(has));
        if written.holds == RowKind::Persons && !has_key {
            let id = written.id.get_ref();
            mistakes.at(
                &written.id,
                format!(
                    "“{id}” lacks a column of every key, so its rows cannot be linked: add a key of columns that it has"
                ),
            );
        }
    }
}

/// The named sources, then the others in the order of `rest`.
fn order_sources(
    first: &[Placed<String>],
    rest: &[usize],
    sources: &[Source],
    mistakes: &mut Collector<'_>,
) -> Vec<usize> {
    check_unique("the source", first, mistakes);
    let mut order = Vec::new();
    for id in first {
        match sources.iter().position(|source| source.id == *id.get_ref()) {
            Some(source) => order.push(source),
            None => mistakes.at(id, format!("the source “{}” does not exist", id.get_ref())),
        }
    }
    for source in rest {
        if !order.contains(source) {
            order.push(*source);
        }
    }
    order
}

fn resolve_key(raw: &format::Key, read_columns: &ReadColumns<'_>) -> IdentityKey {
    IdentityKey {
        columns: find_columns(read_columns, raw.columns.get_ref()),
        most_rows: raw
            .most_rows
            .as_ref()
            .map_or(MOST_ROWS, |most| *most.get_ref()),
        expects_rows: raw.most_rows.is_some(),
        shared: raw.shared,
        form: raw.form,
    }
}

fn resolve_rule(
    raw: &format::Near,
    read_columns: &ReadColumns<'_>,
    mistakes: &mut Collector<'_>,
) -> CandidateRule {
    let within = match (&raw.date, &raw.days) {
        (Some(date), Some(days)) => Some((find_column(read_columns, date), *days.get_ref())),
        (None, None) => None,
        (Some(date), None) => {
            mistakes.at(
                date,
                "“date” needs “days”: write how many days may lie between the two dates",
            );
            None
        }
        (None, Some(days)) => {
            mistakes.at(days, "“days” needs “date”: name the column with the date");
            None
        }
    };
    CandidateRule {
        rule: raw.rule.get_ref().clone(),
        same: find_columns(read_columns, &raw.same),
        within,
    }
}

fn find_columns(read_columns: &ReadColumns<'_>, names: &[Placed<String>]) -> Vec<Column> {
    let positions = names.iter().map(|name| find_column(read_columns, name));
    positions.collect()
}

/// The position of a column. Every column that the codebook names is among its columns.
fn find_column(read_columns: &ReadColumns<'_>, column: &Placed<String>) -> Column {
    let mut all = read_columns.all.iter();
    all.position(|known| known == column.get_ref().trim())
        .unwrap_or_default()
}
