//! Writes the sentences of the opening page, in each language. They fit labels of any gender, and claim no cause.

use cube::{Lang, number};

use crate::counts::{Change, SMALLEST_BASE};
use crate::words::text::{join, uncapitalized};
use cube::Phrase;

/// A note where several groups are named.
pub const GROUPS_OVERLAP: Phrase = Phrase(
    "Una persona puede estar en más de un grupo.",
    "A person may be in more than one group.",
);
/// Where the numbers of a section come from that shows series of others.
pub const OTHER_SOURCE: Phrase = Phrase("Cifras de otra fuente", "Figures from another source");

/// Where the sources of these series are named.
pub const SOURCES_BELOW_SERIES: Phrase = Phrase(
    "Las fuentes de estas cifras se nombran en cada gráfico",
    "The sources of these figures are named at each chart",
);

const MONTHS: [Phrase; 12] = [
    Phrase("enero", "January"),
    Phrase("febrero", "February"),
    Phrase("marzo", "March"),
    Phrase("abril", "April"),
    Phrase("mayo", "May"),
    Phrase("junio", "June"),
    Phrase("julio", "July"),
    Phrase("agosto", "August"),
    Phrase("setiembre", "September"),
    Phrase("octubre", "October"),
    Phrase("noviembre", "November"),
    Phrase("diciembre", "December"),
];

/// Compares a year's number with that of the year before.
pub fn describe_change(lang: Lang, year: &str, before: &str, change: Change) -> String {
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
        (Lang::Es, Change::OtherLength) => {
            format!("En {year}. No se compara con {before}, que tiene otra cantidad de años.")
        }
        (Lang::En, Change::OtherLength) => {
            format!("In {year}. Not compared with {before}, which has another number of years.")
        }
        (Lang::Es, Change::Unknown) => {
            format!("En {year}. No se compara con {before}, cuyo número está oculto.")
        }
        (Lang::En, Change::Unknown) => {
            format!("In {year}. Not compared with {before}, whose number is hidden.")
        }
        (Lang::Es, Change::Same) => format!("En {year}, el mismo número que en {before}."),
        (Lang::En, Change::Same) => format!("In {year}, the same number as in {before}."),
        (Lang::Es, Change::Similar(base)) => format!(
            "En {year}, un número similar al de {before} ({}).",
            count(base)
        ),
        (Lang::En, Change::Similar(base)) => format!(
            "In {year}, a number similar to that of {before} ({}).",
            count(base)
        ),
        (_, Change::More(by, base)) => {
            describe_difference(lang, (year, before), ("más", "more"), by, base)
        }
        (_, Change::Fewer(by, base)) => {
            describe_difference(lang, (year, before), ("menos", "fewer"), by, base)
        }
    }
}

/// Begins the story with the year of its numbers.
pub fn begin_story(lang: Lang, year: &str) -> String {
    match lang {
        Lang::Es => format!("En {year} "),
        Lang::En => format!("In {year}, "),
    }
}

/// Says that two numbers are similar to those of the year before; `bases` are these.
pub fn both_similar(lang: Lang, before: &str, bases: &str) -> String {
    match lang {
        Lang::Es => format!("Ambas cifras son similares a las de {before} ({bases})."),
        Lang::En => format!("Both numbers are similar to those of {before} ({bases})."),
    }
}

/// What small drawings beside each other have in common.
pub const ONE_SCALE: Phrase = Phrase(
    "Todos los gráficos tienen la misma escala. Una persona puede estar en varios grupos.",
    "All charts have the same scale. A person may be in several groups.",
);

/// The heading of groups of persons: "Personas acreditadas, por grupo".
pub fn by_group(lang: Lang, measure: &str) -> String {
    match lang {
        Lang::Es => format!("{measure}, por grupo"),
        Lang::En => format!("{measure}, by group"),
    }
}

/// Says that all groups are similar to the year before: "En 2025, los seis grupos son similares a los de 2024."
pub fn all_similar(lang: Lang, groups: usize, year: &str, before: &str) -> String {
    let groups = spelled(lang, groups);
    match lang {
        Lang::Es => format!("En {year}, los {groups} grupos son similares a los de {before}."),
        Lang::En => format!("In {year}, the {groups} groups are similar to those of {before}."),
    }
}

