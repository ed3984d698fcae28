//! Recognizes what programs and forms write where a value is absent: errors of spreadsheets, shortened numbers, and
//! placeholders for a number that a person does not have.

use crate::notation::spelling::fold;
use unicode_normalization::UnicodeNormalization;

/// What stands for "no number" in the key of a person, folded.
const NO_NUMBER: [&str; 84] = [
    "s/n",
    "s / n",
    "sn",
    "s.n",
    "s-n",
    "s/d",
    "s.d",
    "s/i",
    "s/c",
    "s/doc",
    "s/cedula",
    "s/documento",
    "s/expediente",
    "s/numero",
    "s/num",
    "n/a",
    "n.a",
    "na",
    "n/d",
    "n.d",
    "nd",
    "n/s",
    "n/r",
    "n/i",
    "n/c",
    "n/t",
    "no tiene",
    "no tiene documento",
    "no tiene cedula",
    "no tiene numero",
    "no posee",
    "no porta",
    "no porta documento",
    "no presenta",
    "no aporta",
    "no aplica",
    "no consta",
    "no indica",
    "no indicado",
    "no registra",
    "no registrado",
    "no refiere",
    "no hay",
    "no hay dato",
    "no disponible",
    "no sabe",
    "no se sabe",
    "no responde",
    "no identificado",
    "no identificada",
    "no",
    "ninguno",
    "ninguna",
    "nada",
    "sin",
    "sin numero",
    "sin documento",
    "sin documentos",
    "sin cedula",
    "sin identificacion",
    "sin identificar",
    "sin expediente",
    "sin dato",
    "sin datos",
    "sin informacion",
    "sin asignar",
    "sin registro",
    "indocumentado",
    "indocumentada",
    "desconocido",
    "desconocida",
    "se desconoce",
    "pendiente",
    "en tramite",
    "por asignar",
    "no data",
    "none",
    "no number",
    "no document",
    "not available",
    "not known",
    "undocumented",
    "unknown",
    "pending",
];

/// What programs write for a value that is absent, folded.
const ABSENT: [&str; 5] = ["null", "nan", "nil", "undefined", "missing"];

/// The errors of spreadsheets that have no sign at their end, without the first `#`, folded.
const ERRORS: [&str; 10] = [
    "nv",
    "na",
    "getting_data",
    "null",
    "spill",
    "calc",
    "field",
    "blocked",
    "connect",
    "busy",
];

/// The shortest number of one repeated digit that is a placeholder; shorter ones may be running numbers.
const REPEATED: usize = 6;
/// The shortest number of digits one after another (1234567) that is a placeholder.
const RUNNING: usize = 7;
/// The most digits by which somebody numbers placeholders.
const MOST_DIGITS: usize = 2;
/// The longest word of one piece that may begin a real number, as in `SIN12`.
const LONGEST_PREFIX: usize = 4;
/// The digits one after another, upwards and downwards.
const RUNS: [&str; 2] = ["01234567890123456789", "98765432109876543210"];

