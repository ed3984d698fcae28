//! Words what a figure shows, in both languages. The sentences hold for labels of any gender, and claim no cause.

use cube::{Lang, number};

use crate::words::text::and;

/// In what the named categories are ahead of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// More than half are in the only one that is named.
    MoreThanHalf,
    /// They are the most frequent.
    MostFrequent,
}

/// A number that rises or falls year by year, up to the last year.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Whether it rises.
    pub rises: bool,
    /// The first year and its number.
    pub from: (String, u64),
    /// The last year and its number.
    pub to: (String, u64),
}

/// "Mujer, con 75 %".
pub fn with(lang: Lang, label: &str, share: &str) -> String {
    match lang {
        Lang::Es => format!("{label}, con {share}"),
        Lang::En => format!("{label}, with {share}"),
    }
}

/// "Lo más frecuente: Costa Rica, con 48 % y Nicaragua, con 27 %."
pub fn leaders(lang: Lang, lead: Lead, named: &[String]) -> String {
    let named = and(lang, named);
    match (lang, lead) {
        (Lang::Es, Lead::MoreThanHalf) => format!("Más de la mitad: {named}."),
        (Lang::En, Lead::MoreThanHalf) => format!("More than half: {named}."),
        (Lang::Es, Lead::MostFrequent) => format!("Lo más frecuente: {named}."),
        (Lang::En, Lead::MostFrequent) => format!("Most frequent: {named}."),
    }
}

/// "Solicitudes: más cada año, de 47 en 2021 a 100 en 2024."
pub fn course(lang: Lang, measure: &str, course: &Course) -> String {
    let [from, to] =
        [&course.from, &course.to].map(|(year, count)| (number::count(lang, *count), year));
    match lang {
        Lang::Es => {
            let more = if course.rises { "más" } else { "menos" };
            format!(
                "{measure}: {more} cada año, de {} en {} a {} en {}.",
                from.0, from.1, to.0, to.1
            )
        }
        Lang::En => {
            let more = if course.rises { "more" } else { "fewer" };
            format!(
                "{measure}: {more} each year, from {} in {} to {} in {}.",
                from.0, from.1, to.0, to.1
            )
        }
    }
}