/// Says which numbers are hidden, in the story.
pub fn hidden_in_story(lang: Lang, label: &str) -> String {
    match lang {
        Lang::Es => format!("{label}: oculto para proteger a las personas."),
        Lang::En => format!("{label}: hidden to protect people."),
    }
}

/// Compares a number with an earlier year, as a part of a sentence: "más del doble que en 2021 (47)". Nothing is said of
/// years that cannot be compared.
pub fn compare_briefly(lang: Lang, year: &str, change: Change) -> Option<String> {
    let (more, by, base) = match change {
        Change::Same => {
            return Some(match lang {
                Lang::Es => format!("el mismo número que en {year}"),
                Lang::En => format!("the same number as in {year}"),
            });
        }
        Change::Similar(base) => {
            let base = number::count(lang, base);
            return Some(match lang {
                Lang::Es => format!("un número similar al de {year} ({base})"),
                Lang::En => format!("a number similar to that of {year} ({base})"),
            });
        }
        Change::More(by, base) => (true, by, base),
        Change::Fewer(by, base) => (false, by, base),
        _ => return None,
    };
    let is_large = base >= SMALLEST_BASE;
    let much = match (more, lang) {
        (true, Lang::Es) if is_large && by > base => "más del doble que",
        (true, Lang::En) if is_large && by > base => "more than twice as many as",
        (false, Lang::Es) if is_large && by > base - by => "menos de la mitad que",
        (false, Lang::En) if is_large && by > base - by => "less than half as many as",
        (true, Lang::Es) => "más que",
        (true, Lang::En) => "more than",
        (false, Lang::Es) => "menos que",
        (false, Lang::En) => "fewer than",
    };
    let base = number::count(lang, base);
    Some(match lang {
        Lang::Es => format!("{much} en {year} ({base})"),
        Lang::En => format!("{much} in {year} ({base})"),
    })
}

/// The heading of persons as dots: "63 personas, vistas de tres maneras".
pub fn people(lang: Lang, count: &str, unit: &str, ways: usize) -> String {
    match (lang, ways) {
        (Lang::Es, 1) => format!("{count} {unit}"),
        (Lang::En, 1) => format!("{count} {unit}"),
        (Lang::Es, _) => format!("{count} {unit}, vistas de {} maneras", spelled(lang, ways)),
        (Lang::En, _) => format!("{count} {unit}, seen in {} ways", spelled(lang, ways)),
    }
}

fn spelled(lang: Lang, number: usize) -> String {
    match (lang, number) {
        (Lang::Es, 2) => "dos".into(),
        (Lang::Es, 3) => "tres".into(),
        (Lang::Es, 4) => "cuatro".into(),
        (Lang::Es, 6) => "seis".into(),
        (Lang::En, 2) => "two".into(),
        (Lang::En, 3) => "three".into(),
        (Lang::En, 4) => "four".into(),
        (Lang::En, 6) => "six".into(),
        _ => number.to_string(),
    }
}

/// Explains what a dot is.
pub fn explain_dots(lang: Lang, measure: &str, year: &str) -> String {
    let measure = uncapitalized(measure);
    match lang {
        Lang::Es => format!(
            "Cada punto es una persona ({measure}, {year}). Cada fila se ordena por separado: un punto no es la misma \
             persona en otra fila."
        ),
        Lang::En => format!(
            "Each dot is a person ({measure}, {year}). Each row is sorted by itself: a dot is not the same person in \
             another row."
        ),
    }
}

/// Writes the last value of a series of others: "Personas condenadas: 7 en 2021."
pub fn describe_series(lang: Lang, label: &str, value: u64, year: &str) -> String {
    let value = number::count(lang, value);
    match lang {
        Lang::Es => format!("{label}: {value} en {year}."),
        Lang::En => format!("{label}: {value} in {year}."),
    }
}

