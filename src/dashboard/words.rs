//! Every word of the interface that does not come from the catalog, in both languages.

pub mod compare;
pub mod csv;
pub mod failure;
pub mod finding;
pub mod front;
pub mod indicator;
pub mod look;
pub mod map;
pub mod show;

use cube::{Lang, number};

/// What stands where a number is hidden.
pub const HIDDEN_MARK: &str = "c";
/// What stands where a number cannot be given at all.
pub const NONE_MARK: &str = "–";

/// A fixed phrase: in Spanish, in English.
#[derive(Clone, Copy, Debug)]
pub struct Phrase(&'static str, &'static str);

impl Phrase {
    /// The phrase in one language.
    pub fn get(self, lang: Lang) -> String {
        match lang {
            Lang::Es => self.0.into(),
            Lang::En => self.1.into(),
        }
    }
}

/// The opening page, in the navigation.
pub const HOME: Phrase = Phrase("Inicio", "Home");
/// The link that jumps over the navigation.
pub const SKIP: Phrase = Phrase("Ir al contenido", "Skip to content");
/// The navigation landmark.
pub const SECTIONS: Phrase = Phrase("Secciones", "Sections");
/// The filters' landmark.
pub const FILTERS: Phrase = Phrase("Filtros y opciones", "Filters and options");
/// The switch between chart and table.
pub const SHAPE: Phrase = Phrase("Vista", "View");
/// One side of that switch.
pub const CHART: Phrase = Phrase("Gráfico", "Chart");
/// The other side of it.
pub const TABLE: Phrase = Phrase("Tabla", "Table");
/// The button that leaves the site at once.
pub const EXIT: Phrase = Phrase("Ocultar sitio", "Hide this site");
/// The disclosure that opens a definition.
pub const DEFINITION: Phrase = Phrase("Definición", "Definition");
/// The button that copies the address.
pub const COPY: Phrase = Phrase("Copiar enlace", "Copy link");
/// What it says when that worked.
pub const COPIED: Phrase = Phrase("Enlace copiado", "Link copied");
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
/// The category "all", and a row or column that adds up the others.
pub const TOTAL: Phrase = Phrase("Total", "Total");
/// The head of a column of shares.
pub const SHARE: Phrase = Phrase("Porcentaje", "Share");
/// The view without filters.
pub const CLEAR: Phrase = Phrase("Quitar todo", "Clear all");
/// The chip of the years.
pub const YEARS: Phrase = Phrase("Años", "Years");
/// What a hidden mark is called beside a bar.
pub const HIDDEN: Phrase = Phrase("oculto", "hidden");
/// Why nothing is shown of what became of persons.
pub const NOT_SETTLED: Phrase = Phrase(
    "No se publica todavía: de estos años aún hay pendientes, y puede cambiar.",
    "Not published yet: of these years some are still pending, and it may change.",
);
/// What a hidden mark means.
pub const HIDDEN_MEANING: Phrase = Phrase(
    "Oculto para proteger a las personas",
    "Hidden to protect people",
);
/// More categories beside those that are chosen.
pub const ADD: Phrase = Phrase("Añadir", "Add");
/// What the numbers are not: the footer's heading.
pub const CAVEAT: Phrase = Phrase("Qué no dicen las cifras", "What the numbers do not say");
/// The release: the footer's heading.
pub const RELEASE: Phrase = Phrase("Publicación", "Release");
/// The link to the report on the quality of the data.
pub const QUALITY: Phrase = Phrase("Calidad de los datos", "Data quality");
/// Where `tablero quality` puts that report, below the root of the site.
pub const QUALITY_FOLDER: Phrase = Phrase("calidad/", "en/quality/");
/// The link to the page on the method.
pub const METHOD: Phrase = Phrase(
    "Cómo se protegen las cifras",
    "How the numbers are protected",
);
/// Where `tablero quality` puts that page, below the root of the site.
pub const METHOD_FOLDER: Phrase = Phrase("metodo/", "en/method/");
/// The link to the page on which anybody can check that.
pub const CHECK: Phrase = Phrase("Comprobarlo", "Check it yourself");
/// Where `tablero quality` puts that page, below the root of the site.
pub const CHECK_FOLDER: Phrase = Phrase("comprobar/", "en/check/");
/// Where help can be had: the footer's heading.
pub const HELP: Phrase = Phrase("¿Necesita ayuda?", "Do you need help?");
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
/// A table that should be there was not delivered.
pub const TABLE_MISSING: Phrase = Phrase(
    "La tabla que responde esta pregunta no está disponible.",
    "The table that answers this question is not available.",
);
/// Why categories of some dimensions do not add up.
pub const OVERLAPPING: Phrase = Phrase(
    "Una persona puede tener varias categorías, por lo que pueden sumar más de 100 %.",
    "A person may have several categories, so they may add up to more than 100%.",
);
/// The view year by year is dropped.
pub const WITHOUT_BREAKDOWN: Phrase = Phrase("sin desglose", "without the breakdown");
/// The years are dropped.
pub const WITH_ALL_YEARS: Phrase = Phrase("con todos los años", "for all years");
/// The name of the groups that can be chosen by one click.
pub const GROUPS: Phrase = Phrase("Grupos", "Groups");

