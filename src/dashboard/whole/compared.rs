//! Tests comparisons: each side shows the same as it does alone, and both have one scale.

use expect_test::expect;
use proptest::prelude::*;

use super::{page, question};
use crate::link::{Request, href};
use crate::query::{Against, DisplayOption, Query, Shape, Show, Side};
use crate::testing::queries::any_query;
use crate::testing::{print, sample};
use crate::view::drawing::Drawing;
use crate::view::{Body, Figure, Grid, Selection, View};
use crate::{plan, view};

fn make_page(query: &Query) -> View {
    view(
        &sample::release(),
        &Request {
            query: query.clone(),
            notices: vec![],
        },
    )
}

/// The headings of a table's columns, and its rows with their numbers.
type Contents = (Vec<String>, Vec<(String, Vec<String>)>);

/// Returns the contents of a table without its links.
fn contents(figure: &Figure) -> Option<Contents> {
    let Body::Table(Grid { columns, rows, .. }) = &figure.body else {
        return None;
    };
    let row = |row: &crate::view::Row| {
        (
            row.head.clone(),
            row.cells.iter().map(|cell| cell.text.clone()).collect(),
        )
    };
    Some((columns.clone(), rows.iter().map(row).collect()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn each_side_of_a_comparison_shows_what_it_shows_alone(query in any_query()) {
        let catalog = sample::catalog();
        let table = DisplayOption::Shape(Shape::Table);
        let figures = plan::ids_for(&catalog, &query, table);
        let as_table = |query: Query, figure: &String| query.with_display(figure, query.display(figure).with(table));
        let query = figures.iter().fold(query, as_table).with_order(crate::query::Order::Codebook).with_show(Show::Count);
        let Some(other) = query.swapped() else { return Ok(()) };
        let alone = |query: Query| make_page(&Query { side: Side::One, against: None, ..query }).figures;
        let (one, other) = (alone(query.clone()), alone(other));
        for figure in make_page(&query).figures {
            let same = if figure.selection == Selection::Other { &other } else { &one };
            let id = figure.id.strip_prefix("contra-").unwrap_or(&figure.id);
            let same = same.iter().find(|same| same.id == id).unwrap();
            match (contents(&figure), contents(same)) {
                (Some(beside), Some(alone)) => {
                    // If only groups of one side are published, both sides show groups.
                    prop_assert!(beside.1.iter().all(|row| alone.1.contains(row)), "{}", print::figure(&figure));
                    prop_assert_eq!(beside.0, alone.0);
                }
                (beside, alone) => prop_assert_eq!(beside, alone),
            }
        }
    }

    #[test]
    fn both_sides_have_one_scale_and_the_same_categories(query in any_query()) {
        let figures = make_page(&query).figures;
        let shows = |id: &str| figures.iter().any(|figure| figure.id == id);
        for at in 0..figures.len() {
            let is_pair = figures[at].selection == Selection::One && shows(&format!("contra-{}", figures[at].id));
            if !is_pair {
                continue;
            }
            let pair = &figures[at..=at + 1];
            prop_assert_eq!(&pair[1].id, &format!("contra-{}", figures[at].id));
            prop_assert_eq!(pair[1].selection, Selection::Other);
            if let (Body::Chart(one), Body::Chart(other)) = (&pair[0].body, &pair[1].body) {
                prop_assert_eq!(one.reach, other.reach);
                prop_assert_eq!(one.kind, other.kind);
                prop_assert!(one.reach == one.reach() && other.reach == other.reach());
                let by_years = matches!(query.against, Some(Against::Years(_)));
                prop_assert!(by_years || one.categories == other.categories);
            }
            if let (Body::Map(one), Body::Map(other)) = (&pair[0].body, &pair[1].body) {
                prop_assert_eq!(one.areas.len(), other.areas.len());
            }
        }
    }

    #[test]
    fn seen_from_either_side_a_comparison_has_one_address(query in any_query()) {
        let catalog = sample::catalog();
        if let Some(other) = query.swapped() {
            prop_assert_eq!(href(&catalog, &other), href(&catalog, &query));
            prop_assert_eq!(other.swapped(), Some(query));
        }
    }
}

#[test]
fn the_lines_of_two_selections_have_one_scale() {
    let catalog = sample::catalog();
    let page = make_page(&Request::parse(&catalog, "anual", "anio=2024&contra=anio.2025").query);
    let mut scales = Vec::new();
    for figure in &page.figures {
        if let Body::Drawing(drawing) = &figure.body
            && let Drawing::Lines(lines) = &**drawing
        {
            scales.push(lines.steps.clone());
        }
    }
    assert_eq!(scales.len(), 2);
    assert_eq!(scales[0], scales[1]);
}

#[test]
fn both_sides_have_the_order_of_the_first() {
    let catalog = sample::catalog();
    let categories = |search: &str| {
        let view = make_page(&Request::parse(&catalog, "acreditadas", search).query);
        let figure = view.figures.iter().find(|figure| figure.id == "pais");
        let Body::Drawing(drawing) = &figure.unwrap().body else {
            panic!("no drawing")
        };
        let Drawing::Pairs(pairs) = drawing.as_ref() else {
            panic!("no pairs")
        };
        let labels = pairs.rows.iter().map(|row| row.label.as_str());
        labels.collect::<Vec<_>>().join(" ")
    };
    // Categories without an order of their own are ranked.
    for order in ["", "&orden=valor"] {
        let search = format!("sexo=F&contra=sexo.M{order}");
        assert_eq!(categories(&search), "Nicaragua Costa Rica Colombia");
        // No number of men is published, so the order does not change.
        let search = format!("sexo=M&contra=sexo.F{order}");
        assert_eq!(categories(&search), "Costa Rica Nicaragua Colombia");
    }
}

#[test]
fn another_comparison_replaces_the_first_with_its_filters() {
    let catalog = sample::catalog();
    let offered = |search: &str| {
        let view = make_page(&Request::parse(&catalog, "acreditadas", search).query);
        let against = question(&view, "contra");
        let choices = against.answers.choices().into_iter();
        let open = choices.filter(|choice| choice.unavailable.is_none());
        open.map(|choice| choice.link.href.clone())
            .collect::<Vec<_>>()
    };
    let women = "acreditadas/?sexo=F&contra=sexo.M&v=1".to_owned();
    assert!(offered("").contains(&women));
    assert!(offered("anio=2024&contra=anio.2025").contains(&women));
    // Other filters stay.
    let minors = "acreditadas/?sexo=F&edad=MIN&contra=sexo.M&v=1".to_owned();
    assert!(offered("edad=MIN").contains(&minors));
}

#[test]
fn leaving_yearly_changes_leaves_their_breakdown_by_year() {
    let catalog = sample::catalog();
    let view = make_page(&Request::parse(&catalog, "acreditadas", "por=anio&mostrar=cambio").query);
    let show = question(&view, "mostrar");
    assert_eq!(show.answers.choices()[0].link.href, "acreditadas/");
}

#[test]
fn women_beside_men() {
    let view = page("acreditadas", "sexo=F&contra=sexo.M&tabla=pais&v=1");
    let figure = |id: &str| {
        view.figures
            .iter()
            .find(|figure| figure.id == id)
            .map(print::figure)
            .unwrap()
    };
    let printed = [
        figure("sexo"),
        figure("edad"),
        figure("pais"),
        figure("contra-pais"),
        view.summary.clone(),
    ]
    .join("\n\n");
    expect![[r#"
        ## Sexo (sexo)
        finding: Más de la mitad: Mujer, con 82 %.
        Personas acreditadas, 2023–2025
        Strip: Series(0) 82, Together 18
        Series(0) Mujer | 90 (82 %) → acreditadas/?contra=sexo.M&tabla=pais&v=1
        Together Hombre y Otro, juntas | 20 (18 %)
        note: Porcentajes sobre 110 personas.
        note: El filtro Sexo: Mujer no se aplica a este gráfico, que muestra todas las categorías.
        shapes: [Gráfico] | Por año | Tabla
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10

        ## Edad (edad)
        Personas acreditadas, 2023–2025
        Pairs: Mujer | Hombre
        Menores de edad | 46 (51 %) | c (Oculto para proteger a las personas)
        note: Menores de edad: Menos de 18 años.
        note: Porcentajes sobre 90 personas.
        folded: 2 categorías ocultas para proteger a las personas: Adultas y Sin información. Mostrar como «c» → acreditadas/?sexo=F&contra=sexo.M&ocultas=edad&tabla=pais&v=1
        shapes: [Gráfico] | {Por año: No se publica por año para Mujer, para proteger a las personas.} | Tabla
        grains: [Grupos] | Detalle
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10

        ## Nacionalidad · Mujer (pais)
        finding: Lo más frecuente: Nicaragua, con 40 % y Costa Rica, con 36 %.
        Personas acreditadas, 2023–2025, Sexo: Mujer
        Table: Nacionalidad · Mujer. Personas acreditadas, 2023–2025, Sexo: Mujer
        Nacionalidad | Personas acreditadas | Porcentaje
        = Total | 90 | 100 %
        Costa Rica | 32 | 36 %
        Nicaragua | 36 | 40 %
        Colombia | 15 | 17 %
        Venezuela | c (Oculto para proteger a las personas) | – (Sin porcentaje: el valor no está publicado o no es parte de la base)
        Otras | c (Oculto para proteger a las personas) | – (Sin porcentaje: el valor no está publicado o no es parte de la base)
        note: Porcentajes sobre 90 personas.
        shapes: Gráfico | Mapa | Flujo | {Por año: No se publica por año para Mujer, para proteger a las personas.} | [Tabla]
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10

        ## Nacionalidad · Hombre (contra-pais)
        Personas acreditadas, 2023–2025, Sexo: Hombre
        Table: Nacionalidad · Hombre. Personas acreditadas, 2023–2025, Sexo: Hombre
        Nacionalidad | Personas acreditadas
        = Total | c (Oculto para proteger a las personas)
        Costa Rica | c (Oculto para proteger a las personas)
        Nicaragua | c (Oculto para proteger a las personas)
        Colombia | c (Oculto para proteger a las personas)
        Venezuela | c (Oculto para proteger a las personas)
        Otras | c (Oculto para proteger a las personas)
        shapes: Gráfico | Mapa | Flujo | {Por año: No se publica por año para Hombre, para proteger a las personas.} | [Tabla]
        definition: Personas acreditadas: Personas, por fecha de resolución.
        source: CONATT · publicación 2026-10

        Personas acreditadas: 90. 2023–2025; Sexo: Mujer. Comparado con: Personas acreditadas: oculto. 2023–2025; Sexo: Hombre."#]].assert_eq(&printed);
    let places: Vec<Selection> = view.figures.iter().map(|figure| figure.selection).collect();
    let (both, pair) = ([Selection::Both], [Selection::One, Selection::Other]);
    assert_eq!(places, [&both[..], &both, &pair, &both].concat());
}
