//! Explains why a query is not answered, and names what a relaxation drops.

use cube::Lang;

use crate::words::text::{capitalized, join, uncapitalized};
use cube::Phrase;

/// The reason why outcomes are not shown, as the end of a sentence.
pub const NOT_SETTLED: Phrase = Phrase(
    "todavía no se publica, porque de estos años aún hay pendientes y puede cambiar",
    "not published yet, because of these years some are still pending and it may change",
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

/// Explains why a figure is not answered: what it compares is not published by this breakdown, for these filters, in this
/// period. The end of a sentence that begins with its title.
pub fn not_published(
    lang: Lang,
    by: Option<String>,
    filters: &[String],
    period: Option<String>,
) -> String {
    let mut text = String::from(match lang {
        Lang::Es => "no se publica",
        Lang::En => "not published",
    });
    let [by_word, for_word, in_word] = match lang {
        Lang::Es => [" por ", " para ", " en "],
        Lang::En => [" by ", " for ", " in "],
    };
    if let Some(by) = by {
        text += by_word;
        text += &uncapitalized(&by);
    }
    if !filters.is_empty() {
        text += for_word;
        text += &join(lang, filters);
    }
    if let Some(period) = period {
        text += in_word;
        text += &period;
    }
    text
}

/// Makes a sentence of a reason: what is not published protects people.
pub fn reason_sentence(lang: Lang, reason: &str) -> String {
    let why = match lang {
        _ if reason == NOT_SETTLED.get(lang) => "",
        Lang::Es => ", para proteger a las personas",
        Lang::En => ", to protect people",
    };
    format!("{}{why}.", capitalized(reason))
}

/// Counts the figures of a page that no table answers.
pub fn count_unanswered(lang: Lang, figures: usize) -> String {
    match (lang, figures) {
        (Lang::Es, 1) => "Un gráfico no tiene datos publicados para esta selección".into(),
        (Lang::En, 1) => "One chart has no published data for this selection".into(),
        (Lang::Es, _) => {
            format!("{figures} gráficos no tienen datos publicados para esta selección")
        }
        (Lang::En, _) => format!("{figures} charts have no published data for this selection"),
    }
}

/// Says why figures have no data, unless they only have none yet.
pub const PROTECTED: Phrase = Phrase(
    "Lo que falta aquí no se publica, para proteger a las personas.",
    "What is missing here is not published, to protect people.",
);

/// Labels the entry of the contents that leads to these figures.
pub fn without_data(lang: Lang, figures: usize) -> String {
    match lang {
        Lang::Es => format!("Sin datos: {figures}"),
        Lang::En => format!("No data: {figures}"),
    }
}
