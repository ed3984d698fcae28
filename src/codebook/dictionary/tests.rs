//! Tests how fields are read, whatever they contain.

use proptest::prelude::*;

use super::*;
use crate::{model::Codebook, sample::codebook};

fn dictionary<'a>(codebook: &'a Codebook, id: &str) -> &'a Dictionary {
    &codebook
        .dimensions
        .iter()
        .find(|dimension| dimension.id == id)
        .unwrap()
        .dictionary
}

fn rules(reading: Result<Resolved<'_>, Unresolved>) -> Result<Vec<&str>, Unresolved> {
    reading.map(|reading| reading.rules)
}

#[test]
fn what_stands_around_several_answers_is_no_rule() {
    let codebook = codebook(&[]);
    let means = dictionary(&codebook, "medios");
    for field in [",FUE,", "FUE,,TEJ", " , FUE"] {
        assert_eq!(
            rules(means.read(field)),
            Ok(vec![BESIDE_ANSWERS]),
            "{field}"
        );
    }
    assert_eq!(rules(means.read("FUE , TEJ")), Ok(vec![]));
}

#[test]
fn an_age_that_nobody_can_have_is_not_what_is_otherwise_meant() {
    let changes = [("kind = \"age\"", "kind = \"age\"\notherwise = \"U\"")];
    let codebook = codebook(&changes);
    let ages = dictionary(&codebook, "edad");
    assert_eq!(rules(ages.read("catorce")), Ok(vec![OTHERWISE]));
    assert_eq!(rules(ages.read("121")), Err(Unresolved::Impossible));
    assert_eq!(rules(ages.read("-1")), Err(Unresolved::Impossible));
}

#[test]
fn what_is_no_answer_is_not_what_is_otherwise_meant() {
    let changes = [
        ("kind = \"age\"", "kind = \"age\"\notherwise = \"U\""),
        ("missing = [\"\", ", "missing = ["),
    ];
    let codebook = codebook(&changes);
    let ages = dictionary(&codebook, "edad");
    assert_eq!(rules(ages.read("catorce")), Ok(vec![OTHERWISE]));
    for field in [
        "#N/A", "#N/D", "#¡REF!", "#VALOR!", "Err:502", "####", "", " ", "\u{a0}", "\u{200b}", "-",
        "...", "?", "NULL", "NaN", "\u{3164}",
    ] {
        assert_eq!(
            rules(ages.read(field)),
            Err(Unresolved::NoAnswer),
            "{field:?}"
        );
    }
}

#[test]
fn a_name_in_another_encoding_is_not_what_is_otherwise_meant() {
    let panama = "{ code = \"PAN\", es = \"Panamá\", en = \"Panama\" },\n  { code = \"CRI\", es";
    let codebook = codebook(&[("{ code = \"CRI\", es", panama)]);
    let countries = dictionary(&codebook, "nacionalidad");
    assert_eq!(rules(countries.read("Wakanda")), Ok(vec![OTHERWISE]));
    assert_eq!(rules(countries.read("Panamá\u{a0}")), Ok(vec![]));
    for (field, garbling) in [
        ("Panam\u{a0}", Garbling::Cp850),
        ("Panam‡", Garbling::MacRoman),
        ("JapÃ³n", Garbling::Utf8),
        ("Panam?", Garbling::Lost),
        ("Jap¢n", Garbling::Cp850),
        ("M?xico", Garbling::Lost),
    ] {
        let read = rules(countries.read(field));
        assert_eq!(read, Err(Unresolved::Garbled(garbling)), "{field}");
    }
}

#[test]
fn a_long_field_takes_no_longer_than_its_length() {
    let codebook = codebook(&[]);
    let field = "Fuerza,".repeat(20_000);
    assert_eq!(
        rules(dictionary(&codebook, "medios").read(&field)),
        Ok(vec![BESIDE_ANSWERS])
    );
}

proptest! {
    #[test]
    fn any_text_is_read_and_always_as_the_same(text in "\\PC{0,20}|[-FUEM,. 0-9años\u{a0}?]{0,12}") {
        let codebook = codebook(&[]);
        for dimension in &codebook.dimensions {
            let [once, again] = [(); 2].map(|()| dimension.dictionary.read(&text).map(|reading| (reading.answer.categories().to_vec(), reading.rules)));
            prop_assert_eq!(once, again);
        }
    }
}
