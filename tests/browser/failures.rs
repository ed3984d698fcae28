//! Lets requests for the numbers fail: the page says why, and trying again helps.

use anyhow::{Context, Result, ensure};
use cube::{Lang, Layout};
use fantoccini::Locator;
use tests::chrome::Chrome;
use tests::dataset;

use crate::accessible::violations;
use crate::site::{folder, site};

/// Scripts that spoil the answer to a request, and the words that the page must show then, in Spanish and English.
const FAILURES: [(&str, [&str; 2]); 5] = [
    (
        "Promise.reject(new TypeError('offline'))",
        ["No se pudieron cargar", "could not be loaded"],
    ),
    (
        "Promise.resolve(new Response('', { status: 404 }))",
        ["Faltan las cifras", "numbers are missing"],
    ),
    (
        "real(url, init).then(answer => answer.text()).then(text => new Response(text.slice(0, text.length / 2)))",
        ["No se pueden leer", "cannot be read"],
    ),
    (
        "real(url, init).then(answer => answer.text()).then(text => new Response(text.replace('\"2.0\"', '\"3.0\"')))",
        ["más nuevas que esta página", "newer than this page"],
    ),
    (
        "new Promise((_, fail) => init.signal.addEventListener('abort', () => fail(init.signal.reason)))",
        ["no llegan", "do not arrive"],
    ),
];

/// The files that list the others: the one that a page names, and the one that everybody reads.
const INDEX: &str = "/(index|catalog-\\w+).json$/";

/// A script that spoils the answers to requests for some files, and makes the page lose patience sooner.
fn spoiling(files: &str, answer: &str) -> String {
    format!(
        "const real = window.fetch.bind(window), wait = window.setTimeout.bind(window); \
         window.setTimeout = (work, time, ...rest) => wait(work, time / 40, ...rest); \
         window.fetch = (url, init) => window.whole || !{files}.test(url) ? real(url, init) : {answer};"
    )
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn every_failure_is_told_in_words_and_can_be_tried_again() -> Result<()> {
    let chrome = Chrome::start().await?;
    for (answer, words) in FAILURES {
        for (lang, words) in Lang::ALL.into_iter().zip(words) {
            let script = chrome.run_first(&spoiling(INDEX, answer)).await?;
            chrome
                .client
                .goto(&format!("{}{}", site()?, folder(lang, None)))
                .await?;
            chrome
                .until("document.querySelector('[role=alert] button') !== null")
                .await?;
            let alert = chrome.texts("[role=alert]").await?.join(" ");
            ensure!(alert.contains(words), "{words:?} is not in {alert:?}");
            ensure!(
                violations(&chrome).await?.is_empty(),
                "{:?}",
                violations(&chrome).await?
            );
            chrome.forget(script).await?;
            chrome.eval("window.whole = true").await?;
            chrome
                .client
                .find(Locator::Css("[role=alert] button"))
                .await?
                .click()
                .await?;
            chrome
                .until_ready()
                .await
                .with_context(|| words.to_owned())?;
            ensure!(
                chrome.texts("[role=alert]").await?.is_empty(),
                "{words}: the message is still there"
            );
        }
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_table_that_does_not_come_leaves_the_frame_standing() -> Result<()> {
    let catalog = dataset::published().catalog;
    let profile = catalog
        .sections
        .iter()
        .find(|section| section.layout == Layout::Profile)
        .context("no profile")?;
    let dimension = profile
        .dimensions
        .last()
        .context("the profile is of nothing")?;
    let chrome = Chrome::start().await?;
    chrome
        .run_first(&spoiling(
            &format!("/({dimension}|sections\\/(?!catalog).*).json$/"),
            FAILURES[1].0,
        ))
        .await?;
    chrome.client.goto(&site()?).await?;
    chrome.until_ready().await?;
    let link = format!(
        "nav.sections a[href$='{}']",
        folder(Lang::Es, Some(profile))
    );
    chrome
        .client
        .find(Locator::Css(&link))
        .await?
        .click()
        .await?;
    chrome
        .until("document.querySelector('[role=alert] button') !== null")
        .await?;
    ensure!(
        chrome.texts("header a.brand").await?.len() == 1,
        "the frame is gone"
    );
    chrome
        .until("document.querySelectorAll('main figure .drawing svg').length > 1")
        .await
        .context("the other figures are gone")?;
    chrome.eval("window.whole = true").await?;
    chrome
        .client
        .find(Locator::Css("[role=alert] button"))
        .await?
        .click()
        .await?;
    chrome
        .until("document.querySelector('figure .drawing svg') !== null")
        .await?;
    chrome.end().await
}
