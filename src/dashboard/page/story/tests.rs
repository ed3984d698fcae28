//! Tests that the story of the opening page is true whatever the hidden cells contain.

use cube::{Address, Cell, Lang};
use proptest::prelude::*;

use super::*;
use crate::counts::SMALLEST_BASE;
use crate::link::Request;
use crate::testing::sample;
use crate::view;

const YEARS: [&str; 3] = ["2023", "2024", "2025"];

/// The true numbers of three years: of applications, of accredited persons, and of accredited minors.
type Truth = [[u64; 3]; 3];
/// Which of them are hidden.
type Hidden = [[bool; 3]; 3];

const NOTHING: Hidden = [[false; 3]; 3];

/// Writes the story of the sample with these numbers and a headline for each of both totals.
fn story(lang: Lang, truth: Truth, hidden: Hidden) -> String {
    let cell = |address: &Address| {
        let year = address.pins.get("anio");
        let year = year.and_then(|year| YEARS.iter().position(|known| known == year));
        let pinned: Vec<&str> = address.pins.keys().map(String::as_str).collect();
        let row = match (address.measure.as_str(), pinned.as_slice()) {
            ("solicitudes", ["anio"]) => 0,
            ("acreditadas", ["anio"]) => 1,
            ("acreditadas", ["anio", "edad"]) if address.pins["edad"] == "MIN" => 2,
            _ => return sample::published(address),
        };
        match year {
            Some(year) if hidden[row][year] => Cell::Hidden,
            Some(year) => Cell::Published(truth[row][year]),
            None => sample::published(address),
        }
    };
    let mut release = sample::release_where(cell);
    release.catalog.headlines.insert(
        1,
        Headline {
            label: Text::new("Personas acreditadas", "Accredited persons"),
            measure: "acreditadas".into(),
            pin: None,
            sentence: Some(Text::new(
                "se acreditó a [{} personas]",
                "[{} persons] were accredited",
            )),
        },
    );
    let path = if lang == Lang::Es { "" } else { "en/" };
    let front = view(&release, &Request::parse(&release.catalog, path, ""))
        .front
        .unwrap();
    front.story.into_iter().map(|words| words.text).collect()
}

/// A comparison with an earlier year: its words, the place of the year, and the number that is named.
fn claims(sentence: &str) -> Vec<(String, usize, u64)> {
    let mut claims = Vec::new();
    for (place, year) in YEARS.iter().enumerate() {
        let Some((before, rest)) = sentence.split_once(&format!(" {year} (")) else {
            continue;
        };
        let phrase = before.rsplit([',']).next().unwrap();
        let phrase = [" y ", " and "]
            .into_iter()
            .fold(phrase, |phrase, and| phrase.rsplit(and).next().unwrap());
        let number = rest.split_once(')').unwrap().0.parse().unwrap();
        claims.push((phrase.trim().to_owned(), place, number));
    }
    claims
}

fn is_beyond_chance(one: u64, other: u64) -> bool {
    let apart = one.abs_diff(other) as f64;
    apart > 0.0 && apart >= 2.0 * ((one + other) as f64).sqrt()
}

fn deviations(one: u64, other: u64) -> f64 {
    (one.abs_diff(other) as f64).powi(2) / (one + other) as f64
}

/// Decides whether words compare two numbers as they are.
fn is_true(phrase: &str, now: u64, before: u64) -> bool {
    let differs = is_beyond_chance(now, before);
    let is_large = before >= SMALLEST_BASE;
    match phrase {
        "más del doble que en" | "more than twice as many as in" => {
            is_large && now > 2 * before && differs
        }
        "menos de la mitad que en" | "less than half as many as in" => {
            is_large && 2 * now < before && differs
        }
        "más que en" | "more than in" => {
            now > before && differs && !(is_large && now > 2 * before)
        }
        "menos que en" | "fewer than in" => {
            now < before && differs && !(is_large && 2 * now < before)
        }
        "un número similar al de" | "a number similar to that of" => now != before && !differs,
        _ => false,
    }
}

/// Checks the sentence on a total against the truth.
fn check_total(sentence: &str, truth: [u64; 3], hidden: [bool; 3]) -> Result<(), TestCaseError> {
    let claims = claims(sentence);
    for (phrase, year, number) in &claims {
        prop_assert!(!hidden[*year], "{} is hidden: {}", YEARS[*year], sentence);
        prop_assert_eq!(*number, truth[*year], "{}", sentence);
        prop_assert!(
            is_true(phrase, truth[2], *number),
            "“{}” of {:?}",
            phrase,
            truth
        );
    }
    // The year that differs most is named, if any differs beyond chance.
    let published =
        (0..2).filter(|year| !hidden[*year] && is_beyond_chance(truth[2], truth[*year]));
    let strongest = published
        .map(|year| deviations(truth[2], truth[year]))
        .fold(0.0, f64::max);
    let differing = claims
        .iter()
        .filter(|(_, _, number)| is_beyond_chance(truth[2], *number));
    let named = differing
        .map(|(_, _, number)| deviations(truth[2], *number))
        .fold(0.0, f64::max);
    prop_assert!(
        (strongest - named).abs() < 1e-9,
        "{} of {:?} {:?}",
        sentence,
        truth,
        hidden
    );
    Ok(())
}

