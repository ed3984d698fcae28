//! Publishes the outcomes of applications beside the accredited persons: neither can be computed from the other.
//!
//! Nor does one release give away the outcomes that another one hides.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::ops::RangeInclusive;

use cube::{Address, Cell, Pin, Release};
use tests::invented::{
    Register,
    published::{release, try_out, withstands},
};
use tests::workdir::{Workdir, stderr, stdout};

const FIRST: u16 = 2019;
/// The years at whose end a release is published.
const RELEASES: RangeInclusive<u16> = 2022..=2024;

/// A section that shows applications by outcome.
const SECTION: &str = r#"
[[section]]
id = "tramite"
slug = { es = "tramite", en = "procedure" }
title = { es = "Inventado", en = "Invented" }
lede = { es = "Inventado", en = "Invented" }
layout = "profile"
measures = ["solicitudes"]
dimensions = ["resultado"]
"#;

/// The same outcome under another name, so that no relation says that it decides who is accredited.
const UNDECLARED: &str = r#"
[[dimension]]
id = "estado"
label = { es = "Inventado", en = "Invented" }
column = "resultado"
categories = [
  { code = "ACC", es = "ACC", en = "ACC" },
  { code = "PEN", es = "PEN", en = "PEN" },
  { code = "DEN", es = "DEN", en = "DEN" },
]
"#;

/// A codebook that publishes outcomes, and the records of so many people.
fn register(people: usize) -> (String, String) {
    let years = 2021..=2025;
    let mut codebook = Register::codebook(years.clone());
    codebook.shown = 2;
    let outcome = codebook.dimensions.pop().unwrap().category("DEN");
    codebook.dimensions.push(outcome);
    let rows = Register::new(11, people, &years).until(2025);
    let denied = |(at, row): (usize, &str)| {
        if at % 2 == 0 {
            row.replace(",PEN,", ",DEN,")
        } else {
            row.into()
        }
    };
    let records: Vec<String> = rows.lines().enumerate().map(denied).collect();
    (codebook.text() + SECTION, records.join("\n") + "\n")
}

fn within(release: &Release) -> &[(String, Pin)] {
    &release.catalog.relations.within
}

#[test]
fn outcomes_are_published_and_withstand_the_attack() {
    for people in [150, 600] {
        let (codebook, records) = register(people);
        let release = try_out(&format!("{people} people by outcome"), &codebook, &records);
        let accredited = Pin {
            dimension: "resultado".into(),
            code: "ACC".into(),
        };
        assert_eq!(within(&release), [("acreditadas".to_owned(), accredited)]);
        let years = &release.tables["solicitudes.anio.resultado"];
        let shown = years
            .cells()
            .iter()
            .filter(|cell| cell.published().is_some())
            .count();
        assert!(shown > 5, "{people}: only {shown} outcomes are published");
    }
}

/// With these keys, outcomes are hidden of which the totals of accredited persons tell that they are not zero: then some of
/// those totals are hidden, too.
#[test]
fn totals_that_tell_of_hidden_outcomes_are_hidden() {
    let (codebook, records) = register(150);
    let dir = Workdir::new();
    dir.write("codebook.toml", codebook);
    dir.write("records.csv", records);
    for (data, key) in [
        (
            "one",
            "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce",
        ),
        (
            "other",
            "4a44dc15364204a80fe80e9039455cc1608281820fe2b24f1e5233ade6af1dd5",
        ),
    ] {
        dir.write("key", key);
        let done = dir.run(&format!(
            "publish --codebook codebook.toml --key key --out {data} records.csv"
        ));
        assert!(done.status.success(), "{}", stderr(&done));
        withstands(&dir, data);
        let years = &release(&dir, data).tables["acreditadas.anio"];
        let hidden = years
            .cells()
            .iter()
            .filter(|cell| cell.published().is_none());
        assert!(hidden.count() > 1, "{data}: hiding one year hides nothing");
    }
}

