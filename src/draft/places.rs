//! Known places: countries (ISO 3166-1 with their numbers in UN M49) and the first parts of a country (ISO 3166-2).
//!
//! Codes, and the names of parts of countries, are those of ISO and of the United Nations; the names of countries in Spanish
//! and English are those of the Unicode Common Locale Data Repository.

use std::collections::BTreeMap;

use codebook::notation::spelling::fold;

use crate::{
    categories::{Builder, Categories, Category},
    column::{Column, is_share},
    lists::add_others,
    words::has_word,
};

/// Code of three letters, of two letters, number, name in Spanish, name in English.
const COUNTRIES: &str = include_str!("lists/countries.txt");
/// Code, name; then the code of its outline, if this site has one, and other names.
const SUBDIVISIONS: &str = include_str!("lists/subdivisions.txt");
/// Code of three letters, then other names and the names of nationals.
const NATIONALS: &str = include_str!("lists/nationals.txt");

/// The share of the answers that must be places of a list, in percent.
const PLACES: u64 = 80;
/// How many different parts of a country must occur: names such as “San José” are frequent.
const LEAST_PARTS: usize = 3;
/// Words in the names of columns of countries.
const COUNTRY_NAMES: [&str; 12] = [
    "pais",
    "paises",
    "nacionalidad",
    "nacionalidades",
    "nacion",
    "country",
    "countries",
    "nationality",
    "nat",
    "citizenship",
    "ciudadania",
    "pais",
];

/// A place of a list.
struct Place {
    category: Category,
    /// All texts that mean it, folded. Codes are in `codes`.
    names: Vec<String>,
    /// Codes, which count only as they are written: “es” is Spanish, “ES” is Spain.
    codes: Vec<String>,
}

/// Finds the list of places to which most of a column's answers belong.
pub(crate) fn find_places(column: &Column, threshold: u64) -> Option<Categories> {
    find_parts(column, threshold).or_else(|| find_countries(column, threshold))
}

/// Countries that occur at least as often as the threshold become categories; all others are folded.
fn find_countries(column: &Column, threshold: u64) -> Option<Categories> {
    let countries = list_countries();
    let rows = count_places(&countries, column);
    let is_hinted = has_word(&column.name, &COUNTRY_NAMES);
    let listed: u64 = rows.values().sum();
    if !is_share(listed, column.answered(), PLACES) || rows.len() < 2 && !is_hinted {
        return None;
    }
    let mut builder = Builder::new("ISO 3166-1; numbers of UN M49");
    builder.categories().are_places = true;
    let mut rare = 0;
    for (position, place) in countries.iter().enumerate() {
        match rows.get(&position) {
            Some(rows) if *rows >= threshold => builder.add(place.category.clone()),
            Some(rows) => rare += rows,
            None => {}
        }
    }
    let others = column
        .answers()
        .filter(|(text, _)| find_place(&countries, text).is_none());
    let mut categories = add_others(builder, others, threshold);
    categories.folded += rare;
    Some(categories)
}

/// The parts of one country are taken whole.
fn find_parts(column: &Column, threshold: u64) -> Option<Categories> {
    let best = list_parts().into_iter().max_by_key(|(_, parts)| {
        let rows = count_places(parts, column);
        rows.values().sum::<u64>()
    });
    let (country, parts) = best?;
    let rows = count_places(&parts, column);
    if !is_share(rows.values().sum(), column.answered(), PLACES) || rows.len() < LEAST_PARTS {
        return None;
    }
    let mut builder = Builder::new(&format!("ISO 3166-2:{country}"));
    builder.categories().are_places = true;
    for part in &parts {
        builder.add(part.category.clone());
    }
    let others = column
        .answers()
        .filter(|(text, _)| find_place(&parts, text).is_none());
    Some(add_others(builder, others, threshold))
}

/// By the position of a place, the rows that name it.
fn count_places(places: &[Place], column: &Column) -> BTreeMap<usize, u64> {
    let mut rows = BTreeMap::new();
    for (text, times) in column.answers() {
        if let Some(position) = find_place(places, text) {
            *rows.entry(position).or_default() += times;
        }
    }
    rows
}

fn find_place(places: &[Place], text: &str) -> Option<usize> {
    let folded = fold(text);
    places.iter().position(|place| {
        place.names.contains(&folded) || place.codes.iter().any(|code| code == text)
    })
}

fn list_countries() -> Vec<Place> {
    let nationals: BTreeMap<&str, Vec<&str>> = NATIONALS
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(code, names)| (code, names.split('\t').collect()))
        .collect();
    let country = |line: &'static str| -> Option<Place> {
        let [code, short, number, es, en] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        let names = nationals.get(code).cloned().unwrap_or_default();
        Some(Place {
            names: [es, en]
                .iter()
                .chain(&names)
                .map(|name| fold(name))
                .collect(),
            codes: [code, short, number].map(str::to_owned).into(),
            category: Category {
                code: code.to_owned(),
                es: es.to_owned(),
                en: en.to_owned(),
                is_translated: true,
                spellings: [short]
                    .iter()
                    .chain(&names)
                    .map(|name| (*name).to_owned())
                    .collect(),
                place: Some(("m49", number.to_owned())),
            },
        })
    };
    COUNTRIES.lines().filter_map(country).collect()
}

/// The parts of each country whose parts are listed.
fn list_parts() -> BTreeMap<&'static str, Vec<Place>> {
    let mut countries: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for line in SUBDIVISIONS.lines() {
        let mut fields = line.split('\t');
        let (Some(code), Some(name)) = (fields.next(), fields.next()) else {
            continue;
        };
        let country = code.split('-').next().unwrap_or_default();
        let outline = fields.next().filter(|outline| !outline.is_empty());
        let others: Vec<&str> = outline.into_iter().chain(fields).collect();
        let part = Place {
            names: [name]
                .iter()
                .chain(&others)
                .map(|name| fold(name))
                .collect(),
            codes: vec![code.to_owned()],
            category: Category {
                code: code.to_owned(),
                es: name.to_owned(),
                en: name.to_owned(),
                is_translated: true,
                spellings: others.iter().map(|name| (*name).to_owned()).collect(),
                place: outline.map(|outline| ("hasc", format!("{country}.{outline}"))),
            },
        };
        countries.entry(country).or_default().push(part);
    }
    countries
}
