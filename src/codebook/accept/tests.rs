//! Tests the text of a codebook after a spelling was accepted, and the spellings that are refused.

use super::*;
use crate::sample::CODEBOOK;

fn spelling<'a>(dimension: &'a str, category: &'a str, written: &'a str) -> Spelling<'a> {
    Spelling {
        dimension,
        category,
        written,
    }
}

/// The lines that differ: `- before`, `+ after`.
fn changed(before: &str, spelling: Spelling<'_>) -> String {
    let Accepted::Added(after) = accept(before, spelling).unwrap() else {
        return "known".into();
    };
    let (before, after): (Vec<_>, Vec<_>) =
        (before.split('\n').collect(), after.split('\n').collect());
    let head = before
        .iter()
        .zip(&after)
        .take_while(|(before, after)| before == after)
        .count();
    let tail = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take_while(|(before, after)| before == after)
        .count();
    let lines = |mark, lines: &[&str]| {
        let lines = &lines[head..lines.len() - tail.min(lines.len() - head)];
        lines
            .iter()
            .map(|line| format!("{mark} {line}\n"))
            .collect::<String>()
    };
    lines("-", &before) + &lines("+", &after)
}

#[test]
fn a_spelling_stands_beside_the_others_of_its_category() {
    let expected = r#"-   { code = "F", es = "Mujer", en = "Female", spellings = ["Femenino", "Señora"] },
+   { code = "F", es = "Mujer", en = "Female", spellings = ["Femenino", "Señora", "Muger"] },
"#;
    assert_eq!(
        changed(CODEBOOK, spelling("sexo", "F", " Muger ")),
        expected
    );
    let expected = r#"-   { code = "M", es = "Hombre", en = "Male", spellings = ["Masculino"] },
+   { code = "M", es = "Hombre", en = "Male", spellings = ["Masculino", "Ombre"] },
"#;
    assert_eq!(changed(CODEBOOK, spelling("sexo", "M", "Ombre")), expected);
}

#[test]
fn a_first_spelling_is_added_to_its_category() {
    let expected = r#"-   { code = "CRI", es = "Costa Rica", en = "Costa Rica" },
+   { code = "CRI", es = "Costa Rica", en = "Costa Rica", spellings = ["Costarricence"] },
"#;
    assert_eq!(
        changed(CODEBOOK, spelling("nacionalidad", "CRI", "Costarricence")),
        expected
    );
}

/// The dimension of the sexes as people lay codebooks out, with comments everywhere.
const LAID_OUT: &str = r#"[[dimension]]   # one
id = "sexo"
label = { es = "Sexo", en = "Sex" }
column = "sexo"

# before
[[dimension.categories]] # two
code = "F" # three
es = "Mujer"
en = "Female"
spellings = [
    "Femenino", # four
    "Señora",
] # five

[[dimension.categories]]
code = 'M'
es = "Hombre"
en = "Male" # six
# seven

[[dimension.categories]]
code = "U"
es = "Sin información"
en = "Not stated"
unknown = true
"#;

fn laid_out() -> String {
    let start = CODEBOOK.find("[[dimension]]\nid = \"sexo\"").unwrap();
    let end = start + CODEBOOK[start..].find("\n\n").unwrap();
    format!("{}{LAID_OUT}{}", &CODEBOOK[..start], &CODEBOOK[end..])
}

#[test]
fn comments_and_layout_stay_as_they_are() {
    let expected = "+     \"Muger\",\n";
    assert_eq!(
        changed(&laid_out(), spelling("sexo", "F", "Muger")),
        expected
    );
    let expected = "+ spellings = [\"Ombre\"]\n";
    assert_eq!(
        changed(&laid_out(), spelling("sexo", "M", "Ombre")),
        expected
    );
}

#[test]
fn a_list_of_spellings_keeps_its_shape() {
    for (before, after) in [
        ("[]", "[\"Muger\"]"),
        ("[ \"a\" ]", "[ \"a\", \"Muger\" ]"),
        ("[\n  \"a\",\n]", "[\n  \"a\",\n  \"Muger\",\n]"),
        (
            "[\n  \"a\" # comment\n]",
            "[\n  \"a\", # comment\n  \"Muger\"\n]",
        ),
        (
            "[\n  \"a\",\n  \"b\", # comment\n]",
            "[\n  \"a\",\n  \"b\", # comment\n  \"Muger\",\n]",
        ),
        ("[\"a\",]", "[\"a\", \"Muger\",]"),
    ] {
        let codebook = CODEBOOK.replace("[\"Femenino\", \"Señora\"]", before);
        let Accepted::Added(text) = accept(&codebook, spelling("sexo", "F", "Muger")).unwrap()
        else {
            panic!("added")
        };
        let expected = CODEBOOK.replace("[\"Femenino\", \"Señora\"]", after);
        assert_eq!(text, expected, "{before}");
    }
}

#[test]
fn a_spelling_that_is_known_changes_nothing() {
    for written in ["F", "Mujer", "Femenino", "FEMENINO.", " senora"] {
        assert_eq!(
            accept(CODEBOOK, spelling("sexo", "F", written)).unwrap(),
            Accepted::Known,
            "{written}"
        );
    }
    let Accepted::Added(once) = accept(CODEBOOK, spelling("sexo", "F", "Muger")).unwrap() else {
        panic!("added")
    };
    assert_eq!(
        accept(&once, spelling("sexo", "F", "Muger")).unwrap(),
        Accepted::Known
    );
}

#[test]
fn what_contradicts_the_codebook_is_refused() {
    let refused = |dimension, category, written| {
        accept(CODEBOOK, spelling(dimension, category, written))
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused("sexo", "F", "masculino"),
        "“masculino” cannot mean “F”: it already means “M”"
    );
    assert_eq!(
        refused("sexo", "F", "n/d"),
        "“n/d” cannot mean “F”: it already means “U”"
    );
    assert_eq!(
        refused("medios", "FUE", "tejidos, fuerza"),
        "“tejidos, fuerza” cannot mean “FUE”: it already means “FUE” and “TEJ”"
    );
    assert_eq!(
        refused("edad", "ADU", "0"),
        "“0” cannot mean “ADU”: it already means “U”"
    );
    assert_eq!(
        refused("condicion", "NAC", "n/d"),
        "“n/d” cannot mean “NAC”: “n/d” means “not known” in [records]: remove it from “missing” or from the category"
    );
    assert_eq!(
        refused("edad", "MIN", "chiquitos"),
        "the category “MIN” contains others: choose one of these"
    );
    assert_eq!(
        refused("genero", "F", "Muger"),
        "the dimension “genero” does not exist"
    );
    assert_eq!(
        refused("sexo", "X", "Muger"),
        "the category “X” of “sexo” does not exist"
    );
    let mistaken = accept("format = 1", spelling("sexo", "F", "Muger"))
        .unwrap_err()
        .to_string();
    assert_eq!(mistaken, "line 1, column 1: missing field `id`");
}

#[test]
fn the_command_can_be_copied_into_a_terminal() {
    let command = |written| spelling("sexo", "F", written).command("libro de códigos.toml");
    let start = "tablero codebook accept --codebook \"libro de códigos.toml\" --dimension sexo --category F --spelling ";
    for (written, quoted) in [
        ("Muger", "Muger"),
        ("señ ora", "\"señ ora\""),
        ("it's", "\"it's\""),
        ("a\"b", "'a\"b'"),
        ("$(id)'", "'$(id)'\\'''"),
    ] {
        assert_eq!(command(written), format!("{start}{quoted}"));
    }
}