/// "a", "a y b", "a, b y c".
pub fn and(lang: Lang, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), conjunction(lang, last)),
    }
}

/// Labels as parts of one sentence: all but the first begin with a small letter, unless they begin with an abbreviation.
pub fn as_one_sentence(labels: Vec<String>) -> Vec<String> {
    let follow = |label: String| {
        let mut letters = label.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if large(second) != second => {
                [small(first), second].into_iter().chain(letters).collect()
            }
            _ => label,
        }
    };
    let mut labels = labels.into_iter();
    labels
        .next()
        .into_iter()
        .chain(labels.map(follow))
        .collect()
}

/// In Spanish "y" becomes "e" before the sound of an i.
fn conjunction(lang: Lang, next: &str) -> &'static str {
    let next: String = next.chars().map(small).collect();
    match lang {
        Lang::Es
            if ["i", "í", "hi", "hí"]
                .iter()
                .any(|start| next.starts_with(start)) =>
        {
            "e"
        }
        Lang::Es => "y",
        Lang::En => "and",
    }
}

/// "Solicitudes por sexo".
pub fn by(lang: Lang, measure: &str, dimension: &str) -> String {
    let dimension = uncapitalized(dimension);
    match lang {
        Lang::Es => format!("{measure} por {dimension}"),
        Lang::En => format!("{measure} by {dimension}"),
    }
}

/// With a large first letter.
pub fn capitalized(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(large).into_iter().chain(rest).collect()
}

/// With a small first letter, unless it begins an abbreviation.
pub fn uncapitalized(text: &str) -> String {
    let mut rest = text.chars();
    match (rest.next(), rest.clone().next()) {
        (Some(first), Some(second)) if small(second) == second => {
            std::iter::once(small(first)).chain(rest).collect()
        }
        _ => text.into(),
    }
}

/// A letter of either language as a small one. The tables of all of Unicode's letters would weigh on the page.
fn small(letter: char) -> char {
    match letter {
        'À'..='Þ' if letter != '×' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    }
}

/// A letter of either language as a large one.
fn large(letter: char) -> char {
    match letter {
        'à'..='þ' if letter != '÷' => char::from_u32(u32::from(letter) - 32).unwrap_or(letter),
        _ => letter.to_ascii_uppercase(),
    }
}

/// What a pair of bounds means.
pub fn between(lang: Lang, least: u64, most: u64) -> String {
    let (least, most) = (number::count(lang, least), number::count(lang, most));
    match lang {
        Lang::Es => {
            format!("Entre {least} y {most}: una parte está oculta para proteger a las personas")
        }
        Lang::En => format!("Between {least} and {most}: a part is hidden to protect people"),
    }
}

/// What the hidden mark means, for the whole page.
pub fn hidden_note(lang: Lang, threshold: u64) -> String {
    let threshold = number::count(lang, threshold);
    match lang {
        Lang::Es => format!(
            "«{HIDDEN_MARK}» significa oculto para proteger a las personas. No dice si hay alguien o nadie, y no puede \
             calcularse a partir de lo publicado. Fuera de las personas de quienes falta el dato, el número más \
             pequeño que se publica es {threshold}."
        ),
        Lang::En => format!(
            "“{HIDDEN_MARK}” means hidden to protect people. It does not say whether there is somebody or nobody, and \
             it cannot be calculated from what is published. Except for people of whom the detail is not known, the \
             smallest number that is published is {threshold}."
        ),
    }
}

/// Source and release of a figure.
pub fn source(lang: Lang, source: &str, release: &str) -> String {
    match lang {
        Lang::Es => format!("{source} · publicación {release}"),
        Lang::En => format!("{source} · release {release}"),
    }
}

/// The label that removes a filter, for those who do not see the cross.
pub fn remove_filter(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!("Quitar el filtro {filter}"),
        Lang::En => format!("Remove the filter {filter}"),
    }
}

/// An offer to look without a filter.
pub fn without(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!("sin el filtro {filter}"),
        Lang::En => format!("without the filter {filter}"),
    }
}

