//! Describes a release for catalogs of open data, in the words of DCAT-AP, as JSON-LD.
//!
//! Addresses are relative to the file, so that it is right wherever the release stands.

use cube::{Catalog, Lang, Release, Table};
use serde_json::{Map, Value, json};

use crate::{
    files::{Files, csv_file, workbook_file},
    titles::{description, release_title, table_title, to_json},
    words,
};

/// The types of files as IANA registers them.
const MEDIA: &str = "https://www.iana.org/assignments/media-types/";

/// Writes the description of a release: a catalog with a dataset for each table, and those of its files that are `written`.
pub fn write(release: &Release, written: &Files) -> Vec<u8> {
    let catalog = &release.catalog;
    let publisher = json!({
        "@id": "#publisher",
        "@type": "foaf:Agent",
        "foaf:name": in_all(catalog, |lang| catalog.source.get(lang).to_owned()),
    });
    let tables: Vec<Value> = release
        .tables
        .values()
        .map(|table| describe_table(table, catalog, written))
        .collect();
    let mut described = Map::new();
    let mut set = |key: &str, value: Value| described.insert(key.to_owned(), value);
    set("@context", context());
    set("@id", json!("#catalog"));
    set("@type", json!("dcat:Catalog"));
    set(
        "dct:title",
        in_all(catalog, |lang| release_title(catalog, lang)),
    );
    set(
        "dct:description",
        in_all(catalog, |lang| description(catalog, lang)),
    );
    set("dct:publisher", publisher);
    set("dct:license", json!({"@id": catalog.site.licence()}));
    set("dcat:version", json!(catalog.release));
    if let Some(updated) = catalog.updated() {
        set("dct:modified", day(&updated));
    }
    set("dcat:dataset", Value::Array(tables));
    to_json(&Value::Object(described))
}

/// The names that the description uses.
fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn describe_table(table: &Table, catalog: &Catalog, written: &Files) -> Value {
    let measure = catalog.measure(&table.measure);
    let text = |lang: Lang| {
        let definition = measure.map_or("", |one| one.definition.get(lang));
        let notice = catalog.notice.iter().map(|notice| notice.get(lang));
        let parts = notice.chain([definition, catalog.caveat.get(lang)]);
        parts.collect::<Vec<_>>().join(" ")
    };
    let keywords: Vec<Value> = words::KEYWORDS
        .iter()
        .flat_map(|word| {
            catalog
                .languages
                .iter()
                .map(|lang| in_one(*lang, word.get(*lang)))
        })
        .collect();
    let mut described = Map::new();
    let mut set = |key: &str, value: Value| described.insert(key.to_owned(), value);
    set("@id", json!(format!("#{}", table.id)));
    set("@type", json!("dcat:Dataset"));
    set("dct:identifier", json!(table.id));
    set(
        "dct:title",
        in_all(catalog, |lang| table_title(table, catalog, lang)),
    );
    set("dct:description", in_all(catalog, text));
    set("dct:publisher", json!({"@id": "#publisher"}));
    set("dcat:keyword", Value::Array(keywords));
    if let Some(updated) = catalog.updated() {
        set("dct:modified", day(&updated));
    }
    if let Some((first, last)) = catalog.published_years() {
        let year = |year: u16| json!({"@type": "xsd:gYear", "@value": year.to_string()});
        set(
            "dct:temporal",
            json!({"@type": "dct:PeriodOfTime", "dcat:startDate": year(first), "dcat:endDate": year(last)}),
        );
    }
    let files = [
        (format!("{}.json", table.id), "application/json"),
        (csv_file(&table.id), "text/csv"),
        (
            workbook_file(&table.id),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ];
    let files: Vec<Value> = files
        .iter()
        .filter(|(file, _)| file.ends_with(".json") || written.contains_key(file))
        .map(|(file, kind)| describe_file(file, kind, catalog))
        .collect();
    set("dcat:distribution", Value::Array(files));
    Value::Object(described)
}

fn describe_file(file: &str, kind: &str, catalog: &Catalog) -> Value {
    json!({
        "@id": format!("#{file}"),
        "@type": "dcat:Distribution",
        "dct:title": file,
        "dcat:accessURL": {"@id": file},
        "dcat:downloadURL": {"@id": file},
        "dcat:mediaType": {"@id": format!("{MEDIA}{kind}")},
        "dct:license": {"@id": catalog.site.licence()},
    })
}

fn day(day: &str) -> Value {
    json!({"@type": "xsd:date", "@value": day})
}

fn in_one(lang: Lang, text: &str) -> Value {
    json!({"@language": lang.tag(), "@value": text})
}

/// Lists a text in each language of the catalog.
fn in_all(catalog: &Catalog, text: impl Fn(Lang) -> String) -> Value {
    let languages = catalog.languages.iter();
    Value::Array(languages.map(|lang| in_one(*lang, &text(*lang))).collect())
}
