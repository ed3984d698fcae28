//! Tests registers of few persons: periods in place of years, all years together, and years without collection.

use cube::Release;
use expect_test::expect;

use crate::testing::print::print;
use crate::testing::{drawing, sample};
use crate::view::{Body, View};
use crate::{Request, Value, sheets, view};

fn periods() -> Release {
    sample::release_over(["2015-2017", "2018-2020", "2021-2023"], &[])
}

fn page(release: &Release, path: &str, search: &str) -> View {
    view(release, &Request::parse(&release.catalog, path, search))
}

/// The names along the axis of a page's first figure.
fn axis(view: &View) -> Vec<String> {
    drawing::years(&view.figures[0].body)
}

#[test]
fn the_opening_page_of_a_register_by_period() {
    expect![[r#"
        title: Datos inventados · Trata en Prueba
        # Lo que se registra
        Personas detectadas.
        banner: Datos inventados.
        pages: [Inicio] | Por año | Personas acreditadas
        other language: English → en/
        story: En 2021–2023 se recibieron 92 solicitudes, más que en 2018–2020 (64). 20 eran menores.
        notes: Personas detectadas, no prevalencia.
        release: Publicación de octubre de 2026, con datos de 2015–2023. Próxima publicación: abril de 2027.
        people: 46 personas: Edad: Menores de edad 20, Adultas y sin información, juntas c 26. Cada punto es una persona (personas acreditadas, 2021–2023). Cada fila se ordena por separado: un punto no es la misma persona en otra fila.
        group: Niñez y adolescencia → anual/ninez/ = 20: En 2021–2023, un número similar al de 2018–2020 (14). 43 % del total de personas acreditadas (46).
        summary: Solicitudes: 220; Personas acreditadas: 110. 2015–2023.

        ## Solicitudes y personas acreditadas (anio)
        finding: Solicitudes: aumento en 2021–2023 (de 64 a 92).
        Personas, período por período, 2015–2023
        Lines: Solicitudes y personas acreditadas
        2015–2017 | 64 | 32 → anual/?anio=2015-2017&v=1
        2018–2020 | Thin 64 | Thin 32 → anual/?anio=2018-2020&v=1
        2021–2023 | Thick 92 | Thin 46 → anual/?anio=2021-2023&v=1
        shapes: [Gráfico] | Tabla
        definition: Solicitudes: Personas, por fecha de solicitud. Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10
        door: Personas acreditadas → acreditadas/: ¿Quiénes son? Más de la mitad: Mujer, con 82 % (2015–2023). Personas acreditadas, 2015–2023
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
    "#]].assert_eq(&print(&page(&periods(), "", "")));
}

#[test]
fn a_series_by_period_with_a_breakdown_in_english() {
    expect![[r#"
        title: Invented data · By year, by sex · Trafficking in Testland
        # By year
        Lede of By year.
        banner: Invented data.
        pages: Home | [By year] | Accredited persons
        other language: Español → anual/?por=sexo&v=1
        count: 110 accredited persons
        Groups · without the breakdown: Children and adolescents | Adolescents | Women and girls
        Years (2015–2023) ○ [All] | 2021–2023 46 | 2018–2020 32 | 2015–2017 32; From: [2015–2017] | 2018–2020 | 2021–2023; To: 2015–2017 | 2018–2020 | [2021–2023]
        Sex (Sex) ☐ {Female} 90 | {Male} c | {Other} c
          blocked: The charts already show all its categories. See without the breakdown → en/yearly/
        Age (Age) ☐ {Minors} 49 | –{0–11} 5 | –{12–17} 44 | {Adults} c | {Not stated} c
          blocked: Cannot be combined with Breakdown: Sex. See without the breakdown → en/yearly/
        Breakdown [Sex / Breakdown: Sex] ○ None | [Sex] | Age
        Measure (Measure) ○ [Number] | Percentage | Change between periods | Rate
        Order ○ [As in the classification] | Largest first
        Compare (Compare) ○ [No comparison] | {Sex: Female | Male} | {Age: Minors | Adults} | Years: 2018–2020 | 2021–2023 | Years: 2015–2017 | 2021–2023
          blocked: Sex: Female | Male: the charts already show all its categories. See without the breakdown → en/yearly/
          blocked: Age: Minors | Adults: cannot be combined with Breakdown: Sex.
        brief: 2015–2023 · Everybody
        close: See 110 accredited persons · Beside each category: accredited persons. · Combined with years, sex and age alone; other combinations are not published, to protect people.
        summary: Applications: 220; Accredited persons: 110. 2015–2023.
        hidden: 12 values are hidden to protect people. Why

        ## Applications by sex (solicitudes)
        Applications, period by period, 2015–2023
        Columns: Applications by sex. Applications, period by period, 2015–2023. Female – 2015–2017: 54 (84%); 2018–2020: 52 (81%); 2021–2023: 74 (80%). Total: 220. 2 categories hidden to protect people: Male and Other.
        2015–2017 | 54 → en/yearly/?anio=2015-2017&por=sexo&v=1
        2018–2020 | 52 → en/yearly/?anio=2018-2020&por=sexo&v=1
        2021–2023 | 74 → en/yearly/?anio=2021-2023&por=sexo&v=1
        folded: 2 categories hidden to protect people: Male and Other. Show as “c” → en/yearly/?por=sexo&ocultas=solicitudes&v=1
        shapes: [Chart] | Stacked | Heat map | Table
        definition: Applications: Persons, by date of application.
        source: CONATT · release 2026-10

        ## Accredited persons by sex (acreditadas)
        Accredited persons, period by period, 2015–2023
        Columns: Accredited persons by sex. Accredited persons, period by period, 2015–2023. Female – 2015–2017: 27 (84%); 2018–2020: 26 (81%); 2021–2023: 37 (80%). Total: 110. 2 categories hidden to protect people: Male and Other.
        2015–2017 | 27 → en/yearly/?anio=2015-2017&por=sexo&v=1
        2018–2020 | 26 → en/yearly/?anio=2018-2020&por=sexo&v=1
        2021–2023 | 37 → en/yearly/?anio=2021-2023&por=sexo&v=1
        folded: 2 categories hidden to protect people: Male and Other. Show as “c” → en/yearly/?por=sexo&ocultas=acreditadas&v=1
        shapes: [Chart] | Stacked | Heat map | Table
        definition: Accredited persons: Persons, by date of decision.
        source: CONATT · release 2026-10
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
    "#]].assert_eq(&print(&page(&periods(), "en/yearly", "por=sexo")));
}

#[test]
fn the_opening_page_of_a_register_over_all_years() {
    expect![[r#"
        title: Datos inventados · Trata en Prueba
        # Lo que se registra
        Personas detectadas.
        banner: Datos inventados.
        pages: [Inicio] | Por año | Personas acreditadas
        other language: English → en/
        story: En 2023–2025 se recibieron 220 solicitudes. 49 eran menores.
        notes: Personas detectadas, no prevalencia.
        release: Publicación de octubre de 2026, con datos de 2023–2025. Próxima publicación: abril de 2027.
        people: 110 personas: Edad: Menores de edad 49, Adultas y sin información, juntas c 61. Cada punto es una persona (personas acreditadas, 2023–2025). Cada fila se ordena por separado: un punto no es la misma persona en otra fila.
        group: Niñez y adolescencia → acreditadas/ninez/ = 49: En 2023–2025. 45 % del total de personas acreditadas (110).
        summary: Solicitudes: 220; Personas acreditadas: 110. 2023–2025.

        ## Solicitudes y personas acreditadas (anio)
        Personas, 2023–2025
        Lines: Solicitudes y personas acreditadas
        2023–2025 | 220 | 110 → anual/
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
    "#]].assert_eq(&print(&page(&sample::release_without_time(), "", "")));
}

#[test]
fn without_time_a_series_compares_categories() {
    let release = sample::release_without_time();
    expect![[r#"
        title: Datos inventados · Por año, por sexo · Trata en Prueba
        # Por año
        Entrada de Por año.
        banner: Datos inventados.
        pages: Inicio | [Por año] | Personas acreditadas
        other language: English → en/yearly/?por=sexo&v=1
        count: 110 personas acreditadas
        Edad (Edad) ☐ Menores de edad 49 | –0–11 5 | –12–17 44 | Adultas c | Sin información c
        Desglose [Sexo / Desglose: Sexo] ○ Sin desglose | [Sexo] | Edad
        Medida (Medida) ○ [Número] | Porcentaje | Tasa
        Orden ○ [Según la clasificación] | De mayor a menor
        Comparar (Comparar) ○ [Sin comparar] | Edad: Menores de edad | Adultas
        brief: 2023–2025 · Todas las personas
        close: Ver 110 personas acreditadas · Junto a cada categoría: personas acreditadas. · Solo se combina con edad; las demás combinaciones no se publican, para proteger a las personas.
        summary: Solicitudes: 220; Personas acreditadas: 110. 2023–2025.
        hidden: 4 valores están ocultos para proteger a las personas. Por qué

        ## Solicitudes por sexo (solicitudes)
        finding: Más de la mitad: Mujer, con 82 %.
        Solicitudes, 2023–2025
        Strip: Series(0) 82, Together 18
        Series(0) Mujer | 180 (82 %)
        Together Hombre y Otro, juntas | 40 (18 %)
        note: Porcentajes sobre 220 personas.
        shapes: [Gráfico] | Tabla
        definition: Solicitudes: Personas, por fecha de solicitud.
        source: CONATT · publicación 2026-10

        ## Personas acreditadas por sexo (acreditadas)
        finding: Más de la mitad: Mujer, con 82 %.
        Personas acreditadas, 2023–2025
        Strip: Series(0) 82, Together 18
        Series(0) Mujer | 90 (82 %)
        Together Hombre y Otro, juntas | 20 (18 %)
        note: Porcentajes sobre 110 personas.
        shapes: [Gráfico] | Tabla
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
    "#]]
    .assert_eq(&print(&page(&release, "anual", "por=sexo")));
    // What a link asks for over time is named, not dropped in silence.
    for search in ["por=anio", "anio=2024", "mostrar=cambio"] {
        let view = page(&release, "acreditadas", search);
        assert_eq!(view.notices.len(), 1, "{search}: {:?}", view.notices);
    }
}

#[test]
fn a_year_without_collection_is_a_gap() {
    let release = sample::release_over(["2021", "2023", "2024"], &[2022]);
    expect![[r#"
        title: Datos inventados · Por año, por edad · Trata en Prueba
        # Por año
        Entrada de Por año.
        banner: Datos inventados.
        pages: Inicio | [Por año] | Personas acreditadas
        other language: English → en/yearly/?por=edad&v=1
        count: 110 personas acreditadas
        Grupos · sin desglose: Niñas, niños y adolescentes | Adolescentes | Mujeres
        Años (2021–2024) ○ [Todos] | 2024 46 | 2023 32 | 2021 32; Desde: [2021] | 2023 | 2024; Hasta: 2021 | 2023 | [2024]
        Sexo (Sexo) ☐ {Mujer} 90 | {Hombre} c | {Otro} c
          blocked: No puede combinarse con Desglose: Edad. Ver sin desglose → anual/
        Edad (Edad) ☐ {Menores de edad} 49 | –{0–11} 5 | –{12–17} 44 | {Adultas} c | {Sin información} c
          blocked: Los gráficos ya muestran todas sus categorías. Ver sin desglose → anual/
        Desglose [Edad / Desglose: Edad] ○ Sin desglose | Sexo | [Edad]
        Medida (Medida) ○ [Número] | Porcentaje | Cambio anual | Tasa
        Orden ○ [Según la clasificación] | De mayor a menor
        Comparar (Comparar) ○ [Sin comparar] | {Sexo: Mujer | Hombre} | {Edad: Menores de edad | Adultas} | Años: 2023 | 2024 | Años: 2021 | 2024
          blocked: Sexo: Mujer | Hombre: no puede combinarse con Desglose: Edad. Ver sin desglose → anual/
          blocked: Edad: Menores de edad | Adultas: los gráficos ya muestran todas sus categorías.
        brief: 2021–2024 · Todas las personas
        close: Ver 110 personas acreditadas · Junto a cada categoría: personas acreditadas. · Solo se combina con años, sexo y edad; las demás combinaciones no se publican, para proteger a las personas.
        summary: Solicitudes: 220; Personas acreditadas: 110. 2021–2024.
        hidden: 16 valores están ocultos para proteger a las personas. Por qué

        ## Solicitudes por edad (solicitudes)
        Solicitudes, año por año, 2021–2024
        Columns: Solicitudes por edad. Solicitudes, año por año, 2021–2024. Menores de edad – 2021: 30 (47 %); 2022: Sin recolección de datos en ese año; 2023: 28 (44 %); 2024: 40 (43 %). Total: 220. 2 categorías ocultas para proteger a las personas: Adultas y Sin información.
        2021 | 30 → anual/?anio=2021&por=edad&v=1
        2022 | –
        2023 | 28 → anual/?anio=2023&por=edad&v=1
        2024 | 40 → anual/?anio=2024&por=edad&v=1
        note: Sin recolección de datos: 2022.
        note: El gráfico muestra los grupos, porque gran parte de lo que contienen está oculta; la tabla tiene todas las categorías.
        note: Menores de edad: Menos de 18 años.
        folded: 2 categorías ocultas para proteger a las personas: Adultas y Sin información. Mostrar como «c» → anual/?por=edad&ocultas=solicitudes&v=1
        shapes: [Gráfico] | Apilado | Mapa de calor | Tabla
        grains: [Grupos] | Detalle
        definition: Solicitudes: Personas, por fecha de solicitud.
        source: CONATT · publicación 2026-10

        ## Personas acreditadas por edad (acreditadas)
        Personas acreditadas, año por año, 2021–2024
        Columns: Personas acreditadas por edad. Personas acreditadas, año por año, 2021–2024. Menores de edad – 2021: 15 (47 %); 2022: Sin recolección de datos en ese año; 2023: 14 (44 %); 2024: 20 (43 %). Total: 110. 2 categorías ocultas para proteger a las personas: Adultas y Sin información.
        2021 | 15 → anual/?anio=2021&por=edad&v=1
        2022 | –
        2023 | 14 → anual/?anio=2023&por=edad&v=1
        2024 | 20 → anual/?anio=2024&por=edad&v=1
        note: Sin recolección de datos: 2022.
        note: El gráfico muestra los grupos, porque gran parte de lo que contienen está oculta; la tabla tiene todas las categorías.
        note: Menores de edad: Menos de 18 años.
        folded: 2 categorías ocultas para proteger a las personas: Adultas y Sin información. Mostrar como «c» → anual/?por=edad&ocultas=acreditadas&v=1
        shapes: [Gráfico] | Apilado | Mapa de calor | Tabla
        grains: [Grupos] | Detalle
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
    "#]].assert_eq(&print(&page(&release, "anual", "por=edad")));
    assert_eq!(
        axis(&page(&release, "anual", "")),
        ["2021", "2022", "2023", "2024"]
    );
    assert_eq!(
        axis(&page(&release, "anual", "anio=2023-2024")),
        ["2023", "2024"]
    );
    // 2024 is compared with 2023, but 2023 not with 2021.
    let changes = page(
        &release,
        "acreditadas",
        "por=anio&mostrar=cambio&tabla=sexo",
    );
    assert_eq!(
        table(&changes).lines().nth(1),
        Some("Total | – | – | – | ≈\u{a0}+14 (+44\u{a0}%)")
    );
    let request = Request::parse(&release.catalog, "anual", "");
    let (_, sheet) = sheets(&release, &request).remove(0);
    let row = |code: &str| {
        let row = sheet.rows.iter().find(|row| row.code == code).unwrap();
        row.cells
            .iter()
            .map(|cell| cell.value.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(row("2021"), [Value::Exact(64), Value::Exact(32)]);
    assert_eq!(row("2022"), [Value::Missing, Value::Missing]);
}

#[test]
fn a_range_of_periods_is_linked_by_its_first_and_its_last_year() {
    let release = periods();
    for (search, summary) in [
        ("anio=2018-2023", "Personas acreditadas: 78. 2018–2023."),
        ("anio=2018-2020", "Personas acreditadas: 32. 2018–2020."),
        (
            "anio=2018-2020-2021-2023",
            "Personas acreditadas: 78. 2018–2023.",
        ),
        ("anio=2015-2023", "Personas acreditadas: 110. 2015–2023."),
    ] {
        let view = page(&release, "acreditadas", search);
        assert!(
            view.summary.starts_with(summary),
            "{search}: {}",
            view.summary
        );
        assert_eq!(view.notices, [] as [String; 0], "{search}");
    }
    let other = page(&release, "acreditadas", "anio=2018-2023");
    assert!(
        other.other_languages[0].1.href.contains("?anio=2018-2023&"),
        "{}",
        other.other_languages[0].1.href
    );
    // A single year is not published.
    assert_eq!(page(&release, "acreditadas", "anio=2019").notices.len(), 1);
    let compared = page(
        &release,
        "acreditadas",
        "anio=2015-2017&contra=anio.2018-2020",
    );
    assert_eq!(compared.notices, [] as [String; 0]);
}

#[test]
fn periods_of_different_lengths_are_not_compared() {
    let told = |without: &[u16]| {
        let periods = ["2015-2017", "2018-2020", "2021-2024"];
        let front = page(&sample::release_over(periods, without), "", "")
            .front
            .unwrap();
        let story: String = front.story.into_iter().map(|words| words.text).collect();
        [story, front.groups[0].sentences.join(" ")]
    };
    assert_eq!(
        told(&[]),
        [
            "En 2021–2024 se recibieron 92 solicitudes. 20 eran menores.",
            "En 2021–2024. No se compara con 2018–2020, que tiene otra cantidad de años. 43\u{a0}% del total de personas \
             acreditadas (46)."
        ]
    );
    // Of 2022 nothing was collected, so both have three years.
    assert_eq!(
        told(&[2022]),
        [
            "En 2021–2024 se recibieron 92 solicitudes, más que en 2018–2020 (64). 20 eran menores.",
            "En 2021–2024, un número similar al de 2018–2020 (14). 43\u{a0}% del total de personas acreditadas (46)."
        ]
    );
}

#[test]
fn the_rate_of_a_period_is_the_yearly_mean() {
    let by_year = page(
        &sample::release(),
        "acreditadas",
        "mostrar=tasa&por=anio&tabla=sexo",
    );
    let by_period = page(
        &periods(),
        "acreditadas",
        "mostrar=tasa&por=anio&tabla=sexo",
    );
    expect![[r#"
        Personas acreditadas por 100 000 habitantes, año por año, 2023–2025
        Total | – | – | – | –
        Mujer | 12,0 | 10,8 | 10,4 | 14,8
        Hombre | c | c | c | c
        Otro | c | c | c | c

        Personas acreditadas por 100 000 habitantes, período por período, promedio anual de 2015–2023
        Total | – | – | – | –
        Mujer | 4,00 | 3,60 | 3,47 | 4,93
        Hombre | c | c | c | c
        Otro | c | c | c | c
    "#]].assert_eq(&format!("{}\n{}", table(&by_year), table(&by_period)));
}

/// The rows of a page's first figure.
fn table(view: &View) -> String {
    let Body::Table(grid) = &view.figures[0].body else {
        panic!("a table was expected");
    };
    let rows = grid.rows.iter().map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        format!("{} | {}", row.head, cells.join(" | "))
    });
    format!(
        "{}\n{}\n",
        view.figures[0].subtitle,
        rows.collect::<Vec<_>>().join("\n")
    )
}

#[test]
fn a_break_is_marked_in_the_period_that_contains_it() {
    let mut release = periods();
    release.catalog.breaks = vec![cube::Break {
        year: 2019,
        measures: vec![],
        dimensions: vec![],
        reason: cube::Text::new("Otra ley.", "Another law."),
        source: None,
    }];
    let view = page(&release, "anual", "");
    assert_eq!(axis(&view), ["2015–2017", "2018–2020*", "2021–2023"]);
    assert!(
        view.figures[0]
            .notes
            .contains(&"* 2019: Otra ley.".to_owned())
    );
}
