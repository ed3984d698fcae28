//! JSON-stat 2.0, as other tools read it: one dataset a table, one collection a release.
//!
//! Labels are Spanish; English ones, and what JSON-stat has no word for, stand under `extension`. A hidden cell is
//! `null` with status `"c"`. Format: <https://json-stat.org/full/>.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Catalog, Category, Cell, Dimension, Role, ShapeError, TOTAL, Table, Text, objects};

/// The id of the dimension that names what is counted, in the sense of JSON-stat's role `metric`.
pub const METRIC: &str = "medida";

/// The status of a hidden cell.
pub const HIDDEN: &str = "c";

const VERSION: &str = "2.0";

/// Why a file could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// It is not JSON, or not of the shape that this version of the format has.
    #[error("not a JSON-stat file of this dashboard: {0}")]
    Json(#[from] serde_json::Error),
    /// It is of another version of JSON-stat, or another class.
    #[error(
        "a JSON-stat {expected} of version {VERSION} was expected, this is a {class} of version {version}"
    )]
    Class {
        /// `dataset` or `collection`.
        expected: &'static str,
        /// What the file says it is.
        class: String,
        /// What the file says its version is.
        version: String,
    },
    /// A dimension is listed but not described.
    #[error("the dimension {0} is listed but not described")]
    Dimension(String),
    /// A cell is neither a number nor marked hidden, or both.
    #[error("cell {0} is neither a number nor marked as hidden")]
    Cell(usize),
    /// The number of cells does not fit the dimensions.
    #[error(transparent)]
    Shape(#[from] ShapeError),
}

/// A table as a JSON-stat dataset, one line.
pub fn write_table(table: &Table, catalog: &Catalog) -> String {
    let measure = catalog.measure(&table.measure);
    let metric = JsonDimension {
        label: "Medida".into(),
        note: vec![],
        category: JsonCategory {
            index: vec![table.measure.clone()],
            label: [(
                table.measure.clone(),
                measure
                    .map(|measure| measure.label.es.clone())
                    .unwrap_or_default(),
            )]
            .into(),
            unit: measure
                .map(|measure| {
                    [(
                        table.measure.clone(),
                        Unit {
                            label: measure.unit.es.clone(),
                            decimals: 0,
                        },
                    )]
                    .into()
                })
                .unwrap_or_default(),
            ..JsonCategory::default()
        },
        extension: DimensionExtension {
            en: EnglishDimension {
                label: "Measure".into(),
                category: [(
                    table.measure.clone(),
                    measure
                        .map(|measure| measure.label.en.clone())
                        .unwrap_or_default(),
                )]
                .into(),
                ..EnglishDimension::default()
            },
            ..DimensionExtension::default()
        },
    };
    let dimensions = table
        .dimensions()
        .iter()
        .map(|dimension| (dimension.id.clone(), write_dimension(dimension)));
    let status = table
        .cells()
        .iter()
        .enumerate()
        .filter(|(_, cell)| **cell == Cell::Hidden);
    let dataset = JsonDataset {
        version: VERSION.into(),
        class: "dataset".into(),
        label: table.label.es.clone(),
        source: catalog.source.es.clone(),
        id: table
            .dimensions()
            .iter()
            .map(|dimension| dimension.id.clone())
            .chain([METRIC.into()])
            .collect(),
        size: table
            .dimensions()
            .iter()
            .map(|dimension| dimension.categories.len() + 1)
            .chain([1])
            .collect(),
        role: JsonRole {
            time: ids(table, Role::Time),
            geo: ids(table, Role::Geo),
            metric: vec![METRIC.into()],
        },
        dimension: dimensions.chain([(METRIC.into(), metric)]).collect(),
        value: table.cells().iter().map(|cell| cell.published()).collect(),
        status: status.map(|(index, _)| (index, HIDDEN.into())).collect(),
        extension: DatasetExtension {
            table: table.id.clone(),
            measure: table.measure.clone(),
            release: catalog.release.clone(),
            status: StatusExtension {
                label: [(HIDDEN.into(), "Oculto para proteger a las personas".into())].into(),
            },
            en: EnglishDataset {
                label: table.label.en.clone(),
                source: catalog.source.en.clone(),
            },
        },
    };
    to_line(&dataset)
}

