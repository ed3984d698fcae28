//! Ages as people write them: "14", "14.0", "14 años", "8 meses". Which group an age is in is not known here.

use crate::notation::spelling::fold;

/// Nobody is older than this, in whole years.
pub const OLDEST: u16 = 120;

/// An age in whole years, as it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Digits and nothing else.
    Plain(u16),
    /// Said in another way that leaves no doubt.
    Otherwise(u16),
    /// Below 0 or above [`OLDEST`].
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

/// The age that a text says, if it says one. Fractions of a year are left to people.
pub fn written(text: &str) -> Option<Written> {
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
    // Longer numbers are of no age, and might not fit.
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
        None => Written::Impossible,
        Some(years) if is_plain => Written::Plain(years),
        Some(years) => Written::Otherwise(years),
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
        Written::{Impossible, Otherwise, Plain},
        written,
    };

    #[test]
    fn an_age_is_understood_as_people_write_it() {
        for (text, expected) in [
            ("14", Plain(14)),
            ("007", Plain(7)),
            (" 0 ", Plain(0)),
            ("120", Plain(120)),
            ("14 años", Otherwise(14)),
            ("14 AÑOS.", Otherwise(14)),
            ("14años", Otherwise(14)),
            ("1 año", Otherwise(1)),
            ("14.", Otherwise(14)),
            ("14 years old", Otherwise(14)),
            ("14.0", Otherwise(14)),
            ("14,00", Otherwise(14)),
            ("14.0 años", Otherwise(14)),
            ("8 meses", Otherwise(0)),
            ("18 meses", Otherwise(1)),
            ("-0", Otherwise(0)),
            ("-1", Impossible),
            ("– 3 años", Impossible),
            ("121", Impossible),
            ("99999999999999999999", Impossible),
        ] {
            assert_eq!(written(text), Some(expected), "{text}");
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
            assert_eq!(written(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_whole_age_is_read_as_itself(years in 0u16..=120) {
            prop_assert_eq!(written(&years.to_string()), Some(Plain(years)));
            prop_assert_eq!(written(&format!("{years} años")), Some(Otherwise(years)));
        }

        #[test]
        fn what_is_read_as_an_age_has_a_digit_and_is_no_older_than_anybody(text in any::<String>()) {
            if let Some(Plain(years) | Otherwise(years)) = written(&text) {
                prop_assert!(years <= OLDEST);
                prop_assert!(text.contains(|letter: char| letter.is_numeric()));
            }
        }

        #[test]
        fn ages_in_any_words_around_a_number_stay_below_the_oldest(
            number in 0u32..1_000_000, words in "[ a-zñ.,]{0,12}", sign in "[-–—]?",
        ) {
            let text = format!("{sign}{number}{words}");
            match written(&text) {
                Some(Plain(years)) => prop_assert_eq!(u32::from(years), number),
                Some(Otherwise(years)) => prop_assert!(years <= OLDEST && u32::from(years) <= number),
                Some(Impossible) => prop_assert!(number > u32::from(OLDEST) || !sign.is_empty()),
                None => {}
            }
        }
    }
}
