//! Runs axe-core against WCAG 2.2 AA in every section, language and theme.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use cube::Lang;
use tests::chrome::Chrome;
use tests::{dataset, read};

use crate::shown::figures;
use crate::site::{folder, pages, site};

/// The rules that count: WCAG 2.0 to 2.2, levels A and AA.
const RULES: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']";

/// What axe-core finds on the page that is open: the rule and where it is broken.
pub async fn violations(chrome: &Chrome) -> Result<Vec<String>> {
    chrome
        .client
        .execute(&read("node_modules/axe-core/axe.min.js"), vec![])
        .await?;
    let found = "found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`))";
    let run = format!("axe.run({{ runOnly: {{ type: 'tag', values: {RULES} }} }}).then({found})");
    let found = chrome
        .client
        .execute_async(&format!("{run}.then(arguments[0])"), vec![])
        .await?;
    Ok(serde_json::from_value(found)?)
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn every_page_is_accessible_in_both_languages_and_themes() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    let events = catalog
        .section("hechos")
        .context("the demonstration shows what happened")?;
    for theme in ["light", "dark"] {
        chrome.set_theme(theme).await?;
        for lang in Lang::ALL {
            chrome
                .open(&format!(
                    "{}{}?flujo=pais&v=1",
                    site()?,
                    folder(lang, Some(events))
                ))
                .await?;
            ensure_none(&chrome, theme).await?;
        }
        for (_, folder) in pages(&catalog) {
            chrome.open(&format!("{}{folder}", site()?)).await?;
            let shown = figures(&chrome).await?.join("~");
            let dark = chrome
                .eval("matchMedia('(prefers-color-scheme: dark)').matches")
                .await?;
            ensure!(dark == (theme == "dark"), "the theme is not {theme}");
            chrome
                .eval("document.querySelectorAll('.take summary').forEach(one => one.click())")
                .await?;
            chrome
                .until("[...document.querySelectorAll('.take')].every(one => one.querySelector('[data-make]'))")
                .await?;
            ensure_none(&chrome, theme).await?;
            for shape in ["tabla", "calor"] {
                chrome
                    .open(&format!("{}{folder}?{shape}={shown}&v=1", site()?))
                    .await?;
                ensure_none(&chrome, theme).await?;
            }
        }
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn pages_of_text_are_accessible() -> Result<()> {
    let chrome = Chrome::start().await?;
    for theme in ["light", "dark"] {
        chrome.set_theme(theme).await?;
        for lang in Lang::ALL {
            let pages = pages_of_text(&chrome, lang).await?;
            ensure!(pages.len() > 5, "only {pages:?}");
            for page in pages {
                chrome.client.goto(&page).await?;
                ensure_none(&chrome, theme).await?;
            }
        }
    }
    chrome.end().await
}

/// The addresses of the pages of text: those to which the footer leads, and those to which they lead.
async fn pages_of_text(chrome: &Chrome, lang: Lang) -> Result<BTreeSet<String>> {
    let home = format!("{}{}", site()?, folder(lang, None));
    chrome.client.goto(&home).await?;
    let mut pages = links(chrome, "footer a[rel=external]").await?;
    for page in pages.clone() {
        chrome.client.goto(&page).await?;
        let inside = links(chrome, "main a").await?.into_iter();
        pages.extend(inside.filter(|inner| inner.starts_with(&page) && inner.ends_with('/')));
    }
    Ok(pages)
}

/// Where links lead, without queries and parts of pages.
async fn links(chrome: &Chrome, selector: &str) -> Result<BTreeSet<String>> {
    let found = format!(
        "[...document.querySelectorAll({selector:?})].map(link => link.href.split(/[?#]/)[0])"
    );
    Ok(serde_json::from_value(chrome.eval(&found).await?)?)
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn what_is_not_accessible_is_found() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome.open(&site()?).await?;
    chrome
        .eval("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"data:,\">')")
        .await?;
    let found = violations(&chrome).await?;
    ensure!(
        found.len() == 1 && found[0].starts_with("image-alt: "),
        "{found:?}"
    );
    chrome.end().await
}

async fn ensure_none(chrome: &Chrome, theme: &str) -> Result<()> {
    let found = violations(chrome).await?;
    ensure!(
        found.is_empty(),
        "{} ({theme}): {found:#?}",
        chrome.eval("location.href").await?
    );
    Ok(())
}
