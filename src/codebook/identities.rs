//! Recognizes columns that identify people: by their names, or by what stands in them.

use std::fmt;

use crate::notation::spelling::fold;

/// One field in so many that looks like an identity makes a column suspect.
const ONE_IN: usize = 10;

/// What identifies a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A name.
    Name,
    /// The number of an identity document.
    Document,
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Email,
    /// Where somebody lives.
    Address,
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Identity::Name => "names of people",
            Identity::Document => "numbers of identity documents",
            Identity::Telephone => "telephone numbers",
            Identity::Email => "e-mail addresses",
            Identity::Address => "addresses",
        })
    }
}

/// Words of a column's name, folded.
const WORDS: [(Identity, &[&str]); 5] = [
    (
        Identity::Email,
        &["correo", "correos", "email", "emails", "mail"],
    ),
    (
        Identity::Telephone,
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
        Identity::Document,
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
        Identity::Address,
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
        Identity::Name,
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

/// What a column holds by its name: `Teléfono 2`, `numCedula`, `E-mail`.
pub fn by_name(column: &str) -> Option<Identity> {
    let words = words(column);
    let has = |listed: &[&str]| words.iter().any(|word| listed.contains(&word.as_str()));
    let is_e_mail = words.windows(2).any(|pair| pair == ["e", "mail"]);
    WORDS
        .iter()
        .find(|(_, listed)| is_e_mail || has(listed))
        .map(|(identity, _)| *identity)
}

/// What a column holds by some of its fields, if one in ten of those that are not empty looks like it.
pub fn by_fields<'a>(fields: impl IntoIterator<Item = &'a str>) -> Option<Identity> {
    let mut found = [
        (Identity::Email, 0),
        (Identity::Document, 0),
        (Identity::Telephone, 0),
    ];
    let mut all = 0;
    for field in fields
        .into_iter()
        .map(str::trim)
        .filter(|field| !field.is_empty())
    {
        all += 1;
        let looks_like = of_field(field);
        found
            .iter_mut()
            .filter(|(identity, _)| looks_like == Some(*identity))
            .for_each(|(_, times)| *times += 1);
    }
    found
        .into_iter()
        .find(|(_, times)| *times > 0 && times * ONE_IN >= all)
        .map(|(identity, _)| identity)
}

/// The words of a column's name, folded: parted by anything but letters, and, once more, before capitals.
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

fn of_field(field: &str) -> Option<Identity> {
    let mut words = field
        .split([' ', ',', ';', '\n', '<', '>', '(', ')'])
        .filter(|word| !word.is_empty());
    let is_international = field.strip_prefix('+').is_some_and(is_telephone);
    let is_dimex = (11..=12).contains(&field.len()) && field.starts_with('1') && is_digits(field);
    if is_dimex {
        return Some(Identity::Document);
    }
    if is_international {
        return Some(Identity::Telephone);
    }
    words.find_map(|word| {
        let groups: Vec<&str> = word.split('-').collect();
        let are_digits = groups.iter().all(|group| is_digits(group));
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        match lengths.as_slice() {
            _ if is_e_mail(word) => Some(Identity::Email),
            // A Costa Rican cédula.
            [1, 4, 4] if are_digits => Some(Identity::Document),
            // A Costa Rican telephone number, unless it is the number of a file in a year, or a range of years.
            [4, 4] if are_digits && !is_year(groups[0]) => Some(Identity::Telephone),
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
    fn columns_of_identities_are_known_by_whole_words() {
        let cases = [
            (
                Identity::Name,
                "Nombre|NOMBRES Y APELLIDOS|primer_apellido|apellido2|NombreCompleto|Full name|alias",
            ),
            (
                Identity::Document,
                "cédula|Nº de documento|numCedula|DIMEX|Pasaporte No.|identificación|passport",
            ),
            (
                Identity::Telephone,
                "Teléfono 2|celular|tel.|phone_number|WhatsApp",
            ),
            (
                Identity::Email,
                "correo electrónico|E-mail|eMail|e mail|EMAIL",
            ),
            (
                Identity::Address,
                "dirección|Domicilio actual|otras señas|home address",
            ),
        ];
        for (identity, columns) in cases {
            for column in columns.split('|') {
                assert_eq!(by_name(column), Some(identity), "{column}");
            }
        }
        let harmless = "nro_registro_interno|expediente|sobrenombrado|nominal|situacion_documental|telefonica|mailing|\
                        fecha_nacimiento|nacionalidad|residencia|identidad_de_genero|adressat|unnamed|e|hotel|edad";
        for column in harmless.split('|') {
            assert_eq!(by_name(column), None, "{column}");
        }
    }

    #[test]
    fn columns_of_identities_are_known_by_what_stands_in_them() {
        let cases = [
            (
                Identity::Email,
                "ana@example.org|escribir a ana.p@example.co.cr, urgente|<x@y.cr>",
            ),
            (
                Identity::Document,
                "1-0234-0567|céd. 9-0111-0222|155812345678|15581234567",
            ),
            (
                Identity::Telephone,
                "8888-1234|tel 2222-3333|+506 8888 1234|+1 (305) 555-0199",
            ),
        ];
        for (identity, fields) in cases {
            for field in fields.split('|') {
                assert_eq!(by_fields([field]), Some(identity), "{field}");
            }
        }
        let harmless = "2019-2023|2017-0001|2024-03-01|2584554505|584554505|20240301|202400000017|10-2024|ERI-2024-0017|+18|a@b|\
                        @casa|1-2-3|14,5|Sí|1234-567|2024-01-01T08:00";
        for field in harmless.split('|') {
            assert_eq!(by_fields([field]), None, "{field}");
        }
    }

    #[test]
    fn one_field_in_ten_makes_a_column_suspect() {
        let fields = |others: usize| [vec!["8888-1234", "", " "], vec!["Sí"; others]].concat();
        assert_eq!(by_fields(fields(9)), Some(Identity::Telephone));
        assert_eq!(by_fields(fields(10)), None);
        assert_eq!(by_fields([]), None);
    }
}
