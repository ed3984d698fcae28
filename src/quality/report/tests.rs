//! Checks the public report on small releases.

use std::collections::BTreeMap;

use cube::{
    Break, Catalog, Category, Cell, Contact, Dimension, Lang, Measure, Release, Table, TableEntry,
    Text,
};

use crate::report::{
    changes::Changes,
    page::render,
    quality::{CellCounts, Quality, Share},
    write::write_to_site,
};
use crate::site::{Placement, Site};

/// A cell of a test: a number, or `HIDE`.
const HIDE: u64 = u64::MAX;

fn cells(numbers: &[u64]) -> Vec<Cell> {
    numbers
        .iter()
        .map(|number| {
            if *number == HIDE {
                Cell::Hidden
            } else {
                Cell::Published(*number)
            }
        })
        .collect()
}

fn dimension(id: &str, label: &str, codes: &[&str]) -> Dimension {
    let category = |code: &&str| Category {
        code: (*code).into(),
        label: Text::new(*code, *code),
        unknown: *code == "U",
        map: if *code == "F" {
            [
                ("ic_tip".into(), String::new()),
                ("glotip".into(), "1".into()),
            ]
            .into()
        } else {
            [].into()
        },
        ..Category::default()
    };
    let categories = codes.iter().map(category).collect();
    Dimension {
        id: id.into(),
        label: Text::new(label, label),
        categories,
        ..Dimension::default()
    }
}

/// Persons by year, and by year and sex.
fn release(name: &str, years: &[&str], by_year: &[u64], by_sex: &[u64]) -> Release {
    let dimensions = vec![
        dimension("anio", "Año", years),
        dimension("sexo", "Sexo", &["F", "M", "U"]),
    ];
    let entry = |id: &str, of: &[&str]| TableEntry {
        id: id.into(),
        measure: "n".into(),
        dimensions: of.iter().map(|id| (*id).into()).collect(),
        rolled_up: vec![],
    };
    let table = |id: &str, of: &[Dimension], numbers: &[u64]| {
        let label = Text::new(format!("Personas por {id}"), format!("Persons by {id}"));
        (
            id.to_owned(),
            Table::new(id, label, "n", of.to_vec(), cells(numbers)).unwrap(),
        )
    };
    let tables = [
        table("a", &dimensions[..1], by_year),
        table("b", &dimensions, by_sex),
    ];
    let measure = Measure {
        id: "n".into(),
        label: Text::new("Personas", "Persons"),
        definition: Text::new("Quienes llegaron.", "Those who came."),
        unit: Text::new("personas", "persons"),
        ..Measure::default()
    };
    let catalog = Catalog {
        codebook: "c".into(),
        title: Text::new("Cifras <b>", "Numbers <b>"),
        source: Text::new("Nadie", "Nobody"),
        caveat: Text::new("No todo.", "Not all."),
        release: name.into(),
        threshold: 5,
        contacts: vec![Contact {
            label: Text::new("Emergencias", "Emergencies"),
            telephone: "9-1-1".into(),
        }],
        time: "anio".into(),
        closed: Some(2024),
        breaks: vec![Break {
            year: 2024,
            measures: vec!["n".into()],
            dimensions: vec!["sexo".into()],
            reason: Text::new("Otra ley.", "Another law."),
            source: Some("Ley 1".into()),
        }],
        measures: vec![measure],
        dimensions,
        tables: vec![entry("a", &["anio"]), entry("b", &["anio", "sexo"])],
        ..Catalog::default()
    };
    Release {
        catalog,
        tables: BTreeMap::from(tables),
    }
}

fn first() -> Release {
    release(
        "2025",
        &["2023", "2024"],
        &[30, 30, 0],
        &[30, 20, 8, 2, 30, 20, 8, 2, 0, 0, 0, 0],
    )
}

fn second() -> Release {
    let by_sex = [
        70, 40, HIDE, HIDE, 31, 20, 8, 3, 0, 0, 0, 0, 39, 20, HIDE, HIDE,
    ];
    release("2026", &["2023", "2024", "2025"], &[70, 31, 0, 39], &by_sex)
}

#[test]
fn a_total_of_several_tables_counts_once() {
    let release = second();
    let quality = Quality::from_release(&release, None);
    let tables: Vec<CellCounts> = quality.measures[0]
        .tables
        .iter()
        .map(|(_, cells)| *cells)
        .collect();
    assert_eq!(
        tables,
        [
            CellCounts {
                published: 4,
                hidden: 0
            },
            CellCounts {
                published: 12,
                hidden: 4
            }
        ]
    );
    assert_eq!(
        quality.count_cells(),
        CellCounts {
            published: 12,
            hidden: 4
        }
    );
}

