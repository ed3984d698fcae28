//! Compares with their sources the series that others publish, and the rates per inhabitant.

use anyhow::{Context, Result, ensure};
use cube::{Cell, Indicator, Lang, Layout};
use tests::chrome::Chrome;
use tests::dataset;

use crate::expected::written;
use crate::shown::{assert_fits, rows};
use crate::site::{folder, site};

/// The rows of a series' table: each year with its number, its mark, or a dash.
fn rows_of(series: &Indicator, years: impl Iterator<Item = u16>, lang: Lang) -> Vec<Vec<String>> {
    let cell = |year: u16| match (
        series.values.get(&year.to_string()),
        series.mark(&year.to_string()),
    ) {
        (Some(number), _) => written(Cell::Published(*number), lang),
        (None, Some(mark)) => mark.text.clone(),
        (None, None) => "–".into(),
    };
    years
        .map(|year| vec![year.to_string(), cell(year)])
        .collect()
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn what_others_publish_is_shown_as_they_have_it() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .sections
        .iter()
        .find(|section| section.layout == Layout::Indicators);
    let section = section.context("the demonstration shows what others publish")?;
    let years = || catalog.indicators.iter().flat_map(Indicator::years);
    let (first, last) = years()
        .min()
        .zip(years().max())
        .context("the series are empty")?;
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    for lang in Lang::ALL {
        let page = format!("{}{}", site()?, folder(lang, Some(section)));
        for id in &section.indicators {
            let series = catalog
                .indicator(id)
                .context("the catalog lacks a series")?;
            chrome.open(&format!("{page}?tabla={id}&v=1")).await?;
            assert_eq!(
                rows(&chrome).await?,
                rows_of(series, first..=last, lang),
                "{id}"
            );
            assert_fits(&chrome).await?;
            let source =
                format!("document.querySelector('#{id} .more > p:last-of-type').textContent");
            let source: String = serde_json::from_value(chrome.eval(&source).await?)?;
            ensure!(
                source.starts_with(series.source.get(lang)),
                "the source of {id} is {source:?}"
            );
        }
        assert_eq!(
            chrome
                .eval("document.querySelectorAll('select').length")
                .await?,
            0,
            "series have no filters"
        );
        ensure!(
            !chrome
                .eval("document.body.innerText")
                .await?
                .to_string()
                .contains("«c»"),
            "nothing is hidden"
        );
    }
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn rates_are_those_of_the_dataset_and_name_their_population() -> Result<()> {
    let release = dataset::published();
    let population = release
        .catalog
        .population("provincia")
        .context("the demonstration has rates by province")?;
    let section = release
        .catalog
        .section("acreditadas")
        .context("the demonstration shows who was accredited")?;
    let (time, table) = (
        &release.catalog.time,
        &release.tables["acreditadas.anio.provincia"],
    );
    let years = release
        .catalog
        .dimension(time)
        .context("there are no years")?
        .leaves()
        .count() as f64;
    let chrome = Chrome::start().await?;
    chrome
        .open(&format!(
            "{}{}?mostrar=tasa&tabla=provincia&v=1",
            site()?,
            folder(Lang::En, Some(section))
        ))
        .await?;
    let rows = rows(&chrome).await?;
    let provinces = release
        .catalog
        .dimension("provincia")
        .context("the demonstration knows provinces")?;
    let mut rates = 0;
    for category in &provinces.categories {
        let count = table
            .cell([("provincia", category.code.as_str())])
            .and_then(Cell::published);
        let rate = count
            .filter(|count| *count >= 20)
            .zip(population.counts.get(&category.code))
            .map(|(count, people)| {
                rates += 1;
                format!("{:.2}", count as f64 * 100_000.0 / (*people as f64 * years))
            });
        let row = rows
            .iter()
            .find(|row| row[0] == category.label.get(Lang::En))
            .context("a province is missing")?;
        assert_eq!(row[2], rate.unwrap_or("–".into()), "{row:?}");
    }
    ensure!(rates >= 3, "{rates} provinces have a rate");
    let notes = chrome.texts("#provincia .note").await?;
    ensure!(
        notes
            .iter()
            .any(|note| note.contains("2022") && note.contains("INEC")),
        "{notes:?}"
    );
    chrome
        .open(&format!("{}{}", site()?, folder(Lang::En, None)))
        .await?;
    ensure!(chrome.texts(".release").await?[0].ends_with("Next release: April 2027."));
    chrome.end().await
}
