//! Reads days in one of the notations that the codebook declares, with or without a time of day.
//!
//! An impossible day is never guessed.

use std::borrow::Cow;

use jiff::civil::{Date, date};

use crate::{answer::Unresolved, notation::spelling::fold};

/// The earliest possible day of a record, also of a birth.
pub const EARLIEST: Date = date(1900, 1, 1);

/// The notation of spreadsheets and databases, which is always tried: no other notation gives it another meaning.
const ISO: &str = "%Y-%m-%d";

/// Reads a field by the first notation that gives a day from [`EARLIEST`] on. A day after `until` is impossible. A time of
/// day after the day is ignored, and so is a time zone.
pub fn parse_day(
    field: &str,
    notations: &[String],
    until: Option<Date>,
) -> Result<Date, Unresolved> {
    let field = field.trim();
    if field.is_empty() {
        return Err(Unresolved::Missing);
    }
    let texts = [Some(field), without_time(field)];
    let notations = notations.iter().map(String::as_str).chain([ISO]);
    let tries =
        notations.flat_map(|notation| texts.iter().flatten().map(move |text| (notation, *text)));
    let mut found = Unresolved::Unlisted;
    for day in tries.filter_map(|(notation, text)| parse_as(text, notation)) {
        if day >= EARLIEST && until.is_none_or(|until| day <= until) {
            return Ok(day);
        }
        found = Unresolved::Impossible;
        if day >= EARLIEST {
            break;
        }
    }
    Err(found)
}

/// Finds two notations by which one text is two different days, if there are any.
pub fn find_ambiguous(notations: &[String]) -> Option<(&str, &str)> {
    let samples = [
        date(2012, 11, 10),
        date(2012, 10, 11),
        date(1910, 11, 12),
        date(2021, 3, 4),
    ];
    let is_otherwise = |first: &str, second: &str, sample: &Date| {
        let text = jiff::fmt::strtime::format(second, *sample).unwrap_or_default();
        parse_as(&text, first).is_some_and(|day| day >= EARLIEST && day != *sample)
    };
    let pairs = notations
        .iter()
        .enumerate()
        .flat_map(|(at, second)| notations[..at].iter().map(move |first| (first, second)));
    let mut pairs = pairs.map(|(first, second)| (first.as_str(), second.as_str()));
    pairs.find(|(first, second)| {
        samples
            .iter()
            .any(|sample| is_otherwise(first, second, sample))
    })
}

/// Reads a text in one notation. Where it has no day, or neither month nor day, the day is the first one.
fn parse_as(text: &str, notation: &str) -> Option<Date> {
    let has_names = ["%B", "%b", "%h"]
        .iter()
        .any(|name| notation.contains(name));
    let english = if has_names {
        Cow::from(in_english(text))
    } else {
        Cow::from(text)
    };
    let mut parts = jiff::fmt::strtime::parse(notation, &*english).ok()?;
    if parts.day().is_none() && parts.day_of_year().is_none() {
        parts.set_day(Some(1)).ok()?;
        if parts.month().is_none() {
            parts.set_month(Some(1)).ok()?;
        }
    }
    parts.to_date().ok()
}

/// Whether a notation gives a day, a month or a year: what it writes of one, it reads as the same.
pub fn is_notation(notation: &str) -> bool {
    let is_read_again = |sample: Date| {
        jiff::fmt::strtime::format(notation, sample)
            .is_ok_and(|text| parse_as(&text, notation) == Some(sample))
    };
    // Of a coarse notation, only the first day is read again; one without the month is none.
    let (has_day, has_month) = (
        is_read_again(date(2021, 3, 14)),
        is_read_again(date(2021, 3, 1)),
    );
    let has_year = is_read_again(date(2021, 1, 1)) && is_read_again(date(2013, 1, 1));
    has_day || has_month || has_year
}

const MONTHS: [(&str, &[&str]); 12] = [
    ("January", &["ene", "enero"]),
    ("February", &["feb", "febrero"]),
    ("March", &["mar", "marzo"]),
    ("April", &["abr", "abril"]),
    ("May", &["may", "mayo"]),
    ("June", &["jun", "junio"]),
    ("July", &["jul", "julio"]),
    ("August", &["ago", "agosto"]),
    (
        "September",
        &["set", "sep", "sept", "setiembre", "septiembre"],
    ),
    ("October", &["oct", "octubre"]),
    ("November", &["nov", "noviembre"]),
    ("December", &["dic", "diciembre"]),
];