/// Whether a spreadsheet wrote an error in the place of a value, in whatever language: `#N/A`, `#N/D`, `#¡REF!`,
/// `#¿NOMBRE?`, `Err:502`, or `####` for a number that did not fit.
pub fn is_spreadsheet_error(field: &str) -> bool {
    let text = field.trim();
    if let Some(name) = text.strip_prefix(['#', '＃']) {
        let is_part = |letter: char| letter.is_alphanumeric() || "#¡¿!?/_ ".contains(letter);
        let has_letter = name.contains(char::is_alphabetic);
        return !name.is_empty()
            && name.chars().all(is_part)
            && (name.chars().all(|letter| letter == '#')
                || has_letter && (name.ends_with(['!', '?']) || name.contains('/'))
                || ERRORS.contains(&fold(name).as_str()));
    }
    let folded = fold(text);
    let words = ["err", "error", "erro", "errore", "erreur", "fehler"];
    folded.split_once(':').is_some_and(|(word, number)| {
        let number = number.trim();
        words.contains(&word.trim())
            && number.len() == 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a program wrote that it has no value: `NULL`, `NaN`, `undefined`.
pub fn is_absent(field: &str) -> bool {
    ABSENT.contains(&fold(field).as_str())
}

/// Whether a field of letters and digits has none: a dash, a question mark, or nothing that can be seen.
pub fn has_no_letter(field: &str) -> bool {
    !field
        .chars()
        .any(|letter| letter.is_alphanumeric() && !INVISIBLE_LETTERS.contains(&letter))
}

/// Letters that are drawn as nothing.
const INVISIBLE_LETTERS: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];

/// Whether a field that should identify a person says that there is no number: an error, a placeholder such as `S/N`, a
/// dash, or digits that nobody was given (0, 999999999, 1234567).
pub fn is_no_number(field: &str) -> bool {
    if has_no_letter(field) || is_spreadsheet_error(field) || is_absent(field) {
        return true;
    }
    let folded = fold(field);
    if NO_NUMBER.contains(&folded.as_str()) || is_numbered_placeholder(&folded) {
        return true;
    }
    let characters: Vec<char> = folded
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let Some(first) = characters.first() else {
        return true;
    };
    let is_one_repeated = characters.iter().all(|letter| letter == first);
    if is_one_repeated && matches!(first, '0' | 'x') {
        return true;
    }
    let digits: String = characters.into_iter().collect();
    digits.bytes().all(|byte| byte.is_ascii_digit())
        && (is_one_repeated && digits.len() >= REPEATED
            || digits.len() >= RUNNING && RUNS.iter().any(|run| run.contains(&digits)))
}

/// Whether somebody numbered a placeholder: `S/N2`, `sin documento (3)`. Short words without a blank or a sign, such as
/// `na`, may begin real numbers.
fn is_numbered_placeholder(folded: &str) -> bool {
    let without_bracket = folded.trim_end_matches(')');
    let word = without_bracket.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = without_bracket.len() - word.len();
    let word = word.trim_end_matches(|letter: char| " -_.(#".contains(letter));
    let is_sure = word.len() > LONGEST_PREFIX || word.contains([' ', '/', '.']);
    (1..=MOST_DIGITS).contains(&digits) && is_sure && NO_NUMBER.contains(&word)
}

/// Whether a spreadsheet shortened a number and lost its last digits: `1,55812E+11`, `1.5e+15`.
pub fn is_shortened_number(field: &str) -> bool {
    let text: String = field.trim().nfkc().collect();
    let text = text.trim_start_matches(['+', '-', '\'']);
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = match mantissa.split_once(['.', ',']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (mantissa, None),
    };
    // “1E5” may be a number of a file; spreadsheets write a sign, and other programs decimals.
    let has_sign = exponent.starts_with(['+', '-']);
    is_number(whole)
        && whole.len() == 1
        && decimals.is_none_or(is_number)
        && is_number(exponent.trim_start_matches(['+', '-']))
        && (has_sign || decimals.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_spreadsheets_are_recognized_in_every_language() {
        let errors = [
            "#N/A",
            "#N/D",
            "#¡REF!",
            "#¿NOMBRE?",
            "#¡VALOR!",
            "#¡DIV/0!",
            "#¡NULO!",
            "#¡NUM!",
            "#REF!",
            "#NAME?",
            "#VALUE!",
            "#NUM!",
            "#NV",
            "#BEZUG!",
            "#WERT!",
            "#ÜBERLAUF!",
            "#NOM?",
            "#VALEUR!",
            "#NOME?",
            "#RIF!",
            "#VALORE!",
            "#N/B",
            "#ДЕЛ/0!",
            "#GETTING_DATA",
            "#SPILL!",
            "#¡DESBORDAMIENTO!",
            "####",
            "Err:502",
            "Err :508",
            " #n/a ",
            "#DIV/0!",
            "Error:504",
        ];
        for error in errors {
            assert!(is_spreadsheet_error(error), "{error}");
        }
        for value in [
            "#1",
            "#12",
            "# 3",
            "Error",
            "Errázuriz",
            "N/A",
            "#",
            "C#",
            "Err:5022",
            "#costa",
        ] {
            assert!(!is_spreadsheet_error(value), "{value}");
        }
    }

    #[test]
    fn placeholders_are_no_number_of_anybody() {
        let placeholders = [
            "S/N",
            "s/n.",
            "0",
            "000",
            "0-0000-0000",
            "999999999",
            "9-9999-9999",
            "111111",
            "No tiene",
            "NO TIENE",
            "-",
            "--",
            "—",
            "?",
            "...",
            "N/A",
            "n/d",
            "#N/A",
            "#N/D",
            "Sin número",
            "Indocumentada",
            "X",
            "xxx",
            "xx-xx",
            "123456789",
            "1234567",
            "NULL",
            "NaN",
            "Desconocido",
            "\u{200b}",
            "\u{3164}",
            "９９９９９９",
            "Pendiente",
            "Ninguno",
            "S/D",
            "0123456789",
            "S/N2",
            "s/n 3",
            "S/N-01",
            "Sin documento (2)",
            "Pendiente 4",
            "No tiene #1",
        ];
        for placeholder in placeholders {
            assert!(is_no_number(placeholder), "{placeholder}");
        }
        let numbers = [
            "1",
            "9",
            "99",
            "9999",
            "11111",
            "1-1234-0567",
            "2024-001",
            "A",
            "AB123456",
            "12345",
            "Noa",
            "Ana Pérez",
            "155812345678",
            "100000",
            "900000009",
            "ERI-2024-017",
            "x1",
            "Nadia",
            "NA12",
            "ND-3",
            "SIN12",
            "SN1",
            "S/N2024",
            "No 5",
        ];
        for number in numbers {
            assert!(!is_no_number(number), "{number}");
        }
    }

    #[test]
    fn numbers_that_lost_their_last_digits_are_recognized() {
        for shortened in [
            "1,55812E+11",
            "1.55812E+11",
            "1E+12",
            " 1.5e+15 ",
            "1.55812e11",
            "1,6E+011",
            "１.5E+11",
            "-1.5E+11",
            "2E-05",
        ] {
            assert!(is_shortened_number(shortened), "{shortened}");
        }
        for number in [
            "155812345678",
            "1E5",
            "2E11",
            "12E+5",
            "E+5",
            "1.5",
            "Elena",
            "1-1234",
            "1E+",
            "3e",
            "1.2.3E+5",
        ] {
            assert!(!is_shortened_number(number), "{number}");
        }
    }
}
