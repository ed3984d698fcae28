//! Checks that every row is accounted for, in whatever order rows come.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// Rows of any source, with few keys, so that many are connected.
fn any_row() -> impl Strategy<Value = (usize, String)> {
    let value = |values: &'static [&'static str]| proptest::sample::select(values);
    let keys = value(&[
        "1;;",
        "2;Ana;1990-01-31",
        ";ana;1990-01-31",
        ";;",
        "3;N/D;",
        "4;Eva;1990-02-01",
        "1;Eva;1990-02-01",
    ]);
    let said = (
        value(&["2024-03-01", "2023-01-01", "2024-05-01"]),
        value(&["DIR", "DIR", "DIR", "ACU"]),
        value(&["F", "M", "", "Masculino"]),
        value(&["14", "30", "0"]),
        value(&["NAC", "EXT", ""]),
    );
    (0_usize..3, keys, said).prop_map(|(source, keys, (day, kind, sex, age, status))| {
        let changes = [
            ("solicitud", day),
            ("tipo", kind),
            ("sexo", sex),
            ("edad", age),
            ("condicion", status),
        ];
        (source, row(keys, &changes))
    })
}

/// Everything that is told of rows, without the places where they stand.
fn told(rows: &[(usize, String)], repeated: &str) -> (String, BTreeMap<String, Tally>, String) {
    let ids = ["conatt", "dgme", "pani"];
    let of = |source| {
        rows.iter()
            .filter(move |(of, _)| *of == source)
            .map(|(_, row)| row.clone())
            .collect::<Vec<_>>()
    };
    let sources: Vec<Rows<'_>> = (0..3)
        .map(|source| (ids[source], of(source)))
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    let unsettled = format!("[records]\nunsettled = \"set-aside\"\nrepeated = \"{repeated}\"");
    let intake = Sources::new(&sources)
        .read(
            &codebook_with(&[("[records]", &unsettled)]),
            Decisions::default(),
        )
        .unwrap();
    let address = |codes: &[(&'static str, &'static str)]| {
        cube::Address::new("solicitudes", codes.iter().copied())
    };
    let count =
        |codes: &[(&'static str, &'static str)]| intake.counts.get(&address(codes)).to_string();
    let counts = [
        count(&[]),
        count(&[("sexo", "F")]),
        count(&[("edad", "MIN")]),
        count(&[("condicion", "NAC")]),
    ]
    .join(" ");
    (counts, intake.sources, format!("{:?}", intake.conflicts))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_row_of_every_source_is_accounted_for_and_the_order_leaves_no_trace(
        (rows, shuffled) in proptest::collection::vec(any_row(), 1..16)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        repeated in proptest::sample::select(vec!["count", "set-aside"]),
    ) {
        let (counts, sources, conflicts) = told(&rows, repeated);
        for (at, id) in ["conatt", "dgme", "pani"].into_iter().enumerate() {
            let read = rows.iter().filter(|(source, _)| *source == at).count() as u64;
            let Some(Tally { rows, counted, corrected, merged, linked, set_aside, .. }) = sources.get(id) else {
                prop_assert_eq!(read, 0);
                continue;
            };
            prop_assert_eq!(*rows, read);
            prop_assert_eq!(counted + corrected + merged + linked + set_aside.values().sum::<u64>(), read);
        }
        prop_assert_eq!((counts, sources, conflicts), told(&shuffled, repeated));
    }
}
