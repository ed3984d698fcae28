//! Tests that received files are verified and attacked, and that the page shows the result.

use cube::{
    Catalog, Category, Cell, Dimension, Lang, Measure, Release, Role, Table, TableEntry, Text,
    certificate::{Certificate, FORMAT, Family, Gap, Method, MethodName, Profile},
    json_stat,
};

use crate::received::hash;
use crate::*;
use std::collections::BTreeMap;

fn dimension(id: &str, role: Role, codes: &[&str]) -> Dimension {
    let category = |code: &&str| Category {
        code: (*code).into(),
        label: Text::new(*code, *code),
        ..Category::default()
    };
    let categories = codes.iter().map(category).collect();
    Dimension {
        id: id.into(),
        label: Text::new(id, id),
        role,
        categories,
        ..Dimension::default()
    }
}

/// Two tables: persons by year and sex, and by sex and zone with these cells.
fn release(cells: [Option<u64>; 9]) -> Release {
    let (years, sex, zone) = (
        dimension("anio", Role::Time, &["2024", "2025"]),
        dimension("sexo", Role::Attribute, &["F", "M"]),
        dimension("zona", Role::Attribute, &["N", "S"]),
    );
    let entry = |id: &str, dimensions: [&str; 2]| TableEntry {
        id: id.into(),
        measure: "n".into(),
        dimensions: dimensions.map(Into::into).to_vec(),
        rolled_up: vec![],
    };
    let measure = Measure {
        id: "n".into(),
        label: Text::new("Personas", "Persons"),
        definition: Text::default(),
        unit: Text::default(),
        ..Measure::default()
    };
    let cell = |count: Option<u64>| count.map_or(Cell::Hidden, Cell::Published);
    let table = |id: &str, dimensions: &[Dimension], cells: &[Option<u64>]| {
        let cells = cells.iter().copied().map(cell).collect();
        (
            id.to_owned(),
            Table::new(id, Text::new(id, id), "n", dimensions.to_vec(), cells).unwrap(),
        )
    };
    let by_year = [60, 40, 20, 30, 20, 10, 30, 20, 10].map(Some);
    let tables = [
        table("a", &[years.clone(), sex.clone()], &by_year),
        table("b", &[sex.clone(), zone.clone()], &cells),
    ];
    let catalog = Catalog {
        codebook: "prueba".into(),
        release: "2026-10".into(),
        threshold: 5,
        time: "anio".into(),
        measures: vec![measure],
        dimensions: vec![years, sex, zone],
        relations: cube::Relations::default(),
        tables: vec![entry("a", ["anio", "sexo"]), entry("b", ["sexo", "zona"])],
        ..Catalog::default()
    };
    Release {
        catalog,
        tables: tables.into(),
    }
}

/// The files of a release, certified.
fn received(release: &Release) -> Received {
    let tables: Vec<Table> = release.tables.values().cloned().collect();
    let index = (
        INDEX.to_owned(),
        json_stat::write_catalog(&release.catalog, &tables, ""),
    );
    let table = |table: &Table| {
        (
            file_name(&table.id),
            json_stat::write_table(table, &release.catalog),
        )
    };
    let files: BTreeMap<String, String> = tables.iter().map(table).chain([index]).collect();
    let certificate = Certificate {
        whole_registers: None,
        certificate: FORMAT,
        codebook: "prueba".into(),
        release: "2026-10".into(),
        method: Method {
            name: MethodName::ExactOrHidden,
            version: "0".into(),
            secret_order: true,
        },
        threshold: 5,
        profile: Profile::Wide,
        family: Family::default(),
        earlier: vec![],
        checks: vec![],
        not_checked: Gap::ALL.to_vec(),
        files: files
            .iter()
            .map(|(name, text)| (name.clone(), hash(text)))
            .collect(),
        formats: BTreeMap::new(),
    };
    Received { certificate, files }
}

const SAFE: [Option<u64>; 9] = [
    Some(60),
    Some(31),
    Some(29),
    Some(40),
    Some(21),
    Some(19),
    Some(20),
    Some(10),
    Some(10),
];
/// In the second table, 40 − 37 = 3.
const UNSAFE: [Option<u64>; 9] = [
    Some(60),
    None,
    None,
    Some(40),
    Some(37),
    None,
    Some(20),
    None,
    None,
];

