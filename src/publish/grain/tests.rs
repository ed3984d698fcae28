//! Checks the proposal for invented records, and that it does not depend on what happened in a single year.

use expect_test::expect_file;
use proptest::prelude::*;

use codebook::{Answer, Codebook, Grain, sample::text};
use records::tabulate::Record;

use crate::grain::{
    form::{self, Form},
    period::Periods,
    proposal::{Proposal, Proposed},
    propose::propose_from_records,
};

/// The sample with ten years, and a profile that shows nationalities below regions.
fn ten_years() -> String {
    text(&[
        ("first = 2024", "first = 2016"),
        (
            "[\"medios\", \"edad\", \"sexo\"]",
            "[\"medios\", \"edad\", \"sexo\", \"nacionalidad\"]",
        ),
        ("[\"sexo\", \"nacionalidad\", \"condicion\"]", "[\"sexo\"]"),
        ("pairs = [\"edad\", \"sexo\"]", "pairs = []"),
        (
            "{ code = \"OTR\", es = \"Otras\", en = \"Others\" },",
            "{ code = \"EXT\", es = \"Extranjeras\", en = \"Foreign\" },\n  \
             { code = \"NIC\", es = \"Nicaragua\", en = \"Nicaragua\", parent = \"EXT\" },\n  \
             { code = \"OTR\", es = \"Otras\", en = \"Others\", parent = \"EXT\" },",
        ),
    ])
}

/// The proposal for so many people, counted in these years in turn.
fn proposal(people: usize, years: &[u16]) -> Proposal {
    let text = ten_years();
    let codebook = Codebook::parse(&text).unwrap();
    let place = |id: &str| {
        codebook
            .dimensions
            .iter()
            .position(|dimension| dimension.id == id)
            .unwrap()
    };
    let answer = |id: &str, code: &str| {
        let list = &codebook.dimensions[place(id)].list;
        (
            place(id),
            list.categories
                .iter()
                .position(|category| category.code == code)
                .unwrap(),
        )
    };
    let person = |(at, year): (usize, &u16)| {
        let mut answers = vec![Answer::One(0); codebook.dimensions.len()];
        let answered = [
            answer("sexo", if at % 10 < 7 { "F" } else { "M" }),
            answer("edad", ["ADU", "ADU", "12_17", "ADU", "12_17"][at % 5]),
            answer(
                "nacionalidad",
                ["CRI", "NIC", "CRI", "NIC", "OTR"][at / 2 % 5],
            ),
            answer("condicion", ["NAC", "EXT", "NAC", "EXT", "EXT"][at / 2 % 5]),
        ];
        answered
            .into_iter()
            .for_each(|(place, category)| answers[place] = Answer::One(category));
        answers[place("medios")] = Answer::Several(vec![
            answer("medios", if at % 9 == 0 { "TEJ" } else { "FUE" }).1,
        ]);
        let accredited = (at % 20 > 5).then_some(*year);
        Record {
            years: vec![Some(*year), accredited],
            answers,
            not_asked: vec![],
        }
    };
    let records = (0..people).zip(years.iter().cycle()).map(person).collect();
    propose_from_records(&toml::from_str(&text).unwrap(), &codebook, records).unwrap()
}

#[test]
fn the_proposal_is_toml_with_its_reasons() {
    let form = |grain, rolled_up| Form { grain, rolled_up };
    let proposed =
        |id: &str, form, visible, tried: &[(Form, u64)], small: &[(&str, u64)]| Proposed {
            id: id.into(),
            form,
            visible,
            tried: tried.to_vec(),
            small: small
                .iter()
                .map(|(code, persons)| ((*code).into(), *persons))
                .collect(),
        };
    let by_year = form(Grain::Year, false);
    let rolled_up = form(Grain::Year, true);
    let (by_period, over_all) = (form(Grain::Period, false), form(Grain::All, false));
    let proposal = Proposal {
        threshold: 5,
        years: 10,
        scarcest: ("acreditadas".into(), 423),
        periods: Periods::New(vec![2016..=2017, 2018..=2025]),
        dimensions: vec![
            proposed("sexo", by_year, 91, &[(by_year, 90)], &[]),
            proposed(
                "edad",
                rolled_up,
                88,
                &[(by_year, 40), (rolled_up, 87)],
                &[("65P", 0)],
            ),
            proposed(
                "lengua",
                over_all,
                75,
                &[(by_year, 0), (by_period, 9), (over_all, 70)],
                &[("cab", 4), ("ngä", 1)],
            ),
        ],
    };
    expect_file!["expected.toml"].assert_eq(&proposal.to_string());
}

#[test]
fn the_finest_form_that_shows_enough_is_proposed() {
    let form = |tried: &[(Form, u64)]| form::choose(tried);
    let [by_year, rolled_up, by_period, ..] = Form::ALL;
    assert_eq!(
        form(&[(by_year, 79), (rolled_up, 80), (by_period, 99)]),
        rolled_up
    );
    assert_eq!(
        form(&[(by_year, 12), (rolled_up, 60), (by_period, 60)]),
        by_period
    );
    assert_eq!(form(&[(by_year, 79), (rolled_up, 60)]), by_year);
}

#[test]
fn what_is_shown_by_year_stays_by_year() {
    let proposal = proposal(120, &[2016, 2025]);
    let form = |id: &str| {
        proposal
            .dimensions
            .iter()
            .find(|proposed| proposed.id == id)
            .unwrap()
            .form
    };
    // A series and a headline show them by year.
    assert_eq!(
        (form("sexo").grain, form("edad").grain),
        (Grain::Year, Grain::Year)
    );
    assert_eq!(
        (form("edad").rolled_up, form("medios").grain),
        (true, Grain::All)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2))]
    #[test]
    fn the_real_years_do_not_change_the_proposal(years in prop::collection::vec(2016_u16..=2025, 1..40)) {
        prop_assert_eq!(proposal(90, &years), proposal(90, &[2020]));
    }
}
