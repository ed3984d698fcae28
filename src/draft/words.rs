//! Words of column names: which words a name has, and the labels of names that are frequent in registers.

use codebook::notation::spelling::fold;

/// The words of a column name, folded: split at anything but letters and digits, and before capitals.
pub(crate) fn split_words(name: &str) -> Vec<String> {
    let mut parted = String::new();
    let mut was_small = false;
    for letter in name.chars() {
        if was_small && letter.is_uppercase() {
            parted.push(' ');
        }
        was_small = letter.is_lowercase();
        parted.push(if letter.is_alphanumeric() {
            letter
        } else {
            ' '
        });
    }
    fold(&parted).split_whitespace().map(Into::into).collect()
}

/// Whether one of these words is in a column name.
pub(crate) fn has_word(name: &str, words: &[&str]) -> bool {
    split_words(name)
        .iter()
        .any(|word| words.contains(&word.as_str()))
}

/// The labels of frequent column names in Spanish and English: for each, the name folded, with spaces between its words.
const LABELS: [(&[&str], &str, &str); 23] = [
    (&["sexo", "sex"], "Sexo", "Sex"),
    (&["genero", "gender"], "Género", "Gender"),
    (
        &["identidad de genero", "gender identity", "gid"],
        "Identidad de género",
        "Gender identity",
    ),
    (&["edad", "age"], "Edad", "Age"),
    (
        &["grupo de edad", "grupo edad", "age group"],
        "Grupo de edad",
        "Age group",
    ),
    (&["edad aparente"], "Edad aparente", "Apparent age"),
    (
        &["nacionalidad", "nationality", "nat"],
        "Nacionalidad",
        "Nationality",
    ),
    (&["pais", "country"], "País", "Country"),
    (
        &["pais de origen", "pais origen", "country of origin"],
        "País de origen",
        "Country of origin",
    ),
    (
        &["pais de explotacion", "pais explotacion"],
        "País de explotación",
        "Country of exploitation",
    ),
    (&["provincia", "province", "prov"], "Provincia", "Province"),
    (&["departamento"], "Departamento", "Department"),
    (&["estado", "state"], "Estado", "State"),
    (&["region"], "Región", "Region"),
    (
        &["condicion migratoria", "migration status", "mig"],
        "Condición migratoria",
        "Migration status",
    ),
    (
        &[
            "nivel educativo",
            "educacion",
            "escolaridad",
            "education",
            "edu",
        ],
        "Nivel educativo",
        "Education",
    ),
    (
        &["ocupacion", "occupation", "occ"],
        "Ocupación",
        "Occupation",
    ),
    (
        &["estado civil", "marital status"],
        "Estado civil",
        "Marital status",
    ),
    (
        &["discapacidad", "disability"],
        "Discapacidad",
        "Disability",
    ),
    (&["embarazada", "pregnant"], "Embarazada", "Pregnant"),
    (
        &["medios de captacion", "medios captacion", "medios"],
        "Medios de captación",
        "Means of recruitment",
    ),
    (
        &["tipo de explotacion", "explotacion", "exploitation"],
        "Explotación",
        "Exploitation",
    ),
    (
        &["institucion", "institution"],
        "Institución",
        "Institution",
    ),
];

/// The label of a column name in Spanish and English; `None` if nobody has translated it.
pub(crate) fn find_label(name: &str) -> Option<(&'static str, &'static str)> {
    let words = split_words(name).join(" ");
    let found = LABELS
        .iter()
        .find(|(names, _, _)| names.contains(&words.as_str()));
    found.map(|(_, es, en)| (*es, *en))
}

/// A label that is made of a column name: its words, the first with a capital.
pub(crate) fn make_label(name: &str) -> String {
    let words = name.replace(['_', '\n', '\r', '\t'], " ");
    capitalize(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same text with a capital at its start, unless it would then be read as another one.
pub(crate) fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    let capital: String = first.into_iter().flatten().chain(letters).collect();
    if fold(&capital) == fold(text) {
        capital
    } else {
        text.to_owned()
    }
}
