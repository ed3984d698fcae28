//! Attacks the release with the page's own check, as a visitor does.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use tests::chrome::Chrome;
use tests::dataset;

use crate::shown::assert_fits;
use crate::site::site;

/// How long the attack on all tables may take on a busy machine; it does not stop the page meanwhile.
const LONGEST_ATTACK: Duration = Duration::from_secs(120);

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_visitor_can_attack_the_release() -> Result<()> {
    let all = dataset::published().tables.len();
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    for (page, safe) in [
        ("comprobar/", "No se pudo deducir nada"),
        ("en/check/", "Nothing that is hidden"),
    ] {
        chrome.client.goto(&format!("{}{page}", site()?)).await?;
        chrome
            .until("document.querySelectorAll('button[data-check]:not([hidden])').length === 1")
            .await?;
        let by_year = tried(&chrome, 0, safe).await.context(page)?;
        let together = tried(&chrome, 1, safe).await.context(page)?;
        assert!(
            0 < by_year && by_year < together && together == all,
            "{page}: {by_year}, then {together} of {all}"
        );
        assert_fits(&chrome).await?;
        chrome.assert_quiet(&site()?).await.context(page)?;
    }
    chrome.end().await
}

/// How many tables the page has attacked after one of its buttons was clicked.
async fn tried(chrome: &Chrome, button: usize, safe: &str) -> Result<usize> {
    chrome
        .eval(&format!(
            "document.querySelectorAll('button[data-check]')[{button}].click()"
        ))
        .await?;
    chrome
        .until_within(
            LONGEST_ATTACK,
            "document.getElementById('found').getAttribute('aria-busy') === 'false'",
        )
        .await?;
    let text = chrome
        .eval("document.getElementById('found').innerText")
        .await?;
    let text = text.as_str().context("the page says nothing")?;
    ensure!(text.contains(safe), "{text}");
    let tables = text
        .split_once("ables: ")
        .or_else(|| text.split_once("ablas: "));
    tables
        .and_then(|(_, rest)| rest.split('.').next()?.parse().ok())
        .context(text.to_owned())
}
