//! The workbook as others open it: what it input, what it accepts, and that it is always the same.

use std::io::{Cursor, Read};

use calamine::{Reader, SheetVisible, Xlsx, open_workbook_from_rs};
use cube::Lang;

use crate::{
    TemplateError,
    field::{Input, Requirement},
    form::Form,
    workbook, write,
};
use codebook::{Codebook, sample};

/// The codebook of the demonstration.
const DEMO: &str = include_str!("../tablero/demo/costa-rica.toml");

/// A workbook, opened.
struct Opened {
    bytes: Vec<u8>,
    book: Xlsx<Cursor<Vec<u8>>>,
}

impl Opened {
    fn new(codebook: &Codebook, lang: Lang) -> Opened {
        let bytes = workbook::draw(&Form::new(codebook, lang))
            .unwrap()
            .save_to_buffer()
            .unwrap();
        Opened {
            book: open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap(),
            bytes,
        }
    }

    /// What stands on a sheet, as rows of text.
    fn rows(&mut self, sheet: &str) -> Vec<Vec<String>> {
        let range = self.book.worksheet_range(sheet).unwrap();
        range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    }

    fn column(&mut self, sheet: &str, at: usize) -> Vec<String> {
        self.rows(sheet)
            .iter()
            .map(|row| row[at].clone())
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// A file inside the workbook.
    fn part(&self, name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    fn parts(&self) -> Vec<String> {
        let archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        archive
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect()
    }
}

/// Every field of the sheet of persons: its name, the column that it is, what may be filled in.
fn fields(codebook: &Codebook, lang: Lang) -> Vec<String> {
    fields_of(codebook, lang, 0)
}

fn fields_of(codebook: &Codebook, lang: Lang, sheet: usize) -> Vec<String> {
    let form = Form::new(codebook, lang);
    let input = |input: &Input| match input {
        Input::Text => "text".to_owned(),
        Input::Day(days) => format!("{}..{}", days.start(), days.end()),
        Input::Age(years, None) => format!("{}..{}", years.start(), years.end()),
        Input::Age(years, Some(or)) => format!("{}..{} or {or}", years.start(), years.end()),
        Input::Choice(list) => form.lists[*list].join("|"),
    };
    let column = |column: &Option<String>| column.clone().unwrap_or_else(|| "-".into());
    form.sheets[sheet]
        .fields
        .iter()
        .map(|one| {
            format!(
                "{} = {}: {}",
                one.header(),
                column(&one.column),
                input(&one.input)
            )
        })
        .collect()
}

#[test]
fn a_form_asks_what_the_codebook_reads() {
    let expected = [
        "Número de solicitud * = -: text",
        "Fecha: Solicitudes * = solicitud: 2024-01-01..2025-12-31",
        "Resultado * = resultado: Acreditada|Denegada",
        "Fecha: Acreditadas (*) = resolucion: 2024-01-01..2026-12-31",
        "Tipo * = tipo: Víctima directa|Acusado",
        "Sexo = sexo: Mujer|Hombre|Sin información",
        // The codebook takes 0 for "not known".
        "Edad = edad: 1..120",
        "Nacionalidad * = nacionalidad: Costa Rica|Otras",
        "Condición * = condicion: Nacional|Extranjera",
        "Medios 1 = medios: Fuerza|Órganos, tejidos o fluidos|Tejidos|Sin información",
        "Medios 2 = medios: Fuerza|Órganos, tejidos o fluidos|Tejidos|Sin información",
        "Medios 3 = medios: Fuerza|Órganos, tejidos o fluidos|Tejidos|Sin información",
    ];
    assert_eq!(fields(&sample::codebook(&[]), Lang::Es), expected);
    let english = fields(&sample::codebook(&[]), Lang::En);
    assert_eq!(
        english[3],
        "Date: Accredited (*) = resolucion: 2024-01-01..2026-12-31"
    );
    assert_eq!(english[5], "Sex = sexo: Female|Male|Not stated");
}

#[test]
fn what_identifies_applications_and_whose_events_are_is_asked() {
    let codebook = sample::codebook(&[
        (
            "[[measure]]",
            "[events]\nkey = \"caso\"\n\n[template.labels]\ncaso = { es = \"Expediente\", en = \"File\" }\n\
             solicitud = { es = \"Fecha de solicitud\", en = \"Date of application\" }\n\n\
             [[identity.key]]\ncolumns = [\"caso\"]\n\n[[identity.key]]\ncolumns = [\"otro_numero\", \"nacido\"]\n\n\
             [[measure]]",
        ),
        (
            "column = \"medios\"",
            "column = \"medios\"\nof = \"events\"\nrequired = true",
        ),
        (
            "kind = \"age\"",
            "kind = \"age\"\nbirth = \"nacido\"\non = \"solicitud\"",
        ),
        ("[records]", "[records]\nuntil = \"2025-06-30\""),
    ]);
    let persons = fields(&codebook, Lang::Es);
    let expected = [
        "Expediente * = caso: text",
        "Otro numero = otro_numero: text",
        "Fecha de solicitud * = solicitud: 2024-01-01..2025-06-30",
        "Resultado * = resultado: Acreditada|Denegada",
        "Fecha: Acreditadas (*) = resolucion: 2024-01-01..2025-06-30",
        "Tipo * = tipo: Víctima directa|Acusado",
        "Sexo = sexo: Mujer|Hombre|Sin información",
        "Fecha de nacimiento = nacido: 1900-01-01..2025-06-30",
        "Edad = edad: 1..120",
    ];
    assert_eq!(persons[..9], expected);
    assert!(
        !persons.iter().any(|field| field.contains("medios")),
        "{persons:?}"
    );
    let events = fields_of(&codebook, Lang::Es, 1);
    assert_eq!(events[0], "Expediente * = caso: text");
    assert!(events[1].starts_with("Medios 1 * = medios: "), "{events:?}");
    assert_eq!(events.len(), 4);
}

#[test]
fn where_an_empty_field_is_not_understood_not_known_can_be_told() {
    let codebook = sample::codebook(&[("missing = [\"\", \"N/D\"]", "missing = [\"N/D\"]")]);
    let fields = fields(&codebook, Lang::Es);
    assert!(
        fields.contains(&"Edad * = edad: 1..120 or Sin información".into()),
        "{fields:?}"
    );
    let validations = Opened::new(&codebook, Lang::Es).part("xl/worksheets/sheet2.xml");
    let rule = "OR(AND(ISNUMBER($G4),$G4&gt;=1,$G4&lt;=120,$G4=INT($G4)),$G4=\"Sin información\")";
    assert!(validations.contains(rule), "{validations}");
}

#[test]
fn what_two_dimensions_read_is_asked_once_and_means_something_to_both() {
    let other = "[[dimension]]\nid = \"region\"\nlabel = { es = \"Región\", en = \"Region\" }\ncolumn = \"condicion\"\n\
                 categories = [{ code = \"N\", es = \"Aquí\", en = \"Here\", spellings = [\"Nacional\"] }]\n\n[[equal]]";
    let fields = fields(&sample::codebook(&[("[[equal]]", other)]), Lang::Es);
    let of_column: Vec<&String> = fields
        .iter()
        .filter(|field| field.contains("= condicion:"))
        .collect();
    assert_eq!(of_column, ["Condición * = condicion: Nacional"]);
}

#[test]
fn names_of_fields_differ_and_hints_fit() {
    let note = format!(
        "note = {{ es = \"{}\", en = \"x\" }}\ncolumn = \"condicion\"",
        "muy largo ".repeat(60)
    );
    let twice = [
        ("label = { es = \"Tipo\"", "label = { es = \"SEXO\""),
        ("column = \"condicion\"", note.as_str()),
    ];
    let codebook = sample::codebook(&twice);
    let form = Form::new(&codebook, Lang::Es);
    let labels: Vec<&str> = form.sheets[0]
        .fields
        .iter()
        .map(|field| field.label.as_str())
        .collect();
    assert!(
        labels.contains(&"SEXO") && labels.contains(&"Sexo (sexo)"),
        "{labels:?}"
    );
    let hint = &form.sheets[0]
        .fields
        .iter()
        .find(|field| field.label == "Condición")
        .unwrap()
        .hint;
    assert!(
        hint.ends_with("muy largo muy… Elija de la lista."),
        "{hint}"
    );
    assert!(
        form.sheets[0]
            .fields
            .iter()
            .all(|field| field.hint.chars().count() <= 255)
    );
}

#[test]
fn a_field_that_depends_on_another_says_so() {
    let codebook = sample::codebook(&[]);
    let form = Form::new(&codebook, Lang::Es);
    let decided = form.sheets[0]
        .fields
        .iter()
        .find(|field| field.label == "Fecha: Acreditadas")
        .unwrap();
    assert!(
        matches!(&decided.requirement, Requirement::RequiredIf(2, labels) if labels == &["Acreditada"])
    );
    let expected =
        "Día, mes y año, por ejemplo 31/12/2024. Obligatoria si «Resultado» es: Acreditada.";
    assert_eq!(decided.hint, expected);
    let sheet = Opened::new(&codebook, Lang::Es).part("xl/worksheets/sheet2.xml");
    assert!(
        sheet.contains("<formula>AND(ISBLANK($D4),OR($C4=\"Acreditada\"))</formula>"),
        "{sheet}"
    );
}

#[test]
fn a_field_that_not_everybody_is_asked_says_so_and_turns_grey() {
    let asked = "[[asked]]\ndimension = \"condicion\"\nif = { dimension = \"medios\", code = \"TEJ\" }\n\
                 else = \"NAC\"\n\n[[measure]]";
    let codebook = sample::codebook(&[("[[measure]]", asked)]);
    let hint = |lang| {
        let form = Form::new(&codebook, lang);
        let field = form.sheets[0]
            .fields
            .iter()
            .find(|field| field.column.as_deref() == Some("condicion"));
        field.unwrap().hint.clone()
    };
    assert_eq!(
        hint(Lang::Es),
        "Solo si «Medios» es: Tejidos. Si no, elija «Nacional». Elija de la lista."
    );
    assert_eq!(
        hint(Lang::En),
        "Only if “Means” is: Tissue. If not, choose “National”. Choose from the list."
    );
    let sheet = Opened::new(&codebook, Lang::Es).part("xl/worksheets/sheet2.xml");
    let rule =
        "AND(COUNTA($J4,$K4,$L4)&gt;0,NOT(OR($J4=\"Tejidos\",$K4=\"Tejidos\",$L4=\"Tejidos\")))";
    assert!(sheet.contains(rule), "{sheet}");
}

#[test]
fn a_definition_comes_before_a_note() {
    let both = "column = \"condicion\"\ndefinition = { es = \"Qué es.\", en = \"What it is.\" }\n\
                note = { es = \"Qué saber.\", en = \"What to know.\" }";
    let category = "{ code = \"NAC\", definition = { es = \"Quién es.\", en = \"Who it is.\" }, \
                    note = { es = \"Algo más.\", en = \"More.\" },";
    let codebook = sample::codebook(&[
        ("column = \"condicion\"", both),
        ("{ code = \"NAC\",", category),
    ]);
    let form = Form::new(&codebook, Lang::Es);
    let field = form.sheets[0]
        .fields
        .iter()
        .find(|field| field.label == "Condición")
        .unwrap();
    assert_eq!(field.hint, "Qué es. Qué saber. Elija de la lista.");
    let codes = Opened::new(&codebook, Lang::Es).rows("Códigos");
    let covers = |label: &str| codes.iter().find(|row| row[1] == label).unwrap()[2].clone();
    assert_eq!(
        (covers("Condición"), covers("Nacional")),
        ("Qué es. Qué saber.".into(), "Quién es. Algo más.".into())
    );
}

#[test]
fn the_sheets_are_those_that_people_expect() {
    let mut opened = Opened::new(&sample::codebook(&[]), Lang::Es);
    let sheets = opened
        .book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.visible));
    let (visible, hidden) = (SheetVisible::Visible, SheetVisible::Hidden);
    let expected = [
        ("Instrucciones", visible),
        ("Registros", visible),
        ("Códigos", visible),
        ("_listas", hidden),
        ("_tablero", hidden),
    ];
    assert_eq!(sheets.collect::<Vec<_>>(), expected);
    let records = opened.rows("Registros");
    assert_eq!(records.len(), 3, "nobody is in it yet");
    assert_eq!(records[0][0], "Registros · Muestra");
    assert_eq!(
        records[2][..3],
        [
            "Número de solicitud *",
            "Fecha: Solicitudes *",
            "Resultado *"
        ]
    );
    let codes = opened.rows("Códigos");
    assert!(
        codes.contains(&["ADU", "Mayores", ""].map(String::from).to_vec()),
        "{codes:?}"
    );
    let manifest = opened.rows("_tablero");
    let expected = [
        ["tablero template", "1", "", ""],
        ["codebook", "muestra", "", ""],
        ["sheet", "persons", "Registros", "3"],
    ];
    assert_eq!(
        manifest[..3],
        expected.map(|row| row.map(String::from).to_vec())
    );
    assert_eq!(manifest[11], ["column", "persons", "medios", "Medios 1"]);
    let english = Opened::new(&sample::codebook(&[]), Lang::En).rows("Instructions");
    assert_eq!(english[2][0], "How to fill it in");
}

