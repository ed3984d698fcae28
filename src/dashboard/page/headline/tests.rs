//! Tests that the sentences of the opening page are true whatever the hidden cells contain.

use cube::{Address, Break, Cell, Lang};
use proptest::prelude::*;

use super::*;
use crate::link::Request;
use crate::testing::sample;

/// The true numbers of a headline: everybody and the category, in the last year but one and the last year.
#[derive(Clone, Copy, Debug)]
struct Truth {
    everybody: [u64; 2],
    part: [u64; 2],
}

/// Makes the headlines of the sample with these numbers of accredited persons and of minors in 2024 and 2025, some of
/// them hidden.
fn tiles(lang: Lang, truth: Truth, hidden: [bool; 4], breaks: Vec<Break>) -> Vec<Tile> {
    let cell = |address: &Address| {
        let year = ["2024", "2025"]
            .iter()
            .position(|year| address.pins.get("anio").is_some_and(|code| code == year));
        let minors = address.pins.get("edad").is_some_and(|code| code == "MIN");
        match (year, minors) {
            (None, _) => sample::published(address),
            (Some(year), true) if hidden[year] => Cell::Hidden,
            (Some(year), false) if hidden[2 + year] => Cell::Hidden,
            (Some(year), true) => Cell::Published(truth.part[year]),
            (Some(year), false) => Cell::Published(truth.everybody[year]),
        }
    };
    let mut release = sample::release_where(cell);
    release.catalog.breaks = breaks;
    let path = if lang == Lang::Es { "" } else { "en/" };
    let query = Request::parse(&release.catalog, path, "").query;
    let context = plan::for_page(&release, &query);
    let headlines = release.catalog.headlines.iter();
    headlines
        .map(|headline| tile(&context, headline).unwrap())
        .collect()
}

/// Lists the numbers in a text, whose thousands may be separated by a sign.
fn numbers(text: &str) -> Vec<u64> {
    let is_digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    let signs: Vec<char> = text.chars().collect();
    let joins = |at: usize| is_digit(signs.get(at.wrapping_sub(1))) && is_digit(signs.get(at + 1));
    let thousands = |at: usize| matches!(signs[at], ',' | '\u{a0}' | '\u{202f}') && joins(at);
    let joined: String = (0..signs.len())
        .filter(|at| !thousands(*at))
        .map(|at| signs[at])
        .collect();
    let parts = joined
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|part| !part.is_empty());
    parts.map(|part| part.parse().unwrap()).collect()
}

/// Decides whether a sentence describes the change between these numbers.
fn is_true(sentence: &str, now: u64, before: u64) -> bool {
    let says = |es: &str, en: &str| sentence.contains(es) || sentence.contains(en);
    let noise = 2.0 * ((now + before) as f64).sqrt();
    let (apart, written) = (now.abs_diff(before), numbers(sentence));
    let mut difference = vec![2025, apart, 2024, before];
    if before >= SMALLEST_BASE {
        difference.push((apart * 200 + before) / (before * 2));
    }
    let is_beyond_chance = apart as f64 >= noise;
    if says("mismo número", "same number") {
        now == before && written == [2025, 2024]
    } else if says("similar", "similar") {
        now != before && !is_beyond_chance && written == [2025, 2024, before]
    } else if says(" más que ", " more than ") {
        now > before && is_beyond_chance && written == difference
    } else if says(" menos que ", " fewer than ") {
        now < before && is_beyond_chance && written == difference
    } else {
        false
    }
}

proptest! {
    #[test]
    fn every_sentence_is_true_whatever_is_hidden(
        everybody in proptest::array::uniform2(0..400_u64),
        part in proptest::array::uniform2(0..400_u64),
        hidden in proptest::array::uniform4(any::<bool>()),
        lang in proptest::sample::select(Lang::ALL.to_vec()),
    ) {
        let truth = Truth { everybody, part };
        for (tile, numbers, [before_hidden, now_hidden]) in [
            (0, everybody, [hidden[2], hidden[3]]),
            (1, part, [hidden[0], hidden[1]]),
        ] {
            let tile = &tiles(lang, truth, hidden, vec![])[tile];
            let sentence = &tile.sentences[0];
            if now_hidden || before_hidden {
                prop_assert!(sentence.contains("ocult") || sentence.contains("hidden"), "{}", sentence);
                prop_assert_eq!(&self::numbers(sentence), if now_hidden { &[2025][..] } else { &[2025, 2024] });
            } else {
                prop_assert!(is_true(sentence, numbers[1], numbers[0]), "{} of {:?}", sentence, numbers);
            }
        }
    }

    #[test]
    fn a_share_needs_a_published_base_of_thirty_persons(
        everybody in proptest::array::uniform2(0..60_u64),
        part in proptest::array::uniform2(0..60_u64),
        hidden in proptest::array::uniform4(any::<bool>()),
    ) {
        let tiles = tiles(Lang::En, Truth { everybody, part }, hidden, vec![]);
        let written = tiles[1].sentences.get(1).map(|sentence| numbers(sentence));
        let known = !hidden[1] && !hidden[3] && everybody[1] >= 30 && part[1] <= everybody[1];
        let expected = known.then(|| vec![(part[1] * 200 + everybody[1]) / (everybody[1] * 2), everybody[1]]);
        prop_assert_eq!(written, expected);
        prop_assert_eq!(tiles[0].sentences.len(), 1);
    }
}

