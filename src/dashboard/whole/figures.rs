//! Tests single figures as text: their hidden, shaded, stacked and set-aside numbers.

use cube::{Lang, Text};
use expect_test::expect;

use super::page;
use crate::link::Request;
use crate::testing::print;
use crate::testing::sample;
use crate::view::{Body, Series};
use crate::{view, words};

/// Prints one figure of a page.
fn print_figure(path: &str, search: &str, id: &str) -> String {
    let figures = page(path, search).figures;
    figures
        .iter()
        .find(|figure| figure.id == id)
        .map(print::figure)
        .unwrap()
}

#[test]
fn a_change_has_its_sign_and_a_mark_if_it_may_be_chance() {
    let text = print_figure("en/yearly", "mostrar=cambio&tabla=anio", "anio");
    expect![[r#"
        ## Applications and accredited persons (anio)
        Change to the year before: persons, year by year, 2023–2025
        Table: Applications and accredited persons. Change to the year before: persons, year by year, 2023–2025
        Year | Applications | Accredited persons
        2023 | – (No change: nothing earlier is published) | – (No change: nothing earlier is published) → en/yearly/?anio=2023&mostrar=cambio&tabla=anio&v=1
        2024 | 0 | 0 → en/yearly/?anio=2024&mostrar=cambio&tabla=anio&v=1
        2025 | +28 (+44%) | ≈ +14 (+44%) (Similar to the one before) → en/yearly/?anio=2025&mostrar=cambio&tabla=anio&v=1
        note: “≈” marks a similar number: the difference is no more than numbers of this size vary by chance.
        note: “–” marks that there is nothing to compare with: the value before is missing or hidden, or not comparable.
        shapes: Chart | [Table]
        definition: Applications: Persons, by date of application. Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10"#]].assert_eq(&text);
}

#[test]
fn hidden_numbers_have_no_share_or_change_and_come_last() {
    let text = print_figure(
        "acreditadas",
        "mostrar=porcentaje&orden=valor&ocultas=sexo",
        "sexo",
    );
    expect![[r#"
        ## Sexo (sexo)
        finding: Más de la mitad: Mujer, con 82 %.
        Porcentaje del total de personas acreditadas, 2023–2025
        Strip: Series(0) 82, Together 18
        Series(0) Mujer | 82 % (90) → acreditadas/?sexo=F&mostrar=porcentaje&orden=valor&ocultas=sexo&v=1
        Together Hombre y Otro, juntas | 18 % (20)
        note: Porcentajes sobre 110 personas.
        shapes: [Gráfico] | Por año | Tabla
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10"#]].assert_eq(&text);
    let by_year = print_figure("acreditadas", "por=anio&mostrar=cambio&tabla=sexo", "sexo");
    assert!(
        by_year.contains("\nHombre | c (Oculto para proteger a las personas) | c (Oculto"),
        "{by_year}"
    );
}

#[test]
fn a_figure_sets_aside_categories_that_were_not_chosen() {
    let view = page("acreditadas", "edad=0_11&ocultas=edad");
    let text = print::figure(&view.figures[1]);
    let ages: Vec<&str> = text.lines().skip(3).take(3).collect();
    let fills = ages.iter().map(|line| line.rsplit('[').next().unwrap());
    assert_eq!(
        fills.collect::<Vec<_>>(),
        ["Plain 8]", "Aside 72]", "Together 100]"],
        "{text}"
    );
}

#[test]
fn a_crossed_figure_names_the_base_of_its_shares_and_filters_that_do_not_apply() {
    let mut release = sample::release();
    let country = release
        .catalog
        .dimensions
        .iter_mut()
        .find(|one| one.id == "pais")
        .unwrap();
    country.categories[4].definition = Some(Text::new("Belice y Cuba.", "Belize and Cuba."));
    let request = Request::parse(
        &release.catalog,
        "acreditadas",
        "sexo=F&por=sexo&mostrar=porcentaje",
    );
    let figure = view(&release, &request)
        .figures
        .into_iter()
        .find(|figure| figure.id == "pais")
        .unwrap();
    assert_eq!(
        figure.subtitle,
        "Porcentaje del total de cada grupo: personas acreditadas, 2023–2025"
    );
    assert!(
        figure
            .definitions
            .ends_with(&["Otras: Belice y Cuba.".to_owned()]),
        "{:?}",
        figure.definitions
    );
    assert!(
        figure
            .notes
            .contains(&words::figure::filter_ignored(Lang::Es, "Sexo: Mujer")),
        "{:?}",
        figure.notes
    );
}

#[test]
fn a_heat_map_shades_exact_numbers_and_hatches_others() {
    let text = print_figure("en/accredited", "calor=pais", "pais");
    expect![[r#"
        ## Nationality (pais)
        Accredited persons, year by year, 2023–2025
        Heat map: Nationality. Accredited persons, year by year, 2023–2025
        Nationality | Total | 2023 | 2024 | 2025
        = Total | 110 | 32 | 32 | 46
        Nicaragua | 51 | 15░2 | 15░2 | 21░3
        Costa Rica | 35 | 10░0 | 11░1 | 14░2
        Colombia | 15 | c▨ | c▨ | c▨
        legend: 10 | 11 | 14–15 | 21 | c · hidden, at least in part
        folded: 2 categories hidden to protect people: Venezuela and Other. Show as “c” → en/accredited/?ocultas=pais&calor=pais&v=1
        shapes: Chart | Map | Flow | [By year] | Table
        definition: Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10"#]].assert_eq(&text);
}

#[test]
fn a_breakdown_by_another_dimension_crosses_each_figure_with_it() {
    let text = print_figure("en/accredited", "por=edad", "pais");
    expect![[r#"
        ## Nationality by age (pais)
        Accredited persons, 2023–2025
        Heat map: Nationality by age. Accredited persons, 2023–2025
        Nationality by age | Total | Minors | Adults | Not stated
        = Total | 110 | 49 | c (Hidden to protect people) | c (Hidden to protect people)
        Nicaragua | 51 | 14░0 | c▨ | c▨
        Costa Rica | 35 | 35░1 | c▨ | c▨
        Colombia | 15 | c▨ | c▨ | c▨
        legend: 14 | 35 | c · hidden, at least in part
        folded: 2 categories hidden to protect people: Venezuela and Other. Show as “c” → en/accredited/?por=edad&ocultas=pais&v=1
        shapes: Chart | Stacked | [Heat map] | Table
        definition: Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10"#]].assert_eq(&text);
}

#[test]
fn stacked_bars_show_the_residual_of_each_whole() {
    let text = print_figure("en/accredited", "por=edad&apilado=pais", "pais");
    expect![[r#"
        ## Nationality by age (pais)
        Accredited persons, 2023–2025
        Bars: Nationality by age. Accredited persons, 2023–2025. Minors – Costa Rica: 35; Nicaragua: 14; Colombia: hidden. Adults – Costa Rica: hidden; Nicaragua: hidden; Colombia: hidden. Not stated – Costa Rica: hidden; Nicaragua: hidden; Colombia: hidden. Rest, with what is hidden – Costa Rica: 0; Nicaragua: 37; Colombia: 15. Total: 110. 7 values are hidden to protect people. 2 categories hidden to protect people: Venezuela and Other.
        Costa Rica | 35 | c · hidden | c · hidden | 0
        Nicaragua | 14 | c · hidden | c · hidden | 37
        Colombia | c · hidden | c · hidden | c · hidden | 15
        folded: 2 categories hidden to protect people: Venezuela and Other. Show as “c” → en/accredited/?por=edad&ocultas=pais&apilado=pais&v=1
        shapes: Chart | [Stacked] | Heat map | Table
        definition: Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10"#]].assert_eq(&text);
    let drawn = |path: &str, search: &str, id: &str| {
        let figure = page(path, search)
            .figures
            .into_iter()
            .find(|figure| figure.id == id)
            .unwrap();
        let Body::Chart(chart) = figure.body else {
            panic!("no chart")
        };
        let series = |series: &Series| {
            let labels: Vec<&str> = series
                .marks
                .iter()
                .map(|mark| mark.label.as_str())
                .collect();
            format!("{}: {}", series.name, labels.join(" "))
        };
        let parts: Vec<String> = chart.series.iter().map(series).collect();
        format!(
            "{} = {}",
            parts.join(" + "),
            chart.stacked.unwrap().join(" ")
        )
    };
    assert_eq!(
        drawn("anual", "por=sexo&apilado=solicitudes", "solicitudes"),
        "Mujer: 54 52 74 + Resto, con lo oculto: 10 12 18 = 64 64 92"
    );
    assert_eq!(
        drawn(
            "anual",
            "por=sexo&apilado=acreditadas&mostrar=porcentaje",
            "acreditadas"
        ),
        "Mujer: 84\u{a0}% 81\u{a0}% 80\u{a0}% + Resto, con lo oculto: 16\u{a0}% 19\u{a0}% 20\u{a0}% = 32 32 46"
    );
}
