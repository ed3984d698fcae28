//! Describes the tables, their columns and code lists as JSON, in the way of an SDMX data structure definition.

use cube::{Catalog, Category, Dimension, Lang, Release, Role, TOTAL, Table};
use serde_json::{Map, Value, json};

use crate::{
    columns::{COMMENT, CONFIDENTIALITY, MEASURE, STATUS, UNIT, VALUE},
    files::csv_file,
    rows::{code_column, label_columns, unit_code},
    titles::{description, in_all, release_title, table_title, texts, to_json},
    words::{self, Coded},
};

/// Writes the description of a release.
pub fn write(release: &Release) -> Vec<u8> {
    let catalog = &release.catalog;
    let tables: Vec<Value> = release
        .tables
        .values()
        .map(|table| describe_table(table, catalog))
        .collect();
    let mut lists = Map::new();
    for dimension in &catalog.dimensions {
        lists.insert(
            list_name(&dimension.id),
            describe_dimension(dimension, catalog),
        );
    }
    lists.insert(
        "CL_OBS_STATUS".into(),
        describe_coded(&words::STATUSES, catalog),
    );
    lists.insert(
        "CL_CONF_STATUS".into(),
        describe_coded(&words::CONFIDENTIALITIES, catalog),
    );
    lists.insert("CL_MEASURE".into(), describe_measures(catalog));
    lists.insert("CL_UNIT_MEASURE".into(), describe_units(catalog));
    to_json(&json!({
        "id": catalog.codebook,
        "version": catalog.release,
        "name": in_all(catalog, |lang| release_title(catalog, lang)),
        "description": in_all(catalog, |lang| description(catalog, lang)),
        "agency": texts(catalog, &catalog.source),
        "dataStructures": tables,
        "codelists": lists,
    }))
}

/// Names the code list of a dimension.
fn list_name(dimension: &str) -> String {
    format!("CL_{}", dimension.to_uppercase())
}

fn describe_table(table: &Table, catalog: &Catalog) -> Value {
    let mut dimensions =
        vec![json!({"id": MEASURE, "position": 1, "codelist": "CL_MEASURE", "role": "measure"})];
    for (at, dimension) in table.dimensions().iter().enumerate() {
        let labels: Vec<String> = label_columns(dimension, catalog)
            .map(|(_, name)| name)
            .collect();
        let codes: Vec<&str> = dimension.codes().collect();
        dimensions.push(json!({
            "id": code_column(dimension, catalog),
            "position": at + 2,
            "codelist": list_name(&dimension.id),
            "codes": codes,
            "labels": labels,
            "role": match dimension.role {
                Role::Time => "time",
                Role::Geo => "geo",
                Role::Attribute => "attribute",
            },
        }));
    }
    let mut attributes = vec![
        json!({"id": STATUS, "codelist": "CL_OBS_STATUS"}),
        json!({"id": CONFIDENTIALITY, "codelist": "CL_CONF_STATUS"}),
        json!({"id": UNIT, "codelist": "CL_UNIT_MEASURE"}),
    ];
    if catalog.notice.is_some() {
        attributes.push(json!({"id": COMMENT}));
    }
    json!({
        "id": table.id,
        "name": in_all(catalog, |lang| table_title(table, catalog, lang)),
        "file": csv_file(&table.id),
        "observations": table.cells().len(),
        "dimensions": dimensions,
        "measures": [{"id": VALUE, "type": "integer"}],
        "attributes": attributes,
    })
}

fn describe_dimension(dimension: &Dimension, catalog: &Catalog) -> Value {
    let mut codes =
        vec![json!({"id": TOTAL, "name": in_all(catalog, |lang| words::TOTAL.text(lang))})];
    let categories = dimension.categories.iter();
    codes.extend(categories.map(|category| describe_category(category, catalog)));
    let mut described = Map::new();
    described.insert("name".into(), texts(catalog, &dimension.label));
    if let Some(definition) = &dimension.definition {
        described.insert("definition".into(), texts(catalog, definition));
    }
    if let Some(note) = &dimension.note {
        described.insert("note".into(), texts(catalog, note));
    }
    if dimension.multi_response {
        described.insert("multiResponse".into(), json!(true));
    }
    described.insert("codes".into(), Value::Array(codes));
    Value::Object(described)
}

fn describe_category(category: &Category, catalog: &Catalog) -> Value {
    let mut code = Map::new();
    code.insert("id".into(), json!(category.code));
    code.insert("name".into(), texts(catalog, &category.label));
    if let Some(parent) = category.parent_or_total() {
        code.insert("parent".into(), json!(parent));
    }
    if let Some(definition) = &category.definition {
        code.insert("definition".into(), texts(catalog, definition));
    }
    if let Some(note) = &category.note {
        code.insert("note".into(), texts(catalog, note));
    }
    if category.unknown {
        code.insert("unknown".into(), json!(true));
    }
    if !category.map.is_empty() {
        code.insert("map".into(), json!(category.map));
    }
    Value::Object(code)
}

fn describe_coded(list: &[Coded], catalog: &Catalog) -> Value {
    let codes: Vec<Value> = list
        .iter()
        .map(|(code, meaning)| json!({"id": code, "name": in_all(catalog, |lang| meaning.text(lang))}))
        .collect();
    json!({ "codes": codes })
}

fn describe_measures(catalog: &Catalog) -> Value {
    let codes: Vec<Value> = catalog
        .measures
        .iter()
        .map(|measure| {
            json!({
                "id": measure.id,
                "name": texts(catalog, &measure.label),
                "definition": texts(catalog, &measure.definition),
                "unit": unit_code(catalog, &measure.id),
            })
        })
        .collect();
    json!({ "codes": codes })
}

/// Lists every unit once.
fn describe_units(catalog: &Catalog) -> Value {
    let mut units = std::collections::BTreeMap::new();
    for measure in &catalog.measures {
        let name = in_all(catalog, |lang: Lang| measure.unit.get(lang).to_owned());
        units.insert(unit_code(catalog, &measure.id), name);
    }
    let codes: Vec<Value> = units
        .into_iter()
        .map(|(id, name)| json!({"id": id, "name": name}))
        .collect();
    json!({ "codes": codes })
}
