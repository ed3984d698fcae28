//! Renders what changed as a page that needs no other file.

use cube::{Catalog, Lang, number};
use maud::{Markup, html};

use crate::{
    document::{Style, render_document},
    log::{
        compare::{Changes, Listed, Renamed, Revised},
        model::{Entry, Log},
        words,
    },
    parts::{Row, card, cell, table, text_cell},
};

/// The most corrected numbers that the page lists; the data have all.
const MOST: usize = 100;

/// Renders the page. `catalog` is that of the last release.
pub fn render(log: &Log<'_>, catalog: &Catalog, lang: Lang) -> String {
    let body = html! {
        main {
            div.wrap.report {
                @if let Some(notice) = &catalog.notice { p.note { (notice.get(lang)) } }
                h1 { (words::TITLE.get(lang)) }
                p.lede { (words::LEDE.get(lang)) }
                p { a href="changes.json" { "JSON" } " · " a href="changes.atom" { "Atom" } }
                @for one in log.withdrawn.iter().rev() {
                    p { (words::WITHDRAWN.get(lang)) " " (one.release) ". " (one.reason) }
                }
                @for entry in log.entries.iter().rev() { (render_entry(entry, lang)) }
            }
        }
    };
    let colours = catalog.site.style();
    render_document(
        lang,
        &words::title(catalog, lang),
        &Style::CarriedWith(&colours),
        &body,
    )
}

fn render_entry(entry: &Entry<'_>, lang: Lang) -> Markup {
    let catalog = &entry.release.catalog;
    let heading = format!("{} {}", words::RELEASE.get(lang), catalog.release);
    let content = html! {
        @if !catalog.revised.is_empty() {
            p { (words::CORRECTED.get(lang)) " " (catalog.revised.join(", ")) "." }
        }
        @if let Some(changes) = &entry.changes { (render_changes(changes, catalog, lang)) }
    };
    card(&heading, &words::summarize(entry, lang), content)
}

fn render_changes(changes: &Changes, catalog: &Catalog, lang: Lang) -> Markup {
    let heads = [words::NUMBER, words::BEFORE, words::NOW].map(|head| head.get(lang));
    let revised = |one: &Revised| -> Row {
        let counts = [one.before, one.after].map(|count| cell(number::count(lang, count)));
        (name_cell(one, catalog, lang), counts.into())
    };
    let renamed = |one: &Renamed| -> Row {
        let code = one.code.iter().map(|code| format!(" = {code}"));
        let head = one.of.clone() + &code.collect::<String>();
        let names = [&one.before, &one.after].map(|name| text_cell(name.get(lang)));
        (head, names.into())
    };
    html! {
        @if !changes.revised.is_empty() {
            h3 { (words::REVISED.get(lang)) }
            (table(heads, changes.revised.iter().take(MOST).map(revised)))
            @if changes.revised.len() > MOST {
                p { (words::REST.get(lang)) " " a href="changes.json" { "changes.json" } "." }
            }
        }
        @if !changes.renamed.is_empty() {
            h3 { (words::RENAMED.get(lang)) }
            (table(["", heads[1], heads[2]], changes.renamed.iter().map(renamed)))
        }
        (render_list(words::NEW.get(lang), &changes.new_categories, lang))
        (render_list(words::GONE.get(lang), &changes.gone_categories, lang))
        @if !changes.breaks.is_empty() {
            h3 { (words::BREAKS.get(lang)) }
            ul.list { @for one in &changes.breaks { li { (one.year) ": " (one.reason.get(lang)) } } }
        }
    }
}

/// Names a number by what is counted and the labels of its categories.
fn name_cell(one: &Revised, catalog: &Catalog, lang: Lang) -> String {
    let measure = catalog.measure(&one.address.measure);
    let mut words = vec![measure.map_or(&*one.address.measure, |one| one.label.get(lang))];
    for (id, code) in &one.address.pins {
        let category = catalog.dimension(id).and_then(|one| one.category(code));
        words.push(category.map_or(code, |category| category.label.get(lang)));
    }
    words.join(" · ")
}

fn render_list(heading: &str, categories: &[Listed], lang: Lang) -> Markup {
    html! {
        @if !categories.is_empty() {
            h3 { (heading) }
            ul.list {
                @for one in categories {
                    li { (one.label.get(lang)) " (" (one.dimension) " = " (one.code) ")" }
                }
            }
        }
    }
}
