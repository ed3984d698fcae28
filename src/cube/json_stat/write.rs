//! Writes tables and catalogs as JSON-stat 2.0.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::dimension::{Category, Dimension, Role, TOTAL};
use crate::json_stat::file::{
    Collection, DatasetExtension, DimensionExtension, EnglishDataset, EnglishDimension, HIDDEN,
    Item, JsonCategory, JsonCollection, JsonDataset, JsonDimension, JsonRole, Link, METRIC,
    StatusExtension, Unit, VERSION,
};
use crate::measure::Measure;
use crate::table::{Cell, Table};
use crate::text::{Lang, Text};

/// Writes a table as a JSON-stat dataset, one line.
pub fn write_table(table: &Table, catalog: &Catalog) -> String {
    let (mut id, mut size) = (vec![], vec![]);
    let mut dimensions = BTreeMap::new();
    for dimension in table.dimensions() {
        id.push(dimension.id.clone());
        size.push(dimension.categories.len() + 1);
        dimensions.insert(dimension.id.clone(), write_dimension(dimension));
    }
    id.push(METRIC.into());
    size.push(1);
    let metric = write_metric(&table.measure, catalog.measure(&table.measure));
    dimensions.insert(METRIC.into(), metric);
    let mut status = BTreeMap::new();
    for (index, cell) in table.cells().iter().enumerate() {
        if *cell == Cell::Hidden {
            status.insert(index, HIDDEN.into());
        }
    }
    to_line(&JsonDataset {
        version: VERSION.into(),
        class: "dataset".into(),
        label: table.label.es.clone(),
        source: catalog.source.es.clone(),
        updated: catalog.updated(),
        note: dataset_notes(table, catalog, Lang::Es),
        id,
        size,
        role: JsonRole {
            time: ids_with_role(table, Role::Time),
            geo: ids_with_role(table, Role::Geo),
            metric: vec![METRIC.into()],
        },
        dimension: dimensions,
        value: table.cells().iter().map(|cell| cell.published()).collect(),
        status,
        extension: DatasetExtension {
            table: table.id.clone(),
            measure: table.measure.clone(),
            release: catalog.release.clone(),
            edition: catalog.edition.clone(),
            status: StatusExtension {
                label: [(HIDDEN.into(), "Oculto para proteger a las personas".into())].into(),
            },
            en: EnglishDataset {
                label: table.label.en.clone(),
                source: catalog.source.en.clone(),
                note: dataset_notes(table, catalog, Lang::En),
            },
        },
    })
}

/// Writes the catalog as a JSON-stat collection. `base` is put before each table's file name: empty for links relative
/// to the index, or the address at which the release will stand.
pub fn write_catalog(catalog: &Catalog, tables: &[Table], base: &str) -> String {
    write_catalog_with_notes(catalog, tables, base, &[])
}

/// Writes the catalog with notes of its own beside those of its codebook: what happened to releases.
pub fn write_catalog_with_notes(
    catalog: &Catalog,
    tables: &[Table],
    base: &str,
    notes: &[String],
) -> String {
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
        updated: catalog.updated(),
        note: [general_notes(catalog, Lang::Es), notes.to_vec()].concat(),
        link: Link {
            item: tables.iter().map(item).collect(),
        },
        extension: catalog.clone(),
    })
}

/// Writes a collection that other programs follow by itself: every table by its absolute address, with its title in one
/// language. `href` is the collection's own address, `base` that of the folder of the tables.
pub fn write_collection(
    catalog: &Catalog,
    titles: &[(String, String)],
    href: &str,
    base: &str,
    lang: Lang,
) -> String {
    let item = |(table, title): &(String, String)| Item {
        class: "dataset".into(),
        href: format!("{base}{table}.json"),
        label: title.clone(),
    };
    to_line(&Collection {
        version: VERSION.into(),
        class: "collection".into(),
        label: catalog.title.get(lang).to_owned(),
        source: catalog.source.get(lang).to_owned(),
        updated: catalog.updated(),
        href: href.into(),
        note: general_notes(catalog, lang),
        link: Link {
            item: titles.iter().map(item).collect(),
        },
    })
}

pub(super) fn to_line(value: &impl Serialize) -> String {
    // Maps keyed by strings and plain structs: there is nothing in them that serde_json can refuse.
    serde_json::to_string(value)
        .map(|line| line + "\n")
        .unwrap_or_default()
}

