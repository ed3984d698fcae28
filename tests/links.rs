//! Reads links that people may have kept: each means the same for ever.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use codebook::Codebook;
use cube::Catalog;
use dashboard::{Query, Request, href};
use tests::read;

/// The links with what they mean, and why that never changes.
const FILE: &str = "tests/golden/links.txt";

/// The catalog of the demonstration: links depend on nothing else.
fn catalog() -> Catalog {
    let codebook = read("src/tablero/demo/costa-rica.toml");
    let codebook = Codebook::parse(&codebook).unwrap();
    codebook.catalog().clone()
}

fn parse(catalog: &Catalog, link: &str) -> Request {
    let (path, search) = link.split_once('?').unwrap_or((link, ""));
    Request::parse(catalog, path, search)
}

/// Writes what a query asks beyond the page in its language, part by part.
fn describe(query: &Query) -> String {
    let plain = Query::plain(query.lang, query.page.clone());
    let mut parts = vec![format!("{:?} {:?}", query.lang, query.page)];
    let mut add = |differs: bool, name: &str, value: String| {
        if differs {
            parts.push(format!("{name}: {value}"));
        }
    };
    add(
        query.figure != plain.figure,
        "figure",
        format!("{:?}", query.figure),
    );
    add(
        query.years != plain.years,
        "years",
        format!("{:?}", query.years),
    );
    add(
        query.filters != plain.filters,
        "filters",
        format!("{:?}", query.filters),
    );
    add(
        query.against != plain.against,
        "against",
        format!("{:?}", query.against),
    );
    add(
        query.side != plain.side,
        "side",
        format!("{:?}", query.side),
    );
    add(
        query.breakdown != plain.breakdown,
        "breakdown",
        format!("{:?}", query.breakdown),
    );
    add(
        query.show != plain.show,
        "show",
        format!("{:?}", query.show),
    );
    add(
        query.order != plain.order,
        "order",
        format!("{:?}", query.order),
    );
    for (figure, display) in &query.displays {
        // Options that do not exist yet are not chosen.
        let text = format!("{display:?}");
        let options = text.trim_start_matches("Display { ").trim_end_matches(" }");
        let options = options.split(", ").filter(|option| {
            let is_default = option.ends_with(": None") || option.ends_with(": false");
            !is_default
        });
        let options: Vec<&str> = options.collect();
        add(true, figure, options.join(", "));
    }
    parts.join("; ")
}

#[test]
fn links_that_people_have_kept_mean_the_same_for_ever() {
    let catalog = catalog();
    let file = read(FILE);
    let is_link = |line: &&str| !line.starts_with([' ', '#']) && !line.is_empty();
    let links: Vec<&str> = file.lines().filter(is_link).collect();
    assert!(links.len() >= 50, "{} links are left", links.len());
    let mut others = String::new();
    for link in links {
        let request = parse(&catalog, link.trim_start_matches('/'));
        assert_eq!(request.notices, [], "{link}");
        let address = href(&catalog, &request.query);
        let now = format!("\n{link}\n  {}\n  /{address}\n", describe(&request.query));
        if !file.contains(&now) {
            others += now.trim_start();
        }
        // The address to which it leads is a link as well.
        let again = parse(&catalog, &address);
        assert_eq!(
            (again.query, again.notices),
            (request.query, vec![]),
            "{address}"
        );
    }
    assert!(
        others.is_empty(),
        "public links mean something else than {FILE} says: mend the code, not the file. They mean now:\n{others}"
    );
}
