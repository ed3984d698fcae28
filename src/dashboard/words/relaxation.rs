//! Says why a question is not answered, and what the nearest one drops.

use cube::Lang;

use crate::words::phrase::Phrase;
use crate::words::text::and;

/// Why nothing is shown of what became of persons.
pub const NOT_SETTLED: Phrase = Phrase(
    "No se publica todavía: de estos años aún hay pendientes, y puede cambiar.",
    "Not published yet: of these years some are still pending, and it may change.",
);
/// A table that should be there was not delivered.
pub const TABLE_MISSING: Phrase = Phrase(
    "La tabla que responde esta pregunta no está disponible.",
    "The table that answers this question is not available.",
);
/// The view year by year is dropped.
pub const WITHOUT_BREAKDOWN: Phrase = Phrase("sin desglose", "without the breakdown");
/// The years are dropped.
pub const WITH_ALL_YEARS: Phrase = Phrase("con todos los años", "for all years");

/// Names the relaxation that drops a filter.
pub fn without(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!("sin el filtro {filter}"),
        Lang::En => format!("without the filter {filter}"),
    }
}

/// Names the relaxation that widens a filter.
pub fn with(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!("con {filter}"),
        Lang::En => format!("with {filter}"),
    }
}

/// Why a page cannot show a query.
pub fn not_shown_for(lang: Lang, parts: &[String]) -> String {
    let together = match (lang, parts) {
        (_, [_]) => "",
        (Lang::Es, _) => " a la vez",
        (Lang::En, _) => " together",
    };
    let parts = and(lang, parts);
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

/// A filter that changes nothing on a page.
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

/// Why a figure is not answered: what no table crosses.
pub fn no_table(lang: Lang, parts: &[String]) -> String {
    let parts = and(lang, parts);
    match lang {
        Lang::Es => format!("Para proteger a las personas, ninguna tabla publicada cruza {parts}."),
        Lang::En => format!("To protect people, no published table crosses {parts}."),
    }
}
