//! Reads what the page shows, and waits until it has come to rest.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use cube::{Lang, Section};
use dashboard::Request;
use fantoccini::Locator;
use serde_json::Value;
use tests::chrome::{Chrome, PATIENCE};
use tests::dataset;

use crate::site::folder;

/// The rows of the tables that are shown, without the texts that only screen readers read.
pub async fn rows(chrome: &Chrome) -> Result<Vec<Vec<String>>> {
    let cells = "[...row.children].map(cell => (cell.tagName === 'TD' ? cell.firstChild : cell).textContent.trim())";
    let rows = format!("[...document.querySelectorAll('figure tbody tr')].map(row => {cells})");
    Ok(serde_json::from_value(chrome.eval(&rows).await?)?)
}

/// The ids of the figures that are shown.
pub async fn figures(chrome: &Chrome) -> Result<Vec<String>> {
    Ok(serde_json::from_value(
        chrome
            .eval("[...document.querySelectorAll('figure')].map(figure => figure.id)")
            .await?,
    )?)
}

/// What a reader sees or hears: the address, the words and numbers, what the charts say of themselves, and what is
/// chosen.
pub async fn shown(chrome: &Chrome) -> Result<Value> {
    let parts = "#main h1, #main h2, #main p, #main td, #main th, #main .question, #main .drawing, #main .chart, #main select";
    let text = "part.selectedOptions?.[0].textContent ?? part.getAttribute('aria-label') ?? part.textContent";
    chrome
        .eval(&format!(
            "[location.href, ...[...document.querySelectorAll('{parts}')].map(part => {text})]"
        ))
        .await
}

/// Opens the panel in which an element stands, unless it is open: by a button of the bar, or by the one that opens all
/// questions where there is no room for the others.
pub async fn open_panel(chrome: &Chrome, element: &str) -> Result<()> {
    let place = format!("document.querySelector({element:?}).closest('fieldset, .groups')");
    let is_closed = chrome.eval(&format!("{place}.offsetHeight === 0")).await? == true;
    if is_closed {
        let buttons = format!(
            "[...document.querySelectorAll('#open-all, .questions' + ({place}.matches('.how') ? '.how' : ':not(.how)') + ' .question')]"
        );
        chrome
            .eval(&format!(
                "{buttons}.find(button => button.offsetHeight > 0).click()"
            ))
            .await?;
    }
    chrome.until(&format!("{place}.offsetHeight > 0")).await
}

/// The address of the view of a section, in Spanish: groups of persons have folders of their own.
pub fn address(section: &Section, search: &str) -> String {
    let catalog = dataset::published().catalog;
    let folder = folder(Lang::Es, Some(section));
    let request = Request::parse(&catalog, &folder, search);
    dashboard::href(&catalog, &request.query)
}

/// Chooses the answer that leads to a view of the section, as a reader does; returns what is then shown.
pub async fn choose(chrome: &Chrome, section: &Section, search: &str) -> Result<Value> {
    let address = address(section, search);
    let answer = format!("option[value='{address}'], input[value='{address}']");
    open_panel(chrome, &answer).await?;
    chrome
        .client
        .find(Locator::Css(&answer))
        .await
        .with_context(|| answer.clone())?
        .click()
        .await?;
    chrome
        .until(&format!(
            "location.href.endsWith({:?})",
            format!("/{address}")
        ))
        .await?;
    after(chrome, Ok(())).await
}

/// Waits until a step of the browser has come to rest; returns what is then shown.
pub async fn after(
    chrome: &Chrome,
    step: Result<(), fantoccini::error::CmdError>,
) -> Result<Value> {
    step?;
    chrome.until_ready().await?;
    let start = Instant::now();
    let mut before = Value::Null;
    loop {
        let now = shown(chrome).await?;
        if now == before {
            return Ok(now);
        }
        if start.elapsed() > PATIENCE {
            bail!("the page still changes after {PATIENCE:?}\nbefore: {before}\nnow: {now}");
        }
        before = now;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Asserts that a page on a phone of 360 pixels needs no sideways scrolling.
pub async fn assert_fits(chrome: &Chrome) -> Result<()> {
    let widths: (u32, u32) = serde_json::from_value(
        chrome
            .eval("[document.documentElement.scrollWidth, innerWidth]")
            .await?,
    )?;
    ensure!(widths.1 == 360, "the window is {} wide", widths.1);
    ensure!(
        widths.0 <= 360,
        "{} is {} wide",
        chrome.eval("location.href").await?,
        widths.0
    );
    Ok(())
}
