//! Checks the proposal for invented records, and that it does not depend on what happened in a single year.

use expect_test::expect_file;
use proptest::prelude::*;

use codebook::{Answer, Codebook, Grain, sample::text};
use records::tabulate::Record;

use crate::grain::{
    form::{self, Form},
    proposal::{Differs, Proposal, Proposed},
    propose::propose_from_records,
    shares::Shares,
    time::{Periods, Time, Tried},
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

/// Shares of which so many of 100 cells are hidden, and so many of 100 persons visible.
fn shares(hidden: u64, visible: u64) -> Shares {
    Shares {
        hidden,
        cells: 100,
        visible,
        persons: 100,
    }
}

/// A proposal with this time for three dimensions.
fn with_time(time: Time, tried: Vec<Tried>) -> Proposal {
    let proposed =
        |id: &str, form, of_form, tried: &[(Form, Shares)], small: &[(&str, u64)]| Proposed {
            id: id.into(),
            form,
            shares: of_form,
            tried: tried.to_vec(),
            small: small
                .iter()
                .map(|(code, persons)| ((*code).into(), *persons))
                .collect(),
        };
    let finest = time.grain();
    let (in_full, rolled_up) = (Form::in_full(finest), Form::rolled_up(finest));
    let over_all = Form::in_full(Grain::All);
    Proposal {
        threshold: 5,
        years: 10,
        scarcest: ("acreditadas".into(), 423),
        time,
        tried,
        last: None,
        differs: Differs::default(),
        dimensions: vec![
            proposed(
                "sexo",
                in_full,
                shares(11, 91),
                &[(in_full, shares(12, 90))],
                &[],
            ),
            proposed(
                "edad",
                rolled_up,
                shares(30, 88),
                &[(in_full, shares(70, 40)), (rolled_up, shares(31, 87))],
                &[("65P", 0)],
            ),
            proposed(
                "lengua",
                over_all,
                shares(40, 75),
                &[(in_full, shares(100, 0)), (over_all, shares(41, 70))],
                &[("cab", 4), ("ngä", 1)],
            ),
        ],
    }
}

#[test]
fn the_proposal_is_toml_with_its_reasons() {
    let tried = |length, hidden: Option<u64>| Tried {
        length,
        shares: hidden.map(|hidden| shares(hidden, 80)),
    };
    let besides = with_time(
        Time::Years(Periods::New(vec![2016..=2017, 2018..=2025])),
        vec![tried(Some(1), Some(52)), tried(Some(5), Some(33))],
    );
    expect_file!["expected.toml"].assert_eq(&besides.to_string());
    let mut all = with_time(
        Time::All,
        vec![
            tried(Some(1), None),
            tried(Some(2), None),
            tried(Some(5), Some(51)),
            tried(None, Some(20)),
        ],
    );
    all.last = Some(2024);
    all.differs.by_period = true;
    expect_file!["expected-all.toml"].assert_eq(&all.to_string());
    for proposal in [besides, all] {
        assert!(
            toml::from_str::<toml::Table>(&proposal.to_string()).is_ok(),
            "{proposal}"
        );
    }
}

#[test]
fn the_finest_form_that_hides_few_cells_is_proposed() {
    let form = |tried: &[(Form, Shares)]| form::choose(tried);
    let [by_year, rolled_up, by_period, ..] = Form::ALL;
    assert_eq!(
        form(&[
            (by_year, shares(34, 99)),
            (rolled_up, shares(33, 80)),
            (by_period, shares(0, 99))
        ]),
        Some(rolled_up)
    );
    // Few cells are hidden, but of many persons.
    assert_eq!(
        form(&[(by_year, shares(20, 79)), (rolled_up, shares(33, 80))]),
        Some(rolled_up)
    );
    assert_eq!(
        form(&[
            (by_year, shares(80, 12)),
            (rolled_up, shares(60, 60)),
            (by_period, shares(60, 60))
        ]),
        Some(by_period)
    );
    assert_eq!(
        form(&[(by_year, shares(40, 79)), (rolled_up, shares(60, 60))]),
        Some(by_year)
    );
    assert_eq!(form(&[]), None);
}

#[test]
fn what_is_shown_by_year_stays_by_year() {
    let proposal = proposal(450, &[2016, 2025]);
    assert_eq!(proposal.time.grain(), Grain::Year);
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
        (true, Grain::Period)
    );
}

#[test]
fn where_years_would_have_too_few_persons_none_is_published_alone() {
    for (people, grain) in [(285, Grain::Period), (40, Grain::All)] {
        let proposal = proposal(people, &[2016, 2025]);
        assert_eq!(proposal.time.grain(), grain, "{proposal}");
        let finer = |proposed: &Proposed| proposed.tried.iter().any(|(form, _)| form.grain < grain);
        assert!(!proposal.dimensions.iter().any(finer), "{proposal}");
        assert!(
            proposal
                .to_string()
                .contains(&format!("finest = \"{}\"", grain.name())),
            "{proposal}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2))]
    #[test]
    fn the_real_years_do_not_change_the_proposal(years in prop::collection::vec(2016_u16..=2025, 1..40)) {
        prop_assert_eq!(proposal(90, &years), proposal(90, &[2020]));
    }
}
