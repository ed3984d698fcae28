//! Which rows are the same application, and which events are whose, gone through for what leads nowhere.

use std::collections::BTreeMap;

use crate::{
    format::{self, Format, Holds},
    mistake::Collector,
    placed::Placed,
    source::{Needed, Source},
    words::{check_rule, check_unique},
};

/// The position of a column among the codebook's.
pub type Column = usize;

/// Which rows are the same application.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The positions of all sources, the most trusted first.
    pub trust: Vec<usize>,
    /// The same, by the id of a dimension or measure that has an order of its own.
    pub trust_for: BTreeMap<String, Vec<usize>>,
    /// Each the columns in which rows of one application agree; tried in order.
    pub keys: Vec<Vec<Column>>,
    /// The rules by which two rows may be the same application, for a person to decide.
    pub near: Vec<Near>,
}

/// What makes two rows look like the same application.
#[derive(Clone, Debug)]
pub struct Near {
    /// The name of the rule.
    pub rule: String,
    /// The columns in which they agree.
    pub same: Vec<Column>,
    /// The column with a date, and how many days may lie between.
    pub within: Option<(Column, u16)>,
}

impl Identity {
    /// The sources, the most trusted first, for a dimension or the date of a measure.
    pub fn trust(&self, id: &str) -> &[usize] {
        self.trust_for.get(id).unwrap_or(&self.trust)
    }
}

/// How rows that are events are linked with persons.
#[derive(Clone, Debug)]
pub struct Events {
    /// The column that both have.
    pub key: Column,
}

pub(super) fn events(format: &Format, needed: &Needed<'_>) -> Option<Events> {
    Some(Events {
        key: position(needed, &format.events.as_ref()?.key),
    })
}

pub(super) fn resolve(
    format: &Format,
    needed: &Needed<'_>,
    sources: &[Source],
    mistakes: &mut Collector<'_>,
) -> Option<Identity> {
    let raw = format.identity.as_ref()?;
    let trust = order(
        &raw.trust,
        &(0..sources.len()).collect::<Vec<_>>(),
        sources,
        mistakes,
    );
    let mut trust_for = BTreeMap::new();
    for (field, first) in &raw.trust_for {
        let known = format.dimension.iter().map(|dimension| &dimension.id);
        let mut known = known.chain(format.measure.iter().map(|measure| &measure.id));
        if !known.any(|id| id.get_ref() == field.get_ref()) {
            mistakes.at(
                field,
                format!("“{}” is neither a dimension nor a measure", field.get_ref()),
            );
        }
        trust_for.insert(
            field.get_ref().clone(),
            order(first, &trust, sources, mistakes),
        );
    }
    check(format, raw, sources, needed, mistakes);
    let columns =
        |names: &[Placed<String>]| names.iter().map(|name| position(needed, name)).collect();
    Some(Identity {
        trust,
        trust_for,
        keys: raw
            .key
            .iter()
            .map(|key| columns(key.columns.get_ref()))
            .collect(),
        near: raw
            .near
            .iter()
            .map(|raw| near(raw, needed, columns(&raw.same), mistakes))
            .collect(),
    })
}

fn check(
    format: &Format,
    raw: &format::Identity,
    sources: &[Source],
    needed: &Needed<'_>,
    mistakes: &mut Collector<'_>,
) {
    check_unique("the rule", raw.near.iter().map(|near| &near.rule), mistakes);
    for near in &raw.near {
        check_rule(&near.rule, mistakes);
        check_unique("the column", &near.same, mistakes);
        if near.same.is_empty() {
            mistakes.at(
                &near.rule,
                "rows that look alike agree in at least one column: “same” has to tell it",
            );
        }
    }
    for key in &raw.key {
        check_unique("the column", key.columns.get_ref(), mistakes);
        if key.columns.get_ref().is_empty() {
            mistakes.at(&key.columns, "a key consists of at least one column");
        }
    }
    let can_link = |source: &Source| {
        let has = |column: &Placed<String>| !source.columns[position(needed, column)].is_empty();
        raw.key
            .iter()
            .any(|key| key.columns.get_ref().iter().all(has))
    };
    let persons = format
        .source
        .iter()
        .zip(sources)
        .filter(|(raw, _)| raw.holds == Holds::Persons);
    // Without a key, rows can still be proposed to a person.
    let needs_a_key = !raw.key.is_empty() && raw.near.is_empty();
    for (raw, _) in persons.filter(|(_, source)| needs_a_key && !can_link(source)) {
        let id = raw.id.get_ref();
        mistakes.at(
            &raw.id,
            format!("“{id}” lacks a column of every key, so none of its rows can be linked"),
        );
    }
    let both = |field: &&Placed<String>| {
        let is_measure = format
            .measure
            .iter()
            .any(|measure| measure.id.get_ref() == field.get_ref());
        is_measure
            && format
                .dimension
                .iter()
                .any(|dimension| dimension.id.get_ref() == field.get_ref())
    };
    for field in raw.trust_for.keys().filter(both) {
        mistakes.at(
            field,
            format!(
                "“{}” is a dimension and also a measure: which one is meant?",
                field.get_ref()
            ),
        );
    }
}

/// The sources that are named, then the others as they stand in `rest`.
fn order(
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
    order.extend(
        rest.iter()
            .filter(|source| !order.contains(source))
            .copied()
            .collect::<Vec<_>>(),
    );
    order
}

fn near(
    raw: &format::Near,
    needed: &Needed<'_>,
    same: Vec<Column>,
    mistakes: &mut Collector<'_>,
) -> Near {
    let within = match (&raw.date, &raw.days) {
        (Some(date), Some(days)) => Some((position(needed, date), *days.get_ref())),
        (None, None) => None,
        (Some(date), None) => {
            mistakes.at(
                date,
                "how many “days” may lie between two dates has to be told",
            );
            None
        }
        (None, Some(days)) => {
            mistakes.at(
                days,
                "“days” lie between dates: the column with the “date” has to be told",
            );
            None
        }
    };
    Near {
        rule: raw.rule.get_ref().clone(),
        same,
        within,
    }
}

/// Every column that the codebook names is among its columns.
fn position(needed: &Needed<'_>, column: &Placed<String>) -> Column {
    needed
        .all
        .iter()
        .position(|known| known == column.get_ref().trim())
        .unwrap_or_default()
}
