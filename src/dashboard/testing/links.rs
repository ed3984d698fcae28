//! Generates links of any bytes, for property tests: parts of true ones among whatever else may come.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What stands between the parts of a link, folders, and bytes that are no letters.
const PARTS: [&str; 24] = [
    "/",
    "//",
    "&",
    "=",
    "~",
    ".",
    "-",
    "%",
    "+",
    "?",
    "#",
    "~~",
    "&&",
    "%%",
    "%C3",
    "%ED%A0%80",
    "%00",
    "en/",
    "es/",
    "acreditadas/",
    "accredited/",
    "anual/",
    "edad/",
    "mujeres/",
];
const KEYS: [&str; 12] = [
    "anio", "sexo", "edad", "por", "contra", "mostrar", "orden", "tabla", "mapa", "sin", "v",
    "datos",
];
const VALUES: [&str; 12] = [
    "F",
    "f",
    "MIN",
    "_T",
    "2024",
    "2023-2025",
    "2024-",
    "sexo",
    "sexo.F",
    "anio.2024",
    "edad~edad",
    "porcentaje",
];

/// Generates a path or a search: parts of true ones, any letters, and any bytes as escapes.
pub fn any_link() -> impl Strategy<Value = String> {
    let part = select(&PARTS[..]).prop_map(str::to_owned);
    let escape = any::<u8>().prop_map(|byte| format!("%{byte:02x}"));
    let pair = (select(&KEYS[..]), select(&VALUES[..]));
    let pair = pair.prop_map(|(key, value)| format!("{key}={value}&"));
    let piece = prop_oneof![4 => part, 2 => escape, 1 => ".{0,4}", 3 => pair];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}
