//! Names the licence under which the data may be used.

use cube::Catalog;
use serde_json::{Map, Value, json};

/// The addresses and names of licences that catalogs know by a name.
const KNOWN: [(&str, &str, &str); 3] = [
    (
        "creativecommons.org/licenses/by/4.0",
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
    ),
    (
        "creativecommons.org/licenses/by-sa/4.0",
        "CC-BY-SA-4.0",
        "Creative Commons Attribution-ShareAlike 4.0",
    ),
    (
        "creativecommons.org/publicdomain/zero/1.0",
        "CC0-1.0",
        "Creative Commons Zero 1.0",
    ),
];

/// Describes the licence as data packages do: its name where it is known, and its address.
pub fn describe(catalog: &Catalog) -> Value {
    let path = catalog.site.licence();
    let mut licence = Map::new();
    licence.insert("path".into(), json!(path));
    if let Some((_, name, title)) = KNOWN.iter().find(|(known, ..)| path.contains(known)) {
        licence.insert("name".into(), json!(name));
        licence.insert("title".into(), json!(title));
    }
    Value::Object(licence)
}
