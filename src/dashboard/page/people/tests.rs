//! Tests that dots add up to the published total, and that hidden numbers are seen together only.

use cube::{Address, Cell};
use proptest::prelude::*;

use super::*;
use crate::link::Request;
use crate::testing::sample;
use crate::view;

/// Makes the dots of the sample with these numbers of minors, adults, and persons of unknown age in 2025.
fn people(truth: [u64; 3], hidden: [bool; 3]) -> Option<People> {
    let cell = |address: &Address| {
        let pins: Vec<(&str, &str)> = address
            .pins
            .iter()
            .map(|(id, code)| (id.as_str(), code.as_str()))
            .collect();
        let age = match (address.measure.as_str(), pins.as_slice()) {
            ("acreditadas", [("anio", "2025")]) => return Cell::Published(truth.iter().sum()),
            ("acreditadas", [("anio", "2025"), ("edad", age)]) => *age,
            _ => return sample::published(address),
        };
        match ["MIN", "ADU", "U"].iter().position(|known| *known == age) {
            Some(age) if hidden[age] => Cell::Hidden,
            Some(age) => Cell::Published(truth[age]),
            None => Cell::Hidden,
        }
    };
    let release = sample::release_where(cell);
    view(&release, &Request::parse(&release.catalog, "", ""))
        .front
        .unwrap()
        .people
}

proptest! {
    #[test]
    fn dots_add_up_to_the_total_and_show_nothing_hidden_by_itself(
        truth in proptest::array::uniform3(0..70_u64),
        both_hidden in any::<bool>(),
    ) {
        let hidden = [false, both_hidden, both_hidden];
        let total: u64 = truth.iter().sum();
        let people = people(truth, hidden);
        prop_assert_eq!(people.is_some(), (1..=MOST_PERSONS).contains(&total));
        if let Some(people) = people {
            let (_, dots) = &people.rows[0];
            prop_assert_eq!(dots.groups.iter().map(|group| group.count).sum::<u64>(), total);
            let together: Vec<u64> = dots.groups.iter().filter(|group| group.kind == Dot::Together).map(|group| group.count).collect();
            prop_assert_eq!(together, if both_hidden { vec![truth[1] + truth[2]] } else { vec![] });
        }
    }
}

#[test]
fn one_hidden_number_would_be_seen_as_the_rest_so_there_are_no_dots() {
    assert_eq!(people([20, 30, 5], [false, false, true]), None);
}

#[test]
fn dots_are_named_for_those_who_do_not_see_them() {
    let shown = people([20, 30, 5], [false; 3]).unwrap();
    assert_eq!(shown.heading, "55 personas");
    assert_eq!(
        shown.rows[0].1.says,
        "Edad: Menores de edad 20, Adultas 30, Sin información 5."
    );
    let drawn = crate::draw_dots(&shown.rows[0].1);
    assert_eq!(drawn.matches("<circle").count(), 55);
    assert_eq!(drawn.matches("fill-unknown").count(), 5);
    let hidden = people([20, 30, 5], [false, true, true]).unwrap();
    assert_eq!(
        hidden.rows[0].1.says,
        "Edad: Menores de edad 20, Adultas y sin información, juntas c 35."
    );
}
