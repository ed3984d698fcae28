//! Recognizes columns with direct identifiers of people: by their names, or by some of their fields.

use std::fmt;

use crate::notation::spelling::fold;

/// A column is recognized if at least one in this number of its fields looks like a direct identifier.
const ONE_IN: usize = 10;

/// A kind of data that identifies a person directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectIdentifier {
    /// A name.
    Name,
    /// The number of an identifier document.
    Document,
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Email,
    /// A postal address.
    Address,
}

impl fmt::Display for DirectIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DirectIdentifier::Name => "names of people",
            DirectIdentifier::Document => "numbers of identifier documents",
            DirectIdentifier::Telephone => "telephone numbers",
            DirectIdentifier::Email => "e-mail addresses",
            DirectIdentifier::Address => "addresses",
        })
    }
}

/// The words in names of columns that reveal each kind of identifier, folded.
const WORDS: [(DirectIdentifier, &[&str]); 5] = [
    (
        DirectIdentifier::Email,
        &["correo", "correos", "email", "emails", "mail"],
    ),
    (
        DirectIdentifier::Telephone,
        &[
            "telefono",
            "telefonos",
            "tel",
            "celular",
            "celulares",
            "movil",
            "whatsapp",
            "phone",
            "telephone",
            "mobile",
        ],
    ),
    (
        DirectIdentifier::Document,
        &[
            "cedula",
            "cedulas",
            "documento",
            "documentos",
            "pasaporte",
            "pasaportes",
            "dimex",
            "dni",
            "identificacion",
            "carnet",
            "passport",
            "passports",
            "document",
            "ssn",
        ],
    ),
    (
        DirectIdentifier::Address,
        &[
            "direccion",
            "direcciones",
            "domicilio",
            "domicilios",
            "senas",
            "address",
            "addresses",
        ],
    ),
    (
        DirectIdentifier::Name,
        &[
            "nombre",
            "nombres",
            "apellido",
            "apellidos",
            "apodo",
            "alias",
            "name",
            "names",
            "surname",
            "surnames",
            "firstname",
            "lastname",
            "fullname",
            "nickname",
        ],
    ),
];

/// Recognizes a column by its name, such as `Teléfono 2`, `numCedula` or `E-mail`.
pub fn recognize_by_name(column: &str) -> Option<DirectIdentifier> {
    let words = words(column);
    let has = |listed: &[&str]| words.iter().any(|word| listed.contains(&word.as_str()));
    let is_e_mail = words.windows(2).any(|pair| pair == ["e", "mail"]);
    WORDS
        .iter()
        .find(|(_, listed)| is_e_mail || has(listed))
        .map(|(identifier, _)| *identifier)
}

/// Recognizes a column by some of its fields: one in ten of those that are not empty must look like an identifier.
pub fn recognize_by_fields<'a>(
    fields: impl IntoIterator<Item = &'a str>,
) -> Option<DirectIdentifier> {
    let mut found = [
        (DirectIdentifier::Email, 0),
        (DirectIdentifier::Document, 0),
        (DirectIdentifier::Telephone, 0),
    ];
    let mut all = 0;
    for field in fields
        .into_iter()
        .map(str::trim)
        .filter(|field| !field.is_empty())
    {
        all += 1;
        let looks_like = recognize_field(field);
        found
            .iter_mut()
            .filter(|(identifier, _)| looks_like == Some(*identifier))
            .for_each(|(_, times)| *times += 1);
    }
    found
        .into_iter()
        .find(|(_, times)| *times > 0 && times * ONE_IN >= all)
        .map(|(identifier, _)| identifier)
}

/// The words of a column's name, folded: split at anything but letters, and also split before capitals.
fn words(column: &str) -> Vec<String> {
    let mut parted = String::new();
    let mut was_small = false;
    for letter in column.chars() {
        if was_small && letter.is_uppercase() {
            parted.push(' ');
        }
        was_small = letter.is_lowercase();
        parted.push(letter);
    }
    let folded = format!("{} | {}", fold(column), fold(&parted));
    folded
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(Into::into)
        .collect()
}

