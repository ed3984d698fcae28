//! Tests that files may claim anything, and the attack never fails.

use cube::{Category, Cell, Dimension, Release, Table, Text};
use proptest::prelude::*;

use crate::small::{pin, release};

prop_compose! {
    /// A dimension whose categories may lie in each other, in circles, or in nothing.
    fn any_dimension(id: &'static str)(
        categories in proptest::collection::vec((proptest::option::of(0..5u8), any::<bool>()), 0..5),
        multi_response in any::<bool>(),
    ) -> Dimension {
        let category = |(at, (parent, unknown)): (usize, (Option<u8>, bool))| Category {
            code: format!("C{at}"),
            parent: parent.map(|parent| format!("C{parent}")),
            unknown,
            ..Category::default()
        };
        let categories = categories.into_iter().enumerate().map(category).collect();
        Dimension { id: id.into(), multi_response, categories, ..Dimension::default() }
    }
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        3 => Just(Cell::Hidden),
        6 => (0..9u64).prop_map(Cell::Published),
        1 => any::<u64>().prop_map(Cell::Published),
    ]
}

prop_compose! {
    fn any_release()(
        dimensions in (any_dimension("anio"), any_dimension("a"), any_dimension("b")),
        counts in proptest::collection::vec(any_cell(), 1..40),
        pins in proptest::collection::vec((0..4u8, 0..4u8), 0..4),
    ) -> Release {
        let (years, a, b) = dimensions;
        let mut counts = counts.into_iter().cycle();
        let mut table = |measure: &str, dimensions: Vec<Dimension>| {
            let ids = dimensions.iter().map(|known| known.id.as_str());
            let id = std::iter::once(measure).chain(ids).collect::<Vec<_>>().join(".");
            Table::from_fn(id, Text::default(), measure, dimensions, |_| counts.next().unwrap_or(Cell::Hidden))
        };
        let tables = [
            table("m", vec![years.clone(), a.clone()]),
            table("m", vec![a.clone(), b.clone()]),
            table("n", vec![years, a.clone(), b]),
            table("n", vec![a]),
        ];
        let mut release = release(5, tables);
        release.catalog.relations.part_of = vec![("m".into(), "n".into()), ("n".into(), "m".into())];
        release.catalog.relations.within = vec![("m".into(), pin("b=C1")), ("n".into(), pin("b=C0"))];
        let equal = pins.into_iter().map(|(a, b)| (pin(&format!("a=C{a}")), pin(&format!("b=C{b}"))));
        release.catalog.relations.equal = equal.collect();
        release
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_files_make_it_fail(first in any_release(), second in any_release()) {
        let (alone, both) = (attack::attack(&[&first]), attack::attack(&[&first, &second]));
        prop_assert_eq!(alone.tables.len(), 4);
        prop_assert_eq!(both.tables.len(), 8);
        prop_assert_eq!(attack::attack(&[&first]).to_string(), alone.to_string());
    }
}
