//! Words the opening page, in both languages. The sentences hold for labels of any gender, and claim no cause.

use cube::{Lang, number};

use crate::counts::{Change, SMALLEST_BASE};
use crate::words::phrase::Phrase;
use crate::words::text::{and, uncapitalized};

/// How the sentences are to be read: a heading.
pub const READING: Phrase = Phrase("Cómo leer estas cifras", "How to read these figures");

const MONTHS: [Phrase; 12] = [
    Phrase("enero", "January"),
    Phrase("febrero", "February"),
    Phrase("marzo", "March"),
    Phrase("abril", "April"),
    Phrase("mayo", "May"),
    Phrase("junio", "June"),
    Phrase("julio", "July"),
    Phrase("agosto", "August"),
    Phrase("septiembre", "September"),
    Phrase("octubre", "October"),
    Phrase("noviembre", "November"),
    Phrase("diciembre", "December"),
];

/// A year's number beside that of the year before.
pub fn change(lang: Lang, year: &str, before: &str, change: Change) -> String {
    let count = |persons| number::count(lang, persons);
    match (lang, change) {
        (Lang::Es, Change::First) => format!("En {year}."),
        (Lang::En, Change::First) => format!("In {year}."),
        (Lang::Es, Change::Hidden) => format!("En {year}: oculto para proteger a las personas."),
        (Lang::En, Change::Hidden) => format!("In {year}: hidden to protect people."),
        (Lang::Es, Change::Broken) => {
            format!("En {year}, cuando cambió lo que se cuenta: no se compara con {before}.")
        }
        (Lang::En, Change::Broken) => {
            format!("In {year}, when what is counted changed: not compared with {before}.")
        }
        (Lang::Es, Change::Unknown) => {
            format!("En {year}. No se compara con {before}, cuyo número está oculto.")
        }
        (Lang::En, Change::Unknown) => {
            format!("In {year}. Not compared with {before}, whose number is hidden.")
        }
        (Lang::Es, Change::Same) => format!("En {year}, el mismo número que en {before}."),
        (Lang::En, Change::Same) => format!("In {year}, the same number as in {before}."),
        (Lang::Es, Change::Similar(of)) => format!(
            "En {year}, un número similar al de {before} ({}).",
            count(of)
        ),
        (Lang::En, Change::Similar(of)) => format!(
            "In {year}, a number similar to that of {before} ({}).",
            count(of)
        ),
        (_, Change::More(by, of)) => apart(lang, year, before, ("más", "more"), by, of),
        (_, Change::Fewer(by, of)) => apart(lang, year, before, ("menos", "fewer"), by, of),
    }
}

/// "En 2025, 45 más que en 2024 (60), un 75 % más."
fn apart(
    lang: Lang,
    year: &str,
    before: &str,
    word: (&'static str, &'static str),
    by: u64,
    of: u64,
) -> String {
    let word = Phrase(word.0, word.1).get(lang);
    let share = (of >= SMALLEST_BASE).then(|| number::share(lang, by, of));
    let (by, of) = (number::count(lang, by), number::count(lang, of));
    match lang {
        Lang::Es => {
            let share = share.map_or_else(String::new, |share| format!(", un {share} {word}"));
            format!("En {year}, {by} {word} que en {before} ({of}){share}.")
        }
        Lang::En => {
            let share = share.map_or_else(String::new, |share| format!(", {share} {word}"));
            format!("In {year}, {by} {word} than in {before} ({of}){share}.")
        }
    }
}

/// A category's share of everybody: "35 % del total de personas acreditadas (63)."
pub fn share(lang: Lang, share: &str, whole: &str, everybody: u64) -> String {
    let (whole, everybody) = (uncapitalized(whole), number::count(lang, everybody));
    match lang {
        Lang::Es => format!("{share} del total de {whole} ({everybody})."),
        Lang::En => format!("{share} of all {whole} ({everybody})."),
    }
}

/// What "similar" means, and of how many persons percentages are given.
pub fn rules(lang: Lang) -> String {
    match lang {
        Lang::Es => format!(
            "«Similar» quiere decir que la diferencia no pasa de lo que números de este tamaño varían por azar: es \
             menor que el doble de la raíz cuadrada de su suma. Los porcentajes se dan sobre {SMALLEST_BASE} personas \
             o más."
        ),
        Lang::En => format!(
            "“Similar” means that the difference is no more than numbers of this size vary by chance: it is less than \
             twice the square root of their sum. Percentages are given of {SMALLEST_BASE} persons or more."
        ),
    }
}

/// Years of which more records are expected.
pub fn open(lang: Lang, years: &[String]) -> String {
    let years = and(lang, years);
    match lang {
        Lang::Es => format!("Aún se esperan registros de {years}: esas cifras pueden cambiar."),
        Lang::En => format!("More records of {years} are expected: those figures may change."),
    }
}

/// "Publicación de octubre de 2026, con datos de 2017–2025."
pub fn release(lang: Lang, name: &str, period: &str) -> String {
    let dated = month(lang, name);
    match lang {
        Lang::Es => {
            let name = dated.map_or_else(|| name.to_owned(), |dated| format!("de {dated}"));
            format!("Publicación {name}, con datos de {period}.")
        }
        Lang::En => format!(
            "Release {}, with data of {period}.",
            dated.map_or_else(|| name.to_owned(), |dated| format!("of {dated}"))
        ),
    }
}

/// "Próxima publicación: abril de 2027." Every release is due in a month.
pub fn next(lang: Lang, due: &str) -> String {
    let due = month(lang, due).unwrap_or_else(|| due.to_owned());
    match lang {
        Lang::Es => format!("Próxima publicación: {due}."),
        Lang::En => format!("Next release: {due}."),
    }
}

/// The month that a release is named after: `2026-10` is "octubre de 2026".
fn month(lang: Lang, name: &str) -> Option<String> {
    let (year, month) = name.split_once('-')?;
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: usize = month
        .parse()
        .ok()
        .filter(|_| digits(year, 4) && digits(month, 2))?;
    let month = MONTHS.get(number.checked_sub(1)?)?.get(lang);
    Some(match lang {
        Lang::Es => format!("{month} de {year}"),
        Lang::En => format!("{month} {year}"),
    })
}

/// What a section is broken down by: "Por sexo, edad y nacionalidad."
pub fn by(lang: Lang, dimensions: &[String]) -> String {
    let dimensions: Vec<String> = dimensions
        .iter()
        .map(|label| uncapitalized(label))
        .collect();
    match lang {
        Lang::Es => format!("Por {}.", and(lang, &dimensions)),
        Lang::En => format!("By {}.", and(lang, &dimensions)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_named_after_a_month_says_it_in_words() {
        let both = |name| Lang::ALL.map(|lang| release(lang, name, "2017–2025"));
        assert_eq!(
            both("2026-10"),
            [
                "Publicación de octubre de 2026, con datos de 2017–2025.",
                "Release of October 2026, with data of 2017–2025.",
            ]
        );
        assert_eq!(
            both("2026-13"),
            [
                "Publicación 2026-13, con datos de 2017–2025.",
                "Release 2026-13, with data of 2017–2025.",
            ]
        );
    }
}
