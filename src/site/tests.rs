//! Tests the written pages of a small release.

use cube::{Catalog, Lang, Layout, Release, Section, Text};
use dashboard::{Request, view::View};
use markup::Setting;
use serde_json::Value;

use crate::{
    SiteUrl,
    document::document,
    head::{Common, translations},
    outlines::Maps,
    pages::{SitePage, list},
    render::render,
};

const BUILT: &str = concat!(
    r#"<html lang="es"><head><title>Cifras</title><meta name="description" content="Cifras públicas">"#,
    r#"<meta name="root" content="./"><link rel="stylesheet" href="./style-1.css"></head>"#,
    r#"<body><div id="page"><p>Un momento</p></div><div id="message"></div></body></html>"#
);

/// A release with one section and no tables.
fn release() -> Release {
    let section = Section {
        id: "acreditadas".into(),
        slug: Text::new("acreditadas", "accredited"),
        title: Text::new("Acreditadas & más", "Accredited"),
        lede: Text::new("Quiénes \"son\".", "Who they are."),
        layout: Layout::Profile,
        ..Section::default()
    };
    let catalog = Catalog {
        title: Text::new("Trata", "Trafficking"),
        lede: Text::new("Cifras.", "Numbers."),
        sections: vec![section],
        ..Catalog::default()
    };
    Release {
        catalog,
        tables: Default::default(),
    }
}

/// Returns a page of a release with its view and its whole document.
fn written(release: &Release, folder: &str) -> (SitePage, View, String) {
    written_at(None, release, folder)
}

/// Returns the same of a site with a public address.
fn written_at(url: Option<&str>, release: &Release, folder: &str) -> (SitePage, View, String) {
    let url: Option<SiteUrl> = url.map(|url| url.parse().unwrap());
    let common = Common {
        catalog: &release.catalog,
        url: url.as_ref(),
    };
    let mut pages = list(&release.catalog).into_iter();
    let page = pages.find(|page| page.folder == folder).unwrap();
    let view = dashboard::view(release, &Request::parse(&release.catalog, folder, ""));
    let content = render(&view, &page.root(), &Maps::default(), Setting::Site);
    let html = document(BUILT, common, &page, &view, None, &content).unwrap();
    (page, view, html)
}

