//! Lists the small registers whose releases are attacked.

use std::collections::BTreeMap;

use cube::{Dimension, Settled};

use super::world::{LATER, Type, World};
use crate::small::{dimension, multi};

/// Lists all combinations of code sets, given the possible ones of each dimension.
fn types(measures: &[&'static str], choices: &[(&'static str, &[&[&'static str]])]) -> Vec<Type> {
    choices.iter().fold(
        vec![(measures.to_vec(), BTreeMap::new())],
        |types, (dimension, sets)| {
            let with = |person: &Type, codes: &[&'static str]| {
                let mut person = person.clone();
                person.1.insert(*dimension, codes.to_vec());
                person
            };
            types
                .iter()
                .flat_map(|person| sets.iter().map(move |codes| with(person, codes)))
                .collect()
        },
    )
}

/// Lists registers that try each relation: nests, several answers, equal categories, parts, and
/// settled years.
pub fn worlds() -> Vec<World> {
    let flat: &[&[&str]] = &[&["P"], &["Q"]];
    let three: &[&[&str]] = &[&["X"], &["Y"], &["Z"]];
    let nested: &[&[&str]] = &[&["A", "a"], &["A", "b"], &["B"]];
    let means: &[&[&str]] = &[&["R"], &["S"], &["R", "S"], &["U"]];
    let (b, c, years) = (
        dimension("b", "P Q"),
        dimension("c", "X Y Z"),
        dimension("anio", "2001 2002"),
    );
    let with_parts = |choices| [types(&["n"], choices), types(&["n", "m"], choices)].concat();
    // The part counts persons in the same year as the whole, or later.
    let parts_by_year = [
        types(&["n"], &[("anio", &[&["2001"], &["2002"]]), ("b", flat)]),
        types(
            &["n", "m"],
            &[
                ("anio", &[&["2001"]]),
                (LATER, &[&["2001"], &["2002"]]),
                ("b", flat),
            ],
        ),
        types(
            &["n", "m"],
            &[("anio", &[&["2002"]]), (LATER, &[&["2002"]]), ("b", flat)],
        ),
    ]
    .concat();
    vec![
        world(
            &[&b, &c],
            types(&["n"], &[("b", flat), ("c", three)]),
            vec![("n", vec!["b", "c"]), ("n", vec!["c"])],
        ),
        world(
            &[&dimension("e", "A A/a A/b B"), &b],
            types(&["n"], &[("e", nested), ("b", flat)]),
            vec![("n", vec!["b", "e"]), ("n", vec!["e"])],
        ),
        world(
            &[&years, &multi("r", "R S U?")],
            types(&["n"], &[("anio", &[&["2001"], &["2002"]]), ("r", means)]),
            vec![("n", vec!["anio", "r"]), ("n", vec!["anio"])],
        ),
        World {
            equal: vec![("c=X", "d=H")],
            ..world(
                &[&c, &dimension("d", "H I"), &b],
                [
                    types(&["n"], &[("c", &[&["X"]]), ("d", &[&["H"]]), ("b", flat)]),
                    types(
                        &["n"],
                        &[("c", &[&["Y"], &["Z"]]), ("d", &[&["I"]]), ("b", flat)],
                    ),
                ]
                .concat(),
                vec![
                    ("n", vec!["b", "c"]),
                    ("n", vec!["b", "d"]),
                    ("n", vec!["c", "d"]),
                ],
            )
        },
        World {
            equal: vec![("r=R", "d=H")],
            ..world(
                &[&multi("r", "R S U?"), &dimension("d", "H I")],
                [
                    types(&["n"], &[("r", &[&["R"], &["R", "S"]]), ("d", &[&["H"]])]),
                    types(&["n"], &[("r", &[&["S"], &["U"]]), ("d", &[&["I"]])]),
                ]
                .concat(),
                vec![("n", vec!["d", "r"]), ("n", vec!["r"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            ..world(
                &[&years, &b],
                parts_by_year,
                vec![("n", vec!["anio", "b"]), ("m", vec!["anio", "b"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            ..world(
                &[&multi("r", "R S U?")],
                with_parts(&[("r", means)]),
                vec![("n", vec!["r"]), ("m", vec!["r"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            within: vec!["c=X"],
            ..world(
                &[&years, &c],
                [
                    types(&["n"], &[("anio", &[&["2001"], &["2002"]]), ("c", three)]),
                    types(
                        &["n", "m"],
                        &[
                            ("anio", &[&["2001"]]),
                            (LATER, &[&["2001"], &["2002"]]),
                            ("c", &[&["X"]]),
                        ],
                    ),
                    types(
                        &["n", "m"],
                        &[
                            ("anio", &[&["2002"]]),
                            (LATER, &[&["2002"]]),
                            ("c", &[&["X"]]),
                        ],
                    ),
                ]
                .concat(),
                vec![("n", vec!["anio", "c"]), ("m", vec!["anio"])],
            )
        },
        // Of the first year all has ended.
        World {
            part_of: vec![("m", "n")],
            within: vec!["c=X"],
            ..world(
                &[
                    &years,
                    &Dimension {
                        settled: Some(Settled {
                            until: 2001,
                            pending: vec!["Z".into()],
                        }),
                        ..c.clone()
                    },
                ],
                [
                    types(&["n"], &[("anio", &[&["2001"]]), ("c", &[&["X"], &["Y"]])]),
                    types(&["n"], &[("anio", &[&["2002"]]), ("c", three)]),
                    types(
                        &["n", "m"],
                        &[
                            ("anio", &[&["2001"]]),
                            (LATER, &[&["2001"], &["2002"]]),
                            ("c", &[&["X"]]),
                        ],
                    ),
                    types(
                        &["n", "m"],
                        &[
                            ("anio", &[&["2002"]]),
                            (LATER, &[&["2002"]]),
                            ("c", &[&["X"]]),
                        ],
                    ),
                ]
                .concat(),
                vec![("n", vec!["anio", "c"]), ("m", vec!["anio"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            within: vec!["e=a", "e=A"],
            ..world(
                &[&dimension("e", "A A/a A/b B"), &b],
                [
                    types(&["n"], &[("e", nested), ("b", flat)]),
                    types(&["n", "m"], &[("e", &[&["A", "a"]]), ("b", flat)]),
                ]
                .concat(),
                vec![("n", vec!["b", "e"]), ("m", vec!["b"])],
            )
        },
        World {
            part_of: vec![("m", "n")],
            within: vec!["b=P"],
            ..world(
                &[&multi("r", "R S U?"), &b],
                [
                    types(&["n"], &[("r", means), ("b", flat)]),
                    types(&["n", "m"], &[("r", means), ("b", &[&["P"]])]),
                ]
                .concat(),
                vec![("n", vec!["b", "r"]), ("m", vec!["r"])],
            )
        },
    ]
}

fn world(
    dimensions: &[&Dimension],
    types: Vec<Type>,
    tables: Vec<(&'static str, Vec<&'static str>)>,
) -> World {
    World {
        dimensions: dimensions.iter().map(|known| (*known).clone()).collect(),
        types,
        tables,
        equal: vec![],
        part_of: vec![],
        within: vec![],
        is_exact: true,
    }
}

/// Lists registers with every two of three dimensions crossed, and with two dimensions of several
/// answers.
pub fn crossed_worlds() -> Vec<World> {
    let flat: &[&[&str]] = &[&["P"], &["Q"]];
    let two: &[&[&str]] = &[&["H"], &["I"]];
    let three: &[&[&str]] = &[&["X"], &["Y"], &["Z"]];
    let means: &[&[&str]] = &[&["R"], &["S"], &["R", "S"], &["U"]];
    let (b, c, years) = (
        dimension("b", "P Q"),
        dimension("c", "X Y Z"),
        dimension("anio", "2001 2002"),
    );
    vec![
        // Every two of three dimensions.
        world(
            &[&b, &dimension("d", "H I"), &dimension("e", "V W")],
            types(&["n"], &[("b", flat), ("d", two), ("e", &[&["V"], &["W"]])]),
            vec![
                ("n", vec!["b", "d"]),
                ("n", vec!["b", "e"]),
                ("n", vec!["d", "e"]),
            ],
        ),
        world(
            &[&years, &b, &c],
            types(
                &["n"],
                &[("anio", &[&["2001"], &["2002"]]), ("b", flat), ("c", three)],
            ),
            vec![
                ("n", vec!["anio", "b"]),
                ("n", vec!["anio", "c"]),
                ("n", vec!["b", "c"]),
            ],
        ),
        World {
            is_exact: false,
            ..world(
                &[&multi("r", "R S U?"), &b, &dimension("d", "H I")],
                types(&["n"], &[("r", means), ("b", flat), ("d", two)]),
                vec![
                    ("n", vec!["b", "r"]),
                    ("n", vec!["d", "r"]),
                    ("n", vec!["b", "d"]),
                ],
            )
        },
        // Two dimensions of several answers, crossed: somebody may have neither of two options.
        World {
            is_exact: false,
            ..world(
                &[&multi("r", "R S U?"), &multi("s", "T V")],
                types(
                    &["n"],
                    &[("r", means), ("s", &[&["T"], &["V"], &["T", "V"]])],
                ),
                vec![("n", vec!["r", "s"])],
            )
        },
    ]
}
