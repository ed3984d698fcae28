//! Tests whole sites: all that is written of a release whose numbers are invented, and of one whose are not.

use std::collections::BTreeMap;

use cube::{
    Catalog, Category, Cell, Dimension, Layout, Measure, Release, Role, Section, Table, TableEntry,
    Text,
};

use dashboard::Request;
use picture::Fonts;

use crate::{
    assemble::{Options, write_pages},
    built::BuiltPage,
    files::{Files, read_files},
};

const BUILT: &str = concat!(
    r#"<html lang="es"><head><title>Cifras</title><meta name="description" content="Cifras públicas">"#,
    r#"<meta name="root" content="./"><link rel="stylesheet" href="./page-1.css"></head>"#,
    r#"<body><div id="page"><p>Un momento</p></div><div id="message"></div></body></html>"#
);

fn dimension(id: &str, role: Role, codes: &[&str]) -> Dimension {
    let category = |code: &&str| Category {
        code: (*code).into(),
        label: Text::new(*code, *code),
        ..Category::default()
    };
    Dimension {
        id: id.into(),
        label: Text::new(id, id),
        role,
        categories: codes.iter().map(category).collect(),
        ..Dimension::default()
    }
}

/// A release with one section, one question and three years.
fn release(notice: Option<Text>) -> Release {
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let measure = Measure {
        id: "acreditadas".into(),
        label: Text::new("Personas", "Persons"),
        ..Measure::default()
    };
    let section = Section {
        id: "acreditadas".into(),
        slug: Text::new("acreditadas", "accredited"),
        title: Text::new("Acreditadas", "Accredited"),
        layout: Layout::Profile,
        measures: ids(&["acreditadas"]),
        dimensions: ids(&["sexo"]),
        ..Section::default()
    };
    let entry = |dimensions: &[&str]| TableEntry {
        id: format!("acreditadas.{}", dimensions.join(".")),
        measure: "acreditadas".into(),
        dimensions: ids(dimensions),
        ..TableEntry::default()
    };
    let catalog = Catalog {
        title: Text::new("Trata", "Trafficking"),
        source: Text::new("CONATT", "CONATT"),
        release: "2026-10".into(),
        threshold: 5,
        time: "anio".into(),
        measures: vec![measure],
        dimensions: vec![
            dimension("anio", Role::Time, &["2023", "2024", "2025"]),
            dimension("sexo", Role::Attribute, &["Mujer", "Hombre"]),
        ],
        sections: vec![section],
        tables: vec![entry(&["anio"]), entry(&["anio", "sexo"])],
        notice,
        ..Catalog::default()
    };
    let table = |entry: &TableEntry| {
        let dimensions = catalog.dimensions_of(entry);
        let label = Text::new("", "");
        let cell = |address: &cube::Address| Cell::Published(60 >> address.pins.len());
        let table = Table::from_fn(&entry.id, label, &entry.measure, dimensions, cell);
        (entry.id.clone(), table)
    };
    let tables: BTreeMap<String, Table> = catalog.tables.iter().map(table).collect();
    Release { catalog, tables }
}

/// Writes the site of a release with the address https://example.org/trata/. Returns its files.
fn site(release: &Release) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page");
    std::fs::create_dir_all(page.join("fonts")).unwrap();
    std::fs::write(page.join("index.html"), BUILT).unwrap();
    for font in ["public-sans-400", "public-sans-600", "newsreader-600"] {
        let letters = include_bytes!("../picture/letters.ttf");
        std::fs::write(page.join(format!("fonts/{font}.ttf")), letters).unwrap();
    }
    let options = Options {
        url: Some("https://example.org/trata/".parse().unwrap()),
        beside: vec![],
    };
    let page = BuiltPage::open(Some(&page)).unwrap();
    let site = folder.path().join("site");
    write_pages(&page, release, &[], &site, &options).unwrap();
    read_files(&site).unwrap()
}

/// Lists the files of a site with this ending, and their texts.
fn texts<'a>(files: &'a Files, end: &str) -> Vec<(&'a str, &'a str)> {
    let found = files.iter().filter(|(name, _)| name.ends_with(end));
    let text = |(name, bytes): (&'a String, &'a Vec<u8>)| {
        (name.as_str(), std::str::from_utf8(bytes).unwrap())
    };
    found.map(text).collect()
}

