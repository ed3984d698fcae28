//! Shows figures in a page of another origin, by the lines that their menus give, and looks into each frame.

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use fantoccini::wd::WindowHandle;
use serde_json::Value;
use tempfile::TempDir;
use tests::chrome::{Chrome, PATIENCE};

use crate::accessible::violations;
use crate::site::site;

/// A figure that is embedded: the page on which its menu is opened, and what its frame shows.
struct Embedded {
    page: &'static str,
    figure: &'static str,
    title: &'static str,
    subtitle: &'static str,
    /// What its numbers stand in.
    body: &'static str,
    banner: &'static str,
}

const EMBEDDED: [Embedded; 3] = [
    Embedded {
        page: "acreditadas/?sexo=F&v=1",
        figure: "edad",
        title: "Edad",
        subtitle: "Personas acreditadas, 2017–2025, Sexo: Mujer",
        body: ".drawing",
        banner: "Datos inventados",
    },
    Embedded {
        page: "acreditadas/?tabla=nacionalidad&v=1",
        figure: "nacionalidad",
        title: "Nacionalidad",
        subtitle: "Personas acreditadas, 2017–2025",
        body: "table",
        banner: "Datos inventados",
    },
    Embedded {
        page: "en/accredited/",
        figure: "edad",
        title: "Age by sex",
        subtitle: "Accredited persons, 2017–2025",
        body: ".drawing",
        banner: "Invented data",
    },
];

/// A site of another origin with one page. It is there as long as the folder is.
struct Host {
    folder: TempDir,
    address: String,
}

impl Host {
    fn start() -> Result<Host> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("_headers"), "")?;
        let address = serve::in_background(serve::router(folder.path())?)?;
        Ok(Host { folder, address })
    }

    /// Opens the page with these lines in its body.
    async fn open(&self, chrome: &Chrome, lines: &str) -> Result<()> {
        let head = "<!doctype html><html lang=\"es\"><meta charset=\"utf-8\"><title>Ministerio</title>\
             <link rel=\"icon\" href=\"data:,\">";
        fs::write(
            self.folder.path().join("index.html"),
            format!("{head}{lines}"),
        )?;
        Ok(chrome.client.goto(&self.address).await?)
    }
}

/// Opens the page of a figure. Returns the lines that its menu gives, and the text of its numbers.
async fn take(chrome: &Chrome, figure: &Embedded) -> Result<(String, Value)> {
    let Embedded {
        page, figure, body, ..
    } = figure;
    chrome.open(&format!("{}{page}", site()?)).await?;
    chrome
        .eval(&format!(
            "document.querySelector('#{figure} .take summary').click()"
        ))
        .await?;
    let lines = format!("document.querySelector('#{figure} .take textarea')");
    chrome.until(&format!("{lines} !== null")).await?;
    let lines = chrome.eval(&format!("{lines}.value")).await?;
    let numbers = chrome.eval(&text(figure, body)).await?;
    Ok((lines.as_str().unwrap_or_default().to_owned(), numbers))
}

/// Returns an expression for the text of a figure's numbers.
fn text(figure: &str, body: &str) -> String {
    format!("document.querySelector('#{figure} {body}')?.textContent")
}

/// Looks into a frame: its figure, that it shows the same numbers as its own page, and nothing around it.
async fn look_into(chrome: &Chrome, at: u16, figure: &Embedded, numbers: &Value) -> Result<()> {
    // Frames that are not in sight are laid out late.
    chrome
        .eval(&format!(
            "document.querySelectorAll('iframe')[{at}].scrollIntoView()"
        ))
        .await?;
    chrome.client.clone().enter_frame(at).await?;
    chrome
        .until(&format!(
            "{} === {numbers}",
            text(figure.figure, figure.body)
        ))
        .await
        .context(figure.page)?;
    chrome
        .until("document.documentElement.dataset.asked === undefined")
        .await?;
    let seen = |selector: &str| {
        format!(
            "[...document.querySelectorAll({selector:?})].filter(one => one.offsetHeight > 0).map(one => one.innerText)"
        )
    };
    let heading = chrome.eval(&seen("main h1")).await?;
    ensure!(heading == serde_json::json!([figure.title]), "{heading}");
    let subtitle = chrome.eval(&seen(".subtitle")).await?;
    ensure!(
        subtitle == serde_json::json!([figure.subtitle]),
        "{subtitle}"
    );
    let banner = chrome.eval(&seen(".banner")).await?.to_string();
    ensure!(banner.contains(figure.banner), "{banner}");
    let source = chrome.eval(&seen(".source")).await?.to_string();
    ensure!(source.contains("2026-10"), "{source}");
    let around = chrome
        .eval(&seen("nav, header, footer, .bar, .exit, .switches"))
        .await?;
    ensure!(around == serde_json::json!([]), "{around}");
    Ok(())
}

