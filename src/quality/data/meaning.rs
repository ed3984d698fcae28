//! Renders what columns and codes mean, and where numbers of others come from.

use cube::{Catalog, Category, Dimension, Lang};
use formats::{CONFIDENTIALITIES, Coded, STATUSES, list_columns};
use maud::{Markup, html};

use crate::{
    data::{followed::render_followed, words},
    parts::{Row, card, table, text_cell},
};

/// Renders the dictionary of columns.
pub fn render_dictionary(lang: Lang) -> Markup {
    let heads = [words::COLUMN, words::MEANING].map(|head| head.get(lang));
    let row = |(name, meaning): (&str, cube::Phrase)| -> Row {
        (name.into(), vec![text_cell(meaning.get(lang))])
    };
    let coded = |name: &'static str| {
        move |(code, meaning): Coded| -> Row {
            (
                format!("{name} = {code}"),
                vec![text_cell(meaning.get(lang))],
            )
        }
    };
    let mut rows: Vec<Row> = list_columns().map(row).into();
    rows.extend(STATUSES.map(coded("OBS_STATUS")));
    rows.extend(CONFIDENTIALITIES.map(coded("CONF_STATUS")));
    let (heading, lede) = (
        words::DICTIONARY.get(lang),
        words::DICTIONARY_LEDE.get(lang),
    );
    card(heading, lede, table(heads, rows))
}

/// Renders every classification with its codes.
pub fn render_classifications(catalog: &Catalog, lang: Lang) -> Markup {
    let content = html! {
        (render_followed(catalog, lang))
        h3 { (words::CODES.get(lang)) }
        @for dimension in &catalog.dimensions {
            details {
                summary { (dimension.label.get(lang)) " (" code { (dimension.id) } ")" }
                @for text in dimension.definition.iter().chain(&dimension.note) { p { (text.get(lang)) } }
                (render_codes(dimension, lang))
            }
        }
    };
    card(
        words::CLASSIFICATIONS.get(lang),
        words::CLASSIFICATIONS_LEDE.get(lang),
        content,
    )
}

fn render_codes(dimension: &Dimension, lang: Lang) -> Markup {
    let heads = [words::CODE, words::LABEL, words::ELSEWHERE].map(|head| head.get(lang));
    let row = |category: &Category| -> Row {
        let texts = category.definition.iter().chain(&category.note);
        let label = html! {
            (category.label.get(lang))
            @for text in texts { " · " (text.get(lang)) }
        };
        let map: Vec<String> = category
            .map
            .iter()
            .map(|(name, code)| format!("{name}: {code}"))
            .collect();
        (
            category.code.clone(),
            vec![text_cell(label), text_cell(map.join("; "))],
        )
    };
    table(heads, dimension.categories.iter().map(row))
}

/// Renders the sources of series and populations; nothing where there are none.
pub fn render_sources(catalog: &Catalog, lang: Lang) -> Markup {
    let heads = [words::SERIES, words::SOURCE].map(|head| head.get(lang));
    let mut rows: Vec<Row> = Vec::new();
    for series in &catalog.indicators {
        let label = series.label.get(lang).to_owned();
        rows.push((label, vec![text_cell(series.source.get(lang))]));
    }
    for population in &catalog.populations {
        let dimension = catalog.dimension(&population.dimension);
        let label = dimension.map_or("", |one| one.label.get(lang));
        let head = words::INHABITANTS.get(lang);
        let label = format!("{head}, {} ({label})", population.year);
        rows.push((label, vec![text_cell(population.source.get(lang))]));
    }
    if rows.is_empty() {
        return html! {};
    }
    let (heading, lede) = (words::SOURCES.get(lang), words::SOURCES_LEDE.get(lang));
    card(heading, lede, table(heads, rows))
}
