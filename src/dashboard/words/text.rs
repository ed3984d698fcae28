//! Joins labels into sentences as each language does.

use cube::Lang;

/// "a", "a y b", "a, b y c".
pub fn and(lang: Lang, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), conjunction(lang, last)),
    }
}

/// Labels as parts of one sentence: all but the first begin with a small letter, unless they begin with an abbreviation.
pub fn as_one_sentence(labels: Vec<String>) -> Vec<String> {
    let follow = |label: String| {
        let mut letters = label.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if large(second) != second => {
                [small(first), second].into_iter().chain(letters).collect()
            }
            _ => label,
        }
    };
    let mut labels = labels.into_iter();
    labels
        .next()
        .into_iter()
        .chain(labels.map(follow))
        .collect()
}

/// In Spanish "y" becomes "e" before the sound of an i.
fn conjunction(lang: Lang, next: &str) -> &'static str {
    let next: String = next.chars().map(small).collect();
    match lang {
        Lang::Es
            if ["i", "í", "hi", "hí"]
                .iter()
                .any(|start| next.starts_with(start)) =>
        {
            "e"
        }
        Lang::Es => "y",
        Lang::En => "and",
    }
}

/// "Solicitudes por sexo".
pub fn by(lang: Lang, measure: &str, dimension: &str) -> String {
    let dimension = uncapitalized(dimension);
    match lang {
        Lang::Es => format!("{measure} por {dimension}"),
        Lang::En => format!("{measure} by {dimension}"),
    }
}

/// With a large first letter.
pub fn capitalized(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(large).into_iter().chain(rest).collect()
}

/// With a small first letter, unless it begins an abbreviation.
pub fn uncapitalized(text: &str) -> String {
    let mut rest = text.chars();
    match (rest.next(), rest.clone().next()) {
        (Some(first), Some(second)) if small(second) == second => {
            std::iter::once(small(first)).chain(rest).collect()
        }
        _ => text.into(),
    }
}

/// A letter of either language as a small one. The tables of all of Unicode's letters would weigh on the page.
fn small(letter: char) -> char {
    match letter {
        'À'..='Þ' if letter != '×' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    }
}

/// A letter of either language as a large one.
fn large(letter: char) -> char {
    match letter {
        'à'..='þ' if letter != '÷' => char::from_u32(u32::from(letter) - 32).unwrap_or(letter),
        _ => letter.to_ascii_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_labels_of_a_sentence_begin_with_a_small_letter_but_for_the_first() {
        let labels = ["Solicitudes", "Personas acreditadas", "OIJ"]
            .map(String::from)
            .to_vec();
        assert_eq!(
            as_one_sentence(labels),
            ["Solicitudes", "personas acreditadas", "OIJ"]
        );
    }

    #[test]
    fn letters_are_small_and_large_as_in_unicode() {
        for letter in "AZazÁÉÍÓÚÜÑáéíóúüñ×÷¿«0".chars() {
            assert_eq!(
                (Some(small(letter)), Some(large(letter))),
                (letter.to_lowercase().next(), letter.to_uppercase().next())
            );
        }
    }

    #[test]
    fn lists_are_joined_as_each_language_does() {
        let joined = |lang, items: &[&str]| {
            and(
                lang,
                &items.iter().map(|item| (*item).into()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            joined(Lang::Es, &["Sexo", "Edad", "Idioma"]),
            "Sexo, Edad e Idioma"
        );
        assert_eq!(joined(Lang::Es, &["Sexo", "Edad"]), "Sexo y Edad");
        assert_eq!(
            joined(Lang::En, &["Sex", "Age", "Income"]),
            "Sex, Age and Income"
        );
        assert_eq!(
            (joined(Lang::Es, &["Sexo"]), joined(Lang::Es, &[])),
            ("Sexo".into(), String::new())
        );
    }

    #[test]
    fn a_dimension_in_a_sentence_is_small_unless_it_is_an_abbreviation() {
        assert_eq!(
            by(Lang::Es, "Solicitudes", "Identidad de género"),
            "Solicitudes por identidad de género"
        );
        assert_eq!(
            by(Lang::En, "Applications", "ISCO group"),
            "Applications by ISCO group"
        );
    }
}