#[test]
fn no_macro_and_nothing_from_elsewhere() {
    let opened = Opened::new(&Codebook::parse(DEMO).unwrap(), Lang::Es);
    for part in opened.parts() {
        assert!(
            !part.contains("vba") && !part.contains("externalLink"),
            "{part}"
        );
        assert!(
            !part.ends_with(".rels") || !opened.part(&part).contains("TargetMode=\"External\""),
            "{part}"
        );
    }
}

#[test]
fn the_lists_offer_the_labels_and_nothing_else() {
    let awkward = [(
        "es = \"Denegada\"",
        "es = \"Denegada, \\\"por ahora\\\"; o =1+1\"",
    )];
    let codebook = sample::codebook(&awkward);
    let mut opened = Opened::new(&codebook, Lang::Es);
    assert_eq!(
        opened.column("_listas", 0),
        ["Acreditada", "Denegada, \"por ahora\"; o =1+1"]
    );
    assert_eq!(
        opened.column("_listas", 5),
        [
            "Fuerza",
            "Órganos, tejidos o fluidos",
            "Tejidos",
            "Sin información"
        ]
    );
    let sheet = opened.part("xl/worksheets/sheet2.xml");
    let list = |range: &str, cells: &str| {
        format!("sqref=\"{cells}\"><formula1>'_listas'!{range}</formula1>")
    };
    assert!(sheet.contains(&list("$A$1:$A$2", "C4:C3003")), "{sheet}");
    assert!(sheet.contains(&list("$F$1:$F$4", "L4:L3003")), "{sheet}");
    // Neither a label too many nor an answer that is not on the list: Excel stops whoever writes one.
    assert_eq!(sheet.matches("type=\"list\"").count(), 8);
    assert!(!sheet.contains("errorStyle"), "{sheet}");
}

