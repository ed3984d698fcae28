//! Holds the texts of the internal report in Spanish and English, for the officials who keep the records.

use cube::{Lang, Phrase, Text, number};

use crate::report::account::WaitsFor;

/// The heading of a card, and the sentence below it; empty if it needs none.
#[derive(Clone, Copy)]
pub(super) struct Heading(pub Phrase, pub Phrase);

/// The warning at the top of the JSON file.
pub(super) const CONFIDENTIAL_FILE: &str = "CONFIDENCIAL: cifras exactas para uso interno; no se publican. \
    CONFIDENTIAL: exact numbers for internal use; not for publication.";
pub(super) const CONFIDENTIAL: Phrase = Phrase("CONFIDENCIAL", "CONFIDENTIAL");
pub(super) const INTERNAL_USE: Phrase = Phrase(
    "Uso interno. Contiene cifras exactas que podrían revelar datos de personas: no publique ni reenvíe este informe.",
    "Internal use. It holds exact numbers that could reveal something about people: do not publish or forward it.",
);
pub(super) const TITLE: Phrase = Phrase(
    "Informe interno de los registros",
    "Internal report on the records",
);
pub(super) const LEDE: Phrase = Phrase(
    "Qué pasó con cada fila que se leyó, qué corrigieron las reglas, qué falta y qué cambió desde el informe anterior.",
    "How each row was used, what the rules corrected, what is missing, and what changed since the last report.",
);

pub(super) const READ: Phrase = Phrase("Filas leídas", "Rows read");
pub(super) const COUNTED: Phrase = Phrase("Contadas sin cambios", "Counted unchanged");
pub(super) const CORRECTED: Phrase =
    Phrase("Contadas con correcciones", "Counted with corrections");
pub(super) const MERGED: Phrase = Phrase("Unidas con otra", "Merged with another");
pub(super) const LINKED: Phrase = Phrase("Hechos de una persona", "Events of a person");
/// Kinds of rows that the report shows only if there are any.
pub(super) const RARE: [Phrase; 2] = [MERGED, LINKED];
pub(super) const SET_ASIDE: Phrase = Phrase("Apartadas", "Set aside");
pub(super) const TOTAL: Phrase = Phrase("Total", "Total");

pub(super) const SOURCES: Heading = Heading(
    Phrase("De dónde vienen las filas", "Where the rows come from"),
    Phrase(
        "Las filas leídas son la suma de las contadas sin cambios, las contadas con correcciones, las unidas con otra, los hechos de una persona y las \
         apartadas.",
        "The rows read are the sum of those counted unchanged, counted with corrections, merged with another, events of a \
         person, and set aside.",
    ),
);

/// Says whether a person may be missing because rows were merged.
pub(super) fn say_what_is_merged(lang: Lang, merged: u64) -> &'static str {
    let phrase = if merged == 0 {
        Phrase("Ninguna se pierde.", "None is lost.")
    } else {
        Phrase(
            "Las filas unidas cuentan con otra como una sola persona, porque tienen una clave en común o alguien lo decidió. Que lo \
             sean no está probado: una clave equivocada une a personas distintas.",
            "Merged rows count with another as one person, because they have a key in common or somebody decided so. It is not \
             proved that they are: a wrong key merges different persons.",
        )
    };
    phrase.get(lang)
}

pub(super) const NOTICES: Heading = Heading(
    Phrase("Qué conviene revisar", "What should be looked at"),
    Phrase(
        "Personas que podrían faltar o contar dos veces, y lo que de un libro se lee aunque esté oculto, o no se lee.",
        "Persons who may be missing or count twice, and what is read of a workbook although it is hidden, or is not read.",
    ),
);
pub(super) const NOTICE: Phrase = Phrase("Qué", "What");
pub(super) const HOW_MANY: Phrase = Phrase("Cuántas", "How many");
pub(super) const NO_NOTICES: Phrase = Phrase("Nada.", "Nothing.");

pub(super) const SOURCE: Phrase = Phrase("Fuente", "Source");
pub(super) const FILES: Phrase = Phrase("Archivos", "Files");

