//! Defines the terms of the questionnaire, in English as UNODC's files have them, and the notes in Spanish and English.

use cube::{Catalog, Lang, Phrase, number};

/// The heads of the rows: those of UNODC's file, then what the number is made of.
pub const HEADS: [&str; 15] = [
    "Iso3_code",
    "Country",
    "Indicator",
    "Dimension",
    "Category",
    "Sex",
    "Age",
    "Year",
    "Unit of measurement",
    "txtVALUE",
    "Status",
    "Codes",
    "ICCS",
    "HTCDS",
    "Source",
];

pub const INDICATOR: &str = "Detected trafficking victims";
pub const UNIT: &str = "Counts";
pub const TOTAL: &str = "Total";
pub const BY_FORM: &str = "by form of exploitation";
pub const BY_CITIZENSHIP: &str = "by citizenship";
/// The categories by which dimensions are recognized.
pub const FEMALE: &str = "Female";
pub const MINOR: &str = "0 to 17 years";
pub const SEXUAL: &str = "Sexual exploitation";
/// Trafficking in persons in the International Classification of Crime for Statistical Purposes.
pub const ICCS: &str = "0204";

pub const PUBLISHED: Phrase = Phrase("publicado", "published");
pub const HIDDEN: Phrase = Phrase("oculto", "hidden");
pub const SOURCE: Phrase = Phrase("celdas publicadas", "published cells");

pub const SEX: Phrase = Phrase("sexo", "sex");
pub const AGE: Phrase = Phrase("edad (menores y mayores)", "age (minors and adults)");
pub const FORM: Phrase = Phrase("forma de explotación", "form of exploitation");
pub const CITIZENSHIP: Phrase = Phrase("ciudadanía", "citizenship");

/// The names of sheets.
pub const SHEETS: [Phrase; 4] = [
    Phrase("Víctimas", "Victims"),
    Phrase("ODS 16.2.2", "SDG 16.2.2"),
    Phrase("Lo que falta", "Not filled"),
    Phrase("Notas", "Notes"),
];
/// The heads of rates after those of the rows.
pub const RATE_HEADS: [Phrase; 3] = [
    Phrase("Habitantes", "Inhabitants"),
    Phrase("Por 100 000", "Per 100,000"),
    Phrase("Fuente de los habitantes", "Source of inhabitants"),
];

/// Names what all numbers come from, and says first that it is invented, if it is.
pub fn name_source(catalog: &Catalog, lang: Lang) -> String {
    let mark = catalog.mark(lang).into_iter();
    mark.chain([SOURCE.get(lang)])
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Says how many numbers are hidden, and why none has a mark.
pub fn hidden(lang: Lang, hidden: usize, all: usize, threshold: u64) -> String {
    let [hidden, all] = [hidden, all].map(|count| number::count(lang, count as u64));
    match lang {
        Lang::En => format!(
            "{hidden} of {all} numbers are hidden, because they count fewer than {threshold} persons or protect another one \
             that does. Which of both is never published, so “<5” is not written."
        ),
        _ => format!(
            "{hidden} de {all} números están ocultos, porque cuentan a menos de {threshold} personas o protegen a otro que lo \
             hace. Cuál de las dos cosas no se publica; por eso no se escribe «<5»."
        ),
    }
}

/// Says that the codebook has no dimension for a table.
pub fn no_dimension(lang: Lang, name: Phrase) -> String {
    match lang {
        Lang::En => format!(
            "By {}: no dimension of the codebook is mapped to the questionnaire, or none was named.",
            name.get(lang)
        ),
        _ => format!(
            "Por {}: ninguna dimensión del libro de códigos equivale al cuestionario, o no se nombró ninguna.",
            name.get(lang)
        ),
    }
}

/// Says that the release has no table by year for a division of persons.
pub fn no_table(lang: Lang, table: &str, divided: &[Phrase]) -> String {
    let by: Vec<&str> = divided.iter().map(|name| name.get(lang)).collect();
    let and = by.join(if lang == Lang::En { " and " } else { " y " });
    match (lang, by.is_empty()) {
        (Lang::En, true) => format!("{table}: no table by year is published."),
        (Lang::En, false) => format!("{table}, by {and}: no table by year is published."),
        (_, true) => format!("{table}: no se publica una tabla por año."),
        (_, false) => format!("{table}, por {and}: no se publica una tabla por año."),
    }
}

/// Says that codes with several answers a person are not added up.
pub fn several_answers(lang: Lang, group: &str) -> String {
    match lang {
        Lang::En => format!(
            "{group}: several codes, of which a person can have more than one, so their sum would count persons twice."
        ),
        _ => format!(
            "{group}: varios códigos, y una persona puede tener más de uno; su suma contaría dos veces a la misma persona."
        ),
    }
}

/// Says that there are no inhabitants for rates.
pub fn no_population(lang: Lang) -> String {
    const TEXT: Phrase = Phrase(
        "ODS 16.2.2: el libro de códigos no tiene la población de todo el país, ni por sexo o edad; sin ella no hay tasa.",
        "SDG 16.2.2: the codebook has no population of the whole country, nor by sex or age; without it there is no rate.",
    );
    TEXT.text(lang)
}

/// Lists what must be read with the numbers.
pub fn list_notes(catalog: &Catalog, lang: Lang) -> Vec<String> {
    const PREVALENCE: Phrase = Phrase(
        "Son víctimas detectadas: no dicen cuánta trata hay, sino qué se detecta.",
        "These are detected victims: they do not say how much trafficking there is, but what is detected.",
    );
    const TOGETHER: Phrase = Phrase(
        "Las categorías que el cuestionario separa y aquí se publican juntas llevan ambos nombres: «Male; Other».",
        "Categories that the questionnaire separates and that are published together here have both names: “Male; Other”.",
    );
    const CODES: Phrase = Phrase(
        "ICCS 0204 es la trata de personas; sus divisiones y los códigos HTCDS son los del libro de códigos.",
        "ICCS 0204 is trafficking in persons; its divisions and the codes of HTCDS are those of the codebook.",
    );
    let notice = catalog
        .notice
        .iter()
        .map(|notice| notice.get(lang).to_owned());
    let caveat = [catalog.caveat.get(lang).to_owned()];
    let fixed = [PREVALENCE, TOGETHER, CODES].map(|note| note.text(lang));
    let release = format!("{} · {}", catalog.source.get(lang), catalog.release);
    notice
        .chain(fixed)
        .chain(caveat)
        .chain([release])
        .filter(|note| !note.is_empty())
        .collect()
}
