//! Checks in other engines than Chromium's that the program takes over from every written page without changing a word,
//! draws charts, and answers a filter; each failure names its engine.

use anyhow::{Context, Result, ensure};
use cube::Lang;
use serde_json::Value;
use tests::dataset;
use tests::engine::{Engine, Scripts, Session};

use crate::shown;
use crate::site::{folder, pages, site};
use crate::written::{DRAW, IS_DRAWN, text_of};

#[tokio::test]
#[ignore = "needs Firefox with geckodriver: run by cargo verify"]
async fn the_page_works_in_firefox() -> Result<()> {
    works_in(Engine::Firefox).await
}

#[tokio::test]
#[ignore = "needs WebKit with WebKitWebDriver: run by cargo verify"]
async fn the_page_works_in_webkit() -> Result<()> {
    works_in(Engine::WebKit).await
}

async fn works_in(engine: Engine) -> Result<()> {
    let session = Session::start(engine, Scripts::Allowed).await?;
    let checked = async {
        takes_over(&session).await?;
        draws_charts(&session).await?;
        filters(&session).await?;
        leaves(&session).await
    };
    let checked = checked.await.with_context(|| engine.name());
    session.end().await?;
    checked
}

/// Every page that is written is what the program draws.
async fn takes_over(session: &Session) -> Result<()> {
    for (_, folder) in pages(&dataset::published().catalog) {
        session.open(&format!("{}{folder}", site()?)).await?;
        let written = format!(
            "fetch('').then(answer => answer.text()).then(html => {{ \
             const page = new DOMParser().parseFromString(html, 'text/html'); return {}; }})",
            text_of("page")
        );
        let written = session.eval_later(&written).await?;
        for step in DRAW {
            session.eval(step).await?;
            session.until(IS_DRAWN).await.context(folder.clone())?;
        }
        let drawn = session.eval(&text_of("document")).await?;
        ensure!(
            written.as_str().is_some_and(|text| text.len() > 500),
            "{folder}: {written}"
        );
        ensure!(
            written == drawn,
            "{folder}: written {written}, drawn {drawn}"
        );
    }
    Ok(())
}

/// A line chart of ECharts has its lines.
async fn draws_charts(session: &Session) -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("acreditadas")
        .context("nobody is accredited")?;
    let by_year = shown::address(section, "por=anio&grafico=sexo");
    session.open(&format!("{}{by_year}", site()?)).await?;
    session
        .until("document.querySelectorAll('.chart svg path').length > 3")
        .await
}

/// A chosen group changes the address and the numbers, and Back brings both back.
async fn filters(session: &Session) -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("acreditadas")
        .context("nobody is accredited")?;
    session
        .open(&format!("{}{}", site()?, folder(Lang::Es, Some(section))))
        .await?;
    let summary = "document.getElementById('summary').textContent";
    let everybody = session.eval(summary).await?;
    let women = shown::address(section, "sexo=F");
    session
        .eval(&format!(
            "document.querySelector(\"a[href$='{women}']\").click()"
        ))
        .await?;
    session
        .until(&format!(
            "location.href.endsWith('{women}') && {summary} !== {everybody}"
        ))
        .await?;
    session.eval("history.back()").await?;
    session.until(&format!("{summary} === {everybody}")).await
}

/// The exit makes the page blank at once. Where it leads is another site, which is not asked for.
async fn leaves(session: &Session) -> Result<()> {
    session.open(&site()?).await?;
    let blank = "(() => { const exit = document.querySelector('a.exit'); exit.href = '#left'; exit.click(); \
         return document.documentElement.dataset.blank === 'true' && document.title === ''; })()";
    let is_blank = session.eval(blank).await?;
    ensure!(
        is_blank == Value::Bool(true),
        "the page is still to be seen"
    );
    Ok(())
}
