//! Words counts, shares, changes, rates and the order of categories, in both languages.

use cube::{Lang, Population, number};

use crate::query::Show;
use crate::words::phrase::Phrase;
use crate::words::text::{and, uncapitalized};

/// Why there is no share beside a number that is not published.
pub const NO_SHARE: Phrase = Phrase(
    "Sin porcentaje: el valor no está publicado o no es parte de la base",
    "No share: the value is not published or not part of the base",
);
/// Why there is no change in the first published year.
pub const NO_YEAR_BEFORE: Phrase = Phrase(
    "Sin cambio: no se publica un año anterior",
    "No change: no earlier year is published",
);
/// Why there is no change where the way of counting changed.
pub const COUNTED_OTHERWISE: Phrase = Phrase(
    "Sin cambio: en este año cambió lo que se cuenta",
    "No change: what is counted changed in this year",
);
/// Why there is no change where the year before is hidden.
pub const YEAR_BEFORE_HIDDEN: Phrase = Phrase(
    "Sin cambio: el valor del año anterior no está publicado",
    "No change: the value of the year before is not published",
);
/// A difference that says nothing, beside its number.
pub const SIMILAR: Phrase = Phrase("Similar al año anterior", "Similar to the year before");
/// A difference that says nothing, explained.
pub const SIMILAR_MEANS: Phrase = Phrase(
    "«≈» señala un número similar: la diferencia no pasa de lo que números de este tamaño varían por azar.",
    "“≈” marks a similar number: the difference is no more than numbers of this size vary by chance.",
);
/// Why there is no change.
pub const NO_CHANGE_MEANS: Phrase = Phrase(
    "«–» señala que no hay con qué comparar: el año anterior falta o está oculto, o cambió lo que se cuenta.",
    "“–” marks that there is nothing to compare with: the year before is missing or hidden, or what is counted changed.",
);
/// Why there are no shares of a few.
pub const SMALL_BASE: Phrase = Phrase(
    "Sin porcentajes: el total es de menos de 30 personas.",
    "No percentages: the total is fewer than 30 persons.",
);
/// Why there are no shares of a number that is not known.
pub const NO_BASE: Phrase = Phrase(
    "Sin porcentajes: el total no está publicado.",
    "No percentages: the total is not published.",
);
/// Why there are no shares where a person may have several categories.
pub const NO_KNOWN_BASE: Phrase = Phrase(
    "Sin porcentajes: no está publicado de cuántas personas se conoce el dato.",
    "No percentages: of how many persons this is known is not published.",
);
/// The select of what is shown of the counts.
pub const SHOW: Phrase = Phrase("Mostrar", "Show");
/// The count.
pub const COUNT: Phrase = Phrase("Número", "Number");
/// The share.
pub const SHARE: Phrase = Phrase("Porcentaje", "Percentage");
/// The change.
pub const CHANGE: Phrase = Phrase("Cambio anual", "Yearly change");
/// The rate, among what can be shown.
pub const RATE_CHOICE: Phrase = Phrase("Tasa", "Rate");
/// The rate, over its numbers.
pub const RATE: Phrase = Phrase(
    "Tasa por 100\u{a0}000 habitantes",
    "Rate per 100,000 inhabitants",
);
/// Why there is no rate of what is not exactly known.
pub const NO_RATE: Phrase = Phrase(
    "Sin tasa: el número no está publicado",
    "No rate: the number is not published",
);
/// Why there is no rate of a category that nobody lives in.
pub const NO_INHABITANTS: Phrase = Phrase(
    "Sin tasa: no hay población a la que referirla",
    "No rate: there is no population to relate it to",
);
/// Why there is no rate of a few.
pub const TOO_FEW: Phrase = Phrase(
    "Sin tasa: menos de 20 personas",
    "No rate: fewer than 20 persons",
);
/// The select of the categories' order.
pub const ORDER: Phrase = Phrase("Orden", "Order");
/// The codebook's order.
pub const ORDER_CODEBOOK: Phrase = Phrase("Lista", "As listed");
/// From the largest number to the smallest.
pub const ORDER_VALUE: Phrase = Phrase("Mayor a menor", "Largest first");

