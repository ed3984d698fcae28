//! Writes the labels and notes of counts, shares, changes and rates, in each language.

use cube::{Lang, Population, number};

use crate::query::Show;
use crate::words::text::{join, uncapitalized};
use cube::Phrase;

/// The reason why a number has no share.
pub const NO_SHARE: Phrase = Phrase(
    "Sin porcentaje: el valor no está publicado o no es parte de la base",
    "No share: the value is not published or not part of the base",
);
/// The reason why the first published year has no change.
pub const NO_YEAR_BEFORE: Phrase = Phrase(
    "Sin cambio: no se publica nada anterior",
    "No change: nothing earlier is published",
);
/// The reason why there is no change across a break in the series.
pub const COUNTED_OTHERWISE: Phrase = Phrase(
    "Sin cambio: aquí cambió lo que se cuenta",
    "No change: what is counted changed here",
);
/// The reason why there is no change after a hidden year.
pub const YEAR_BEFORE_HIDDEN: Phrase = Phrase(
    "Sin cambio: el valor anterior no está publicado",
    "No change: the value before is not published",
);
/// The reason why there is no change between periods of different lengths.
pub const OTHER_LENGTH: Phrase = Phrase(
    "Sin cambio: el período anterior tiene otra cantidad de años",
    "No change: the period before has another number of years",
);
/// The meaning of "≈" beside a number.
pub const SIMILAR: Phrase = Phrase("Similar al anterior", "Similar to the one before");
/// The note that explains "≈".
pub const SIMILAR_MEANS: Phrase = Phrase(
    "«≈» señala un número similar: la diferencia no pasa de lo que números de este tamaño varían por azar.",
    "“≈” marks a similar number: the difference is no more than numbers of this size vary by chance.",
);
/// The note that explains "–" in place of a change.
pub const NO_CHANGE_MEANS: Phrase = Phrase(
    "«–» señala que no hay con qué comparar: el valor anterior falta o está oculto, o no es comparable.",
    "“–” marks that there is nothing to compare with: the value before is missing or hidden, or not comparable.",
);
/// The reason why a small base has no shares.
pub const SMALL_BASE: Phrase = Phrase(
    "Sin porcentajes: el total es de menos de 30 personas.",
    "No percentages: the total is fewer than 30 persons.",
);
/// The reason why an unpublished base has no shares.
pub const NO_BASE: Phrase = Phrase(
    "Sin porcentajes: el total no está publicado.",
    "No percentages: the total is not published.",
);
/// The reason why overlapping categories have no shares.
pub const NO_KNOWN_BASE: Phrase = Phrase(
    "Sin porcentajes: no está publicado de cuántas personas se conoce el dato.",
    "No percentages: of how many persons this is known is not published.",
);
/// The label of the select of the form in which counts are shown.
pub const SHOW: Phrase = Phrase("Medida", "Measure");
/// The choice of counts.
pub const COUNT: Phrase = Phrase("Número", "Number");
/// The choice of shares.
pub const SHARE: Phrase = Phrase("Porcentaje", "Percentage");
/// The choice of changes.
pub const CHANGE: Phrase = Phrase("Cambio anual", "Yearly change");
/// The choice of changes where periods stand in place of years.
pub const PERIOD_CHANGE: Phrase = Phrase("Cambio entre períodos", "Change between periods");
/// The choice of rates.
pub const RATE_CHOICE: Phrase = Phrase("Tasa", "Rate");
/// The heading of a column of rates.
pub const RATE: Phrase = Phrase(
    "Tasa por 100\u{a0}000 habitantes",
    "Rate per 100,000 inhabitants",
);
/// The reason why an inexact number has no rate.
pub const NO_RATE: Phrase = Phrase(
    "Sin tasa: el número no está publicado",
    "No rate: the number is not published",
);
/// The reason why a category without inhabitants has no rate.
pub const NO_INHABITANTS: Phrase = Phrase(
    "Sin tasa: no hay población a la que referirla",
    "No rate: there is no population to relate it to",
);
/// The reason why a small number has no rate.
pub const TOO_FEW: Phrase = Phrase(
    "Sin tasa: menos de 20 personas",
    "No rate: fewer than 20 persons",
);
/// The label of the select of the categories' order.
pub const ORDER: Phrase = Phrase("Orden", "Order");
/// The choice of the codebook's order.
pub const ORDER_CODEBOOK: Phrase = Phrase("Según la clasificación", "As in the classification");
/// The choice of the order from the largest to the smallest.
pub const ORDER_VALUE: Phrase = Phrase("De mayor a menor", "Largest first");

