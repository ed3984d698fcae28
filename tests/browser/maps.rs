//! Shows maps: they are fetched only where one is shown, name every area, and filter by a click.

use anyhow::{Context, Result, ensure};
use cube::{Catalog, Dimension, Lang, Layout, Section};
use tests::chrome::Chrome;
use tests::dataset;

use crate::accessible::violations;
use crate::shown::{after, assert_fits};
use crate::site::{folder, site};

/// The figures of a section whose categories say where they lie.
fn placed<'a>(catalog: &'a Catalog, section: &'a Section) -> Vec<&'a Dimension> {
    let dimensions = section
        .dimensions
        .iter()
        .filter_map(|id| catalog.dimension(id));
    let places = |one: &cube::Category| one.map.contains_key("m49") || one.map.contains_key("hasc");
    dimensions
        .filter(|dimension| {
            dimension
                .categories
                .iter()
                .filter(|one| places(one))
                .count()
                > 1
        })
        .collect()
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn places_are_shown_on_a_map_that_filters() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("acreditadas")
        .context("the demonstration shows who was accredited")?;
    ensure!(section.layout == Layout::Profile);
    let placed: Vec<&str> = placed(&catalog, section)
        .into_iter()
        .map(|dimension| dimension.id.as_str())
        .collect();
    assert_eq!(placed, ["nacionalidad", "provincia"]);
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    for lang in Lang::ALL {
        let page = format!("{}{}", site()?, folder(lang, Some(section)));
        chrome.open(&page).await?;
        let fetched = "performance.getEntriesByType('resource').filter(one => one.name.includes('/maps/')).length";
        assert_eq!(
            chrome.eval(fetched).await?,
            0,
            "maps are fetched where none is shown"
        );
        for theme in ["light", "dark"] {
            chrome.set_theme(theme).await?;
            chrome
                .open(&format!("{page}?mapa={}&v=1", placed.join("~")))
                .await?;
            chrome
                .until("document.querySelectorAll('.map svg .land').length === 3")
                .await?;
            assert_eq!(
                chrome
                    .eval("document.querySelectorAll('.enlarged').length")
                    .await?,
                1,
                "one map is of the world"
            );
            assert_fits(&chrome).await?;
            let found = violations(&chrome).await?;
            ensure!(found.is_empty(), "{lang:?}, {theme}: {found:#?}");
        }
        let drawn = "[...document.querySelectorAll('.map a path')].filter(area => area.getBBox?.().width > 0).length";
        assert!(
            chrome.eval(drawn).await?.as_u64() > Some(5),
            "areas that are links are not drawn"
        );
        let numbers = chrome
            .eval("document.querySelectorAll('#provincia .map text').length")
            .await?;
        assert_eq!(numbers, 7, "every province has its number or its mark");
    }
    let filtered = "?nacionalidad=NIC&mapa=nacionalidad~provincia&v=1";
    let click = "new MouseEvent('click', { bubbles: true, cancelable: true })";
    let area = "document.querySelector('#nacionalidad .map a[href*=\"nacionalidad=NIC\"]')";
    chrome
        .eval(&format!("{area}.dispatchEvent({click})"))
        .await?;
    chrome
        .until(&format!("location.search === {filtered:?}"))
        .await?;
    after(&chrome, Ok(())).await?;
    ensure!(
        chrome.texts(".question.set").await? == ["Nicaragua"],
        "the filter is not on its button"
    );
    after(&chrome, chrome.client.back().await).await?;
    ensure!(
        chrome.texts(".question.set").await?.is_empty(),
        "Back does not take the filter back"
    );
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}
