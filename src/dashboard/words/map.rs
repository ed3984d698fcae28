//! Writes the labels and notes of maps, in each language.

use cube::Lang;

use cube::Phrase;

/// The choice of a map.
pub const MAP: Phrase = Phrase("Mapa", "Map");
/// The meaning of the hatching.
pub const HIDDEN: Phrase = Phrase(
    "c · oculto, al menos en parte",
    "c · hidden, at least in part",
);
/// The meaning of no colour, where shares are shown.
pub const NONE: Phrase = Phrase("– sin porcentaje", "– no percentage");
/// The meaning of no colour, where rates are shown.
pub const NO_RATE: Phrase = Phrase("– sin tasa", "– no rate");
/// The source of the outlines.
pub const SOURCE: Phrase = Phrase("Mapa: Natural Earth.", "Map: Natural Earth.");

/// Lists the categories that have no place on the map.
pub fn elsewhere(lang: Lang, categories: &str) -> String {
    match lang {
        Lang::Es => format!("Fuera del mapa: {categories}."),
        Lang::En => format!("Not on the map: {categories}."),
    }
}

/// Labels a class by its smallest and its largest number; a common unit is written once.
pub fn class(least: &str, most: &str) -> String {
    let unitless = least.trim_end_matches('%').trim_end();
    if least == most {
        most.into()
    } else {
        format!("{unitless}–{most}")
    }
}
