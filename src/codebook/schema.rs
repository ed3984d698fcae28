//! Generates the JSON Schema of codebooks, with which editors complete and check keys.
//!
//! It is made from the types that read the format, so that both always agree.

use schemars::{
    Schema,
    generate::SchemaSettings,
    transform::{RecursiveTransform, Transform},
};
use serde_json::{Map, Value};

use crate::format::Format;

/// Generates the schema as JSON, draft 2020-12.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Format>();
    RecursiveTransform(adapt_to_toml).transform(&mut schema);
    // The order of maps depends on features that other crates enable.
    format!("{:#}\n", sort_keys(schema.to_value()))
}

/// Removes what TOML does not have: null for optional keys, and integers of different widths.
fn adapt_to_toml(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    object.remove("format");
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            object.insert("type".into(), one);
        }
    }
    if let Some(Value::Array(options)) = object.get_mut("anyOf") {
        options.retain(|option| option.get("type").is_none_or(|name| name != "null"));
        if let [Value::Object(one)] = options.as_mut_slice() {
            let one = std::mem::take(one);
            object.remove("anyOf");
            object.extend(one);
        }
    }
    object.retain(|key, value| !(key == "default" && value.is_null()));
}

fn sort_keys(value: Value) -> Value {
    match value {
        Value::Array(values) => values.into_iter().map(sort_keys).collect(),
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Object(
                entries
                    .into_iter()
                    .map(|(key, value)| (key, sort_keys(value)))
                    .collect::<Map<_, _>>(),
            )
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use expect_test::expect_file;

    use super::*;

    const SHIPPED: &str = include_str!("schema.json");
    const PAGE: &str = include_str!("README.md");

    #[test]
    fn the_schema_in_the_repository_is_that_of_the_format() {
        expect_file!["schema.json"].assert_eq(&schema());
    }

    #[test]
    fn what_may_be_left_out_is_never_null() {
        assert!(!SHIPPED.contains("null") && !SHIPPED.contains("anyOf"));
        assert!(SHIPPED.contains("https://json-schema.org/draft/2020-12/schema"));
    }

    /// Collects every key that a codebook may have, at any depth.
    fn keys(schema: &Value, found: &mut BTreeSet<String>) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            found.extend(properties.keys().cloned());
        }
        if let Some(map) = schema.as_object() {
            map.values().for_each(|inner| keys(inner, found));
        }
    }

    #[test]
    fn every_key_is_on_the_reference_page() {
        let mut found = BTreeSet::new();
        keys(&serde_json::from_str(SHIPPED).unwrap(), &mut found);
        assert!(found.len() > 80, "the schema is not what it seems");
        let words: BTreeSet<&str> = PAGE
            .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
            .collect();
        let missing: Vec<&String> = found
            .iter()
            .filter(|key| !words.contains(key.as_str()))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_example_of_the_reference_page_is_of_the_format() {
        let sample: toml::Table = toml::from_str(crate::sample::CODEBOOK).unwrap();
        let examples: Vec<&str> = PAGE
            .split("```toml\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next())
            .collect();
        assert!(examples.len() > 8, "the page is not what it seems");
        for example in examples {
            let mut codebook = sample.clone();
            codebook.extend(toml::from_str::<toml::Table>(example).unwrap());
            let read = toml::from_str::<Format>(&toml::to_string(&codebook).unwrap());
            assert!(read.is_ok(), "{}\n{example}", read.err().unwrap());
        }
    }
}
