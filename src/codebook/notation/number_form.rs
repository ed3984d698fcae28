//! Compares numbers of persons and files by their letters and digits, however they are punctuated.

use unicode_normalization::UnicodeNormalization;

/// Reduces a number to its letters and digits, without hyphens, blanks, leading zeros and the decimals `.0` that a
/// program added: `01-1234-0567` and `112340567` become equal. Empty if nothing is left.
pub fn reduce(field: &str) -> String {
    let text: String = field.nfkc().collect();
    let text = without_empty_decimals(text.trim());
    let bare: String = text
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    bare.trim_start_matches('0').to_owned()
}

/// Describes how a number is written, whatever its digits: `1-1234-0567` is `9-9-9`, `0112` is `09`. Two numbers that are
/// equal when reduced and are written in one way are not told to be the same: `1-23` and `12-3`.
pub fn describe_form(field: &str) -> String {
    let text: String = field.nfkc().collect();
    let trimmed = text.trim();
    let mut form = String::new();
    if trimmed.starts_with('0') {
        form.push('0');
    }
    let mut last = None;
    for letter in trimmed.chars() {
        let kind = match letter {
            digit if digit.is_numeric() => '9',
            letter if letter.is_alphabetic() => 'a',
            blank if blank.is_whitespace() => ' ',
            other => other,
        };
        if last.replace(kind) != Some(kind) {
            form.push(kind);
        }
    }
    form
}

/// Removes `.0` behind a whole number.
fn without_empty_decimals(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, decimals))
            if !whole.is_empty()
                && !decimals.is_empty()
                && whole.bytes().all(|byte| byte.is_ascii_digit())
                && decimals.bytes().all(|byte| byte == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_in_many_forms_is_reduced_to_the_same() {
        let forms = [
            "1-1234-0567",
            "112340567",
            " 01-1234-0567",
            "1 1234 0567",
            "0112340567",
            "１１２３４０５６７",
            "'112340567",
            "112340567.0",
            "112.340.567",
            "1\u{2011}1234\u{2011}0567",
        ];
        for form in forms {
            assert_eq!(reduce(form), "112340567", "{form}");
        }
        assert_eq!(reduce("ab 12"), reduce("AB-12"));
        assert_ne!(reduce("112340567"), reduce("112340568"));
        assert_eq!(reduce("000"), "");
    }

    #[test]
    fn numbers_written_in_one_way_have_one_form() {
        assert_eq!(describe_form("1-23"), describe_form("12-3"));
        assert_eq!(describe_form("ERI-2024-017"), "a-9-9");
        assert_ne!(describe_form("1-23"), describe_form("123"));
        assert_ne!(describe_form("0123"), describe_form("123"));
        assert_ne!(describe_form("1 23"), describe_form("1-23"));
        assert_eq!(describe_form("１２"), describe_form("12"));
    }
}
