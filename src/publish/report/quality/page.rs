//! The public report as a page: on its own, or as a part of the site.

use cube::{Lang, Text, number};
use maud::{Markup, html};

use super::{
    Changes, Coverage, Extent, Quality, Share, Unknown,
    changes::{TableChange, YearChange},
    method, words,
};
use crate::report::{
    document::{Style, document},
    parts::{Phrase, Row, card, cell, table, tile, tinted},
};

/// Where the page will stand.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// Anywhere, on its own.
    Alone,
    /// In its folder of the site, see [`folder`].
    Site {
        /// The site's style sheet, seen from its root.
        sheet: &'a str,
        /// The site's icon, seen from its root.
        icon: &'a str,
    },
}

/// Where the weather is told, and nobody asks why it is open: the site's quick exit.
const ELSEWHERE: &str = "https://www.imn.ac.cr/";

/// The folder of the page below the root of the site.
pub(super) fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => "calidad/",
        Lang::En => "en/quality/",
    }
}

/// The report as a page.
pub fn html(quality: &Quality<'_>, lang: Lang, place: Place<'_>) -> String {
    let title = format!("{} · {}", words::TITLE.get(lang), quality.catalog.title.get(lang));
    let content = html! {
        (top(quality, lang, place))
        main id="main" tabindex="-1" { div.wrap.report { (content(quality, lang)) } }
        (end(quality, lang))
    };
    match place {
        Place::Alone => document(lang, &title, &Style::Carried, &content),
        Place::Site { sheet, icon } => {
            let (sheet, icon) = (format!("{}{sheet}", root(lang)), format!("{}{icon}", root(lang)));
            document(lang, &title, &Style::Linked { sheet: &sheet, icon: &icon }, &content)
        }
    }
}

/// The root of the site, seen from the page.
fn root(lang: Lang) -> String {
    "../".repeat(folder(lang).matches('/').count())
}

fn top(quality: &Quality<'_>, lang: Lang, place: Place<'_>) -> Markup {
    let title = quality.catalog.title.get(lang);
    let other = if lang == Lang::Es { Lang::En } else { Lang::Es };
    let start = |lang: Lang| if lang == Lang::Es { "" } else { "en/" };
    html! {
        a.skip href="#main" { (words::SKIP.get(lang)) }
        header.top {
            div.wrap {
                @match place {
                    Place::Alone => { span.brand { (title) } }
                    Place::Site { .. } => {
                        a.brand href={ (root(lang)) (start(lang)) } { (mark()) " " span { (title) } }
                        a.language href={ (root(lang)) (folder(other)) } lang=(other.tag()) hreflang=(other.tag()) {
                            (words::OTHER_LANGUAGE.get(lang))
                        }
                        a.exit href=(ELSEWHERE) rel="nofollow noreferrer" { (words::EXIT.get(lang)) }
                    }
                }
            }
        }
        @if let Place::Site { .. } = place {
            nav.sections aria-label=(words::SECTIONS.get(lang)) {
                ul.wrap {
                    li { a href={ (root(lang)) (start(lang)) } { (words::HOME.get(lang)) } }
                    @for section in &quality.catalog.sections {
                        li {
                            a href={ (root(lang)) (start(lang)) (section.slug.get(lang)) "/" } {
                                (section.title.get(lang))
                            }
                        }
                    }
                }
            }
        }
        @if let Some(notice) = &quality.catalog.notice {
            aside.banner { p.wrap { (notice.get(lang)) } }
        }
    }
}

fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 26 26" aria-hidden="true" {
            path d="M10 8h6v17h-6zM19 2h6v23h-6z" {}
            path.second d="M1 14h6v11H1z" {}
        }
    }
}

fn content(quality: &Quality<'_>, lang: Lang) -> Markup {
    let extent = quality.extent();
    let tables: usize = quality.measures.iter().map(|coverage| coverage.tables.len()).sum();
    html! {
        h1 { (words::TITLE.get(lang)) }
        p.lede { (words::LEDE.get(lang)) }
        div.tiles {
            (tile(words::period(lang, &quality.years()), words::YEARS.get(lang)))
            (tile(number::count(lang, tables as u64), words::TABLES.get(lang)))
            (tile(number::count(lang, extent.published), words::VALUES.get(lang)))
            (tile(number::count(lang, extent.hidden), words::VALUES_HIDDEN.get(lang)))
        }
        (card(words::COUNTED.get(lang), "", method::counted(quality, lang)))
        (card(words::BREAKS.get(lang), words::BREAKS_LEDE.get(lang), method::breaks(quality.catalog, lang)))
        (card(words::UNKNOWN.get(lang), words::UNKNOWN_LEDE.get(lang), unknown(quality, lang)))
        (card(words::EXTENT.get(lang), words::EXTENT_LEDE.get(lang), published(quality, lang)))
        (card(words::CHANGES.get(lang), "", changes(quality.changes.as_ref(), lang)))
        @if let Some(crosswalks) = method::crosswalks(quality.catalog, lang) {
            (card(words::CROSSWALKS.get(lang), words::CROSSWALKS_LEDE.get(lang), crosswalks))
        }
    }
}

