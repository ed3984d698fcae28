//! Renders the public report as a page: on its own, or as a part of the site.

use cube::{Lang, Phrase, Text, number};
use maud::{Markup, html};

use crate::report::{
    changes::{Changes, TableChange, YearChange},
    method,
    quality::{CellCounts, Coverage, Quality, Share, Unknown},
    words,
};
use crate::{
    parts::{Row, card, cell, shaded_cell, table, tile},
    site::{self, Page, Placement},
};

/// The folder of the page, below that of the language.
pub const FOLDER: Phrase = Phrase("calidad/", "quality/");

/// Whether a text is the beginning of a report on quality in a file of its own.
pub fn is_own_file(beginning: &str) -> bool {
    let rest = beginning.split_once("<title>").map(|(_, rest)| rest);
    let title = rest.and_then(|rest| rest.split("</title>").next());
    let is_its = |title: &str| {
        Lang::ALL
            .iter()
            .any(|lang| title.contains(words::TITLE.get(*lang)))
    };
    title.is_some_and(is_its)
}

/// Renders the report.
pub fn render(quality: &Quality<'_>, lang: Lang, place: Placement<'_>) -> String {
    let content = render_content(quality, lang);
    site::render(
        &Page {
            catalog: quality.catalog,
            lang,
            title: words::TITLE,
            folder: FOLDER,
            lede: words::LEDE.text(lang),
            script: None,
            content,
        },
        place,
    )
}

fn render_content(quality: &Quality<'_>, lang: Lang) -> Markup {
    let cells = quality.count_cells();
    let tables: usize = quality
        .measures
        .iter()
        .map(|coverage| coverage.tables.len())
        .sum();
    html! {
        h1 { (words::TITLE.get(lang)) }
        p.lede { (words::LEDE.get(lang)) }
        div.tiles {
            (tile(words::show_period(quality.catalog), words::YEARS.get(lang)))
            (tile(number::count(lang, tables as u64), words::TABLES.get(lang)))
            (tile(number::count(lang, cells.published), words::VALUES.get(lang)))
            (tile(number::count(lang, cells.hidden), words::VALUES_HIDDEN.get(lang)))
        }
        (card(words::COUNTED.get(lang), "", method::render_definitions(quality, lang)))
        (card(words::BREAKS.get(lang), words::BREAKS_LEDE.get(lang), method::render_breaks(quality.catalog, lang)))
        (card(words::UNKNOWN.get(lang), words::UNKNOWN_LEDE.get(lang), render_unknown(quality, lang)))
        (card(words::EXTENT.get(lang), words::EXTENT_LEDE.get(lang), render_published(quality, lang)))
        (card(words::CHANGES.get(lang), "", render_changes(quality.changes.as_ref(), lang)))
        @if let Some(crosswalks) = method::render_crosswalks(quality.catalog, lang) {
            (card(words::CROSSWALKS.get(lang), words::CROSSWALKS_LEDE.get(lang), crosswalks))
        }
    }
}

fn render_published(quality: &Quality<'_>, lang: Lang) -> Markup {
    let rows = quality
        .measures
        .iter()
        .map(|coverage| (&coverage.measure.label, coverage.cells));
    let all = quality
        .measures
        .iter()
        .flat_map(|coverage| coverage.tables.iter().copied());
    html! {
        p { (words::state_threshold(lang, quality.catalog.threshold)) }
        (render_counts(lang, words::MEASURE, rows))
        details {
            summary { (words::BY_TABLE.get(lang)) }
            (render_counts(lang, words::TABLE, all))
        }
    }
}

/// Renders a table of published and hidden cells. `head` names the rows.
fn render_counts<'a>(
    lang: Lang,
    head: Phrase,
    rows: impl Iterator<Item = (&'a Text, CellCounts)>,
) -> Markup {
    let row = |(label, counts): (&Text, CellCounts)| {
        let cells = vec![
            cell(number::count(lang, counts.published)),
            cell(number::count(lang, counts.hidden)),
            cell(number::share(lang, counts.hidden, counts.all())),
        ];
        (label.get(lang).to_owned(), cells)
    };
    table(
        [head, words::PUBLISHED, words::HIDDEN, words::SHARE_HIDDEN].map(|head| head.get(lang)),
        rows.map(row),
    )
}

