//! Names the controls above the figures, and says why a choice cannot be made.

use cube::Lang;

use crate::words::phrase::Phrase;
use crate::words::text::{and, uncapitalized};

/// The first year's select.
pub const FROM: Phrase = Phrase("Desde", "From");
/// The last year's select.
pub const TO: Phrase = Phrase("Hasta", "To");
/// The breakdown's select.
pub const BREAKDOWN: Phrase = Phrase("Desglose", "Breakdown");
/// No breakdown.
pub const NO_BREAKDOWN: Phrase = Phrase("Sin desglose", "None");
/// Time as a profile's breakdown.
pub const YEAR_BY_YEAR: Phrase = Phrase("Año por año", "Year by year");
/// The view without filters.
pub const CLEAR: Phrase = Phrase("Quitar todo", "Clear all");
/// The chip of the years.
pub const YEARS: Phrase = Phrase("Años", "Years");
/// More categories beside those that are chosen.
pub const ADD: Phrase = Phrase("Añadir", "Add");
/// The name of the groups that can be chosen by one click.
pub const GROUPS: Phrase = Phrase("Grupos", "Groups");
/// Why the categories of a filter's own dimension cannot be chosen.
pub const ALREADY_SHOWN: Phrase = Phrase(
    "las figuras ya muestran todas sus categorías",
    "the figures already show all its categories",
);
/// Why a choice cannot be made whatever else is chosen.
pub const NOT_PUBLISHED: Phrase = Phrase(
    "no se publica en esta sección",
    "not published in this section",
);

/// The label that removes a filter, for those who do not see the cross.
pub fn remove_filter(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!("Quitar el filtro {filter}"),
        Lang::En => format!("Remove the filter {filter}"),
    }
}

/// A group that can be chosen if something else is dropped.
pub fn but(group: &str, dropped: &str) -> String {
    format!("{group} · {}", uncapitalized(dropped))
}

/// Why a choice cannot be made, and what would have to go.
pub fn not_with(lang: Lang, parts: &[String]) -> String {
    let parts = and(lang, parts);
    match lang {
        Lang::Es => format!("no se publica con lo elegido: quite {parts}"),
        Lang::En => format!("not published with what is chosen: remove {parts}"),
    }
}