#[test]
fn every_section_has_a_page_in_each_language() {
    let pages = list(&release().catalog);
    let found: Vec<(&str, Lang, String)> = pages
        .iter()
        .map(|page| (page.folder.as_str(), page.lang, page.root()))
        .collect();
    let expected = [
        ("", Lang::Es, "./".to_owned()),
        ("en/", Lang::En, "../".to_owned()),
        ("acreditadas/", Lang::Es, "../".to_owned()),
        ("en/accredited/", Lang::En, "../../".to_owned()),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_page_refers_to_the_root_from_where_it_lies() {
    let (_, _, html) = written(&release(), "en/accredited/");
    for part in [
        r#"<html lang="en">"#,
        r#"<title>Accredited · Trafficking</title>"#,
        r#"<meta name="description" content="Who they are.">"#,
        r#"<meta name="root" content="../../">"#,
        r#"<link rel="stylesheet" href="../../style-1.css">"#,
        r#"href="../../en/accredited/""#,
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("Un momento"));
}

#[test]
fn what_the_codebook_says_is_escaped() {
    let (_, _, html) = written(&release(), "acreditadas/");
    assert!(html.contains("<title>Acreditadas &amp; más · Trata</title>"));
    assert!(html.contains(r#"content="Quiénes &quot;son&quot;.""#));
    assert!(html.contains("Acreditadas &amp; más</h1>"), "{html}");
}

#[test]
fn the_words_of_the_view_stand_in_its_page() {
    let release = release();
    for page in list(&release.catalog) {
        let (_, view, html) = written(&release, &page.folder);
        let choices = view.navigation.iter().map(|choice| &choice.link.label);
        let words = [&view.lede, &view.frame.exit.label, &view.footer.caveat.0];
        for text in choices.chain(words) {
            let escaped = text.replace('&', "&amp;").replace('"', "&quot;");
            assert!(
                html.contains(text) || html.contains(&escaped),
                "{text}\n{html}"
            );
        }
    }
}

#[test]
fn invented_numbers_are_not_for_search_engines() {
    let mut release = release();
    let robots = r#"<meta name="robots" content="noindex">"#;
    assert!(!written(&release, "").2.contains(robots));
    release.catalog.notice = Some(Text::new("Inventado", "Invented"));
    assert!(written(&release, "").2.contains(robots));
}

#[test]
fn a_page_without_a_place_for_its_content_is_refused() {
    let release = release();
    let page = list(&release.catalog).remove(0);
    let view = dashboard::view(&release, &Request::parse(&release.catalog, "", ""));
    let common = Common {
        catalog: &release.catalog,
        url: None,
    };
    for place in ["<title>", "name=\"root\"", "id=\"page\"", "id=\"message\""] {
        let built = BUILT.replace(place, "");
        assert_eq!(
            document(&built, common, &page, &view, None, ""),
            None,
            "{place}"
        );
    }
}

#[test]
fn spanish_is_that_of_the_country_whose_parts_are_on_the_map() {
    let mut release = release();
    let mut part = cube::Category::default();
    part.map.insert("hasc".into(), "AR.DF".into());
    let mut map = cube::Dimension::default();
    map.categories.push(part);
    release.catalog.dimensions.push(map);
    let (_, _, html) = written(&release, "");
    let locale = r#"<meta property="og:locale" content="es_AR">"#;
    assert!(html.contains(locale), "{html}");
}

#[test]
fn with_an_address_a_page_names_itself_and_its_other_language() {
    let release = release();
    let (page, view, html) = written_at(
        Some("https://example.org/trata"),
        &release,
        "en/accredited/",
    );
    for line in [
        r#"<link rel="canonical" href="https://example.org/trata/en/accredited/">"#,
        r#"<link rel="alternate" hreflang="es" href="https://example.org/trata/acreditadas/">"#,
        r#"<link rel="alternate" hreflang="en" href="https://example.org/trata/en/accredited/">"#,
        r#"<link rel="alternate" hreflang="x-default" href="https://example.org/trata/acreditadas/">"#,
        r#"<meta property="og:url" content="https://example.org/trata/en/accredited/">"#,
        r#"<meta property="og:locale:alternate" content="es_LA">"#,
    ] {
        assert!(html.contains(line), "{line}\n{html}");
    }
    let (_, _, without) = written(&release, "en/accredited/");
    for part in ["canonical", "hreflang=\"x-default\"", "og:url", "og:image"] {
        assert!(!without.contains(part), "{part}\n{without}");
    }
    let folders = translations(&release.catalog, &page, &view)
        .into_iter()
        .map(|(_, folder)| folder);
    assert_eq!(
        folders.collect::<Vec<_>>(),
        ["acreditadas/", "en/accredited/"]
    );
}

#[test]
fn invented_numbers_are_called_so_before_anything_else() {
    let mut release = release();
    release.catalog.notice = Some(Text::new(
        "Datos inventados: nadie existe.",
        "Invented data: nobody exists.",
    ));
    for (folder, mark) in [
        ("", "Datos inventados"),
        ("en/accredited/", "Invented data"),
    ] {
        let (_, _, html) = written_at(Some("https://example.org/"), &release, folder);
        for start in [
            "<title>",
            "<meta name=\"description\" content=\"",
            "<meta property=\"og:title\" content=\"",
            "<meta property=\"og:description\" content=\"",
        ] {
            assert!(
                html.contains(&format!("{start}{mark}")),
                "{start}{mark}\n{html}"
            );
        }
    }
}

/// Returns what a page says to search engines for datasets.
fn graph(html: &str) -> Vec<Value> {
    let (_, rest) = html
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (text, _) = rest.split_once("</script>").unwrap();
    let mut all: Value = serde_json::from_str(text).unwrap();
    assert_eq!(all["@context"], "https://schema.org");
    let Value::Array(graph) = all["@graph"].take() else {
        panic!("{text}")
    };
    graph
}

#[test]
fn search_engines_read_where_a_page_stands_and_what_its_data_are() {
    let mut release = release();
    release.catalog.sections[0].title = Text::new("Acreditadas", "Accredited </script><!--");
    release.catalog.sections[0].measures = vec!["acreditadas".into()];
    release.catalog.release = "2026-10".into();
    release.catalog.site.licence = Some("https://creativecommons.org/licenses/by/4.0/".into());
    let (_, _, html) = written_at(Some("https://example.org/"), &release, "en/accredited/");
    let graph = graph(&html);
    let [breadcrumbs, dataset] = graph.as_slice() else {
        panic!("{graph:?}")
    };
    let steps: Vec<String> = breadcrumbs["itemListElement"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| format!("{} {} {}", step["position"], step["name"], step["item"]))
        .collect();
    assert_eq!(
        steps,
        [
            r#"1 "Trafficking" "https://example.org/en/""#,
            r#"2 "Accredited </script><!--" "https://example.org/en/accredited/""#
        ]
    );
    for (key, value) in [
        ("@type", "Dataset"),
        ("dateModified", "2026-10"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("url", "https://example.org/en/accredited/"),
    ] {
        assert_eq!(dataset[key], value);
    }
    assert_eq!(
        dataset["distribution"][0]["contentUrl"],
        "https://example.org/data/index.json"
    );
}

#[test]
fn without_an_address_data_are_named_from_the_page_and_invented_ones_never() {
    let mut release = release();
    release.catalog.sections[0].measures = vec!["acreditadas".into()];
    let (_, _, html) = written(&release, "en/accredited/");
    assert_eq!(
        graph(&html)[1]["distribution"][0]["contentUrl"],
        "../../data/index.json"
    );
    release.catalog.notice = Some(Text::new("Datos inventados", "Invented data"));
    for folder in ["", "en/accredited/"] {
        let (_, _, html) = written_at(Some("https://example.org/"), &release, folder);
        assert_eq!(graph(&html).len(), 1);
        assert!(!html.contains("Dataset"), "{html}");
    }
}
