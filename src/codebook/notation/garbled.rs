//! Recognizes text that was read in another encoding than it was written in, or whose letters were lost: `Panam?`.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

use crate::answer::Garbling;
use crate::notation::encoding::decode_cp850;

/// What Windows-1252 shows for accented letters of CP850, next to other letters.
const SHOWN_FOR_CP850: &str = "‚¢£¤¥";

/// Returns what a text that was read as Windows-1252 is in other encodings. White space around it is part of it: `á` of
/// CP850 is a no-break space.
pub fn restore(text: &str) -> Vec<(Garbling, String)> {
    if text.is_ascii() {
        return Vec::new();
    }
    let (bytes, _, has_unmappable) = WINDOWS_1252.encode(text);
    if has_unmappable {
        return Vec::new();
    }
    let mut restored = Vec::new();
    if let Ok(utf8) = std::str::from_utf8(&bytes) {
        restored.push((Garbling::Utf8, utf8.to_owned()));
    }
    let cp850 = bytes.iter().map(|byte| decode_cp850(*byte));
    restored.push((Garbling::Cp850, cp850.collect()));
    let (mac, _) = MACINTOSH.decode_without_bom_handling(&bytes);
    restored.push((Garbling::MacRoman, mac.into_owned()));
    restored
}

/// Recognizes a text in which letters are garbled, whatever it means.
pub fn recognize(text: &str) -> Option<Garbling> {
    if text.contains('\u{fffd}') {
        return Some(Garbling::Lost);
    }
    let is_utf8 = |(garbling, _): &(Garbling, String)| *garbling == Garbling::Utf8;
    if restore(text).iter().any(is_utf8) {
        return Some(Garbling::Utf8);
    }
    let letters: Vec<char> = text.chars().collect();
    for (position, letter) in letters.iter().enumerate() {
        let before = position
            .checked_sub(1)
            .and_then(|before| letters.get(before));
        let after = letters.get(position + 1);
        let is_letter = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_alphabetic());
        let is_small = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_lowercase());
        let is_beside_letter = is_letter(before) || is_letter(after);
        match letter {
            '?' if is_beside_letter => return Some(Garbling::Lost),
            '¡' if is_letter(before) => return Some(Garbling::Cp850),
            '‡' if is_beside_letter => return Some(Garbling::MacRoman),
            shown if SHOWN_FOR_CP850.contains(*shown) && is_beside_letter => {
                return Some(Garbling::Cp850);
            }
            // A capital letter inside a word is no letter of this word.
            'Ž' if is_letter(before) && !after.is_some_and(|after| after.is_uppercase()) => {
                return Some(Garbling::MacRoman);
            }
            '–' | '—' if is_small(before) && is_small(after) => {
                return Some(Garbling::MacRoman);
            }
            control if ('\u{80}'..='\u{9f}').contains(control) => return Some(Garbling::Cp850),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::encoding::CP850;

    /// Writes a text in CP850 and reads it as Windows-1252.
    fn from_cp850(text: &str) -> String {
        let byte = |letter: char| match CP850.iter().position(|other| *other == letter) {
            Some(upper) => 0x80 + u8::try_from(upper).unwrap(),
            None => u8::try_from(letter).unwrap(),
        };
        let bytes: Vec<u8> = text.chars().map(byte).collect();
        WINDOWS_1252
            .decode_without_bom_handling(&bytes)
            .0
            .into_owned()
    }

    fn from(encoded: &[u8]) -> String {
        WINDOWS_1252
            .decode_without_bom_handling(encoded)
            .0
            .into_owned()
    }

    #[test]
    fn text_of_another_encoding_is_restored() {
        for name in [
            "Panamá", "México", "Haití", "Japón", "Perú", "España", "Ángel", "Óscar",
        ] {
            assert!(
                restore(&from_cp850(name)).contains(&(Garbling::Cp850, name.into())),
                "{name}"
            );
            let mac = from(&MACINTOSH.encode(name).0);
            assert!(
                restore(&mac).contains(&(Garbling::MacRoman, name.into())),
                "{name}"
            );
            let twice = from(name.as_bytes());
            assert!(
                restore(&twice).contains(&(Garbling::Utf8, name.into())),
                "{name}"
            );
            assert_eq!(recognize(&twice), Some(Garbling::Utf8), "{name}");
        }
    }

    #[test]
    fn lost_letters_are_recognized_and_whole_words_are_not() {
        for lost in ["Panam?", "M?xico", "?frica", "Per\u{fffd}"] {
            assert_eq!(recognize(lost), Some(Garbling::Lost), "{lost}");
        }
        for name in ["México", "Japón", "Perú", "España"] {
            assert_eq!(
                recognize(&from_cp850(name)),
                Some(Garbling::Cp850),
                "{name}"
            );
        }
        for name in ["Panamá", "México", "España"] {
            let mac = from(&MACINTOSH.encode(name).0);
            assert_eq!(recognize(&mac), Some(Garbling::MacRoman), "{name}");
        }
        let whole = [
            "Panamá",
            "Côte d’Ivoire",
            "O’Higgins",
            "¿",
            "Ñandú",
            "Curaçao",
            "Åland",
            "«Otro»",
            "Año 2020–2021",
            "Estados Unidos – Canadá",
            "Žilina",
            "œuvre",
            "¡Sí!",
            "100 £",
            "São Tomé",
        ];
        for name in whole {
            assert_eq!(recognize(name), None, "{name}");
        }
    }
}
