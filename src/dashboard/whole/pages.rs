//! Tests whole pages as text in both languages, with every word that a reader sees.

use cube::{Address, Cell};
use expect_test::expect;

use super::page;
use crate::link::Request;
use crate::testing::print::{self, print};
use crate::testing::sample;
use crate::view;

#[test]
fn the_opening_page_in_spanish() {
    expect![[r#"
        title: Datos inventados · Trata en Prueba
        # Lo que se registra
        Personas detectadas.
        banner: Datos inventados.
        pages: [Inicio] | Por año | Personas acreditadas
        other language: English → en/
        story: En 2025 se recibieron 92 solicitudes, más que en 2024 (64). 20 eran menores.
        notes: Personas detectadas, no prevalencia.
        release: Publicación de octubre de 2026, con datos de 2023–2025. Próxima publicación: abril de 2027.
        people: 46 personas: Edad: Menores de edad 20, Adultas y sin información, juntas c 26. Cada punto es una persona (personas acreditadas, 2025). Cada fila se ordena por separado: un punto no es la misma persona en otra fila.
        group: Niñez y adolescencia → anual/ninez/ = 20: En 2025, un número similar al de 2024 (14). 43 % del total de personas acreditadas (46).
        summary: Solicitudes: 220; Personas acreditadas: 110. 2023–2025.

        ## Solicitudes y personas acreditadas (anio)
        finding: Solicitudes: aumento en 2025 (de 64 a 92).
        Personas, año por año, 2023–2025
        Lines: Solicitudes y personas acreditadas
        2023 | 64 | 32 → anual/?anio=2023&v=1
        2024 | Thin 64 | Thin 32 → anual/?anio=2024&v=1
        2025 | Thick 92 | Thin 46 → anual/?anio=2025&v=1
        shapes: [Gráfico] | Tabla
        definition: Solicitudes: Personas, por fecha de solicitud. Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10
        door: Personas acreditadas → acreditadas/: ¿Quiénes son? Más de la mitad: Mujer, con 82 % (2023–2025). Personas acreditadas, 2023–2025
        Cómo leer las marcas: Hidden c: oculto para proteger a las personas
        Cómo leer las marcas: Zero 0: nadie, por definición o según la fuente
        Cómo leer las marcas: NotStated : personas de quienes falta el dato
        Qué no dicen las cifras: Personas detectadas, no prevalencia. «Similar»: la diferencia no pasa de lo que números de este tamaño varían por azar (el doble de la raíz cuadrada de su suma). Porcentajes, solo sobre 30 personas o más.
        Publicación 2026-10: CONATT. Próxima publicación: abril de 2027.
        Calidad de los datos → calidad/
        Cómo se protegen las cifras → metodo/
        Compruébelo usted → comprobar/
        Cómo usar este sitio → ayuda/
        Datos → datos/
        ¿Necesita ayuda?: 911 Emergencias → tel:911
    "#]].assert_eq(&print(&page("", "")));
}

#[test]
fn a_profile_of_some_years_has_bounds_where_a_part_is_hidden() {
    expect![[r#"
        title: Datos inventados · Personas acreditadas, 2023–2024 · Trata en Prueba
        # Personas acreditadas
        Entrada de Personas acreditadas.
        banner: Datos inventados.
        pages: Inicio | Por año | [Personas acreditadas]
        other language: English → en/accredited/?anio=2023-2024&tabla=edad~pais&v=1
        count: 64 personas acreditadas
        Grupos · con todos los años: Niñas, niños y adolescentes | Mujeres
        Años [2023–2024 / Años: 2023–2024] ○ Todos | 2025 46 | 2024 32 | 2023 32; Desde: [2023] | 2024 | 2025; Hasta: 2023 | [2024] | 2025
        Sexo (Sexo) ☐ {Mujer} 53 | {Hombre} c | {Otro} c
          blocked: No puede combinarse con Años: 2023–2024. Ver con todos los años → acreditadas/?tabla=edad~pais&v=1
        Edad (Edad) ☐ {Menores de edad} 29 | –{0–11} c | –{12–17} 24–29 | {Adultas} c | {Sin información} c
          blocked: No puede combinarse con Años: 2023–2024. Ver con todos los años → acreditadas/?tabla=edad~pais&v=1
        Desglose (Desglose) ○ [Sin desglose] | Año por año | Sexo | Edad
        Medida (Medida) ○ [Número] | Porcentaje | Cambio anual · año por año | Tasa
        Orden ○ [Según la clasificación] | De mayor a menor
        Comparar (Comparar) ○ [Sin comparar] | {Sexo: Mujer | Hombre} | {Edad: Menores de edad | Adultas}
          blocked: No puede combinarse con Años: 2023–2024. Ver con todos los años → acreditadas/?tabla=edad~pais&v=1
        brief: 2023–2024 · Todas las personas
        clear: Quitar todo → acreditadas/?tabla=edad~pais&v=1
        close: Ver 64 personas acreditadas · Solo se combina con años, sexo y edad; las demás combinaciones no se publican, para proteger a las personas.
        summary: Personas acreditadas: 64. 2023–2024.
        hidden: 8 valores están ocultos para proteger a las personas. Por qué
        contents: Sexo | Edad | Nacionalidad | Medios

        ## Sexo (sexo)
        finding: Más de la mitad: Mujer, con 83 %.
        Personas acreditadas, 2023–2024
        Strip: Series(0) 83, Together 17
        Series(0) Mujer | 53 (83 %)
        Together Hombre y Otro, juntas | 11 (17 %)
        note: Porcentajes sobre 64 personas.
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
        note: Porcentajes sobre 64 personas.
        note: El gráfico muestra los grupos, porque gran parte de lo que contienen está oculta; la tabla tiene todas las categorías.
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
        note: Porcentajes sobre 64 personas.
        shapes: Gráfico | Mapa | {Flujo: No se publica por sexo en 2023–2024, para proteger a las personas.} | Por año | [Tabla]
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10

        ## Medios (medios)
        Personas acreditadas, 2023–2024
        Bars: Medios | N.º | %
        Promesas | 50 [Plain 100]
        Amenazas | 30 [Plain 60]
        note: Una persona puede estar en varias categorías: no se suman. Sin porcentajes: no está publicado de cuántas personas se conoce el dato.
        folded: Una categoría oculta para proteger a las personas: Sin información. Mostrar como «c» → acreditadas/?anio=2023-2024&ocultas=medios&tabla=edad~pais&v=1
        shapes: [Gráfico] | Por año | Tabla
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10
        Cómo leer las marcas: Hidden c: oculto para proteger a las personas
        Cómo leer las marcas: Zero 0: nadie, por definición o según la fuente
        Cómo leer las marcas: NotStated : personas de quienes falta el dato
        Qué no dicen las cifras: Personas detectadas, no prevalencia. «Similar»: la diferencia no pasa de lo que números de este tamaño varían por azar (el doble de la raíz cuadrada de su suma). Porcentajes, solo sobre 30 personas o más.
        Publicación 2026-10: CONATT. Próxima publicación: abril de 2027.
        Calidad de los datos → calidad/
        Cómo se protegen las cifras → metodo/
        Compruébelo usted → comprobar/
        Cómo usar este sitio → ayuda/
        Datos → datos/
        ¿Necesita ayuda?: 911 Emergencias → tel:911
    "#]].assert_eq(&print(&page("acreditadas", "anio=2023-2024&tabla=edad~pais")));
}

#[test]
fn a_filter_that_some_figures_cannot_apply() {
    expect![[r#"
        title: Invented data · Accredited persons, Age: 0–11 · Trafficking in Testland
        # Accredited persons
        Lede of Accredited persons.
        banner: Invented data.
        pages: Home | By year | [Accredited persons]
        other language: Español → acreditadas/?edad=0_11&tabla=sexo&v=1
        count: 5 accredited persons
        Groups: Children and adolescents | Women and girls
        Years (2023–2025) ○ [All] | {2025} c | {2024} c | {2023} c; From: [2023] | {2024: cannot be combined with Age: 0–11} | {2025: cannot be combined with Age: 0–11}; To: {2023: cannot be combined with Age: 0–11} | {2024: cannot be combined with Age: 0–11} | [2025]
          blocked: Cannot be combined with Age: 0–11. See without the filter Age: 0–11 → en/accredited/?tabla=sexo&v=1
        Sex (Sex) ☐ Female 5 | Male c | Other c
        Age [0–11 / Age: 0–11] ☐ Minors 49 | –[0–11] 5 | –12–17 44 | Adults c | Not stated c
        Breakdown (Breakdown) ○ [None] | {Year by year} | Sex | {Age}
          blocked: Year by year: cannot be combined with Age: 0–11. See without the filter Age: 0–11 → en/accredited/?tabla=sexo&v=1
          blocked: Age: the charts already show all its categories.
        Measure (Measure) ○ [Number] | Percentage | Rate
        Order ○ [As in the classification] | Largest first
        Compare (Compare) ○ [No comparison] | Sex: Female | Male | Age: All | Age: 12–17 | Age: Adults | Age: Not stated | {Years: 2024 | 2025} | {Years: 2023 | 2025}
          blocked: Years: 2024 | 2025 and Years: 2023 | 2025: cannot be combined with Age: 0–11. See without the filter Age: 0–11 → en/accredited/?tabla=sexo&v=1
        brief: 2023–2025 · 0–11
        clear: Clear all → en/accredited/?tabla=sexo&v=1
        close: See 5 accredited persons · Combined with years, sex and age alone; other combinations are not published, to protect people.
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
        Bars: Age | No. | %
        0–11 | 5 (5%) → en/accredited/?tabla=sexo&v=1 [Plain 8]
        12–17 | 44 (40%) → en/accredited/?edad=12_17&tabla=sexo&v=1 [Aside 72]
        Adults and Not stated, together | 61 (55%) [Together 100]
        note: Percentages of 110 persons.
        note: The filter Age: 0–11 does not apply to this figure, which shows all categories.
        note: Minors: Under 18.
        shapes: [Chart] | By year | Table
        grains: Groups | [Detail]
        definition: Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10

        ## 2 charts have no published data for this selection
        What is missing here is not published, to protect people.
        Nationality and means: not published for Age: 0–11.
        offer: With Age: Minors → en/accredited/?edad=MIN&tabla=sexo&v=1
        offer: Without the filter Age: 0–11 → en/accredited/?tabla=sexo&v=1
        How to read the marks: Hidden c: hidden to protect people
        How to read the marks: Zero 0: nobody, by definition or by the source
        How to read the marks: NotStated : persons of whom the detail is not known
        What the numbers do not say: Persons detected, not prevalence. “Similar”: the difference is no more than numbers of this size vary by chance (twice the square root of their sum). Percentages only for 30 persons or more.
        Release 2026-10: CONATT. Next release: April 2027.
        Data quality → en/quality/
        How the numbers are protected → en/method/
        Check it yourself → en/check/
        How to use this site → en/help/
        Data → en/data/
        Do you need help?: 911 Emergencies → tel:911
    "#]].assert_eq(&print(&page("en/accredited", "edad=0_11&tabla=sexo")));
}

#[test]
fn a_series_by_category_has_one_figure_a_measure() {
    expect![[r#"
        title: Datos inventados · Por año, por sexo, 2024–2025 · Trata en Prueba
        # Por año
        Entrada de Por año.
        banner: Datos inventados.
        pages: Inicio | [Por año] | Personas acreditadas
        other language: English → en/yearly/?anio=2024-2025&por=sexo&tabla=solicitudes&v=1
        count: 78 personas acreditadas
        Grupos · sin desglose: Niñas, niños y adolescentes | Adolescentes | Mujeres
        Años [2024–2025 / Años: 2024–2025] ○ Todos | 2025 46 | 2024 32 | 2023 32; Desde: 2023 | [2024] | 2025; Hasta: 2023 | 2024 | [2025]
        Sexo (Sexo) ☐ {Mujer} 63 | {Hombre} c | {Otro} c
          blocked: Los gráficos ya muestran todas sus categorías. Ver sin desglose → anual/?anio=2024-2025&tabla=solicitudes&v=1
        Edad (Edad) ☐ {Menores de edad} 34 | –{0–11} c | –{12–17} 29–34 | {Adultas} c | {Sin información} c
          blocked: No puede combinarse con Desglose: Sexo. Ver sin desglose → anual/?anio=2024-2025&tabla=solicitudes&v=1
        Desglose [Sexo / Desglose: Sexo] ○ Sin desglose | [Sexo] | Edad
        Medida (Medida) ○ [Número] | Porcentaje | Cambio anual | Tasa
        Orden ○ [Según la clasificación] | De mayor a menor
        Comparar (Comparar) ○ [Sin comparar] | {Sexo: Mujer | Hombre} | {Edad: Menores de edad | Adultas}
          blocked: Sexo: Mujer | Hombre: los gráficos ya muestran todas sus categorías. Ver sin desglose → anual/?anio=2024-2025&tabla=solicitudes&v=1
          blocked: Edad: Menores de edad | Adultas: no puede combinarse con Desglose: Sexo.
        brief: 2024–2025 · Todas las personas
        clear: Quitar todo → anual/?por=sexo&tabla=solicitudes&v=1
        close: Ver 78 personas acreditadas · Junto a cada categoría: personas acreditadas. · Solo se combina con años, sexo y edad; las demás combinaciones no se publican, para proteger a las personas.
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
        folded: 2 categorías ocultas para proteger a las personas: Hombre y Otro. Mostrar como «c» → anual/?anio=2024-2025&por=sexo&ocultas=acreditadas&tabla=solicitudes&v=1
        shapes: [Gráfico] | Apilado | Mapa de calor | Tabla
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10
        Cómo leer las marcas: Hidden c: oculto para proteger a las personas
        Cómo leer las marcas: Zero 0: nadie, por definición o según la fuente
        Cómo leer las marcas: NotStated : personas de quienes falta el dato
        Qué no dicen las cifras: Personas detectadas, no prevalencia. «Similar»: la diferencia no pasa de lo que números de este tamaño varían por azar (el doble de la raíz cuadrada de su suma). Porcentajes, solo sobre 30 personas o más.
        Publicación 2026-10: CONATT. Próxima publicación: abril de 2027.
        Calidad de los datos → calidad/
        Cómo se protegen las cifras → metodo/
        Compruébelo usted → comprobar/
        Cómo usar este sitio → ayuda/
        Datos → datos/
        ¿Necesita ayuda?: 911 Emergencias → tel:911
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
        note: A person may be in several categories: they do not add up. Percentages of the 100 persons whose answer is known.
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
    let text = print::figure(figure);
    let line = text.lines().find(|line| line.contains("Otras")).unwrap();
    line.to_owned()
}

#[test]
fn hidden_is_not_zero() {
    assert_eq!(
        other_countries(Cell::Hidden),
        "Together Venezuela y Otras, juntas | 9 (8\u{a0}%)"
    );
    assert_eq!(
        other_countries(Cell::Published(0)),
        "Otras | 0 (0\u{a0}%) (0)"
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
        offer: Con todos los años → acreditadas/mujeres/"#]].assert_eq(&dead_end("acreditadas", "sexo=F&anio=2024"));
    expect![[r#"
        dead end: To protect people, what this section shows is not published for Sex: Female, Age: 0–11 and Years: 2024 together. The nearest that can be seen:
        offer: For all years → en/accredited/?sexo=F&edad=0_11&v=1"#]].assert_eq(&dead_end("en/accredited", "sexo=F&edad=0_11&anio=2024"));
    expect![[r#"
        dead end: El filtro Sexo: Mujer no cambia esta vista, que ya muestra todas sus categorías. Vistas cercanas:
        offer: Sin el filtro Sexo: Mujer → anual/?por=sexo&v=1
        offer: Sin desglose → anual/mujeres/"#]].assert_eq(&dead_end("anual", "sexo=F&por=sexo"));
    assert_eq!(dead_end("acreditadas", "sexo=F"), "");
}