/// Waits until each frame is as high as what it shows, from outside.
async fn ensure_height(chrome: &Chrome, at: u16) -> Result<u64> {
    let height = chrome.eval("document.documentElement.offsetHeight").await?;
    let scrolls = "document.documentElement.scrollHeight > innerHeight";
    chrome.until(&format!("!({scrolls})")).await?;
    chrome.client.clone().enter_parent_frame().await?;
    let given = format!("document.querySelectorAll('iframe')[{at}].clientHeight");
    chrome.until(&format!("{given} === {height}")).await?;
    height.as_u64().context("no height")
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn another_site_shows_three_figures_by_the_lines_that_menus_give() -> Result<()> {
    let (chrome, host) = (Chrome::start().await?, Host::start()?);
    let (mut lines, mut numbers) = (String::new(), Vec::new());
    for figure in &EMBEDDED {
        let (own, shown) = take(&chrome, figure).await?;
        ensure!(
            own.contains(&format!("title=\"{} · ", figure.banner)),
            "{own}"
        );
        ensure!(own.contains(figure.subtitle), "{own}");
        lines += &own;
        numbers.push(shown);
    }
    chrome.assert_quiet(&site()?).await?;
    host.open(&chrome, &lines).await?;
    for (at, figure) in EMBEDDED.iter().enumerate() {
        let at = u16::try_from(at)?;
        look_into(&chrome, at, figure, &numbers[usize::from(at)]).await?;
        let before = ensure_height(&chrome, at).await?;
        // What is opened within makes the frame higher.
        chrome.client.clone().enter_frame(at).await?;
        let opened = chrome
            .eval("document.querySelector('.why')?.click() === undefined")
            .await?;
        ensure!(opened == true, "nothing can be opened");
        let explained = chrome
            .eval("document.querySelector('#why').offsetHeight > 0")
            .await?;
        let after = ensure_height(&chrome, at).await?;
        ensure!(
            explained == (after > before),
            "{before} {after} {explained}"
        );
    }
    // What is written already needs no program.
    chrome.client.clone().enter_frame(2).await?;
    let programs =
        "performance.getEntriesByType('resource').filter(one => one.name.endsWith('.wasm')).length";
    ensure!(
        chrome.eval(programs).await? == 0,
        "a written embed fetches the program"
    );
    chrome.client.clone().enter_parent_frame().await?;
    chrome.assert_quiet("http://").await?;
    chrome.end().await
}

/// Waits for a second window.
async fn new_window(chrome: &Chrome, first: &WindowHandle) -> Result<WindowHandle> {
    let start = Instant::now();
    loop {
        let windows = chrome.client.windows().await?;
        if let Some(new) = windows.into_iter().find(|one| one != first) {
            return Ok(new);
        }
        ensure!(start.elapsed() < PATIENCE, "no window opens");
    }
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn links_of_a_frame_open_the_site_beside_it() -> Result<()> {
    let (chrome, host) = (Chrome::start().await?, Host::start()?);
    for figure in [&EMBEDDED[0], &EMBEDDED[2]] {
        let (lines, _) = take(&chrome, figure).await?;
        host.open(&chrome, &lines).await?;
        chrome.client.clone().enter_frame(0).await?;
        chrome.until("document.querySelector('.drawing a[href]') !== null && !('asked' in document.documentElement.dataset)").await?;
        let first = chrome.client.window().await?;
        for link in [".drawing a[href]", ".source a"] {
            let here = chrome.eval("location.href").await?;
            let path = chrome
                .eval(&format!(
                    "new URL(document.querySelector('{link}').href, document.baseURI).href"
                ))
                .await?;
            chrome
                .eval(&format!("document.querySelector('{link}').click()"))
                .await?;
            let new = new_window(&chrome, &first).await?;
            ensure!(
                chrome.eval("location.href").await? == here,
                "the frame has gone elsewhere"
            );
            chrome.client.switch_to_window(new).await?;
            chrome.until("location.href !== 'about:blank'").await?;
            let there = chrome.eval("location.href").await?;
            ensure!(
                there == path && !there.to_string().contains("/embed/"),
                "{there}"
            );
            chrome.client.close_window().await?;
            chrome.client.switch_to_window(first.clone()).await?;
            chrome.client.clone().enter_frame(0).await?;
        }
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn no_other_page_is_shown_in_a_frame_of_another_site() -> Result<()> {
    let (chrome, host) = (Chrome::start().await?, Host::start()?);
    for page in [
        "",
        "acreditadas/edad/?sexo=F&v=1",
        "metodo/",
        "no/such/page/",
        "data/index.json",
    ] {
        let address = format!("{}{page}", site()?);
        host.open(&chrome, &format!("<iframe src=\"{address}\"></iframe>"))
            .await?;
        chrome.client.clone().enter_frame(0).await?;
        let shown = chrome.eval("location.href").await?;
        ensure!(shown == "chrome-error://chromewebdata/", "{page}: {shown}");
        chrome.client.clone().enter_parent_frame().await?;
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn an_embed_is_accessible_and_says_what_its_program_draws() -> Result<()> {
    let chrome = Chrome::start().await?;
    for theme in ["light", "dark"] {
        chrome.set_theme(theme).await?;
        for folder in ["acreditadas/provincia/", "en/accredited/edad/"] {
            chrome
                .client
                .goto(&format!("{}embed/{folder}", site()?))
                .await?;
            let main = "document.getElementById('main').innerHTML.replaceAll(/ (target|rel)=\"[^\"]*\"/g, '')";
            let text = "document.getElementById('main').textContent";
            let written = chrome.eval(text).await?;
            let found = violations(&chrome).await?;
            ensure!(found.is_empty(), "{folder} ({theme}): {found:#?}");
            // The program comes when a reader does, and draws another view, and then this one.
            chrome
                .eval("dispatchEvent(new PointerEvent('pointerover'))")
                .await?;
            chrome.until_ready().await?;
            for search in ["?anio=2025&v=1", ""] {
                let go = format!("history.replaceState(null, '', location.pathname + '{search}')");
                chrome.eval(&go).await?;
                let before = chrome.eval(main).await?;
                chrome
                    .eval("dispatchEvent(new PopStateEvent('popstate'))")
                    .await?;
                chrome.until(&format!("{main} !== {before}")).await?;
            }
            chrome.until_ready().await?;
            let drawn = chrome.eval(text).await?;
            ensure!(
                written == drawn,
                "{folder}: written {written}, drawn {drawn}"
            );
            ensure!(
                violations(&chrome).await?.is_empty(),
                "{folder} ({theme}), as drawn"
            );
        }
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn an_embed_is_read_without_scripts() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome.forbid_scripts().await?;
    for (query, note) in [
        ("", "muestra a todas las personas"),
        ("?sexo=F&v=1", "necesitan JavaScript"),
    ] {
        chrome
            .client
            .goto(&format!("{}embed/acreditadas/edad/{query}", site()?))
            .await?;
        let text = chrome.eval("document.body.innerText").await?.to_string();
        for part in [
            note,
            "Edad por sexo",
            "Personas acreditadas, 2017–2025",
            "109",
            "2026-10",
            "Datos inventados",
        ] {
            ensure!(text.contains(part), "{part}: {text}");
        }
        let visible = chrome
            .eval("getComputedStyle(document.getElementById('main')).visibility")
            .await?;
        ensure!(visible == "visible", "{query}: {visible}");
    }
    chrome.end().await
}
