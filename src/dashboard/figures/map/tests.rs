//! Tests maps: their areas and classes, their outlines, and the categories that are not on them.

use cube::{Address, Cell, Release, Text};

use super::*;
use crate::link::Request;
use crate::testing::sample;
use crate::view;
use crate::view::{Body, Outlines};

fn countries(path: &str, search: &str, cell: impl Fn(&Address) -> Cell) -> Map {
    make_map(&sample::release_where(cell), path, search)
}

fn make_map(release: &Release, path: &str, search: &str) -> Map {
    let figures = crate::view(release, &Request::parse(&release.catalog, path, search)).figures;
    let body = figures
        .into_iter()
        .find(|figure: &view::Figure| figure.id == "pais")
        .map(|figure| figure.body);
    let Some(Body::Map(map)) = body else {
        panic!("no map")
    };
    *map
}

fn colours_and_labels(map: &Map) -> Vec<String> {
    map.areas
        .iter()
        .map(|area| format!("{:?} {}", area.colour, area.label))
        .collect()
}

#[test]
fn a_category_is_coloured_by_its_class_or_hatched() {
    let map = countries("acreditadas", "mapa=pais", sample::published);
    assert_eq!(map.atlas, Atlas::World);
    assert_eq!(
        colours_and_labels(&map),
        [
            "Class(1) Costa Rica: 35 (32\u{a0}%)",
            "Class(2) Nicaragua: 51 (46\u{a0}%)",
            "Class(0) Colombia: 15 (14\u{a0}%)",
            "Hidden Venezuela: c (oculto para proteger a las personas)",
        ]
    );
    let legend: Vec<&str> = map.legend.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(legend, ["15", "35", "51", "c · oculto, al menos en parte"]);
    assert_eq!(
        map.elsewhere.as_deref(),
        Some("Fuera del mapa: Otras: c (oculto para proteger a las personas).")
    );
}

#[test]
fn categories_with_the_same_label_keep_their_own_places() {
    let mut release = sample::release();
    let dimensions = &mut release.catalog.dimensions;
    let countries = dimensions.iter_mut().find(|one| one.id == "pais").unwrap();
    for country in &mut countries.categories {
        country.label = Text::new("País", "Country");
    }
    let map = make_map(&release, "acreditadas", "mapa=pais");
    let places: Vec<String> = map
        .areas
        .iter()
        .map(|area| area.outlines.join("+"))
        .collect();
    assert_eq!(places, ["188", "558", "170", "862"]);
}

#[test]
fn shares_have_classes_of_their_own() {
    let map = countries(
        "en/accredited",
        "mapa=pais&mostrar=porcentaje",
        sample::published,
    );
    assert_eq!(colours_and_labels(&map)[1], "Class(2) Nicaragua: 46% (51)");
    assert_eq!(map.legend[1].1, "32%");
}

#[test]
fn no_class_depends_on_hidden_numbers() {
    let all = countries("acreditadas", "mapa=pais", |address| {
        Cell::Published(sample::count(address))
    });
    let none = countries("acreditadas", "mapa=pais", |_| Cell::Hidden);
    assert!(
        all.areas
            .iter()
            .all(|area| matches!(area.colour, ColourClass::Class(_)))
    );
    assert!(
        none.areas
            .iter()
            .all(|area| area.colour == ColourClass::Hidden)
    );
    assert_eq!(
        none.legend,
        [(
            ColourClass::Hidden,
            "c · oculto, al menos en parte".to_owned()
        )]
    );
}

#[test]
fn a_dimension_without_places_has_no_map() {
    let catalog = sample::catalog();
    let atlas = |id: &str| Atlas::for_dimension(catalog.dimension(id).unwrap());
    assert_eq!(
        (atlas("pais"), atlas("sexo"), atlas("anio")),
        (Some(Atlas::World), None, None)
    );
}

#[test]
fn outlines_are_read_as_they_are_written() {
    let text = "640 279\n558 013\t160 120\tM1,2L3,4Z\n188 013\t165 125\tM5,6Z\n";
    let outlines = Outlines::parse(text).unwrap();
    assert_eq!((outlines.size, outlines.areas.len()), ((640, 279), 2));
    assert_eq!(outlines.areas[0].codes, ["558", "013"]);
    assert_eq!(
        (outlines.areas[1].point, outlines.areas[1].path.as_str()),
        ((165, 125), "M5,6Z")
    );
    for damaged in [
        "",
        "640",
        "640 279\n558 013",
        "640 279\n558\tx 1\tM1,2Z",
        "a b\n",
    ] {
        assert_eq!(Outlines::parse(damaged), None, "{damaged:?}");
    }
}

#[test]
fn the_window_is_where_most_named_areas_are() {
    let point = |(code, x, y): &(&str, i32, i32)| format!("{code}\t{x} {y}\tM0,0Z\n");
    let outlines = |points: &[(&str, i32, i32)]| {
        let lines: String = points.iter().map(point).collect();
        Outlines::parse(&format!("640 279\n{lines}")).unwrap()
    };
    let window = |points: &[(&str, i32, i32)]| {
        outlines(points)
            .window(|outline| outline.codes[0] != "x")
            .map(|window| (window.x, window.y))
    };
    let size = outlines(&[("a", 1, 1)]).window(|_| true).unwrap().size;
    assert_eq!(size, (80, 40));
    // It is centred on the two areas that are near each other; areas that are not named do not count.
    assert_eq!(
        window(&[
            ("a", 500, 100),
            ("b", 160, 140),
            ("c", 180, 150),
            ("x", 500, 101)
        ]),
        Some((130, 125))
    );
    // No window leaves the map.
    assert_eq!(window(&[("a", 2, 3)]), Some((0, 0)));
    assert_eq!(window(&[("a", 639, 278)]), Some((560, 239)));
    assert_eq!(window(&[("x", 2, 3)]), None);
}
