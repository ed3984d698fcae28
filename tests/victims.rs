//! Publishes 1,500 invented people at every threshold and in both profiles, and attacks each release.
//!
//! The attackers are an outsider who has the files, and somebody who also knows one record. The people stand in a file that
//! is not part of this repository: `cargo verify` runs these tests where `../shared` is.

use tests::codebook::Codebook;
use tests::invented::{
    published::{hidden, try_out},
    victims,
};

#[test]
#[ignore = "needs ../shared/data/synthetic-victims-1500.csv: run by cargo verify"]
fn by_year_nothing_can_be_derived() {
    let (records, codebook) = victims();
    for threshold in [3, 5, 10] {
        publish(
            "by year",
            &records,
            &Codebook {
                threshold,
                ..codebook.clone()
            },
        );
    }
}

#[test]
#[ignore = "needs ../shared/data/synthetic-victims-1500.csv: run by cargo verify"]
fn by_year_in_pairs_and_by_period_nothing_can_be_derived() {
    let (records, codebook) = victims();
    let wide = Codebook {
        pairs: vec!["sex", "age", "nat"],
        ..codebook
    };
    for threshold in [3, 5, 10] {
        publish(
            "wide",
            &records,
            &Codebook {
                threshold,
                ..wide.clone()
            },
        );
    }
    let periods = vec![2015..=2018, 2019..=2021, 2022..=2024];
    publish(
        "wide and by period",
        &records,
        &Codebook {
            periods,
            by_period: vec!["sex"],
            ..wide
        },
    );
}

fn publish(name: &str, records: &str, codebook: &Codebook) {
    let name = format!("1,500 people, {name}, k = {}", codebook.threshold);
    let share = hidden(&try_out(&name, &codebook.text(), records));
    assert!(share > 5.0 && share < 95.0, "{name}: {share} % are hidden");
}
