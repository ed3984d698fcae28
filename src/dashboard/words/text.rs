//! Joins labels into sentences as each language does.

use cube::Lang;

/// Joins items: "a", "a y b", "a, b y c".
pub fn join(lang: Lang, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), conjunction(lang, last)),
    }
}

/// Prepares labels for one sentence: all but the first begin with a small letter, unless they begin with an abbreviation.
pub fn as_one_sentence(labels: Vec<String>) -> Vec<String> {
    let mut prepared = Vec::new();
    for (at, label) in labels.into_iter().enumerate() {
        let mut letters = label.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if at > 0 && large(second) != second => {
                let rest = letters.as_str();
                prepared.push(format!("{}{second}{rest}", small(first)));
            }
            _ => prepared.push(label),
        }
    }
    prepared
}

/// Returns "and"; in Spanish, "y" becomes "e" before the sound of an i.
fn conjunction(lang: Lang, next: &str) -> &'static str {
    let word: String = next.chars().map(small).collect();
    let sound = word.strip_prefix('h').unwrap_or(&word);
    match lang {
        Lang::Es if sound.starts_with(['i', 'í']) => "e",
        Lang::Es => "y",
        Lang::En => "and",
    }
}

/// Joins a measure and its breakdown: "Solicitudes por sexo".
pub fn join_breakdown(lang: Lang, measure: &str, dimension: &str) -> String {
    let dimension = uncapitalized(dimension);
    match lang {
        Lang::Es => format!("{measure} por {dimension}"),
        Lang::En => format!("{measure} by {dimension}"),
    }
}

/// Capitalizes the first letter.
pub fn capitalized(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(large).into_iter().chain(rest).collect()
}

/// Makes the first letter small, unless the text begins with an abbreviation.
pub fn uncapitalized(text: &str) -> String {
    let mut rest = text.chars();
    match (rest.next(), rest.clone().next()) {
        (Some(first), Some(second)) if small(second) == second => {
            std::iter::once(small(first)).chain(rest).collect()
        }
        _ => text.into(),
    }
}

/// Converts a letter of either language to a small one. The standard library's tables of all letters would make the page
/// larger.
fn small(letter: char) -> char {
    match letter {
        'À'..='Þ' if letter != '×' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    }
}

/// Converts a letter of either language to a capital.
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
    fn all_labels_of_a_sentence_but_the_first_begin_with_a_small_letter() {
        let labels = ["Solicitudes", "Personas acreditadas", "OIJ"]
            .map(String::from)
            .to_vec();
        assert_eq!(
            as_one_sentence(labels),
            ["Solicitudes", "personas acreditadas", "OIJ"]
        );
    }

    #[test]
    fn letters_are_converted_as_in_unicode() {
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
            join(
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
            join_breakdown(Lang::Es, "Solicitudes", "Identidad de género"),
            "Solicitudes por identidad de género"
        );
        assert_eq!(
            join_breakdown(Lang::En, "Applications", "ISCO group"),
            "Applications by ISCO group"
        );
    }
}