pub(super) const RULES: Heading = Heading(
    Phrase("Qué hizo cada regla", "What each rule did"),
    Phrase(
        "Una fila puede necesitar varias reglas. Las reglas están escritas en el libro de códigos o vienen con el \
         programa; ninguna adivina.",
        "A row may need several rules. Rules are written in the codebook or built into the program; none of them guesses.",
    ),
);
pub(super) const RULE: Phrase = Phrase("Regla", "Rule");
pub(super) const FIELD: Phrase = Phrase("Dato", "Field");
pub(super) const ROWS: Phrase = Phrase("Filas", "Rows");
pub(super) const NO_RULES: Phrase =
    Phrase("Ninguna fila necesitó una regla.", "No row needed a rule.");

pub(super) const REASONS: Heading = Heading(
    Phrase("Por qué se apartaron filas", "Why rows were set aside"),
    Phrase("", ""),
);
pub(super) const REASON: Phrase = Phrase("Motivo", "Reason");
pub(super) const NO_REASONS: Phrase = Phrase("No se apartó ninguna fila.", "No row was set aside.");

pub(super) const MISSING: Heading = Heading(
    Phrase("Qué falta", "What is missing"),
    Phrase(
        "Personas contadas de quienes no se conoce el dato, por año. Cuanto más oscuro el fondo, mayor su parte entre \
         las personas de ese año.",
        "Counted persons whose answer is not known, by year. The darker the background, the larger their share of the \
         persons of that year.",
    ),
);
pub(super) const UNKNOWN: Phrase = Phrase("Se preguntó y no se sabe", "Asked, answer not known");
pub(super) const NOT_ASKED: Phrase = Phrase("La fuente no lo pregunta", "Not asked by the source");
pub(super) const ALL_YEARS: Phrase = Phrase("Todos", "All");
pub(super) const SHARE: Phrase = Phrase("Porcentaje", "Share");

pub(super) const TOO_FINE: Heading = Heading(
    Phrase("Demasiado detallado", "Too detailed"),
    Phrase(
        "Tablas y grupos con tan pocas personas que solo ocultarlo todo las protege. En el libro de códigos, junte \
         categorías o años, o no cruce esas dimensiones.",
        "Tables and groups with so few people that only hiding everything protects them. In the codebook, merge \
         categories or years, or do not cross these dimensions.",
    ),
);
pub(super) const FINE: Phrase = Phrase("Tabla o grupo", "Table or group");
pub(super) const OUTCOME: Phrase = Phrase("Qué pasó", "What happened");
pub(super) const WITHHELD: Phrase = Phrase("Se ocultó toda la tabla", "The whole table was hidden");
pub(super) const UNPROTECTED: Phrase = Phrase(
    "Ocultar otras celdas no alcanza para protegerlo",
    "Hiding other cells does not protect it",
);
pub(super) const NOTHING_TOO_FINE: Phrase = Phrase(
    "Nada: todo pudo protegerse sin ocultar tablas enteras.",
    "Nothing: everything could be protected without hiding whole tables.",
);

pub(super) const WAITING: Heading = Heading(
    Phrase("Qué espera", "What waits"),
    Phrase(
        "Las cifras de los años cerrados se quedan como se cerraron: un cambio de pocas personas las señalaría. Aquí, lo que \
         los registros dicen hoy de otro modo: altas tardías y bajas (más o menos personas) y correcciones (personas que \
         están en otra categoría, al menos). Nada de esto se publica.",
        "Counts of closed years stay as they were closed, because a change of few persons would give them away. Here is what \
         the records say otherwise today: late registrations and erasures (more or fewer persons), and corrections (persons \
         in another category, at the least). None of this is published.",
    ),
);
pub(super) const YEARS: Phrase = Phrase("Años", "Years");
pub(super) const DIFFERS: Phrase = Phrase("En qué", "In what");
pub(super) const MORE_PERSONS: Phrase = Phrase(
    "Cuántas personas más o menos",
    "How many more or fewer persons",
);
pub(super) const DIFFERENT_PERSONS: Phrase = Phrase("Personas", "Persons");
pub(super) const WAITS_FOR: Phrase = Phrase("Qué espera", "What it waits for");
pub(super) const NOTHING_WAITS: Phrase = Phrase(
    "Nada: los registros dan las mismas cifras.",
    "Nothing: the records give the same counts.",
);

/// Explains what a difference waits for.
pub(super) fn explain_waiting(waits_for: WaitsFor) -> Phrase {
    match waits_for {
        WaitsFor::Revision => Phrase(
            "que el libro de códigos nombre esos años en `revised`",
            "the codebook to name these years in `revised`",
        ),
        WaitsFor::Threshold => Phrase(
            "que el total publicado cambie en tantas personas como el umbral",
            "the published total to change by as many persons as the threshold",
        ),
        WaitsFor::Application => Phrase(
            "que una revisión cuente la solicitud que se resolvió",
            "a revision to count the application that was decided on",
        ),
    }
}