/// Reads a dataset that [`write_table`] wrote.
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
    let cell = |(index, value): (usize, &Option<u64>)| match (
        value,
        dataset.status.get(&index).map(String::as_str),
    ) {
        (Some(count), None) => Ok(Cell::Published(*count)),
        (None, Some(HIDDEN)) => Ok(Cell::Hidden),
        _ => Err(ReadError::Cell(index)),
    };
    let cells = dataset
        .value
        .iter()
        .enumerate()
        .map(cell)
        .collect::<Result<_, _>>()?;
    let label = Text::new(dataset.label, dataset.extension.en.label);
    Ok(Table::new(
        dataset.extension.table,
        label,
        dataset.extension.measure,
        dimensions,
        cells,
    )?)
}

/// The catalog as a JSON-stat collection. `base` is put before each table's file name: empty for links relative to
/// the index, or the address at which the release will stand.
pub fn write_catalog(catalog: &Catalog, tables: &[Table], base: &str) -> String {
    let item = |table: &Table| Item {
        class: "dataset".into(),
        href: format!("{base}{}.json", table.id),
        label: table.label.es.clone(),
    };
    to_line(&JsonCollection {
        version: VERSION.into(),
        class: "collection".into(),
        label: catalog.title.es.clone(),
        source: catalog.source.es.clone(),
        link: Link {
            item: tables.iter().map(item).collect(),
        },
        extension: catalog.clone(),
    })
}

/// Reads a collection that [`write_catalog`] wrote.
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

fn to_line(value: &impl Serialize) -> String {
    // Maps keyed by strings and plain structs: there is nothing in them that serde_json can refuse.
    serde_json::to_string(value)
        .map(|line| line + "\n")
        .unwrap_or_default()
}

fn ids(table: &Table, role: Role) -> Vec<String> {
    table
        .dimensions()
        .iter()
        .filter(|dimension| dimension.role == role)
        .map(|dimension| dimension.id.clone())
        .collect()
}

fn write_dimension(dimension: &Dimension) -> JsonDimension {
    let total = Text::new("Total", "Total");
    let labels = |pick: fn(&Text) -> &String| {
        let categories = dimension
            .categories
            .iter()
            .map(|category| (category.code.clone(), pick(&category.label).clone()));
        std::iter::once((TOTAL.to_owned(), pick(&total).clone()))
            .chain(categories)
            .collect::<BTreeMap<_, _>>()
    };
    let notes = |pick: fn(&Text) -> &String| {
        let noted = dimension
            .categories
            .iter()
            .filter_map(|category| Some((category, category.note.as_ref()?)));
        noted
            .map(|(category, note)| (category.code.clone(), vec![pick(note).clone()]))
            .collect::<BTreeMap<_, _>>()
    };
    let child = dimension
        .codes()
        .filter(|code| !dimension.is_leaf(code))
        .map(|code| {
            (
                code.to_owned(),
                dimension
                    .children(code)
                    .map(|category| category.code.clone())
                    .collect(),
            )
        });
    JsonDimension {
        label: dimension.label.es.clone(),
        note: dimension.note.iter().map(|note| note.es.clone()).collect(),
        category: JsonCategory {
            index: dimension.codes().map(Into::into).collect(),
            label: labels(|text| &text.es),
            // JSON-stat's children add up to their parent; the categories of a multi-response dimension do not.
            child: if dimension.multi_response {
                BTreeMap::new()
            } else {
                child.collect()
            },
            note: notes(|text| &text.es),
            unit: BTreeMap::new(),
        },
        extension: DimensionExtension {
            en: EnglishDimension {
                label: dimension.label.en.clone(),
                note: dimension.note.iter().map(|note| note.en.clone()).collect(),
                category: labels(|text| &text.en),
                category_note: notes(|text| &text.en),
            },
            multi_response: dimension.multi_response,
            unknown: codes(dimension, |category| category.unknown),
            unprotected: codes(dimension, |category| category.unprotected),
        },
    }
}

