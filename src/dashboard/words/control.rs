//! Writes the labels of controls, and explains why a choice is not available.

use cube::Lang;

use crate::words::text::{join, uncapitalized};
use cube::Phrase;

/// The label of the select of the first year.
pub const FROM: Phrase = Phrase("Desde", "From");
/// The label of the select of the last year.
pub const TO: Phrase = Phrase("Hasta", "To");
/// The label of the select of the breakdown.
pub const BREAKDOWN: Phrase = Phrase("Desglose", "Breakdown");
/// The choice of no breakdown.
pub const NO_BREAKDOWN: Phrase = Phrase("Sin desglose", "None");
/// The choice of time as the breakdown of a profile.
pub const YEAR_BY_YEAR: Phrase = Phrase("Año por año", "Year by year");
/// The same where periods stand in place of years.
pub const PERIOD_BY_PERIOD: Phrase = Phrase("Período por período", "Period by period");
/// The link to the view without filters.
pub const CLEAR: Phrase = Phrase("Quitar todo", "Clear all");
/// The label of the years among the active filters.
pub const YEARS: Phrase = Phrase("Años", "Years");
/// The heading of categories that can be added to the chosen ones.
pub const ADD: Phrase = Phrase("Añadir", "Add");
/// The heading of the groups to choose by one click.
pub const GROUPS: Phrase = Phrase("Grupos", "Groups");
/// The reason why a filter is not available that would change no figure.
pub const ALREADY_SHOWN: Phrase = Phrase(
    "los gráficos ya muestran todas sus categorías",
    "the figures already show all its categories",
);
/// The reason why a choice is not available, whatever else is chosen.
pub const NOT_PUBLISHED: Phrase = Phrase(
    "no se publica en esta sección",
    "not published in this section",
);

/// Labels the link that removes a filter, for readers who do not see the cross.
pub fn remove_filter(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!("Quitar el filtro {filter}"),
        Lang::En => format!("Remove the filter {filter}"),
    }
}

/// Labels a choice that drops another part of the query.
pub fn dropping(group: &str, dropped: &str) -> String {
    format!("{group} · {}", uncapitalized(dropped))
}

/// Explains why a choice is not available, and what would have to be dropped.
pub fn not_with(lang: Lang, parts: &[String]) -> String {
    let parts = join(lang, parts);
    match lang {
        Lang::Es => format!("no se publica con lo elegido: quite {parts}"),
        Lang::En => format!("not published with what is chosen: remove {parts}"),
    }
}
