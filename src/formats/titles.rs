//! Makes the titles of a release and of its tables, which say first where data are invented.

use cube::{Catalog, Lang, Table, Text};
use serde_json::{Map, Value};

/// Makes the title of a release.
pub fn release_title(catalog: &Catalog, lang: Lang) -> String {
    mark(catalog, lang, catalog.title.get(lang))
}

/// Makes the title of a table: what is counted, by what.
pub fn table_title(table: &Table, catalog: &Catalog, lang: Lang) -> String {
    let measure = catalog.measure(&table.measure);
    let counted = measure.map_or(table.measure.as_str(), |one| one.label.get(lang));
    let by: Vec<&str> = table
        .dimensions()
        .iter()
        .map(|dimension| dimension.label.get(lang))
        .collect();
    mark(catalog, lang, &format!("{counted}: {}", by.join(" × ")))
}

/// Says first that the data are invented, where they are.
fn mark(catalog: &Catalog, lang: Lang, title: &str) -> String {
    match catalog.mark(lang) {
        Some(mark) => format!("{mark} · {title}"),
        None => title.into(),
    }
}

/// Describes a release: what it shows, and what it must not be taken for.
pub fn description(catalog: &Catalog, lang: Lang) -> String {
    let notice = catalog.notice.iter().map(|notice| notice.get(lang));
    let parts = notice.chain([catalog.lede.get(lang), catalog.caveat.get(lang)]);
    parts.collect::<Vec<_>>().join(" ")
}

/// Lists a text in each language of the catalog, by the language's tag.
pub fn in_all(catalog: &Catalog, text: impl Fn(Lang) -> String) -> Value {
    let mut all = Map::new();
    for lang in &catalog.languages {
        all.insert(lang.tag().into(), Value::String(text(*lang)));
    }
    Value::Object(all)
}

/// Lists a text of the catalog in each of its languages.
pub fn texts(catalog: &Catalog, text: &Text) -> Value {
    in_all(catalog, |lang| text.get(lang).to_owned())
}

/// Writes a value as indented JSON.
pub fn to_json(value: &Value) -> Vec<u8> {
    // A value has nothing that cannot be written.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}