fn recognize_field(field: &str) -> Option<DirectIdentifier> {
    let mut words = field
        .split([' ', ',', ';', '\n', '<', '>', '(', ')'])
        .filter(|word| !word.is_empty());
    let is_international = field.strip_prefix('+').is_some_and(is_telephone);
    let is_dimex = (11..=12).contains(&field.len()) && field.starts_with('1') && is_digits(field);
    if is_dimex {
        return Some(DirectIdentifier::Document);
    }
    if is_international {
        return Some(DirectIdentifier::Telephone);
    }
    words.find_map(|word| {
        let groups: Vec<&str> = word.split('-').collect();
        let are_digits = groups.iter().all(|group| is_digits(group));
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        match lengths.as_slice() {
            _ if is_e_mail(word) => Some(DirectIdentifier::Email),
            // A Costa Rican cédula.
            [1, 4, 4] if are_digits => Some(DirectIdentifier::Document),
            // A Costa Rican telephone number, unless it is the number of a file in a year or a range of years.
            [4, 4] if are_digits && !is_year(groups[0]) => Some(DirectIdentifier::Telephone),
            _ => None,
        }
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(text: &str) -> bool {
    text.starts_with("19") || text.starts_with("20")
}

fn is_telephone(after_plus: &str) -> bool {
    let digits = after_plus.bytes().filter(u8::is_ascii_digit).count();
    let is_part =
        |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '-' | '(' | ')' | '.');
    (8..=15).contains(&digits) && after_plus.chars().all(is_part)
}

fn is_e_mail(word: &str) -> bool {
    let Some((user, host)) = word.split_once('@') else {
        return false;
    };
    let (site, country) = host.rsplit_once('.').unwrap_or_default();
    !user.is_empty()
        && !site.is_empty()
        && country.len() >= 2
        && country.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_identifiers_are_recognized_by_whole_words() {
        let cases = [
            (
                DirectIdentifier::Name,
                "Nombre|NOMBRES Y APELLIDOS|primer_apellido|apellido2|NombreCompleto|Full name|alias",
            ),
            (
                DirectIdentifier::Document,
                "cédula|Nº de documento|numCedula|DIMEX|Pasaporte No.|identificación|passport",
            ),
            (
                DirectIdentifier::Telephone,
                "Teléfono 2|celular|tel.|phone_number|WhatsApp",
            ),
            (
                DirectIdentifier::Email,
                "correo electrónico|E-mail|eMail|e mail|EMAIL",
            ),
            (
                DirectIdentifier::Address,
                "dirección|Domicilio actual|otras señas|home address",
            ),
        ];
        for (identifier, columns) in cases {
            for column in columns.split('|') {
                assert_eq!(recognize_by_name(column), Some(identifier), "{column}");
            }
        }
        let harmless = "nro_registro_interno|expediente|sobrenombrado|nominal|situacion_documental|telefonica|mailing|\
                        fecha_nacimiento|nacionalidad|residencia|identidad_de_genero|adressat|unnamed|e|hotel|edad";
        for column in harmless.split('|') {
            assert_eq!(recognize_by_name(column), None, "{column}");
        }
    }

    #[test]
    fn columns_of_identifiers_are_recognized_by_their_fields() {
        let cases = [
            (
                DirectIdentifier::Email,
                "ana@example.org|escribir a ana.p@example.co.cr, urgente|<x@y.cr>",
            ),
            (
                DirectIdentifier::Document,
                "1-0234-0567|céd. 9-0111-0222|155812345678|15581234567",
            ),
            (
                DirectIdentifier::Telephone,
                "8888-1234|tel 2222-3333|+506 8888 1234|+1 (305) 555-0199",
            ),
        ];
        for (identifier, fields) in cases {
            for field in fields.split('|') {
                assert_eq!(recognize_by_fields([field]), Some(identifier), "{field}");
            }
        }
        let harmless = "2019-2023|2017-0001|2024-03-01|2584554505|584554505|20240301|202400000017|10-2024|ERI-2024-0017|+18|a@b|\
                        @casa|1-2-3|14,5|Sí|1234-567|2024-01-01T08:00";
        for field in harmless.split('|') {
            assert_eq!(recognize_by_fields([field]), None, "{field}");
        }
    }

    #[test]
    fn one_field_in_ten_reveals_a_column() {
        let fields = |others: usize| [vec!["8888-1234", "", " "], vec!["Sí"; others]].concat();
        assert_eq!(
            recognize_by_fields(fields(9)),
            Some(DirectIdentifier::Telephone)
        );
        assert_eq!(recognize_by_fields(fields(10)), None);
        assert_eq!(recognize_by_fields([]), None);
    }
}
