//! Reads the JSON-stat files that this crate writes.

use serde::Deserialize;

use crate::catalog::{Catalog, TableEntry};
use crate::dimension::{Category, Dimension, Role, TOTAL};
use crate::json_stat::error::ReadError;
use crate::json_stat::file::{
    HIDDEN, JsonCollection, JsonDataset, JsonDimension, JsonRole, METRIC, VERSION,
};
use crate::objects;
use crate::table::{Cell, Table};
use crate::text::Text;

/// A table, and the release that its file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// The table.
    pub table: Table,
    /// The name of the release.
    pub release: String,
    /// The edition of the release; empty in files of older versions.
    pub edition: String,
    /// Who publishes it, in Spanish.
    pub source: String,
}

impl Dataset {
    /// Whether the table is the one that a catalog lists under this id: of the same release, edition and publisher, of
    /// the same measure, and with the same categories.
    pub fn is_of(&self, catalog: &Catalog, id: &str) -> bool {
        let table = &self.table;
        let is_listed = |entry: &&TableEntry| {
            entry.id == id
                && table.id == id
                && table.measure == entry.measure
                && table.dimensions() == catalog.dimensions_of(entry)
        };
        self.release == catalog.release
            && self.edition == catalog.edition
            && self.source == catalog.source.es
            && catalog.tables.iter().any(|entry| is_listed(&entry))
    }
}

/// Reads a table of a dataset that [`write_table`](super::write_table) wrote.
pub fn read_table(json: &str) -> Result<Table, ReadError> {
    read_dataset(json).map(|dataset| dataset.table)
}

/// Reads a dataset that [`write_table`](super::write_table) wrote.
pub fn read_dataset(json: &str) -> Result<Dataset, ReadError> {
    check_class(json, "dataset")?;
    let mut dataset: JsonDataset = objects::read(json)?;
    let mut dimensions = Vec::new();
    for id in dataset.id.iter().filter(|id| *id != METRIC) {
        let described = dataset
            .dimension
            .remove(id)
            .ok_or_else(|| ReadError::Dimension(id.clone()))?;
        let dimension = read_dimension(id, described, &dataset.role);
        check_order(&dimension)?;
        dimensions.push(dimension);
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
    Ok(Dataset {
        table: Table::new(table, label, measure, dimensions, cells)?,
        release: dataset.extension.release,
        edition: dataset.extension.edition,
        source: dataset.source,
    })
}

/// Reads a collection that [`write_catalog`](super::write_catalog) wrote.
pub fn read_catalog(json: &str) -> Result<Catalog, ReadError> {
    check_class(json, "collection")?;
    let catalog = objects::read::<JsonCollection>(json)?.extension;
    for dimension in &catalog.dimensions {
        check_order(dimension)?;
    }
    Ok(catalog)
}

/// Checks that every category comes after the one that contains it, so that none contains itself.
fn check_order(dimension: &Dimension) -> Result<(), ReadError> {
    match dimension.misplaced() {
        Some(category) => Err(ReadError::Misplaced {
            dimension: dimension.id.clone(),
            code: category.code.clone(),
        }),
        None => Ok(()),
    }
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
