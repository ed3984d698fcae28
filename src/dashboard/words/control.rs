//! Writes the labels of controls, and explains why a choice is not available.

use cube::{Lang, number};

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
/// The answer that chooses all years.
pub const ALL_YEARS: Phrase = Phrase("Todos", "All");
/// The name of all answers that cannot be chosen, where others can.
pub const CANNOT_BE_CHOSEN: Phrase = Phrase("Lo que no puede elegirse", "What cannot be chosen");
/// The absence of a filter: all persons.
pub const ALL: Phrase = Phrase("Todas", "All");
/// The absence of any filter, in short.
pub const EVERYBODY: Phrase = Phrase("Todas las personas", "Everybody");
/// The button that opens the questions on a phone.
pub const ASK: Phrase = Phrase("Filtrar", "Filter");
/// The button that closes a panel, where no number of persons can be said.
pub const SEE_FIGURES: Phrase = Phrase("Ver los gráficos", "See the charts");
/// The note that there is nothing to confirm.
pub const AT_ONCE: Phrase = Phrase(
    "Cada elección se aplica al momento y queda en el enlace.",
    "Every choice applies at once and is kept in the link.",
);
/// The heading of the groups to choose by one click.
pub const GROUPS: Phrase = Phrase("Grupos", "Groups");
/// The reason why a filter is not available that would change no figure.
pub const ALREADY_SHOWN: Phrase = Phrase(
    "los gráficos ya muestran todas sus categorías",
    "the charts already show all its categories",
);

/// Labels the button that closes a panel with the number of persons.
pub fn see_persons(lang: Lang, persons: u64, measure: &str) -> String {
    let (persons, measure) = (number::count(lang, persons), uncapitalized(measure));
    match lang {
        Lang::Es => format!("Ver {persons} {measure}"),
        Lang::En => format!("See {persons} {measure}"),
    }
}

/// Names the measure that is counted beside categories.
pub fn counted(lang: Lang, measure: &str) -> String {
    let measure = uncapitalized(measure);
    match lang {
        Lang::Es => format!("Junto a cada categoría: {measure}."),
        Lang::En => format!("Beside each category: {measure}."),
    }
}

/// Says what alone can be combined on a page, in lower case: "sexo, edad y nacionalidad".
pub fn combines_with(lang: Lang, filters: &[String]) -> String {
    let mut lowered = Vec::new();
    for filter in filters {
        lowered.push(uncapitalized(filter));
    }
    let filters = join(lang, &lowered);
    match lang {
        Lang::Es => format!(
            "Solo se combina con {filters}; las demás combinaciones no se publican, para proteger a las personas."
        ),
        Lang::En => format!(
            "Combined with {filters} alone; other combinations are not published, to protect people."
        ),
    }
}

/// Labels the link to a view that drops what is in the way.
pub fn see(lang: Lang, dropping: &str) -> String {
    let dropping = uncapitalized(dropping);
    match lang {
        Lang::Es => format!("Ver {dropping}"),
        Lang::En => format!("See {dropping}"),
    }
}

/// Labels a choice that drops another part of the query.
pub fn dropping(group: &str, dropped: &str) -> String {
    format!("{group} · {}", uncapitalized(dropped))
}

/// Explains why a choice is not available: what would have to be dropped.
pub fn not_with(lang: Lang, parts: &[String]) -> String {
    let parts = join(lang, parts);
    match lang {
        Lang::Es => format!("no puede combinarse con {parts}"),
        Lang::En => format!("cannot be combined with {parts}"),
    }
}
