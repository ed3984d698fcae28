//! Tests that flows show published numbers, and nothing of hidden ones.

use cube::{Address, Cell};
use proptest::prelude::*;

use super::*;
use crate::link::{Request, href};
use crate::testing::sample;
use crate::view::Body;
use crate::{plan, view};

/// Makes the flow of the sample's persons from sexes to countries, with these cells.
fn make_flow(search: &str, cell: impl Fn(&Address) -> Cell) -> Flow {
    let release = sample::release_where(cell);
    let request = Request::parse(&release.catalog, "acreditadas", search);
    let figure = view(&release, &request)
        .figures
        .into_iter()
        .find(|figure| figure.id == "pais");
    match figure.map(|figure| figure.body) {
        Some(Body::Flow(flow)) => *flow,
        other => panic!("no flow: {other:?}"),
    }
}

fn names(side: &FlowSide) -> String {
    let name = |node: &Node| {
        format!(
            "{} {}{}",
            node.label,
            node.text,
            if node.residual.is_some() { " ▨" } else { "" }
        )
    };
    side.nodes.iter().map(name).collect::<Vec<_>>().join(" | ")
}

#[test]
fn a_flow_has_published_totals_on_both_sides_and_published_numbers_between_them() {
    let flow = make_flow("flujo=pais", sample::published);
    assert_eq!(
        (flow.sides[0].head.as_str(), flow.sides[1].head.as_str()),
        ("Sexo", "Nacionalidad")
    );
    assert_eq!(names(&flow.sides[0]), "Mujer 90 ▨ | Hombre c | Otro c");
    assert_eq!(
        names(&flow.sides[1]),
        "Costa Rica 35 ▨ | Nicaragua 51 ▨ | Colombia 15"
    );
    // What is hidden by itself has a chip and no length; no published number leads to these two.
    let hidden = flow.sides[0].nodes.iter().filter(|node| node.hidden);
    let hidden: Vec<(f64, &str)> = hidden
        .map(|node| (node.span.height, node.text.as_str()))
        .collect();
    assert_eq!(hidden, [(0.0, "c"); 2]);
    let bands: Vec<&str> = flow.bands.iter().map(|band| band.label.as_str()).collect();
    assert_eq!(
        bands,
        [
            "Mujer → Costa Rica: 32",
            "Mujer → Nicaragua: 36",
            "Mujer → Colombia: 15"
        ]
    );
    // An origin that the reader has not chosen has no colour, and neither have its bands.
    let set_aside = make_flow("sexo=M&flujo=pais", sample::published);
    assert_eq!(
        (
            flow.sides[0].nodes[0].colour,
            set_aside.sides[0].nodes[0].colour
        ),
        (Some(0), None)
    );
    assert_eq!(
        (flow.bands[0].colour, set_aside.bands[0].colour),
        (Some(0), None)
    );
    assert_eq!(
        flow.legend,
        [(ColourClass::Hidden, "Oculto, junto".to_owned())]
    );
}

