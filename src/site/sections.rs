//! Writes a file for each section with all of its tables, and one with the catalog, so that a page opens with two requests.
//!
//! Their names change with what is in them, and each page names its own: one that is open goes on working when the site is
//! updated. The files of the release stay beside them, for everybody else and for pages that name none.

use cube::{
    Catalog, Release, Section, Table,
    json_stat::{write_catalog, write_cells},
};
use dashboard::{Page, Query};
use release::{Withdrawn, fingerprint_text};

use crate::escape::escape;

/// Their folder below the root of the site.
const FOLDER: &str = "sections/";
/// How many hexadecimal digits tell two versions of a file apart.
const DIGITS: usize = 16;

/// The files of all sections, by their paths below the folder of the release.
pub struct Sections {
    catalog: String,
    /// The id of the section, empty for the opening page, and its file.
    tables: Vec<(String, String)>,
    /// What a page says at links that name a release which was withdrawn.
    withdrawn: String,
}

impl Sections {
    /// Makes the files of a release; `write` puts a text into a file by its path below the root of the site.
    pub fn write<E>(
        release: &Release,
        withdrawn: &[Withdrawn],
        write: impl Fn(&str, &str) -> Result<(), E>,
    ) -> Result<Sections, E> {
        let put = |name: &str, text: String| {
            let digits = &fingerprint_text(&text)[..DIGITS];
            let path = format!("{FOLDER}{name}-{digits}.json");
            write(&path, &text)?;
            Ok(path)
        };
        let catalog = &release.catalog;
        let mut sections = Sections {
            catalog: put("catalog", write_catalog(catalog, &[], ""))?,
            tables: Vec::new(),
            withdrawn: withdrawn.iter().map(name_withdrawn).collect(),
        };
        let opening = write_cells(catalog, tables_of(release, Page::Home, &[]));
        sections
            .tables
            .push((String::new(), put("opening", opening)?));
        for Section { id, measures, .. } in &catalog.sections {
            let tables = tables_of(release, Page::Section(id.clone()), measures);
            let path = put(id, write_cells(catalog, tables))?;
            sections.tables.push((id.clone(), path));
        }
        Ok(sections)
    }

    /// Names the files in the head of a page: its own section's first.
    pub fn name_in(&self, html: &str, page: &Page) -> String {
        let own = match page {
            Page::Home => "",
            Page::Section(id) => id,
        };
        let mut lines = format!("    <meta name=\"catalog\" content=\"{}\">\n", self.catalog);
        let (mine, others): (Vec<_>, Vec<_>) = self.tables.iter().partition(|(id, _)| id == own);
        for (id, path) in mine.into_iter().chain(others) {
            lines +=
                &format!("    <meta name=\"tables\" data-section=\"{id}\" content=\"{path}\">\n");
        }
        lines += &self.withdrawn;
        html.replacen("</head>", &format!("{lines}</head>"), 1)
    }
}

/// Names a release that was withdrawn, and why, in the head of a page.
fn name_withdrawn(one: &Withdrawn) -> String {
    format!(
        "    <meta name=\"withdrawn\" data-withdrawn=\"{}\" content=\"{}\">\n",
        escape(&one.release),
        escape(&one.reason)
    )
}

/// Lists the tables that a page opens with, and all of its measures, which its filters may need.
fn tables_of<'a>(
    release: &'a Release,
    page: Page,
    measures: &'a [String],
) -> impl Iterator<Item = &'a Table> {
    let opening = opening_tables(&release.catalog, page);
    let tables = release.tables.values();
    tables.filter(move |table| measures.contains(&table.measure) || opening.contains(&table.id))
}

fn opening_tables(catalog: &Catalog, page: Page) -> Vec<String> {
    let query = Query::plain(catalog.languages.first(), page);
    dashboard::tables_for(catalog, &query).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, collections::BTreeMap, convert::Infallible};

    use cube::{Cell, TableEntry, Text, json_stat::read_cells};

    use super::*;

    fn release(count: u64) -> Release {
        let mut catalog = Catalog {
            release: "2026-10".into(),
            ..Catalog::default()
        };
        let mut tables = BTreeMap::new();
        for id in ["a", "b"] {
            catalog.sections.push(Section {
                id: id.into(),
                measures: vec![id.into()],
                ..Section::default()
            });
            let table = format!("{id}.all");
            catalog.tables.push(TableEntry {
                id: table.clone(),
                measure: id.into(),
                ..TableEntry::default()
            });
            let cells = vec![Cell::Published(count)];
            let made = Table::new(&table, Text::default(), id, vec![], cells).unwrap();
            tables.insert(table, made);
        }
        Release { catalog, tables }
    }

    #[test]
    fn each_page_names_its_own_tables_first_and_names_change_with_what_is_in_the_files() {
        let files = RefCell::new(BTreeMap::new());
        let write = |path: &str, text: &str| -> Result<(), Infallible> {
            files.borrow_mut().insert(path.to_owned(), text.to_owned());
            Ok(())
        };
        let (before, after) = (release(12), release(13));
        let sections = Sections::write(&before, &[], write).unwrap();
        let html = sections.name_in("<head></head>", &Page::Section("b".into()));
        let named: Vec<&str> = html
            .lines()
            .filter_map(|line| line.split_once("content=\"")?.1.split('"').next())
            .collect();
        assert_eq!(named.len(), 4, "{html}");
        assert!(html.contains("<meta name=\"catalog\" content=\"sections/catalog-"));
        let first = html.split("<meta name=\"tables\" ").nth(1).unwrap();
        assert!(first.starts_with("data-section=\"b\" "), "{html}");
        let tables = read_cells(&files.borrow()[named[1]], &before.catalog).unwrap();
        assert_eq!(tables, [before.tables["b.all"].clone()]);
        // Those of the next release have names of their own.
        let next = Sections::write(&after, &[], write).unwrap();
        assert_eq!(next.catalog, sections.catalog);
        assert_ne!(next.tables[1], sections.tables[1]);
    }
}
