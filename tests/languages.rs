//! Writes sites in one language and in another order from outside, from records to every byte of the site.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tests::workdir::{Workdir, stderr};

/// A codebook in which each Spanish text names Castile, and each English one the Saxons.
const CODEBOOK: &str = r#"
format = 1
id = "lenguas"
release = "2023-01"
next = "2024-01"
languages = LANGUAGES
title = { es = "Cifras de Castilla", en = "Saxon numbers" }
heading = { es = "Encabezado de Castilla", en = "Saxon heading" }
lede = { es = "Entrada de Castilla.", en = "Saxon lede." }
publisher = { es = "Oficina de Castilla", en = "Saxon office" }
caveat = { es = "No son todas las de Castilla.", en = "These are not all Saxons." }
threshold = 3
contacts = [{ label = { es = "Ayuda de Castilla", en = "Saxon help" }, telephone = "911" }]

[site]
name = { es = "Instituto de Castilla", en = "Saxon institute" }
licence = "https://creativecommons.org/licenses/by/4.0/"

[time]
id = "anio"
label = { es = "Año de Castilla", en = "Saxon year" }
note = { es = "Nota de Castilla", en = "Saxon note" }
first = 2021
last = 2022

[records]
dates = "%Y-%m-%d"

[[measure]]
id = "personas"
label = { es = "Personas de Castilla", en = "Saxon persons" }
definition = { es = "Quienes llegaron a Castilla.", en = "Those who came to the Saxons." }
unit = { es = "personas de Castilla", en = "Saxons" }
date = "fecha"

[[dimension]]
id = "sexo"
label = { es = "Sexo en Castilla", en = "Saxon sex" }
column = "sexo"
definition = { es = "Como en Castilla", en = "As the Saxons do" }
categories = [
  { code = "F", es = "Mujer de Castilla", en = "Saxon woman", note = { es = "De Castilla", en = "Saxon" } },
  { code = "M", es = "Hombre de Castilla", en = "Saxon man" },
]

[[dimension]]
id = "zona"
label = { es = "Zona de Castilla", en = "Saxon area" }
column = "zona"
categories = [
  { code = "N", es = "Norte de Castilla", en = "Saxon north" },
  { code = "S", es = "Sur de Castilla", en = "Saxon south", spellings = ["Austral"] },
  { code = "E", es = "Este de Castilla", en = "Saxon east" },
]

[tables]
pairs = ["sexo"]

[[section]]
id = "personas"
slug = { es = "de-castilla", en = "of-saxons" }
title = { es = "Perfil de Castilla", en = "Saxon profile" }
lede = { es = "Quiénes son en Castilla.", en = "Who the Saxons are." }
layout = "profile"
measures = ["personas"]
dimensions = ["sexo", "zona"]
filters = ["sexo"]

[section.door]
question = { es = "¿Quiénes son en Castilla?", en = "Who are the Saxons?" }
answer = "sexo"

[[section]]
id = "por_anio"
slug = { es = "castilla-por-ano", en = "saxons-by-year" }
title = { es = "Castilla por año", en = "Saxons by year" }
lede = { es = "Castilla, año por año.", en = "Saxons, year by year." }
layout = "series"
measures = ["personas"]
dimensions = ["sexo"]
filters = ["sexo"]

[[headline]]
label = { es = "Mujeres de Castilla", en = "Saxon women" }
measure = "personas"
pin = { dimension = "sexo", code = "F" }

[[preset]]
label = { es = "Ellas en Castilla", en = "Saxon women" }
filter = { dimension = "sexo", codes = ["F"] }
"#;

/// Words of a codebook, by the language that they are in.
const MARKS: [(&str, &str); 2] = [("es", "castilla"), ("en", "saxon")];

/// Words of the program that stand on its pages, by their language.
const OWN_WORDS: [(&str, [&str; 5]); 2] = [
    (
        "es",
        [
            "Ir al contenido",
            "Calidad de los datos",
            "Ocultar sitio",
            "Oculto para proteger",
            "Página no encontrada",
        ],
    ),
    (
        "en",
        [
            "Skip to content",
            "Data quality",
            "Hide this site",
            "Hidden to protect",
            "Page not found",
        ],
    ),
];

/// Writes the site of a codebook in these languages.
fn site(languages: &str) -> (Workdir, BTreeMap<String, String>) {
    let dir = Workdir::with_page();
    dir.write("codebook.toml", CODEBOOK.replace("LANGUAGES", languages));
    let rows = tests::workdir::records();
    dir.write("records.csv", rows.replace(",O\n", ",E\n"));
    let done = dir.run(
        "site --codebook codebook.toml --records records.csv --page page --out dist --url https://cifras.example",
    );
    assert!(done.status.success(), "{}", stderr(&done));
    let mut files = BTreeMap::new();
    read(&dir.path("dist"), "", &mut files);
    (dir, files)
}

fn read(folder: &Path, below: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().into_string().unwrap());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{name}/"), files);
        } else {
            let bytes = fs::read(entry.path()).unwrap();
            files.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}

/// The folders in which there is a page.
fn pages(files: &BTreeMap<String, String>) -> BTreeSet<&str> {
    let names = files.keys();
    names
        .filter_map(|name| name.strip_suffix("index.html"))
        .collect()
}