#[test]
fn a_flow_can_be_chosen_for_its_figure_alone() {
    let release = sample::release();
    let shapes = |search: &str| {
        let request = Request::parse(&release.catalog, "acreditadas", search);
        assert_eq!(
            href(&release.catalog, &request.query),
            format!("acreditadas/?{search}&v=1")
        );
        let figures = view(&release, &request).figures;
        let shown = |figure: &crate::view::Figure| {
            let choice = |choice: &crate::view::Choice| match choice.selected {
                true => format!("[{}]", choice.link.label),
                false => choice.link.label.clone(),
            };
            format!(
                "{}: {}",
                figure.id,
                figure
                    .shapes
                    .iter()
                    .map(choice)
                    .collect::<Vec<_>>()
                    .join(" ")
            )
        };
        figures
            .iter()
            .map(shown)
            .filter(|shown| shown.contains("Flujo"))
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert_eq!(
        shapes("flujo=pais"),
        "pais: Gráfico Mapa [Flujo] Por año Tabla"
    );
    assert_eq!(
        shapes("por=sexo&flujo=pais"),
        "pais: Gráfico Apilado [Flujo] Mapa de calor Tabla"
    );
    assert_eq!(
        shapes("por=sexo"),
        "pais: Gráfico Apilado Flujo [Mapa de calor] Tabla"
    );
    assert_eq!(shapes("por=edad"), "");
    assert_eq!(shapes("mostrar=porcentaje"), "");
}

/// Generates counts of persons by sex and country, some of them hidden.
fn cells() -> impl Strategy<Value = Vec<(u64, bool)>> {
    proptest::collection::vec((0..40_u64, proptest::bool::weighted(0.7)), 15)
}

const SEXES: [&str; 3] = ["F", "M", "X"];
const COUNTRIES: [&str; 5] = ["CRI", "NIC", "COL", "VEN", "OTR"];

/// Returns the cell of a table of these counts. Every total is published, except for sexes without a published count.
fn cell(counts: &[(u64, bool)], address: &Address) -> Cell {
    let pin = |id: &str| address.pins.get(id).map(String::as_str);
    let is = |id: &str, code: &str| pin(id).is_none_or(|pinned| pinned == code);
    let counted: Vec<(u64, bool)> = SEXES
        .iter()
        .flat_map(|sex| COUNTRIES.iter().map(move |country| (sex, country)))
        .zip(counts)
        .filter(|((sex, country), _)| is("sexo", sex) && is("pais", country))
        .map(|(_, count)| *count)
        .collect();
    let is_published = match (pin("sexo"), pin("pais")) {
        (Some(_), Some(_)) => counted[0].1,
        (Some(_), None) => counted.iter().any(|(_, is_published)| *is_published),
        (None, _) => true,
    };
    if is_published {
        Cell::Published(counted.iter().map(|(count, _)| count).sum())
    } else {
        Cell::Hidden
    }
}

proptest! {
    #[test]
    fn bands_lie_within_their_nodes_and_only_the_residual_is_hatched(counts in cells(), by_value in any::<bool>()) {
        let search = if by_value { "flujo=pais&orden=valor" } else { "flujo=pais" };
        let flow = make_flow(search, |address| cell(&counts, address));
        let published = counts.iter().filter(|(count, is_published)| *is_published && *count > 0).count();
        prop_assert_eq!(flow.bands.len(), published);
        let persons: u64 = counts.iter().map(|(count, _)| count).sum();
        let scale = EVERYBODY / persons.max(1) as f64;
        for (at, side) in flow.sides.iter().enumerate() {
            let mut free = 0.0;
            for node in &side.nodes {
                prop_assert!(node.span.top >= free - 1e-6 && f64::from(node.room) >= node.span.height, "{node:?} above {free}");
                free = node.span.top + node.span.height;
                prop_assert!(free <= f64::from(flow.height) + 1e-6);
                let belongs = |band: &&Band| band.label.split(": ").next().unwrap().split(" → ").nth(at) == Some(&node.label);
                let mut below = node.span.top;
                for band in flow.bands.iter().filter(belongs) {
                    let count: f64 = band.label.rsplit(' ').next().unwrap().parse().unwrap();
                    prop_assert!((band.ends[at].top - below).abs() < 1e-6, "{band:?} at {below}");
                    prop_assert!((band.ends[at].height - count * scale).abs() < 1e-6);
                    below += band.ends[at].height;
                }
                match (node.residual, node.text.parse::<f64>()) {
                    (residual, Ok(total)) => {
                        let height = residual.map_or(0.0, |residual| residual.height);
                        prop_assert!(residual.is_none_or(|residual| residual.height > 0.0));
                        prop_assert!(residual.is_none_or(|residual| (residual.top - below).abs() < 1e-6));
                        prop_assert!((below + height - free).abs() < 1e-6 && !node.hidden);
                        prop_assert!((node.span.height - total * scale).abs() < 1e-6);
                    }
                    // What is hidden has the length of what is published of it, and none of its own.
                    (None, Err(_)) => prop_assert!((below - free).abs() < 1e-6 && node.hidden),
                    (Some(_), Err(_)) => prop_assert!(false, "{node:?} is hidden and hatched"),
                }
            }
        }
    }

    #[test]
    fn hidden_numbers_change_no_flow(mut counts in cells(), by in 1..40_u64) {
        // Shifts persons between two sexes in two countries, so that hidden numbers change and totals do not.
        [0, 1, 5, 6].into_iter().for_each(|at| counts[at].1 = false);
        let mut shifted = counts.clone();
        let by = by.min(counts[0].0).min(counts[6].0);
        for (at, more) in [(0, false), (1, true), (5, true), (6, false)] {
            shifted[at].0 = if more { shifted[at].0 + by } else { shifted[at].0 - by };
        }
        let [one, other] = [&counts, &shifted].map(|counts| make_flow("flujo=pais", |address| cell(counts, address)));
        prop_assert_eq!(one, other);
    }
}

#[test]
fn flows_with_the_same_number_of_persons_have_one_scale() {
    let release = sample::release();
    let query = Request::parse(&release.catalog, "acreditadas", "flujo=pais").query;
    let context = plan::for_page(&release, &query);
    let plans = crate::plan::plans(&release.catalog, &query);
    let plan = plans.iter().find(|plan| plan.id == "pais").unwrap();
    let panels = crate::figures::panel::panels(&context, plan, None);
    let numbers = panels[0].numbers.as_ref().unwrap();
    let thickness = |persons| {
        let grid = numbers.matrix.grid(&context, String::new());
        flow(
            &context,
            Default::default(),
            (String::new(), grid),
            numbers,
            persons,
        )
        .bands[0]
            .ends[0]
            .height
    };
    let persons = persons(&context, numbers);
    assert_eq!(persons, 101);
    assert!((thickness(persons) - 32.0 * EVERYBODY / 101.0).abs() < 1e-6);
    assert!((thickness(persons) - 2.0 * thickness(persons * 2)).abs() < 1e-6);
}
