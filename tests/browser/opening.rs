//! Checks that the opening page answers on the first screen of a phone, and that help is beside the exit on every page.

use anyhow::{Context, Result, ensure};
use cube::Lang;
use serde_json::json;
use tests::chrome::Chrome;
use tests::dataset;

use crate::site::{folder, pages, site};

/// The height of a small phone's screen, in CSS pixels.
const SCREEN: u32 = 640;

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn the_first_answer_is_on_the_first_screen_of_a_phone() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    for lang in Lang::ALL {
        chrome
            .open(&format!("{}{}", site()?, folder(lang, None)))
            .await?;
        let bottom =
            "Math.round(document.querySelector('.story a').getBoundingClientRect().bottom)";
        let bottom = chrome
            .eval(bottom)
            .await?
            .as_u64()
            .context("there is no number in the story")?;
        ensure!(
            bottom < u64::from(SCREEN),
            "{lang:?}: the first number ends at {bottom} px"
        );
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn help_is_beside_the_exit_on_every_page() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    for (_, folder) in pages(&catalog) {
        chrome.open(&format!("{}{folder}", site()?)).await?;
        let help = "(() => { const help = document.querySelector('.helplink'); \
            const follows = help.nextElementSibling.matches('.exit'); help.focus(); help.click(); \
            return [follows, document.activeElement.id, location.hash]; })()";
        let found = chrome.eval(help).await?;
        ensure!(found == json!([true, "help", ""]), "{folder}: {found}");
    }
    chrome.end().await
}
