//! Tests that no text stops the parser: it is a codebook, or its mistakes are reported.

use proptest::prelude::*;

use crate::*;
use crate::{
    damage::{damage, inputs},
    sample::CODEBOOK,
};

/// Words that have a meaning in a codebook.
const WORDS: [&str; 24] = [
    "\n",
    "\"",
    "\"\"\"",
    "[",
    "]",
    "[[dimension]]\n",
    "[[source]]\n",
    "[identity]\n",
    "[[relation]]\n",
    "{",
    "}",
    "=",
    ",",
    ".",
    "-",
    "0",
    "99999999999999999999",
    "1979-05-27",
    "true",
    "inf",
    "kind = \"age\"\n",
    "id = \"sexo\"\n",
    "code = \"_T\"",
    "\u{fffd}ñ",
];

proptest! {
    #![proptest_config(inputs(64))]

    #[test]
    fn no_damage_stops_the_parser(damage in damage()) {
        let text = damage.to_text(CODEBOOK, &WORDS);
        if let Err(mistakes) = Codebook::parse(&text) {
            prop_assert!(!mistakes.0.is_empty());
            let lines = text.split('\n').count();
            prop_assert!(mistakes.0.iter().flat_map(|mistake| mistake.place).all(|(line, _)| (1..=lines).contains(&line)));
        }
    }
}