#[test]
fn numbers_are_similar_within_two_standard_deviations() {
    assert_eq!(Change::between(58, 58), Change::Same);
    assert_eq!(Change::between(58, 63), Change::Similar(58));
    // 2·√(100 + 130) is 30.3, 2·√(100 + 131) is 30.4.
    assert_eq!(Change::between(100, 130), Change::Similar(100));
    assert_eq!(Change::between(100, 131), Change::More(31, 100));
    assert_eq!(Change::between(131, 100), Change::Fewer(31, 131));
    // 4 is all of 2·√4: no longer less.
    assert_eq!(Change::between(0, 4), Change::More(4, 0));
    assert_eq!(Change::between(0, u64::MAX), Change::More(u64::MAX, 0));
}

/// Returns the sentences on 40 minors of 100 persons in both languages, after this number in the year before.
fn sentences(before: u64, hidden: [bool; 4], breaks: &[Break]) -> [String; 2] {
    let truth = Truth {
        everybody: [90, 100],
        part: [before, 40],
    };
    Lang::ALL.map(|lang| {
        tiles(lang, truth, hidden, breaks.to_vec())[1]
            .sentences
            .join(" ")
    })
}

#[test]
fn a_change_is_written_in_both_languages() {
    let all = [false; 4];
    let share = [
        "40\u{a0}% del total de personas acreditadas (100).",
        "40% of all accredited persons (100).",
    ];
    for (before, es, en) in [
        (
            40,
            "En 2025, el mismo número que en 2024.",
            "In 2025, the same number as in 2024.",
        ),
        (
            36,
            "En 2025, un número similar al de 2024 (36).",
            "In 2025, a number similar to that of 2024 (36).",
        ),
        (
            12,
            "En 2025, 28 más que en 2024 (12).",
            "In 2025, 28 more than in 2024 (12).",
        ),
        (
            80,
            "En 2025, 40 menos que en 2024 (80), un 50\u{a0}% menos.",
            "In 2025, 40 fewer than in 2024 (80), 50% fewer.",
        ),
    ] {
        assert_eq!(
            sentences(before, all, &[]),
            [format!("{es} {}", share[0]), format!("{en} {}", share[1])]
        );
    }
    assert_eq!(
        sentences(36, [false, true, false, false], &[]),
        [
            "En 2025: oculto para proteger a las personas.",
            "In 2025: hidden to protect people.",
        ]
    );
    assert_eq!(
        sentences(36, [true, false, false, true], &[]),
        [
            "En 2025. No se compara con 2024, cuyo número está oculto.",
            "In 2025. Not compared with 2024, whose number is hidden.",
        ]
    );
}

#[test]
fn years_with_a_break_between_them_are_not_compared() {
    let broken = |year: u16, measure: &str, dimension: &str| Break {
        year,
        measures: vec![measure.into()],
        dimensions: vec![dimension.into()],
        reason: cube::Text::new("", ""),
        source: None,
    };
    let compared = |broken: Break| {
        !sentences(36, [false; 4], &[broken])[0].starts_with("En 2025, cuando cambió lo que")
    };
    assert!(!compared(broken(2025, "acreditadas", "edad")));
    assert!(!compared(Break {
        dimensions: vec![],
        measures: vec![],
        ..broken(2025, "", "")
    }));
    assert!(compared(broken(2024, "acreditadas", "edad")));
    assert!(compared(broken(2025, "solicitudes", "edad")));
    assert!(compared(broken(2025, "acreditadas", "sexo")));
}
