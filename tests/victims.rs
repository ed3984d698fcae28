//! The 1,500 invented people, from outside: at every threshold and in both profiles, what is published of them withstands
//! whoever has the files, and whoever has them and their own record.

use tests::invented::{
    Codebook,
    published::{hidden, try_out},
    victims,
};

#[test]
fn by_year_nothing_can_be_derived() {
    let Some((records, codebook)) = victims() else {
        return;
    };
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
fn by_year_in_pairs_and_by_period_nothing_can_be_derived() {
    let Some((records, codebook)) = victims() else {
        return;
    };
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
