//! Tests that files are written as other tools read them, and that broken ones are refused.

use expect_test::expect;
use proptest::prelude::*;

use crate::catalog::{Catalog, TableEntry};
use crate::dimension::{Category, Dimension, Role};
use crate::json_stat::{
    read_catalog, read_cells, read_dataset, read_table, write_catalog, write_cells, write_table,
};
use crate::measure::Measure;
use crate::table::{Cell, Table};
use crate::text::Text;

fn catalog() -> Catalog {
    Catalog {
        codebook: "prueba".into(),
        title: Text::new("Prueba", "Test"),
        source: Text::new("CONATT", "CONATT"),
        release: "2026-10".into(),
        threshold: 5,
        time: "anio".into(),
        measures: vec![Measure {
            id: "acreditadas".into(),
            label: Text::new("Personas acreditadas", "Persons accredited"),
            definition: Text::default(),
            unit: Text::new("personas", "persons"),
            ..Measure::default()
        }],
        ..Catalog::default()
    }
}

fn sex() -> Dimension {
    let category = |code: &str, es: &str, en: &str| Category {
        code: code.into(),
        label: Text::new(es, en),
        unknown: code == "U",
        ..Category::default()
    };
    Dimension {
        id: "sexo".into(),
        label: Text::new("Sexo", "Sex"),
        categories: vec![
            category("F", "Mujer", "Female"),
            category("U", "Sin información", "Not stated"),
        ],
        ..Dimension::default()
    }
}