pub(super) const CONFLICTS: Heading = Heading(
    Phrase(
        "Contradicciones entre fuentes",
        "Contradictions between sources",
    ),
    Phrase(
        "Solicitudes en las que dos fuentes se contradicen. Se usa el dato de la fuente en la que el libro de códigos \
         confía más.",
        "Applications about which two sources disagree. The value of the source that the codebook trusts more is used.",
    ),
);
pub(super) const BELIEVED: Phrase = Phrase("Fuente usada", "Source used");
pub(super) const OVERRULED: Phrase = Phrase("Fuente descartada", "Source rejected");
pub(super) const ITSELF: Phrase = Phrase("La misma fuente", "The same source");
pub(super) const APPLICATIONS: Phrase = Phrase("Solicitudes", "Applications");
pub(super) const NO_CONFLICTS: Phrase = Phrase(
    "Las fuentes no se contradicen.",
    "The sources do not contradict each other.",
);

pub(super) const LINKS: Heading = Heading(
    Phrase("Posibles duplicados", "Possible duplicates"),
    Phrase(
        "Pares de filas que podrían ser la misma solicitud. El programa solo los propone; decide una persona, y su decisión \
         queda en el archivo de decisiones.",
        "Pairs of rows that may be the same application. The program only proposes them; a person decides, and the decision \
         is kept in the file of decisions.",
    ),
);
pub(super) const OPEN: Phrase = Phrase("Por decidir", "Undecided");
pub(super) const SAME: Phrase = Phrase("La misma", "The same");
pub(super) const DIFFERENT: Phrase = Phrase("Distintas", "Different");
pub(super) const NO_LINKS: Phrase = Phrase(
    "No hay pares por decidir.",
    "There are no pairs to decide on.",
);

pub(super) const SUGGESTIONS: Heading = Heading(
    Phrase("Formas de escribir por aceptar", "Spellings to accept"),
    Phrase(
        "Valores casi iguales a uno conocido. Si significan lo mismo, ejecute la orden: desde entonces, el libro de \
         códigos los aceptará.",
        "Values that resemble a known one. If they mean the same, run the command: from then on, the codebook accepts \
         them.",
    ),
);
pub(super) const WRITTEN: Phrase = Phrase("Valor escrito", "Written value");
pub(super) const MEANT: Phrase = Phrase("¿Quiso decir?", "Did it mean?");
pub(super) const COMMAND: Phrase = Phrase("Para aceptarlo", "To accept it");
pub(super) const NO_SUGGESTIONS: Phrase = Phrase(
    "No hay valores casi iguales a uno conocido.",
    "No value resembles a known one.",
);

pub(super) const CHANGES: Heading = Heading(
    Phrase(
        "Qué cambió desde el informe anterior",
        "What changed since the last report",
    ),
    Phrase("", ""),
);
pub(super) const NO_LAST: Phrase = Phrase(
    "No hay un informe anterior en esta carpeta con el que comparar.",
    "There is no earlier report in this folder to compare with.",
);
pub(super) const NO_CHANGES: Phrase = Phrase("No cambió nada.", "Nothing has changed.");
pub(super) const PERSONS: Phrase = Phrase("Personas por año", "Persons by year");
pub(super) const CATEGORIES: Phrase = Phrase(
    "Personas por categoría y año",
    "Persons by category and year",
);
pub(super) const YEAR: Phrase = Phrase("Año", "Year");
pub(super) const MEASURE: Phrase = Phrase("Qué se cuenta", "What is counted");
pub(super) const BEFORE: Phrase = Phrase("Antes", "Before");
pub(super) const NOW: Phrase = Phrase("Ahora", "Now");

pub(super) const CHARTS: Heading = Heading(
    Phrase("Cómo se ven los datos", "What the data look like"),
    Phrase(
        "Una barra por año; todas las barras de un gráfico tienen la misma escala. A la derecha, la suma de los años. Si \
         ve un salto o un hueco inesperado, pregunte a quien registró los datos.",
        "One bar for each year; all bars of a chart have the same scale. On the right, the sum of all years. If you see \
         an unexpected jump or gap, ask whoever recorded the data.",
    ),
);
pub(super) const NUMBERS: Phrase = Phrase("Ver los números", "See the numbers");
pub(super) const CATEGORY: Phrase = Phrase("Categoría", "Category");

