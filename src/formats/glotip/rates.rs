//! Calculates SDG indicator 16.2.2: detected victims per 100,000 inhabitants, by sex, age and form of exploitation.

use cube::{Lang, Population, Release, TOTAL, number};

use crate::glotip::{
    rows::{Count, Row},
    words,
};

/// A rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The number that it is of.
    pub row: Row,
    /// The inhabitants that it is by.
    pub inhabitants: u64,
    /// The rate per 100,000, as the language writes it.
    pub text: String,
    /// Whose inhabitants, of which year.
    pub source: String,
}

/// Calculates the rates of published numbers for which there are inhabitants. Returns them with what has none, and why.
pub fn calculate(release: &Release, rows: &[Row], lang: Lang) -> (Vec<Rate>, Vec<String>) {
    let mut rates = Vec::new();
    for row in rows
        .iter()
        .filter(|row| row.dimension != words::BY_CITIZENSHIP)
    {
        let Count::Published(count) = row.count else {
            continue;
        };
        if let Some((inhabitants, population)) = find(release, row) {
            rates.push(Rate {
                row: row.clone(),
                inhabitants,
                text: number::rate(lang, count, inhabitants),
                source: format!("{} ({})", population.source.get(lang), population.year),
            });
        }
    }
    let gap = rates.is_empty().then(|| words::no_population(lang));
    (rates, gap.into_iter().collect())
}

/// Finds the inhabitants of whom the persons of a row are a part: all of them, or those of its one sex or age.
fn find<'a>(release: &'a Release, row: &Row) -> Option<(u64, &'a Population)> {
    let catalog = &release.catalog;
    let pins: Vec<(&str, &str)> = row
        .codes
        .split(' ')
        .filter_map(|pin| pin.split_once('='))
        .collect();
    // Those who were exploited in one form are a part of all inhabitants.
    let is_form = row.dimension == words::BY_FORM;
    let of_person = if is_form { pins.get(1..)? } else { &pins };
    catalog.populations.iter().find_map(|population| {
        let dimension = catalog.dimension(&population.dimension)?;
        let codes: Vec<&str> = match of_person {
            [] => vec![TOTAL],
            [(id, codes)] if *id == population.dimension => codes.split('+').collect(),
            _ => return None,
        };
        let inhabitants: Option<u64> = codes
            .into_iter()
            .map(|code| population.inhabitants(dimension, code))
            .sum();
        Some((inhabitants.filter(|number| *number > 0)?, population))
    })
}