#[test]
fn a_dataset_is_what_other_tools_expect() {
    let cells = vec![Cell::Published(12), Cell::Hidden, Cell::Hidden];
    let table = Table::new(
        "t",
        Text::new("Tabla", "Table"),
        "acreditadas",
        vec![sex()],
        cells,
    )
    .unwrap();
    // One line for readers, several for whoever compares: no byte is lost.
    let lines = write_table(&table, &catalog()).replace("},", "},\n");
    expect![[r#"
        {"version":"2.0","class":"dataset","label":"Tabla","source":"CONATT","updated":"2026-10-01","id":["sexo","medida"],"size":[3,1],"role":{"metric":["medida"]},
        "dimension":{"medida":{"label":"Medida","category":{"index":["acreditadas"],"label":{"acreditadas":"Personas acreditadas"},
        "unit":{"acreditadas":{"label":"personas","decimals":0}}},
        "extension":{"en":{"label":"Measure","category":{"acreditadas":"Persons accredited"}}}},
        "sexo":{"label":"Sexo","category":{"index":["_T","F","U"],"label":{"F":"Mujer","U":"Sin información","_T":"Total"},
        "child":{"_T":["F","U"]}},
        "extension":{"en":{"label":"Sex","category":{"F":"Female","U":"Not stated","_T":"Total"}},
        "unknown":["U"]}}},
        "value":[12,null,null],"status":{"1":"c","2":"c"},
        "extension":{"table":"t","measure":"acreditadas","release":"2026-10","status":{"label":{"c":"Oculto para proteger a las personas"}},
        "en":{"label":"Table","source":"CONATT"}}}
    "#]].assert_eq(&lines);
}

#[test]
fn cells_survive_the_journey_and_are_refused_where_they_do_not_fit() {
    let mut catalog = catalog();
    catalog.dimensions = vec![sex()];
    for id in ["a", "b"] {
        catalog.tables.push(TableEntry {
            id: id.into(),
            measure: "acreditadas".into(),
            dimensions: vec!["sexo".into()],
            ..TableEntry::default()
        });
    }
    let cells = vec![Cell::Published(12), Cell::Hidden, Cell::Published(0)];
    let dimensions = catalog.dimensions_of(&catalog.tables[1]);
    let table = Table::new("b", Text::default(), "acreditadas", dimensions, cells).unwrap();
    let json = write_cells(&catalog, [&table]);
    assert_eq!(
        json,
        "{\"release\":\"2026-10\",\"edition\":\"\",\"tables\":{\"b\":[12,null,0]}}\n"
    );
    assert_eq!(read_cells(&json, &catalog).unwrap(), [table]);
    for (changed, mistake) in [
        (
            json.replace("null,", ""),
            "table b: its dimensions need 3 cells, it has 2",
        ),
        (
            json.replace("12", "\"12\""),
            "not a JSON-stat file of this dashboard: b: 0: a whole number is expected",
        ),
        (
            json.replace("2026", "2027"),
            "not a JSON-stat file of this dashboard: the release of the catalog is expected",
        ),
    ] {
        let error = read_cells(&changed, &catalog).unwrap_err();
        assert_eq!(error.to_string(), mistake);
    }
}

#[test]
fn a_catalog_survives_the_journey() {
    let json = write_catalog(&catalog(), &[], "");
    assert_eq!(read_catalog(&json).unwrap(), catalog());
}

#[test]
fn a_cell_without_number_and_mark_is_refused() {
    let table = Table::new(
        "t",
        Text::default(),
        "acreditadas",
        vec![],
        vec![Cell::Hidden],
    )
    .unwrap();
    let json = write_table(&table, &catalog()).replace(r#""status":{"0":"c"},"#, "");
    assert_eq!(
        read_table(&json).unwrap_err().to_string(),
        "cell 0 is neither a number nor marked as hidden"
    );
}

#[test]
fn what_earlier_releases_left_unprotected_is_read_without_the_mark() {
    let catalog = Catalog {
        dimensions: vec![sex()],
        ..catalog()
    };
    let now = write_catalog(&catalog, &[], "");
    let earlier = now.replace("\"unknown\":true", "\"unknown\":true,\"unprotected\":true");
    assert_ne!(earlier, now);
    assert_eq!(read_catalog(&earlier).unwrap(), catalog);

    let cells = vec![Cell::Published(12), Cell::Published(9), Cell::Published(3)];
    let label = Text::new("Tabla", "Table");
    let table = Table::new("t", label, "acreditadas", vec![sex()], cells).unwrap();
    let now = write_table(&table, &catalog);
    let earlier = now.replace(
        "\"unknown\":[\"U\"]",
        "\"unknown\":[\"U\"],\"unprotected\":[\"U\"]",
    );
    assert_ne!(earlier, now);
    assert_eq!(read_table(&earlier).unwrap(), read_table(&now).unwrap());
}

#[test]
fn a_table_of_another_release_is_told_from_those_of_the_catalog() {
    let catalog = Catalog {
        dimensions: vec![sex()],
        tables: vec![TableEntry {
            id: "t".into(),
            measure: "acreditadas".into(),
            dimensions: vec!["sexo".into()],
            rolled_up: vec![],
        }],
        ..catalog()
    };
    let table = |id: &str, measure: &str, sex: Dimension| {
        Table::from_fn(id, Text::default(), measure, vec![sex], |_| {
            Cell::Published(9)
        })
    };
    let is_of = |table: &Table, written: &Catalog| {
        read_dataset(&write_table(table, written))
            .unwrap()
            .is_of(&catalog, "t")
    };
    let right = table("t", "acreditadas", sex());
    assert!(is_of(&right, &catalog));
    let other_release = Catalog {
        release: "2027-04".into(),
        ..catalog.clone()
    };
    assert!(!is_of(&right, &other_release));
    let other_publisher = Catalog {
        source: Text::new("OIJ", "OIJ"),
        ..catalog.clone()
    };
    assert!(!is_of(&right, &other_publisher));
    assert!(!is_of(&table("s", "acreditadas", sex()), &catalog));
    assert!(!is_of(&table("t", "solicitudes", sex()), &catalog));
    // As many categories of the same codes, which mean something else.
    let mut renamed = sex();
    renamed.categories[0].label = Text::new("Hombre", "Male");
    assert!(!is_of(&table("t", "acreditadas", renamed), &catalog));
    let mut swapped = sex();
    swapped.categories.swap(0, 1);
    assert!(!is_of(&table("t", "acreditadas", swapped), &catalog));
}

#[test]
fn categories_that_contain_themselves_are_refused() {
    let below = |code: &str, parent: &str| Category {
        code: code.into(),
        parent: Some(parent.into()),
        ..Category::default()
    };
    for categories in [
        vec![below("A", "A")],
        vec![below("A", "B"), below("B", "A")],
        vec![below("A", "C"), below("B", "A"), below("C", "B")],
        vec![below("A", "Z")],
    ] {
        let dimension = Dimension {
            categories,
            ..sex()
        };
        let looping = Catalog {
            dimensions: vec![dimension.clone()],
            ..catalog()
        };
        assert_eq!(
            read_catalog(&write_catalog(&looping, &[], ""))
                .unwrap_err()
                .to_string(),
            "in the dimension sexo, A is not listed after the category that contains it"
        );
        assert!(dimension.ancestors("A").count() <= 3);
    }
    let circle = write_table(
        &Table::from_fn("t", Text::default(), "acreditadas", vec![sex()], |_| {
            Cell::Published(9)
        }),
        &catalog(),
    );
    let circle = circle.replace(
        r#""child":{"_T":["F","U"]}"#,
        r#""child":{"F":["U"],"U":["F"]}"#,
    );
    assert_eq!(
        read_table(&circle).unwrap_err().to_string(),
        "in the dimension sexo, F is not listed after the category that contains it"
    );
}

#[test]
fn another_class_is_refused_by_name() {
    let error = read_table(&write_catalog(&catalog(), &[], ""))
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "a JSON-stat dataset of version 2.0 was expected, this is a collection of version 2.0"
    );
}

prop_compose! {
    fn any_dimension(id: &'static str)(
        parents in proptest::collection::vec(any::<Option<prop::sample::Index>>(), 1..6),
        multi_response in any::<bool>(),
        role in prop_oneof![Just(Role::Time), Just(Role::Geo), Just(Role::Attribute)],
        note in proptest::option::of("[a-zñ ]{0,8}"),
    ) -> Dimension {
        let category = |(at, parent): (usize, &Option<prop::sample::Index>)| Category {
            code: format!("C{at}"),
            label: Text::new(format!("á{at}"), format!("a{at}")),
            parent: parent.filter(|_| at > 0 && !multi_response).map(|index| format!("C{}", index.index(at.max(1)))),
            unknown: at == 3,
            apart: at == 4 && parent.is_none() && !multi_response,
            note: (at == 2).then(|| Text::new("nota", "note")),
            ..Category::default()
        };
        Dimension {
            id: id.into(),
            label: Text::new(id, "english"),
            role,
            multi_response,
            note: note.map(|note| Text::new(note.clone(), note)),
            categories: parents.iter().enumerate().map(category).collect(),
            ..Dimension::default()
        }
    }
}

proptest! {
    #[test]
    fn every_table_survives_the_journey(
        dimensions in (any_dimension("a"), any_dimension("b")),
        counts in proptest::collection::vec(proptest::option::of(0..1_000_000u64), 49),
    ) {
        let mut counts = counts.into_iter().cycle();
        let cell = |_: &_| counts.next().flatten().map_or(Cell::Hidden, Cell::Published);
        let table = Table::from_fn("t", Text::new("Tabla", "Table"), "n", vec![dimensions.0, dimensions.1], cell);
        prop_assert_eq!(read_table(&write_table(&table, &catalog())).unwrap(), table);
    }

    #[test]
    fn no_input_makes_the_reader_panic(json in "\\PC{0,200}") {
        let _ = (read_table(&json), read_catalog(&json));
    }
}
