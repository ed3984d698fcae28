//! Reads the JSON-stat files that this crate writes.

use serde::Deserialize;

use crate::catalog::Catalog;
use crate::dimension::{Category, Dimension, Role, TOTAL};
use crate::json_stat::error::ReadError;
use crate::json_stat::file::{
    HIDDEN, JsonCollection, JsonDataset, JsonDimension, JsonRole, METRIC, VERSION,
};
use crate::objects;
use crate::table::{Cell, Table};
use crate::text::Text;

/// Reads a dataset that [`write_table`](super::write_table) wrote.
pub fn read_table(json: &str) -> Result<Table, ReadError> {
    check_class(json, "dataset")?;
    let mut dataset: JsonDataset = objects::read(json)?;
    let mut dimensions = Vec::new();
    for id in dataset.id.iter().filter(|id| *id != METRIC) {
        let described = dataset
            .dimension
            .remove(id)
            .ok_or_else(|| ReadError::Dimension(id.clone()))?;
        dimensions.push(read_dimension(id, described, &dataset.role));
    }
    let mut cells = Vec::new();
    for (index, value) in dataset.value.iter().enumerate() {
        let status = dataset.status.get(&index).map(String::as_str);
        cells.push(match (value, status) {
            (Some(count), None) => Cell::Published(*count),
            (None, Some(HIDDEN)) => Cell::Hidden,
            _ => return Err(ReadError::Cell(index)),
        });
    }
    let label = Text::new(dataset.label, dataset.extension.en.label);
    let (table, measure) = (dataset.extension.table, dataset.extension.measure);
    Ok(Table::new(table, label, measure, dimensions, cells)?)
}

/// Reads a collection that [`write_catalog`](super::write_catalog) wrote.
pub fn read_catalog(json: &str) -> Result<Catalog, ReadError> {
    check_class(json, "collection")?;
    Ok(objects::read::<JsonCollection>(json)?.extension)
}

fn check_class(json: &str, expected: &'static str) -> Result<(), ReadError> {
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        version: String,
        #[serde(default)]
        class: String,
    }
    let Head { version, class } = objects::read(json)?;
    if version == VERSION && class == expected {
        Ok(())
    } else {
        Err(ReadError::Class {
            expected,
            class,
            version,
        })
    }
}

fn read_dimension(id: &str, json: JsonDimension, role: &JsonRole) -> Dimension {
    let english = &json.extension.en;
    let mut categories = Vec::new();
    for code in json.category.index.iter().filter(|code| *code != TOTAL) {
        categories.push(read_category(code, &json));
    }
    Dimension {
        id: id.into(),
        label: text(Some(&json.label), Some(&english.label)),
        role: match id {
            _ if role.time.iter().any(|time| time == id) => Role::Time,
            _ if role.geo.iter().any(|geo| geo == id) => Role::Geo,
            _ => Role::Attribute,
        },
        multi_response: json.extension.multi_response,
        note: json
            .note
            .first()
            .map(|note| text(Some(note), english.note.first())),
        categories,
        ..Dimension::default()
    }
}

fn read_category(code: &String, json: &JsonDimension) -> Category {
    let english = &json.extension.en;
    let mut note = None;
    if let Some(notes) = json.category.note.get(code) {
        let english_notes = english.category_note.get(code);
        note = Some(text(
            notes.first(),
            english_notes.and_then(|notes| notes.first()),
        ));
    }
    Category {
        code: code.clone(),
        label: text(json.category.label.get(code), english.category.get(code)),
        parent: parent_of(code, json),
        apart: !json.category.child.is_empty() && !is_child(code, json),
        unknown: json.extension.unknown.contains(code),
        note,
        ..Category::default()
    }
}

/// The category that has this one among its children; none directly below the total.
fn parent_of(code: &String, json: &JsonDimension) -> Option<String> {
    for (parent, children) in &json.category.child {
        if parent != TOTAL && children.contains(code) {
            return Some(parent.clone());
        }
    }
    None
}

fn is_child(code: &String, json: &JsonDimension) -> bool {
    let mut all = json.category.child.values();
    all.any(|children| children.contains(code))
}

/// A text in both languages; Spanish stands in where English is missing.
fn text(es: Option<&String>, en: Option<&String>) -> Text {
    Text::new(
        es.cloned().unwrap_or_default(),
        en.or(es).cloned().unwrap_or_default(),
    )
}
