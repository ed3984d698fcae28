//! Explains why a query is not answered, and names what a relaxation drops.

use cube::Lang;

use crate::words::text::join;
use cube::Phrase;

/// The reason why outcomes are not shown.
pub const NOT_SETTLED: Phrase = Phrase(
    "No se publica todavía: de estos años aún hay pendientes, y puede cambiar.",
    "Not published yet: of these years some are still pending, and it may change.",
);
/// The reason why a figure is not shown whose table was not loaded.
pub const TABLE_MISSING: Phrase = Phrase(
    "La tabla con estas cifras no se pudo cargar.",
    "The table with these numbers could not be loaded.",
);
/// The relaxation that drops the breakdown.
pub const WITHOUT_BREAKDOWN: Phrase = Phrase("sin desglose", "without the breakdown");
/// The relaxation that drops the years.
pub const WITH_ALL_YEARS: Phrase = Phrase("con todos los años", "for all years");

/// Names the relaxation that drops a filter.
pub fn without_filter(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!("sin el filtro {filter}"),
        Lang::En => format!("without the filter {filter}"),
    }
}

/// Names the relaxation that widens a filter.
pub fn with_filter(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!("con {filter}"),
        Lang::En => format!("with {filter}"),
    }
}

/// Explains why a page cannot show a query.
pub fn not_shown_for(lang: Lang, parts: &[String]) -> String {
    let together = match (lang, parts) {
        (_, [_]) => "",
        (Lang::Es, _) => " a la vez",
        (Lang::En, _) => " together",
    };
    let parts = join(lang, parts);
    match lang {
        Lang::Es => format!(
            "Para proteger a las personas, lo que muestra esta sección no se publica para {parts}{together}. Lo más \
             cercano que puede verse:"
        ),
        Lang::En => format!(
            "To protect people, what this section shows is not published for {parts}{together}. The nearest that can \
             be seen:"
        ),
    }
}

/// Explains that a filter changes nothing on a page.
pub fn without_effect(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => {
            format!(
                "El filtro {filter} no cambia esta vista, que ya muestra todas sus categorías. Vistas cercanas:"
            )
        }
        Lang::En => format!(
            "The filter {filter} changes nothing here: all its categories are shown. Near views:"
        ),
    }
}

/// Explains why a figure is not answered: no table has these parts together.
pub fn no_table(lang: Lang, parts: &[String]) -> String {
    let parts = join(lang, parts);
    match lang {
        Lang::Es => format!("Para proteger a las personas, ninguna tabla publicada cruza {parts}."),
        Lang::En => format!("To protect people, no published table crosses {parts}."),
    }
}
