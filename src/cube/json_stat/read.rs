//! Reads the JSON-stat files that this crate writes.

use serde_json::Value;

use crate::catalog::{Catalog, TableEntry};
use crate::dimension::{Category, Dimension, Role, TOTAL};
use crate::json_stat::error::ReadError;
use crate::json_stat::file::{HIDDEN, METRIC, VERSION};
use crate::json_stat::part::{DatasetPart, DimensionPart, OtherPart, Others, RolePart};
use crate::lang::Lang;
use crate::languages::Languages;
use crate::objects::{Object, Read};
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
    /// Who publishes it, in the first language.
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
            && self.source == catalog.source.get(catalog.languages.first())
            && catalog.tables.iter().any(|entry| is_listed(&entry))
    }
}

/// Reads a table of a dataset that [`write_table`](super::write_table) wrote.
pub fn read_table(json: &str) -> Result<Table, ReadError> {
    read_dataset(json).map(|dataset| dataset.table)
}

/// Reads a dataset that [`write_table`](super::write_table) wrote.
pub fn read_dataset(json: &str) -> Result<Dataset, ReadError> {
    let mut dataset = DatasetPart::default();
    dataset.read(parse(json, "dataset")?)?;
    let languages = &dataset.extension.languages;
    let mut dimensions = Vec::new();
    for id in dataset.id.iter().filter(|id| *id != METRIC) {
        let described = dataset
            .dimension
            .remove(id)
            .ok_or_else(|| ReadError::Dimension(id.clone()))?;
        let mut part = DimensionPart::default();
        part.read(described).map_err(|mistake| mistake.inside(id))?;
        let dimension = read_dimension(id, part, &dataset.role, languages);
        check_order(&dimension)?;
        dimensions.push(dimension);
    }
    let mut cells = Vec::new();
    for (index, value) in dataset.value.iter().enumerate() {
        let status = dataset.status.get(&index.to_string()).map(String::as_str);
        cells.push(match (value, status) {
            (Some(count), None) => Cell::Published(*count),
            (None, Some(HIDDEN)) => Cell::Hidden,
            _ => return Err(ReadError::Cell(index)),
        });
    }
    let others = &dataset.extension.others;
    let label = text(languages, Some(&dataset.label), others, &|other| {
        Some(&other.label)
    });
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
    let mut catalog = Catalog::default();
    let mut collection = Object::open(parse(json, "collection")?)?;
    collection.needed("extension", &mut catalog);
    collection.end()?;
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

/// Parses a file of this class and of the version that is written.
fn parse(json: &str, expected: &'static str) -> Result<Value, ReadError> {
    let file: Value = serde_json::from_str(json)?;
    let head = |name: &str| file[name].as_str().unwrap_or_default().to_owned();
    let (version, class) = (head("version"), head("class"));
    if version == VERSION && class == expected {
        Ok(file)
    } else {
        Err(ReadError::Class {
            expected,
            class,
            version,
        })
    }
}

fn read_dimension(
    id: &str,
    part: DimensionPart,
    role: &RolePart,
    languages: &Languages,
) -> Dimension {
    let others = &part.extension.others;
    let mut categories = Vec::new();
    for code in part.category.index.iter().filter(|code| *code != TOTAL) {
        categories.push(read_category(code, &part, languages));
    }
    let note = part.note.first();
    Dimension {
        id: id.into(),
        label: text(languages, Some(&part.label), others, &|other| {
            Some(&other.label)
        }),
        role: match id {
            _ if role.time.iter().any(|time| time == id) => Role::Time,
            _ if role.geo.iter().any(|geo| geo == id) => Role::Geo,
            _ => Role::Attribute,
        },
        multi_response: part.extension.multi_response,
        note: note.map(|note| text(languages, Some(note), others, &|other| other.note.first())),
        categories,
        ..Dimension::default()
    }
}

fn read_category(code: &String, part: &DimensionPart, languages: &Languages) -> Category {
    let others = &part.extension.others;
    let label = part.category.label.get(code);
    let notes = part.category.note.get(code);
    Category {
        code: code.clone(),
        label: text(languages, label, others, &|other| other.category.get(code)),
        parent: parent_of(code, part),
        apart: !part.category.child.is_empty() && !is_child(code, part),
        unknown: part.extension.unknown.contains(code),
        note: notes.map(|notes| {
            text(languages, notes.first(), others, &|other| {
                other.category_note.get(code)?.first()
            })
        }),
        ..Category::default()
    }
}

/// The category that has this one among its children; none directly below the total.
fn parent_of(code: &String, part: &DimensionPart) -> Option<String> {
    for (parent, children) in &part.category.child {
        if parent != TOTAL && children.contains(code) {
            return Some(parent.clone());
        }
    }
    None
}

fn is_child(code: &String, part: &DimensionPart) -> bool {
    let mut all = part.category.child.values();
    all.any(|children| children.contains(code))
}

/// A text in the languages of a file: the first one's words, and what `pick` finds of the others.
fn text(
    languages: &Languages,
    first: Option<&String>,
    others: &Others,
    pick: &dyn Fn(&OtherPart) -> Option<&String>,
) -> Text {
    let mut text = Text::default();
    for (lang, other) in Lang::ALL.into_iter().zip(others) {
        if let Some(words) = other.as_ref().and_then(pick) {
            text.set(lang, words);
        }
    }
    if let Some(words) = first {
        text.set(languages.first(), words);
    }
    text
}