fn published(quality: &Quality<'_>, lang: Lang) -> Markup {
    let rows = quality.measures.iter().map(|coverage| (&coverage.measure.label, coverage.extent));
    let all = quality.measures.iter().flat_map(|coverage| coverage.tables.iter().copied());
    html! {
        p { (words::threshold(lang, quality.catalog.threshold)) }
        (extents(lang, words::MEASURE, rows))
        details {
            summary { (words::BY_TABLE.get(lang)) }
            (extents(lang, words::TABLE, all))
        }
    }
}

fn extents<'a>(lang: Lang, of: Phrase, rows: impl Iterator<Item = (&'a Text, Extent)>) -> Markup {
    let row = |(label, extent): (&Text, Extent)| {
        let counts = [extent.published, extent.hidden].map(|count| cell(number::count(lang, count)));
        let share = cell(number::share(lang, extent.hidden, extent.cells()));
        (label.get(lang).to_owned(), counts.into_iter().chain([share]).collect())
    };
    table([of, words::PUBLISHED, words::HIDDEN, words::SHARE_HIDDEN].map(|head| head.get(lang)), rows.map(row))
}

fn unknown(quality: &Quality<'_>, lang: Lang) -> Markup {
    let told: Vec<&Coverage<'_>> = quality.measures.iter().filter(|coverage| !coverage.unknown.is_empty()).collect();
    if told.is_empty() {
        return html! { p { (words::ALWAYS_KNOWN.get(lang)) } };
    }
    let years = || quality.years().into_iter().map(|year| year.label.get(lang));
    let heads = || std::iter::once(words::DETAIL.get(lang)).chain(years()).chain([words::ALL_YEARS.get(lang)]);
    html! {
        @for coverage in &told {
            h3 { (words::unknown_of(lang, &coverage.measure.label)) }
            (table(heads(), coverage.unknown.iter().map(|row| unknown_row(lang, row))))
        }
        p.note { (words::MARKS.get(lang)) }
    }
}

fn unknown_row(lang: Lang, row: &Unknown<'_>) -> Row {
    let share = |share: &Share| match share {
        Share::Of { part, whole } => tinted(number::share(lang, *part, *whole), *part, *whole),
        Share::Hidden => html! { td title=(words::NOT_SAID.get(lang)) { (words::MARK) } },
        Share::Nobody => html! { td title=(words::NOBODY.get(lang)) { (words::NONE) } },
    };
    (row.dimension.label.get(lang).to_owned(), row.shares.iter().map(share).collect())
}

fn changes(changes: Option<&Changes<'_>>, lang: Lang) -> Markup {
    let Some(changes) = changes else { return html! { p { (words::NOT_COMPARED.get(lang)) } } };
    html! {
        p { (words::compared(lang, changes.since)) }
        @if changes.is_empty() { p { (words::NO_CHANGE.get(lang)) } }
        @for (heading, labels) in [(words::ADDED_TABLES, &changes.added), (words::REMOVED_TABLES, &changes.removed)] {
            @if !labels.is_empty() {
                h3 { (heading.get(lang)) }
                ul.list { @for label in labels { li { (label.get(lang)) } } }
            }
        }
        @if !changes.years.is_empty() { (changed_years(changes, lang)) }
        @if !changes.tables.is_empty() { (changed_tables(changes, lang)) }
    }
}

fn changed_years(changes: &Changes<'_>, lang: Lang) -> Markup {
    let heads = [words::MEASURE, words::YEAR, words::BEFORE, words::NOW];
    let row = |change: &YearChange<'_>| {
        let numbers = [change.before, change.now].map(|number| cell(words::cell(lang, number)));
        let year = cell(change.year.get(lang));
        (change.measure.label.get(lang).to_owned(), std::iter::once(year).chain(numbers).collect())
    };
    table(heads.map(|head| head.get(lang)), changes.years.iter().map(row))
}

fn changed_tables(changes: &Changes<'_>, lang: Lang) -> Markup {
    let heads = [words::TABLE, words::CHANGED, words::SHOWN, words::NOW_HIDDEN, words::NEW, words::GONE];
    let row = |change: &TableChange<'_>| {
        let TableChange { label, changed, shown, hidden, new, gone } = change;
        let counts = [changed, shown, hidden, new, gone].map(|count| cell(number::count(lang, *count)));
        (label.get(lang).to_owned(), counts.to_vec())
    };
    table(heads.map(|head| head.get(lang)), changes.tables.iter().map(row))
}

fn end(quality: &Quality<'_>, lang: Lang) -> Markup {
    let catalog = quality.catalog;
    html! {
        footer {
            div.wrap {
                div { h2 { (words::CAVEAT.get(lang)) } p { (catalog.caveat.get(lang)) } }
                div { h2 { (words::RELEASE.get(lang)) } p { (catalog.source.get(lang)) " · " (catalog.release) } }
                div {
                    h2 { (words::HELP.get(lang)) }
                    ul {
                        @for contact in &catalog.contacts {
                            li {
                                a href={ "tel:" (contact.telephone.replace('-', "")) } {
                                    (contact.label.get(lang)) " " (contact.telephone)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
