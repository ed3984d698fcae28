//! Reads every page of a site as a program does that shows previews of links (Open Graph): by the standard's rules for HTML,
//! and knowing nothing of ours. What a page names by an address has to be there, as the page says that it is.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use html5gum::{Token, Tokenizer};
use tests::workdir::{Workdir, stderr};

const ROOT: &str = "https://example.org/cifras/";
const SITE: &str = "site --codebook codebook.toml --records records.csv --page page --out dist";

/// What the head of a page says of it: the values of each property, in order.
type Properties = BTreeMap<String, Vec<String>>;

/// The files of a site, as text.
type Files = BTreeMap<String, String>;

/// Writes a site with an address. Returns its files.
fn written(dir: &Workdir) -> Files {
    let output = dir.run(&format!("{SITE} --url {ROOT}"));
    assert!(output.status.success(), "{}", stderr(&output));
    dir.published("dist")
}

/// Reads what the tags of a page say: elements `meta` with a `property` or a `name`.
fn read(html: &str) -> Properties {
    let mut properties = Properties::new();
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else {
            continue;
        };
        let attribute = |name: &[u8]| {
            let value = tag.attributes.get(name)?;
            Some(String::from_utf8(value.to_vec()).unwrap())
        };
        let name = attribute(b"property").or_else(|| attribute(b"name"));
        if let (b"meta", Some(name), Some(content)) = (&**tag.name, name, attribute(b"content")) {
            properties.entry(name).or_default().push(content);
        }
    }
    properties
}

/// Returns the one value of a property.
fn only<'a>(properties: &'a Properties, name: &str, page: &str) -> &'a str {
    let values = properties.get(name).map_or(&[][..], Vec::as_slice);
    assert_eq!(values.len(), 1, "{page}: {name}: {values:?}");
    values[0].as_str()
}

/// Returns the width and the height that a PNG has.
fn size(png: &[u8]) -> [u32; 2] {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    [number(16), number(20)]
}

/// Finds what is wrong with what a page says of itself.
fn check(page: &str, files: &Files, dir: &Workdir) -> Properties {
    let said = read(&files[page]);
    let folder = page.strip_suffix("index.html").unwrap();
    let only = |name| only(&said, name, page);
    assert_eq!(only("og:url"), format!("{ROOT}{folder}"), "{page}");
    for name in ["og:title", "og:description", "og:site_name", "description"] {
        assert!(only(name).chars().count() > 4, "{page}: {name}");
    }
    assert_eq!(only("og:type"), "website");
    let is_english = page.starts_with("en/");
    let locales = ["es_LA", "en_GB"];
    assert_eq!(
        only("og:locale"),
        locales[usize::from(is_english)],
        "{page}"
    );
    let other = locales[usize::from(!is_english)];
    assert_eq!(only("og:locale:alternate"), other, "{page}");
    let picture = only("og:image").strip_prefix(ROOT);
    let png = fs::read(dir.path(&format!("dist/{}", picture.unwrap())));
    let [width, height] = size(&png.unwrap());
    for (name, real) in [("og:image:width", width), ("og:image:height", height)] {
        if said.contains_key(name) {
            assert_eq!(only(name), real.to_string(), "{page}: {name}");
        }
    }
    assert_eq!(only("og:image:type"), "image/png");
    said
}

/// Lists the pages of a site, but the one for addresses that do not exist, and those for frames on other sites, which are
/// found on these sites alone.
fn pages(files: &Files) -> BTreeSet<&str> {
    let names = files.keys().map(String::as_str);
    let is_page = |name: &&str| {
        let is_listed = !name.starts_with("data/") && !name.starts_with("embed/");
        name.ends_with("index.html") && is_listed
    };
    let pages: BTreeSet<&str> = names.filter(is_page).collect();
    for page in [
        "index.html",
        "en/data/index.html",
        "metodo/estadistica/index.html",
    ] {
        assert!(pages.contains(page), "{page} is not among {pages:?}");
    }
    pages
}

#[test]
fn every_page_says_what_a_preview_shows_and_names_a_picture_that_is_there() {
    let dir = Workdir::with_page();
    let files = written(&dir);
    for page in pages(&files) {
        check(page, &files, &dir);
    }
}

#[test]
fn previews_of_invented_data_say_so_first() {
    let dir = Workdir::with_page();
    let codebook = fs::read_to_string(dir.path("codebook.toml")).unwrap();
    let notice = "notice = { es = \"Prueba: nadie existe.\", en = \"Test: nobody exists.\" }\n";
    dir.write("codebook.toml", notice.to_owned() + &codebook);
    let files = written(&dir);
    for page in pages(&files) {
        let said = check(page, &files, &dir);
        let mark = if page.starts_with("en/") {
            "Test"
        } else {
            "Prueba"
        };
        for name in ["og:title", "og:description", "description"] {
            let text = only(&said, name, page);
            assert!(text.starts_with(mark), "{page}: {name}: {text}");
        }
        assert_eq!(only(&said, "robots", page), "noindex");
    }
}

#[test]
fn the_sitemap_names_every_page_in_every_language() {
    let dir = Workdir::with_page();
    let files = written(&dir);
    let sitemap = &files["sitemap.xml"];
    let mut named = BTreeSet::new();
    for entry in sitemap.split("<url><loc>").skip(1) {
        let (address, rest) = entry.split_once("</loc>").unwrap();
        let folder = address.strip_prefix(ROOT).unwrap();
        assert!(
            named.insert(format!("{folder}index.html")),
            "{folder} twice"
        );
        for lang in ["es", "en", "x-default"] {
            let link = format!("hreflang=\"{lang}\" href=\"{ROOT}");
            assert_eq!(rest.matches(&link).count(), 1, "{folder}: {lang}");
        }
        assert!(
            rest.contains(&format!("href=\"{address}\"/>")),
            "{folder}: itself"
        );
    }
    let pages: BTreeSet<String> = pages(&files).into_iter().map(Into::into).collect();
    assert_eq!(named, pages);
}
