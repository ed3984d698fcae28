//! Tests that figures mark and explain breaks in the series.

use cube::{Break, Text};

use crate::link::Request;
use crate::testing;
use crate::testing::sample;
use crate::view;

/// Returns the years along the chart of a page's last figure, if it is one, and the notes on breaks below it.
fn years_and_notes(path: &str, search: &str, breaks: Vec<Break>) -> (Vec<String>, Vec<String>) {
    let mut release = sample::release_where(sample::published);
    release.catalog.breaks = breaks;
    let figure = view(&release, &Request::parse(&release.catalog, path, search))
        .figures
        .pop()
        .unwrap();
    let years = testing::drawing::years(&figure.body);
    (
        years,
        figure
            .notes
            .into_iter()
            .filter(|note| note.contains("The law changed."))
            .collect(),
    )
}

#[test]
fn a_break_in_the_series_is_marked_and_explained() {
    let broken = |measure: &str, dimension: Option<&str>| Break {
        year: 2024,
        measures: vec![measure.into()],
        dimensions: dimension.into_iter().map(Into::into).collect(),
        reason: Text::new("Cambió la ley.", "The law changed."),
        source: None,
    };
    let (years, note) = years_and_notes("en/yearly", "", vec![broken("acreditadas", None)]);
    assert_eq!(
        (years, note),
        (
            ["2023", "2024*", "2025"].map(Into::into).to_vec(),
            vec!["* 2024: The law changed.".into()]
        )
    );
    let unbroken = (["2023", "2024", "2025"].map(Into::into).to_vec(), vec![]);
    assert_eq!(
        years_and_notes("en/yearly", "", vec![broken("acreditadas", Some("edad"))]),
        unbroken
    );
    assert_eq!(
        years_and_notes("en/yearly", "por=sexo", vec![broken("solicitudes", None)]),
        unbroken,
        "it concerns another measure"
    );
    let (years, note) = years_and_notes(
        "en/yearly",
        "por=sexo",
        vec![broken("acreditadas", Some("sexo"))],
    );
    assert_eq!((years[1].as_str(), note.len()), ("2024*", 1));
    assert_eq!(
        years_and_notes("en/yearly", "anio=2025", vec![broken("acreditadas", None)]).1,
        Vec::<String>::new()
    );
    let in_a_table = years_and_notes(
        "en/yearly",
        "por=sexo&tabla=acreditadas",
        vec![broken("acreditadas", None)],
    );
    assert_eq!(
        in_a_table,
        (vec![], vec!["2024: The law changed.".into()]),
        "a sign refers to an axis"
    );
}

/// The subtitle and the note on the base of a figure that shows shares.
fn base_of(path: &str, search: &str, id: &str) -> (String, String) {
    let release = sample::release();
    let figures = view(&release, &Request::parse(&release.catalog, path, search)).figures;
    let figure = figures.into_iter().find(|figure| figure.id == id).unwrap();
    let mut notes = figure.notes.into_iter();
    let is_base =
        |note: &String| note.contains("Porcentajes sobre") || note.contains("Percentages of");
    let base = notes.find(is_base);
    (
        figure.subtitle,
        base.unwrap_or_else(|| panic!("no base: {search}, {id}")),
    )
}

#[test]
fn the_base_of_shares_is_named_as_it_is_counted() {
    let all = |search: &str, id: &str| base_of("acreditadas", search, id);
    for (search, column) in [
        ("mostrar=porcentaje&por=anio", "cada año"),
        ("mostrar=porcentaje&por=sexo", "cada columna"),
        ("mostrar=porcentaje&por=anio&calor=medios", "cada año"),
        ("mostrar=porcentaje&por=sexo&calor=medios", "cada columna"),
    ] {
        // Of the means, some persons have no answer; of the countries, everybody has one.
        let (subtitle, base) = all(search, "medios");
        assert!(
            base.contains("personas con dato conocido"),
            "{search}: {base}"
        );
        assert!(base.contains(column), "{search}: {base}");
        assert!(
            subtitle.contains("respuesta") && !subtitle.contains("total"),
            "{subtitle}"
        );
        let (subtitle, base) = all(search, "pais");
        assert!(
            base.contains(&format!("sobre el total de {column}")),
            "{search}: {base}"
        );
        assert!(subtitle.starts_with("Porcentaje del total"), "{subtitle}");
    }
    let (subtitle, base) = base_of("en/accredited", "mostrar=porcentaje&por=anio", "medios");
    assert!(
        base.contains("of the persons whose answer is known in each year"),
        "{base}"
    );
    assert!(
        subtitle.starts_with("Percentage of accredited persons with an answer"),
        "{subtitle}"
    );
}
