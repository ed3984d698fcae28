//! Renders the tables of a release with their files and sizes.

use cube::{Lang, Table, number};
use maud::{Markup, html};

use crate::{
    data::{
        place::{COLLECTION, Published},
        translated::TABLES,
        words,
    },
    parts::{Row, card, cell, table, text_cell},
    site::{DATA, path_to_root},
};

/// The formats of a table, by the ends of their files' names.
const FORMATS: [(&str, &str); 3] = [(".csv", "CSV"), (".xlsx", "XLSX"), (".json", "JSON-stat")];

/// Renders the tables of every measure.
pub fn render_tables(published: &Published<'_>, lang: Lang) -> Markup {
    let catalog = &published.release.catalog;
    let heads = [words::BY, words::ROWS, words::FILES].map(|head| head.get(lang));
    let rows = |measure: &str| -> Vec<Row> {
        let tables = published.release.tables.values();
        let tables = tables.filter(|table| table.measure == measure);
        tables
            .map(|table| render_table(published, table, lang))
            .collect()
    };
    let content = html! {
        @for measure in &catalog.measures {
            h3 { (measure.label.get(lang)) }
            p { (measure.definition.get(lang)) }
            (table(heads, rows(&measure.id)))
        }
    };
    let (heading, lede) = (words::PUBLISHED.get(lang), words::PUBLISHED_LEDE.get(lang));
    card(heading, lede, content)
}

/// Renders a table: what it counts by, how many rows it has, and its files.
fn render_table(published: &Published<'_>, table: &Table, lang: Lang) -> Row {
    let time = &published.release.catalog.time;
    let others = table.dimensions().iter().filter(|one| one.id != *time);
    let labels: Vec<&str> = others.map(|one| one.label.get(lang)).collect();
    let by = match labels.is_empty() {
        true => words::ONLY_TIME.get(lang).to_owned(),
        false => labels.join(" × "),
    };
    let rows = number::count(lang, table.cells().len() as u64);
    let files = html! {
        @for (end, name) in FORMATS {
            @let file = format!("{}{end}", table.id);
            @if let Some(size) = published.listed.sizes.get(&file) {
                a.file href={ (path_to_root(&published.release.catalog.languages, DATA, lang)) (published.path(&file)) } {
                    (name) " " span { (words::size(lang, *size)) }
                }
                " "
            }
        }
        a.file href={ (TABLES) (table.id) ".json" } { (words::TRANSLATED.get(lang)) }
    };
    (by, vec![cell(rows), text_cell(files)])
}

/// Renders the files that describe the whole release.
pub fn render_whole(published: &Published<'_>, lang: Lang) -> Markup {
    let languages = &published.release.catalog.languages;
    let root = path_to_root(languages, DATA, lang);
    let sizes = &published.listed.sizes;
    let there = words::DESCRIPTIONS
        .iter()
        .filter_map(|(name, purpose)| Some((name, purpose, sizes.get(*name)?)));
    let content = html! {
        dl.definitions {
            @for (name, purpose, size) in there {
                div {
                    dt {
                        a.file href={ (root) (published.path(name)) } {
                            (name) " " span { (words::size(lang, *size)) }
                        }
                    }
                    dd { (purpose.get(lang)) }
                }
            }
        }
        @if let Some(address) = published.address(&format!("{}{COLLECTION}", languages.folder_of(lang, DATA))) {
            p { a href=(COLLECTION) { (address) } ": " (words::COLLECTION.get(lang)) "." }
        }
    };
    card(words::WHOLE.get(lang), words::WHOLE_LEDE.get(lang), content)
}
