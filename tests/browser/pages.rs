//! Opens every page of the site: each draws, fits a phone, and leads where it should.

use anyhow::{Context, Result};
use cube::Lang;
use fantoccini::Locator;
use tests::chrome::Chrome;
use tests::{dataset, read};

use crate::expected::{headlines, over_time, series};
use crate::shown::{address, after, assert_fits, figures, open_panel, rows};
use crate::site::{below_a_path, folder, pages, site};

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn the_numbers_are_those_of_the_dataset() -> Result<()> {
    let release = dataset::published();
    let section = series(&release.catalog)?;
    let chrome = Chrome::start().await?;
    for lang in Lang::ALL {
        chrome
            .open(&format!("{}{}", site()?, folder(lang, None)))
            .await?;
        let headlines = headlines(&release, lang);
        assert!(!headlines.is_empty());
        let numbers = |pinned: bool| {
            let all = headlines
                .iter()
                .filter(move |(is_pinned, _)| *is_pinned || !pinned);
            all.map(|(_, number)| number.clone()).collect::<Vec<_>>()
        };
        assert_eq!(chrome.texts(".tile .number").await?, numbers(true));
        let facts = chrome.texts(".story a").await?;
        let first = |fact: &String| fact.split(' ').next().unwrap_or_default().to_owned();
        assert_eq!(facts.iter().map(first).collect::<Vec<_>>(), numbers(false));

        let table = format!("?tabla={}&v=1", release.catalog.time);
        chrome
            .open(&format!(
                "{}{}{table}",
                site()?,
                folder(lang, Some(section))
            ))
            .await?;
        let rows = rows(&chrome).await?;
        for expected in over_time(&release, section, lang) {
            assert!(
                rows.contains(&expected),
                "{expected:?} is not among {rows:?}"
            );
        }
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn every_page_draws_in_both_languages() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    for (lang, folder) in pages(&catalog) {
        chrome.open(&format!("{}{folder}", site()?)).await?;
        assert_eq!(
            chrome.eval("document.documentElement.lang").await?,
            lang.tag(),
            "{folder}"
        );
        let file = read(format!("dist/{folder}index.html"));
        let title = chrome.client.title().await?;
        assert!(
            file.contains(&format!("<title>{title}</title>")),
            "{folder}: the file has another title than {title}"
        );
        let figures = figures(&chrome).await?;
        assert!(!figures.is_empty(), "{folder} has no figure");
        let drawn = "[...document.querySelectorAll('figure')].filter(figure => \
                     figure.querySelector('.drawing rect, .drawing circle, .heat td')).length";
        assert_eq!(
            chrome.eval(drawn).await?,
            figures.len(),
            "{folder}: figures without a chart"
        );

        let files = "document.querySelectorAll('figure .take a[download][href$=\".csv\"]').length";
        assert_eq!(
            chrome.eval(files).await?,
            figures.len(),
            "{folder}: figures without a file"
        );
        // Who has only opened a page begins at its top with the keyboard.
        let focused = "document.activeElement.tagName";
        assert_eq!(chrome.eval(focused).await?, "BODY", "{folder}");

        chrome
            .open(&format!(
                "{}{folder}?tabla={}&v=1",
                site()?,
                figures.join("~")
            ))
            .await?;
        let filled = "[...document.querySelectorAll('figure table')].filter(table => table.querySelector('td')).length";
        assert_eq!(
            chrome.eval(filled).await?,
            figures.len(),
            "{folder}: figures without a table"
        );
        chrome.assert_quiet(&site()?).await.context(folder)?;
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_phone_needs_no_sideways_scrolling() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    for (_, folder) in pages(&catalog) {
        chrome.open(&format!("{}{folder}", site()?)).await?;
        assert_fits(&chrome).await?;
        let figures = figures(&chrome).await?.join("~");
        let compared = format!("sexo=F&contra=sexo.M_U&detalle={figures}&ocultas={figures}");
        for search in [
            format!("tabla={figures}"),
            format!("calor={figures}"),
            compared,
        ] {
            chrome
                .open(&format!("{}{folder}?{search}&v=1", site()?))
                .await?;
            assert_fits(&chrome).await?;
        }
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_group_is_one_click_away_and_a_dead_end_offers_a_way_out() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("acreditadas")
        .context("the demonstration shows who was accredited")?;
    let preset = section
        .presets
        .first()
        .context("the section has no groups")?;
    let page = format!("{}{}", site()?, folder(Lang::Es, Some(section)));
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    chrome.open(&page).await?;
    let label = preset.label.get(Lang::Es);
    open_panel(&chrome, ".groups a").await?;
    chrome
        .client
        .find(Locator::LinkText(label))
        .await?
        .click()
        .await?;
    let search = format!("?{}={}&v=1", preset.dimension, preset.codes.join("~"));
    let group = address(section, &search);
    chrome
        .until(&format!("location.href.endsWith('/{group}')"))
        .await?;
    after(&chrome, Ok(())).await?;
    assert_eq!(chrome.texts(".groups [aria-current]").await?, [label]);
    assert_fits(&chrome).await?;

    let last = catalog
        .dimension(&catalog.time)
        .and_then(|time| time.leaves().last())
        .context("there are no years")?;
    let narrower = format!("{search}&{}={}", catalog.time, last.code);
    chrome.open(&format!("{page}{narrower}")).await?;
    assert_fits(&chrome).await?;
    chrome
        .client
        .find(Locator::Css(".above ~ .unanswered a"))
        .await?
        .click()
        .await?;
    chrome
        .until(&format!("location.search !== {narrower:?}"))
        .await?;
    after(&chrome, Ok(())).await?;
    assert_eq!(
        chrome.texts(".above ~ .unanswered").await?,
        Vec::<String>::new()
    );
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn the_footer_leads_to_quality_and_help_and_back() -> Result<()> {
    for site in [site()?, below_a_path()?] {
        let chrome = Chrome::start().await?;
        chrome.set_width(360).await?;
        for (lang, place, heading) in [
            (Lang::Es, "calidad/", "Calidad de los datos"),
            (Lang::En, "en/quality/", "Data quality"),
            (Lang::Es, "ayuda/", "Cómo usar este sitio"),
            (Lang::En, "en/help/", "How to use this site"),
        ] {
            chrome
                .open(&format!("{site}{}", folder(lang, None)))
                .await?;
            let link = format!("footer a[rel=external][href$='{place}']");
            chrome
                .client
                .find(Locator::Css(&link))
                .await?
                .click()
                .await?;
            chrome
                .until(&format!("location.href === {:?}", format!("{site}{place}")))
                .await?;
            chrome.until("document.readyState === 'complete'").await?;
            assert_eq!(chrome.texts("h1").await?, [heading]);
            // The site's style sheet holds here too: the ground of the page is not the browser's.
            assert_ne!(
                chrome
                    .eval("getComputedStyle(document.body).backgroundColor")
                    .await?,
                "rgba(0, 0, 0, 0)"
            );
            assert_fits(&chrome).await?;
            let edges = "(() => { const { left, right } = document.querySelector('a.exit').getBoundingClientRect(); \
                 return left >= 0 && right <= innerWidth && right > left; })()";
            assert_eq!(chrome.eval(edges).await?, true, "{place}: no exit in sight");
            chrome.assert_quiet(&site).await?;
            chrome
                .client
                .find(Locator::Css("a.brand"))
                .await?
                .click()
                .await?;
            chrome
                .until(&format!(
                    "location.href === {:?}",
                    format!("{site}{}", folder(lang, None))
                ))
                .await?;
            chrome.until_ready().await?;
        }
        chrome.end().await?;
    }
    Ok(())
}
