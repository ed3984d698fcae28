//! Renders the page on the data.

use cube::{Lang, Table, number};
use maud::{Markup, html};

use crate::{
    data::{
        files::{render_tables, render_whole},
        meaning::{render_classifications, render_dictionary, render_sources},
        place::{COLLECTION, Published},
        snippets::{self, Addresses},
        words,
    },
    parts::{card, tile},
    site::{DATA, path_to_root},
};

/// The address that stands for that of a site which does not know its own.
const EXAMPLE: &str = "https://example.org/";

/// Renders the content of the page.
pub fn render_content(published: &Published<'_>, lang: Lang) -> Markup {
    let (catalog, tables) = (&published.release.catalog, &published.release.tables);
    let rows: usize = tables.values().map(|table| table.cells().len()).sum();
    html! {
        h1 { (words::TITLE.get(lang)) }
        p.lede { (words::LEDE.get(lang)) }
        div.tiles {
            (tile(number::count(lang, tables.len() as u64), words::TABLES.get(lang)))
            (tile(number::count(lang, rows as u64), words::ROWS.get(lang)))
            (tile(&catalog.release, words::RELEASE.get(lang)))
        }
        (render_tables(published, lang))
        (render_whole(published, lang))
        (render_snippets(published, lang))
        (render_dictionary(lang))
        (render_classifications(catalog, lang))
        (render_sources(catalog, lang))
        (render_trust(published, lang))
        (render_releases(published, lang))
        (render_licence(published, lang))
    }
}

/// Renders the lines for every program, about the first table with more than time.
fn render_snippets(published: &Published<'_>, lang: Lang) -> Markup {
    let mut tables = published.release.tables.values();
    let has_two = |table: &&Table| table.dimensions().len() == 2;
    let Some(table) = tables.clone().find(has_two).or_else(|| tables.next()) else {
        return html! {};
    };
    let address = |path: &str| {
        let known = published.address(path);
        known.unwrap_or_else(|| format!("{EXAMPLE}{path}"))
    };
    let file = |end: &str| address(&published.path(&format!("{}{end}", table.id)));
    let addresses = Addresses {
        csv: file(".csv"),
        json: file(".json"),
        collection: address(&format!(
            "{}{COLLECTION}",
            published.release.catalog.languages.folder_of(lang, DATA)
        )),
    };
    let content = html! {
        @if published.url.is_none() { p { (words::NO_ADDRESS.get(lang)) } }
        @for snippet in snippets::list(&addresses) {
            // Only the collection with absolute addresses can be followed.
            @if published.url.is_some() || !snippet.lines.contains(&addresses.collection) {
                h3 { (snippet.name) }
                pre.lines tabindex="0" { code class=(snippet.class) { (snippet.lines) } }
            }
        }
    };
    card(words::READ.get(lang), words::READ_LEDE.get(lang), content)
}

fn render_trust(published: &Published<'_>, lang: Lang) -> Markup {
    let languages = &published.release.catalog.languages;
    let root = path_to_root(languages, DATA, lang);
    let content = html! {
        ul.list {
            @for (folder, title) in words::PAGES {
                li { a href={ (root) (languages.folder_of(lang, folder)) } { (title.get(lang)) } }
            }
        }
    };
    card(words::TRUST.get(lang), "", content)
}

fn render_releases(published: &Published<'_>, lang: Lang) -> Markup {
    let catalog = &published.release.catalog;
    let root = path_to_root(&catalog.languages, DATA, lang);
    let content = html! {
        @if published.listed.kept.is_empty() {
            p { (words::ALONE.get(lang)) " " (catalog.release) "." }
        } @else {
            p { (words::KEPT.get(lang)) }
            ul.list {
                @for kept in published.listed.kept.iter().rev() {
                    li { a href={ (root) "data/" (kept.folder) "index.json" } { (kept.release) } }
                }
            }
        }
        @if !published.listed.withdrawn.is_empty() {
            ul.list {
                @for one in published.listed.withdrawn.iter().rev() {
                    li { (words::WITHDRAWN.get(lang)) " " (one.release) ". " (one.reason) }
                }
            }
        }
        @if !published.listed.log.is_empty() {
            p {
                (words::CHANGES.get(lang)) ": "
                @for (at, name) in published.listed.log.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href={ (root) "data/" (name) } { (name) }
                }
            }
        }
        @if let Some(next) = &catalog.next { p { (words::NEXT.get(lang)) " " (next) "." } }
    };
    card(words::RELEASES.get(lang), "", content)
}

fn render_licence(published: &Published<'_>, lang: Lang) -> Markup {
    let catalog = &published.release.catalog;
    let licence = catalog.site.licence();
    let name = catalog.site.name.as_ref().unwrap_or(&catalog.source);
    let (source, title) = (catalog.source.get(lang), catalog.title.get(lang));
    let mark = catalog.mark(lang).map(|mark| format!(" ({mark})"));
    let cited = format!("{source}. {title}{}.", mark.unwrap_or_default());
    let address = published.address("").unwrap_or_default();
    let content = html! {
        p { (words::MAY_USE.get(lang)) " " a href=(licence) { (licence) } "." }
        h3 { (words::CITE.get(lang)) }
        p { (cited) " " (words::RELEASE.get(lang)) " " (catalog.release) ". " (address) }
        h3 { (words::CONTACT.get(lang)) }
        p { (name.get(lang)) }
        @match &catalog.site.contact {
            Some(contact) => p { (words::ASK.get(lang)) " " a href=(contact) { (contact.trim_start_matches("mailto:")) } },
            None => p { (words::NO_CONTACT.get(lang)) },
        }
    };
    card(words::LICENCE.get(lang), "", content)
}