/// Of whom the shares are.
pub fn base(lang: Lang, persons: u64, with_answer: bool) -> String {
    let persons = number::count(lang, persons);
    match (lang, with_answer) {
        (Lang::Es, true) => format!("Los porcentajes son de {persons} personas con respuesta."),
        (Lang::En, true) => format!("The percentages are of {persons} persons with an answer."),
        (Lang::Es, false) => format!("Los porcentajes son de {persons} personas."),
        (Lang::En, false) => format!("The percentages are of {persons} persons."),
    }
}

/// Of whom the shares are in a figure with several years.
pub fn base_of_each_year(lang: Lang, smallest: u64) -> String {
    match lang {
        Lang::Es => format!(
            "Los porcentajes son del total de cada año, donde se conoce y es de {smallest} o más."
        ),
        Lang::En => format!(
            "The percentages are of the total of each year, where it is known and {smallest} or more."
        ),
    }
}

/// By what rates are reckoned, and which there are not.
pub fn inhabitants(lang: Lang, population: &Population, smallest: u64) -> String {
    let (year, source) = (population.year, population.source.get(lang));
    match lang {
        Lang::Es => format!(
            "La población es la de {year}, la misma para todos los años: {source}. No hay tasa de menos de {smallest} \
             personas, que varía demasiado por azar, ni donde no hay población."
        ),
        Lang::En => format!(
            "The population is that of {year}, the same for all years: {source}. There is no rate of fewer than \
             {smallest} persons, which varies too much by chance, nor where there is no population."
        ),
    }
}

/// Which of a page's figures have rates, where others have none.
pub fn rates_in(lang: Lang, figures: &[String]) -> String {
    let figures = and(lang, figures);
    match lang {
        Lang::Es => {
            format!("Hay tasa en: {figures}. De las demás figuras no se conoce la población.")
        }
        Lang::En => format!(
            "There is a rate in: {figures}. Of the other figures the population is not known."
        ),
    }
}

/// The years that a rate is the mean of.
pub fn yearly_mean(lang: Lang, period: &str) -> String {
    match lang {
        Lang::Es => format!("promedio anual de {period}"),
        Lang::En => format!("yearly mean of {period}"),
    }
}

/// Of whom the shares are in a figure with several columns.
pub fn base_of_each_column(lang: Lang, smallest: u64) -> String {
    match lang {
        Lang::Es => format!(
            "Los porcentajes son del total de cada columna, donde se conoce y es de {smallest} o más."
        ),
        Lang::En => {
            format!(
                "The percentages are of the total of each column, where it is known and {smallest} or more."
            )
        }
    }
}

/// Shares of the persons of each group, where a figure is broken down.
pub fn share_of_each(lang: Lang, counted: &str) -> String {
    match lang {
        Lang::Es => format!(
            "porcentaje del total de cada grupo: {}",
            uncapitalized(counted)
        ),
        Lang::En => format!(
            "percentage of the total of each group: {}",
            uncapitalized(counted)
        ),
    }
}

/// What is counted, as what is shown of it.
pub fn shown(lang: Lang, show: Show, counted: &str) -> String {
    let small = uncapitalized(counted);
    match (lang, show) {
        (_, Show::Count) => counted.into(),
        (Lang::Es, Show::Share) => format!("porcentaje del total de {small}"),
        (Lang::En, Show::Share) => format!("percentage of all {small}"),
        (Lang::Es, Show::Change) => format!("cambio respecto al año anterior: {small}"),
        (Lang::En, Show::Change) => format!("change to the year before: {small}"),
        (Lang::Es, Show::Rate) => format!("{small} por 100\u{a0}000 habitantes"),
        (Lang::En, Show::Rate) => format!("{small} per 100,000 inhabitants"),
    }
}
