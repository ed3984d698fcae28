//! Checks that no damaged text stops the parser of decisions.

use proptest::prelude::*;

use crate::link::{
    clerical_review::decisions::{Decision, Decisions, Pair},
    sample::secret,
};
use codebook::damage::{damage, inputs};

/// Pieces of text with a meaning in a file of decisions.
const WORDS: [&str; 12] = [
    "\n",
    "\"",
    "[[pair]]\n",
    "a = \"",
    "=",
    "[",
    "]",
    "0",
    "\"same\"",
    "99999999999999999999",
    "f",
    "ñ",
];

fn written() -> String {
    let pair = |a: &str, b: &str, decision| Pair {
        a: a.parse().unwrap(),
        b: b.parse().unwrap(),
        rule: "cerca".into(),
        a_rows: vec!["pani: pani.csv, line 2".into()],
        b_rows: vec![],
        agree: vec!["sexo".into()],
        differ: vec![],
        decision,
        note: "Ambas".into(),
    };
    let decisions: Decisions = [
        pair("a", "b", Decision::Same),
        pair("a", "c", Decision::Open),
    ]
    .into_iter()
    .collect();
    decisions.to_text(&secret()).unwrap()
}

proptest! {
    #![proptest_config(inputs(64))]

    #[test]
    fn no_damage_stops_the_reader_of_decisions(damage in damage()) {
        static WRITTEN: std::sync::LazyLock<String> = std::sync::LazyLock::new(written);
        let secret = secret();
        let text = damage.to_text(&WRITTEN, &WORDS);
        match Decisions::parse(&text, "d.toml", &secret) {
            // Decisions that can be read are the same after writing and reading them again.
            Ok(decisions) => {
                let again = decisions.to_text(&secret).unwrap();
                prop_assert_eq!(Decisions::parse(&again, "d.toml", &secret).unwrap(), decisions);
            }
            Err(error) => prop_assert!(error.to_string().starts_with("d.toml")),
        }
    }
}
