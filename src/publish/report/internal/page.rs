//! Renders the internal report as an HTML page that can be read on screen, printed, and read by a screen reader.

use cube::{Lang, number};
use maud::{Markup, html};

use crate::report::account::{Account, Dimension};
use crate::report::internal::{changes::Changes, chart, tables, words};
use quality::{
    document::{Style, render_document},
    parts::{card, tile},
};

/// The styles of this page, besides those of the site.
const STYLE: &str = include_str!("../../../../style/internal.css");

/// Renders the report in one language.
pub(super) fn render(account: &Account, changes: Option<&Changes>, lang: Lang) -> String {
    let title = format!(
        "{} · {}",
        words::CONFIDENTIAL.get(lang),
        words::TITLE.get(lang)
    );
    let body = html! {
        header.top {
            div.wrap { span.brand { (account.title.get(lang)) } strong.seal { (words::CONFIDENTIAL.get(lang)) } }
        }
        aside.banner {
            p.wrap { strong { (words::CONFIDENTIAL.get(lang)) ". " } (words::INTERNAL_USE.get(lang)) }
        }
        main { div.wrap.report { (render_content(account, changes, lang)) } }
    };
    render_document(lang, &title, &Style::CarriedWith(STYLE), &body)
}

fn render_content(account: &Account, changes: Option<&Changes>, lang: Lang) -> Markup {
    let sum = account.sum_sources();
    let tiles = [
        (words::READ, sum.rows),
        (words::COUNTED, sum.counted),
        (words::CORRECTED, sum.corrected),
        (words::MERGED, sum.merged),
        (words::LINKED, sum.linked),
        (words::SET_ASIDE, sum.set_aside),
    ];
    let part = |heading: words::Heading, content: Markup| {
        card(heading.0.get(lang), heading.1.get(lang), content)
    };
    html! {
        h1 { (words::TITLE.get(lang)) }
        p.lede { (words::LEDE.get(lang)) " " (words::name_release(lang, &account.codebook, &account.release)) }
        @if let Some(why) = &account.refused { p { strong { (words::explain_refusal(lang, why)) } } }
        div.tiles { @for (label, rows) in tiles.into_iter().filter(|(label, rows)| *rows > 0 || !words::RARE.contains(label)) {
                (tile(number::count(lang, rows), label.get(lang)))
            }
        }
        (part(words::SOURCES, tables::sources(account, lang)))
        @if !account.notices.is_empty() { (part(words::NOTICES, tables::notices(account, lang))) }
        (part(words::REASONS, tables::reasons(account, lang)))
        (part(words::RULES, tables::rules(account, lang)))
        (part(words::SUGGESTIONS, tables::suggestions(account, lang)))
        (part(words::MISSING, tables::missing(account, lang)))
        (part(words::TOO_FINE, tables::too_fine(account, lang)))
        @if let Some(waiting) = &account.waiting {
            (part(words::WAITING, tables::waiting(account, waiting, lang)))
        }
        (part(words::CONFLICTS, tables::conflicts(account, lang)))
        (part(words::LINKS, tables::links(account, lang)))
        (part(words::CHANGES, tables::changes(account, changes, lang)))
        (part(words::CHARTS, render_charts(account, lang)))
    }
}

fn render_charts(account: &Account, lang: Lang) -> Markup {
    let drawn = |dimension: &&Dimension| !dimension.categories.is_empty();
    html! {
        div.multiples {
            @for dimension in account.dimensions.iter().filter(drawn) {
                figure {
                    figcaption {
                        div {
                            h3 { (dimension.label.get(lang)) }
                            @if let Some(measure) = &dimension.counted_in { p { (account.field_label(measure, lang)) } }
                        }
                    }
                    (chart::draw(dimension, &account.years, lang))
                    details {
                        summary { (words::NUMBERS.get(lang)) }
                        (tables::categories(dimension, &account.years, lang))
                    }
                }
            }
        }
    }
}