/// Translates the name of a month from Spanish into English, which notations require. Short names stay short.
fn in_english(text: &str) -> String {
    let folded = fold(text);
    let (mut english, mut rest) = (String::new(), folded.as_str());
    while let Some(start) = rest.find(|letter: char| letter.is_alphabetic()) {
        let end = rest[start..]
            .find(|letter: char| !letter.is_alphabetic())
            .map_or(rest.len(), |length| start + length);
        let word = &rest[start..end];
        english += &rest[..start];
        english += match MONTHS.iter().find(|(_, spanish)| spanish.contains(&word)) {
            Some((name, _)) if word.len() <= 4 && !matches!(word, "mayo") => &name[..3],
            Some((name, _)) => name,
            None => word,
        };
        rest = &rest[end..];
    }
    english + rest
}

/// The text before a time of day such as `T10:22:33.123Z`, ` 0:00` or ` 12:30:00 p. m.`, if there is one.
fn without_time(text: &str) -> Option<&str> {
    let is_mark = |letter: char| letter == 'T' || letter.is_whitespace();
    let mut marks = text.char_indices().filter(|(_, letter)| is_mark(*letter));
    marks
        .find(|(at, letter)| is_time(&text[at + letter.len_utf8()..]))
        .map(|(at, _)| text[..at].trim_end())
}