/// Names the base of the shares.
pub fn base(lang: Lang, persons: u64, with_answer: bool) -> String {
    let persons = number::count(lang, persons);
    match (lang, with_answer) {
        (Lang::Es, true) => format!("Porcentajes sobre las {persons} personas con dato conocido."),
        (Lang::En, true) => format!("Percentages of the {persons} persons whose answer is known."),
        (Lang::Es, false) => format!("Porcentajes sobre {persons} personas."),
        (Lang::En, false) => format!("Percentages of {persons} persons."),
    }
}

/// Names the bases of the shares in a figure with several years: all persons, or those with an answer.
pub fn base_of_each_year(lang: Lang, smallest: u64, with_answer: bool) -> String {
    match (lang, with_answer) {
        (Lang::Es, false) => format!(
            "Porcentajes sobre el total de cada año, donde se conoce y es de {smallest} o más."
        ),
        (Lang::En, false) => format!(
            "Percentages of the total of each year, where it is known and {smallest} or more."
        ),
        (Lang::Es, true) => format!(
            "Porcentajes sobre las personas con dato conocido de cada año, donde se sabe cuántas son y son {smallest} o más."
        ),
        (Lang::En, true) => format!(
            "Percentages of the persons whose answer is known in each year, where their number is known and {smallest} or more."
        ),
    }
}

/// Names the bases of the shares in a figure with several periods: all persons, or those with an answer.
pub fn base_of_each_period(lang: Lang, smallest: u64, with_answer: bool) -> String {
    match (lang, with_answer) {
        (Lang::Es, false) => format!(
            "Porcentajes sobre el total de cada período, donde se conoce y es de {smallest} o más."
        ),
        (Lang::En, false) => format!(
            "Percentages of the total of each period, where it is known and {smallest} or more."
        ),
        (Lang::Es, true) => format!(
            "Porcentajes sobre las personas con dato conocido de cada período, donde se sabe cuántas son y son {smallest} o más."
        ),
        (Lang::En, true) => format!(
            "Percentages of the persons whose answer is known in each period, where their number is known and {smallest} or more."
        ),
    }
}

/// Names the population of the rates, and explains which rates are missing.
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

/// Lists the figures of a page that have rates, if others have none.
pub fn rates_in(lang: Lang, figures: &[String]) -> String {
    let figures = join(lang, figures);
    match lang {
        Lang::Es => {
            format!("Hay tasa en: {figures}. De los demás gráficos no se conoce la población.")
        }
        Lang::En => format!(
            "There is a rate in: {figures}. Of the other charts the population is not known."
        ),
    }
}

/// Labels a period whose yearly mean is shown.
pub fn yearly_mean(lang: Lang, period: &str) -> String {
    match lang {
        Lang::Es => format!("promedio anual de {period}"),
        Lang::En => format!("yearly mean of {period}"),
    }
}

/// Names the bases of the shares in a figure with several columns: all persons, or those with an answer.
pub fn base_of_each_column(lang: Lang, smallest: u64, with_answer: bool) -> String {
    match (lang, with_answer) {
        (Lang::Es, false) => format!(
            "Porcentajes sobre el total de cada columna, donde se conoce y es de {smallest} o más."
        ),
        (Lang::En, false) => format!(
            "Percentages of the total of each column, where it is known and {smallest} or more."
        ),
        (Lang::Es, true) => format!(
            "Porcentajes sobre las personas con dato conocido de cada columna, donde se sabe cuántas son y son {smallest} o más."
        ),
        (Lang::En, true) => format!(
            "Percentages of the persons whose answer is known in each column, where their number is known and {smallest} or more."
        ),
    }
}

/// Labels shares of each group, in a figure that is broken down: of all persons, or of those with an answer.
pub fn label_shares_of_each(lang: Lang, counted: &str, with_answer: bool) -> String {
    let small = uncapitalized(counted);
    match (lang, with_answer) {
        (Lang::Es, false) => format!("porcentaje del total de cada grupo: {small}"),
        (Lang::En, false) => format!("percentage of the total of each group: {small}"),
        (Lang::Es, true) => {
            format!("porcentaje de quienes tienen respuesta en cada grupo: {small}")
        }
        (Lang::En, true) => format!("percentage of those with an answer in each group: {small}"),
    }
}

/// Labels shares of the persons with an answer, where categories overlap.
pub fn label_shares_with_answer(lang: Lang, counted: &str) -> String {
    let small = uncapitalized(counted);
    match lang {
        Lang::Es => format!("porcentaje de {small} con respuesta"),
        Lang::En => format!("percentage of {small} with an answer"),
    }
}

/// Labels a measure in the form in which it is shown.
pub fn label_measure(lang: Lang, show: Show, counted: &str) -> String {
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

/// Labels the change of a measure from one period to the next.
pub fn label_period_change(lang: Lang, counted: &str) -> String {
    let small = uncapitalized(counted);
    match lang {
        Lang::Es => format!("cambio respecto al período anterior: {small}"),
        Lang::En => format!("change to the period before: {small}"),
    }
}
