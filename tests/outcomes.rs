//! What became of applications, published beside those who were accredited: nobody can reckon one from the other.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use cube::{Pin, Release};
use tests::invented::{
    Register,
    published::{release, try_out},
};
use tests::place::{Place, stderr};

/// Applications by outcome, and nothing else by it.
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

/// The same outcome under another name, so that nobody tells that it decides who is accredited.
const UNTOLD: &str = r#"
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
    if let Some(outcome) = codebook.dimensions.last_mut() {
        outcome.categories.push(("DEN".into(), String::new()));
    }
    let rows = Register::new(11, people, &years).until(2025);
    let denied = |(at, row): (usize, &str)| if at % 2 == 0 { row.replace(",PEN,", ",DEN,") } else { row.into() };
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
        let accredited = Pin { dimension: "resultado".into(), code: "ACC".into() };
        assert_eq!(within(&release), [("acreditadas".to_owned(), accredited)]);
        let years = &release.tables["solicitudes.anio.resultado"];
        let shown = years.cells().iter().filter(|cell| cell.published().is_some()).count();
        assert!(shown > 10, "{people}: only {shown} outcomes are published");
    }
}

#[test]
fn an_outcome_that_nobody_protected_is_found() {
    let (codebook, records) = register(150);
    let codebook = codebook.replace("when = { dimension = \"resultado\"", "when = { dimension = \"estado\"");
    let place = Place::new();
    place.write("codebook.toml", codebook + UNTOLD);
    place.write("records.csv", records);
    let done = place.run("publish --codebook codebook.toml --out data records.csv");
    assert!(done.status.success(), "{}", stderr(&done));
    let mut release = release(&place, "data");
    assert_eq!(within(&release), []);
    assert!(attack::attack(&[&release]).is_safe());
    let accredited = Pin { dimension: "resultado".into(), code: "ACC".into() };
    release.catalog.relations.within = vec![("acreditadas".into(), accredited)];
    let found = attack::attack(&[&release]).to_string();
    assert!(found.contains("solicitudes minus acreditadas resultado=ACC: exactly 0"), "{found}");
}
