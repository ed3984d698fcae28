//! Computes from the dataset what the page must show.

use anyhow::{Context, Result};
use cube::{Catalog, Cell, Lang, Layout, Release, Section};

/// The section that compares measures over time.
pub fn series(catalog: &Catalog) -> Result<&Section> {
    let mut sections = catalog.sections.iter();
    sections
        .find(|section| section.layout == Layout::Series)
        .context("no section compares measures over time")
}

/// The numbers of the opening page, as they must be written, each with whether it counts one category only.
pub fn headlines(release: &Release, lang: Lang) -> Vec<(bool, String)> {
    let catalog = &release.catalog;
    let last = catalog
        .dimension(&catalog.time)
        .unwrap()
        .categories
        .last()
        .unwrap();
    let number = |headline: &cube::Headline| {
        let pin = headline
            .pin
            .iter()
            .map(|pin| (pin.dimension.as_str(), pin.code.as_str()));
        let pins: Vec<(&str, &str)> = pin
            .chain([(catalog.time.as_str(), last.code.as_str())])
            .collect();
        let tables = release
            .tables
            .values()
            .filter(|table| table.measure == headline.measure);
        written(
            tables
                .filter_map(|table| table.cell(pins.iter().copied()))
                .next()
                .unwrap(),
            lang,
        )
    };
    let headlines = catalog.headlines.iter();
    headlines
        .map(|headline| (headline.pin.is_some(), number(headline)))
        .collect()
}

/// The years of a section with the number of each of its measures, as they must be written.
pub fn over_time(release: &Release, section: &Section, lang: Lang) -> Vec<Vec<String>> {
    let catalog = &release.catalog;
    let number = |measure: &String, year: &str| {
        let table = &release.tables[&format!("{measure}.{}", catalog.time)];
        written(table.cell([(catalog.time.as_str(), year)]).unwrap(), lang)
    };
    let years = &catalog.dimension(&catalog.time).unwrap().categories;
    let row = |year: &cube::Category| {
        let numbers = section
            .measures
            .iter()
            .map(|measure| number(measure, &year.code));
        std::iter::once(year.label.get(lang).to_owned())
            .chain(numbers)
            .collect()
    };
    years.iter().map(row).collect()
}

/// A number as each language writes it, and `c` where it is hidden.
pub fn written(cell: Cell, lang: Lang) -> String {
    let Some(count) = cell.published() else {
        return "c".into();
    };
    let digits = count.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| str::from_utf8(group).unwrap())
        .collect();
    groups.join(match lang {
        Lang::Es => "\u{a0}",
        Lang::En => ",",
    })
}