fn codes(dimension: &Dimension, of: fn(&Category) -> bool) -> Vec<String> {
    dimension
        .categories
        .iter()
        .filter(|category| of(category))
        .map(|category| category.code.clone())
        .collect()
}

fn read_dimension(id: &str, json: JsonDimension, role: &JsonRole) -> Dimension {
    let text = |es: Option<&String>, en: Option<&String>| {
        Text::new(
            es.cloned().unwrap_or_default(),
            en.or(es).cloned().unwrap_or_default(),
        )
    };
    let english = &json.extension.en;
    let parent = |code: &str| {
        let mut parents = json
            .category
            .child
            .iter()
            .filter(|(parent, _)| *parent != TOTAL);
        parents
            .find(|(_, children)| children.iter().any(|child| child == code))
            .map(|(parent, _)| parent.clone())
    };
    let is_below = |code: &String| {
        json.category
            .child
            .values()
            .any(|children| children.contains(code))
    };
    let categories = json
        .category
        .index
        .iter()
        .filter(|code| *code != TOTAL)
        .map(|code| Category {
            code: code.clone(),
            label: text(json.category.label.get(code), english.category.get(code)),
            parent: parent(code),
            apart: !json.category.child.is_empty() && !is_below(code),
            unknown: json.extension.unknown.contains(code),
            unprotected: json.extension.unprotected.contains(code),
            note: json.category.note.get(code).map(|notes| {
                text(
                    notes.first(),
                    english
                        .category_note
                        .get(code)
                        .and_then(|notes| notes.first()),
                )
            }),
            ..Category::default()
        });
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
        categories: categories.collect(),
        ..Dimension::default()
    }
}

// What stands there for other tools, or again in the catalog, is written and not read: reading it would weigh on the page.

#[derive(Serialize, Deserialize)]
struct JsonCollection {
    #[serde(skip_deserializing)]
    version: String,
    #[serde(skip_deserializing)]
    class: String,
    #[serde(skip_deserializing)]
    label: String,
    #[serde(skip_deserializing)]
    source: String,
    #[serde(skip_deserializing)]
    link: Link,
    extension: Catalog,
}

#[derive(Serialize, Default)]
struct Link {
    item: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    class: String,
    href: String,
    label: String,
}

#[derive(Serialize, Deserialize)]
struct JsonDataset {
    #[serde(skip_deserializing)]
    version: String,
    #[serde(skip_deserializing)]
    class: String,
    label: String,
    #[serde(skip_deserializing)]
    source: String,
    id: Vec<String>,
    #[serde(skip_deserializing)]
    size: Vec<usize>,
    role: JsonRole,
    dimension: BTreeMap<String, JsonDimension>,
    value: Vec<Option<u64>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    status: BTreeMap<usize, String>,
    extension: DatasetExtension,
}

#[derive(Serialize, Deserialize, Default)]
struct JsonRole {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    time: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    geo: Vec<String>,
    #[serde(skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    metric: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct JsonDimension {
    label: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    note: Vec<String>,
    category: JsonCategory,
    extension: DimensionExtension,
}

#[derive(Serialize, Deserialize, Default)]
struct JsonCategory {
    index: Vec<String>,
    label: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    child: BTreeMap<String, Vec<String>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    note: BTreeMap<String, Vec<String>>,
    #[serde(skip_deserializing, skip_serializing_if = "BTreeMap::is_empty")]
    unit: BTreeMap<String, Unit>,
}

#[derive(Serialize)]
struct Unit {
    label: String,
    decimals: u8,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct DimensionExtension {
    en: EnglishDimension,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    multi_response: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unknown: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unprotected: Vec<String>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct EnglishDimension {
    label: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    note: Vec<String>,
    category: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    category_note: BTreeMap<String, Vec<String>>,
}

#[derive(Serialize, Deserialize)]
struct DatasetExtension {
    table: String,
    measure: String,
    #[serde(skip_deserializing)]
    release: String,
    #[serde(skip_deserializing)]
    status: StatusExtension,
    en: EnglishDataset,
}

#[derive(Serialize, Default)]
struct StatusExtension {
    label: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct EnglishDataset {
    label: String,
    #[serde(skip_deserializing)]
    source: String,
}

#[cfg(test)]
mod tests;