/// Lists what readers of any table must know: that it is invented, if it is, and what its numbers do not say.
fn general_notes(catalog: &Catalog, lang: Lang) -> Vec<String> {
    let texts = catalog.notice.iter().chain([&catalog.caveat]);
    let texts = texts.map(|text| text.get(lang).to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

/// Lists what readers of a table must know: the same, who is counted, and where the way of counting changed.
fn dataset_notes(table: &Table, catalog: &Catalog, lang: Lang) -> Vec<String> {
    let mut notes = general_notes(catalog, lang);
    if let Some(measure) = catalog.measure(&table.measure) {
        let definition = measure.definition.get(lang).to_owned();
        notes.extend(Some(definition).filter(|text| !text.is_empty()));
    }
    for one in catalog.breaks.iter().filter(|one| one.concerns(table)) {
        notes.push(format!("{}: {}", one.year, one.reason.get(lang)));
    }
    notes
}

/// The dimension that names the measure, as JSON-stat has it.
fn write_metric(id: &str, measure: Option<&Measure>) -> JsonDimension {
    let by_id = |label: Option<&String>| {
        let label = label.cloned().unwrap_or_default();
        BTreeMap::from([(id.to_owned(), label)])
    };
    let mut unit = BTreeMap::new();
    if let Some(measure) = measure {
        let label = measure.unit.es.clone();
        unit.insert(id.to_owned(), Unit { label, decimals: 0 });
    }
    JsonDimension {
        label: "Medida".into(),
        note: vec![],
        category: JsonCategory {
            index: vec![id.to_owned()],
            label: by_id(measure.map(|measure| &measure.label.es)),
            unit,
            ..JsonCategory::default()
        },
        extension: DimensionExtension {
            en: EnglishDimension {
                label: "Measure".into(),
                category: by_id(measure.map(|measure| &measure.label.en)),
                ..EnglishDimension::default()
            },
            ..DimensionExtension::default()
        },
    }
}

fn write_dimension(dimension: &Dimension) -> JsonDimension {
    let spanish: fn(&Text) -> &String = |text| &text.es;
    let english: fn(&Text) -> &String = |text| &text.en;
    JsonDimension {
        label: dimension.label.es.clone(),
        note: dimension.note.iter().map(spanish).cloned().collect(),
        category: JsonCategory {
            index: dimension.codes().map(Into::into).collect(),
            label: category_labels(dimension, spanish),
            child: children_by_code(dimension),
            note: category_notes(dimension, spanish),
            unit: BTreeMap::new(),
        },
        extension: DimensionExtension {
            en: EnglishDimension {
                label: dimension.label.en.clone(),
                note: dimension.note.iter().map(english).cloned().collect(),
                category: category_labels(dimension, english),
                category_note: category_notes(dimension, english),
            },
            multi_response: dimension.multi_response,
            unknown: codes_that(dimension, |category| category.unknown),
        },
    }
}

fn category_labels(
    dimension: &Dimension,
    language: fn(&Text) -> &String,
) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::from([(TOTAL.to_owned(), "Total".to_owned())]);
    for category in &dimension.categories {
        labels.insert(category.code.clone(), language(&category.label).clone());
    }
    labels
}

fn category_notes(
    dimension: &Dimension,
    language: fn(&Text) -> &String,
) -> BTreeMap<String, Vec<String>> {
    let mut notes = BTreeMap::new();
    for category in &dimension.categories {
        if let Some(note) = &category.note {
            notes.insert(category.code.clone(), vec![language(note).clone()]);
        }
    }
    notes
}

/// The codes directly below each code. JSON-stat's children add up to their parent; multi-response categories do not.
fn children_by_code(dimension: &Dimension) -> BTreeMap<String, Vec<String>> {
    let mut children = BTreeMap::new();
    if dimension.multi_response {
        return children;
    }
    for code in dimension.codes() {
        let below = dimension.children(code);
        let below: Vec<String> = below.map(|category| category.code.clone()).collect();
        if !below.is_empty() {
            children.insert(code.to_owned(), below);
        }
    }
    children
}

fn ids_with_role(table: &Table, role: Role) -> Vec<String> {
    let dimensions = table.dimensions().iter();
    dimensions
        .filter(|dimension| dimension.role == role)
        .map(|dimension| dimension.id.clone())
        .collect()
}

fn codes_that(dimension: &Dimension, matches: fn(&Category) -> bool) -> Vec<String> {
    let categories = dimension.categories.iter();
    categories
        .filter(|category| matches(category))
        .map(|category| category.code.clone())
        .collect()
}