#[test]
fn a_list_may_be_hundreds_of_categories_long() {
    let category = |number: usize| {
        format!("{{ code = \"D{number}\", es = \"Distrito, {number}\", en = \"D {number}\" }}")
    };
    let many: Vec<String> = (1..=500).map(category).collect();
    let text = format!(
        "{{ code = \"NAC\", es = \"Nacional\", en = \"National\" }},{},",
        many.join(",")
    );
    let first = "{ code = \"NAC\", es = \"Nacional\", en = \"National\" },";
    let codebook = sample::codebook(&[(first, &text)]);
    let mut opened = Opened::new(&codebook, Lang::Es);
    let list = opened.column("_listas", 4);
    assert_eq!((list.len(), list[500].as_str()), (502, "Distrito, 500"));
    assert!(
        opened
            .part("xl/worksheets/sheet2.xml")
            .contains("<formula1>'_listas'!$E$1:$E$502</formula1>")
    );
    assert_eq!(
        opened
            .rows("Códigos")
            .iter()
            .filter(|row| row[1].starts_with("Distrito"))
            .count(),
        500
    );
}

#[test]
fn the_same_codebook_gives_the_same_bytes() {
    let bytes = || Opened::new(&sample::codebook(&[]), Lang::Es).bytes;
    assert_eq!(bytes(), bytes());
    let properties = Opened::new(&sample::codebook(&[]), Lang::Es).part("docProps/core.xml");
    assert_eq!(
        properties.matches("2026-01-01T00:00:00Z").count(),
        2,
        "{properties}"
    );
}

#[test]
fn a_workbook_that_may_hold_records_is_never_replaced() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("template.xlsx");
    write(&sample::codebook(&[]), Lang::Es, &file).unwrap();
    let before = std::fs::read(&file).unwrap();
    let again = write(&sample::codebook(&[]), Lang::En, &file);
    assert!(matches!(again, Err(TemplateError::Exists(place)) if place == file));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}