/// The codebook and the records as they were at the end of a year: all earlier applications are decided.
fn register_until(last: u16) -> (String, String) {
    let mut codebook = Register::codebook(FIRST..=last);
    codebook.shown = 2;
    codebook.pooled = Some(*RELEASES.start());
    let outcome = codebook.dimensions.pop().unwrap().category("DEN");
    codebook.dimensions.push(outcome);
    let id = "id = \"resultado\"";
    let settled = format!(
        "{id}\nsettled = {{ until = {}, pending = [\"PEN\"] }}",
        last - 1
    );
    let ended = |row: &str| {
        let has_waited = row
            .get(..4)
            .and_then(|year| year.parse().ok())
            .is_some_and(|year: u16| year < last);
        if has_waited {
            row.replace(",PEN,", ",DEN,")
        } else {
            row.into()
        }
    };
    let register = Register::new(11, 400, &(FIRST..=*RELEASES.end()));
    let records: Vec<String> = register.until(last).lines().map(ended).collect();
    (
        codebook.text().replace(id, &settled) + SECTION,
        records.join("\n") + "\n",
    )
}

#[test]
fn what_is_settled_is_published_year_after_year() {
    let (dir, mut public) = (Workdir::new(), Vec::new());
    for last in RELEASES {
        let (codebook, records) = register_until(last);
        dir.write("codebook.toml", codebook);
        dir.write("records.csv", records);
        let earlier: String = public
            .iter()
            .map(|name| format!(" --earlier {name}"))
            .collect();
        let done = dir.run(&format!(
            "publish --codebook codebook.toml --out {last}{earlier} records.csv"
        ));
        assert!(done.status.success(), "{}", stderr(&done));
        public.push(last.to_string());
        withstands(&dir, &public.join(" "));
        let release = release(&dir, &last.to_string());
        let ended = release.tables["solicitudes.anio.resultado"].addressed();
        let ended = ended.filter(|(address, _)| address.pins.contains_key("resultado"));
        // The years that are counted together are settled once their last one is.
        let is_settled = |address: &Address| {
            let year = address
                .pins
                .get("anio")
                .map_or(*RELEASES.start(), |year| year.parse().unwrap());
            year < last
        };
        let (settled, others): (Vec<_>, Vec<_>) =
            ended.partition(|(address, _)| is_settled(address));
        assert!(
            others.iter().all(|(_, cell)| *cell == Cell::Hidden),
            "{last}: {others:?}"
        );
        let published = settled
            .iter()
            .filter(|(_, cell)| *cell != Cell::Hidden)
            .count();
        assert!(
            published * 4 >= settled.len() * 3,
            "{last}: {published} of {}",
            settled.len()
        );
    }
    let previous = public[..public.len() - 1].join(" ");
    let done = dir.run(&format!(
        "attack {} --previous {previous} --insider --sample 40 --json --codebook codebook.toml --records records.csv",
        RELEASES.end()
    ));
    let found: serde_json::Value = serde_json::from_str(&stdout(&done)).unwrap();
    assert!(
        done.status.success() && found["tried"] == 40 && found["earlier"] == 2,
        "{found}"
    );
}

#[test]
fn whoever_still_waits_in_a_settled_year_is_not_published() {
    let (codebook, records) = register_until(2022);
    let dir = Workdir::new();
    dir.write("codebook.toml", codebook);
    dir.write("records.csv", records.replacen(",DEN,", ",PEN,", 1));
    let refused = stderr(&dir.run("publish --codebook codebook.toml --out data records.csv"));
    assert!(
        refused.contains("resultado=PEN: applications are pending, although the codebook declares"),
        "{refused}"
    );
}

#[test]
fn an_outcome_that_nobody_protected_is_found() {
    let (codebook, records) = register(150);
    let codebook = codebook.replace(
        "when = { dimension = \"resultado\"",
        "when = { dimension = \"estado\"",
    );
    let dir = Workdir::new();
    dir.write("codebook.toml", codebook + UNDECLARED);
    dir.write("records.csv", records);
    let done = dir.run("publish --codebook codebook.toml --out data records.csv");
    assert!(done.status.success(), "{}", stderr(&done));
    let mut release = release(&dir, "data");
    assert_eq!(within(&release), []);
    assert!(attack::attack(&[&release]).is_safe());
    let accredited = Pin {
        dimension: "resultado".into(),
        code: "ACC".into(),
    };
    release.catalog.relations.within = vec![("acreditadas".into(), accredited)];
    let found = attack::attack(&[&release]).to_string();
    // Of how many years together it is found, the key decides.
    assert!(
        found
            .contains("solicitudes minus acreditadas resultado=ACC, by the end of 2021: exactly 4"),
        "{found}"
    );
}