/// Checks that every link of every page leads to a file of the site, and returns how many there are.
fn follow_links(files: &BTreeMap<String, String>) -> usize {
    let mut followed = 0;
    for folder in pages(files) {
        let html = &files[&format!("{folder}index.html")];
        for href in html.split("href=\"").skip(1) {
            let href = href.split(['"', '?', '#']).next().unwrap();
            if href.is_empty() || href.contains(':') {
                continue;
            }
            let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in href.split('/') {
                match part {
                    ".." => drop(path.pop().unwrap()),
                    "" | "." => {}
                    part => path.push(part),
                }
            }
            let file = path.join("/");
            let page = format!("{file}/index.html");
            let page = page.trim_start_matches('/');
            // The built page of this test has none of these.
            let is_elsewhere = href.contains("fonts/") || href.contains("check/");
            assert!(
                is_elsewhere || files.contains_key(&file) || files.contains_key(page),
                "{folder}: {href}"
            );
            followed += 1;
        }
    }
    followed
}

#[test]
fn a_site_of_one_language_has_no_word_of_another() {
    for (tag, mark) in MARKS {
        let (dir, files) = site(&format!("[\"{tag}\"]"));
        let (other, others_mark) = MARKS.into_iter().find(|(other, _)| *other != tag).unwrap();
        let (_, own) = OWN_WORDS.into_iter().find(|(one, _)| *one == tag).unwrap();
        let (_, foreign) = OWN_WORDS
            .into_iter()
            .find(|(one, _)| *one == other)
            .unwrap();
        let mut named = 0;
        for (name, text) in &files {
            let words = text.to_lowercase();
            assert!(!words.contains(others_mark), "{name}: {others_mark}");
            named += words.matches(mark).count();
            for alien in [
                format!("hreflang=\"{other}\""),
                format!("lang=\"{other}\""),
                "class=\"language\"".into(),
                "og:locale:alternate".into(),
                "x-default".into(),
            ] {
                assert!(!text.contains(&alien), "{name}: {alien}");
            }
            for phrase in foreign {
                assert!(!text.contains(phrase), "{name}: {phrase}");
            }
        }
        assert!(named > 200, "{named}");
        for phrase in own {
            assert!(files.values().any(|text| text.contains(phrase)), "{phrase}");
        }
        for folder in pages(&files) {
            let in_own = folder.starts_with("en/") || folder.starts_with("es/");
            assert!(!in_own, "{folder}");
            let html = files[&format!("{folder}index.html")].replacen(" data-embed", "", 1);
            assert!(html.contains(&format!("<html lang=\"{tag}\"")), "{folder}");
        }
        assert!(files["404.html"].contains(&format!("<html lang=\"{tag}\"")));
        assert!(follow_links(&files) > 100);
        // What is published can be read again, and its workbook and report are in its language.
        let out = format!("template --codebook codebook.toml --out {tag}.xlsx");
        assert!(dir.run(&out).status.success());
        let refused = dir.run(&format!("{out} --language {other}"));
        assert!(stderr(&refused).contains(&format!("there are no texts in “{other}”")));
        let report = dir.run("quality dist/data --out report.html");
        assert!(report.status.success(), "{}", stderr(&report));
        let report = fs::read_to_string(dir.path("report.html")).unwrap();
        assert!(report.contains(&format!("<html lang=\"{tag}\"")));
    }
}

#[test]
fn the_first_language_of_a_codebook_stands_at_the_root() {
    let (_, spanish) = site("[\"es\", \"en\"]");
    let (_, english) = site("[\"en\", \"es\"]");
    // The same pages, in each other's places.
    let turned: BTreeSet<String> = pages(&spanish)
        .into_iter()
        .map(|folder| {
            // Those for frames on other sites have a folder of their own, before that of the language.
            let (before, folder) = match folder.strip_prefix("embed/") {
                Some(framed) => ("embed/", framed),
                None => ("", folder),
            };
            match folder.strip_prefix("en/") {
                Some(rest) => format!("{before}{rest}"),
                None => format!("{before}es/{folder}"),
            }
        })
        .collect();
    let folders: BTreeSet<String> = pages(&english).into_iter().map(Into::into).collect();
    assert_eq!(folders, turned);
    assert!(folders.contains("of-saxons/saxon-women/"), "{folders:?}");
    assert!(
        folders.contains("es/de-castilla/ellas-en-castilla/"),
        "{folders:?}"
    );
    for files in [&spanish, &english] {
        assert!(follow_links(files) > 200);
    }
    let head = &english["index.html"];
    for part in [
        "<html lang=\"en\"",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://cifras.example/\">",
        "<link rel=\"alternate\" hreflang=\"es\" href=\"https://cifras.example/es/\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://cifras.example/\">",
        "<meta property=\"og:locale:alternate\" content=\"es_LA\">",
        "Saxon heading",
    ] {
        assert!(head.contains(part), "{part}\n{head}");
    }
    assert!(english["es/index.html"].contains("Encabezado de Castilla"));
    // A table is labelled in the first language, and in the other one beside it.
    let tables = english.iter();
    let mut tables = tables.filter(|(name, _)| name.ends_with("personas.anio.sexo.json"));
    let (_, table) = tables.next().unwrap();
    let table: serde_json::Value = serde_json::from_str(table).unwrap();
    let sex = &table["dimension"]["sexo"];
    assert_eq!(table["extension"]["languages"][0], "en");
    assert_eq!(sex["category"]["label"]["F"], "Saxon woman");
    assert_eq!(sex["extension"]["es"]["category"]["F"], "Mujer de Castilla");
}
