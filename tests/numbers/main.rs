//! Compares every number of a written site with the dataset's: tables, lists and points of all pages, in both languages.
//!
//! The pages are read as HTML, and the release as JSON-stat by serde_json: nothing here knows how the site is made.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "the test says how much it compared")]

mod dataset;
mod expected;
mod html;
mod shown;

use std::collections::BTreeMap;
use std::path::Path;
use std::{fmt, fs};

use tests::files_below;
use tests::workdir::{Workdir, stderr};

use dataset::{Cell, Dataset};
use expected::{Expected, Page};
use html::Element;
use shown::Shown;

/// Fewer numbers than these on the pages of one language mean that pages are not read.
const LEAST: usize = 1500;

/// What was found on pages.
#[derive(Default)]
struct Found {
    pages: usize,
    /// How many numbers were compared, in Spanish and in English.
    compared: [usize; 2],
    /// How many of them are hidden.
    hidden: usize,
    /// How many the dataset does not have, and why.
    derived: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

impl fmt::Display for Found {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [spanish, english] = self.compared;
        writeln!(
            to,
            "{} pages: {spanish} numbers compared in Spanish, {english} in English; {} of them hidden",
            self.pages, self.hidden
        )?;
        for (reason, count) in &self.derived {
            writeln!(to, "not in the dataset: {count} ({reason})")?;
        }
        write!(to, "{}", self.wrong.join("\n"))
    }
}

/// Writes the site of a codebook and its records. Returns its pages by their folders, and its release.
fn site(dir: &Workdir, codebook: &str, records: &str) -> (BTreeMap<String, String>, Dataset) {
    dir.write_page();
    let command = format!("site --codebook {codebook} --records {records} --page page --out dist");
    let done = dir.run(&command);
    assert!(done.status.success(), "{command}: {}", stderr(&done));
    let dist = dir.path("dist");
    (read_pages(&dist), Dataset::read(&dist.join("data")))
}

fn read_pages(dist: &Path) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for file in files_below(dist) {
        let path = file.strip_prefix(dist).unwrap().to_string_lossy();
        let Some(folder) = path.strip_suffix("index.html") else {
            continue;
        };
        let html = fs::read_to_string(&file).unwrap();
        // Those without figures are about quality and method.
        if html.contains("<figure") {
            pages.insert(folder.to_owned(), html);
        }
    }
    pages
}

/// Compares the numbers of one page.
fn compare(dataset: &Dataset, folder: &str, html: &str, found: &mut Found) {
    // The page of a figure for frames on other sites shows what its own page does.
    let page = Page::parse(dataset, folder.strip_prefix("embed/").unwrap_or(folder));
    let (_, main) = html.split_once("<main").unwrap();
    let main = Element::parse(&format!("<main{main}"));
    found.pages += 1;
    for shown in shown::read(&main) {
        let fits = match page.expect(&shown) {
            Expected::Derived(reason) => {
                *found.derived.entry(reason).or_default() += 1;
                continue;
            }
            Expected::Cells(cells) => cells.iter().any(|cell| fits(&shown, *cell)),
            Expected::Series(text) => plain(&shown) == text,
            Expected::Unknown => false,
        };
        found.compared[page.language] += 1;
        found.hidden += usize::from(shown.text == "c");
        if !fits {
            let expected = page.expect(&shown);
            found
                .wrong
                .push(format!("{folder}: {shown:?}, not {expected:?}"));
        }
    }
}

fn fits(shown: &Shown, cell: Cell) -> bool {
    match cell {
        Cell::Hidden => shown.text == "c",
        Cell::Published(number) => plain(shown) == number.to_string(),
    }
}

/// A number without the signs that group its digits.
fn plain(shown: &Shown) -> String {
    shown.text.replace(['\u{a0}', '\u{202f}', ','], "")
}

#[test]
fn every_written_number_is_the_datasets() {
    let dir = Workdir::new();
    assert!(dir.run("demo --out demo").status.success());
    let (pages, dataset) = site(&dir, "demo/codebook.toml", "demo/records");
    let found = compare_all(&dataset, &pages);
    assert!(found.compared.iter().all(|count| *count > LEAST), "{found}");
    assert!(found.hidden > 0, "{found}");
    changed_numbers_are_found(&dataset, &pages);
}

#[test]
fn so_is_every_number_of_a_register_of_sixty_people() {
    let dir = Workdir::new();
    let (pages, dataset) = site(&dir, "codebook.toml", "records.csv");
    let found = compare_all(&dataset, &pages);
    assert!(found.compared.iter().all(|count| *count > 10), "{found}");
}

fn compare_all(dataset: &Dataset, pages: &BTreeMap<String, String>) -> Found {
    let mut found = Found::default();
    for (folder, html) in pages {
        compare(dataset, folder, html, &mut found);
    }
    println!("{found}");
    assert!(found.wrong.is_empty(), "{found}");
    found
}

/// A comparison that cannot fail proves nothing: of every page, the first number of a figure is changed.
fn changed_numbers_are_found(dataset: &Dataset, pages: &BTreeMap<String, String>) {
    let mut broken = 0;
    for (folder, html) in pages {
        let (before, figure) = html.split_once("<figure").unwrap();
        let number = figure.split_once("<span class=\"number\">");
        let Some((start, rest)) = number.filter(|(start, _)| !start.contains("</figure")) else {
            continue;
        };
        let (_, behind) = rest.split_once('<').unwrap();
        let changed = format!("{before}<figure{start}<span class=\"number\">987654<{behind}");
        let mut found = Found::default();
        compare(dataset, folder, &changed, &mut found);
        assert_eq!(found.wrong.len(), 1, "{folder}: {found}");
        broken += 1;
    }
    assert!(
        broken > pages.len() / 2,
        "{broken} of {} pages",
        pages.len()
    );
}
