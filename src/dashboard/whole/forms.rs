//! Tests which drawing a figure has: by the codebook, by the number of persons, and by how much is published.

use cube::{Address, Cell, Drawn, Release};

use crate::testing::sample;
use crate::view::drawing::{Drawing, Fill};
use crate::view::{Body, Dot, Figure};
use crate::{Request, view};

/// Makes a release of which everything is published: of each 20 persons 12 are women, 5 men, and 3 of another sex.
fn release(times: u64) -> Release {
    let count = |address: &Address| match address.pins.get("sexo").map(String::as_str) {
        Some("F") => 12,
        Some("M") => 5,
        Some(_) => 3,
        None => 20,
    };
    sample::release_where(move |address| Cell::Published(times * count(address)))
}

/// Makes a figure of the page on accredited persons.
fn figure(release: &Release, search: &str, id: &str) -> Figure {
    let request = Request::parse(&release.catalog, "acreditadas", search);
    let figures = view(release, &request).figures.into_iter();
    figures.into_iter().find(|figure| figure.id == id).unwrap()
}

fn drawing(figure: Figure) -> Drawing {
    match figure.body {
        Body::Drawing(drawing) => *drawing,
        other => panic!("{other:?}"),
    }
}

#[test]
fn few_persons_are_dots_and_more_are_one_bar() {
    let Drawing::Strip(few) = drawing(figure(&release(1), "", "sexo")) else {
        panic!("no strip");
    };
    let groups = few.dots.unwrap().groups.into_iter();
    let groups: Vec<(Dot, u64)> = groups.map(|group| (group.kind, group.count)).collect();
    assert_eq!(
        groups,
        [
            (Dot::Series(0), 12),
            (Dot::Series(1), 5),
            (Dot::Series(2), 3)
        ]
    );
    let Drawing::Strip(many) = drawing(figure(&release(2), "", "sexo")) else {
        panic!("no strip");
    };
    assert!(many.dots.is_none());
}

#[test]
fn the_codebook_says_otherwise() {
    let mut release = release(2);
    let dimensions = release.catalog.dimensions.iter_mut();
    let sex = dimensions.into_iter().find(|one| one.id == "sexo").unwrap();
    sex.drawn = Some(Drawn::Bars);
    let Drawing::Bars(bars) = drawing(figure(&release, "", "sexo")) else {
        panic!("no rows");
    };
    let labels: Vec<&str> = bars
        .rows
        .iter()
        .map(|row| row.item.label.as_str())
        .collect();
    assert_eq!(labels, ["Mujer", "Hombre", "Otro"]);
}

#[test]
fn what_no_other_category_names_is_last_and_grey() {
    let mut release = release(2);
    let dimensions = release.catalog.dimensions.iter_mut();
    let sex = dimensions.into_iter().find(|one| one.id == "sexo").unwrap();
    sex.categories[0].other = true;
    let Drawing::Strip(strip) = drawing(figure(&release, "", "sexo")) else {
        panic!("no strip");
    };
    let key: Vec<(&str, Fill)> = strip
        .key
        .iter()
        .map(|(item, fill, _)| (item.label.as_str(), *fill))
        .collect();
    assert_eq!(
        key,
        [
            ("Hombre", Fill::Series(0)),
            ("Otro", Fill::Series(1)),
            ("Mujer", Fill::Aside)
        ]
    );
}

#[test]
fn where_most_is_hidden_numbers_have_no_bars() {
    let has_bars = |published: usize| {
        let release = sample::release_where(move |address| {
            let code = address.pins.get("medios").map(String::as_str);
            let catalog = sample::catalog();
            let dimension = catalog.dimension("medios").unwrap();
            let mut categories = dimension.categories.iter();
            match categories.position(|one| Some(one.code.as_str()) == code) {
                Some(place) if place >= published => Cell::Hidden,
                _ => Cell::Published(sample::count(address)),
            }
        });
        let Drawing::Bars(bars) = drawing(figure(&release, "", "medios")) else {
            panic!("no rows");
        };
        bars.rows.iter().any(|row| !row.parts.is_empty())
    };
    let all = sample::catalog()
        .dimension("medios")
        .unwrap()
        .categories
        .len();
    assert!(!has_bars(1) && has_bars(all));
}

#[test]
fn of_two_periods_the_earlier_one_is_marked() {
    let earlier = |search: &str| match drawing(figure(&release(2), search, "sexo")) {
        Drawing::Pairs(pairs) => pairs.earlier,
        other => panic!("{other:?}"),
    };
    assert_eq!(earlier("anio=2024&contra=anio.2023"), Some(1));
    assert_eq!(earlier("anio=2023&contra=anio.2024"), Some(0));
}

#[test]
fn the_sides_of_a_pyramid_have_a_figure_of_their_own_where_it_says_more() {
    let mut release = release(2);
    for dimension in &mut release.catalog.dimensions {
        if dimension.id == "edad" {
            dimension.mirrored_by = Some("sexo".into());
        }
    }
    for section in &mut release.catalog.sections {
        if section.id == "acreditadas" {
            section.door = Some(cube::Door {
                question: cube::Text::new("¿Quiénes son?", "Who are they?"),
                answer: "sexo".into(),
            });
        }
    }
    let ids = |search: &str| -> Vec<String> {
        let request = Request::parse(&release.catalog, "acreditadas", search);
        let figures = view(&release, &request).figures.into_iter();
        figures.map(|figure| figure.id).collect()
    };
    let has_sex = |search: &str| ids(search).contains(&"sexo".to_owned());
    assert!(!has_sex(""), "the pyramid shows how many there are of each");
    assert!(has_sex("edad=MIN") && has_sex("tabla=sexo") && has_sex("grafico=edad"));
    // The opening page still answers by it.
    let home = Request::parse(&release.catalog, "", "");
    let doors = view(&release, &home).front.unwrap().doors;
    assert!(
        doors[0].drawing.is_some() && doors[0].answer.contains("60"),
        "{doors:?}"
    );
}

#[test]
fn where_all_is_hidden_no_sum_stands_for_it() {
    let release = sample::release_where(|address| match address.pins.get("sexo") {
        Some(_) => Cell::Hidden,
        None => Cell::Published(40),
    });
    let Drawing::Bars(bars) = drawing(figure(&release, "", "sexo")) else {
        panic!("no rows");
    };
    let all_hidden = bars
        .rows
        .iter()
        .all(|row| row.item.hidden && row.parts.is_empty());
    assert!(bars.rows.len() == 3 && all_hidden, "{bars:?}");
}
