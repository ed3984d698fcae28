//! Checks the written pages: what they say before any program runs is what the program draws when it takes over.

use anyhow::{Context, Result, ensure};
use cube::Lang;
use tests::chrome::Chrome;
use tests::dataset;

use crate::site::{pages, site};

/// Keeps the program waiting until `go` is called, which is there once the page has begun to fetch it.
const WAIT: &str = "const real = window.fetch.bind(window); \
     window.fetch = (url, init) => /wasm/.test(url) \
         ? new Promise(done => { window.go = () => done(real(url, init)); }) : real(url, init);";

/// Returns a script that makes the text of a page: of what both hosts write, circles of maps aside, which come later.
pub fn text_of(page: &str) -> String {
    format!(
        "(() => {{ const copy = {page}.getElementById('page').cloneNode(true); \
         for (const own of copy.querySelectorAll('noscript, #not-started, .printed, .beside-list')) own.remove(); \
         return copy.textContent.replaceAll(/\\s+/g, ' ').trim(); }})()"
    )
}

/// Has the program draw the whole page itself, which takes over a written page as it stands: it goes to another address
/// and, where that is drawn ([`IS_DRAWN`]), back.
pub const DRAW: [&str; 2] = [
    "(() => { document.getElementById('page').innerHTML = ''; history.pushState(null, '', '?anio=2025'); \
     dispatchEvent(new PopStateEvent('popstate')); return true; })()",
    "(() => { document.getElementById('page').innerHTML = ''; \
     history.pushState(null, '', location.pathname); dispatchEvent(new PopStateEvent('popstate')); return true; })()",
];
/// Whether it was drawn.
pub const IS_DRAWN: &str = "document.querySelector('#main[aria-busy=false]') !== null && document.getElementById('end') !== null";