#[test]
fn everything_that_is_written_of_invented_data_says_so() {
    let notice = Text::new(
        "Datos inventados: nadie existe.",
        "Invented data: nobody exists.",
    );
    let files = site(&release(Some(notice)));
    let mark = |name: &str| {
        if name.trim_start_matches("embed/").starts_with("en/") {
            "Invented data"
        } else {
            "Datos inventados"
        }
    };
    let (pages, pictures) = (texts(&files, ".html"), texts(&files, ".svg"));
    assert!(pages.len() > 5 && pictures.len() > 1, "{:?}", files.keys());
    for (name, text) in &pages {
        for part in [
            format!("<title>{} · ", mark(name)),
            format!(">{}: ", mark(name)),
        ] {
            assert!(text.contains(&part), "{name}: {part}");
        }
        assert!(
            text.contains("<meta name=\"robots\" content=\"noindex\">"),
            "{name}"
        );
        for (start, _) in text
            .match_indices("=\"og:title\" content=\"")
            .chain(text.match_indices(":description\" content=\""))
        {
            let (_, content) = text[start..].split_once("content=\"").unwrap();
            assert!(
                content.starts_with(mark(name)),
                "{name}: {}",
                &content[..60]
            );
        }
        assert!(!text.contains("\"Dataset\""), "{name}");
    }
    for (name, text) in &pictures {
        assert!(
            text.contains(&format!("<title>{} · ", mark(name))),
            "{name}"
        );
        assert!(text.contains(&format!(">{}: ", mark(name))), "{name}");
    }
    assert_eq!(files["robots.txt"], b"User-agent: *\nDisallow: /\n");
    assert!(!files.contains_key("sitemap.xml"));
}

#[test]
fn what_is_named_by_an_absolute_address_is_there() {
    let files = site(&release(None));
    let (mut pages, sitemap) = (texts(&files, "index.html"), texts(&files, "sitemap.xml"));
    pages.retain(|(name, _)| !name.starts_with("embed/"));
    let root = "https://example.org/trata/";
    for (name, text) in pages.iter().chain(&sitemap) {
        for (start, _) in text.match_indices(root) {
            let address = &text[start + root.len()..];
            let path = address.split(['"', '<']).next().unwrap();
            let file = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.into()
            };
            let is_data = path.starts_with("data/");
            assert!(is_data || files.contains_key(&file), "{name}: {path}");
        }
        assert!(!text.contains("noindex"), "{name}");
    }
    for (name, text) in &pages {
        let picture = format!(
            "<meta property=\"og:image\" content=\"{root}{}preview.png\">",
            name.trim_end_matches("index.html")
        );
        assert!(text.contains(&picture), "{name}: {picture}");
        let address = format!("<loc>{root}{}</loc>", name.trim_end_matches("index.html"));
        assert_eq!(sitemap[0].1.matches(&address).count(), 1, "{name}");
    }
}

#[test]
fn every_figure_of_a_page_leads_to_its_files() {
    let files = site(&release(None));
    for (name, text) in texts(&files, "index.html") {
        let root = "../".repeat(name.matches('/').count());
        let root = if root.is_empty() { "./" } else { &root };
        let mut found = 0;
        let is_file = |link: &&str| {
            [".svg\" d", ".csv\" d", ".xlsx\" d"]
                .iter()
                .any(|end| link.contains(end))
        };
        for link in text.split("<a ").filter(is_file) {
            let (link, _) = link.split_once('>').unwrap();
            let (_, href) = link.split_once(&format!("href=\"{root}")).unwrap();
            let (path, _) = href.split_once('"').unwrap();
            assert!(files.contains_key(path), "{name}: {path}");
            assert!(link.contains("download"), "{name}: {link}");
            found += 1;
        }
        // An embed leads to the page of its figure, which has them.
        let files = if name.starts_with("embed/") { 0 } else { 3 };
        assert_eq!(found, files * text.matches("<figure ").count(), "{name}");
    }
}

/// Draws a figure of what an address shows, as the browser does.
fn drawn(release: &Release, path: &str, search: &str, figure: &str) -> String {
    let letters = include_bytes!("../picture/letters.ttf");
    let fonts = Fonts::read(|_| Some(letters.to_vec())).unwrap();
    let request = Request::parse(&release.catalog, path, search);
    let root = "https://example.org/trata/";
    take::draw_picture(release, &request, figure, root, (&fonts, None)).unwrap()
}

#[test]
fn a_picture_that_the_browser_draws_of_a_written_page_is_the_written_one() {
    let notice = Text::new("Datos inventados: nadie existe.", "Invented data: no one.");
    for notice in [None, Some(notice)] {
        let release = release(notice);
        let files = site(&release);
        for (path, file) in [
            ("acreditadas/", "acreditadas/sexo.svg"),
            ("acreditadas/sexo/", "acreditadas/sexo.svg"),
            ("en/accredited/sexo/", "en/accredited/sexo.svg"),
        ] {
            let written = String::from_utf8(files[file].clone()).unwrap();
            assert_eq!(drawn(&release, path, "", "sexo"), written, "{path}");
        }
    }
}

