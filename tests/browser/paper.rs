//! Shows pages as they are printed: whole drawings, and nothing upon anything else.

use anyhow::{Result, ensure};
use cube::Lang;
use serde_json::Value;
use tests::chrome::Chrome;
use tests::dataset;

use crate::site::{folder, site};

/// The width of A4 without its margins, in CSS pixels.
const PAPER: u32 = 718;

/// Lists the figures whose chart lies upon what follows it, and the texts that are cut off.
const FAULTS: &str = "[...document.querySelectorAll('figure .chart')].flatMap(chart => { \
    const svg = chart.querySelector('svg'), figure = chart.closest('figure').id; \
    if (!svg || !svg.getAttribute('viewBox')) return [`${figure}: no drawing`]; \
    const box = svg.getBoundingClientRect(), next = (chart.nextElementSibling ?? chart.parentElement.nextElementSibling).getBoundingClientRect(); \
    const cut = [...svg.querySelectorAll('text')].filter(text => { const one = text.getBoundingClientRect(); \
        return one.left < box.left - 2 || one.right > box.right + 2 || one.top < box.top - 2 || one.bottom > box.bottom + 2; }); \
    return [...(box.bottom > next.top + 1 ? [`${figure}: upon its notes`] : []), \
        ...(box.height < 40 ? [`${figure}: flat`] : []), ...cut.map(text => `${figure}: ${text.textContent} is cut off`)]; })";

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn charts_are_printed_whole_from_every_window() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    for (id, stacked) in [
        ("acreditadas", "provincia~lengua"),
        ("hechos", "pais~forma"),
    ] {
        let page = format!("{}{}", site()?, folder(Lang::Es, catalog.section(id)));
        for width in [360, 1024, 1440] {
            for theme in ["light", "dark"] {
                chrome.set_theme(theme).await?;
                chrome.set_width(width).await?;
                // Charts of ECharts: those that a reader breaks down.
                chrome
                    .open(&format!("{page}?por=sexo&apilado={stacked}&v=1"))
                    .await?;
                let names = "[...document.querySelectorAll('figure .chart text')].length";
                let before = chrome.eval(names).await?;
                chrome.print(PAPER).await?;
                let faults = chrome.eval(FAULTS).await?;
                ensure!(
                    faults == Value::Array(vec![]),
                    "{id}, {width}, {theme}: {faults}"
                );
                let light = "[...document.querySelectorAll('figure .chart text')].every(text => \
                             text.getAttribute('fill') !== '#efebe2')";
                ensure!(chrome.eval(light).await? == true, "light letters on paper");
                ensure!(before != 0, "there is no text in any chart");
            }
        }
    }
    chrome.end().await
}
