//! Describes a release for search engines of datasets, in the words of schema.org, as JSON-LD.

use cube::{Catalog, Lang, Release, Table};
use serde_json::{Map, Value, json};

use crate::{
    files::csv_file,
    titles::{description, release_title, table_title, to_json},
    words,
};

/// Writes the description of a release, in the first language.
pub fn write(release: &Release) -> Vec<u8> {
    let (catalog, lang) = (&release.catalog, release.catalog.languages.first());
    let publisher = json!({"@type": "Organization", "name": catalog.source.get(lang)});
    let variables: Vec<Value> = catalog
        .measures
        .iter()
        .map(|measure| {
            json!({
                "@type": "PropertyValue",
                "name": measure.label.get(lang),
                "description": measure.definition.get(lang),
                "unitText": measure.unit.get(lang),
            })
        })
        .collect();
    let mut files = Vec::new();
    for table in release.tables.values() {
        files.extend(describe_files(table, catalog, lang));
    }
    let keywords: Vec<&str> = words::KEYWORDS.iter().map(|one| one.get(lang)).collect();
    let mut described = Map::new();
    let mut set = |key: &str, value: Value| described.insert(key.to_owned(), value);
    set("@context", json!("https://schema.org"));
    set("@type", json!("Dataset"));
    set("name", json!(release_title(catalog, lang)));
    set("description", json!(description(catalog, lang)));
    set(
        "inLanguage",
        json!(
            catalog
                .languages
                .iter()
                .map(|lang| lang.tag())
                .collect::<Vec<_>>()
        ),
    );
    set("isAccessibleForFree", json!(true));
    set("license", json!(catalog.site.licence()));
    set("version", json!(catalog.release));
    set("creator", publisher.clone());
    set("publisher", publisher);
    set("keywords", json!(keywords));
    set("variableMeasured", Value::Array(variables));
    if let Some(updated) = catalog.updated() {
        set("dateModified", json!(updated));
    }
    if let Some((first, last)) = catalog.published_years() {
        set("temporalCoverage", json!(format!("{first}/{last}")));
    }
    set("distribution", Value::Array(files));
    to_json(&Value::Object(described))
}

fn describe_files(table: &Table, catalog: &Catalog, lang: Lang) -> [Value; 2] {
    let files = [
        (csv_file(&table.id), "text/csv"),
        (format!("{}.json", table.id), "application/json"),
    ];
    files.map(|(file, kind)| {
        json!({
            "@type": "DataDownload",
            "name": table_title(table, catalog, lang),
            "encodingFormat": kind,
            "contentUrl": file,
        })
    })
}
