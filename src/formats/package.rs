//! Describes the CSV files as a data package (Frictionless Data Package 2.0), by which programs load them with their types.

use cube::{Catalog, Dimension, Lang, Release, Table};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::{
    columns::{COMMENT, CONFIDENTIALITY, MEASURE, STATUS, UNIT, VALUE},
    files::{Files, csv_file},
    licence,
    rows::{code_column, label, label_columns},
    titles::{description, in_all, release_title, table_title, to_json},
    words::{self, Coded},
};

/// The profile that the description follows.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// Writes the description of the CSV files in `files`.
pub fn write(release: &Release, files: &Files) -> Vec<u8> {
    let catalog = &release.catalog;
    let lang = catalog.languages.first();
    let mut resources = Vec::new();
    for table in release.tables.values() {
        if let Some(content) = files.get(&csv_file(&table.id)) {
            resources.push(describe_resource(table, catalog, content));
        }
    }
    let keywords: Vec<&str> = words::KEYWORDS.iter().map(|one| one.get(lang)).collect();
    to_json(&json!({
        "$schema": PROFILE,
        "name": name_package(catalog),
        "title": release_title(catalog, lang),
        "titles": in_all(catalog, |lang| release_title(catalog, lang)),
        "description": description(catalog, lang),
        "descriptions": in_all(catalog, |lang| description(catalog, lang)),
        "version": catalog.release,
        "licenses": [licence::describe(catalog)],
        "contributors": [{"title": catalog.source.get(lang), "roles": ["publisher"]}],
        "keywords": keywords,
        "resources": resources,
    }))
}

/// Makes the name of a package: small letters, digits, `.`, `-` and `_`.
fn name_package(catalog: &Catalog) -> String {
    let name = format!("{}-{}", catalog.codebook, catalog.release).to_lowercase();
    let plain = |letter: char| match letter {
        'a'..='z' | '0'..='9' | '.' | '-' | '_' => letter,
        _ => '-',
    };
    name.chars().map(plain).collect()
}

fn describe_resource(table: &Table, catalog: &Catalog, content: &[u8]) -> Value {
    let lang = catalog.languages.first();
    let hash: String = Sha256::digest(content)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let keys: Vec<String> = table
        .dimensions()
        .iter()
        .map(|dimension| code_column(dimension, catalog))
        .collect();
    json!({
        "name": table.id,
        "type": "table",
        "title": table_title(table, catalog, lang),
        "path": csv_file(&table.id),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": content.len(),
        "hash": format!("sha256:{hash}"),
        "schema": {
            "fields": describe_fields(table, catalog),
            "primaryKey": keys,
            "missingValues": [""],
        },
    })
}

fn describe_fields(table: &Table, catalog: &Catalog) -> Vec<Value> {
    let lang = catalog.languages.first();
    let mut fields = vec![json!({"name": MEASURE, "type": "string"})];
    for dimension in table.dimensions() {
        fields.push(describe_codes(dimension, catalog, lang));
        for (_, name) in label_columns(dimension, catalog) {
            fields.push(json!({"name": name, "type": "string"}));
        }
    }
    fields.push(json!({"name": VALUE, "type": "integer", "constraints": {"minimum": 0}}));
    fields.push(describe_coded(STATUS, &words::STATUSES, lang));
    fields.push(describe_coded(
        CONFIDENTIALITY,
        &words::CONFIDENTIALITIES,
        lang,
    ));
    fields.push(json!({"name": UNIT, "type": "string"}));
    if catalog.notice.is_some() {
        fields.push(json!({"name": COMMENT, "type": "string"}));
    }
    fields
}

fn describe_codes(dimension: &Dimension, catalog: &Catalog, lang: Lang) -> Value {
    let codes: Vec<&str> = dimension.codes().collect();
    let categories: Vec<Value> = codes
        .iter()
        .map(|code| json!({"value": code, "label": label(dimension, code, lang)}))
        .collect();
    let mut field = Map::new();
    field.insert("name".into(), json!(code_column(dimension, catalog)));
    field.insert("type".into(), json!("string"));
    field.insert("title".into(), json!(dimension.label.get(lang)));
    field.insert("categories".into(), Value::Array(categories));
    field.insert(
        "constraints".into(),
        json!({"required": true, "enum": codes}),
    );
    Value::Object(field)
}

fn describe_coded(name: &str, list: &[Coded], lang: Lang) -> Value {
    let codes: Vec<&str> = list.iter().map(|(code, _)| *code).collect();
    let categories: Vec<Value> = list
        .iter()
        .map(|(code, meaning)| json!({"value": code, "label": meaning.get(lang)}))
        .collect();
    json!({"name": name, "type": "string", "categories": categories, "constraints": {"required": true, "enum": codes}})
}