fn is_time(text: &str) -> bool {
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '.')
        .collect();
    let text = text.to_lowercase();
    let text = text
        .strip_suffix("am")
        .or_else(|| text.strip_suffix("pm"))
        .unwrap_or(&text);
    let (time, zone) = text.split_at(text.find(['z', '+', '-']).unwrap_or(text.len()));
    let is_zone = zone.is_empty()
        || zone == "z"
        || zone[1..]
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == ':');
    let parts: Vec<&str> = time.split(':').collect();
    let is_number = |part: &&str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_ascii_digit() || letter == ',')
    };
    (2..=3).contains(&parts.len()) && parts.iter().all(is_number) && parts[0].len() <= 2 && is_zone
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(field: &str, notations: &[&str]) -> Result<String, Unresolved> {
        let notations: Vec<String> = notations
            .iter()
            .map(|notation| (*notation).to_owned())
            .collect();
        parse_day(field, &notations, Some(date(2025, 12, 31))).map(|day| day.to_string())
    }

    #[test]
    fn the_first_notation_that_fits_decides() {
        let both = ["%d/%m/%Y", "%d-%b-%Y", "%d/%m/%y"];
        for (field, expected) in [
            ("01/03/2024", "2024-03-01"),
            (" 1/3/2024 ", "2024-03-01"),
            ("2024-03-01", "2024-03-01"),
            ("01/03/24", "2024-03-01"),
            ("15-set-2024", "2024-09-15"),
            ("15-DIC-2024", "2024-12-15"),
            ("31/12/2025", "2025-12-31"),
            ("01/01/1900", "1900-01-01"),
        ] {
            assert_eq!(read(field, &both).as_deref(), Ok(expected), "{field}");
        }
        assert_eq!(
            read("5 de setiembre de 2024", &["%d de %B de %Y"]).as_deref(),
            Ok("2024-09-05")
        );
        assert_eq!(
            read("5 de Mayo de 2024", &["%d de %B de %Y"]).as_deref(),
            Ok("2024-05-05")
        );
    }

    #[test]
    fn a_time_of_day_is_ignored() {
        for time in [
            "T00:00:00",
            " 00:00",
            " 0:00:00",
            "T10:22:33.123Z",
            " 23:59:59-06:00",
            " 12:30:00 p. m.",
            " 1:05 AM",
        ] {
            assert_eq!(
                read(&format!("2024-03-01{time}"), &["%d/%m/%Y"]).as_deref(),
                Ok("2024-03-01"),
                "{time}"
            );
            assert_eq!(
                read(&format!("01/03/2024{time}"), &["%d/%m/%Y"]).as_deref(),
                Ok("2024-03-01"),
                "{time}"
            );
        }
        for time in [" mañana", " 10", "T", " 10:", ":10:10", " 10:10 x"] {
            assert_eq!(
                read(&format!("2024-03-01{time}"), &["%Y-%m-%d"]),
                Err(Unresolved::Unlisted),
                "{time}"
            );
        }
    }

    #[test]
    fn a_day_that_cannot_be_is_never_guessed() {
        for field in [
            "31/02/2024",
            "29/02/2023",
            "01/13/2024",
            "00/01/2024",
            "32/01/2024",
            "mañana",
            "2024",
            "45292",
        ] {
            assert_eq!(
                read(field, &["%d/%m/%Y"]),
                Err(Unresolved::Unlisted),
                "{field}"
            );
        }
        for field in [
            "01/01/2026",
            "31/12/1899",
            "01/03/0024",
            "01/03/24",
            "2026-01-01",
        ] {
            assert_eq!(
                read(field, &["%d/%m/%Y"]),
                Err(Unresolved::Impossible),
                "{field}"
            );
        }
        assert_eq!(read(" ", &["%d/%m/%Y"]), Err(Unresolved::Missing));
        assert_eq!(
            parse_day("01/01/2026", &["%d/%m/%Y".into()], None),
            Ok(date(2026, 1, 1))
        );
    }

    #[test]
    fn a_month_or_a_year_alone_is_its_first_day() {
        for (field, notation, expected) in [
            ("2021", "%Y", "2021-01-01"),
            (" 2021 ", "%Y", "2021-01-01"),
            ("03/2021", "%m/%Y", "2021-03-01"),
            ("set 2021", "%b %Y", "2021-09-01"),
            ("2021-03-14", "%Y", "2021-03-14"),
        ] {
            assert_eq!(read(field, &[notation]).as_deref(), Ok(expected), "{field}");
        }
        for field in ["20211", "2021.5", "45292", "2021 o 2022"] {
            assert_eq!(read(field, &["%Y"]), Err(Unresolved::Unlisted), "{field}");
        }
        for field in ["2026", "202", "14"] {
            assert_eq!(read(field, &["%Y"]), Err(Unresolved::Impossible), "{field}");
        }
    }

    #[test]
    fn a_notation_needs_a_year_and_with_a_day_a_month() {
        for notation in [
            "%Y-%m-%d", "%d/%m/%y", "%b %Y", "%m/%Y", "%Y", "%Y%m%d", "%Y-%j",
        ] {
            assert!(is_notation(notation), "{notation}");
        }
        for notation in ["%d/%Y", "%m", "%d/%m", "%d", "", "2021", "%H:%M", "%Q"] {
            assert!(!is_notation(notation), "{notation}");
        }
    }

    #[test]
    fn notations_that_contradict_each_other_are_found() {
        let of = |notations: &[&str]| {
            let notations: Vec<String> = notations
                .iter()
                .map(|notation| (*notation).to_owned())
                .collect();
            find_ambiguous(&notations).map(|(first, second)| format!("{first} {second}"))
        };
        assert_eq!(
            of(&["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y"]).as_deref(),
            Some("%d/%m/%Y %m/%d/%Y")
        );
        assert_eq!(
            of(&["%m/%d/%y", "%d/%m/%y"]).as_deref(),
            Some("%m/%d/%y %d/%m/%y")
        );
        assert_eq!(
            of(&["%y/%m/%d", "%d/%m/%y"]).as_deref(),
            Some("%y/%m/%d %d/%m/%y")
        );
        assert_eq!(
            of(&[
                "%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d-%b-%Y", "%Y%m%d", "%d.%m.%Y"
            ]),
            None
        );
        assert_eq!(of(&[]), None);
    }

    proptest! {
        #[test]
        fn any_text_is_a_day_or_none(text in "\\PC{0,30}|[0-9T:/ zZ.apm+-]{0,24}") {
            prop_assert_eq!(read(&text, &["%d/%m/%Y", "%d de %B de %Y"]), read(&text, &["%d/%m/%Y", "%d de %B de %Y"]));
        }
    }
}