#[test]
fn no_share_is_computed_from_a_hidden_number() {
    let release = second();
    let quality = Quality::from_release(&release, None);
    let unknown = &quality.measures[0].unknown;
    assert_eq!(unknown.len(), 1);
    let expected = [
        Share::Known { part: 3, whole: 31 },
        Share::Nobody,
        Share::Hidden,
        Share::Hidden,
    ];
    assert_eq!(
        (
            unknown[0].dimension.id.as_str(),
            unknown[0].shares.as_slice()
        ),
        ("sexo", expected.as_slice())
    );
}

#[test]
fn a_hidden_total_gives_no_share_either() {
    let release = release(
        "2025",
        &["2023"],
        &[HIDE, HIDE],
        &[HIDE, HIDE, HIDE, 2, HIDE, HIDE, HIDE, 2],
    );
    assert_eq!(
        Quality::from_release(&release, None).measures[0].unknown[0].shares,
        [Share::Hidden, Share::Hidden]
    );
}

#[test]
fn changes_are_counted_cell_by_cell() {
    let (before, now) = (first(), second());
    let changes = Changes::between(&before, &now);
    let counts = |change: &super::changes::TableChange<'_>| {
        [
            change.changed,
            change.shown,
            change.hidden,
            change.new,
            change.gone,
        ]
    };
    assert_eq!(
        changes.tables.iter().map(counts).collect::<Vec<_>>(),
        [[2, 0, 0, 1, 0], [4, 0, 2, 4, 0]]
    );
    let back = Changes::between(&now, &before);
    assert_eq!(
        back.tables.iter().map(counts).collect::<Vec<_>>(),
        [[2, 0, 0, 0, 1], [4, 2, 0, 0, 4]]
    );
    assert!(Changes::between(&now, &now).is_empty());
}

/// The text of the page, a line for each element that has some.
fn visible_text(page: &str) -> Vec<String> {
    let body = page.split_once("<body>").unwrap().1;
    body.split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text.trim().replace('\u{a0}', " "))
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn the_report_reads_from_top_to_end() {
    let (before, now) = (first(), second());
    let page = render(
        &Quality::from_release(&now, Some(&before)),
        Lang::En,
        Placement::Alone,
    );
    let expected = "\
Skip to content
Numbers &lt;b&gt;
Data quality
Which years and which people these numbers cover, how much is hidden to protect people, what is not known, and what \
has changed. This report is made only from what is published: anybody can check it.
Published years
2023–2025
Tables
2
Published values
12
Hidden values
4
What is counted
The years up to 2024 are closed: no more records are expected. Their numbers stay as they were closed, even if somebody is registered, corrected or erased afterwards. Of later years only totals are published, and they may still change.
Persons
Those who came.
Changes in the way of counting
Numbers before and after one of these changes cannot be compared directly.
2024 · Persons, Sexo
Another law. (Ley 1)
What is not known
Percentage of people for whom the institution did not record the attribute. A high percentage means that the numbers on \
that subject describe only some of the people.
Persons: percentage not known
Attribute|2023|2024|2025|All years
Sexo|10%|–|c|c
“c”: not shown, because one of the values is hidden to protect people. “–”: nobody in that time. The \
darker the background, the larger the percentage not known.
How much is published and how much is hidden
Each table has a value for every combination of its categories and for every total. A value is hidden when it could \
reveal something about somebody, or when another hidden value could be calculated with it. That a value is hidden does \
not say whether there is somebody or nobody.
Except for the number of people whose attribute is not known, the smallest number that is published is 5.
What is counted|Published|Hidden|Share hidden
Persons|12|4|25%
Table by table
Table|Published|Hidden|Share hidden
Persons by a|4|0|0%
Persons by b|12|4|25%
What changed since the previous release
Compared with the release 2025.
What is counted|Year|Before|Now
Persons|2023|30|31
Persons|2025|–|39
Table|With another number|Formerly hidden|Now hidden|New|Removed
Persons by a|2|0|0|1|0
Persons by b|4|0|2|4|0
How this relates to other classifications
How many of the categories of each attribute have an equivalent in classifications that other countries use.
Attribute|Categories|GLOTIP|IC-TIP
Sexo|3|1|0
What the numbers do not say
Not all.
Release
Nobody · 2026
Do you need help?
9-1-1 Emergencies";
    let expected: Vec<&str> = expected.split(['\n', '|']).collect();
    assert_eq!(visible_text(&page), expected);
}

