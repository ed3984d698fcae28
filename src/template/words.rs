//! Defines the texts of the workbook that do not come from the codebook, in each language.

use cube::Lang;

/// The texts of one language. Texts with gaps are functions of what fills them.
pub(super) struct Words {
    /// Names of sheets: at most 31 characters.
    pub instructions: &'static str,
    pub records: &'static str,
    pub codes: &'static str,
    pub events: &'static str,

    pub number: &'static str,
    pub number_hint: &'static str,
    pub text_hint: &'static str,
    pub birth: &'static str,
    pub day: fn(&str) -> String,
    pub day_hint: &'static str,
    pub age_hint: &'static str,
    pub choice_hint: &'static str,
    pub several_hint: &'static str,
    pub unknown_hint: fn(&str) -> String,
    pub empty_hint: &'static str,
    pub needed_if: fn(&str, &str) -> String,
    pub only_if: fn(&str, &str, &str) -> String,

    /// The lines above the tables.
    pub legend: &'static str,
    pub events_legend: &'static str,
    pub wrong: &'static str,
    pub wrong_day: fn(&str, &str) -> String,
    pub wrong_age: fn(u16, u16) -> String,
    pub wrong_choice: &'static str,

    pub guide: Guide,
    /// The columns of the sheet of codes.
    pub code_columns: [&'static str; 3],
    pub codes_title: &'static str,
    pub not_a_choice: &'static str,
    pub groups_of_age: &'static str,
    /// The columns of the table of fields.
    pub field_columns: [&'static str; 3],
    pub yes: &'static str,
    pub no: &'static str,
    pub sometimes: &'static str,
}

/// The texts of the sheet of instructions.
pub(super) struct Guide {
    pub title: &'static str,
    pub purpose: &'static str,
    pub parts: [(&'static str, &'static [&'static str]); 4],
    pub send: &'static str,
    pub send_to: &'static str,
    pub fields: &'static str,
    /// How to fill in the sheet of events, if there is one.
    pub events: &'static str,
    /// The heading of the fields of one sheet, if there are several sheets.
    pub fields_of: fn(&str) -> String,
}

impl Words {
    /// The texts in a language.
    pub(super) fn in_lang(lang: Lang) -> &'static Words {
        match lang {
            Lang::Es => &ES,
            Lang::En => &EN,
        }
    }
}

const ES: Words = Words {
    instructions: "Instrucciones",
    records: "Registros",
    codes: "Códigos",
    events: "Hechos",

    number: "Número de solicitud",
    number_hint: "El número o código con que la institución identifica la solicitud. Cada persona tiene el suyo. \
                  Nunca un nombre, una cédula ni un teléfono.",
    text_hint: "El número o código que usa la institución. Nunca un nombre, una cédula ni un teléfono.",
    birth: "Fecha de nacimiento",
    day: |labels| format!("Fecha: {labels}"),
    day_hint: "Día, mes y año, por ejemplo 31/12/2024.",
    age_hint: "Años cumplidos, en números enteros.",
    choice_hint: "Elija de la lista.",
    several_hint: "Elija de la lista una respuesta por columna y deje vacías las que sobren.",
    unknown_hint: |label| format!("Si no se sabe: «{label}»."),
    empty_hint: "Si no se sabe, déjela vacía.",
    needed_if: |header, labels| format!("Obligatoria si «{header}» es: {labels}."),
    only_if: |header, labels, others| {
        format!("Solo si «{header}» es: {labels}. Si no, elija «{others}».")
    },

    legend: "Una fila por persona. * obligatoria; (*) obligatoria a veces. En amarillo: obligatoria y vacía.",
    events_legend: "Una fila por hecho. La primera columna lleva el número de la persona en «Registros».",
    wrong: "Revise este dato",
    wrong_day: |first, last| {
        format!("Se espera una fecha entre {first} y {last}, escrita como 31/12/2024.")
    },
    wrong_age: |first, last| {
        format!("Se espera una edad en años cumplidos, entre {first} y {last}, sin letras.")
    },
    wrong_choice: "Elija una de las respuestas de la lista. La hoja «Códigos» explica cada una.",

    guide: Guide {
        title: "Plantilla de registro",
        purpose: "Esta plantilla sirve para registrar a las personas de la misma manera en todas las instituciones. \
                  Con los registros se cuentan personas; las filas nunca se publican.",
        parts: [
            (
                "Cómo se llena",
                &[
                    "Anote en la hoja «Registros» una fila por persona, sin dejar filas vacías en medio. Si una \
                     solicitud incluye a varias personas, anote una fila para cada una.",
                    "Elija las respuestas de las listas; la flecha aparece al elegir la celda. La hoja «Códigos» \
                     explica qué abarca cada respuesta.",
                    "Escriba las fechas como día/mes/año (31/12/2024) y la edad en años cumplidos.",
                    "Las columnas con asterisco (*) son obligatorias. Las que tienen (*) entre paréntesis lo son solo en \
                     algunos casos, que explica la ayuda de la celda. Las celdas obligatorias vacías se ven en amarillo.",
                    "Donde hay varias columnas numeradas, anote una respuesta en cada una y deje vacías las que \
                     sobren. El orden no importa.",
                    "No cambie los títulos de las columnas ni borre hojas: por ellos se reconoce la plantilla. Si \
                     pega datos de otro archivo, péguelos como valores, para conservar las listas.",
                ],
            ),
            (
                "Lo que nunca se anota",
                &[
                    "Ni nombres ni apellidos, ni números de cédula, pasaporte o DIMEX, ni teléfonos, correos o \
                     direcciones. No hacen falta para contar, y ponen en peligro a las personas.",
                    "Tampoco comentarios ni columnas propias: solo se leen las columnas de la plantilla.",
                ],
            ),
            (
                "Cuando algo no se sabe",
                &[
                    "Si la lista ofrece una respuesta para lo que no se sabe, elíjala. Si no la ofrece y la columna \
                     no es obligatoria, deje la celda vacía. No adivine ni anote 0, 99 ni «no aplica».",
                    "Si un dato se conoce después, corríjalo en la misma fila y envíe la plantilla de nuevo.",
                ],
            ),
            (
                "Cómo se cuida",
                &[
                    "Llena, esta plantilla contiene datos personales. Guárdela donde solo la vea quien debe verla.",
                    "Antes de enviarla, revise que no queden celdas amarillas y que cada persona esté una sola vez.",
                ],
            ),
        ],
        send: "A quién se envía",
        send_to: "A la persona que se la entregó, por el medio seguro que hayan acordado. Nunca por mensajería ni por correo \
                  sin cifrar.",
        fields: "Las columnas, una por una",
        events: "Anote en la hoja «Hechos» una fila por hecho, con el mismo número que tiene la persona en la hoja \
                 «Registros». Una persona puede tener varios hechos o ninguno.",
        fields_of: |sheet| format!("Hoja «{sheet}»"),
    },
    code_columns: ["Código", "Respuesta", "Qué abarca"],
    codes_title: "Qué significa cada respuesta",
    not_a_choice: "Grupo que contiene las respuestas siguientes; no se puede elegir.",
    groups_of_age: "Anote la edad en años; estos son los grupos en que se cuenta.",
    field_columns: ["Columna", "Obligatoria", "Qué se anota"],
    yes: "Sí",
    no: "No",
    sometimes: "A veces",
};

const EN: Words = Words {
    instructions: "Instructions",
    records: "Records",
    codes: "Codes",
    events: "Events",

    number: "Application number",
    number_hint: "The number or code by which the institution identifies the application. Each person has one of \
                  their own. Never a name, an identity number or a telephone number.",
    text_hint: "The number or code that the institution uses. Never a name, an identity number or a telephone number.",
    birth: "Date of birth",
    day: |labels| format!("Date: {labels}"),
    day_hint: "Day, month and year, for example 31/12/2024.",
    age_hint: "Age in completed years, a whole number.",
    choice_hint: "Choose from the list.",
    several_hint: "Choose one answer from the list in each column, and leave the rest empty.",
    unknown_hint: |label| format!("If it is not known: “{label}”."),
    empty_hint: "If it is not known, leave it empty.",
    needed_if: |header, labels| format!("Required if “{header}” is: {labels}."),
    only_if: |header, labels, others| {
        format!("Only if “{header}” is: {labels}. If not, choose “{others}”.")
    },

    legend: "One row for each person. * required; (*) sometimes required. In yellow: required and empty.",
    events_legend: "One row for each event. The first column has the number of the person on “Records”.",
    wrong: "Check this entry",
    wrong_day: |first, last| {
        format!("Enter a date between {first} and {last}, written as 31/12/2024.")
    },
    wrong_age: |first, last| {
        format!("Enter an age in completed years, from {first} to {last}, in digits.")
    },
    wrong_choice: "Choose one of the answers in the list. The sheet “Codes” explains each of them.",

    guide: Guide {
        title: "Workbook for records",
        purpose: "With this workbook, all institutions record people in the same way. The records are used to \
                  count people; the rows are never published.",
        parts: [
            (
                "How to fill it in",
                &[
                    "Write one row for each person on the sheet “Records”, without empty rows between them. If an \
                     application includes several people, write a row for each.",
                    "Choose answers from the lists; the arrow appears when you select the cell. The sheet “Codes” \
                     explains what each answer covers.",
                    "Write dates as day/month/year (31/12/2024) and ages in completed years.",
                    "Columns with an asterisk (*) are required. Those with (*) in parentheses are required in some \
                     cases, which the cell's help explains. Required cells that are empty turn yellow.",
                    "Where there are several numbered columns, write one answer in each and leave the rest empty. \
                     Their order does not matter.",
                    "Do not change the titles of columns or delete sheets: the workbook is recognized by them. If \
                     you paste from another file, paste values only, so that the lists are kept.",
                ],
            ),
            (
                "What you must never write",
                &[
                    "No names, no identity, passport or residence numbers, no telephone numbers, e-mail or other \
                     addresses. They are not needed to count, and they put people in danger.",
                    "No comments and no columns of your own either: only the columns of the workbook are read.",
                ],
            ),
            (
                "When something is not known",
                &[
                    "If the list has an answer for what is not known, choose it. If it has none and the column is \
                     not required, leave the cell empty. Do not guess, and do not write 0, 99 or “n/a”.",
                    "If something becomes known later, correct the same row and send the workbook again.",
                ],
            ),
            (
                "How to protect it",
                &[
                    "Once filled in, this workbook contains personal data. Keep it where only those who need it can see it.",
                    "Before you send it, check that no cell is yellow and that each person appears only once.",
                ],
            ),
        ],
        send: "Whom to send it to",
        send_to: "To the person who gave it to you, by the secure channel that you have agreed on. Never by messaging app \
                  or unencrypted e-mail.",
        fields: "The columns, one by one",
        events: "Write one row for each event on the sheet “Events”, with the number that the person has on the sheet \
                 “Records”. A person may have several events, or none.",
        fields_of: |sheet| format!("Sheet “{sheet}”"),
    },
    code_columns: ["Code", "Answer", "What it covers"],
    codes_title: "What each answer means",
    not_a_choice: "Group that contains the following answers; it cannot be chosen.",
    groups_of_age: "Write the age in years; these are the groups in which it is counted.",
    field_columns: ["Column", "Required", "What to write"],
    yes: "Yes",
    no: "No",
    sometimes: "Sometimes",
};