fn words(html: &str) -> String {
    let texts = html
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text.trim());
    texts
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_file_that_differs_by_a_byte_is_named() {
    let mut received = received(&release(SAFE));
    assert!(received.changed_files().is_empty());
    received.files.get_mut("b.json").unwrap().push(' ');
    received.files.remove("a.json");
    assert_eq!(received.changed_files(), ["a.json", "b.json"]);
    let shown = words(&render_changed_files(Lang::En, &received.changed_files()));
    assert!(
        shown.ends_with("Nothing else was searched:\na.json\nb.json"),
        "{shown}"
    );
}

#[test]
fn what_is_received_is_the_release() {
    let release = release(UNSAFE);
    assert_eq!(received(&release).read_release().unwrap(), release);
}

#[test]
fn each_scope_finds_what_its_tables_give_away() {
    let release = release(UNSAFE);
    assert!(attack_release(&release, Scope::ByYear, &mut |_| ()).is_safe());
    let report = attack_release(&release, Scope::Everything, &mut |_| ());
    let found = report
        .findings
        .iter()
        .any(|finding| finding.group.to_string() == "n sexo=F zona=S");
    assert!(found, "{report}");
    let shown = words(&render_report(
        Lang::Es,
        &received(&release),
        Scope::Everything,
        &report,
        0.25,
    ));
    assert!(
        shown.contains("Se dedujo algo de lo oculto") && shown.contains("40 − 37 = 3"),
        "{shown}"
    );
}

#[test]
fn the_page_says_how_far_the_search_has_come() {
    // Nothing follows from one sum alone: whole tables are sought.
    let open = [
        Some(60),
        None,
        None,
        Some(40),
        None,
        None,
        Some(20),
        None,
        None,
    ];
    let release = release(open);
    let mut reported = Vec::new();
    let report = attack_release(&release, Scope::Everything, &mut |progress| {
        reported.push((progress.settled, progress.all))
    });
    assert!(report.is_safe(), "{report}");
    let all = reported[0].1;
    assert!(
        all > 0 && reported[0].0 == 0 && reported.last() == Some(&(all, all)),
        "{reported:?}"
    );
    assert!(
        reported
            .windows(2)
            .all(|pair| pair[0].0 < pair[1].0 && pair[1].1 == all),
        "{reported:?}"
    );
    let progress = attack::Progress {
        settled: 1_234,
        all: 5_000,
    };
    let html = render_attack(
        Lang::En,
        &received(&release),
        Scope::Everything,
        Some(progress),
    );
    assert!(
        html.contains("<progress max=\"5000\" value=\"1234\">"),
        "{html}"
    );
    assert!(
        words(&html).ends_with("Hidden numbers whose possible values are settled: 1,234 of 5,000."),
        "{html}"
    );
}

#[test]
fn the_page_says_what_was_tried_and_what_was_not() {
    let release = release(SAFE);
    let report = attack_release(&release, Scope::ByYear, &mut |_| ());
    let shown = words(&render_report(
        Lang::En,
        &received(&release),
        Scope::ByYear,
        &report,
        0.25,
    ));
    let expected = "\
The 3 files are those that were certified: their SHA-256 hashes agree.
Nothing that is hidden could be derived.
Tables: 1. Published cells: 9. Hidden cells that were tried: 0. It took 0.2 s on this device.
What was tried
Sums and differences one by one, until none adds anything.
All equations together: what follows from them linearly.
All equations and inequalities together, in whole numbers: other tables were sought that would say the same.
What was not tried
The other tables, nor all of them at once: that can be asked for now.
Earlier releases: only the files of this one are loaded here.
To repeat the method itself with other, invented records, to see which would give the same files.
What is known from elsewhere, such as news.
Whether a table of four or more variables, or of three variables over several releases together, exists that adds up to \
exactly what is published; every three variables were reckoned with.
Whether a community can be recognized, although nobody in it.
What several people could derive if they told each other their records.";
    assert_eq!(shown, expected);
}