fn render_unknown(quality: &Quality<'_>, lang: Lang) -> Markup {
    let with_unknown: Vec<&Coverage<'_>> = quality
        .measures
        .iter()
        .filter(|coverage| !coverage.unknown.is_empty())
        .collect();
    if with_unknown.is_empty() {
        return html! { p { (words::ALWAYS_KNOWN.get(lang)) } };
    }
    let years = || {
        quality
            .compared_years()
            .into_iter()
            .map(|year| year.label.get(lang))
    };
    let pooled = quality
        .pooled_years()
        .map(|(first, last)| format!("{first}–{last}"));
    let together = pooled.as_deref().unwrap_or(words::ALL_YEARS.get(lang));
    let heads = || {
        std::iter::once(words::DETAIL.get(lang))
            .chain(years())
            .chain([together])
    };
    html! {
        @for coverage in &with_unknown {
            h3 { (words::head_unknown(lang, &coverage.measure.label)) }
            (table(heads(), coverage.unknown.iter().map(|row| unknown_row(lang, row))))
        }
        p.note { (words::MARKS.get(lang)) }
    }
}

fn unknown_row(lang: Lang, row: &Unknown<'_>) -> Row {
    let share = |share: &Share| match share {
        Share::Known { part, whole } => {
            shaded_cell(number::share(lang, *part, *whole), *part, *whole)
        }
        Share::Hidden => html! { td title=(words::HIDDEN_SHARE.get(lang)) { (words::MARK) } },
        Share::Nobody => html! { td title=(words::NOBODY.get(lang)) { (words::NONE) } },
    };
    (
        row.dimension.label.get(lang).to_owned(),
        row.shares.iter().map(share).collect(),
    )
}

fn render_changes(changes: Option<&Changes<'_>>, lang: Lang) -> Markup {
    let Some(changes) = changes else {
        return html! { p { (words::NOT_COMPARED.get(lang)) } };
    };
    html! {
        p { (words::compare_with(lang, changes.since)) }
        @if changes.is_empty() { p { (words::NO_CHANGE.get(lang)) } }
        @for (heading, labels) in [(words::ADDED_TABLES, &changes.added), (words::REMOVED_TABLES, &changes.removed)] {
            @if !labels.is_empty() {
                h3 { (heading.get(lang)) }
                ul.list { @for label in labels { li { (label.get(lang)) } } }
            }
        }
        @if !changes.years.is_empty() { (render_changed_years(changes, lang)) }
        @if !changes.tables.is_empty() { (render_changed_tables(changes, lang)) }
    }
}

fn render_changed_years(changes: &Changes<'_>, lang: Lang) -> Markup {
    let heads = [words::MEASURE, words::YEAR, words::BEFORE, words::NOW];
    let row = |change: &YearChange<'_>| {
        let numbers =
            [change.before, change.now].map(|number| cell(words::show_cell(lang, number)));
        let year = cell(change.year.get(lang));
        (
            change.measure.label.get(lang).to_owned(),
            std::iter::once(year).chain(numbers).collect(),
        )
    };
    table(
        heads.map(|head| head.get(lang)),
        changes.years.iter().map(row),
    )
}

fn render_changed_tables(changes: &Changes<'_>, lang: Lang) -> Markup {
    let heads = [
        words::TABLE,
        words::CHANGED,
        words::SHOWN,
        words::NOW_HIDDEN,
        words::NEW,
        words::GONE,
    ];
    let row = |change: &TableChange<'_>| {
        let TableChange {
            label,
            changed,
            shown,
            hidden,
            new,
            gone,
        } = change;
        let counts =
            [changed, shown, hidden, new, gone].map(|count| cell(number::count(lang, *count)));
        (label.get(lang).to_owned(), counts.to_vec())
    };
    table(
        heads.map(|head| head.get(lang)),
        changes.tables.iter().map(row),
    )
}