proptest! {
    #[test]
    fn every_sentence_is_true_whatever_is_hidden(
        truth in proptest::array::uniform3(proptest::array::uniform3(0..250_u64)),
        hidden in proptest::array::uniform3(proptest::array::uniform3(any::<bool>())),
        lang in proptest::sample::select(Lang::ALL.to_vec()),
    ) {
        let story = story(lang, truth, hidden);
        for (row, (es, en), labels) in [
            (0, (" solicitudes", " applications"), ["Solicitudes", "Applications"]),
            (1, (" personas", " persons"), ["Personas acreditadas", "Accredited persons"]),
        ] {
            let mut sentences = story.split(". ");
            let total = sentences.find(|sentence| {
                [es, en].iter().any(|words| sentence.contains(&format!("{}{words}", truth[row][2])))
            });
            if hidden[row][2] {
                let says = labels.iter().zip([": oculto para proteger", ": hidden to protect"]);
                let is_said = says.map(|(label, says)| format!("{label}{says}")).any(|says| story.contains(&says));
                prop_assert!(is_said, "{}", story);
            } else {
                check_total(total.unwrap_or_default(), truth[row], hidden[row])?;
            }
        }
        if let Some(both) = story.split(". ").find(|one| one.starts_with("Ambas") || one.starts_with("Both")) {
            let named = both.split_once('(').unwrap().1.replace(" y ", " ").replace(" and ", " ");
            let named: Vec<u64> = named.trim_end_matches(['.', ')']).split(' ').map(|one| one.parse().unwrap()).collect();
            prop_assert_eq!(named, vec![truth[0][1], truth[1][1]]);
            for row in 0..2 {
                prop_assert!(!hidden[row][1] && !is_beyond_chance(truth[row][2], truth[row][1]), "{}", both);
            }
        }
    }

    #[test]
    fn a_hidden_number_changes_no_sentence(
        truth in proptest::array::uniform3(proptest::array::uniform3(0..250_u64)),
        other in proptest::array::uniform3(proptest::array::uniform3(0..250_u64)),
        hidden in proptest::array::uniform3(proptest::array::uniform3(any::<bool>())),
    ) {
        let mut changed = truth;
        for (row, years) in hidden.iter().enumerate() {
            for (year, _) in years.iter().enumerate().filter(|(_, hidden)| **hidden) {
                changed[row][year] = other[row][year];
            }
        }
        prop_assert_eq!(story(Lang::Es, truth, hidden), story(Lang::Es, changed, hidden));
    }
}

#[test]
fn a_rise_is_named_from_the_year_that_differs_most() {
    assert_eq!(
        story(
            Lang::Es,
            [[47, 100, 109], [21, 58, 63], [6, 21, 22]],
            NOTHING
        ),
        "En 2025 se recibieron 109 solicitudes, más del doble que en 2023 (47). Se acreditó a 63 personas, más que en \
         2023 (21). 22 eran menores. Ambas cifras son similares a las de 2024 (100 y 58)."
    );
    assert_eq!(
        story(
            Lang::En,
            [[47, 100, 109], [21, 58, 63], [6, 21, 22]],
            NOTHING
        ),
        "In 2025, 109 applications were received, more than twice as many as in 2023 (47). 63 persons were accredited, \
         more than in 2023 (21). 22 were minors. Both numbers are similar to those of 2024 (100 and 58)."
    );
}

#[test]
fn years_are_compared_one_by_one_where_totals_differ() {
    assert_eq!(
        story(
            Lang::Es,
            [[100, 100, 20], [60, 62, 63], [6, 21, 22]],
            NOTHING
        ),
        "En 2025 se recibieron 20 solicitudes, menos de la mitad que en 2024 (100). Se acreditó a 63 personas, un número \
         similar al de 2024 (62). 22 eran menores."
    );
}

#[test]
fn what_is_hidden_is_said_and_not_compared() {
    let hidden = [
        [false, true, false],
        [true, true, false],
        [false, false, true],
    ];
    assert_eq!(
        story(
            Lang::Es,
            [[47, 100, 109], [21, 58, 63], [6, 21, 22]],
            hidden
        ),
        "En 2025 se recibieron 109 solicitudes, más del doble que en 2023 (47). Se acreditó a 63 personas. Niñez y \
         adolescencia: oculto para proteger a las personas."
    );
}
