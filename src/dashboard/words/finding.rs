//! Writes the findings of figures, in each language. The sentences fit labels of any gender, and claim no cause.

use cube::{Lang, Phrase, number};

use crate::words::text::{join, uncapitalized};

/// The way in which the named categories lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// One category has more than half of the persons.
    MoreThanHalf,
    /// One or two categories are the most frequent.
    MostFrequent,
}

/// The steps of a course.
pub const EACH_YEAR: Phrase = Phrase("cada año", "each year");
/// The same where periods stand in place of years.
pub const EACH_PERIOD: Phrase = Phrase("cada período", "each period");

/// A rise or fall year by year, up to the last year.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Whether it rises.
    pub rises: bool,
    /// The first year and its number.
    pub from: (String, u64),
    /// The last year and its number.
    pub to: (String, u64),
}

/// Writes a category with its share: "Mujer, con 75 %".
pub fn with_share(lang: Lang, label: &str, share: &str) -> String {
    match lang {
        Lang::Es => format!("{label}, con {share}"),
        Lang::En => format!("{label}, with {share}"),
    }
}

/// Writes which categories lead: "Lo más frecuente: Costa Rica, con 48 % y Nicaragua, con 27 %."
pub fn leaders(lang: Lang, lead: Lead, named: &[String]) -> String {
    let named = join(lang, named);
    match (lang, lead) {
        (Lang::Es, Lead::MoreThanHalf) => format!("Más de la mitad: {named}."),
        (Lang::En, Lead::MoreThanHalf) => format!("More than half: {named}."),
        (Lang::Es, Lead::MostFrequent) => format!("Lo más frecuente: {named}."),
        (Lang::En, Lead::MostFrequent) => format!("Most frequent: {named}."),
    }
}

/// Writes which of many groups is the largest: "El grupo más numeroso: Mujer, adolescencia (12–17), con 26 %."
pub fn largest_group(lang: Lang, group: &str, share: &str) -> String {
    match lang {
        Lang::Es => format!("El grupo más numeroso: {group}, con {share}."),
        Lang::En => format!("The largest group: {group}, with {share}."),
    }
}

/// Writes which share had an outcome: "De 69 solicitudes de 2023, el 64 % se acreditó."
pub fn outcome(lang: Lang, (measure, year, whole): (&str, &str, u64), outcome: &str) -> String {
    let (measure, outcome) = (uncapitalized(measure), uncapitalized(outcome));
    let whole = number::count(lang, whole);
    match lang {
        Lang::Es => format!("De {whole} {measure} de {year}, {outcome}"),
        Lang::En => format!("Of {whole} {measure} of {year}, {outcome}"),
    }
}

/// Writes a share of an outcome of which the codebook says nothing: "acreditada: 61 %."
pub fn share_of(label: &str, share: &str) -> String {
    format!("{label}: {share}.")
}

/// Writes the last change beyond chance from one year to the next: "Solicitudes: aumento en 2024 (de 69 a 100)".
pub fn last_change(lang: Lang, measure: &str, change: &Course) -> String {
    let year = &change.to.0;
    let [from, to] = [change.from.1, change.to.1].map(|count| number::count(lang, count));
    match (lang, change.rises) {
        (Lang::Es, true) => format!("{measure}: aumento en {year} (de {from} a {to})"),
        (Lang::Es, false) => format!("{measure}: descenso en {year} (de {from} a {to})"),
        (Lang::En, true) => format!("{measure}: rise in {year} (from {from} to {to})"),
        (Lang::En, false) => format!("{measure}: fall in {year} (from {from} to {to})"),
    }
}

/// Writes a rise or fall: "Solicitudes: más cada año, de 47 en 2021 a 100 en 2024."
pub fn course(lang: Lang, measure: &str, course: &Course, each: Phrase) -> String {
    let each = each.get(lang);
    let [from, to] =
        [&course.from, &course.to].map(|(year, count)| (number::count(lang, *count), year));
    match lang {
        Lang::Es => {
            let more = if course.rises { "más" } else { "menos" };
            format!(
                "{measure}: {more} {each}, de {} en {} a {} en {}.",
                from.0, from.1, to.0, to.1
            )
        }
        Lang::En => {
            let more = if course.rises { "more" } else { "fewer" };
            format!(
                "{measure}: {more} {each}, from {} in {} to {} in {}.",
                from.0, from.1, to.0, to.1
            )
        }
    }
}
