//! Reads ages as people write them: "14", "14.0", "14 años", "8 meses". It knows no groups of ages.

use crate::notation::spelling::fold;

/// The greatest possible age in whole years.
pub const OLDEST: u16 = 120;

/// An age in whole years, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenAge {
    /// Digits and nothing else.
    Digits(u16),
    /// Another notation without ambiguity.
    OtherNotation(u16),
    /// An age below 0 or above [`OLDEST`].
    Impossible,
}

const YEARS: [&str; 10] = [
    "",
    "a",
    "ano",
    "anos",
    "anos de edad",
    "anos cumplidos",
    "y",
    "year",
    "years",
    "years old",
];
const MONTHS: [&str; 5] = ["m", "mes", "meses", "month", "months"];

/// Reads a text as an age, if it is one. Fractions of a year are left to people.
pub fn parse_age(text: &str) -> Option<WrittenAge> {
    let text = text.trim();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.trim_start_matches(['-', '–', '—']);
    let is_negative = unsigned.len() < text.len();
    let folded = if is_plain {
        unsigned.to_owned()
    } else {
        fold(unsigned)
    };
    let (number, rest) = leading_digits(&folded);
    // A longer number is an impossible age and might not fit.
    let number = if number.len() > 6 {
        u32::MAX
    } else {
        number.parse().ok()?
    };
    let zeros = rest
        .strip_prefix(['.', ','])
        .map(leading_digits)
        .filter(|(digits, _)| is_zeros(digits));
    let unit = zeros.map_or(rest, |(_, rest)| rest).trim_start();
    let years = match unit {
        unit if YEARS.contains(&unit) => number,
        unit if MONTHS.contains(&unit) => number / 12,
        _ => return None,
    };
    let years = u16::try_from(years)
        .ok()
        .filter(|years| *years <= OLDEST && (!is_negative || number == 0));
    Some(match years {
        None => WrittenAge::Impossible,
        Some(years) if is_plain => WrittenAge::Digits(years),
        Some(years) => WrittenAge::OtherNotation(years),
    })
}

fn leading_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

fn is_zeros(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|byte| byte == b'0')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        OLDEST,
        WrittenAge::{Digits, Impossible, OtherNotation},
        parse_age,
    };

    #[test]
    fn an_age_is_understood_as_people_write_it() {
        for (text, expected) in [
            ("14", Digits(14)),
            ("007", Digits(7)),
            (" 0 ", Digits(0)),
            ("120", Digits(120)),
            ("14 años", OtherNotation(14)),
            ("14 AÑOS.", OtherNotation(14)),
            ("14años", OtherNotation(14)),
            ("1 año", OtherNotation(1)),
            ("14.", OtherNotation(14)),
            ("14 years old", OtherNotation(14)),
            ("14.0", OtherNotation(14)),
            ("14,00", OtherNotation(14)),
            ("14.0 años", OtherNotation(14)),
            ("8 meses", OtherNotation(0)),
            ("18 meses", OtherNotation(1)),
            ("-0", OtherNotation(0)),
            ("-1", Impossible),
            ("– 3 años", Impossible),
            ("121", Impossible),
            ("99999999999999999999", Impossible),
        ] {
            assert_eq!(parse_age(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_leaves_a_doubt_is_no_age() {
        for text in [
            "",
            "catorce",
            "14.5",
            "+14",
            "14-15",
            "14 o 15",
            "aprox. 14",
            "14?",
            "<14",
            "años",
            ".0",
            "1e1",
        ] {
            assert_eq!(parse_age(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_whole_age_is_read_as_itself(years in 0u16..=120) {
            prop_assert_eq!(parse_age(&years.to_string()), Some(Digits(years)));
            prop_assert_eq!(parse_age(&format!("{years} años")), Some(OtherNotation(years)));
        }

        #[test]
        fn what_is_read_as_an_age_has_a_digit_and_is_no_older_than_anybody(text in any::<String>()) {
            if let Some(Digits(years) | OtherNotation(years)) = parse_age(&text) {
                prop_assert!(years <= OLDEST);
                prop_assert!(text.contains(|letter: char| letter.is_numeric()));
            }
        }

        #[test]
        fn ages_in_any_words_around_a_number_stay_below_the_oldest(
            number in 0u32..1_000_000, words in "[ a-zñ.,]{0,12}", sign in "[-–—]?",
        ) {
            let text = format!("{sign}{number}{words}");
            match parse_age(&text) {
                Some(Digits(years)) => prop_assert_eq!(u32::from(years), number),
                Some(OtherNotation(years)) => prop_assert!(years <= OLDEST && u32::from(years) <= number),
                Some(Impossible) => prop_assert!(number > u32::from(OLDEST) || !sign.is_empty()),
                None => {}
            }
        }
    }
}