#[test]
fn a_picture_of_what_is_filtered_says_what_is_shown_and_where_it_is_from() {
    let notice = Text::new("Datos inventados: nadie existe.", "Invented data: no one.");
    let release = release(Some(notice));
    let search = "anio=2024&tabla=sexo&v=1";
    for (path, parts) in [
        (
            "acreditadas/",
            [
                "<title>Datos inventados · sexo",
                ">Datos inventados: nadie existe.</text>",
                ">Personas, 2024</text>",
                ">Trata · CONATT · publicación 2026-10 ·</text>",
                ">https://example.org/trata/acreditadas/sexo/?anio=2024&amp;tabla=sexo&amp;v=1</text>",
            ],
        ),
        (
            "en/accredited/",
            [
                "<title>Invented data · sexo",
                ">Invented data: no one.</text>",
                ">Persons, 2024</text>",
                ">Trafficking · CONATT · release 2026-10 ·</text>",
                ">https://example.org/trata/en/accredited/sexo/?anio=2024&amp;tabla=sexo&amp;v=1</text>",
            ],
        ),
    ] {
        let svg = drawn(&release, path, search, "sexo");
        for part in parts {
            assert!(svg.contains(part), "{part}\n{svg}");
        }
        // One year and both sexes: 30 persons of 2024, 15 of each.
        let numbers = svg.split("</text>").filter(|text| text.ends_with(">15"));
        assert_eq!(numbers.count(), 2, "{svg}");
        assert_ne!(svg, drawn(&release, path, "", "sexo"));
    }
}

#[test]
fn the_same_release_makes_the_same_bytes() {
    let release = release(None);
    assert_eq!(site(&release), site(&release));
}

#[test]
fn every_page_has_each_id_once_and_no_style_that_its_policy_forbids() {
    let files = site(&release(None));
    let pages = texts(&files, ".html");
    assert!(pages.len() > 5, "{:?}", files.keys());
    for (name, text) in &pages {
        let mut ids: Vec<&str> = text
            .match_indices(" id=\"")
            .filter_map(|(start, found)| text[start + found.len()..].split('"').next())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}: {ids:?}");
        assert!(!text.contains(" style=\""), "{name}");
    }
}

#[test]
fn what_a_codebook_says_is_written_as_text() {
    let mut release = release(None);
    let title = r#"<b>"Acreditadas" & más</b>"#;
    release.catalog.sections[0].title = Text::new(title, title);
    let files = site(&release);
    let page = std::str::from_utf8(&files["acreditadas/index.html"]).unwrap();
    let written = "&lt;b&gt;&quot;Acreditadas&quot; &amp; más&lt;/b&gt;</h1>";
    assert!(page.contains(written), "{page}");
    assert!(!page.contains("<b>\"Acreditadas"), "{page}");
}

#[test]
fn every_figure_has_an_embed_that_leads_to_its_page_and_nowhere_else() {
    let release = release(Some(Text::new("Datos inventados: x", "Invented data: x")));
    let files = site(&release);
    let pages = texts(&files, "index.html");
    let names = |name: &&str| name.ends_with("/sexo/index.html");
    let own: Vec<&str> = pages.iter().map(|(name, _)| *name).filter(names).collect();
    assert_eq!(
        own,
        [
            "acreditadas/sexo/index.html",
            "embed/acreditadas/sexo/index.html",
            "embed/en/accredited/sexo/index.html",
            "en/accredited/sexo/index.html"
        ]
    );
    for (name, text) in &pages {
        let Some(own) = name.strip_prefix("embed/") else {
            continue;
        };
        let own = own.trim_end_matches("index.html");
        let root = "../".repeat(name.matches('/').count());
        for part in [
            "<html data-embed lang=\"",
            "<meta name=\"robots\" content=\"noindex\">",
            &format!("<link rel=\"canonical\" href=\"https://example.org/trata/{own}\">"),
            &format!("<script src=\"{root}embed/frame.js\">"),
            "<h1 id=\"sexo-title\">sexo</h1>",
            "<div id=\"top\"></div>",
            "<div id=\"end\"></div>",
        ] {
            assert!(text.contains(part), "{name}: {part}\n{text}");
        }
        for part in [
            "<nav class=\"sections",
            "class=\"exit",
            "<footer",
            "class=\"bar",
            "hreflang",
        ] {
            assert!(!text.contains(part), "{name}: {part}");
        }
        assert_eq!(text.matches("<h1").count(), 1, "{name}");
        // Whatever is followed leaves the frame.
        let links = text.matches("<a ").count();
        let leaving = text
            .matches("<a target=\"_blank\" rel=\"noopener\" ")
            .count();
        assert_eq!(links, leaving, "{name}");
        assert!(text.contains(&format!("href=\"{root}{own}\">")), "{name}");
    }
    assert!(files.contains_key("embed/height.js") && files.contains_key("embed/frame.js"));
}
