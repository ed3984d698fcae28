//! Tests a section of series: it shows what the source has, and has no controls that need records.

use cube::{Door, Indicator, Layout, Release, Section, SourceMark, Text};
use expect_test::expect;

use crate::link::Request;
use crate::testing::print::print;
use crate::testing::sample;
use crate::view::drawing::Drawing;
use crate::view::{Body, View};
use crate::{Value, sheets, tables_for, view};

fn series(id: &str, es: &str, en: &str, values: &[(u16, u64)]) -> Indicator {
    Indicator {
        id: id.into(),
        label: Text::new(es, en),
        definition: Text::new("Según la fuente.", "As the source has it."),
        unit: Text::new("personas", "persons"),
        source: Text::new("UNODC", "UNODC"),
        values: values
            .iter()
            .map(|(year, number)| (year.to_string(), *number))
            .collect(),
        ..Indicator::default()
    }
}

/// Makes a page with two series, the second of which has a mark and a gap.
fn page(path: &str, search: &str) -> View {
    page_with(true, path, search)
}

/// Makes a page of the release, with or without the questions of the opening page.
fn page_with(questions: bool, path: &str, search: &str) -> View {
    let release = release(questions);
    let request = Request::parse(&release.catalog, path, search);
    assert_eq!(
        tables_for(&release.catalog, &request.query).is_empty(),
        path.contains("resp"),
        "no table counts it"
    );
    view(&release, &request)
}

/// Makes the release, with or without the questions of the opening page.
fn release(questions: bool) -> Release {
    let mut release = sample::release();
    let catalog = &mut release.catalog;
    let meaning = Text::new("Menos de cinco, o ninguna.", "Fewer than five, or none.");
    let convicted = Indicator {
        marks: vec![SourceMark {
            text: "<5".into(),
            meaning,
            years: vec!["2019".into()],
        }],
        note: Some(Text::new("Hay dos fuentes.", "There are two sources.")),
        ..series(
            "condenadas",
            "Personas condenadas",
            "Persons convicted",
            &[(2018, 1200), (2021, 7)],
        )
    };
    catalog.indicators = vec![
        series(
            "procesadas",
            "Personas procesadas",
            "Persons prosecuted",
            &[(2017, 9)],
        ),
        convicted,
    ];
    catalog.sections.push(Section {
        id: "respuesta".into(),
        slug: Text::new("respuesta", "response"),
        title: Text::new("Respuesta", "Response"),
        lede: Text::new("Lo que publican otros.", "What others publish."),
        layout: Layout::Indicators,
        measures: vec![],
        dimensions: vec![],
        filters: vec![],
        indicators: vec!["procesadas".into(), "condenadas".into()],
        presets: vec![],
        door: Some(Door {
            question: Text::new("¿Qué hizo la justicia?", "What did the courts do?"),
            answer: "condenadas".into(),
        }),
    });
    for section in catalog.sections.iter_mut().filter(|_| !questions) {
        section.door = None;
    }
    release
}