#[test]
fn the_pages_of_a_site_know_where_they_lie() {
    let site = tempfile::tempdir().unwrap();
    let release = second();
    let quality = Quality::from_release(&release, None);
    let error = Site::open(site.path(), None).unwrap_err().to_string();
    assert!(
        error.ends_with(
            "this is not a finished site: it has no page-….css; name the folder that cargo site wrote"
        ),
        "{error}"
    );
    for name in ["page-0a.css", "icon-0b.svg", "first-0c.js"] {
        std::fs::write(site.path().join(name), "").unwrap();
    }
    write_to_site(&quality, &Site::open(site.path(), None).unwrap()).unwrap();
    for (file, root, start, other, guide) in [
        ("calidad", "../", "../", "../en/quality/", "../ayuda/"),
        (
            "en/quality",
            "../../",
            "../../en/",
            "../../calidad/",
            "../../en/help/",
        ),
    ] {
        let page = std::fs::read_to_string(site.path().join(file).join("index.html")).unwrap();
        let hrefs: Vec<&str> = page
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let files = [
            "icon-0b.svg",
            "fonts/public-sans.woff2",
            "fonts/newsreader.woff2",
            "page-0a.css",
            "site.css",
        ];
        let [icon, sans, serif, sheet, colours] = files.map(|file| format!("{root}{file}"));
        let data = format!("{start}{}", if start == root { "datos/" } else { "data/" });
        let expected = [
            icon.as_str(),
            &sans,
            &serif,
            &sheet,
            &colours,
            "#main",
            start,
            other,
            "#help",
            "https://www.imn.ac.cr/",
            start,
            guide,
            &data,
            "tel:911",
        ];
        assert_eq!(hrefs, expected, "{file}");
        let first = format!("<script src=\"{root}first-0c.js\"></script>");
        assert_eq!(page.matches("<script").count(), 1, "{file}");
        assert!(page.contains(&first) && !page.contains("<style"), "{file}");
    }
}

#[test]
fn the_institutions_colours_name_and_exit_are_those_of_the_codebook() {
    let mut release = second();
    release.catalog.site = cube::Site {
        name: Some(cube::Text::new("Ministerio", "Ministry")),
        logo: None,
        accent: Some(cube::Accent {
            light: "#123456".into(),
            dark: "#fedcba".into(),
        }),
        exit: Some("https://example.org/".into()),
        licence: None,
        contact: None,
    };
    let colours = ":root{--site-accent-light:#123456;--site-accent-dark:#fedcba}\n";
    let quality = Quality::from_release(&release, None);
    assert!(render(&quality, Lang::Es, Placement::Alone).contains(colours));
    let site = tempfile::tempdir().unwrap();
    for name in ["page-0a.css", "icon-0b.svg", "first-0c.js"] {
        std::fs::write(site.path().join(name), "").unwrap();
    }
    write_to_site(&quality, &Site::open(site.path(), None).unwrap()).unwrap();
    let read = |file: &str| std::fs::read_to_string(site.path().join(file)).unwrap();
    assert_eq!(read("site.css"), colours);
    let page = read("en/quality/index.html");
    assert!(
        page.contains("<p>Ministry</p>") && page.contains("href=\"https://example.org/\""),
        "{page}"
    );
}

#[test]
fn over_all_years_unknown_answers_are_those_of_the_tables_without_time() {
    let mut all = release(
        "2025",
        &["2016-2025"],
        &[40, 40],
        &[40, 25, 10, 5, 40, 25, 10, 5],
    );
    let by_sex = all.tables.remove("b").unwrap();
    let cells = by_sex.cells()[..4].to_vec();
    let sex = by_sex.dimensions()[1..].to_vec();
    let table = Table::new("b", by_sex.label.clone(), "n", sex, cells).unwrap();
    all.tables.insert("b".into(), table);
    all.catalog.tables[1].dimensions = vec!["sexo".into()];
    let quality = Quality::from_release(&all, None);
    assert!(quality.compared_years().is_empty());
    let shares: Vec<&Vec<Share>> = quality.measures[0]
        .unknown
        .iter()
        .map(|row| &row.shares)
        .collect();
    assert_eq!(shares, [&vec![Share::Known { part: 5, whole: 40 }]]);
}
