//! Tests rates as text: their inhabitants and years, and where there are none.

use expect_test::expect;

use super::{page, question};
use crate::testing::print;

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
fn a_rate_names_its_inhabitants_and_its_years() {
    let text = print_figure("acreditadas", "mostrar=tasa&orden=valor&tabla=edad", "edad");
    expect![[r#"
        ## Edad (edad)
        Personas acreditadas por 100 000 habitantes, promedio anual de 2023–2025
        Table: Edad. Personas acreditadas por 100 000 habitantes, promedio anual de 2023–2025
        Edad | Personas acreditadas | Tasa por 100 000 habitantes
        = Total | 110 | – (Sin tasa: no hay población a la que referirla)
        Menores de edad | 49 | 12,6 → acreditadas/?edad=MIN&mostrar=tasa&orden=valor&tabla=edad&v=1
          12–17 | 44 | 29,3 → acreditadas/?edad=12_17&mostrar=tasa&orden=valor&tabla=edad&v=1
          0–11 | 5 | – (Sin tasa: menos de 20 personas) → acreditadas/?edad=0_11&mostrar=tasa&orden=valor&tabla=edad&v=1
        Adultas | c (Oculto para proteger a las personas) | – (Sin tasa: el número no está publicado) → acreditadas/?edad=ADU&mostrar=tasa&orden=valor&tabla=edad&v=1
        Sin información | c (Oculto para proteger a las personas) | – (Sin tasa: el número no está publicado) → acreditadas/?edad=U&mostrar=tasa&orden=valor&tabla=edad&v=1
        note: La población es la de 2022, la misma para todos los años: Censo. No hay tasa de menos de 20 personas, que varía demasiado por azar, ni donde no hay población.
        note: Menores de edad: Menos de 18 años.
        shapes: Gráfico | Por año | [Tabla]
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10"#]].assert_eq(&text);
    let text = print_figure("en/accredited", "mostrar=tasa&anio=2024", "sexo");
    expect![[r#"
        ## Sex (sexo)
        Accredited persons per 100,000 inhabitants, 2024
        Bars: Sex | Rate | No.
        Female | 10.4 (26)
        note: The population is that of 2022, the same for all years: Census. There is no rate of fewer than 20 persons, which varies too much by chance, nor where there is no population.
        note: Without bars: most of the numbers are hidden.
        folded: 2 categories hidden to protect people: Male and Other. Show as “c” → en/accredited/?anio=2024&mostrar=tasa&ocultas=sexo&v=1
        shapes: [Chart] | By year | Table
        definition: Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10"#]].assert_eq(&text);
}

#[test]
fn there_are_rates_of_everybody_only() {
    let summary = |search| page("en/accredited", search).summary;
    let only = |figures| {
        format!(" There is a rate in: {figures}. Of the other charts the population is not known.")
    };
    assert!(
        summary("mostrar=tasa").contains(&only("Sex, Age and Nationality")),
        "means have no population"
    );
    assert!(
        summary("mostrar=tasa&sexo=F").contains(&only("Sex")),
        "of women alone there are none"
    );
    assert!(!summary("mostrar=porcentaje").contains("rate"));
    assert!(
        print_figure("en/accredited", "mostrar=tasa&sexo=F", "edad")
            .contains("\nAccredited persons, 2023–2025, Sex: Female\n")
    );
    let shown = |search: &str| {
        let view = page("en/accredited", search);
        let choices = question(&view, "mostrar").answers.choices();
        choices
            .last()
            .map(|choice| (choice.link.label.clone(), choice.link.href.clone()))
            .unwrap()
    };
    assert_eq!(shown("sexo=F").1, "en/accredited/?sexo=F&mostrar=tasa&v=1");
    let (label, href) = shown("sexo=F&edad=MIN");
    assert_eq!(label, "Rate · without the filter Sex: Female");
    assert_eq!(href, "en/accredited/?edad=MIN&mostrar=tasa&v=1");
    assert_eq!(
        page("en/accredited", "sexo=F&edad=MIN&mostrar=tasa")
            .notices
            .len(),
        1
    );
}

#[test]
fn a_map_of_rates_has_classes_of_rates_and_no_colour_without_a_rate() {
    let text = print_figure("acreditadas", "mostrar=tasa&mapa=pais", "pais");
    expect![[r#"
        ## Nacionalidad (pais)
        Personas acreditadas por 100 000 habitantes, promedio anual de 2023–2025
        Map of World: Nacionalidad. Personas acreditadas por 100 000 habitantes, promedio anual de 2023–2025. Costa Rica: 2,92 (35); Nicaragua: 21,3 (51); Colombia: Sin tasa: no hay población a la que referirla. Total: 110. 2 categorías ocultas para proteger a las personas: Venezuela y Otras.
        188 | Class(0) Costa Rica: 2,92 (35)
        558 | Class(1) Nicaragua: 21,3 (51)
        170 | None Colombia: – (sin tasa: no hay población a la que referirla)
        862 | Hidden Venezuela: c (oculto para proteger a las personas)
        legend: Class(0) 2,92 | Class(1) 21,3 | Hidden c · oculto, al menos en parte | None – sin tasa
        Fuera del mapa: Otras: c (oculto para proteger a las personas).
        note: La población es la de 2022, la misma para todos los años: Censo. No hay tasa de menos de 20 personas, que varía demasiado por azar, ni donde no hay población.
        note: Mapa: Natural Earth.
        shapes: Gráfico | [Mapa] | Por año | Tabla
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10"#]].assert_eq(&text);
}
