//! Checks that the pages on the method state the threshold and the checks of the release, in both languages.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use codebook::sample::codebook;
use cube::{Cell, Lang, Release, Table, Text};
use publish::certificate::{InsiderCheck, Order, certify};
use quality::{
    method::{PLAIN, PRECISE, render_plain, render_precise},
    site::{self, Placement},
};

fn release() -> Release {
    let catalog = codebook(&[]).catalog().clone();
    let table = |entry: &cube::TableEntry| {
        let label = Text::new("Tabla", "Table");
        let table = Table::from_fn(
            &entry.id,
            label,
            &entry.measure,
            catalog.dimensions_of(entry),
            |_| Cell::Hidden,
        );
        (entry.id.clone(), table)
    };
    let tables = catalog.tables.iter().map(table).collect();
    Release { catalog, tables }
}

/// The text of a page, a line for each element.
fn words(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let texts = body
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text.trim());
    texts
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_threshold_and_what_was_tried_are_those_of_the_release() {
    let release = release();
    let certificate = certify(
        &release,
        std::slice::from_ref(&release),
        &attack::Report::default(),
        InsiderCheck::NotRun,
        Order::Secret,
    );
    let page = words(&render_precise(
        &release.catalog,
        &certificate,
        Lang::Es,
        Placement::Alone,
    ));
    assert!(
        page.contains("El umbral es k = 5. Sea una celda oculta cualquiera"),
        "{page}"
    );
    assert!(
        page.contains("cada uno de los valores 0, …, 4 y alguno de 5 o más"),
        "{page}"
    );
    assert!(
        page.contains("Junto con las publicaciones anteriores: 2026-10."),
        "{page}"
    );
    let cells = certificate.family.hidden;
    assert!(
        page.contains(&format!(
            "0 llevan su número exacto y {cells} están ocultas"
        )),
        "{page}"
    );
    let alone = certify(
        &release,
        &[],
        &attack::Report::default(),
        InsiderCheck::NotRun,
        Order::Secret,
    );
    let page = words(&render_precise(
        &release.catalog,
        &alone,
        Lang::En,
        Placement::Alone,
    ));
    assert!(
        page.contains("There were no earlier releases to consider."),
        "{page}"
    );
    assert!(
        page.contains("What somebody who knows their own record can derive about other people."),
        "{page}"
    );
    let page = words(&render_plain(&release.catalog, Lang::En, Placement::Alone));
    assert!(
        page.contains(release.catalog.caveat.get(Lang::En)),
        "{page}"
    );
    assert!(
        page.contains("no number below 5 is published, not even zero"),
        "{page}"
    );
}

#[test]
fn every_page_links_to_the_other_language_and_stays_in_the_site() {
    let release = release();
    let certificate = certify(
        &release,
        &[],
        &attack::Report::default(),
        InsiderCheck::NotRun,
        Order::Secret,
    );
    let place = Placement::Site {
        sheet: "page.css",
        icon: "icon.svg",
        first: "first.js",
        address: Some("https://example.org/"),
        picture: None,
    };
    let languages = &release.catalog.languages;
    for lang in Lang::ALL {
        let pages = [
            (PLAIN, render_plain(&release.catalog, lang, place)),
            (
                PRECISE,
                render_precise(&release.catalog, &certificate, lang, place),
            ),
        ];
        for (folder, page) in pages {
            let other = if lang == Lang::Es { Lang::En } else { Lang::Es };
            let root = site::path_to_root(languages, folder, lang);
            let twin = languages.folder_of(other, folder);
            assert!(page.contains(&format!("href=\"{root}{twin}\"")), "{page}");
            assert!(page.contains(&format!("href=\"{root}page.css\"")), "{page}");
            assert_eq!(page.matches("<script").count(), 1);
            let own = format!("https://example.org/{}", languages.folder_of(lang, folder));
            for line in [
                format!("<link rel=\"canonical\" href=\"{own}\">"),
                format!(
                    "<link rel=\"alternate\" hreflang=\"{}\" href=\"{own}\">",
                    lang.tag()
                ),
                format!("<link rel=\"preload\" href=\"{root}fonts/newsreader.woff2\""),
            ] {
                assert!(page.contains(&line), "{line}\n{page}");
            }
        }
    }
    let root = site::path_to_root(languages, PRECISE, Lang::En);
    assert_eq!(root, "../../../");
}