/// An offer to look with a wider filter.
pub fn with(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!("con {filter}"),
        Lang::En => format!("with {filter}"),
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

/// Why a page cannot show what is asked of it.
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

/// Of which years it is shown what became of persons.
pub fn settled(lang: Lang, until: u16) -> String {
    match lang {
        Lang::Es => {
            format!("Se publica hasta {until}, el último año en que ya nada está pendiente.")
        }
        Lang::En => {
            format!("Published until {until}, the last year of which nothing is pending any more.")
        }
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

/// A figure that leaves a filter out, because it shows all categories of its dimension.
pub fn filter_ignored(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!(
            "El filtro {filter} no se aplica a esta figura, que muestra todas las categorías."
        ),
        Lang::En => format!(
            "The filter {filter} does not apply to this figure, which shows all categories."
        ),
    }
}

/// How many numbers of a page or a chart are hidden; nothing where none is.
pub fn hidden_count(lang: Lang, hidden: usize) -> Option<String> {
    match (lang, hidden) {
        (_, 0) => None,
        (Lang::Es, 1) => Some("Un valor está oculto para proteger a las personas.".into()),
        (Lang::En, 1) => Some("One value is hidden to protect people.".into()),
        (Lang::Es, _) => Some(format!(
            "{hidden} valores están ocultos para proteger a las personas."
        )),
        (Lang::En, _) => Some(format!("{hidden} values are hidden to protect people.")),
    }
}

/// How many figures of a page are not answered; nothing where all are.
pub fn unanswered_count(lang: Lang, figures: usize) -> Option<String> {
    match (lang, figures) {
        (_, 0) => None,
        (Lang::Es, 1) => Some("Una figura no puede responderse con lo publicado.".into()),
        (Lang::En, 1) => Some("One figure cannot be answered from what is published.".into()),
        (Lang::Es, _) => Some(format!(
            "{figures} figuras no pueden responderse con lo publicado."
        )),
        (Lang::En, _) => Some(format!(
            "{figures} figures cannot be answered from what is published."
        )),
    }
}

/// Where the numbers are that a description leaves out.
pub const ALL_IN_TABLE: Phrase = Phrase(
    "Los demás valores están en la tabla.",
    "The other values are in the table.",
);

/// The largest and the smallest number of a series that is too long to be read out.
pub fn extremes(lang: Lang, series: &str, most: (&str, &str), least: (&str, &str)) -> String {
    let ((most, most_at), (least, least_at)) = (most, least);
    match lang {
        Lang::Es => {
            format!(
                "{series}: el valor publicado más alto es {most} ({most_at}) y el más bajo, {least} ({least_at})."
            )
        }
        Lang::En => {
            format!(
                "{series}: the highest published value is {most} ({most_at}) and the lowest {least} ({least_at})."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_labels_of_a_sentence_begin_with_a_small_letter_but_for_the_first() {
        let labels = ["Solicitudes", "Personas acreditadas", "OIJ"]
            .map(String::from)
            .to_vec();
        assert_eq!(
            as_one_sentence(labels),
            ["Solicitudes", "personas acreditadas", "OIJ"]
        );
    }

    #[test]
    fn letters_are_small_and_large_as_in_unicode() {
        for letter in "AZazÁÉÍÓÚÜÑáéíóúüñ×÷¿«0".chars() {
            assert_eq!(
                (Some(small(letter)), Some(large(letter))),
                (letter.to_lowercase().next(), letter.to_uppercase().next())
            );
        }
    }

    #[test]
    fn lists_are_joined_as_each_language_does() {
        let joined = |lang, items: &[&str]| {
            and(
                lang,
                &items.iter().map(|item| (*item).into()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            joined(Lang::Es, &["Sexo", "Edad", "Idioma"]),
            "Sexo, Edad e Idioma"
        );
        assert_eq!(joined(Lang::Es, &["Sexo", "Edad"]), "Sexo y Edad");
        assert_eq!(
            joined(Lang::En, &["Sex", "Age", "Income"]),
            "Sex, Age and Income"
        );
        assert_eq!(
            (joined(Lang::Es, &["Sexo"]), joined(Lang::Es, &[])),
            ("Sexo".into(), String::new())
        );
    }

    #[test]
    fn a_dimension_in_a_sentence_is_small_unless_it_is_an_abbreviation() {
        assert_eq!(
            by(Lang::Es, "Solicitudes", "Identidad de género"),
            "Solicitudes por identidad de género"
        );
        assert_eq!(
            by(Lang::En, "Applications", "ISCO group"),
            "Applications by ISCO group"
        );
    }
}
