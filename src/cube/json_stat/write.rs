//! Writes tables and catalogs as JSON-stat 2.0.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::dimension::{Category, Dimension, Role, TOTAL};
use crate::json_stat::file::{
    Collection, DatasetExtension, DimensionExtension, HIDDEN, Item, JsonCategory, JsonCollection,
    JsonDataset, JsonDimension, JsonRole, Link, METRIC, OtherDataset, OtherDimension,
    StatusExtension, Unit, VERSION,
};
use crate::lang::Lang;
use crate::languages::Languages;
use crate::measure::Measure;
use crate::table::{Cell, Table};
use crate::text::Phrase;

const MEASURE: Phrase = Phrase("Medida", "Measure");
const PROTECTED: Phrase = Phrase(
    "Oculto para proteger a las personas",
    "Hidden to protect people",
);
const ALL: Phrase = Phrase("Total", "Total");

/// Writes a table as a JSON-stat dataset, one line. Its labels are in the first language, with the others beside them. A
/// release does not know where it will stand, so its files do not say their addresses.
pub fn write_table(table: &Table, catalog: &Catalog) -> String {
    write_dataset(table, catalog, &catalog.languages, None)
}

/// Writes a table with its labels in one language, and with its own address where that is known.
pub fn write_table_in(table: &Table, catalog: &Catalog, lang: Lang, href: Option<&str>) -> String {
    write_dataset(
        table,
        catalog,
        &catalog.languages.beginning_with(lang),
        href,
    )
}

fn write_dataset(
    table: &Table,
    catalog: &Catalog,
    languages: &Languages,
    href: Option<&str>,
) -> String {
    let lang = languages.first();
    let (mut id, mut size) = (vec![], vec![]);
    let mut dimensions = BTreeMap::new();
    for dimension in table.dimensions() {
        id.push(dimension.id.clone());
        size.push(dimension.categories.len() + 1);
        dimensions.insert(dimension.id.clone(), write_dimension(dimension, languages));
    }
    id.push(METRIC.into());
    size.push(1);
    let metric = write_metric(&table.measure, catalog.measure(&table.measure), languages);
    dimensions.insert(METRIC.into(), metric);
    let mut status = BTreeMap::new();
    for (index, cell) in table.cells().iter().enumerate() {
        if *cell == Cell::Hidden {
            status.insert(index, HIDDEN.into());
        }
    }
    let other = |lang| OtherDataset {
        label: table.label.get(lang).into(),
        source: catalog.source.get(lang).into(),
        note: dataset_notes(table, catalog, lang),
    };
    to_line(&JsonDataset {
        version: VERSION.into(),
        class: "dataset".into(),
        label: table.label.get(lang).into(),
        source: catalog.source.get(lang).into(),
        updated: catalog.updated(),
        href: href.map(Into::into),
        note: dataset_notes(table, catalog, lang),
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
            languages: languages.clone(),
            status: StatusExtension {
                label: [(HIDDEN.into(), PROTECTED.text(lang))].into(),
            },
            others: in_others(languages, other),
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
    let lang = catalog.languages.first();
    let item = |table: &Table| Item {
        class: "dataset".into(),
        href: format!("{base}{}.json", table.id),
        label: table.label.get(lang).into(),
    };
    to_line(&JsonCollection {
        version: VERSION.into(),
        class: "collection".into(),
        label: catalog.title.get(lang).into(),
        source: catalog.source.get(lang).into(),
        updated: catalog.updated(),
        note: [general_notes(catalog, lang), notes.to_vec()].concat(),
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

/// Makes what stands for each language but the first, by their tags.
fn in_others<T>(languages: &Languages, make: impl Fn(Lang) -> T) -> BTreeMap<&'static str, T> {
    let others = languages.iter().skip(1);
    others.map(|lang| (lang.tag(), make(*lang))).collect()
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
fn write_metric(id: &str, measure: Option<&Measure>, languages: &Languages) -> JsonDimension {
    let lang = languages.first();
    let labels = |lang| {
        let label = measure.map_or("", |measure| measure.label.get(lang));
        BTreeMap::from([(id.to_owned(), label.to_owned())])
    };
    let mut unit = BTreeMap::new();
    if let Some(measure) = measure {
        let label = measure.unit.get(lang).into();
        unit.insert(id.to_owned(), Unit { label, decimals: 0 });
    }
    let other = |lang| OtherDimension {
        label: MEASURE.text(lang),
        category: labels(lang),
        ..OtherDimension::default()
    };
    JsonDimension {
        label: MEASURE.text(lang),
        note: vec![],
        category: JsonCategory {
            index: vec![id.to_owned()],
            label: labels(lang),
            unit,
            ..JsonCategory::default()
        },
        extension: DimensionExtension {
            others: in_others(languages, other),
            ..DimensionExtension::default()
        },
    }
}

fn write_dimension(dimension: &Dimension, languages: &Languages) -> JsonDimension {
    let lang = languages.first();
    let note = |lang| {
        let note = dimension.note.iter();
        note.map(|note| note.get(lang).to_owned()).collect()
    };
    let other = |lang| OtherDimension {
        label: dimension.label.get(lang).into(),
        note: note(lang),
        category: category_labels(dimension, lang),
        category_note: category_notes(dimension, lang),
    };
    JsonDimension {
        label: dimension.label.get(lang).into(),
        note: note(lang),
        category: JsonCategory {
            index: dimension.codes().map(Into::into).collect(),
            label: category_labels(dimension, lang),
            child: children_by_code(dimension),
            note: category_notes(dimension, lang),
            unit: BTreeMap::new(),
        },
        extension: DimensionExtension {
            others: in_others(languages, other),
            multi_response: dimension.multi_response,
            unknown: codes_that(dimension, |category| category.unknown),
        },
    }
}

fn category_labels(dimension: &Dimension, lang: Lang) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::from([(TOTAL.to_owned(), ALL.text(lang))]);
    for category in &dimension.categories {
        labels.insert(category.code.clone(), category.label.get(lang).into());
    }
    labels
}

fn category_notes(dimension: &Dimension, lang: Lang) -> BTreeMap<String, Vec<String>> {
    let mut notes = BTreeMap::new();
    for category in &dimension.categories {
        if let Some(note) = &category.note {
            notes.insert(category.code.clone(), vec![note.get(lang).into()]);
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