/// Opens a section whose program waits until `go` is called. Returns its folder.
async fn open_and_wait(chrome: &Chrome) -> Result<String> {
    let pages = pages(&dataset::published().catalog);
    let (_, folder) = pages.into_iter().nth(3).context("there are no sections")?;
    chrome.client.goto(&format!("{}{folder}", site()?)).await?;
    chrome.until("window.go !== undefined").await?;
    Ok(folder)
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn what_is_written_is_what_the_program_draws() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    // The groups and figures of one section stand for those of the others.
    let mut folders: Vec<String> = pages(&catalog)
        .into_iter()
        .map(|(_, folder)| folder)
        .collect();
    let own = dashboard::pages(&catalog).into_iter();
    let own = own.map(|page| dashboard::href(&catalog, &page));
    let accredited = catalog.section("acreditadas");
    let section = format!(
        "{}/",
        accredited
            .context("nobody is accredited")?
            .slug
            .get(Lang::Es)
    );
    folders.extend(own.filter(|folder| folder.starts_with(&section) && *folder != section));
    ensure!(
        folders.len() > 20,
        "no figure has a page of its own: {folders:?}"
    );
    for folder in folders {
        chrome.open(&format!("{}{folder}", site()?)).await?;
        let written = format!(
            "fetch('').then(answer => answer.text()).then(html => {{ \
             const page = new DOMParser().parseFromString(html, 'text/html'); return {}; }})",
            text_of("page")
        );
        let written = chrome
            .eval(&format!("(async () => await {written})()"))
            .await?;
        for step in DRAW {
            chrome.eval(step).await?;
            chrome.until(IS_DRAWN).await.context(folder.clone())?;
        }
        let drawn = chrome.eval(&text_of("document")).await?;
        let (written, drawn) = (written.as_str(), drawn.as_str());
        let written = written.context("there is no written page")?;
        let drawn = drawn.context("there is no drawn page")?;
        ensure!(
            written.chars().any(|one| one.is_ascii_digit()),
            "{folder}: no number is written"
        );
        let same = written
            .chars()
            .zip(drawn.chars())
            .take_while(|(one, other)| one == other)
            .count();
        let around = |text: &str| {
            text.chars()
                .skip(same.saturating_sub(40))
                .take(160)
                .collect::<String>()
        };
        ensure!(
            written == drawn,
            "{folder}: written …{}…, drawn …{}…",
            around(written),
            around(drawn)
        );
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_link_with_filters_never_shows_other_numbers_first() -> Result<()> {
    let catalog = dataset::published().catalog;
    let filters = [
        "anio=2025",
        "anio=2023",
        "por=anio",
        "mostrar=porcentaje",
        "orden=valor",
    ];
    let chrome = Chrome::start().await?;
    // In every frame: whether the written page, with the numbers of everybody, can be seen.
    let watch = "window.seen = []; const look = () => { \
         const main = document.getElementById('main'); \
         if (main && document.documentElement.dataset.ready === undefined) window.seen.push(getComputedStyle(main).visibility); \
         requestAnimationFrame(look); }; look();";
    let script = chrome.run_first(watch).await?;
    for (_, folder) in pages(&catalog)
        .into_iter()
        .filter(|(_, folder)| folder.contains('a'))
    {
        for filter in filters {
            chrome
                .open(&format!("{}{folder}?{filter}", site()?))
                .await?;
            let shown = chrome
                .eval("window.seen.filter(look => look !== 'hidden').length")
                .await?;
            ensure!(shown == 0, "{folder}?{filter}: seen in {shown} frames");
        }
    }
    chrome.forget(script).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn focus_and_opened_details_stay_when_the_program_takes_over() -> Result<()> {
    let chrome = Chrome::start().await?;
    // The program is kept waiting until the reader has done something.
    let script = chrome.run_first(WAIT).await?;
    open_and_wait(&chrome).await?;
    let act = "(() => { const more = document.querySelectorAll('details.more')[1]; more.open = true; \
         more.querySelector('summary').focus(); window.scrollTo(0, 700); return window.scrollY; })()";
    let before = chrome.eval(act).await?;
    chrome.eval("window.go()").await?;
    chrome.until_ready().await?;
    let after = "(() => { const more = [...document.querySelectorAll('details.more')]; \
         return [more.map(one => one.open).indexOf(true), more.indexOf(document.activeElement.parentElement), window.scrollY]; })()";
    let after = chrome.eval(after).await?;
    ensure!(
        after == serde_json::json!([1, 1, before]),
        "opened, focused, scrolled: {after}, scrolled before: {before}"
    );
    chrome.forget(script).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_click_before_the_program_has_come_happens_when_it_comes() -> Result<()> {
    let chrome = Chrome::start().await?;
    let script = chrome.run_first(WAIT).await?;
    let folder = open_and_wait(&chrome).await?;
    // The panel opens at once; an answer in it waits.
    let buttons = "[...document.querySelectorAll('.question')]";
    chrome.eval(&format!("{buttons}[1].click()")).await?;
    let answer = "[...document.querySelectorAll('#panel input[type=checkbox]:enabled')].find(one => one.offsetHeight > 0)";
    chrome.eval(&format!("{answer}.click()")).await?;
    let waits = chrome
        .eval(&format!("{answer}.getAttribute('aria-busy')"))
        .await?;
    ensure!(waits == "true", "the answer does not wait: {waits}");
    let href = chrome.eval(&format!("{answer}.value")).await?;
    let everybody = chrome
        .eval("document.getElementById('summary').textContent")
        .await?;
    chrome.eval("window.go()").await?;
    chrome.until_ready().await?;
    chrome
        .until(&format!("location.href.endsWith({href})"))
        .await?;
    // The written page showed everybody.
    chrome
        .until(&format!(
            "document.getElementById('summary').textContent !== {everybody}"
        ))
        .await?;
    let is_open = chrome
        .eval("!document.querySelector('#panel').hidden")
        .await?;
    ensure!(is_open == true, "the panel has closed");
    let expanded = chrome
        .eval("[...document.querySelectorAll('.question')].map(one => one.ariaExpanded).indexOf('true')")
        .await?;
    ensure!(expanded == 1, "the button {expanded} is pressed");
    let address = chrome.eval("location.pathname + location.search").await?;
    let (address, href) = (address.as_str(), href.as_str());
    let is_there = address
        .zip(href)
        .is_some_and(|(address, href)| href.len() > folder.len() && address.ends_with(href));
    ensure!(is_there, "{address:?} is not {href:?}");
    chrome.forget(script).await?;
    chrome.end().await
}