/// Writes a difference beyond chance: "En 2025, 45 más que en 2024 (60), un 75 % más."
fn describe_difference(
    lang: Lang,
    (year, before): (&str, &str),
    (es, en): (&'static str, &'static str),
    by: u64,
    base: u64,
) -> String {
    let word = Phrase(es, en).get(lang);
    let share = match (lang, number::share(lang, by, base.max(1))) {
        _ if base < SMALLEST_BASE => String::new(),
        (Lang::Es, share) => format!(", un {share} {word}"),
        (Lang::En, share) => format!(", {share} {word}"),
    };
    let (by, base) = (number::count(lang, by), number::count(lang, base));
    match lang {
        Lang::Es => format!("En {year}, {by} {word} que en {before} ({base}){share}."),
        Lang::En => format!("In {year}, {by} {word} than in {before} ({base}){share}."),
    }
}

/// Writes a category's share of all persons: "35 % del total de personas acreditadas (63)."
pub fn describe_share(lang: Lang, share: &str, whole: &str, everybody: u64) -> String {
    let (whole, everybody) = (uncapitalized(whole), number::count(lang, everybody));
    match lang {
        Lang::Es => format!("{share} del total de {whole} ({everybody})."),
        Lang::En => format!("{share} of all {whole} ({everybody})."),
    }
}

/// Notes that more records of some years are expected.
pub fn still_open(lang: Lang, years: &[String]) -> String {
    let years = join(lang, years);
    match lang {
        Lang::Es => format!("Aún se esperan registros de {years}: esas cifras pueden cambiar."),
        Lang::En => format!("More records of {years} are expected: those figures may change."),
    }
}

/// Names the release and its years: "Publicación de octubre de 2026, con datos de 2017–2025."
pub fn name_release(lang: Lang, name: &str, period: &str) -> String {
    let dated = month(lang, name);
    match lang {
        Lang::Es => {
            let name = dated.map_or_else(|| name.to_owned(), |dated| format!("de {dated}"));
            format!("Publicación {name}, con datos de {period}.")
        }
        Lang::En => format!(
            "Release {}, with data for {period}.",
            dated.map_or_else(|| name.to_owned(), |dated| format!("of {dated}"))
        ),
    }
}

/// Announces the month of the next release: "Próxima publicación: abril de 2027."
pub fn announce_next(lang: Lang, due: &str) -> String {
    let due = month(lang, due).unwrap_or_else(|| due.to_owned());
    match lang {
        Lang::Es => format!("Próxima publicación: {due}."),
        Lang::En => format!("Next release: {due}."),
    }
}

/// Writes the month that names a release: `2026-10` is "octubre de 2026".
fn month(lang: Lang, name: &str) -> Option<String> {
    let (year, month) = name.split_once('-')?;
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: usize = month
        .parse()
        .ok()
        .filter(|_| digits(year, 4) && digits(month, 2))?;
    let month = MONTHS.get(number.checked_sub(1)?)?.text(lang);
    Some(match lang {
        Lang::Es => format!("{month} de {year}"),
        Lang::En => format!("{month} {year}"),
    })
}

/// Lists the dimensions of a section: "Por sexo, edad y nacionalidad."
pub fn list_dimensions(lang: Lang, dimensions: &[String]) -> String {
    let dimensions: Vec<String> = dimensions
        .iter()
        .map(|label| uncapitalized(label))
        .collect();
    match lang {
        Lang::Es => format!("Por {}.", join(lang, &dimensions)),
        Lang::En => format!("By {}.", join(lang, &dimensions)),
    }
}

/// Adds its period to a sentence: "El 75 % son mujeres o niñas (2017–2025)."
pub fn of_period(sentence: &str, period: &str) -> String {
    let sentence = sentence.strip_suffix('.').unwrap_or(sentence);
    format!("{sentence} ({period}).")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_named_after_a_month_says_it_in_words() {
        let both = |name| Lang::ALL.map(|lang| name_release(lang, name, "2017–2025"));
        assert_eq!(
            both("2026-10"),
            [
                "Publicación de octubre de 2026, con datos de 2017–2025.",
                "Release of October 2026, with data for 2017–2025.",
            ]
        );
        assert_eq!(
            both("2026-13"),
            [
                "Publicación 2026-13, con datos de 2017–2025.",
                "Release 2026-13, with data for 2017–2025.",
            ]
        );
    }
}