#[test]
fn a_series_is_shown_as_its_source_has_it() {
    let text = print(&page("respuesta", "tabla=condenadas"));
    let (before, after) = text.split_at(text.find("Qué no dicen").unwrap());
    expect![[r#"
        title: Respuesta · Trata en Prueba
        # Respuesta
        Lo que publican otros.
        pages: Inicio | Por año | Personas acreditadas | [Respuesta]
        other language: English → en/response/?tabla=condenadas&v=1
        brief: 
        close: Ver los gráficos
        summary: Series publicadas por otras fuentes: 2. 2017–2021.

        ## Personas procesadas (procesadas)
        Personas, año por año, 2017–2021
        Columns: Personas procesadas. Personas, año por año, 2017–2021
        2017 | 9
        2018 | –
        2019 | –
        2020 | –
        2021 | –
        note: «–»: la fuente no da un dato de ese año.
        shapes: [Gráfico] | Tabla
        definition: Personas procesadas: Según la fuente.
        source: UNODC · publicación 2026-10

        ## Personas condenadas (condenadas)
        Personas, año por año, 2017–2021
        Table: Personas condenadas. Personas, año por año, 2017–2021
        Año | Personas condenadas
        2017 | – (La fuente no da un dato de ese año)
        2018 | 1 200
        2019 | <5 (Menos de cinco, o ninguna.)
        2020 | – (La fuente no da un dato de ese año)
        2021 | 7
        note: «<5»: menos de cinco, o ninguna.
        note: «–»: la fuente no da un dato de ese año.
        note: Hay dos fuentes.
        shapes: Gráfico | [Tabla]
        definition: Personas condenadas: Según la fuente.
        source: UNODC · publicación 2026-10
        Cómo leer las marcas: Hidden c: oculto para proteger a las personas
        Cómo leer las marcas: Zero 0: nadie, por definición o según la fuente
        Cómo leer las marcas: NotStated : personas de quienes falta el dato
    "#]]
    .assert_eq(before);
    assert!(!after.contains("oculto"), "nothing is hidden here: {after}");
}

#[test]
fn a_mark_is_drawn_without_a_number_and_a_gap_is_empty() {
    let figure = page("en/response", "").figures.remove(1);
    let Body::Drawing(drawing) = &figure.body else {
        panic!("no drawing")
    };
    let Drawing::Columns(columns) = drawing.as_ref() else {
        panic!("no columns")
    };
    let points = columns.points.iter();
    let drawn: Vec<(Option<f64>, &str)> = points
        .map(|point| (point.height, point.text.as_str()))
        .collect();
    let expected = [
        (None, "–"),
        (Some(1.0), "1,200"),
        (None, "<5"),
        (None, "–"),
        (Some(7.0 / 1200.0), "7"),
    ];
    assert_eq!(drawn, expected);
    assert!(columns.points.iter().all(|point| !point.hidden));
    assert_eq!(
        columns.points[2].says,
        "2019: <5. Fewer than five, or none."
    );
}

#[test]
fn a_sheet_has_the_marks_of_the_source_and_leaves_gaps_empty() {
    let release = release(true);
    let request = Request::parse(&release.catalog, "en/response", "");
    let (figure, sheet) = sheets(&release, &request).remove(1);
    assert_eq!(
        (figure.as_str(), sheet.name.as_str(), sheet.head.as_str()),
        ("condenadas", "response-condenadas_2026-10", "Year")
    );
    let rows = sheet.rows.iter();
    let rows: Vec<_> = rows
        .map(|row| (row.code.as_str(), row.cells[0].value.clone()))
        .collect();
    let expected = [
        ("2017", Value::Missing),
        ("2018", Value::Exact(1200)),
        ("2019", Value::Text("<5".into())),
        ("2020", Value::Missing),
        ("2021", Value::Exact(7)),
    ];
    assert_eq!(rows, expected);
    assert_eq!(
        sheet.notes,
        [
            "Persons convicted: As the source has it.",
            "“<5”: fewer than five, or none.",
            "“–”: the source gives no figure for that year.",
            "There are two sources.",
        ]
    );
    assert_eq!(sheet.source, "UNODC · release 2026-10");
}

#[test]
fn a_series_has_no_options_that_need_records() {
    let page = page(
        "en/response",
        "anio=2024&sexo=F&por=anio&mostrar=porcentaje&orden=valor&mapa=condenadas&v=1",
    );
    assert_eq!(page.notices.len(), 6, "{:?}", page.notices);
    let bar = page.bar.unwrap();
    assert_eq!(
        (bar.questions, bar.clear, bar.groups.1),
        (vec![], None, vec![])
    );
    assert_eq!(
        (page.dead_end, page.other_languages[0].1.href.as_str()),
        (None, "respuesta/")
    );
}

#[test]
fn the_opening_page_leads_to_the_series() {
    let doors = |questions| {
        let text = print(&page_with(questions, "", ""));
        let doors = text.lines().filter_map(|line| line.strip_prefix("door: "));
        doors.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        doors(true),
        [
            "Personas acreditadas → acreditadas/: ¿Quiénes son? Más de la mitad: Mujer, con 82\u{a0}% (2023–2025). Personas acreditadas, \
             2023–2025",
            "Respuesta → respuesta/: ¿Qué hizo la justicia? Personas condenadas: 7 en 2021. Cifras de otra fuente",
        ]
    );
    assert_eq!(
        doors(false),
        [
            "Por año → anual/: Por sexo y edad.",
            "Personas acreditadas → acreditadas/: Por sexo, edad, nacionalidad y medios.",
            "Respuesta → respuesta/: Personas procesadas y personas condenadas.",
        ]
    );
}

#[test]
fn a_door_shows_the_marks_and_gaps_of_its_series() {
    let doors = page("", "").front.unwrap().doors;
    let mut drawings = doors.into_iter().filter_map(|door| door.drawing);
    let columns = drawings.find_map(|drawing| match drawing {
        Drawing::Columns(columns) => Some(columns),
        _ => None,
    });
    let points = columns.unwrap().points.into_iter();
    let shown: Vec<(bool, String)> = points
        .map(|point| (point.height.is_some(), point.text))
        .collect();
    let expected = [(true, ""), (false, "<5"), (false, "–"), (true, "")];
    assert_eq!(
        shown,
        expected.map(|(drawn, text)| (drawn, text.to_owned()))
    );
}

#[test]
fn a_series_has_a_page_of_its_own() {
    let alone = page("respuesta/condenadas", "");
    let figures: Vec<&str> = alone
        .figures
        .iter()
        .map(|figure| figure.id.as_str())
        .collect();
    assert_eq!((figures, alone.notices), (vec!["condenadas"], vec![]));
}
