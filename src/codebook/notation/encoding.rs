//! Names the encodings of text files: those of browsers, and CP850 of MS-DOS, which browsers do not know.

use encoding_rs::{Encoding, MACINTOSH};

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// One of those that browsers know.
    OfBrowsers(&'static Encoding),
    /// CP850, in which old programs and the command line of Windows write in western Europe and Latin America.
    Cp850,
}

impl TextEncoding {
    /// Finds an encoding by its name, in small or capital letters.
    pub fn find(name: &str) -> Option<Self> {
        let plain: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        match plain.as_str() {
            "cp850" | "ibm850" | "dos850" | "oem850" | "850" | "cspc850multilingual" => {
                Some(TextEncoding::Cp850)
            }
            "macroman" => Some(TextEncoding::OfBrowsers(MACINTOSH)),
            _ => Encoding::for_label_no_replacement(name.as_bytes()).map(TextEncoding::OfBrowsers),
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            TextEncoding::OfBrowsers(encoding) => encoding.name(),
            TextEncoding::Cp850 => "CP850",
        }
    }
}

/// The characters of CP850 from 0x80 on.
pub(super) const CP850: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ', 'Æ',
    'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ', 'á', 'í', 'ó', 'ú', 'ñ', 'Ñ',
    'ª', 'º', '¿', '®', '¬', '½', '¼', '¡', '«', '»', '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©',
    '╣', '║', '╗', '╝', '¢', '¥', '┐', '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦',
    '╠', '═', '╬', '¤', 'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì',
    '▀', 'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´', '\u{ad}',
    '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³', '²', '■', '\u{a0}',
];

/// Returns the character that a byte is in CP850.
pub fn decode_cp850(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(upper) => CP850[usize::from(upper)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found_by_the_names_that_people_use() {
        for name in ["cp850", "CP-850", "IBM850", "850"] {
            assert_eq!(
                TextEncoding::find(name),
                Some(TextEncoding::Cp850),
                "{name}"
            );
        }
        for name in ["macintosh", "Mac Roman", "MacRoman", "x-mac-roman"] {
            assert_eq!(
                TextEncoding::find(name).map(TextEncoding::name),
                Some("macintosh"),
                "{name}"
            );
        }
        assert_eq!(
            TextEncoding::find("UTF-8").map(TextEncoding::name),
            Some("UTF-8")
        );
        assert_eq!(TextEncoding::find("latin"), None);
        assert_eq!(TextEncoding::find(""), None);
    }

    #[test]
    fn letters_of_spanish_are_where_cp850_has_them() {
        let bytes =
            b"Panam\xa0, Ni\xa4a, \xa5, M\x82xico, Jap\xa2n, Per\xa3, Garc\xa1a, \x81, \xb5";
        let text: String = bytes.iter().map(|byte| decode_cp850(*byte)).collect();
        assert_eq!(text, "Panamá, Niña, Ñ, México, Japón, Perú, García, ü, Á");
    }
}