/// Describes a chart for people who cannot see it.
pub(super) fn describe_chart(lang: Lang, dimension: &str) -> String {
    match lang {
        Lang::Es => format!(
            "{dimension}: personas por categoría y año; los números están en la tabla que sigue"
        ),
        Lang::En => format!(
            "{dimension}: persons by category and year; the numbers are in the table that follows"
        ),
    }
}

/// Names the codebook and the release.
pub(super) fn name_release(lang: Lang, codebook: &str, release: &str) -> String {
    match lang {
        Lang::Es => format!("Libro de códigos {codebook}, publicación {release}."),
        Lang::En => format!("Codebook {codebook}, release {release}."),
    }
}

/// Explains why nothing was published.
pub(super) fn explain_refusal(lang: Lang, why: &Text) -> String {
    let why = why.get(lang);
    match lang {
        Lang::Es => format!("No se publicó nada: {why}."),
        Lang::En => format!("Nothing was published: {why}."),
    }
}

/// States how many rows repeat an earlier one.
pub(super) fn count_repeated(lang: Lang, rows: u64) -> String {
    let rows = number::count(lang, rows);
    match lang {
        Lang::Es => format!("Filas iguales a una anterior en todas las columnas: {rows}."),
        Lang::En => format!("Rows equal to an earlier one in every column: {rows}."),
    }
}

/// States how many persons have no event.
pub(super) fn count_without_event(lang: Lang, persons: u64) -> String {
    let persons = number::count(lang, persons);
    match lang {
        Lang::Es => format!("Personas sin ningún hecho registrado: {persons}."),
        Lang::En => format!("Persons without any recorded event: {persons}."),
    }
}

/// Names the report that this one is compared with.
pub(super) fn compare_with(lang: Lang, since: &str) -> String {
    match lang {
        Lang::Es => {
            format!("En comparación con el informe anterior de esta carpeta (publicación {since}).")
        }
        Lang::En => {
            format!("Compared with the earlier report in this folder (release {since}).")
        }
    }
}

/// Explains what a rule of the program does; `None` for a rule of the codebook.
pub(super) fn explain_rule(lang: Lang, name: &str) -> Option<&'static str> {
    let phrase = match name {
        "synonym" => Phrase(
            "otra forma de escribirlo, declarada",
            "another declared spelling",
        ),
        "spelling" => Phrase(
            "mayúsculas, acentos, espacios o puntuación",
            "capitals, accents, white space or punctuation",
        ),
        "age-notation" => Phrase("edad escrita de otro modo", "age written in another way"),
        "otherwise" => Phrase("no corresponde a ninguna categoría", "matches no category"),
        "not-known-beside-answers" => Phrase(
            "«no se sabe» junto a respuestas",
            "“not known” beside answers",
        ),
        "age-from-birth-date" => Phrase(
            "edad según la fecha de nacimiento",
            "age from the date of birth",
        ),
        "age-against-birth-date" => Phrase(
            "edad y fecha de nacimiento se contradicen",
            "age and date of birth contradict each other",
        ),
        "birth-date-not-understood" => Phrase(
            "edad usada: la fecha de nacimiento no se entiende",
            "age used: the date of birth is not understood",
        ),
        "unsettled-is-unknown" => Phrase(
            "no se entiende: queda sin dato",
            "not understood: set to not known",
        ),
        "decided-after-last-year" => Phrase(
            "fecha posterior al último año publicado",
            "dated after the last published year",
        ),
        "not-asked" => Phrase(
            "no se pregunta en este caso y está vacío",
            "does not apply here, and is empty",
        ),
        "derived" => Phrase(
            "se deduce de otra dimensión",
            "follows from another dimension",
        ),
        "earliest-date" => Phrase(
            "la primera fecha de filas unidas por decisión",
            "the earliest date of rows that a decision joined",
        ),
        _ => return None,
    };
    Some(phrase.get(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use codebook::rules::OWN_RULES;

    #[test]
    fn every_rule_of_the_program_is_explained() {
        let unexplained: Vec<&str> = OWN_RULES
            .into_iter()
            .filter(|name| explain_rule(Lang::Es, name).is_none())
            .collect();
        assert_eq!(unexplained, [""; 0]);
    }
}
