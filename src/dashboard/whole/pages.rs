//! Tests whole pages as text in both languages, with every word that a reader sees.

use cube::{Address, Cell};
use expect_test::expect;
use serde_json::json;

use super::page;
use crate::echarts::{Theme, option};
use crate::link::Request;
use crate::testing::print::{self, print};
use crate::testing::sample;
use crate::view;
use crate::view::Body;

#[test]
fn the_opening_page_in_spanish() {
    expect![[r#"
        title: Trata en Prueba
        # Lo que se registra
        Personas detectadas.
        banner: Datos inventados.
        pages: [Inicio] | Por año | Personas acreditadas
        other language: English → en/
        everybody: Solicitudes → anual/ = 92: En 2025, 28 más que en 2024 (64), un 44 % más.
        part: Niñez y adolescencia → anual/?edad=MIN&v=1 = 20: En 2025, un número similar al de 2024 (14). 43 % del total de personas acreditadas (46).
        release: Publicación de octubre de 2026, con datos de 2023–2025. Próxima publicación: abril de 2027.
        Qué no dicen las cifras: Personas detectadas, no prevalencia.
        Cómo leer estas cifras: «Similar» quiere decir que la diferencia no pasa de lo que números de este tamaño varían por azar: es menor que el doble de la raíz cuadrada de su suma. Los porcentajes se dan sobre 30 personas o más.
        summary: Solicitudes: 220; Personas acreditadas: 110. 2023–2025.

        ## Solicitudes y personas acreditadas (anio)
        Personas, año por año, 2023–2025
        Columns: Solicitudes y personas acreditadas. Personas, año por año, 2023–2025. Solicitudes – 2023: 64; 2024: 64; 2025: 92. Personas acreditadas – 2023: 32; 2024: 32; 2025: 46. Total – Solicitudes: 220; Personas acreditadas: 110.
        2023 | 64 | 32 → anual/?anio=2023&v=1
        2024 | 64 | 32 → anual/?anio=2024&v=1
        2025 | 92 | 46 → anual/?anio=2025&v=1
        shapes: [Gráfico] | Tabla
        definition: Solicitudes: Personas, por fecha de solicitud. Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10
        door: Por año → anual/: Por sexo y edad.
        door: Personas acreditadas → acreditadas/: Por sexo, edad, nacionalidad y medios.
        Qué no dicen las cifras: Personas detectadas, no prevalencia.
        Publicación: CONATT · 2026-10. Próxima publicación: abril de 2027.
        Calidad de los datos → calidad/
        Cómo se protegen las cifras → metodo/
        Comprobarlo → comprobar/
        ¿Necesita ayuda?: Emergencias 911 → tel:911
    "#]].assert_eq(&print(&page("", "")));
}

#[test]
fn a_profile_of_some_years_has_bounds_where_a_part_is_hidden() {
    expect![[r#"
        title: Personas acreditadas, 2023–2024 · Trata en Prueba
        # Personas acreditadas
        Entrada de Personas acreditadas.
        banner: Datos inventados.
        pages: Inicio | Por año | [Personas acreditadas]
        other language: English → en/accredited/?anio=2023-2024&tabla=edad~pais&v=1
        count: 64 personas acreditadas
        Grupos · con todos los años: Niñas, niños y adolescentes | Mujeres
        Años [2023–2024 / Años: 2023–2024] Desde: [2023] | 2024 | 2025; Hasta: 2023 | [2024] | 2025; Todos → acreditadas/?tabla=edad~pais&v=1
        Sexo (Sexo) ☐ {Mujer} 53 | {Hombre} c | {Otro} c
          blocked: No se publica junto con Años: 2023–2024. Ver con todos los años → acreditadas/?tabla=edad~pais&v=1
        Edad (Edad) ☐ {Menores de edad} 29 | –{0–11} c | –{12–17} 24–29 | {Adultas} c | {Sin información} c
          blocked: No se publica junto con Años: 2023–2024. Ver con todos los años → acreditadas/?tabla=edad~pais&v=1
        Desglose (Desglose) ○ [Sin desglose] | Año por año | Sexo | Edad
        Medida (Medida) ○ [Número] | Porcentaje | Cambio anual · año por año | Tasa
        Orden ○ [Según la clasificación] | De mayor a menor
        Comparar (Comparar) ○ [Sin comparar] | {Sexo: Mujer | Hombre} | {Edad: Menores de edad | Adultas}
          blocked: No se publica junto con Años: 2023–2024. Ver con todos los años → acreditadas/?tabla=edad~pais&v=1
        brief: 2023–2024 · Todas las personas
        clear: Quitar todo → acreditadas/?tabla=edad~pais&v=1
        close: Ver 64 personas acreditadas
        summary: Personas acreditadas: 64. 2023–2024.
        hidden: 8 valores están ocultos para proteger a las personas. Por qué
        contents: Sexo | Edad | Nacionalidad | Medios

        ## Sexo (sexo)
        finding: Más de la mitad: Mujer, con 83 %.
        Personas acreditadas, 2023–2024
        Bars: Sexo. Personas acreditadas, 2023–2024. Mujer: 53 (83 %). Total: 64. 2 categorías ocultas para proteger a las personas: Hombre y Otro.
        Mujer | 53 (83 %)
        note: Los porcentajes son de 64 personas.
        folded: 2 categorías ocultas para proteger a las personas: Hombre y Otro. Incluir en el gráfico → acreditadas/?anio=2023-2024&ocultas=sexo&tabla=edad~pais&v=1
        shapes: [Gráfico] | Por año | Tabla
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10

        ## Edad (edad)
        Personas acreditadas, 2023–2024
        Table: Edad. Personas acreditadas, 2023–2024
        Edad | Personas acreditadas | Porcentaje
        = Total | 64 | 100 %
        Menores de edad | 29 | 45 %
          0–11 | c (Oculto para proteger a las personas) | – (Sin porcentaje: el valor no está publicado o no es parte de la base)
          12–17 | 24–29 (Entre 24 y 29: una parte está oculta para proteger a las personas) | – (Sin porcentaje: el valor no está publicado o no es parte de la base)
        Adultas | c (Oculto para proteger a las personas) | – (Sin porcentaje: el valor no está publicado o no es parte de la base)
        Sin información | c (Oculto para proteger a las personas) | – (Sin porcentaje: el valor no está publicado o no es parte de la base)
        note: Los porcentajes son de 64 personas.
        note: La figura muestra los grupos, porque gran parte de lo que contienen está oculta; la tabla tiene todas las categorías.
        note: Menores de edad: Menos de 18 años.
        shapes: Gráfico | Por año | [Tabla]
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10

        ## Nacionalidad (pais)
        Personas acreditadas, 2023–2024
        Table: Nacionalidad. Personas acreditadas, 2023–2024
        Nacionalidad | Personas acreditadas | Porcentaje
        = Total | 64 | 100 %
        Costa Rica | 21 | 33 %
        Nicaragua | 30 | 47 %
        Colombia | 4–13 (Entre 4 y 13: una parte está oculta para proteger a las personas) | – (Sin porcentaje: el valor no está publicado o no es parte de la base)
        Venezuela | c (Oculto para proteger a las personas) | – (Sin porcentaje: el valor no está publicado o no es parte de la base)
        Otras | c (Oculto para proteger a las personas) | – (Sin porcentaje: el valor no está publicado o no es parte de la base)
        note: Los porcentajes son de 64 personas.
        shapes: Gráfico | Mapa | {Flujo: No se publica por sexo en 2023–2024, para proteger a las personas.} | Por año | [Tabla]
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10

        ## Medios (medios)
        Personas acreditadas, 2023–2024
        Bars: Medios. Personas acreditadas, 2023–2024. Promesas: 50; Amenazas: 30. Total: 64. Una categoría oculta para proteger a las personas: Sin información.
        Promesas | 50
        Amenazas | 30
        note: Una persona puede tener varias categorías, por lo que pueden sumar más de 100 %.
        note: Sin porcentajes: no está publicado de cuántas personas se conoce el dato.
        folded: Una categoría oculta para proteger a las personas: Sin información. Incluir en el gráfico → acreditadas/?anio=2023-2024&ocultas=medios&tabla=edad~pais&v=1
        shapes: [Gráfico] | Por año | Tabla
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10
        Qué no dicen las cifras: Personas detectadas, no prevalencia.
        Publicación: CONATT · 2026-10. Próxima publicación: abril de 2027.
        Calidad de los datos → calidad/
        Cómo se protegen las cifras → metodo/
        Comprobarlo → comprobar/
        ¿Necesita ayuda?: Emergencias 911 → tel:911
    "#]].assert_eq(&print(&page("acreditadas", "anio=2023-2024&tabla=edad~pais")));
}

#[test]
fn a_filter_that_some_figures_cannot_apply() {
    expect![[r#"
        title: Accredited persons, Age: 0–11 · Trafficking in Testland
        # Accredited persons
        Lede of Accredited persons.
        banner: Invented data.
        pages: Home | By year | [Accredited persons]
        other language: Español → acreditadas/?edad=0_11&tabla=sexo&v=1
        count: 5 accredited persons
        Groups: Children and adolescents | Women and girls
        Years (2023–2025) From: [2023] | {2024: not published together with Age: 0–11} | {2025: not published together with Age: 0–11}; To: {2023: not published together with Age: 0–11} | {2024: not published together with Age: 0–11} | [2025]
          blocked: Not published together with Age: 0–11. See without the filter Age: 0–11 → en/accredited/?tabla=sexo&v=1
        Sex (Sex) ☐ Female 5 | Male c | Other c
        Age [0–11 / Age: 0–11] ☐ Minors 49 | –[0–11] 5 | –12–17 44 | Adults c | Not stated c
        Breakdown (Breakdown) ○ [None] | {Year by year} | Sex | {Age}
          blocked: Year by year: not published together with Age: 0–11. See without the filter Age: 0–11 → en/accredited/?tabla=sexo&v=1
          blocked: Age: the charts already show all its categories.
        Measure (Measure) ○ [Number] | Percentage | Rate
        Order ○ [As in the classification] | Largest first
        Compare (Compare) ○ [No comparison] | {Years: 2024 | 2025} | Sex: Female | Male | Age: All | Age: 12–17 | Age: Adults | Age: Not stated
          blocked: Years: 2024 | 2025: not published together with Age: 0–11. See without the filter Age: 0–11 → en/accredited/?tabla=sexo&v=1
        brief: 2023–2025 · 0–11
        clear: Clear all → en/accredited/?tabla=sexo&v=1
        close: See 5 accredited persons
        summary: Accredited persons: 5. 2023–2025; Age: 0–11.
        hidden: 4 values are hidden to protect people. Why

        ## Sex (sexo)
        Accredited persons, 2023–2025, Age: 0–11
        Table: Sex. Accredited persons, 2023–2025, Age: 0–11
        Sex | Accredited persons
        = Total | 5
        Female | 5 → en/accredited/?sexo=F&edad=0_11&tabla=sexo&v=1
        Male | c (Hidden to protect people) → en/accredited/?sexo=M&edad=0_11&tabla=sexo&v=1
        Other | c (Hidden to protect people) → en/accredited/?sexo=X&edad=0_11&tabla=sexo&v=1
        shapes: Chart | {By year: Not published by year for Age: 0–11, to protect people.} | [Table]
        definition: Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10

        ## Age (edad)
        Accredited persons, 2023–2025
        Bars: Age. Accredited persons, 2023–2025. 0–11: 5 (5%); 12–17: 44 (40%). Total: 110. 2 categories hidden to protect people: Adults and Not stated.
        0–11 | 5 (5%) → en/accredited/?tabla=sexo&v=1
        12–17 | 44 (40%) → en/accredited/?edad=12_17&tabla=sexo&v=1
        note: The percentages are of 110 persons.
        note: The filter Age: 0–11 does not apply to this figure, which shows all categories.
        note: Minors: Under 18.
        folded: 2 categories hidden to protect people: Adults and Not stated. Include in the chart → en/accredited/?edad=0_11&ocultas=edad&tabla=sexo&v=1
        shapes: [Chart] | By year | Table
        grains: Groups | [Detail]
        definition: Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10

        ## 2 charts have no published data for this selection
        What is missing here is not published, to protect people.
        Nationality and means: not published for Age: 0–11.
        offer: With Age: Minors → en/accredited/?edad=MIN&tabla=sexo&v=1
        offer: Without the filter Age: 0–11 → en/accredited/?tabla=sexo&v=1
        What the numbers do not say: Persons detected, not prevalence.
        Release: CONATT · 2026-10. Next release: April 2027.
        Data quality → en/quality/
        How the numbers are protected → en/method/
        Check it yourself → en/check/
        Do you need help?: Emergencies 911 → tel:911
    "#]].assert_eq(&print(&page("en/accredited", "edad=0_11&tabla=sexo")));
}

#[test]
fn a_series_by_category_has_one_figure_a_measure() {
    expect![[r#"
        title: Por año, 2024–2025 · Trata en Prueba
        # Por año
        Entrada de Por año.
        banner: Datos inventados.
        pages: Inicio | [Por año] | Personas acreditadas
        other language: English → en/yearly/?anio=2024-2025&por=sexo&tabla=solicitudes&v=1
        count: 78 personas acreditadas
        Grupos · sin desglose: Niñas, niños y adolescentes | Adolescentes | Mujeres
        Años [2024–2025 / Años: 2024–2025] Desde: 2023 | [2024] | 2025; Hasta: 2023 | 2024 | [2025]; Todos → anual/?por=sexo&tabla=solicitudes&v=1
        Sexo (Sexo) ☐ {Mujer} 63 | {Hombre} c | {Otro} c
          blocked: Los gráficos ya muestran todas sus categorías. Ver sin desglose → anual/?anio=2024-2025&tabla=solicitudes&v=1
        Edad (Edad) ☐ {Menores de edad} 34 | –{0–11} c | –{12–17} 29–34 | {Adultas} c | {Sin información} c
          blocked: No se publica junto con Desglose: Sexo. Ver sin desglose → anual/?anio=2024-2025&tabla=solicitudes&v=1
        Desglose [Sexo / Desglose: Sexo] ○ Sin desglose | [Sexo] | Edad
        Medida (Medida) ○ [Número] | Porcentaje | Cambio anual | Tasa
        Orden ○ [Según la clasificación] | De mayor a menor
        Comparar (Comparar) ○ [Sin comparar] | {Sexo: Mujer | Hombre} | {Edad: Menores de edad | Adultas}
          blocked: Sexo: Mujer | Hombre: los gráficos ya muestran todas sus categorías. Ver sin desglose → anual/?anio=2024-2025&tabla=solicitudes&v=1
          blocked: Edad: Menores de edad | Adultas: no se publica junto con Desglose: Sexo.
        brief: 2024–2025 · Todas las personas
        clear: Quitar todo → anual/?por=sexo&tabla=solicitudes&v=1
        close: Ver 78 personas acreditadas · Junto a cada categoría: personas acreditadas.
        summary: Solicitudes: 156; Personas acreditadas: 78. 2024–2025.
        hidden: 10 valores están ocultos para proteger a las personas. Por qué

        ## Solicitudes por sexo (solicitudes)
        Solicitudes, año por año, 2024–2025
        Table: Solicitudes por sexo. Solicitudes, año por año, 2024–2025
        Sexo | Total | 2024 | 2025
        = Total | 156 | 64 | 92
        Mujer | 126 | 52 | 74
        Hombre | c (Oculto para proteger a las personas) | c (Oculto para proteger a las personas) | c (Oculto para proteger a las personas)
        Otro | c (Oculto para proteger a las personas) | c (Oculto para proteger a las personas) | c (Oculto para proteger a las personas)
        shapes: Gráfico | Apilado | Mapa de calor | [Tabla]
        definition: Solicitudes: Personas, por fecha de solicitud.
        source: CONATT · publicación 2026-10

        ## Personas acreditadas por sexo (acreditadas)
        Personas acreditadas, año por año, 2024–2025
        Columns: Personas acreditadas por sexo. Personas acreditadas, año por año, 2024–2025. Mujer – 2024: 26 (81 %); 2025: 37 (80 %). Total: 78. 2 categorías ocultas para proteger a las personas: Hombre y Otro.
        2024 | 26 → anual/?anio=2024&por=sexo&tabla=solicitudes&v=1
        2025 | 37 → anual/?anio=2025&por=sexo&tabla=solicitudes&v=1
        folded: 2 categorías ocultas para proteger a las personas: Hombre y Otro. Incluir en el gráfico → anual/?anio=2024-2025&por=sexo&ocultas=acreditadas&tabla=solicitudes&v=1
        shapes: [Gráfico] | Apilado | Mapa de calor | Tabla
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10
        Qué no dicen las cifras: Personas detectadas, no prevalencia.
        Publicación: CONATT · 2026-10. Próxima publicación: abril de 2027.
        Calidad de los datos → calidad/
        Cómo se protegen las cifras → metodo/
        Comprobarlo → comprobar/
        ¿Necesita ayuda?: Emergencias 911 → tel:911
    "#]].assert_eq(&print(&page("anual", "por=sexo&anio=2024-2025&tabla=solicitudes")));
}

#[test]
fn shares_of_overlapping_categories_are_of_those_with_an_answer() {
    let release = sample::release_where(|address| Cell::Published(sample::count(address)));
    let figures = view(
        &release,
        &Request::parse(&release.catalog, "en/accredited", "tabla=medios"),
    )
    .figures;
    let means = figures
        .iter()
        .map(print::figure)
        .find(|text| text.starts_with("## Means"))
        .unwrap();
    expect![[r#"
        ## Means (medios)
        finding: More than half: Promises, with 85%.
        Accredited persons, 2023–2025
        Table: Means. Accredited persons, 2023–2025
        Means | Accredited persons | Share
        = Total | 110 | – (No share: the value is not published or not part of the base)
        Promises | 85 | 85%
        Threats | 51 | 51%
        Not stated | 10 | – (No share: the value is not published or not part of the base)
        note: A person may have several categories, so they may add up to more than 100%.
        note: The percentages are of 100 persons with an answer.
        shapes: Chart | By year | [Table]
        definition: Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10"#]]
    .assert_eq(&means);
}

/// Prints the category "other countries" of the sample with this cell.
fn other_countries(cell: Cell) -> String {
    let other = Address::new("acreditadas", [("pais", "OTR")]);
    let release = sample::release_where(|address| {
        if *address == other {
            cell
        } else {
            sample::published(address)
        }
    });
    let figures = view(
        &release,
        &Request::parse(&release.catalog, "acreditadas", "ocultas=pais"),
    )
    .figures;
    let figure = figures.iter().find(|figure| figure.id == "pais").unwrap();
    let Body::Chart(chart) = &figure.body else {
        panic!("not a chart")
    };
    let option = option(chart, Theme::Light, 500);
    let drawn = [
        &option["series"][0]["data"][4],
        &option["series"][1]["data"][4],
    ]
    .map(|item| item.get("value").unwrap_or(item));
    let text = print::figure(figure);
    let line = text.lines().find(|line| line.starts_with("Otras")).unwrap();
    format!("{line}; drawn {}", json!(drawn))
}

#[test]
fn hidden_is_not_zero() {
    assert_eq!(
        other_countries(Cell::Hidden),
        "Otras | c · oculto; drawn [\"-\",0.0]"
    );
    assert_eq!(
        other_countries(Cell::Published(0)),
        "Otras | 0 (0\u{a0}%); drawn [0.0,\"-\"]"
    );
}

/// Prints the explanation of a page that cannot show its query.
fn dead_end(path: &str, search: &str) -> String {
    let text = print(&page(path, search));
    let lines = text
        .lines()
        .skip_while(|line| !line.starts_with("dead end: "));
    lines
        .take_while(|line| !line.starts_with("summary: "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_combination_that_is_not_published_leads_to_the_nearest_that_is() {
    expect![[r#"
        dead end: Para proteger a las personas, lo que muestra esta sección no se publica para Sexo: Mujer y Años: 2024 a la vez. Lo más cercano que puede verse:
        offer: Sin el filtro Sexo: Mujer → acreditadas/?anio=2024&v=1
        offer: Con todos los años → acreditadas/?sexo=F&v=1"#]].assert_eq(&dead_end("acreditadas", "sexo=F&anio=2024"));
    expect![[r#"
        dead end: To protect people, what this section shows is not published for Sex: Female, Age: 0–11 and Years: 2024 together. The nearest that can be seen:
        offer: For all years → en/accredited/?sexo=F&edad=0_11&v=1"#]].assert_eq(&dead_end("en/accredited", "sexo=F&edad=0_11&anio=2024"));
    expect![[r#"
        dead end: El filtro Sexo: Mujer no cambia esta vista, que ya muestra todas sus categorías. Vistas cercanas:
        offer: Sin el filtro Sexo: Mujer → anual/?por=sexo&v=1
        offer: Sin desglose → anual/?sexo=F&v=1"#]].assert_eq(&dead_end("anual", "sexo=F&por=sexo"));
    assert_eq!(dead_end("acreditadas", "sexo=F"), "");
}
