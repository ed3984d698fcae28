//! Writes texts and numbers as fields of tables, so that no spreadsheet takes a text for a formula.

use cube::Lang;

/// Writes a text. One that a spreadsheet would run as a formula is marked as text.
pub fn text(text: &str) -> String {
    match text.starts_with(['=', '@', '+', '-', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

/// Writes a number with the decimal sign of a language; without one, of programs.
pub fn number(lang: Option<Lang>, number: f64) -> String {
    let text = number.to_string();
    match lang {
        Some(Lang::Es) => text.replace('.', ","),
        Some(Lang::En) | None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_never_a_formula() {
        for (given, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+cmd", "'+cmd"),
            ("-2+3+A1", "'-2+3+A1"),
            ("\t=1", "'\t=1"),
            ("12–17", "12–17"),
            ("", ""),
        ] {
            assert_eq!(text(given), written);
        }
    }

    #[test]
    fn numbers_have_the_decimal_sign_of_their_reader() {
        let written = [Some(Lang::Es), Some(Lang::En), None].map(|lang| number(lang, -44.5));
        assert_eq!(written, ["-44,5", "-44.5", "-44.5"]);
        assert_eq!(number(Some(Lang::Es), 28.0), "28");
    }
}
